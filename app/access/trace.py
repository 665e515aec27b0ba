"""The trace of look-ups: written before anything is asked and before anything is shown.

Until the encrypted desk store exists the trace lives in memory; the order of its lines is already the promise.
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
    COPIED = "copied"
    SEARCHED = "searched"
    IDENTIFIED = "identified"


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One line. `look_up` joins the lines of one look-up, or is the purpose's id for steps outside one.

    `subject` is None where it is only being asked whom a case is about. `sections` are those asked for, or the one
    shown. `relative` is set on the line of a relative whose data came with the citizen's. `reason` is the
    employee's own words, or the second errand of a widening.
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


class Trace(Protocol):
    def write(self, line: TraceLine) -> None:
        """Keep the line, or raise UserError("trace-unavailable"): then nothing may be asked or shown."""
        ...


class MemoryTrace:
    """The newest lines, for this session only."""

    def __init__(self, most: int = 10_000) -> None:
        self._lines: deque[TraceLine] = deque(maxlen=most)

    def write(self, line: TraceLine) -> None:
        self._lines.append(line)

    @property
    def lines(self) -> tuple[TraceLine, ...]:
        return tuple(self._lines)
