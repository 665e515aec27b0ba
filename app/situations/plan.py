"""The plan of a visit: tasks with what has become of each, as a fold over what was told.

What people did is told in records that never change: a contact opened or closed, a plan's event. Everything shown is
folded from them, so a record told twice counts once, and records of two desks give the same plan in whatever order
they arrive. Where two colleagues moved the same task the later move stands, and both are in the history.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid5

import msgspec

from app.access.viewer import Viewer
from app.calendar import months_before
from app.clock import COPENHAGEN, danish_day
from app.cpr import CprNumber


class Channel(StrEnum):
    """How the citizen came."""

    COUNTER = "counter"
    PHONE = "phone"
    VIDEO = "video"
    WRITTEN = "written"


class ContactOutcome(StrEnum):
    SETTLED = "settled"
    CONTINUES = "continues"
    """Something is left: for the municipality, somebody else or the citizen."""
    REFERRED = "referred"
    """Nothing of it was ours to do; the citizen knows whose it is."""
    BROKEN_OFF = "broken_off"


class State(StrEnum):
    """What has become of a task."""

    TO_DO = "to_do"
    DONE = "done"
    SUBMITTED = "submitted"
    """Sent to Udbetaling Danmark on behalf of a citizen with special needs (lov om Udbetaling Danmark § 3)."""
    HANDED_OVER = "handed_over"
    CITIZEN = "citizen"
    AWAITS = "awaits"
    NOT_RELEVANT = "not_relevant"


class Ask(StrEnum):
    """What must be told with a state."""

    GROUND = "ground"
    RECEIVER = "receiver"
    DAY = "day"
    REASON = "reason"


ASKS: Final[Mapping[State, Mapping[Ask, bool]]] = {
    State.TO_DO: {},
    State.DONE: {},
    State.SUBMITTED: {Ask.GROUND: True},
    State.HANDED_OVER: {Ask.RECEIVER: True, Ask.DAY: True},
    State.CITIZEN: {Ask.DAY: False},
    State.AWAITS: {Ask.RECEIVER: True, Ask.DAY: False},
    State.NOT_RELEVANT: {Ask.REASON: True},
}
"""What each state asks for, and whether it must be answered. Nothing else is kept with it."""

_SETTLED: Final = frozenset({State.DONE, State.SUBMITTED, State.HANDED_OVER, State.NOT_RELEVANT})


@dataclass(frozen=True, slots=True)
class Standing:
    """A state with what it asks for. `receiver` is who it was handed over to, or who or what is awaited; `day` when
    it was handed over, or by when the citizen or the awaited must have done it."""

    state: State = State.TO_DO
    ground: str = field(default="", repr=False)
    receiver: str = field(default="", repr=False)
    day: date | None = None
    reason: str = field(default="", repr=False)

    @property
    def unanswered(self) -> tuple[Ask, ...]:
        """What the state must know and does not."""
        return tuple(ask for ask, needed in ASKS[self.state].items() if needed and not getattr(self, ask))

    def trimmed(self) -> Standing:
        """Texts mended, and nothing that the state does not ask for."""
        asked = ASKS[self.state]
        return Standing(
            self.state,
            ground=mended(self.ground) if Ask.GROUND in asked else "",
            receiver=mended(self.receiver) if Ask.RECEIVER in asked else "",
            day=self.day if Ask.DAY in asked else None,
            reason=mended(self.reason) if Ask.REASON in asked else "",
        )


def mended(text: str) -> str:
    """Without outer blanks, half characters and NUL, which no database takes."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "").strip()


UDBETALING_DANMARK: Final = "Udbetaling Danmark"
CHECK_LOCALLY: Final = "tjek lokalt"
"""In the place of a deadline that the law leaves to the municipality and no source gives."""


@dataclass(frozen=True, slots=True)
class Office:
    """Who has a task, in the citizen's words: a unit of the municipality, or the whole of it without a `name`, where
    it `is_municipal`; else another authority."""

    name: str
    is_municipal: bool = False

    @property
    def called(self) -> str:
        """As one says it: Ydelser i kommunen."""
        if not self.is_municipal:
            return self.name
        return f"{self.name} i kommunen" if self.name else "Kommunen"


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A task as it goes into a plan: what the guide said that day, so that the plan reads the same ever after.

    `task` is the guide's key, empty for one written by hand. `deadline` is the deadline in words with its ground, `due`
    its last day where both the counting and the day it counts from were known. `turn_to` is whom the citizen may ask
    about it, empty where that is whoever made the plan; `reached` are their telephone, site and address, as far as they
    are known. `office` has the task, where the guide says who does.
    `answer` where the deadline is for the office, to answer by, and none for the citizen to keep.
    `unsure` where nobody knew whether it matters to this citizen, who is to be asked, `discreet` as the guide has it,
    and `how` what the citizen does, in words for the citizen; each written only where it is so, so that a record told
    twice, by an older program and by this one, is the same record.
    """

    task: str
    title: str
    decider: str = ""
    deadline: str = ""
    due: date | None = None
    turn_to: str = ""
    unsure: bool | msgspec.UnsetType = msgspec.UNSET
    discreet: bool | msgspec.UnsetType = msgspec.UNSET
    how: str | msgspec.UnsetType = msgspec.UNSET
    office: Office | msgspec.UnsetType = msgspec.UNSET
    reached: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    answer: bool | msgspec.UnsetType = msgspec.UNSET

    @property
    def is_unsure(self) -> bool:
        return self.unsure is True

    @property
    def is_discreet(self) -> bool:
        return self.discreet is True

    @property
    def is_answer(self) -> bool:
        return self.answer is True

    @property
    def is_udbetaling_danmarks(self) -> bool:
        """Only what it decides may be sent to it for somebody (lov om Udbetaling Danmark § 3)."""
        return UDBETALING_DANMARK in self.decider


class _Written(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """Printed without its content, which is about a citizen."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"


