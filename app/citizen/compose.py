"""From the answers so far to what the page shows: pure functions of a `View`, one a section.

`requests_for` says what must be asked, and says more as answers land (relatives' numbers, the address id);
`compose` makes one section's state. Neither asks, waits, traces or keeps anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final, Protocol, TypeVar
from uuid import UUID

from app.access.decide import Denied, Refusal
from app.access.model import Purpose, RelativeKind, Rule, Section
from app.citizen.history import timeline
from app.citizen.income import add_months
from app.citizen.model.archive import Case, CaseFile
from app.citizen.model.dwelling import Dwelling
from app.citizen.model.grants import GrantList, Sector
from app.citizen.model.income import IncomeStatement
from app.citizen.model.person import AddressKey, Person
from app.citizen.model.sections import (
    BenefitFacts,
    DwellingFacts,
    PersonFacts,
    Problem,
    Relative,
    SectionState,
    SectionValue,
    State,
)
from app.citizen.port import (
    CasesQuery,
    DwellingQuery,
    Failure,
    FailureKind,
    GrantsQuery,
    IncomeQuery,
    PersonQuery,
    Query,
    RegisterKey,
)
from app.citizen.relatives import as_relative, limited, named_relatives
from app.cpr import CprNumber
from app.population.model import Resident

Request = tuple[RegisterKey, Query]
_ADDRESS_KNOWN = timedelta(hours=24)
"""For so long an address is known not to be protected; a protection may have been registered since."""
_DRAWN_FROM_CPR = frozenset({Section.PERSON, Section.DWELLING, Section.HISTORY})
_TIMELINE_SOURCES = (Section.INCOME, Section.BENEFITS, Section.CASES)
_HISTORY_YEARS = 5
T = TypeVar("T")


class Neighbours(Protocol):
    """Who is registered where, by the population extract of `produced`; None without an extract."""

    @property
    def produced(self) -> date | None: ...

    def residents(self, address: AddressKey) -> tuple[Resident, ...] | None: ...


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one request: the newest good value, whether another is under way, and how the last failed.

    `refusal` is the rule of this desk by which it is never asked.
    """

    value: object = None
    as_of: datetime | None = None
    pending: bool = False
    failure: Failure | None = None
    refusal: Denied | None = None

    @property
    def is_denied(self) -> bool:
        return self.failure is not None and self.failure.kind is FailureKind.DENIED


_ASKED: Final = Known(pending=True)


@dataclass(frozen=True, slots=True)
class View:
    """Everything a section's state follows from. `today` is fixed when the look-up begins.

    `open` are the sections that purpose and role both open, `asked` those of them that were asked for. `known` grows
    with the look-up, `own` too: what is asked for a section about the citizen, made once. `refused`
    says by what a case is kept back; `address_step` that the extract has the citizen's address protected.
    """

    look_up: UUID
    citizen: CprNumber
    purpose: Purpose
    asked: tuple[Section, ...]
    open: frozenset[Section]
    known: Mapping[Request, Known]
    now: datetime
    today: date
    neighbours: Neighbours
    stale_after: Mapping[RegisterKey, timedelta]
    refused: Callable[[Case], Refusal | None]
    own: dict[Section, tuple[Request, ...]]
    address_step: bool = False
    followed_from: CprNumber | None = None
    person_request: Request = field(init=False)
    composed: dict[Section, SectionState] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What `compose` has made of it: the history draws on the other sections once more."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "person_request", (RegisterKey.CPR, PersonQuery(self.citizen)))

    @property
    def person(self) -> Person | None:
        value = self.of(self.person_request).value
        return value if isinstance(value, Person) else None

    def of(self, request: Request) -> Known:
        return self.known.get(request, _ASKED)

    @property
    def relatives_allowed(self) -> frozenset[RelativeKind]:
        return self.purpose.errand_for(Section.PERSON).relatives


def requests_for(view: View) -> Iterator[Request]:
    """Every request the asked sections need, as far as the answers tell when each is come to: CPR's own is first."""
    asked = frozenset(view.asked)
    if not asked.isdisjoint(_DRAWN_FROM_CPR):
        yield view.person_request
    if (Section.PERSON in asked or Section.HISTORY in asked) and (person := view.person) is not None:
        for relative in named_relatives(person, view.relatives_allowed, view.today):
            if relative.cpr is not None and relative.cpr != view.citizen:
                yield RegisterKey.CPR, PersonQuery(relative.cpr)
    if Section.DWELLING in asked and (dwelling := _dwelling_request(view)) is not None:
        yield dwelling
    for section in _TIMELINE_SOURCES:
        if section in asked or (Section.HISTORY in asked and section in view.open):
            yield from _own_requests(view, section)


