"""One timeline out of what the sections already hold. Pure; asks nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from app.access.model import Section
from app.citizen.income import spells
from app.citizen.model.archive import Case, CaseFile
from app.citizen.model.income import IncomeStatement
from app.citizen.model.person import Address, FormerAddress, Person, PersonStatus, ProtectionKind, RegisterDate
from app.citizen.model.sections import (
    BenefitFacts,
    PersonFacts,
    Relative,
    RelativeRole,
    Timeline,
    TimelineEvent,
    TimelineKind,
)
from app.citizen.port import RegisterKey
from app.clock import danish_day

_WITHDRAWN = ("K", "A")
"""CPR's marks of a row that was corrected or undone: nobody moved."""
_MOVES = (TimelineKind.MOVED, TimelineKind.LOST_ADDRESS)


def timeline(
    facts: PersonFacts,
    income: IncomeStatement | None,
    benefits: BenefitFacts | None,
    cases: CaseFile | None,
    *,
    since: date,
    today: date,
    missing: tuple[Section, ...],
) -> Timeline:
    """Everything dated from `since` on, newest first."""
    children = _children(facts, since)
    events: list[TimelineEvent] = [*_from_person(facts.person), *_births(children)]
    if income is not None:
        events += _from_income(income, today)
    if benefits is not None:
        events += _from_benefits(benefits)
    if cases is not None:
        events += _from_cases(cases)
    recent = (event for event in events if event.day >= since)
    return Timeline(tuple(sorted(recent, key=lambda event: (event.day, event.kind), reverse=True)), missing, children)


def _cpr(kind: TimelineKind, when: RegisterDate | None, **params: str) -> Iterator[TimelineEvent]:
    if when is not None:
        reveals = kind in _MOVES
        yield TimelineEvent(
            when.day, kind, tuple(params.items()), RegisterKey.CPR, uncertain=when.uncertain, reveals_address=reveals
        )


def _from_person(person: Person) -> Iterable[TimelineEvent]:
    if person.address is not None:
        yield from _moved(person.address)
    for former in person.former_addresses:
        if former.mark not in _WITHDRAWN:
            yield from _moved(former)
    if person.civil is not None:
        yield from _cpr(TimelineKind.CIVIL_STATUS, person.civil_since, civil=person.civil)
    if person.separated:
        yield from _cpr(TimelineKind.SEPARATED, person.separated_since)
    if person.emigration is not None:
        yield from _cpr(
            TimelineKind.EMIGRATED,
            person.emigration.day,
            country=person.emigration.country.text or person.emigration.country.code,
        )
    if person.guardianship is not None:
        yield from _cpr(TimelineKind.GUARDIANSHIP, person.guardianship.start)
    if person.status in (PersonStatus.DEAD, PersonStatus.DISAPPEARED):
        yield from _cpr(TimelineKind.STATUS, person.status_since, status=str(int(person.status)))
    for protection in person.protections:
        if protection.kind is ProtectionKind.NAME_AND_ADDRESS and protection.start is not None:
            yield from _cpr(TimelineKind.PROTECTION, RegisterDate(protection.start))
    for custody in person.custody:
        yield from _cpr(TimelineKind.CUSTODY, custody.start, holder=str(int(custody.holder)))
    yield from _cpr(TimelineKind.BORN, person.born)


def _moved(address: Address | FormerAddress) -> Iterator[TimelineEvent]:
    if address.key.is_administrative:
        yield from _cpr(TimelineKind.LOST_ADDRESS, address.moved_in)
        return
    yield from _cpr(
        TimelineKind.MOVED,
        address.moved_in,
        road=address.road_name or "",
        house=address.key.house,
        district=address.postal_district or "",
    )


def _children(facts: PersonFacts, since: date) -> tuple[Relative, ...]:
    """Those born from `since` on."""
    children = (relative for relative in facts.relatives if RelativeRole.CHILD in relative.roles)
    return tuple(c for c in children if c.person and c.person.born and c.person.born.day >= since)


def _births(children: Iterable[Relative]) -> Iterable[TimelineEvent]:
    for child in children:
        if child.person is not None:
            name = child.person.name.full if child.person.name else ""
            yield from _cpr(TimelineKind.CHILD, child.person.born, name=name)


def _from_income(statement: IncomeStatement, today: date) -> Iterable[TimelineEvent]:
    for spell in spells(statement, today):
        params = ("group", spell.group), ("payer", spell.payer)
        if spell.started is not None:
            yield TimelineEvent(spell.started, TimelineKind.INCOME_STARTED, params, RegisterKey.EINDKOMST)
        if spell.stopped is not None:
            yield TimelineEvent(spell.stopped, TimelineKind.INCOME_STOPPED, params, RegisterKey.EINDKOMST)


def _from_benefits(facts: BenefitFacts) -> Iterable[TimelineEvent]:
    for grants in facts.lists:
        for grant in grants.grants:
            named = (("name", grant.name),)
            yield TimelineEvent(grant.start, TimelineKind.GRANT_STARTED, named, RegisterKey.BENEFITS)
            if grant.end is not None:
                yield TimelineEvent(grant.end, TimelineKind.GRANT_ENDED, named, RegisterKey.BENEFITS)


def _from_cases(file: CaseFile) -> Iterable[TimelineEvent]:
    for case in file.cases:
        if case.opened is not None:
            yield TimelineEvent(
                danish_day(case.opened),
                TimelineKind.CASE_OPENED,
                (("title", case.title), ("number", case.number)),
                RegisterKey.ARCHIVE,
            )
        yield from reversed([*_states(case)])  # of two on one day the later is the newer


def _states(case: Case) -> Iterator[TimelineEvent]:
    """Each state the case came into, in the order of its events."""
    seen = None
    for event in case.events:
        if event.state is not None and event.state not in (seen, "Opstaaet"):
            yield TimelineEvent(
                danish_day(event.at),
                TimelineKind.CASE_STATE,
                (("title", case.title), ("state", event.state)),
                RegisterKey.ARCHIVE,
            )
        seen = event.state or seen
