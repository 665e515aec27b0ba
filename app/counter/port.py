"""The door to wherever the municipality's appointments are booked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from app.cpr import CprNumber


@dataclass(frozen=True, slots=True)
class Appointment:
    """One citizen expected at the counter.

    `id` is the booking's own and stands in the trace as the ground of a look-up. `errand` is a key of
    `resources/purposes.toml`; `subject` says it in the words of whoever booked.
    """

    id: str
    at: datetime
    duration: timedelta
    citizen: CprNumber
    errand: str
    subject: str = field(repr=False)

    @property
    def ends(self) -> datetime:
        return self.at + self.duration


class Agenda(Protocol):
    def today(self) -> tuple[Appointment, ...]:
        """All of the present Danish day, earliest first, also those that are over. Blocks; UserError."""
        ...
