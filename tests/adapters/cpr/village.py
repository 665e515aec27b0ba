"""A handful of made-up people whose situations CPR must get right. Their numbers fail modulus 11."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from adapters.training.municipality import Municipality
from adapters.training.people import Citizen, CustodyRow, Guardian, Protected, Stay

REFERENCE = date(2026, 11, 20)

MOTHER, FATHER, SON, DAUGHTER = "1403850006", "0209830007", "1105144013", "2306174004"
WIDOW, GUARDED, DEAD, ABROAD = "0506540008", "1708900010", "2811410012", "0909880018"
OLD_NUMBER, NEW_NUMBER, GONE, HOMELESS, THREATENED = (
    "0304770008",
    "0304770024",
    "3003790006",
    "1212930006",
    "1910950012",
)
UNKNOWN = "0808080808"

_FJORDVEJ = Stay(
    municipality="0999",
    road_code="0412",
    road_name="Fjordvej",
    house="16A",
    floor="1",
    door="tv",
    postal_code="9998",
    postal_district="Fjordby",
    locality="Østerhavn",
    start=datetime(2024, 5, 1, 12, 0),  # noqa: DTZ001 - CPR's times have no zone
    end=None,
    address_id="0a3f50b8-0000-32b8-e044-0003ba298018",
    co_name="c/o Æbeltoft",
)
_SPECIAL_ROAD = replace(
    _FJORDVEJ, road_code="9901", road_name="Uden fast bopæl", house="", floor="", door="", locality="", address_id=None
)
_BEFORE = replace(
    _FJORDVEJ,
    municipality="0851",
    road_code="1016",
    road_name="Søgade",
    house="7",
    floor="",
    door="12",
    co_name="",
    address_id=None,
    start=datetime(2010, 2, 1, 12, 0),  # noqa: DTZ001 - CPR's times have no zone
    end=datetime(2024, 5, 1, 12, 0),  # noqa: DTZ001 - CPR's times have no zone
)

_MOTHER = Citizen(
    cpr=MOTHER,
    current=None,
    status="01",
    status_date=date(1985, 3, 14),
    born=date(1985, 3, 14),
    sex="K",
    first="Åse",
    middle="Ærø",
    last="Østergård",
    addressing="Åse Østergård",
    name_date=date(2012, 6, 9),
    civil="G",
    civil_date=date(2012, 6, 9),
    separated=date(2026, 9, 1),
    spouse=FATHER,
    former_spouses=(),
    mother=WIDOW,
    father=None,
    children=(SON, DAUGHTER),
    custody=(),
    address=_FJORDVEJ,
    former=(_BEFORE,),
    occupation="Sygeplejerske",
    citizenship_date=date(1985, 3, 14),
    birth_authority="8318",
    notes=("Legitimation forevist",),
)


def _like(cpr: str, born: date, **changes: Any) -> Citizen:
    plain: dict[str, Any] = {
        "cpr": cpr,
        "born": born,
        "status_date": born,
        "name_date": born,
        "middle": "",
        "civil": "U",
        "civil_date": born,
        "separated": None,
        "spouse": None,
        "mother": None,
        "children": (),
        "former": (),
        "occupation": "",
        "birth_authority": "",
        "citizenship_date": None,
        "notes": (),
    }
    return replace(_MOTHER, **(plain | changes))


PEOPLE = {
    citizen.cpr: citizen
    for citizen in (
        _MOTHER,
        _like(FATHER, date(1983, 9, 2), sex="M", first="Bo", addressing="Bo Østergård", civil="G", spouse=MOTHER),
        _like(
            SON,
            date(2014, 5, 11),
            sex="M",
            first="Kaj",
            addressing="Kaj Østergård",
            mother=MOTHER,
            father=FATHER,
            custody=(CustodyRow("0003", date(2014, 5, 11), None), CustodyRow("0004", date(2014, 5, 11), None)),
            shared_residence=date(2026, 9, 1),
        ),
        _like(
            DAUGHTER,
            date(2017, 6, 23),
            first="",
            last="",
            addressing="",
            mother=MOTHER,
            custody=(CustodyRow("0005", date(2020, 1, 2), date(2027, 1, 2), WIDOW),),
        ),
        _like(
            WIDOW,
            date(1954, 6, 5),
            civil="E",
            spouse=DEAD,
            children=(MOTHER,),
            digital_post=False,
            nemsms=False,
            protections=(
                Protected("0001", date(2024, 1, 10), date(2025, 1, 10)),
                Protected("0002", date(2024, 1, 10), None),
            ),
        ),
        _like(
            GUARDED,
            date(1990, 8, 17),
            guardian=Guardian("1", WIDOW, None, (), start=date(2020, 2, 3), end=None, full=False),
            protections=(Protected("0001", date(2026, 1, 10), date(2027, 1, 10)),),
        ),
        _like(DEAD, date(1941, 11, 28), status="90", status_date=date(2026, 8, 8), civil="D", address=None),
        _like(
            ABROAD,
            date(1988, 9, 9),
            status="80",
            status_date=date(2025, 3, 1),
            address=None,
            former=(_BEFORE,),
            emigrated=("5180", date(2025, 3, 1), ("Hauptstrasse 4", "Flensburg")),
            contact_lines=("c/o Østergård", "Fjordvej 16A"),
            guardian=Guardian(
                "2", None, "Dieter Planck", ("Allee 33", "Celle"), start=date(2021, 6, 1), end=None, full=True
            ),
        ),
        _like(OLD_NUMBER, date(1977, 4, 3), status="60", current=NEW_NUMBER, address=None),
        _like(NEW_NUMBER, date(1977, 4, 3)),
        _like(GONE, date(1979, 3, 30), status="70", address=None, disappeared=date(2026, 2, 2)),
        _like(HOMELESS, date(1993, 12, 12), status="03", address=_SPECIAL_ROAD),
        _like(THREATENED, date(1995, 10, 19), status="03", address=_SPECIAL_ROAD),
    )
}


class Village(Municipality):
    """The people above, at the reference date of the tests."""

    def __init__(self, people: dict[str, Citizen] | None = None) -> None:
        self.reference = REFERENCE
        self.people = PEOPLE if people is None else people

    def citizen(self, cpr: str) -> Citizen | None:
        return self.people.get(cpr)

    def named(self) -> tuple[tuple[str, str], ...]:
        return (("mother", MOTHER), ("father", FATHER))
