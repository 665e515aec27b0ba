"""Time as a port: instants are aware UTC, law's dates are Danish calendar days."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds on a clock that never jumps; only differences mean anything."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class AnchoredClock:
    """Runs as time does, from an instant of one's choosing: training on a given day, pictures that come out alike."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._since = time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._since)

    def monotonic(self) -> float:
        return time.monotonic()


def danish_day(instant: datetime) -> date:
    """The calendar day in Denmark at `instant`; ages, deadlines and protections count in these."""
    return instant.astimezone(COPENHAGEN).date()
