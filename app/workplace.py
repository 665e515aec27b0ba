"""The use cases bound to one desk: what the widgets call, and all they may call.

Composed once in `app.desk`. Methods that say so block and belong on a thread of `widgets.background`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from app.access.decide import Overridable, task_refusal
from app.access.model import Errand, Purpose, Section
from app.access.purpose import errands_of_case, override, state_purpose, widen
from app.access.roles import AuthorityLevel, UserSystemRole
from app.access.trace import TraceEvent
from app.access.viewer import Viewer
from app.cases.notes import Draft, Notes
from app.citizen.archive import Archive
from app.citizen.door import Door
from app.citizen.lookup import Sources, look_up
from app.citizen.model.dwelling import AddressHit
from app.citizen.model.sections import SectionState
from app.citizen.port import (
    AddressSearchQuery,
    Cancellation,
    Condition,
    Health,
    Manifest,
    PageRenderer,
    RegisterKey,
)
from app.clock import danish_day
from app.cpr import CprNumber
from app.errors import BugError, UserError
from app.population.desk import Population
from app.population.find import FindKind, FindResult, find, find_at
from app.population.model import Hit
from app.sync.availability import Action, Availability, availability
from app.sync.connection import Connection, ConnectionWatch
from app.sync.deliver import Delivery, Unsent
from app.sync.prefetch import Prefetch, Today
from app.training.people import TrainingPerson
from app.training.port import FaultPanel

if TYPE_CHECKING:  # one loads the encrypted store, the other the rules of every benefit
    from app.situations.forms.model import Check
    from app.situations.handbook import Handbook
    from app.situations.service import Service, Tools
    from app.sync.upkeep import Upkeep


def _no_handbook() -> Handbook:
    raise BugError("a desk without a handbook")


class Workplace:
    """One desk: who sits there, which registers answer it, and what may be done."""

    def __init__(
        self,
        *,
        viewer: Viewer,
        municipality: str,
        errands: tuple[Errand, ...],
        sources: Sources,
        population: Population,
        renderer: PageRenderer,
        upkeep: Upkeep | None = None,
        watch: ConnectionWatch | None = None,
        prefetch: Prefetch | None = None,
        faults: FaultPanel | None = None,
        people: Callable[[], tuple[TrainingPerson, ...]] = tuple,
        notes: Notes | None = None,
        handbook: Callable[[], Handbook] | None = None,
        tools: Tools | None = None,
        delivery: Delivery | None = None,
    ) -> None:
        self.viewer = viewer
        self.municipality = municipality
        self.errands = errands
        self.population = population
        self.faults = faults
        self.training_people = people
        """The people to practise on. Blocks until the training municipality is made."""
        self.notes = notes
        """Journal notes; None at a desk without an archive. A note is finished by `finish_note`."""
        self.handbook = handbook or _no_handbook
        """What is written down about tasks and situations. Blocks when it is first asked for."""
        self._tools = tools
        self._delivery = delivery
        self._door = Door(viewer, sources)
        self.archive = Archive(self._door)
        """Whose a case is, and the documents on it."""
        self.renderer = renderer
        """Draws the pages of a PDF. Blocks."""
        self._upkeep = upkeep
        self._watch = watch
        self._prefetch = prefetch

    @property
    def is_training(self) -> bool:
        """Only training has faults to set; real registers have none."""
        return self.faults is not None

    @property
    def has_agenda(self) -> bool:
        return self._prefetch is not None

    @property
    def now(self) -> datetime:
        return self._door.sources.clock.now()

    @property
    def today(self) -> date:
        return danish_day(self.now)

    def find(self, text: str, *, address: bool = False) -> FindResult:
        """What the one box means by `text`; with `address` it is a title of Adressevælger. Blocks briefly.

        UserError("access-refused") for a search of the extract without a role, or past the lease. A CPR number and a
        case number are answered then too, by what they are alone: the look-up decides.
        """
        access, index, withheld = self._door.sources.access, None, frozenset[CprNumber]()
        if (refused := access.extract_refusal()) is None and (index := self.population.index) is not None:
            withheld = access.withheld()
        found = find_at(text, index, withheld=withheld) if address else find(text, index, self.today, withheld=withheld)
        if refused is not None and found.kind is FindKind.NO_INDEX:
            raise UserError("access-refused", rule=refused.rule)
        return found

    def in_extract(self, cpr: CprNumber) -> Hit | None:
        """The extract's line on a person, to call them by name while the errand is chosen; None also where `find` would
        refuse. Blocks briefly."""
        access = self._door.sources.access
        if access.extract_refusal() is not None:
            return None
        return self.population.person(cpr, withheld=access.withheld())

    def state_purpose(self, errand: Errand, *, case: str = "", contact: str = "", found_by: str = "") -> Purpose:
        """`case` and `contact` (a ticket, an appointment) as they are known; with neither it is marked for review.
        `found_by` is the `Criterion` of the search that the citizen was chosen from."""
        return state_purpose(errand, self._door.sources.clock, case=case, contact=contact, found_by=found_by)

    def errands_of_case(self, number: str) -> tuple[Errand, ...]:
        """The errands a case may be about, the likeliest first; one alone needs no question. Asks nothing."""
        return errands_of_case(number, self.errands)

    def agenda(self, cancelled: Event) -> Iterator[Today]:
        """Today's appointments, again whenever one more is ready to open without registers. Nothing without an agenda.

        Blocks between them until `cancelled`. A list, and so not traced; what is fetched meanwhile is.
        """
        if self._prefetch is not None:
            yield from self._prefetch.days(lambda seconds: not cancelled.wait(seconds))

    def widen(
        self, citizen: CprNumber, purpose: Purpose, section: Section, *, reason: str, errand: Errand | None = None
    ) -> Purpose:
        """The wider purpose, traced. See `access.purpose.widen` for what consent may open."""
        wider = widen(purpose, section, self._door.sources.clock, reason=reason, errand=errand)
        if wider is not purpose:
            opened = wider.widenings[-1]
            self._door.trace(TraceEvent.WIDENED, citizen, wider, section, result=opened.ground, reason=opened.reason)
        return wider

    def override(
        self, citizen: CprNumber, purpose: Purpose, refused: Overridable, *, reason: str, lasts: timedelta
    ) -> Purpose:
        """The purpose with the rule that refused set aside, traced. UserError: override-needs-reason, -too-long."""
        lifted = override(purpose, refused, self._door.sources.clock, reason=reason, lasts=lasts)
        given = lifted.overrides[-1]
        result = f"{given.rule} until {given.until.isoformat()}"
        self._door.trace(TraceEvent.OVERRIDDEN, citizen, lifted, Section.PERSON, result=result, reason=given.reason)
        return lifted

    def look_up(
        self,
        citizen: CprNumber,
        purpose: Purpose,
        *,
        only: Collection[Section] | None = None,
        refresh: Collection[RegisterKey] = (),
        cancelled: Cancellation | None = None,
    ) -> Generator[SectionState, None, None]:
        """The sections as they land; see `citizen.lookup`. Blocks between them."""
        return look_up(
            citizen, purpose, self.viewer, self._door.sources, only=only, refresh=refresh, cancelled=cancelled
        )

    def suggest_addresses(self, text: str, *, cancelled: Cancellation | None = None) -> tuple[AddressHit, ...]:
        """Addresses as typed, from Adressevælger. Blocks; UserError if there is no answer, none if `cancelled`."""
        value = self._door.ask(RegisterKey.ADDRESS, AddressSearchQuery(text), cancelled)
        return tuple(hit for hit in value if isinstance(hit, AddressHit)) if isinstance(value, tuple) else ()

    def reveal_address(self, citizen: CprNumber, purpose: Purpose) -> None:
        """The extra, traced step before a protected address is painted. Raises if the trace cannot be written."""
        self._door.reveal(citizen, purpose)

    def identity_checked(self, citizen: CprNumber, purpose: Purpose, how: str) -> None:
        """Traces by what the person at the desk was identified."""
        self._door.trace(TraceEvent.IDENTIFIED, citizen, purpose, Section.PERSON, result="identity", reason=how)

    def copied(self, citizen: CprNumber, purpose: Purpose, section: Section, what: str) -> None:
        """Traces, before it is done, that something is copied; `what` names the kind of fact, never its value."""
        self._door.trace(TraceEvent.COPIED, citizen, purpose, section, result=what)

    def finish_note(self, draft: Draft, purpose: Purpose) -> None:
        """Traced first, then frozen and on its way. Blocks; raises what `Notes.finish` does, and "access-refused".

        Roles that were verified too long ago to show anything kept here do not stop it: what was done must be told.
        """
        if self.notes is None:
            raise BugError("a note at a desk that takes none")
        self._door.admit(draft.citizen, purpose, Section.CASES, written=True)
        self._door.trace(TraceEvent.WRITTEN, draft.citizen, purpose, Section.CASES, result=f"note {draft.id}")
        self.notes.finish(draft)

    @property
    def serves(self) -> bool:
        """Whether this desk serves citizens: their contacts, plans and forms."""
        return self._tools is not None

    def serve(self, citizen: CprNumber, purpose: Purpose) -> Service:
        """What can be done for the citizen; each thing admitted and traced before it is done."""
        from app.situations.forms.registers import RegisterChecker
        from app.situations.service import Service

        if self._tools is None:
            raise BugError("a desk that serves nobody")
        checker = RegisterChecker(
            ask=self._door.ask,
            extract=self.in_extract,
            admit=partial(self._admit_check, purpose),
            today=lambda: self.today,
        )
        done = partial(self._trace_done, citizen, purpose)
        able = partial(self._able, purpose.errand)
        return Service(self._tools, citizen, purpose.errand, trace=done, checker=checker, able=able)

    def _able(self, errand: Errand) -> AuthorityLevel:
        """What the employee may decide in the errand's subjects today."""
        refused = task_refusal(self.roles(), AuthorityLevel.RULE_BASED, errand.kle)
        return AuthorityLevel.GUIDANCE if refused is not None else AuthorityLevel.RULE_BASED

    def _trace_done(self, citizen: CprNumber, purpose: Purpose, event: TraceEvent, what: str) -> None:
        # As in `finish_note`, old roles stop no writing: what was done must be told.
        self._door.admit(citizen, purpose, Section.PERSON, kept=True, written=event is TraceEvent.WRITTEN)
        self._door.trace(event, citizen, purpose, Section.PERSON, result=what)

    def _admit_check(self, purpose: Purpose, person: CprNumber, check: Check) -> None:
        """A form asks a register about somebody else: a child, a host, whoever is sought."""
        self._door.admit(person, purpose, Section.PERSON)
        self._door.trace(
            TraceEvent.SHOWN, person, purpose, Section.PERSON, source=RegisterKey.CPR, result=f"check {check}"
        )

    def roles(self) -> tuple[UserSystemRole, ...]:
        """What the employee may do, as last verified. Blocks."""
        return self._door.sources.access.roles()

    @property
    def unsent(self) -> Unsent:
        """What this desk has not had confirmed yet. Asks nothing."""
        return self._delivery.unsent if self._delivery is not None else Unsent()

    def send_now(self) -> None:
        """Try what is unsent without waiting any longer."""
        if self._delivery is not None:
            self._delivery.try_now()

    def registers(self) -> tuple[tuple[Manifest, Condition], ...]:
        """Each register and how it has been lately; one found away is down, however few calls to it have failed.

        Asks nothing.
        """
        adapters, away = self._door.sources.registers.values(), self.connection.away
        found = ((register.manifest, register.condition()) for register in adapters)
        return tuple((m, replace(c, health=Health.DOWN) if m.key in away else c) for m, c in found)

    @property
    def connection(self) -> Connection:
        """Which registers can be reached, as of the last look. Asks nothing."""
        return self._watch.current if self._watch is not None else Connection()

    def availability(self, action: Action) -> Availability:
        """Whether it can be done now. Asks nothing."""
        return availability(action, self.connection)

    def lock(self) -> None:
        """Shut this desk's files and drop their keys. Blocks until whoever writes or reads is done."""
        self.population.lock()
        self._door.sources.access.forget()
        if self._upkeep is not None:
            self._upkeep.lock()

    def unlock(self) -> None:
        """Open the files with keys fetched anew. Blocks; UserError says why they stay shut."""
        if self._upkeep is not None:
            self._upkeep.unlock()
        self.population.unlock()
        if self._delivery is not None:
            self._delivery.wake()
