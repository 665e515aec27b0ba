"""Tells others what was done at this desk, from the outbox, on a thread of its own.

Each kind of entry has its receiver, and one that is away holds up no other. A subject's entries go in order. A call
under way is never cancelled: whether it did its work could not be known. What was being sent when the program ended is
sent again under the same id.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf
from threading import Event, Thread
from typing import Final

from app.cases.port import Outcome, Receipt, Refusal
from app.clock import Clock
from app.errors import UserError
from app.store.outbox import LONGEST_WAIT, Entry, Outbox

_log = logging.getLogger(__name__)

Route = Callable[[str], Receipt]
"""Delivers the body of one kind of entry. Blocks until the receiver has answered or its time is up."""

_FIRST_HOLD: Final = 2.0
_LONGEST_HOLD: Final = 60.0
"""Seconds between two attempts to reach a receiver that does not answer."""
_DENIED_HOLD: Final = 300.0
_STORE_HOLD: Final = 60.0
_GOODBYE: Final = 2.0


@dataclass(frozen=True, slots=True)
class Unsent:
    """What has not been confirmed, and since when the first of it waits.

    `trouble` is UNAVAILABLE while nothing of a `kind` gets through and DENIED while this desk may not write it, both
    from `since`; of several kinds in trouble the first is told of.
    """

    queued: int = 0
    parked: int = 0
    oldest: datetime | None = None
    trouble: Outcome | None = None
    since: datetime | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class _Trouble:
    """`until` is on the clock that never jumps; `failures` in a row."""

    outcome: Outcome
    since: datetime
    failures: int
    until: float


class Delivery:
    """A thread between `start` and `stop`; everything else may be called by any thread.

    `routes` by kind of entry; `report` is called on the thread with every change; `chance` gives numbers from 0 to 1.
    """

    def __init__(
        self,
        outbox: Outbox,
        routes: Mapping[str, Route],
        clock: Clock,
        *,
        report: Callable[[Unsent], None] | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._outbox = outbox
        self._routes = routes
        self._clock = clock
        self._report = report
        self._chance = chance
        self._troubles: dict[str, _Trouble] = {}
        self._unsent = Unsent()
        self._hurried = True  # whoever was away before this start may be back
        self._woken = Event()
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="delivery", daemon=True)

    @property
    def unsent(self) -> Unsent:
        """As of the last look into the outbox; asks nothing."""
        return self._unsent

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Something was appended."""
        self._woken.set()

    def try_now(self) -> None:
        """Do not wait longer for a receiver that was away or said no: it answers again, or a person asks."""
        self._hurried = True
        self._woken.set()

    def answered(self) -> None:
        """The receiver was heard from on another errand."""
        if self._unsent.queued and self._unsent.trouble is not Outcome.DENIED:
            self.try_now()

    def stop(self) -> None:
        """Begin nothing more. A call that takes longer is left to end by itself, and is repeated after the start."""
        self._stopping.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(_GOODBYE)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.clear()
            wait = self.deliver_due()
            self._woken.wait(wait)

    def deliver_due(self) -> float | None:
        """Deliver what can be delivered now; how many seconds nothing more will be, None for until something is new."""
        try:
            self._tell()
            self._drain()
            self._tell()
            return self._rest()
        except UserError as error:  # the desk is locked, or its disk in trouble
            _log.warning("delivery waits: %s", error.code)
            return _STORE_HOLD

    def _drain(self) -> None:
        hurried, self._hurried = self._hurried, False
        if hurried:
            self._troubles = {kind: replace(each, until=-inf) for kind, each in self._troubles.items()}
        # A receiver that was away is tried with any entry, and gets them all when it is back, whatever their own time.
        was_away, tried = set(self._troubles), set[str]()
        while not self._stopping.is_set():
            entry = self._next(was_away, tried, hurried=hurried)
            if entry is None:
                break
            self._deliver(entry)
            if entry.kind in self._troubles:
                tried.add(entry.kind)
        waiting = {entry.kind for entry in self._outbox.due(self._clock.now() + LONGEST_WAIT)}
        self._troubles = {kind: each for kind, each in self._troubles.items() if kind in waiting}

    def _next(self, was_away: Collection[str], tried: Collection[str], *, hurried: bool) -> Entry | None:
        """Of the subjects' first entries the one that failed least: what fails at every try must not hold up others."""
        now, ticks = self._clock.now(), self._clock.monotonic()
        held = {*tried, *(kind for kind, trouble in self._troubles.items() if ticks < trouble.until)}
        heads = [
            entry
            for entry in self._outbox.due(now + LONGEST_WAIT)
            if entry.kind not in held
            and (hurried or entry.kind in was_away or not now < entry.next_at <= now + LONGEST_WAIT)
        ]
        return min(heads, key=lambda entry: entry.attempts, default=None)

    def _deliver(self, entry: Entry) -> None:
        self._tell()  # it may have been written since the last look, and the call may take long
        route = self._routes.get(entry.kind)
        receipt = route(entry.body) if route is not None else Receipt(Outcome.REFUSED, Refusal.UNREADABLE)
        _log.info("entry %s: %s %s", entry.id, receipt.outcome, receipt.reason)
        match receipt.outcome:
            case Outcome.FILED:
                self._outbox.delivered(entry.id)
            case Outcome.REFUSED:
                self._outbox.parked(entry.id, receipt.reason)
            case Outcome.UNAVAILABLE:
                self._outbox.retry_later(entry.id, self._clock.now())
        before = self._troubles.pop(entry.kind, None)
        if receipt.outcome in (Outcome.UNAVAILABLE, Outcome.DENIED):
            self._troubles[entry.kind] = self._worse(receipt.outcome, before)

    def _worse(self, outcome: Outcome, before: _Trouble | None) -> _Trouble:
        before = before if before is not None and before.outcome is outcome else None
        failures = before.failures + 1 if before is not None else 1
        hold = min(_LONGEST_HOLD, _FIRST_HOLD * 2 ** min(failures - 1, 10)) * (1 + self._chance()) / 2
        if outcome is Outcome.DENIED:
            hold = _DENIED_HOLD
        since = before.since if before is not None else self._clock.now()
        return _Trouble(outcome, since, failures, self._clock.monotonic() + hold)

    def _rest(self) -> float | None:
        now, ticks = self._clock.now(), self._clock.monotonic()
        times = []
        for entry in self._outbox.due(now + LONGEST_WAIT):
            trouble = self._troubles.get(entry.kind)
            times.append(trouble.until - ticks if trouble is not None else (entry.next_at - now).total_seconds())
        return max(0.0, min(times)) if times else None

    def _tell(self) -> None:
        counts = self._outbox.counts()
        kind, trouble = min(self._troubles.items(), key=lambda each: each[1].since, default=("", None))
        unsent = Unsent(
            counts.queued,
            counts.parked,
            counts.oldest,
            trouble.outcome if trouble is not None else None,
            trouble.since if trouble is not None else None,
            kind,
        )
        if unsent != self._unsent:
            self._unsent = unsent
            if self._report is not None:
                self._report(unsent)
