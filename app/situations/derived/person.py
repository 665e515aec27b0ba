"""From CPR, about the citizen alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from app.citizen.model.person import Address, CivilStatus, FormerAddress, Person, PersonStatus
from app.citizen.model.sections import PersonFacts
from app.facts.model import Fact, Unknown, Why
from app.situations.derived.told import Basis, Told, age, birthday, days_since, days_to

STATUS: Final = {
    PersonStatus.RESIDENT: "bopael",
    PersonStatus.SPECIAL_ROAD: "uden-fast-bopael",
    PersonStatus.GREENLAND: "groenland",
    PersonStatus.GREENLAND_SPECIAL_ROAD: "groenland-uden-fast-bopael",
    PersonStatus.TAX_ONLY: "uden-bopael",
    PersonStatus.ANNULLED: "annulleret",
    PersonStatus.DOUBLE_NUMBER: "dobbeltnummer",
    PersonStatus.CHANGED_NUMBER: "aendret-nummer",
    PersonStatus.DISAPPEARED: "forsvundet",
    PersonStatus.EMIGRATED: "udrejst",
    PersonStatus.DEAD: "doed",
}
CIVIL: Final = {
    CivilStatus.UNMARRIED: "ugift",
    CivilStatus.MARRIED: "gift",
    CivilStatus.DIVORCED: "fraskilt",
    CivilStatus.WIDOWED: "enke",
    CivilStatus.PARTNERSHIP: "partnerskab",
    CivilStatus.PARTNERSHIP_ENDED: "partnerskab-ophaevet",
    CivilStatus.SURVIVING_PARTNER: "laengstlevende-partner",
    CivilStatus.DEAD: "doed",
}
_COUPLES: Final = (CivilStatus.MARRIED, CivilStatus.PARTNERSHIP)
_WITHDRAWN: Final = ("K", "A")
_SOON_AFTER_BIRTH: Final = timedelta(days=60)
"""A newborn is registered at an address within this time; who first appears later came from abroad."""


def number_facts(facts: PersonFacts, told: Told) -> Iterator[Fact | Unknown]:
    """What even the record of a superseded number says rightly."""
    person = facts.person
    status = STATUS.get(person.status) if person.status is not None else None
    yield from told.facts(cpr_nummer=person.cpr.digits, cpr_status=status)


def person_facts(
    facts: PersonFacts, told: Told, today: date, basis: Basis, *, hidden: bool
) -> Iterator[Fact | Unknown]:
    """`hidden`: the address is protected and has not been shown by the extra step."""
    person = facts.person
    dead = person.status is PersonStatus.DEAD
    died = person.status_since if dead else None
    yield from told.facts(
        navn=person.name.full if person.name else None,
        status_dage=days_since(person.status_since, today),
        doed=dead,
        doed_cpr_nummer=person.cpr.digits if dead else None,
        doed_dato=died.day if died is not None and not died.uncertain else None,
        udrejst=person.status is PersonStatus.EMIGRATED,
        i_kommunen=_lives_in(basis.municipality, person),
        uden_fast_bopael=person.lacks_fixed_address,
        civilstand=CIVIL[person.civil] if person.civil is not None else None,
        civilstand_dage=days_since(person.civil_since, today),
        separeret=person.separated,
        separeret_dage=days_since(person.separated_since, today) if person.separated else None,
        har_aegtefaelle=person.civil in _COUPLES,
        beskyttet=person.is_protected(today),
        har_vaerge=person.guardianship is not None and person.guardianship.covers(today),
        digital_post=person.digital_post,
        antal_boern=person.children_under_18,
    )
    yield from _ages(None if dead or person.born is None else person.born.day, told, today, basis)
    yield from told.facts(foedt=person.born.day if person.born is not None else None)
    yield from _address(person, told, today, basis, hidden=hidden)


def _ages(born: date | None, told: Told, today: date, basis: Basis) -> Iterator[Fact | Unknown]:
    """Nobody grows older after death: then there are none of these."""
    pension = basis.pension_day(born) if born is not None else None
    yield from told.facts(
        alder=age(born, today) if born is not None else None,
        dage_til_15=days_to(birthday(born, 15), today) if born is not None else None,
        dage_til_18=days_to(birthday(born, 18), today) if born is not None else None,
        pensionsalder_dato=pension,
        dage_til_pensionsalder=days_to(pension, today),
    )


def _address(person: Person, told: Told, today: date, basis: Basis, *, hidden: bool) -> Iterator[Fact | Unknown]:
    if hidden and person.address is not None:
        why = Why.PROTECTED
        yield from told.facts(adresse=why, kommunekode=why, flyttet_dato=why, flyttet_dage=why, flytning_retning=why)
        yield from told.facts(indrejst_dage=why)
        return
    address = person.address
    home = address if address is not None and not address.key.is_administrative else None
    moved = home.moved_in if home is not None else None
    yield from told.facts(
        adresse=_line(home) if home is not None else None,
        kommunekode=address.key.municipality if address is not None else None,
        flyttet_dato=moved.day if moved is not None and not moved.uncertain else None,
        flyttet_dage=days_since(moved, today),
        indrejst_dage=_days_since_arrival(person, today),
        flytning_retning=_direction(basis.municipality, home, _former(person)) if home is not None else None,
    )


def _line(address: Address) -> str | None:
    """Ærøvej 12, 2. tv, 9998 Fjordby."""
    key = address.key
    floor = f"{key.floor}." if key.floor.isdigit() else key.floor
    road = " ".join(filter(None, (address.road_name, key.house.lstrip("0"))))
    post = " ".join(filter(None, (address.postal_code, address.postal_district)))
    if not address.road_name:
        return address.standard
    return ", ".join(filter(None, (road, " ".join(filter(None, (floor, key.door))), post)))


def _former(person: Person) -> list[FormerAddress]:
    """Newest first, without what was corrected or undone."""
    return [former for former in person.former_addresses if former.mark not in _WITHDRAWN]


def _direction(municipality: str, home: Address, former: list[FormerAddress]) -> str | None:
    if not former:
        return None
    before, now = former[0].key.municipality == municipality, home.key.municipality == municipality
    return {(False, True): "ind", (True, False): "ud", (True, True): "inden-for", (False, False): "uden-for"}[
        before, now
    ]


def _days_since_arrival(person: Person, today: date) -> int | None:
    """CPR's answer does not say who came from abroad: somebody whose first address begins long after birth did."""
    address = person.address
    if address is None or address.moved_in is None or person.born is None or _former(person):
        return None
    came_later = address.moved_in.day - person.born.day > _SOON_AFTER_BIRTH
    return days_since(address.moved_in, today) if came_later else None


def _lives_in(municipality: str, person: Person) -> bool:
    active = person.status is not None and person.status.is_active
    return active and person.address is not None and person.address.key.municipality == municipality
