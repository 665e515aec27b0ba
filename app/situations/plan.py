"""The plan of a visit: tasks with what has become of each, as a fold over what was told.

What people did is told in records that never change: a contact opened or closed, a plan's event. Everything shown is
folded from them, so a record told twice counts once, and records of two desks give the same plan in whatever order
they arrive. Where two colleagues moved the same task the later move stands, and both are in the history.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Final
from uuid import UUID, uuid5

import msgspec

from app.access.viewer import Viewer
from app.calendar import months_before
from app.clock import COPENHAGEN, danish_day
from app.cpr import CprNumber
from app.situations.told import (
    Channel,
    ContactClosed,
    ContactOpened,
    ContactOutcome,
    ItemAdded,
    ItemMoved,
    NoteAdded,
    PlanEvent,
    PlanTask,
    SituationChosen,
    Standing,
    Started,
    State,
    Told,
)

_SETTLED: Final = frozenset({State.DONE, State.SUBMITTED, State.HANDED_OVER, State.NOT_RELEVANT})


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
