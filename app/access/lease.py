"""How long verified roles go on opening what is kept on this desk: from when they were last confirmed.

A configured role is confirmed by every answer of a register that knows the employee's authority. The instant lies in
the key store, and beside it how far time had come when it was last looked at: neither starting the program again
without a connection nor turning the computer's clock back before it confirms anything.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Final

from app.clock import Clock
from app.errors import UserError
from app.store.port import KeySource

_log = logging.getLogger(__name__)
_OFTEN: Final = timedelta(minutes=1)
_NEVER: Final = datetime.fromtimestamp(0, UTC)
CONFIRMED: Final = "roles-confirmed"
"""The name in the key store of two instants, ISO 8601 in UTC: when it was, and how far time has come since."""


class Lease:
    """Usable from any thread. A key store that is away costs what was confirmed before this start, nothing else."""

    def __init__(self, keys: KeySource, clock: Clock) -> None:
        self._keys = keys
        self._clock = clock
        self._lock = Lock()
        self._confirmed: datetime | None = None
        self._reached = clock.now(), clock.monotonic()
        self._noted_until = self._reached[0]

    @property
    def confirmed_at(self) -> datetime:
        """By this computer's clock as it is now: one that stands before what was reached moves it back as far.

        On the very first start it is now: whoever set the desk up gave the roles. Blocks briefly once a minute.
        """
        with self._lock:
            now = self._time()
            if self._confirmed is None:
                confirmed, reached = self._kept() or (now, now)
                self._confirmed = confirmed - max(timedelta(0), reached - now)
            if now >= self._noted_until and self._confirmed != _NEVER:  # what could not be read is not written over
                self._keep(self._confirmed, now)
            return self._confirmed

    def confirm(self) -> None:
        """Somebody who knows the employee has answered just now. Noted once a minute at most."""
        now = self._clock.now()
        with self._lock:
            if self._confirmed is None or not timedelta(0) <= now - self._confirmed < _OFTEN:
                self._confirmed, self._reached = now, (now, self._clock.monotonic())
                self._keep(now, now)

    def _time(self) -> datetime:
        """How far time has come in this run, though the clock be turned back meanwhile."""
        reached, then = self._reached
        ticks = self._clock.monotonic()
        self._reached = max(self._clock.now(), reached + timedelta(seconds=ticks - then)), ticks
        return self._reached[0]

    def _kept(self) -> tuple[datetime, datetime] | None:
        try:
            text = self._keys.read(CONFIRMED)
            if not text:
                return None
            confirmed, _, reached = text.partition(" ")
            return datetime.fromisoformat(confirmed), datetime.fromisoformat(reached or confirmed)
        except UserError as error:
            _log.warning("when the roles were confirmed is not read: %s", error.code)
        except ValueError:
            _log.warning("when the roles were confirmed is not understood")
        return _NEVER, _NEVER

    def _keep(self, confirmed: datetime, now: datetime) -> None:
        """The minute to come is counted already: starting again within it, over and over, must cost it too."""
        self._noted_until = now + _OFTEN
        try:
            self._keys.write(CONFIRMED, f"{confirmed.isoformat()} {self._noted_until.isoformat()}")
        except UserError as error:
            _log.warning("when the roles were confirmed is not kept: %s", error.code)
