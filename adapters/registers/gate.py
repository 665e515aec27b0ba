"""The gate before one register: its own few threads, one retry, one breaker, and every reply on time, exactly once.

A register that hangs costs its own callers their deadline and nobody else anything: a timer thread answers for a
worker that does not come back, and another worker takes its place. No executor: it would hold up quitting.
"""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import Final
from uuid import uuid4

from adapters.registers.breaker import Admission, Breaker
from app.citizen.port import (
    SILENT,
    Answer,
    Call,
    Cancellation,
    Condition,
    Failure,
    FailureKind,
    Manifest,
    Query,
    RegisterError,
    Reply,
)
from app.clock import Clock

_log = logging.getLogger(__name__)

Fetch = Callable[[Query, Call], object]
Ping = Callable[[Call], None]
"""Asks the register's services about nobody; RegisterError from the first that fails."""

_MOST_STUCK: Final = 2
"""So many times `manifest.threads` may hang past their deadline and be replaced; then calls wait, and time out."""


_PROBE_SECONDS: Final = 6.0


class _Ticket:
    """One call on its way. `settle` is won once: by the worker, the timer or the cancellation."""

    def __init__(self, query: Query, call: Call, deliver: Callable[[Reply], None], *, given: float) -> None:
        self.query = query
        self.call = call
        self.deliver = deliver
        self.given = given
        self.admission = Admission.REFUSED
        self.sent = False
        self.back = False
        self.stuck = False
        self._settled = False
        self._lock = threading.Lock()

    @property
    def reference(self) -> str:
        return str(self.call.transaction)[:8]

    def settle(self) -> bool:
        with self._lock:
            first = not self._settled
            self._settled = True
            return first


