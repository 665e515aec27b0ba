"""A citizen's contacts and plans at this desk: written to the outbox, read as last known with what is unsent on top.

A reading and a writing are both looks at somebody's data: `Visit` has each traced before it is done.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4, uuid5

import msgspec

from app.access.viewer import Viewer
from app.clock import Clock, danish_day
from app.cpr import CprNumber
from app.decoding import Decoder, decoded, decoder
from app.errors import UserError
from app.situations.plan import Contact, Plan, fold_contacts, fold_plans, item_of
from app.situations.port import VisitStore
from app.situations.told import (
    VISIT,
    Channel,
    ContactClosed,
    ContactOpened,
    ContactOutcome,
    Happening,
    ItemAdded,
    ItemMoved,
    NoteAdded,
    PlanEvent,
    PlanTask,
    SituationChosen,
    Standing,
    Started,
    Told,
    mended,
)
from app.situations.unsaved import UnsavedTexts
from app.store.outbox import EntryState, NewEntry, Outbox
from app.store.port import DeskFile

if TYPE_CHECKING:  # as `app.store.port` has it
    from sqlite3 import Connection

_log = logging.getLogger(__name__)

_KEPT: Final = timedelta(days=7)
_TICK: Final = timedelta(milliseconds=1)
_TOLD: Final[Decoder[Told]] = decoder(Told)
_ALL: Final = decoder(tuple[Told, ...])


@dataclass(frozen=True, slots=True)
class Known:
    """A citizen's contacts and plans, as `as_of` has them (None: the shared store has never answered here).

    `failure` says why they are not as of now. `unsent` are records of this desk that the shared store has not
    confirmed, with the reason where one is parked, empty where it waits.
    """

    contacts: tuple[Contact, ...]
    plans: tuple[Plan, ...]
    as_of: datetime | None
    failure: UserError | None = field(default=None, compare=False)
    unsent: Mapping[UUID, str] = field(default_factory=dict)
    elsewhere: int = 0
    """Plans that go on and belong to other errands: that there are some is all that is told of them."""

    def under(self, errand: str) -> Known:
        """What a contact for that errand may know.

        A plan is collected for the errand it was begun for, and no other sees it. An errand that opens as many sections
        of the registers may still not know what was said at the counter, and a plan whose beginning is not known here
        is withheld as well. So does one that was widened: a consent covers what its words say, a section of the
        page, and not what the citizen told in another errand (forvaltningsloven § 29, stk. 2, nr. 1). Whoever the
        plan is for takes its errand, with that errand's own legal basis and line in the trace.
        """
        contacts = tuple(contact for contact in self.contacts if contact.errand == errand)
        begun = {contact.id for contact in contacts}
        plans = tuple(plan for plan in self.plans if plan.contact in begun)
        elsewhere = sum(plan.is_open for plan in self.plans if plan.contact not in begun)
        return replace(self, contacts=contacts, plans=plans, elsewhere=elsewhere)


class Visits:
    """One desk's. Methods block, `known` for as long as the shared store takes to answer; each may raise what
    `DeskFile` raises. `kept` is the desk's disposable file; `written` is told that there is something to send.
    """

    def __init__(
        self,
        *,
        file: DeskFile,
        outbox: Outbox,
        kept: DeskFile,
        shared: VisitStore,
        clock: Clock,
        viewer: Viewer,
        written: Callable[[], None],
    ) -> None:
        self._file = file
        self._outbox = outbox
        self._kept = kept
        self._shared = shared
        self._clock = clock
        self._viewer = viewer
        self._written = written
        self.unsaved_texts = UnsavedTexts(file, outbox)

    def known(self, citizen: CprNumber) -> Known:
        """Never fails for the shared store's sake: then it is what was last known."""
        failure = None
        try:
            told = self._shared.of_citizen(citizen)
            as_of: datetime | None = self._keep(citizen, told)
        except UserError as error:
            _log.warning("shared store not read: %s", error.code)
            failure = error
            as_of, told = self._last_known(citizen)
        told = (*told, *self._own(citizen))
        return Known(fold_contacts(told), fold_plans(told), as_of, failure, self.unsent(citizen))

    def unsent(self, citizen: CprNumber) -> Mapping[UUID, str]:
        """As in `Known`. Asks the outbox alone."""
        own = self._outbox.of_subject(_subject(citizen))
        return {entry.id: entry.reason for entry in own if entry.state is not EntryState.DELIVERED}

    def added_here(self, citizen: CprNumber) -> frozenset[UUID]:
        """The items of plans that this desk has told of lately, sent or not."""
        happened = (record.what for record in self._own(citizen) if isinstance(record, PlanEvent))
        return frozenset(what.item for what in happened if isinstance(what, ItemAdded))

    def going_on(self, citizen: CprNumber, errand: str) -> Contact | None:
        """The contact that this employee opened here today and has not closed: a crash ends no visit."""
        for contact in fold_contacts(self._own(citizen)):
            mine = contact.employee.user == self._viewer.user and contact.errand == errand
            today = danish_day(contact.opened_at) == danish_day(self._clock.now())
            if mine and today and contact.closed_at is None:
                return contact
        return None

    def open(self, citizen: CprNumber, errand: str, channel: Channel, *, since: datetime | None = None) -> Contact:
        """A new contact, or the one that is going on. `since` is when the citizen came, now where nobody knows."""
        contact = self.going_on(citizen, errand)
        if contact is not None:
            return contact
        now = self._clock.now()
        at = now if since is None else min(since, now)
        opened = ContactOpened(id=uuid4(), citizen=citizen, at=at, by=self._viewer, errand=errand, channel=channel)
        self._tell(opened)
        return fold_contacts([opened])[0]

    def close(self, contact: Contact, outcome: ContactOutcome, channel: Channel | None = None) -> Contact:
        """Closed twice, it was closed the first time. `channel` is how the citizen came, where that is known better
        now than when the contact opened."""
        closing = uuid5(contact.id, "closed")
        before = self._outbox.find(closing)
        closed = ContactClosed(
            id=closing,
            citizen=contact.citizen,
            at=max(self._clock.now(), contact.opened_at + _TICK),
            by=self._viewer,
            contact=contact.id,
            outcome=outcome,
            channel=msgspec.UNSET if channel in (None, contact.channel) else channel,
        )
        if before is None:
            self._tell(closed)
        else:
            closed = decoded(before.body, ContactClosed)
        return contact.ended(closed)

    def start(self, contact: Contact, situations: Iterable[str], tasks: Iterable[PlanTask]) -> Plan:
        plan = uuid4()
        added = dict.fromkeys(_adding(plan, task) for task in tasks)
        happened: tuple[Happening, ...] = (Started(situations=tuple(situations)), *added)
        return fold_plans(self._happen(contact, plan, contact.opened_at, happened))[0]

    def choose(self, contact: Contact, plan: Plan, situation: str, tasks: Iterable[PlanTask]) -> Plan:
        """Another situation, and those of its tasks that the plan does not have."""
        wanted = dict.fromkeys(_adding(plan.id, task) for task in tasks)
        fresh = [adding for adding in wanted if plan.item(adding.item) is None]
        chosen = () if situation in plan.situations else (SituationChosen(situation=situation),)
        return self._go_on(contact, plan, *chosen, *fresh)

    def add(self, contact: Contact, plan: Plan, task: PlanTask) -> Plan:
        """UserError("plan-task-empty") without a title. One that is there already stays as it is."""
        if not mended(task.title):
            raise UserError("plan-task-empty")
        adding = _adding(plan.id, task)
        return plan if plan.item(adding.item) is not None else self._go_on(contact, plan, adding)

    def move(self, contact: Contact, plan: Plan, item: UUID, to: Standing) -> Plan:
        """UserError("plan-move-incomplete") if the state is not told all that it asks for."""
        to = to.trimmed()
        if to.unanswered:
            raise UserError("plan-move-incomplete")
        return self._go_on(contact, plan, ItemMoved(item=item, to=to))

    def note(self, contact: Contact, plan: Plan, text: str, item: UUID | None = None) -> Plan:
        """UserError("plan-note-empty") without a word."""
        if not mended(text):
            raise UserError("plan-note-empty")
        return self._go_on(contact, plan, NoteAdded(text=mended(text), item=item))

    def try_again(self, record: UUID) -> None:
        """Send what is parked once more, as it is."""
        self._outbox.release(record)
        self._written()

    def _go_on(self, contact: Contact, plan: Plan, *happened: Happening) -> Plan:
        return plan.with_(self._happen(contact, plan.id, plan.history[-1].at, happened))

    def _happen(
        self, contact: Contact, plan: UUID, after: datetime, happened: Iterable[Happening]
    ) -> tuple[PlanEvent, ...]:
        """Told in one commit; each now, or just after what its writer had before them, whatever the clock of the desk
        that wrote that said."""
        events: list[PlanEvent] = []
        for what in happened:
            at = max(self._clock.now(), after + _TICK)
            events.append(
                PlanEvent(
                    id=uuid4(),
                    citizen=contact.citizen,
                    at=at,
                    by=self._viewer,
                    plan=plan,
                    contact=contact.id,
                    what=what,
                )
            )
            after = at
        self._tell(*events)
        return tuple(events)

    def _tell(self, *told: Told) -> None:
        with self._file.write() as connection:
            for record in told:
                self._append(record, connection)
        self._written()

    def _append(self, record: Told, within: Connection) -> None:
        body = msgspec.json.encode(record).decode()
        self._outbox.append(NewEntry(record.id, VISIT, _subject(record.citizen), body), within)

    def _own(self, citizen: CprNumber) -> list[Told]:
        return [_TOLD.decode(entry.body) for entry in self._outbox.of_subject(_subject(citizen))]

    def _keep(self, citizen: CprNumber, told: tuple[Told, ...]) -> datetime:
        """As of now; in the desk's disposable file, where it is gone after a week. Without that file it is not kept."""
        as_of = self._clock.now()
        row = citizen.digits, as_of.isoformat(), msgspec.json.encode(told).decode()
        try:
            forget_known(self._kept, as_of)
            with self._kept.write() as connection:
                connection.execute("INSERT OR REPLACE INTO visits VALUES (?, ?, ?)", row)
        except UserError as error:
            _log.warning("visits not kept: %s", error.code)
        return as_of

    def _last_known(self, citizen: CprNumber) -> tuple[datetime | None, tuple[Told, ...]]:
        try:
            with self._kept.read() as connection:
                row = connection.execute("SELECT as_of, told FROM visits WHERE citizen = ?", (citizen.digits,))
                found = row.fetchone()
            if found is not None and self._clock.now() - datetime.fromisoformat(found[0]) < _KEPT:
                return datetime.fromisoformat(found[0]), _ALL.decode(found[1])
        except UserError as error:
            _log.warning("kept visits not read: %s", error.code)
        except msgspec.DecodeError:
            _log.warning("kept visits are of another form")  # an older program's
        return None, ()


def forget_known(kept: DeskFile, now: datetime) -> None:
    """Drop what was last known more than a week ago: it may be deleted in the shared store by now."""
    with kept.write() as connection:
        connection.execute("DELETE FROM visits WHERE as_of < ?", ((now - _KEPT).isoformat(),))


def _adding(plan: UUID, task: PlanTask) -> ItemAdded:
    item = item_of(plan, task.task) if task.task else uuid4()
    return ItemAdded(item=item, task=task)


def _subject(citizen: CprNumber) -> str:
    """One order for all of a citizen's visits: a plan's events lean on the contact before them, and on its start."""
    return f"{VISIT} {citizen.digits}"
