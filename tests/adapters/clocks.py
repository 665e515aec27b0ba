"""A clock that stands still until a test moves it."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta


class ManualClock:
    """Wall and monotonic time move together."""

    def __init__(self, now: datetime = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)) -> None:
        self._lock = threading.Lock()
        self._now = now
        self._seconds = 1000.0

    def now(self) -> datetime:
        with self._lock:
            return self._now

    def monotonic(self) -> float:
        with self._lock:
            return self._seconds

    def advance(self, seconds: float) -> None:
        with self._lock:
            self._now += timedelta(seconds=seconds)
            self._seconds += seconds