class Started(_Written, frozen=True, tag="started"):
    """The plan begins. `situations` are keys of life situations."""

    situations: tuple[str, ...] = ()


class SituationChosen(_Written, frozen=True, tag="situation_chosen"):
    situation: str


class ItemAdded(_Written, frozen=True, tag="item_added"):
    """The same task added twice to a plan has the same id, and is one item."""

    item: UUID
    task: PlanTask


class ItemMoved(_Written, frozen=True, tag="item_moved"):
    item: UUID
    to: Standing


class NoteAdded(_Written, frozen=True, tag="note_added"):
    """On the whole plan where `item` is None."""

    text: str
    item: UUID | None = None


Happening = Started | SituationChosen | ItemAdded | ItemMoved | NoteAdded


class _Record(_Written, frozen=True, kw_only=True):
    """`at` is the desk's clock, never before what its writer had seen."""

    id: UUID
    citizen: CprNumber
    at: datetime
    by: Viewer


class ContactOpened(_Record, frozen=True, tag="contact_opened"):
    """`errand` is a key of purposes.toml."""

    errand: str
    channel: Channel


class ContactClosed(_Record, frozen=True, tag="contact_closed"):
    """`channel` where another was told when the contact opened; written only then, as `PlanTask.unsure` is."""

    contact: UUID
    outcome: ContactOutcome
    channel: Channel | msgspec.UnsetType = msgspec.UNSET


class PlanEvent(_Record, frozen=True, tag="plan_event"):
    """`contact` is the one it happened in, which need not be the one the plan began in."""

    plan: UUID
    contact: UUID
    what: Happening


Told = ContactOpened | ContactClosed | PlanEvent
"""What a desk tells the shared store."""

VISIT: Final = "visit"
"""The kind of entry that holds a `Told` as JSON."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact with the citizen; `closed_at` and `outcome` are None while it lasts."""

    id: UUID
    citizen: CprNumber = field(repr=False)
    errand: str
    channel: Channel
    opened_at: datetime
    employee: Viewer = field(repr=False)
    closed_at: datetime | None = None
    outcome: ContactOutcome | None = None

    def ended(self, closed: ContactClosed) -> Contact:
        channel = self.channel if closed.channel is msgspec.UNSET else closed.channel
        return replace(self, closed_at=closed.at, outcome=closed.outcome, channel=channel)


@dataclass(frozen=True, slots=True)
class Note:
    id: UUID
    text: str = field(repr=False)
    at: datetime
    by: Viewer = field(repr=False)


