"""When the desk locks by itself: nobody has used it for a while, or the computer has been away. Asks nothing but a
clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # it knows every time zone, and the window shows before it needs one
    from app.clock import Clock

_AGREE: Final = timedelta(seconds=2)
"""So far the two clocks may part between two looks: more is a sleep, which stops one of them, or a clock set anew."""
_ASLEEP: Final = timedelta(seconds=30)
"""Longer than this nobody looks away who looks every second: where both clocks run through a sleep, it is one."""


class IdleWatch:
    """Reads wall and monotonic clock, because either alone can be fooled: `limit` counts on whichever says more.

    Tell it of every `touch`, and ask every second whether the desk `is_due`; once it is, only `begin` ends that.
    """

    def __init__(self, clock: Clock, limit: timedelta) -> None:
        self.limit = limit
        self._clock = clock
        self.begin()

    def begin(self) -> None:
        """Somebody is there now."""
        self._is_due = False
        self._touched = self._seen = self._read()

    def touch(self) -> None:
        """The desk was used. The key that wakes a computer comes too late."""
        if not self.is_due():
            self._touched = self._seen

    def is_due(self) -> bool:
        """Whether the desk is to be locked."""
        before, self._seen = self._seen, self._read()
        wall, ticks = _between(before, self._seen)
        was_away = abs(wall - ticks) > _AGREE or max(wall, ticks) > _ASLEEP
        self._is_due |= was_away or max(_between(self._touched, self._seen)) >= self.limit
        return self._is_due

    def _read(self) -> tuple[datetime, float]:
        return self._clock.now(), self._clock.monotonic()


def _between(before: tuple[datetime, float], after: tuple[datetime, float]) -> tuple[timedelta, timedelta]:
    """By the wall clock and by the monotonic one."""
    return after[0] - before[0], timedelta(seconds=after[1] - before[1])