def _dwelling_request(view: View) -> Request | None:
    address = view.person.address if view.person else None
    if address is None or address.address_id is None:
        return None
    return RegisterKey.BBR, DwellingQuery(address.address_id)


def _own_requests(view: View, section: Section) -> tuple[Request, ...]:
    if section not in view.own:
        view.own[section] = _make_requests(view, section)
    return view.own[section]


def _make_requests(view: View, section: Section) -> tuple[Request, ...]:
    errand = view.purpose.errand_for(section)
    if section is Section.INCOME:
        last = view.today.replace(day=1)
        query = IncomeQuery(
            cpr=view.citizen,
            first_month=add_months(last, 1 - errand.income_months),
            last_month=last,
            agreement=errand.agreement,
            legal_basis=errand.legal_basis,
            case=view.purpose.case,
        )
        return ((RegisterKey.EINDKOMST, query),)
    if section is Section.BENEFITS:
        kle = _subjects(view.purpose, section)
        return tuple((RegisterKey.BENEFITS, GrantsQuery(view.citizen, sector, kle)) for sector in Sector)
    return ((RegisterKey.ARCHIVE, cases_query(view.citizen, view.purpose)),)


def cases_query(citizen: CprNumber, purpose: Purpose) -> CasesQuery:
    """For the cases that the purpose opens."""
    return CasesQuery(citizen, _subjects(purpose, Section.CASES))


def _subjects(purpose: Purpose, section: Section) -> tuple[str, ...]:
    """Consent opens the whole section: the first errand's subjects were never meant for it."""
    errand = purpose.errand_for(section)
    return errand.subjects(section) if section in errand.sections else ()


def compose(view: View, section: Section) -> SectionState:
    """The section as it is now."""
    if section not in view.composed:
        view.composed[section] = _compose(view, section)
    return view.composed[section]


def _compose(view: View, section: Section) -> SectionState:
    if section is Section.PERSON:
        return _person(view)
    if section is Section.DWELLING:
        return _dwelling(view)
    if section is Section.HISTORY:
        return _history(view)
    requests = _own_requests(view, section)
    if section is Section.BENEFITS:
        lists = tuple(k.value for k in map(view.of, requests) if isinstance(k.value, GrantList) and not k.is_denied)
        return _state(view, section, requests, BenefitFacts(lists) if lists else None)
    known = view.of(requests[0])
    value = known.value if isinstance(known.value, IncomeStatement | CaseFile) and not known.is_denied else None
    return _state(view, section, requests, _seen(value, view) if isinstance(value, CaseFile) else value)


def _seen(file: CaseFile, view: View) -> CaseFile:
    """The cases that errand and role both open; of the others only how many there are."""
    refused = [view.refused(case) for case in file.cases]
    outside = sum(found is not None and found.rule is Rule.OUTSIDE_PURPOSE for found in refused)
    return replace(
        file,
        cases=tuple(case for case, found in zip(file.cases, refused, strict=True) if found is None),
        left_out=file.left_out + outside,
        withheld=sum(found is not None for found in refused) - outside,
    )


def _state(view: View, section: Section, requests: tuple[Request, ...], value: SectionValue | None) -> SectionState:
    """The common rule: failed and denied outrank loading, loading outranks stale, stale outranks fresh."""
    waiting: dict[RegisterKey, None] = {}
    problem, as_of, old, whole = None, None, False, value is not None
    for request in requests:
        register, known = request[0], view.of(request)
        whole = whole and known.value is not None
        if known.pending:
            waiting[register] = None
        if problem is None and known.failure is not None:
            problem = _problem(register, known.failure)
        if known.as_of is not None:
            as_of = known.as_of if as_of is None else min(as_of, known.as_of)
            old = old or view.now - known.as_of >= view.stale_after[register]
    if waiting:
        state = _age(old=old) if whole else State.LOADING
    elif problem is not None:
        denied = value is None and problem.kind is FailureKind.DENIED
        state = State.DENIED if denied else State.FAILED
    else:
        state = _age(old=old)
    shown_as_of = as_of if value is not None else None
    return SectionState(view.look_up, section, state, value, shown_as_of, problem, tuple(waiting))


def _age(*, old: bool) -> State:
    return State.STALE if old else State.FRESH


def _problem(register: RegisterKey, failure: Failure) -> Problem:
    return Problem(register, failure.kind, failure.since, failure.reference)


