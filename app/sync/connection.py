"""Whether the registers can be reached: by how calls to them fare and, while one is away, by asking it about nobody."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Event, Thread
from typing import Final, Protocol

from app.access.decide import LEASE
from app.citizen.port import SILENT, Cancellation, Condition, Health, RegisterKey
from app.clock import Clock

_log = logging.getLogger(__name__)
_EVERY: Final = 1.0
"""Seconds between two looks at the registers' conditions, which ask nobody anything."""
_LEAST: Final = 5.0
_MOST: Final = 30.0
"""Seconds between two rounds of probes: the first, and doubled up to the last."""


class Reach(StrEnum):
    ONLINE = "online"
    PARTLY = "partly"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Connection:
    """`away` are the registers that do not answer, `since` when the first of them fell silent.

    OFFLINE when none answers. `roles_expired`: what lies on this desk may not be read any more until the employee's
    roles are confirmed again.
    """

    reach: Reach = Reach.ONLINE
    since: datetime | None = None
    away: frozenset[RegisterKey] = frozenset()
    roles_expired: bool = False


class Line(Protocol):
    """What is needed of a register to know whether it is there."""

    def condition(self) -> Condition: ...

    def probe(self, cancelled: Cancellation) -> bool:
        """Whether it answers at all; nobody is asked about. Blocks for seconds, and tells its condition."""
        ...


class ConnectionWatch:
    """A thread of its own between `start` and `stop`; `current` may be read by any.

    `changed` is told on that thread. With a network that is there, a start costs one request.
    """

    def __init__(
        self,
        lines: Mapping[RegisterKey, Line],
        clock: Clock,
        *,
        role_age: Callable[[], timedelta],
        changed: Callable[[Connection], object] | None = None,
    ) -> None:
        self._lines = lines
        self._clock = clock
        self._role_age = role_age
        self._changed = changed
        self._current = Connection()
        self._probed: dict[RegisterKey, datetime] = {}
        """Since when a register was failing when it was last probed: each failing is probed at once."""
        self._deaf: list[RegisterKey] = []
        """Those that left the last probe unanswered; the next to be asked comes first."""
        self._pause = _LEAST
        self._next = 0.0
        self._began = False
        self._stopping = Event()
        self._cancelled = Cancellation()
        self._thread = Thread(target=self._run, name="connection", daemon=True)

    @property
    def current(self) -> Connection:
        return self._current

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._cancelled.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        self.look()
        while not self._stopping.wait(_EVERY):
            self.look()

    def look(self) -> None:
        """Judge how it is; ask those that are away, when it is their time."""
        conditions = self._conditions()
        self._deaf = [key for key in self._deaf if _is_silent(conditions[key])]
        new = [key for key, condition in conditions.items() if self._is_new(key, condition)]
        known = [key for key in self._away(conditions) if key not in new]
        is_time = self._clock.monotonic() >= self._next
        if new or not self._began:
            self._began = True
            self._ask_new(new, conditions)
        elif known and is_time:
            self._ask_again(known, conditions)
        self._judge(self._conditions())

    def _conditions(self) -> dict[RegisterKey, Condition]:
        return {key: line.condition() for key, line in self._lines.items()}

    def _is_new(self, key: RegisterKey, condition: Condition) -> bool:
        return _is_silent(condition) and self._probed.get(key) != condition.since

    def _away(self, conditions: Mapping[RegisterKey, Condition]) -> list[RegisterKey]:
        """One that failed once and answered the probe is not away."""
        down = [key for key, condition in conditions.items() if condition.health is Health.DOWN]
        return list(dict.fromkeys((*self._deaf, *filter(lambda key: _is_silent(conditions[key]), down))))

    def _ask_new(self, new: list[RegisterKey], conditions: Mapping[RegisterKey, Condition]) -> None:
        """Ask those that fell silent; if none of them answers, the others until one does: is it the network?"""
        answers = [self._answers(key) for key in new]
        if not any(answers):
            any(self._answers(key) for key, condition in conditions.items() if not _is_silent(condition))
        self._pause = _LEAST
        self._next = self._clock.monotonic() + self._pause

    def _ask_again(self, away: list[RegisterKey], conditions: Mapping[RegisterKey, Condition]) -> None:
        """One is enough to know that nothing is there; all, once that one answers."""
        first, *others = away
        if self._answers(first) or len(away) < len(conditions):
            for key in others:
                self._answers(key)
        self._pause = min(2 * self._pause, _MOST)
        self._next = self._clock.monotonic() + self._pause

    def _answers(self, key: RegisterKey) -> bool:
        if self._stopping.is_set():
            return False
        answered = self._lines[key].probe(self._cancelled)
        self._probed[key] = self._lines[key].condition().since
        self._deaf = [deaf for deaf in self._deaf if deaf is not key]
        if not answered:
            self._deaf.append(key)
        return answered

    def _judge(self, conditions: Mapping[RegisterKey, Condition]) -> None:
        away = frozenset(self._away(conditions))
        reach = Reach.ONLINE if not away else Reach.OFFLINE if len(away) == len(conditions) else Reach.PARTLY
        since = min((conditions[key].since for key in away), default=None)
        current = Connection(reach, since, away, self._role_age() >= LEASE)
        if current != self._current:
            before, self._current = self._current, current
            if current.reach is not before.reach:
                _log.info("registers: %s, away: %s", current.reach, ", ".join(sorted(away)) or "none")
            if self._changed is not None:
                self._changed(current)


def _is_silent(condition: Condition) -> bool:
    return condition.health in (Health.DOWN, Health.FAILING) and condition.kind in SILENT
