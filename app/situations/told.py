"""What a desk tells the shared store of a visit, never changed after: contacts, and what happened to a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

import msgspec

from app.access.viewer import Viewer
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
