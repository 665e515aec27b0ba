"""One register's circuit breaker: after repeated silence it answers at once, and lets one call through to try."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from app.citizen.port import SILENT, Condition, Failure, FailureKind, Health, RegisterKey
from app.clock import Clock

_log = logging.getLogger(__name__)

OPENS_AFTER: Final = 3
OPEN_SECONDS: Final = 30.0
_ORDINARY: Final = frozenset({FailureKind.NOT_FOUND, FailureKind.NEEDS_CPR})
"""Answers of a register that is well."""


class Admission(Enum):
    CALL = "call"
    PROBE = "probe"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class _Streak:
    """Failures without a good answer between; `reference` is the first one's."""

    kind: FailureKind
    since: datetime
    reference: str
    silent: int


class Breaker:
    """Thread-safe. Opens after OPENS_AFTER silent calls in a row; OPEN_SECONDS later one probe decides."""

    def __init__(self, key: RegisterKey, clock: Clock) -> None:
        self._key = key
        self._clock = clock
        self._lock = threading.Lock()
        self._since = clock.now()
        self._asked = False
        self._streak: _Streak | None = None
        self._retry: float | None = None
        self._probing = False
        self._unheard = False
        self._on_trial = False

    def admit(self) -> Admission:
        """Whether a call may go out; whoever gets PROBE must `record` or `forget` it."""
        with self._lock:
            if self._retry is None:
                return Admission.CALL
            if self._probing or self._clock.monotonic() < self._retry:
                return Admission.REFUSED
            self._probing = True
            return Admission.PROBE

    def refusal(self, reference: str) -> Failure:
        """What a refused call is told: since when, and the reference of the failure that began it."""
        with self._lock:
            streak = self._streak
            if streak is None:
                return Failure(FailureKind.UNAVAILABLE, self._clock.now(), reference)
            # That somebody else answers in its place is said as long as it lasts.
            kind = streak.kind if streak.kind is FailureKind.UNTRUSTED else FailureKind.UNAVAILABLE
            return Failure(kind, streak.since, streak.reference)

    def forget(self, admission: Admission) -> None:
        """The call ended without saying anything about the register: cancelled, or never sent."""
        if admission is Admission.PROBE:
            with self._lock:
                self._probing = False

    def answered(self, admission: Admission) -> None:
        with self._lock:
            self._well(admission)

    def failed(self, admission: Admission, kind: FailureKind, reference: str) -> Failure:
        """Count the failure, and say it the way the screen is told: `since` is the first of an unbroken row."""
        with self._lock:
            now = self._clock.now()
            if kind in _ORDINARY:
                self._well(admission)
                return Failure(kind, now, reference)
            self._asked = True
            before = self._streak
            silent = (before.silent if before else 0) + 1 if kind in SILENT else 0
            same = before is not None and (before.kind is kind or (before.silent > 0 and silent > 0))
            since, first = (before.since, before.reference) if before is not None and same else (now, reference)
            self._streak = _Streak(kind, since, first, silent)
            if admission is Admission.PROBE:
                self._probing = False
            if kind not in SILENT:
                self._close()
            elif admission is Admission.PROBE or silent >= OPENS_AFTER or self._on_trial:
                self._open(kind, first)
            self._on_trial = False
            return Failure(kind, since, reference)

    def unheard(self, kind: FailureKind, reference: str) -> None:
        """Asked about nobody, the register was silent. An open breaker keeps its time: the next call is the proof."""
        with self._lock:
            self._unheard = True
            is_open = self._retry is not None
        if not is_open:
            self.failed(Admission.CALL, kind, reference)

    def heard(self) -> None:
        """Asked about nobody, the register answered. News only after it did not: then calls go out again, and the
        first that fails stops them; where it always answered that, failing calls say more."""
        with self._lock:
            if self._unheard or not self._asked:
                was_away = self._unheard
                self._well(Admission.CALL)
                self._on_trial = was_away

    def condition(self) -> Condition:
        with self._lock:
            if self._streak is None:
                return Condition(Health.UP if self._asked else Health.UNKNOWN, self._since)
            streak = self._streak
            if self._retry is None:
                return Condition(Health.FAILING, streak.since, streak.kind)
            left = timedelta(seconds=self._retry - self._clock.monotonic())
            return Condition(Health.DOWN, streak.since, streak.kind, self._clock.now() + left)

    def _open(self, kind: FailureKind, reference: str) -> None:
        if self._retry is None:
            _log.warning("%s is down (%s), first seen by call %s", self._key, kind, reference)
        self._retry = self._clock.monotonic() + OPEN_SECONDS

    def _close(self) -> None:
        if self._retry is not None:
            _log.info("%s answers again", self._key)
            self._retry = None

    def _well(self, admission: Admission) -> None:
        if self._streak is not None or not self._asked:
            self._since = self._clock.now()
        self._asked = True
        self._streak = None
        self._unheard = self._on_trial = False
        if admission is Admission.PROBE:
            self._probing = False
        self._close()
