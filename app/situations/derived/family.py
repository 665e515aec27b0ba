"""From CPR, about those who belong to the citizen, as far as the purpose opens them. No two persons are ever merged."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.access.model import RelativeKind
from app.citizen.model.person import Person, PersonStatus
from app.citizen.model.sections import PersonFacts, Relative, RelativeRole, State
from app.cpr import CprNumber
from app.facts.model import Fact, Unknown, Why
from app.situations.derived.told import Told, age, birthday, days_since, days_to

_SEES_CUSTODY: Final = {RelativeKind.CUSTODY_HOLDER, RelativeKind.PARENT}
_NEAR: Final = {RelativeRole.SPOUSE, RelativeRole.CHILD, RelativeRole.MOTHER, RelativeRole.FATHER}
_OPENS_NEAR: Final = {RelativeKind.SPOUSE, RelativeKind.CHILD, RelativeKind.PARENT}
_SCHOOL_AGE: Final = 6
_NO_MORE: Final = (PersonStatus.DEAD, PersonStatus.ANNULLED)


def family_facts(
    facts: PersonFacts, told: Told, today: date, opened: Collection[RelativeKind], *, hidden: bool
) -> Iterator[Fact | Unknown]:
    """`opened` are the kinds of relatives the purpose opens; the rest is not asked. `hidden` as in `person_facts`."""
    yield from _spouse(facts, told, today, opened, hidden=hidden)
    yield from _children(facts, told, today, opened, hidden=hidden)
    near = [relative for relative in facts.relatives if _NEAR & set(relative.roles)]
    deaths = [
        days
        for person in _persons(near)
        if person.status is PersonStatus.DEAD and (days := days_since(person.status_since, today)) is not None
    ]
    asked = bool(_OPENS_NEAR & set(opened))
    unheard = _unheard(near) if not deaths else None
    died = (unheard or min(deaths, default=None)) if asked else Why.NOT_ASKED
    yield from _oldest(told, near).facts(paaroerende_doed_dage=died)


def _spouse(
    facts: PersonFacts, told: Told, today: date, opened: Collection[RelativeKind], *, hidden: bool
) -> Iterator[Fact | Unknown]:
    spouses = [relative for relative in facts.relatives if RelativeRole.SPOUSE in relative.roles]
    why = _unheard(spouses) if RelativeKind.SPOUSE in opened else Why.NOT_ASKED
    if why is not None:
        yield from told.facts(aegtefaelle_samme_adresse=why, aegtefaelle_alder=why, aegtefaelle_flyttet_dage=why)
        return
    person = next(filter(_is_in_force, _persons(spouses)), None)
    born = person.born if person is not None else None
    their = _oldest(told, spouses)
    yield from their.facts(aegtefaelle_alder=age(born.day, today) if born is not None else None)
    secret = person is not None and (hidden or any(relative.address_step for relative in spouses))
    moved = person.address.moved_in if person is not None and person.address is not None else None
    yield from their.facts(
        aegtefaelle_flyttet_dage=Why.PROTECTED if secret else days_since(moved, today),
        aegtefaelle_samme_adresse=Why.PROTECTED
        if secret
        else None
        if person is None
        else _live_together(facts.person, person),
    )


def _children(
    facts: PersonFacts, told: Told, today: date, opened: Collection[RelativeKind], *, hidden: bool
) -> Iterator[Fact | Unknown]:
    minors = [
        relative
        for relative in facts.relatives
        if RelativeRole.CHILD in relative.roles and _lives_as_minor(relative, today)
    ]
    why = _unheard(minors) if RelativeKind.CHILD in opened else Why.NOT_ASKED
    custody = why or (None if _SEES_CUSTODY & set(opened) else Why.NOT_ASKED)
    their = _oldest(told, minors)
    births = [born for born in map(_born, minors) if born is not None]
    youngest = max(births, default=None)
    secret = hidden or any(relative.address_step for relative in minors)
    numbers = [relative.cpr.digits for relative in minors if relative.cpr is not None]
    at_home = sum(_live_together(facts.person, person) for person in _persons(minors))
    yield from their.facts(
        antal_boern_hjemme=why or (Why.PROTECTED if secret and minors else at_home),
        barn_cpr_nummer=why or (numbers[0] if len(numbers) == len(minors) == 1 else None),
        yngste_barn_alder=why or (age(youngest, today) if youngest is not None else None),
        yngste_barn_dage=why or days_since(youngest, today),
        barn_dage_til_15=why or _next_birthday(births, 15, today),
        barn_dage_til_18=why or _next_birthday(births, 18, today),
        barn_dage_til_skolestart=why or _next_start_of_school(births, today),
        foraeldremyndighed_faelles=custody or _is_shared(list(_persons(minors)), today),
        foraeldremyndighed_dage=custody or _days_since_custody(_persons(minors), today),
    )


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody who belongs to the citizen. `name` is empty where CPR has none yet, or has not answered."""

    kind: RelativeKind
    cpr: CprNumber = field(repr=False)
    name: str = field(repr=False)
    born: date | None = field(repr=False)


