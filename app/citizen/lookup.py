"""The look-up: one citizen, one purpose, all the sections that the purpose opens, each as soon as it can be.

`look_up()` is a plain generator. It writes the trace before it asks and before it yields anything to be shown;
a trace that cannot be written ends the look-up with nothing shown. It keeps no more than it needs, asks for
relatives one level deep, and never asks a register whose section the purpose leaves closed or the employee's role.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from app.access.control import AccessControl
from app.access.decide import (
    AccessRequest,
    CaseMarks,
    Denied,
    Protection,
    Refusal,
    Relation,
    lapse,
    refusal,
    refused_sections,
)
from app.access.model import Purpose, Section
from app.access.trace import Trace, TraceEvent, TraceLine
from app.access.viewer import Viewer
from app.citizen.attention import Attention
from app.citizen.compose import Known, Neighbours, Request, View, compose, requests_for
from app.citizen.model.archive import Case
from app.citizen.model.person import AddressKey, Person
from app.citizen.model.sections import SectionState, State
from app.citizen.port import (
    Answer,
    Call,
    Cancellation,
    Failure,
    FailureKind,
    PersonQuery,
    Query,
    Register,
    RegisterKey,
    Reply,
)
from app.citizen.records import Cache, Kept, Record
from app.citizen.seen import Sight, sights
from app.clock import Clock, danish_day
from app.cpr import CprNumber
from app.errors import UserError
from app.population.model import Resident, kept_back

_ORDER = tuple(Section)


@dataclass(frozen=True, slots=True)
class Sources:
    """What a look-up draws on. `deadline` in seconds bounds the whole; each register's own lie below it.

    `attention` is held while somebody waits for registers' answers.
    """

    registers: Mapping[RegisterKey, Register]
    cache: Cache
    trace: Trace
    access: AccessControl
    neighbours: Neighbours
    clock: Clock
    deadline: float = 20.0
    attention: Attention = field(default_factory=Attention)


def look_up(
    citizen: CprNumber,
    purpose: Purpose,
    viewer: Viewer,
    sources: Sources,
    *,
    only: Collection[Section] | None = None,
    refresh: Collection[RegisterKey] = (),
    cancelled: Cancellation | None = None,
    followed_from: CprNumber | None = None,
) -> Generator[SectionState, None, None]:
    """Section states as they become known; the last state of each section stands.

    `only` limits the look-up to some sections (a retry); the registers of `refresh` are asked also for what is still
    fresh. A number that CPR has replaced is followed once: from then on every state is about the number now in force.
    """
    run = LookUp(citizen, purpose, viewer, sources, only, cancelled or Cancellation(), followed_from)
    with sources.attention:
        yield from run.states(refresh=refresh)
    if run.current is not None and followed_from is None:
        yield from look_up(
            run.current,
            purpose,
            viewer,
            sources,
            only=only,
            refresh=refresh,
            cancelled=run.cancelled,
            followed_from=citizen,
        )


class LookUp:
    """One look-up under way: what has been asked, what is known, what has been traced."""

    def __init__(
        self,
        citizen: CprNumber,
        purpose: Purpose,
        viewer: Viewer,
        sources: Sources,
        only: Collection[Section] | None,
        cancelled: Cancellation,
        followed_from: CprNumber | None,
    ) -> None:
        self.id: UUID = uuid4()
        self.citizen = citizen
        self.purpose = purpose
        self.viewer = viewer
        self.sources = sources
        self.cancelled = cancelled
        self.followed_from = followed_from
        self.current: CprNumber | None = None
        self.asked_at = sources.clock.now()
        self.today = danish_day(self.asked_at)
        wanted = set(_ORDER if only is None else only)
        self.closed = tuple(s for s in _ORDER if s in wanted and not purpose.opens(s))
        self.asked = tuple(s for s in _ORDER if s in wanted and purpose.opens(s))
        self._request = self._judged()
        self._refused = refused_sections(self._request, purpose.sections)
        self._open = purpose.sections - set(self._refused)
        self._lapse = lapse(self._request)
        self._refused_marked: dict[CaseMarks, Refusal | None] = {}
        self._replies: queue.SimpleQueue[tuple[Request, Reply] | None] = queue.SimpleQueue()
        self._stale_after = {key: register.manifest.ages.stale for key, register in sources.registers.items()}
        self._known: dict[Request, Known] = {}
        self._own: dict[Section, tuple[Request, ...]] = {}
        self._kept: Kept = _nothing
        self._pending: set[Request] = set()
        self._yielded: dict[Section, SectionState] = {}
        self._seen: set[tuple[object, ...]] = set()

    def _judged(self) -> AccessRequest:
        """What the decisions depend on. Where nobody is let in at all, that is traced, and raised."""
        try:
            return self.sources.access.request(self.citizen, self.purpose)
        except UserError as error:
            self.sources.trace.write(self._line(TraceEvent.REFUSED, self.asked, result=error.code))
            raise

    def states(self, *, refresh: Collection[RegisterKey]) -> Iterator[SectionState]:
        self._trace_opening()
        self._kept = self.sources.cache.about(self.citizen)
        for section in self.closed:
            yield SectionState(self.id, section, State.NOT_RELEVANT)
        refused = [
            SectionState(self.id, section, State.DENIED, refusal=self._refused[section])
            for section in self.asked
            if section in self._refused
        ]
        self._trace(refused)
        yield from refused
        self.cancelled.on_set(self._wake)
        deadline = self.sources.clock.monotonic() + self.sources.deadline
        self._ask(deadline, refresh=refresh)
        yield from self._changed()
        while self._pending and self.current is None and not self.cancelled.is_set():
            arrived = self._arrived(deadline)
            if not arrived:
                break
            for request, reply in arrived:
                if self.current is None:
                    self._take(request, reply)
            self._ask(deadline, refresh=refresh)
            yield from self._changed()
        if self.cancelled.is_set() or self.current is not None:
            return
        if self._pending:
            self._give_up()
            yield from self._changed()

    def _wake(self) -> None:
        self._replies.put(None)

    def _arrived(self, deadline: float) -> list[tuple[Request, Reply]]:
        """The answers there are by now, once there is one. None when it is too late, or nobody waits any more."""
        arrived: list[tuple[Request, Reply]] = []
        with suppress(queue.Empty):
            found = self._replies.get(timeout=max(0.0, deadline - self.sources.clock.monotonic()))
            while found is not None:
                arrived.append(found)
                found = self._replies.get_nowait()
            return []
        return arrived

    def _ask(self, deadline: float, *, refresh: Collection[RegisterKey]) -> None:
        for register, query in self._due(refresh=refresh):
            self._submit(register, query, deadline)

    def _due(self, *, refresh: Collection[RegisterKey]) -> Iterator[Request]:
        """What the sections need and nobody has asked yet, with what the answers met on the way call for."""
        for request in requests_for(self._view()):
            if request in self._known:
                continue
            if (refused := self._refused_relative(request[1])) is not None:
                self._known[request] = Known(refusal=refused)
                continue
            self._known[request], due = self._from_cache(*request)
            if self._is_superseded(request, self._known[request].value):
                return
            if due or request[0] in refresh:
                yield request

    def _refused_relative(self, query: Query) -> Denied | None:
        """A relative's facts come with the citizen's for the sake of the citizen's case; only core rules stop them."""
        if not isinstance(query, PersonQuery) or query.cpr == self.citizen:
            return None
        refused = refusal(self.sources.access.request(query.cpr, self.purpose))
        return refused if isinstance(refused, Denied) else None

    def _refusal_of(self, case: Case) -> Refusal | None:
        marks = marks_of(case)
        if marks not in self._refused_marked:
            self._refused_marked[marks] = refusal(replace(self._request, section=Section.CASES, case=marks))
        return self._refused_marked[marks]

    def _from_cache(self, register: RegisterKey, query: Query) -> tuple[Known, bool]:
        """What the cache still may show, and whether the register must be asked again."""
        record = self._kept(register, query)
        adapter = self.sources.registers.get(register)
        if record is None or adapter is None or self._lapse is not None:
            return Known(), True
        ages, age = adapter.manifest.ages, self.sources.clock.now() - record.fetched_at
        if not timedelta(0) <= age < ages.expiry:
            return Known(), True
        return Known(value=record.value, as_of=record.fetched_at), age >= ages.refresh

    def _submit(self, register: RegisterKey, query: Query, deadline: float) -> None:
        request = (register, query)
        adapter = self.sources.registers.get(register)
        if adapter is None:
            failure = Failure(FailureKind.NOT_CONFIGURED, self.sources.clock.now(), "")
            self._known[request] = replace(self._known[request], failure=failure)
            return
        self._pending.add(request)
        self._known[request] = replace(self._known[request], pending=True)
        call = Call(deadline=deadline, user=self.viewer.user, transaction=uuid4(), cancelled=self.cancelled)
        adapter.submit(query, call, lambda reply: self._replies.put((request, reply)))

    def _take(self, request: Request, reply: Reply) -> None:
        self._pending.discard(request)
        if isinstance(reply, Failure):
            self._known[request] = replace(self._known[request], pending=False, failure=reply)
            if reply.kind is FailureKind.DENIED:
                self.sources.cache.drop(self.citizen, *request)
            return
        self._confirm(request[0])
        self._known[request] = Known(value=reply.value, as_of=reply.fetched_at)
        self._keep(request, reply)
        if self._is_superseded(request, reply.value) and self.current is not None:
            self._keep((RegisterKey.CPR, PersonQuery(self.current)), reply, subject=self.current)

    def _confirm(self, register: RegisterKey) -> None:
        if self.sources.registers[register].manifest.knows_employee:
            self.sources.access.confirm()

    def _keep(self, request: Request, answer: Answer, subject: CprNumber | None = None) -> None:
        record = Record(answer.value, answer.fetched_at, self.purpose.errand.key)
        self.sources.cache.put(subject or self.citizen, *request, record)

    def _is_superseded(self, request: Request, value: object) -> bool:
        """Whether CPR led on to the number now in force: then all else would be asked about the old one."""
        if isinstance(value, Person) and request == (RegisterKey.CPR, PersonQuery(self.citizen)):
            self.current = value.cpr if value.cpr != self.citizen else None
        return self.current is not None

    def _give_up(self) -> None:
        """The view's own deadline: what has not answered by now is late."""
        for request in self._pending:
            failure = Failure(FailureKind.TIMEOUT, self.sources.clock.now(), "")
            known = self._known[request]
            self._known[request] = replace(known, pending=False, failure=failure)
        self._pending.clear()

    def _view(self) -> View:
        return View(
            look_up=self.id,
            citizen=self.citizen,
            purpose=self.purpose,
            asked=tuple(section for section in self.asked if section in self._open),
            open=self._open,
            known=self._known,
            now=self.sources.clock.now(),
            today=self.today,
            neighbours=_Unlisted(self.sources.neighbours, self.sources.access.withheld),
            stale_after=self._stale_after,
            refused=self._refusal_of,
            own=self._own,
            address_step=self._request.protection is Protection.ADDRESS,
            followed_from=self.followed_from,
        )

    def _changed(self) -> Iterator[SectionState]:
        """The sections that look otherwise than when last yielded, all traced before the first of them."""
        if self.current is not None:
            return
        view = self._view()
        states = (self._unless_lapsed(compose(view, section)) for section in view.asked)
        changed = [state for state in states if state != self._yielded.get(state.section)]
        self._trace(changed)
        for state in changed:
            self._yielded[state.section] = state
            yield state

    def _unless_lapsed(self, state: SectionState) -> SectionState:
        """What is kept here was withheld because nobody has confirmed the roles lately, and the register is away."""
        if self._lapse is None or state.state is not State.FAILED or state.value is not None:
            return state
        return replace(state, state=State.DENIED, refusal=self._lapse)

    def _trace_opening(self) -> None:
        is_unknown = Relation.UNKNOWN in self._request.relations
        result = "relation_unknown" if is_unknown else ""
        line = self._line(TraceEvent.OPENED, self.asked, result=result)
        self.sources.trace.write(replace(line, found_by=self.purpose.found_by))

    def _trace(self, states: Iterable[SectionState]) -> None:
        """One commit for all that was not seen before: commits are what a trace costs."""
        new: dict[tuple[object, ...], TraceLine] = {}
        for state in states:
            for sight in sights(state, self.citizen, asked_at=self.asked_at, today=self.today):
                if sight.key not in self._seen:
                    new.setdefault(sight.key, self._sight_line(sight))
        if new:
            self.sources.trace.write(*new.values())
            self._seen.update(new)

    def _sight_line(self, sight: Sight) -> TraceLine:
        return self._line(
            sight.event,
            (sight.section,),
            source=sight.source,
            result=sight.result,
            relative=sight.relative,
            offline=sight.offline,
            protected=sight.protected,
        )

    def _line(
        self,
        event: TraceEvent,
        sections: tuple[Section, ...],
        *,
        source: str = "",
        result: str = "",
        relative: CprNumber | None = None,
        offline: bool = False,
        protected: bool = False,
    ) -> TraceLine:
        # A section opened by a second errand is shown under that errand's law.
        errands = [self.purpose.errand_for(section) for section in sections]
        is_one = bool(errands) and errands.count(errands[0]) == len(errands)
        errand = errands[0] if is_one else self.purpose.errand
        return TraceLine(
            event=event,
            look_up=self.id,
            at=self.sources.clock.now(),
            viewer=self.viewer.user,
            subject=self.citizen,
            purpose=errand.key,
            legal_basis=errand.legal_basis,
            case=self.purpose.case,
            contact=self.purpose.contact,
            sections=sections,
            source=source,
            result=result,
            relative=relative,
            offline=offline,
            protected=protected,
            review=self.purpose.needs_review,
        )


def marks_of(case: Case) -> CaseMarks:
    return CaseMarks(case.subject.code if case.subject else None, case.unit_id, case.sensitivity)


@dataclass(frozen=True, slots=True)
class _Unlisted:
    """The neighbours, those whom the municipality shields among them as if they were protected."""

    neighbours: Neighbours
    withheld: Callable[[], Collection[CprNumber]]

    @property
    def produced(self) -> date | None:
        return self.neighbours.produced

    def residents(self, address: AddressKey) -> tuple[Resident, ...] | None:
        found = self.neighbours.residents(address)
        if not found:
            return found
        withheld = self.withheld()
        return tuple(kept_back(resident) if resident.cpr in withheld else resident for resident in found)


def _nothing(_register: RegisterKey, _query: Query) -> Record | None:
    """Before the look-up is traced nothing of the citizen is read."""
    return None
