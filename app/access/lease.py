"""How long verified roles go on opening what is kept on this desk: from when they were last confirmed.

A configured role is confirmed by every answer of a register that knows the employee's authority. The instant lies in
the key store: starting the program again without a connection confirms nothing.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from app.clock import Clock
from app.errors import UserError
from app.store.port import KeySource

_log = logging.getLogger(__name__)
_OFTEN: Final = timedelta(minutes=1)
CONFIRMED: Final = "roles-confirmed"
"""The instant's name in the key store, ISO 8601 in UTC."""


class Lease:
    """Usable from any thread. A key store that is away costs what was confirmed before this start, nothing else."""

    def __init__(self, keys: KeySource, clock: Clock) -> None:
        self._keys = keys
        self._clock = clock
        self._lock = Lock()
        self._confirmed: datetime | None = None

    @property
    def confirmed_at(self) -> datetime:
        """On the very first start it is now: whoever set the desk up gave the roles."""
        with self._lock:
            if self._confirmed is None:
                self._confirmed = self._kept() or self._keep(self._clock.now())
            return self._confirmed

    def confirm(self) -> None:
        """Somebody who knows the employee has answered just now. Noted once a minute at most."""
        now = self._clock.now()
        with self._lock:
            if self._confirmed is None or not timedelta(0) <= now - self._confirmed < _OFTEN:
                self._confirmed = self._keep(now)

    def _kept(self) -> datetime | None:
        try:
            text = self._keys.read(CONFIRMED)
            return datetime.fromisoformat(text) if text else None
        except UserError as error:
            _log.warning("when the roles were confirmed is not read: %s", error.code)
        except ValueError:
            _log.warning("when the roles were confirmed is not understood")
        return datetime.fromtimestamp(0, self._clock.now().tzinfo)

    def _keep(self, instant: datetime) -> datetime:
        try:
            self._keys.write(CONFIRMED, instant.isoformat())
        except UserError as error:
            _log.warning("when the roles were confirmed is not kept: %s", error.code)
        return instant
