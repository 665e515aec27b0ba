"""The people of the help page have what their key says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.training.municipality import CODE, Municipality
from adapters.training.people import Citizen
from adapters.training.situations import situations
from tests.adapters.training.conftest import REFERENCE

Named = dict[str, str]


def person(town: Municipality, number: str | None) -> Citizen:
    assert number is not None
    citizen = town.citizen(number)
    assert citizen is not None
    return citizen


def residents(town: Municipality, address_id: str) -> list[Citizen]:
    return [
        citizen
        for citizen in town.citizens()
        if citizen.address is not None and citizen.address.address_id == address_id
    ]


def test_every_situation_is_told_in_both_languages(town: Municipality) -> None:
    assert [situation.key for situation in situations()] == [key for key, _ in town.named()]
    assert all(situation.danish.endswith(".") and situation.english.endswith(".") for situation in situations())


def test_newly_separated(town: Municipality, named: Named) -> None:
    parent = person(town, named["newly_separated"])
    assert parent.civil == "G"
    assert parent.separated is not None
    assert REFERENCE - parent.separated < timedelta(days=70)
    children = [person(town, child) for child in parent.children]
    assert len(children) == 2
    assert sorted(child.shared_residence is not None for child in children) == [False, True]
    spouse = person(town, parent.spouse)
    assert spouse.separated == parent.separated
    assert spouse.address is not None
    assert parent.address is not None
    assert spouse.address.address_id != parent.address.address_id


def test_widow_with_a_changed_pension(town: Municipality, named: Named) -> None:
    widow = person(town, named["widow_changed_pension"])
    assert widow.civil == "E"
    assert person(town, widow.former_spouses[0][0]).status == "90"
    pension = [report for report in town.reports(widow.cpr) if report.kind == "0006"]
    assert pension[0].fields[0] != pension[-1].fields[0]
    assert any(grant.name == "Boligstøtte" and grant.end is None for grant in town.grants(widow.cpr))


def test_moved_last_week(town: Municipality, named: Named) -> None:
    mover = person(town, named["moved_last_week"])
    assert mover.address is not None
    assert timedelta(0) < REFERENCE - mover.address.start.date() <= timedelta(days=7)
    assert mover.former[0].municipality != CODE


def test_passport_with_joint_custody_and_an_absent_parent(town: Municipality, named: Named) -> None:
    child = person(town, named["child_passport_joint_custody"])
    assert {row.kind for row in child.custody} == {"0003", "0004"}
    father = person(town, child.father)
    assert father.address is not None
    assert father.address.municipality != CODE


def test_pensioner_without_mitid_has_a_daughter_with_power_of_attorney(town: Municipality, named: Named) -> None:
    pensioner = person(town, named["pensioner_without_mitid"])
    assert not pensioner.digital_post
    assert [person(town, child).sex for child in pensioner.children] == ["K"]
    titles = [row.title for case in town.cases(pensioner.cpr) for row in case.documents]
    assert "Fuldmagt til datter" in titles


def test_soon_67_with_years_abroad(town: Municipality, named: Named) -> None:
    man = person(town, named["soon_67_years_abroad"])
    age = (REFERENCE - man.born).days / 365.25
    assert 66.5 < age < 67
    assert man.immigrated is not None
    assert man.citizenship == "5100"
    away = man.former[-2].start - (man.former[-1].end or man.former[-2].start)
    assert away > timedelta(days=12 * 365)


def test_new_partner_is_self_employed(town: Municipality, named: Named) -> None:
    mother = person(town, named["new_partner_self_employed"])
    assert mother.address is not None
    assert mother.address.address_id is not None
    partner = next(
        citizen
        for citizen in residents(town, mother.address.address_id)
        if citizen.sex == "M" and (REFERENCE - citizen.born).days > 7_000
    )
    assert partner.address is not None
    assert REFERENCE - partner.address.start.date() < timedelta(days=130)
    assert {report.type for report in town.reports(partner.cpr)} == {"05"}


def test_arrived_from_abroad_has_no_history(town: Municipality, named: Named) -> None:
    newcomer = person(town, named["arrived_from_abroad"])
    assert newcomer.immigrated is not None
    assert newcomer.former == ()
    assert town.reports(newcomer.cpr) == ()


def test_protected_and_the_expired_protection(town: Municipality, named: Named) -> None:
    protected = person(town, named["protected"])
    ends = [row.end for row in protected.protections if row.kind == "0001"]
    assert all(end is not None and end > REFERENCE for end in ends)
    expired = person(town, named["protection_expired"])
    assert all(row.end is not None and row.end <= REFERENCE for row in expired.protections)
    former = person(town, named["former_spouse"])
    assert former.former_spouses[0][0] == protected.cpr
    child = person(town, former.children[0])
    assert child.mother == protected.cpr
    assert child.address is not None
    assert protected.address is not None
    assert child.address.address_id == protected.address.address_id


def test_threatened_looks_like_anybody_without_an_address(town: Municipality, named: Named) -> None:
    threatened, homeless = (person(town, named[key]) for key in ("threatened", "no_fixed_address"))
    assert threatened.address is not None
    assert homeless.address is not None
    for name in ("municipality", "road_code", "road_name", "house", "postal_code", "address_id", "co_name"):
        assert getattr(threatened.address, name) == getattr(homeless.address, name)
    assert threatened.status == homeless.status == "03"
    for citizen in (threatened, homeless):
        assert citizen.address is not None
        assert citizen.status_date == citizen.address.start.date(), "without a fixed address since the day of the move"
    assert threatened.protections == homeless.protections == ()


def test_dead_with_an_adult_child(town: Municipality, named: Named) -> None:
    dead, child = person(town, named["dead"]), person(town, named["dead_adult_child"])
    assert (dead.status, dead.civil, dead.address) == ("90", "D", None)
    assert child.cpr in dead.children
    assert REFERENCE - dead.status_date < timedelta(days=14)


def test_twins_and_the_two_of_one_name(town: Municipality, named: Named) -> None:
    one, two = (person(town, named[key]) for key in ("twin_one", "twin_two"))
    assert (one.born, one.mother, one.father) == (two.born, two.mother, two.father)
    one, two = (person(town, named[key]) for key in ("same_name_one", "same_name_two"))
    assert (one.addressing, one.born, one.sex) == (two.addressing, two.born, two.sex)
    assert one.cpr != two.cpr
    assert one.address is not None
    assert two.address is not None
    assert one.address.road_name != two.address.road_name


def test_eighteen_last_week(town: Municipality, named: Named) -> None:
    young = person(town, named["eighteen_last_week"])
    birthday = young.born.replace(year=young.born.year + 18)
    assert timedelta(0) < REFERENCE - birthday <= timedelta(days=7)
    assert young.custody == ()


def test_other_municipality_emigrated_and_changed_number(town: Municipality, named: Named) -> None:
    extract = {citizen.cpr for citizen in town.citizens()}
    other = person(town, named["other_municipality"])
    assert other.cpr not in extract
    assert other.address is not None
    assert other.address.municipality != CODE
    emigrated = person(town, named["emigrated"])
    assert emigrated.status == "80"
    assert emigrated.emigrated is not None
    assert emigrated.contact_lines
    changed = person(town, named["changed_number"])
    assert changed.status == "60"
    assert person(town, changed.current).born != changed.born
    assert {emigrated.cpr, changed.cpr} <= extract


def test_guardianship(town: Municipality, named: Named) -> None:
    ward = person(town, named["guardianship"])
    assert ward.guardian is not None
    guardian = person(town, ward.guardian.cpr)
    assert guardian.mother == ward.mother


def test_newborn_without_a_name(town: Municipality, named: Named) -> None:
    newborn = person(town, named["newborn_unnamed"])
    assert (newborn.first, newborn.middle, newborn.last, newborn.addressing) == ("", "", "", "")
    assert REFERENCE - newborn.born < timedelta(days=14)
    assert newborn.cpr in person(town, newborn.mother).children


def test_three_employers_one_reversed_report_and_one_correction(town: Municipality, named: Named) -> None:
    reports = town.reports(named["three_employers_reversed"])
    assert len({report.payer for report in reports}) == 3
    (reversal,) = (report for report in reports if report.reversal)
    same = [report for report in reports if (report.payer, report.month) == (reversal.payer, reversal.month)]
    assert len(same) == 3
    original = same[0]
    assert [(field, -value) for field, value in original.fields] == list(reversal.fields)
    (correction,) = (report for report in reports if report.correction)
    assert dict(correction.fields)["057"] < 0


@pytest.mark.parametrize("key", ["truly_no_income", "arrived_from_abroad", "newborn_unnamed", "twin_one"])
def test_no_income_at_all(town: Municipality, named: Named, key: str) -> None:
    assert town.reports(named[key]) == ()


def test_income_too_new(town: Municipality, named: Named) -> None:
    newest = max(report.month for report in town.reports(named["income_too_new"]))
    assert newest < "202608"


def test_family_of_nine_in_two_rooms(town: Municipality, named: Named) -> None:
    father = person(town, named["family_of_nine"])
    assert father.address is not None
    assert father.address.address_id is not None
    home = town.home(father.address.address_id)
    assert home is not None
    assert dict(home.unit)["enh031AntalVaerelser"] == 2
    assert len(residents(town, home.address_id)) == 9


def test_dwelling_that_bbr_does_not_know(town: Municipality, named: Named) -> None:
    address = person(town, named["dwelling_not_in_bbr"]).address
    assert address is not None
    assert address.address_id is not None
    home = town.home(address.address_id)
    assert home is not None
    assert (home.unit_id, home.unit) == (None, ())


def test_colleague_user_and_sister(town: Municipality, named: Named) -> None:
    user, sister = person(town, named["user"]), person(town, named["own_sister"])
    assert (user.mother, user.father) == (sister.mother, sister.father)
    for key in ("user", "colleague"):
        assert {report.payer for report in town.reports(named[key])} == {"99999901"}
    assert {case.sensitivity for case in town.cases(named["colleague"])} == {"VIP_SAGER"}


def test_the_longest_name_fits_an_envelope(town: Municipality, named: Named) -> None:
    citizen = person(town, named["long_name"])
    assert f"{citizen.first} {citizen.last}" == "Anne-Sofie Ærøskøbing Østergaard-Christoffersen"
    assert len(citizen.addressing) <= 34


def test_one_document_is_hostile(town: Municipality, named: Named) -> None:
    rows = [row for case in town.cases(named["hostile_document"]) for row in case.documents]
    assert [row.hostile for row in rows].count(True) == 1
    assert not any(
        row.hostile
        for key in named
        for case in town.cases(named[key])
        for row in case.documents
        if key != "hostile_document"
    )


def test_no_two_households_share_a_named_home(town: Municipality) -> None:
    """Named people were written one by one; living together must be meant."""
    together: dict[str, list[Citizen]] = {}
    for citizen in town.citizens():
        if citizen.address is not None and citizen.address.address_id:
            together.setdefault(citizen.address.address_id, []).append(citizen)
    for key, number in town.named():
        address = person(town, number).address
        if address is not None and address.address_id in together:
            names = {citizen.last.split()[-1] for citizen in together[address.address_id] if citizen.last}
            assert len(names) <= 2, key
