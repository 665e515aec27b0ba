"""A blocking client that does what it is told, and somebody who asks it through a gate."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from queue import SimpleQueue
from uuid import uuid4

from adapters.registers.gate import Gate
from app.access.model import Section
from app.citizen.port import (
    Ages,
    Call,
    Failure,
    FailureKind,
    Manifest,
    PersonQuery,
    Query,
    RegisterError,
    RegisterKey,
    Reply,
    Timeouts,
)
from app.clock import Clock, SystemClock
from app.cpr import CprNumber

ASKED = PersonQuery(CprNumber("0701614038"))
SOON = 0.25
LATE = 10.0
"""Seconds after which a reply that was due at SOON has certainly waited for something it should not: what hangs, hangs
three times as long."""
MOMENT = 0.05
"""On a clock that stands still the gate's timer looks as often, and finds a deadline passed once the clock is moved."""


def manifest(*, total: float = 5.0, threads: int = 2, steps: int = 1, read: float = 0.1) -> Manifest:
    return Manifest(
        key=RegisterKey.CPR,
        title="CPR",
        owner="test",
        legal_basis="test",
        sections=frozenset({Section.PERSON}),
        ages=Ages(timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=3)),
        timeouts=Timeouts(connect=0.1, read=read, total=total),
        threads=threads,
        steps=steps,
    )


class Register:
    """A blocking client that does what it is told; a call for which `hang` is set waits until `release`."""

    def __init__(self) -> None:
        self.says: Callable[[Query, Call], object] = lambda query, call: "well"
        self.hang = False
        self.release = threading.Event()
        self.calls: SimpleQueue[Call] = SimpleQueue()
        self.count = 0
        self.pings = 0
        self.silence: FailureKind | None = None
        self._lock = threading.Lock()

    def fetch(self, query: Query, call: Call) -> object:
        with self._lock:
            self.count += 1
        self.calls.put(call)
        if self.hang:
            self.release.wait(30)
        return self.says(query, call)

    def ping(self, call: Call) -> None:
        self.pings += 1
        if self.silence is not None:
            raise RegisterError(self.silence)

    def fail(self, kind: FailureKind, *, retriable: bool = False) -> None:
        def refuse(query: Query, call: Call) -> object:
            raise RegisterError(kind, retriable=retriable)

        self.says = refuse


class Asker:
    """Submits, and keeps what is delivered with the moment it came."""

    def __init__(self, gate: Gate, clock: Clock) -> None:
        self.gate = gate
        self.clock = clock
        self.replies: SimpleQueue[Reply] = SimpleQueue()

    def submit(self, *, seconds: float = 5.0, query: Query = ASKED, cancelled: threading.Event | None = None) -> Call:
        call = Call(self.clock.monotonic() + seconds, "az1", uuid4(), cancelled or threading.Event())
        self.gate.submit(query, call, self.replies.put)
        return call

    def ask(self, *, seconds: float = 5.0, query: Query = ASKED) -> Reply:
        self.submit(seconds=seconds, query=query)
        return self.replies.get(timeout=10)

    def failure(self, *, seconds: float = 5.0) -> Failure:
        reply = self.ask(seconds=seconds)
        assert isinstance(reply, Failure)
        return reply


class Gates:
    """Opens gates before one client, and closes them all."""

    def __init__(self) -> None:
        self.register = Register()
        self._opened: list[Gate] = []

    def open(
        self, clock: Clock | None = None, *, total: float = 5.0, threads: int = 2, steps: int = 1, read: float = 0.1
    ) -> Asker:
        chosen = clock or SystemClock()
        limits = manifest(total=total, threads=threads, steps=steps, read=read)
        gate = Gate(limits, self.register.fetch, self.register.ping, clock=chosen)
        self._opened.append(gate)
        return Asker(gate, chosen)

    def close(self) -> None:
        self.register.release.set()
        for gate in self._opened:
            gate.close()