class Gate:
    """`app.citizen.port.Register` around a blocking client. Threads start with the first call."""

    def __init__(self, manifest: Manifest, fetch: Fetch, ping: Ping, *, clock: Clock) -> None:
        self._manifest = manifest
        self._fetch = fetch
        self._ping = ping
        self._clock = clock
        self._breaker = Breaker(manifest.key, clock)
        self._lock = threading.Lock()
        self._work_to_do = threading.Condition(self._lock)
        self._deadlines_changed = threading.Condition(self._lock)
        self._waiting: deque[_Ticket] = deque()
        self._due: list[tuple[float, int, _Ticket]] = []
        self._order = itertools.count()
        self._workers = 0
        self._idle = 0
        self._stuck = 0
        self._timer: threading.Thread | None = None
        self._closed = False

    @property
    def manifest(self) -> Manifest:
        return self._manifest

    def submit(self, query: Query, call: Call, deliver: Callable[[Reply], None]) -> None:
        now = self._clock.monotonic()
        given = min(call.deadline - now, self._manifest.timeouts.total * self._manifest.steps)
        ticket = _Ticket(query, replace(call, deadline=now + given), deliver, given=given)
        with self._lock:
            if self._closed:
                return
            ticket.admission = self._breaker.admit()
            # A refused call is due at once: even "unavailable" arrives on a thread of the gate, never inside submit.
            due = now if ticket.admission is Admission.REFUSED else ticket.call.deadline
            heapq.heappush(self._due, (due, next(self._order), ticket))
            if ticket.admission is not Admission.REFUSED:
                self._waiting.append(ticket)
                self._start_worker_if_needed()
                self._work_to_do.notify()
            if self._timer is None:
                self._timer = self._start(self._keep_deadlines, "timer")
            self._deadlines_changed.notify()

    def condition(self) -> Condition:
        return self._breaker.condition()

    def probe(self, cancelled: Cancellation) -> bool:
        """Whether the register answers at all; nobody is asked about. Blocks whoever calls, for seconds at most."""
        call = Call(self._clock.monotonic() + _PROBE_SECONDS, "probe", uuid4(), cancelled)
        try:
            self._ping(call)
        except RegisterError as error:
            if cancelled.is_set():
                return False
            if error.kind in SILENT:
                reference = str(call.transaction)[:8]
                _log.info("%s: probe %s failed: %s", self._manifest.key, reference, error)
                self._breaker.unheard(error.kind, reference)
                return False
        self._breaker.heard()
        return True

    def close(self) -> None:
        """End the threads; calls under way are answered no more."""
        with self._lock:
            self._closed = True
            for _, _, ticket in self._due:
                ticket.settle()
            self._waiting.clear()
            self._due.clear()
            self._work_to_do.notify_all()
            self._deadlines_changed.notify_all()

    def _start(self, run: Callable[[], None], what: str) -> threading.Thread:
        thread = threading.Thread(target=run, name=f"{self._manifest.key}-{what}", daemon=True)
        thread.start()
        return thread

    def _start_worker_if_needed(self) -> None:
        """With the lock held. A stuck worker does not count, up to a bound."""
        most = self._manifest.threads + min(self._stuck, _MOST_STUCK * self._manifest.threads)
        if len(self._waiting) > self._idle and self._workers < most:
            self._workers += 1
            self._start(self._work, "worker")

    def _work(self) -> None:
        try:
            while (ticket := self._next()) is not None:
                self._serve(ticket)
        finally:
            with self._lock:
                self._workers -= 1
                # A receiver that raises ends its worker; whoever waits in the queue must not pay for it.
                if not self._closed:
                    self._start_worker_if_needed()

    def _next(self) -> _Ticket | None:
        with self._lock:
            while not self._waiting:
                if self._closed or self._workers > self._manifest.threads + self._stuck:
                    return None
                self._idle += 1
                try:
                    self._work_to_do.wait()
                finally:
                    self._idle -= 1
            return self._waiting.popleft()

    def _serve(self, ticket: _Ticket) -> None:
        result: Answer | FailureKind | None = None
        if self._still_wanted(ticket):
            ticket.sent = True
            result = self._ask(ticket)
        with self._lock:
            ticket.back = True
            if ticket.stuck:
                self._stuck -= 1
                # Its replacement may now be one too many, and asleep.
                self._work_to_do.notify_all()
        if ticket.call.cancelled.is_set():
            if ticket.settle():
                self._breaker.forget(ticket.admission)
                self._let_go(ticket)
        elif result is not None and ticket.settle():
            self._let_go(ticket)
            ticket.deliver(self._judged(ticket, result))

    def _let_go(self, ticket: _Ticket) -> None:
        """A settled call must not keep its look-up, and a citizen's answers, alive until its deadline."""
        with self._lock:
            self._due = [due for due in self._due if due[2] is not ticket]
            heapq.heapify(self._due)

    def _still_wanted(self, ticket: _Ticket) -> bool:
        return not ticket.call.cancelled.is_set() and self._clock.monotonic() < ticket.call.deadline

    def _ask(self, ticket: _Ticket) -> Answer | FailureKind:
        """The client's answer, after at most one retry; the client has said whether another try is harmless."""
        try:
            try:
                return self._answer(ticket)
            except RegisterError as error:
                if not (error.retriable and self._still_wanted(ticket)):
                    raise
                _log.info("%s: call %s is tried again (%s)", self._manifest.key, ticket.reference, error.kind)
            return self._answer(ticket)
        except RegisterError as error:
            _log.warning("%s: call %s failed: %s", self._manifest.key, ticket.reference, error)
            return error.kind
        except Exception as error:  # noqa: BLE001 - a client's bug must cost its section a message, never a thread
            at = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{PurePath(at.filename).name}:{at.lineno}"
            # The type and the place only: the text may quote the answer.
            _log.error(
                "%s: call %s broke on %s at %s", self._manifest.key, ticket.reference, type(error).__name__, place
            )
            return FailureKind.MALFORMED

    def _answer(self, ticket: _Ticket) -> Answer:
        return Answer(self._fetch(ticket.query, ticket.call), self._clock.now())

    def _judged(self, ticket: _Ticket, result: Answer | FailureKind) -> Reply:
        if isinstance(result, Answer):
            self._breaker.answered(ticket.admission)
            return result
        if result is FailureKind.TIMEOUT and ticket.given < self._manifest.timeouts.read:
            # The view had no more time; that says nothing about the register.
            self._breaker.forget(ticket.admission)
            return Failure(result, self._clock.now(), ticket.reference)
        return self._breaker.failed(ticket.admission, result, ticket.reference)

    def _keep_deadlines(self) -> None:
        try:
            while (ticket := self._next_due()) is not None:
                self._expire(ticket)
        finally:
            with self._lock:
                # Only a receiver that raises ends the loop before `close`; the others' deadlines must not pay for it.
                self._timer = None if self._closed else self._start(self._keep_deadlines, "timer")

    def _next_due(self) -> _Ticket | None:
        with self._lock:
            while not self._closed:
                left = self._due[0][0] - self._clock.monotonic() if self._due else None
                if left is not None and left <= 0:
                    return heapq.heappop(self._due)[2]
                self._deadlines_changed.wait(left)
            return None

    def _expire(self, ticket: _Ticket) -> None:
        with self._lock:
            if not ticket.settle():
                return
            if ticket.sent and not ticket.back:
                ticket.stuck = True
                self._stuck += 1
                self._start_worker_if_needed()
            elif ticket in self._waiting:
                self._waiting.remove(ticket)
        if ticket.call.cancelled.is_set():
            self._breaker.forget(ticket.admission)
        elif ticket.admission is Admission.REFUSED:
            ticket.deliver(self._breaker.refusal(ticket.reference))
        elif ticket.sent:
            _log.warning("%s: call %s was given up at its deadline", self._manifest.key, ticket.reference)
            ticket.deliver(self._judged(ticket, FailureKind.TIMEOUT))
        else:
            self._breaker.forget(ticket.admission)
            ticket.deliver(Failure(FailureKind.TIMEOUT, self._clock.now(), ticket.reference))
