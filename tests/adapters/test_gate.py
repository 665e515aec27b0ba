"""The gate's promises: on time, exactly once, one retry, a breaker, and nobody pays for another's hang."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from queue import SimpleQueue
from uuid import UUID, uuid4

import pytest

from adapters.registers.breaker import OPEN_SECONDS, OPENS_AFTER
from adapters.registers.gate import Gate
from app.access.model import Section
from app.citizen.port import (
    AddressSearchQuery,
    Ages,
    Answer,
    Call,
    Cancellation,
    Condition,
    Failure,
    FailureKind,
    Health,
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
from tests.adapters.clocks import ManualClock

ASKED = PersonQuery(CprNumber("0701614038"))
SOON = 0.25
LATE = 2.0
"""Seconds after which a reply that was due at SOON has certainly waited for something it should not."""


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
        self._lock = threading.Lock()

    def fetch(self, query: Query, call: Call) -> object:
        with self._lock:
            self.count += 1
        self.calls.put(call)
        if self.hang:
            self.release.wait(30)
        return self.says(query, call)

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


@pytest.fixture
def register() -> Iterator[Register]:
    made = Register()
    yield made
    made.release.set()


@pytest.fixture
def opened(register: Register) -> Iterator[Callable[..., Asker]]:
    gates: list[Gate] = []

    def make(clock: Clock | None = None, **limits: float) -> Asker:
        chosen = clock or SystemClock()
        gate = Gate(manifest(**limits), register.fetch, clock=chosen)  # type: ignore[arg-type] # threads and steps are whole
        gates.append(gate)
        return Asker(gate, chosen)

    yield make
    register.release.set()
    for gate in gates:
        gate.close()


Opened = Callable[..., Asker]


def test_an_answer(register: Register, opened: Opened) -> None:
    clock = ManualClock()
    asker = opened(clock)
    before = threading.active_count()
    assert asker.gate.condition() == Condition(Health.UNKNOWN, clock.now())
    assert threading.active_count() == before
    assert asker.ask() == Answer("well", clock.now())
    assert asker.gate.condition() == Condition(Health.UP, clock.now())


def test_the_deadline_is_the_shorter_of_views_and_registers(register: Register, opened: Opened) -> None:
    clock = ManualClock()
    asker = opened(clock, total=2.0, steps=3)
    asker.ask(seconds=60)
    assert register.calls.get().deadline == clock.monotonic() + 6.0
    asker.ask(seconds=1.5)
    assert register.calls.get().deadline == clock.monotonic() + 1.5


def test_a_register_that_hangs_costs_its_deadline_and_no_more(register: Register, opened: Opened) -> None:
    asker = opened(threads=2)
    register.hang = True
    began = time.monotonic()
    for _ in range(8):
        asker.submit(seconds=SOON)
    for _ in range(8):
        reply = asker.replies.get(timeout=10)
        assert isinstance(reply, Failure)
        assert reply.kind is FailureKind.TIMEOUT
    assert SOON * 0.9 < time.monotonic() - began < LATE


def test_stuck_workers_are_replaced(register: Register, opened: Opened) -> None:
    asker = opened(threads=2, read=60)
    register.hang = True
    for _ in range(2):
        asker.submit(seconds=SOON)
    for _ in range(2):
        asker.replies.get(timeout=10)
    register.hang = False
    assert isinstance(asker.ask(), Answer)


def test_who_waits_behind_a_stuck_worker_is_served_when_it_is_given_up(register: Register, opened: Opened) -> None:
    asker = opened(threads=1, read=60)
    register.hang = True
    stuck = asker.submit(seconds=SOON)
    register.calls.get(timeout=10)
    register.hang = False
    asker.submit(seconds=30)
    first, second = asker.replies.get(timeout=10), asker.replies.get(timeout=10)
    assert isinstance(first, Failure)
    assert first.reference == str(stuck.transaction)[:8]
    assert isinstance(second, Answer)


def test_replacements_are_bounded_and_leave_when_the_stuck_come_back(register: Register, opened: Opened) -> None:
    asker = opened(threads=2, read=60)
    register.hang = True
    for _ in range(12):
        asker.ask(seconds=0.02)
    assert asker.gate._workers == 6
    register.hang = False
    assert asker.failure(seconds=0.05).kind is FailureKind.TIMEOUT
    register.release.set()
    for _ in range(20):
        assert isinstance(asker.ask(), Answer)
    assert asker.gate._stuck == 0


def test_a_late_answer_is_not_delivered_twice(register: Register, opened: Opened) -> None:
    asker = opened(threads=1, read=60)
    register.hang = True
    assert isinstance(asker.ask(seconds=0.05), Failure)
    register.hang = False
    register.release.set()
    assert isinstance(asker.ask(), Answer)
    assert asker.replies.empty()


def test_exactly_once_under_load(register: Register, opened: Opened) -> None:
    """Answers that land right at their deadlines: one reply each, whoever is first."""
    asker = opened(threads=4, total=0.02, read=60)

    def until_the_deadline(query: Query, call: Call) -> object:
        threading.Event().wait(max(0.0, call.deadline - time.monotonic()))
        return "just"

    register.says = until_the_deadline
    delivered: SimpleQueue[UUID] = SimpleQueue()
    for _ in range(300):
        call = Call(time.monotonic() + 60, "az1", uuid4(), threading.Event())
        asker.gate.submit(ASKED, call, lambda reply, id=call.transaction: delivered.put(id))  # type: ignore[misc] # noqa: A006 - bound early
    got = {delivered.get(timeout=10) for _ in range(300)}
    assert len(got) == 300
    assert delivered.empty()


def test_a_cancelled_call_delivers_nothing(register: Register, opened: Opened) -> None:
    asker = opened(threads=1)
    register.hang = True
    cancelled = Cancellation()
    asker.submit(cancelled=cancelled)
    asker.submit(cancelled=cancelled)
    register.calls.get(timeout=10)
    cancelled.set()
    register.release.set()
    register.hang = False
    assert isinstance(asker.ask(), Answer)
    assert asker.replies.empty()
    assert register.count == 2


def test_a_cancelled_call_delivers_no_timeout_either(register: Register, opened: Opened) -> None:
    asker = opened(threads=1, read=60)
    register.hang = True
    cancelled = threading.Event()
    asker.submit(seconds=0.05, cancelled=cancelled)
    cancelled.set()
    last = asker.submit(seconds=0.15)
    reply = asker.replies.get(timeout=10)
    assert isinstance(reply, Failure)
    assert reply.reference == str(last.transaction)[:8]
    assert asker.replies.empty()


@pytest.mark.parametrize(
    ("kind", "retriable", "asked"),
    [
        (FailureKind.UNREACHABLE, True, 2),
        (FailureKind.UNAVAILABLE, True, 2),
        (FailureKind.UNAVAILABLE, False, 1),
        (FailureKind.TIMEOUT, False, 1),
        (FailureKind.DENIED, False, 1),
        (FailureKind.WRONG_PERSON, False, 1),
    ],
)
def test_one_retry_at_most(register: Register, opened: Opened, kind: FailureKind, retriable: bool, asked: int) -> None:
    asker = opened()
    register.fail(kind, retriable=retriable)
    assert asker.failure().kind is kind
    assert register.count == asked


def test_a_retry_that_helps(register: Register, opened: Opened) -> None:
    asker = opened()

    def once(query: Query, call: Call) -> object:
        if register.count == 1:
            raise RegisterError(FailureKind.UNREACHABLE, retriable=True)
        return "second"

    register.says = once
    reply = asker.ask()
    assert isinstance(reply, Answer)
    assert reply.value == "second"
    assert asker.gate.condition().health is Health.UP


def test_no_retry_past_the_deadline(register: Register, opened: Opened) -> None:
    clock = ManualClock()
    asker = opened(clock, total=2.0)

    def slow(query: Query, call: Call) -> object:
        clock.advance(3)
        raise RegisterError(FailureKind.UNREACHABLE, retriable=True)

    register.says = slow
    asker.failure()
    assert register.count == 1


@pytest.mark.parametrize("kind", [FailureKind.TIMEOUT, FailureKind.UNREACHABLE, FailureKind.UNAVAILABLE])
def test_the_breaker(register: Register, opened: Opened, kind: FailureKind, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "adapters.registers.breaker")
    clock = ManualClock()
    asker = opened(clock)
    began = clock.now()
    register.fail(kind)
    first = asker.failure()
    for _ in range(OPENS_AFTER - 1):
        assert asker.gate.condition() == Condition(Health.FAILING, began, kind)
        clock.advance(1)
        assert asker.failure().since == began
    retry_at = clock.now() + timedelta(seconds=OPEN_SECONDS)
    assert asker.gate.condition() == Condition(Health.DOWN, began, kind, retry_at)

    for _ in range(5):
        clock.advance(1)
        assert asker.failure() == Failure(FailureKind.UNAVAILABLE, began, first.reference)
    assert register.count == OPENS_AFTER

    clock.advance(OPEN_SECONDS)
    assert asker.failure().kind is kind
    assert asker.failure().kind is FailureKind.UNAVAILABLE
    assert register.count == OPENS_AFTER + 1

    clock.advance(OPEN_SECONDS)
    register.says = lambda query, call: "well"
    assert isinstance(asker.ask(), Answer)
    assert isinstance(asker.ask(), Answer)
    assert asker.gate.condition() == Condition(Health.UP, clock.now())
    lines = [record.getMessage() for record in caplog.records if "breaker" in record.name]
    assert lines == [f"cpr is down ({kind}), first seen by call {first.reference}", "cpr answers again"]


def test_an_open_breaker_answers_on_a_thread_of_the_gate(register: Register, opened: Opened) -> None:
    asker = opened(ManualClock())
    register.fail(FailureKind.UNREACHABLE)
    for _ in range(OPENS_AFTER):
        asker.failure()
    on: SimpleQueue[threading.Thread] = SimpleQueue()
    call = Call(asker.clock.monotonic() + 5, "az1", uuid4(), threading.Event())
    asker.gate.submit(ASKED, call, lambda reply: on.put(threading.current_thread()))
    assert on.get(timeout=10) is not threading.current_thread()


def test_one_probe_at_a_time_and_a_cancelled_one_does_not_count(register: Register, opened: Opened) -> None:
    clock = ManualClock()
    asker = opened(clock, threads=2)
    register.fail(FailureKind.UNREACHABLE)
    for _ in range(OPENS_AFTER):
        asker.failure()
        register.calls.get()
    clock.advance(OPEN_SECONDS)
    register.hang = True
    cancelled = Cancellation()
    asker.submit(cancelled=cancelled)
    register.calls.get(timeout=10)
    assert asker.failure().kind is FailureKind.UNAVAILABLE
    cancelled.set()
    register.hang = False
    register.release.set()
    register.says = lambda query, call: "well"
    while not isinstance(asker.ask(), Answer):
        pass  # the cancelled probe is on its way back
    assert register.count == OPENS_AFTER + 2


@pytest.mark.parametrize("kind", [FailureKind.DENIED, FailureKind.MALFORMED, FailureKind.WRONG_PERSON])
def test_a_register_that_answers_badly_is_not_shut_off(register: Register, opened: Opened, kind: FailureKind) -> None:
    clock = ManualClock()
    asker = opened(clock)
    register.fail(kind)
    for _ in range(OPENS_AFTER + 3):
        assert asker.failure().kind is kind
    assert asker.gate.condition() == Condition(Health.FAILING, clock.now(), kind)


def test_a_probe_that_is_answered_badly_closes_the_breaker(register: Register, opened: Opened) -> None:
    clock = ManualClock()
    asker = opened(clock)
    register.fail(FailureKind.UNREACHABLE)
    for _ in range(OPENS_AFTER):
        asker.failure()
    clock.advance(OPEN_SECONDS)
    register.fail(FailureKind.DENIED)
    for _ in range(3):
        assert asker.failure().kind is FailureKind.DENIED
    assert asker.gate.condition() == Condition(Health.FAILING, clock.now(), FailureKind.DENIED)


def test_not_found_is_an_answer_of_a_register_that_is_well(register: Register, opened: Opened) -> None:
    asker = opened(ManualClock())
    register.fail(FailureKind.UNREACHABLE)
    for _ in range(OPENS_AFTER - 1):
        asker.failure()
    register.fail(FailureKind.NOT_FOUND)
    assert asker.failure().kind is FailureKind.NOT_FOUND
    assert asker.gate.condition().health is Health.UP
    register.fail(FailureKind.UNREACHABLE)
    for _ in range(OPENS_AFTER - 1):
        assert asker.failure().kind is FailureKind.UNREACHABLE
    assert asker.gate.condition().health is Health.FAILING


def test_a_hurried_view_does_not_open_the_breaker(register: Register, opened: Opened) -> None:
    asker = opened(read=1.0)
    register.hang = True
    for _ in range(OPENS_AFTER + 1):
        assert asker.failure(seconds=0.03).kind is FailureKind.TIMEOUT
    assert asker.gate.condition().health is Health.UNKNOWN


def test_timeouts_given_by_the_timer_open_the_breaker(register: Register, opened: Opened) -> None:
    asker = opened(total=0.05, read=0.04, threads=4)
    register.hang = True
    for _ in range(OPENS_AFTER):
        assert asker.failure().kind is FailureKind.TIMEOUT
    assert asker.gate.condition().health is Health.DOWN


def test_a_bug_in_a_client_costs_a_message_and_leaks_nothing(
    register: Register, opened: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    asker = opened(threads=1)

    def broken(query: Query, call: Call) -> object:
        raise LookupError(f"0701614038 Ane Madsen {query!r}")

    register.says = broken
    for _ in range(3):
        call = asker.submit()
        reply = asker.replies.get(timeout=10)
        assert isinstance(reply, Failure)
        assert (reply.kind, reply.reference) == (FailureKind.MALFORMED, str(call.transaction)[:8])
        assert reply.reference in caplog.text
    assert "LookupError at test_gate.py:" in caplog.text
    assert "0701614038" not in caplog.text
    assert "Ane" not in caplog.text


def test_every_failure_can_be_found_in_the_log(
    register: Register, opened: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    asker = opened(ManualClock())
    register.fail(FailureKind.WRONG_PERSON)
    assert asker.failure().reference in caplog.text


def test_a_receiver_that_raises_costs_nobody_else(
    register: Register, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised: SimpleQueue[object] = SimpleQueue()
    monkeypatch.setattr(threading, "excepthook", raised.put)
    asker = opened(threads=1, read=60)

    def refuse(reply: Reply) -> None:
        raise ValueError("receiver")

    for hang in (False, True):
        register.hang = hang
        asker.gate.submit(ASKED, Call(time.monotonic() + 0.1, "az1", uuid4(), threading.Event()), refuse)
        asker.submit(seconds=0.3)
        raised.get(timeout=10)
        assert isinstance(asker.replies.get(timeout=10), Failure if hang else Answer)
    register.hang = False
    register.release.set()
    assert isinstance(asker.ask(), Answer)


def test_one_gate_hanging_does_not_touch_another(register: Register, opened: Opened) -> None:
    hanging = opened(total=30.0)
    register.hang = True
    for _ in range(10):
        hanging.submit(seconds=30)
    well = Register()
    gate = Gate(manifest(), well.fetch, clock=SystemClock())
    asker = Asker(gate, SystemClock())
    began = time.monotonic()
    assert isinstance(asker.ask(query=AddressSearchQuery("x")), Answer)
    assert time.monotonic() - began < 1.0
    gate.close()


def test_close_ends_the_threads(register: Register, opened: Opened) -> None:
    before = set(threading.enumerate())
    asker = opened(threads=3)
    for _ in range(5):
        asker.ask()
    mine = set(threading.enumerate()) - before
    assert mine
    assert all(thread.daemon for thread in mine)
    asker.gate.close()
    for thread in mine:
        thread.join(10)
        assert not thread.is_alive()
    asker.submit()
    assert asker.replies.empty()