@dataclass(frozen=True, slots=True)
class PlanItem:
    """`moved_at` and `moved_by` tell of the last move, or of the adding before there is one."""

    id: UUID
    task: PlanTask = field(repr=False)
    standing: Standing
    added_at: datetime
    moved_at: datetime
    moved_by: Viewer = field(repr=False)
    notes: tuple[Note, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Nobody has to come back to it here."""
        return self.standing.state in _SETTLED


@dataclass(frozen=True, slots=True)
class Plan:
    """Items in the order they were added; `history` are all its events, oldest first."""

    id: UUID
    contact: UUID
    citizen: CprNumber = field(repr=False)
    started_at: datetime
    started_by: Viewer = field(repr=False)
    situations: tuple[str, ...]
    items: tuple[PlanItem, ...]
    notes: tuple[Note, ...]
    history: tuple[PlanEvent, ...] = field(repr=False)

    @property
    def settled(self) -> int:
        return sum(item.is_settled for item in self.items)

    @property
    def is_open(self) -> bool:
        """A plan without a task is not done with either."""
        return self.settled < len(self.items) or not self.items

    def item(self, item: UUID) -> PlanItem | None:
        return next((known for known in self.items if known.id == item), None)

    def moves_of(self, item: UUID) -> tuple[PlanEvent, ...]:
        """Its adding, moves and notes, oldest first."""
        return tuple(event for event in self.history if getattr(event.what, "item", None) == item)

    def takes_in(self, situation: str, tasks: Iterable[PlanTask], contact: UUID | None, today: date) -> bool:
        """Whether these go onto this plan, and not onto one of their own; `situation` is empty for tasks by hand.

        A task that the plan has is the same item still, with what has become of it. So only the contact that began the
        plan adds to it freely; a later one where the same thing is meant: tasks that are not done with here, or a
        situation whose deadlines run from the same day. Where nobody knows that day, it is meant if the plan was begun
        today or has been gone on with in this contact.
        """
        if self.contact == contact:
            return True
        known = [(task, item) for task in tasks if (item := self.item(item_of(self.id, task.task))) is not None]
        if not situation:
            return not any(item.is_settled for _, item in known)
        if not self.is_open or situation not in self.situations:
            return False
        days = [(task.due, item.task.due) for task, item in known if task.due is not None]
        if any(due is not None for _, due in days):
            return any(due == known_due for due, known_due in days)
        return danish_day(self.started_at) == today or any(event.contact == contact for event in self.history)

    def with_(self, events: Iterable[PlanEvent]) -> Plan:
        """With more events of this plan."""
        return _folded((*self.history, *events)) or self


def item_of(plan: UUID, task: str) -> UUID:
    """The id of a guide's task in a plan: two colleagues who add it add one item."""
    return uuid5(plan, task)


def first_kept(now: datetime, months: int) -> datetime:
    """A contact closed before then has been closed for more than `months`: whole Danish days, back from `now`."""
    return datetime.combine(months_before(danish_day(now), months), time(), COPENHAGEN)


def likely_outcome(contact: Contact | None, plans: Iterable[Plan]) -> ContactOutcome:
    """How a contact has ended, by the plans that were written on in it: one from another day says nothing of it, but
    that something is left where nothing has been done today."""
    if contact is None:
        return ContactOutcome.CONTINUES if any(plan.is_open for plan in plans) else ContactOutcome.SETTLED
    written = [plan for plan in plans if any(event.contact == contact.id for event in plan.history)]
    if any(plan.is_open for plan in written):
        return ContactOutcome.CONTINUES
    left = {item.standing.state for plan in written for item in plan.items} - {State.NOT_RELEVANT}
    return ContactOutcome.REFERRED if left == {State.HANDED_OVER} else ContactOutcome.SETTLED


def fold_plans(told: Iterable[Told]) -> tuple[Plan, ...]:
    """Open plans before those done with, newest first. Events of a plan whose beginning is not among them wait."""
    events: dict[UUID, list[PlanEvent]] = {}
    for record in told:
        if isinstance(record, PlanEvent):
            events.setdefault(record.plan, []).append(record)
    plans = [plan for each in events.values() if (plan := _folded(each)) is not None]
    return tuple(sorted(plans, key=lambda plan: (plan.is_open, plan.started_at), reverse=True))


def fold_contacts(told: Iterable[Told]) -> tuple[Contact, ...]:
    """Newest first. A contact closed twice was closed the first time."""
    contacts: dict[UUID, Contact] = {}
    for record in _in_order(told):
        match record:
            case ContactOpened():
                contacts.setdefault(
                    record.id,
                    Contact(record.id, record.citizen, record.errand, record.channel, record.at, record.by),
                )
            case ContactClosed(contact=closed) if closed in contacts and contacts[closed].closed_at is None:
                contacts[closed] = contacts[closed].ended(record)
    return tuple(sorted(contacts.values(), key=lambda contact: contact.opened_at, reverse=True))


def _in_order(told: Iterable[Told]) -> list[Told]:
    """Once each, by when they happened; what happened at once, in an order that every desk finds."""
    once = {record.id: record for record in told}
    return sorted(once.values(), key=lambda record: (record.at, record.id))


def _folded(events: Iterable[PlanEvent]) -> Plan | None:
    history = tuple(event for event in _in_order(events) if isinstance(event, PlanEvent))
    begun = next((event for event in history if isinstance(event.what, Started)), None)
    if begun is None:
        return None
    situations = dict.fromkeys(begun.what.situations) if isinstance(begun.what, Started) else {}
    items: dict[UUID, PlanItem] = {}
    notes: list[Note] = []
    for event in history:
        match event.what:
            case SituationChosen(situation=situation):
                situations[situation] = None
            case ItemAdded(item=item, task=task):
                items.setdefault(item, PlanItem(item, task, Standing(), event.at, event.at, event.by))
            case ItemMoved(item=item, to=to) if item in items:
                items[item] = replace(items[item], standing=to, moved_at=event.at, moved_by=event.by)
            case NoteAdded(item=None, text=text):
                notes.append(Note(event.id, text, event.at, event.by))
            case NoteAdded(item=UUID() as item, text=text) if item in items:
                note = Note(event.id, text, event.at, event.by)
                items[item] = replace(items[item], notes=(*items[item].notes, note))
    return Plan(
        id=begun.plan,
        contact=begun.contact,
        citizen=begun.citizen,
        started_at=begun.at,
        started_by=begun.by,
        situations=tuple(situations),
        items=tuple(items.values()),
        notes=tuple(notes),
        history=history,
    )
