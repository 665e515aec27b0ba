"""The trace of look-ups: what one line of it says, and the promise of whoever keeps the lines.

`app.access.audit` keeps them for good; a line is written before anything is asked and before anything is shown.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from app.access.model import Section
from app.cpr import CprNumber


class TraceEvent(StrEnum):
    OPENED = "opened"
    SHOWN = "shown"
    REFUSED = "refused"
    REVEALED = "revealed"
    WIDENED = "widened"
    OVERRIDDEN = "overridden"
    COPIED = "copied"
    SEARCHED = "searched"
    IDENTIFIED = "identified"
    PREFETCHED = "prefetched"
    """Fetched ahead for the viewer's appointment, by the program itself: nobody was shown anything."""
    WRITTEN = "written"
    """Something was written about the citizen; `result` names it."""
    EXPORTED = "exported"
    """Lines of the trace went to a file: the insight of `subject`, or, without one, the log system's lines."""
    PRUNED = "pruned"
    """The oldest lines were deleted, their time being up; `result` is the number of the last of them."""
    RESTORED = "restored"
    """The file is a backup put back; `result` is the head that the key store held before that."""


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One line. `look_up` joins the lines of one look-up, or is the purpose's id for steps outside one.

    `subject` is None where it is only being asked whom a case is about, and on a line about the trail itself.
    `sections` are those asked for, or the one shown. `relative` is set on the line of somebody else whose data came
    with the citizen's: a relative, or who is registered at the same address. `source` is the register, or "extract".
    `offline`: shown from what lay on this desk, because the register was not asked or did not answer. `protected`:
    whoever is shown has name and address protection. `reason` is the employee's own words, or the second errand of a
    widening. `review` marks what somebody else should look over. `contact` is the ticket or appointment that the
    purpose follows from. `found_by` is, on an opened line, the kind of search the citizen was chosen from, never what
    was typed: a `Criterion`.
    """

    event: TraceEvent
    look_up: UUID
    at: datetime
    viewer: str
    subject: CprNumber | None
    purpose: str
    legal_basis: str
    case: str
    sections: tuple[Section, ...]
    source: str = ""
    result: str = ""
    relative: CprNumber | None = None
    reason: str = ""
    offline: bool = False
    protected: bool = False
    review: bool = False
    contact: str = ""
    found_by: str = ""


class Trace(Protocol):
    def write(self, *lines: TraceLine) -> None:
        """Keep the lines, all or none, or raise UserError("trace-unavailable"): then nothing may be asked or shown."""
        ...


class MemoryTrace:
    """The newest lines, for this session only."""

    def __init__(self, most: int = 10_000) -> None:
        self._lines: deque[TraceLine] = deque(maxlen=most)

    def write(self, *lines: TraceLine) -> None:
        self._lines.extend(lines)

    @property
    def lines(self) -> tuple[TraceLine, ...]:
        return tuple(self._lines)
