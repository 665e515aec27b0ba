"""The time as the registers' own clocks tell it. A desk's clock may be years wrong; what is deleted by it is gone."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Lock

from app.clock import Clock


class ToldTime:
    """What was last told, and how long ago that is by the clock that never jumps. Any thread may tell and ask."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._told: tuple[datetime, float] | None = None

    def hear(self, instant: datetime) -> None:
        """A register says that it is `instant` now."""
        with self._lock:
            self._told = instant, self._clock.monotonic()

    def now(self) -> datetime | None:
        """None until some register has told, since the start."""
        with self._lock:
            if self._told is None:
                return None
            instant, at = self._told
        return instant + timedelta(seconds=self._clock.monotonic() - at)