def _person(view: View) -> SectionState:
    person = None if view.of(view.person_request).is_denied else view.person
    if person is None:
        return _state(view, Section.PERSON, (view.person_request,), None)
    named = named_relatives(person, view.relatives_allowed, view.today)
    relatives = tuple(_relative(view, relative) for relative in named)
    step = _address_step(view, person, view.of(view.person_request)) or view.address_step
    value = PersonFacts(limited(person, view.relatives_allowed), relatives, view.followed_from, step)
    state = _state(view, Section.PERSON, (view.person_request,), value)
    if any(relative.state is State.LOADING for relative in relatives):
        return replace(state, waiting_for=(RegisterKey.CPR,))
    return state


def _relative(view: View, named: Relative) -> Relative:
    if named.cpr is None or named.cpr == view.citizen:
        return named
    known = view.of((RegisterKey.CPR, PersonQuery(named.cpr)))
    if known.refusal is not None:
        return replace(named, state=State.DENIED, refusal=known.refusal)
    person = known.value if isinstance(known.value, Person) and not known.is_denied else None
    problem = _problem(RegisterKey.CPR, known.failure) if known.failure is not None else None
    if problem is not None:
        state = State.DENIED if known.is_denied else State.FAILED
    elif person is None:
        state = State.LOADING
    else:
        state = State.FRESH
    return Relative(
        named.roles,
        named.cpr,
        named.name,
        named.born,
        state,
        person=as_relative(person, view.relatives_allowed) if person else None,
        as_of=known.as_of,
        problem=problem,
        address_step=person is not None and _address_step(view, person, known),
    )


def _address_step(view: View, person: Person, known: Known) -> bool:
    old = known.as_of is None or view.now - known.as_of >= _ADDRESS_KNOWN
    return old or person.is_protected(view.today)


def _dwelling(view: View) -> SectionState:
    person, own = view.person, view.of(view.person_request)
    if person is None or own.is_denied:
        state = _state(view, Section.DWELLING, (view.person_request,), None)
        if own.failure is None:
            return state
        needs_cpr = replace(_problem(RegisterKey.CPR, own.failure), kind=FailureKind.NEEDS_CPR)
        return replace(state, state=State.FAILED, problem=needs_cpr)
    request = _dwelling_request(view)
    known = Known(as_of=own.as_of) if request is None else view.of(request)
    dwelling = known.value if isinstance(known.value, Dwelling) and not known.is_denied else None
    fixed = person.address is not None and not person.lacks_fixed_address
    residents = view.neighbours.residents(person.address.key) if fixed and person.address is not None else ()
    step = _address_step(view, person, own) or view.address_step
    facts = DwellingFacts(dwelling, residents, view.neighbours.produced, step)
    if request is None:
        return _state(view, Section.DWELLING, (view.person_request,), facts)
    state = _state(view, Section.DWELLING, (request,), facts)
    as_of = min(filter(None, (own.as_of, state.as_of)), default=None)
    old = own.as_of is not None and view.now - own.as_of >= view.stale_after[RegisterKey.CPR]
    return replace(state, as_of=as_of, state=State.STALE if old and state.state is State.FRESH else state.state)


def _history(view: View) -> SectionState:
    own = view.of(view.person_request)
    if view.person is None or own.is_denied:
        return _state(view, Section.HISTORY, (view.person_request,), None)
    facts = compose(view, Section.PERSON).value
    if not isinstance(facts, PersonFacts):
        return _state(view, Section.HISTORY, (view.person_request,), None)
    others = {s: compose(view, s) for s in _TIMELINE_SOURCES if s in view.open}
    years = view.purpose.errand_for(Section.HISTORY).history_years or _HISTORY_YEARS
    value = timeline(
        facts,
        _value(others, Section.INCOME, IncomeStatement),
        _value(others, Section.BENEFITS, BenefitFacts),
        _value(others, Section.CASES, CaseFile),
        since=add_months(view.today, -12 * years),
        today=view.today,
        missing=tuple(s for s in _TIMELINE_SOURCES if s not in others or others[s].value is None),
    )
    state = _state(view, Section.HISTORY, (view.person_request,), value)
    waiting = dict.fromkeys(state.waiting_for)
    for other in others.values():
        waiting.update(dict.fromkeys(other.waiting_for))
    return replace(state, waiting_for=tuple(waiting)) if waiting else state


def _value(states: Mapping[Section, SectionState], section: Section, kind: type[T]) -> T | None:
    value = states[section].value if section in states else None
    return value if isinstance(value, kind) else None