def near_ones(facts: PersonFacts, opened: Collection[RelativeKind], today: date) -> tuple[Near, ...]:
    """The spouse and the children under 18 whom the purpose opens, eldest first. Whoever this employee is not shown is
    not among them."""
    found = [near for relative in facts.relatives if (near := _near(relative, opened, today)) is not None]
    return tuple(sorted(found, key=lambda near: (near.kind is RelativeKind.CHILD, near.born or date.max)))


def _near(relative: Relative, opened: Collection[RelativeKind], today: date) -> Near | None:
    if relative.cpr is None or relative.state is State.DENIED:
        return None
    person = relative.person
    name = (person.name.full if person.name is not None else "") if person is not None else relative.name or ""
    if RelativeRole.CHILD in relative.roles and RelativeKind.CHILD in opened and _lives_as_minor(relative, today):
        return Near(RelativeKind.CHILD, relative.cpr, name, _born(relative))
    is_spouse = RelativeRole.SPOUSE in relative.roles and RelativeKind.SPOUSE in opened
    if is_spouse and (person is None or _is_in_force(person)):
        return Near(RelativeKind.SPOUSE, relative.cpr, name, _born(relative))
    return None


def _unheard(relatives: Iterable[Relative]) -> Why | None:
    """Why nothing can be said of them all together; None once each has answered or is in no register."""
    states = {relative.state for relative in relatives if relative.person is None and relative.cpr is not None}
    if State.LOADING in states:
        return Why.LOADING
    if State.FAILED in states:
        return Why.FAILED
    return Why.NOT_ASKED if State.DENIED in states else None


def _persons(relatives: Iterable[Relative]) -> Iterator[Person]:
    return (relative.person for relative in relatives if relative.person is not None)


def _oldest(told: Told, relatives: Iterable[Relative]) -> Told:
    """As old as the oldest answer among them."""
    times = [told.as_of, *(relative.as_of for relative in relatives)]
    return Told(told.source, min((at for at in times if at is not None), default=None))


def _born(relative: Relative) -> date | None:
    """CPR's birth date goes before the one in the number."""
    if relative.person is not None and relative.person.born is not None:
        return relative.person.born.day
    return relative.born


def _is_in_force(person: Person) -> bool:
    """Not dead, and not the record of a number that no longer counts."""
    return person.status is None or not (person.status in _NO_MORE or person.status.is_superseded)


def _lives_as_minor(relative: Relative, today: date) -> bool:
    born = _born(relative)
    if born is None or age(born, today) >= 18:
        return False
    return relative.person is None or _is_in_force(relative.person)


def _live_together(one: Person, other: Person) -> bool:
    """Registered at the same address; sharing a road that is no place is no home."""
    if one.address is None or other.address is None or one.lacks_fixed_address or other.lacks_fixed_address:
        return False
    return one.address.key == other.address.key


def _next_birthday(births: Iterable[date], years: int, today: date) -> int | None:
    ahead = (days_to(birthday(born, years), today) for born in births)
    return min((days for days in ahead if days is not None and days >= 0), default=None)


def _next_start_of_school(births: Iterable[date], today: date) -> int | None:
    """To the school year (1 August, folkeskoleloven § 14 a) in which a child turns 6 by the calendar year and must be
    taught (§ 34); 0 on that day."""
    starts = ((date(born.year + _SCHOOL_AGE, 8, 1) - today).days for born in births)
    return min((days for days in starts if days >= 0), default=None)


def _is_shared(children: Collection[Person], today: date) -> bool | None:
    """Whether two hold custody of one of them."""
    if not children:
        return None
    return any(
        sum(row.covers(today) and (row.start is None or row.start.day <= today) for row in child.custody) > 1
        for child in children
    )


def _days_since_custody(children: Iterable[Person], today: date) -> int | None:
    """Since custody of one of them began or ended; what holds from birth is no change."""
    days = [
        since
        for child in children
        for row in child.custody
        for day in (row.start, row.end)
        if (since := days_since(day, today)) is not None
        and (child.born is None or since < (today - child.born.day).days)
    ]
    return min(days, default=None)
