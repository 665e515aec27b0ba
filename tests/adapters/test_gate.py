"""The gate's promises: on time, exactly once, one retry, and nobody pays for another's hang."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from queue import SimpleQueue
from uuid import UUID, uuid4

import pytest

from adapters.registers.gate import Gate
from app.citizen.port import (
    AddressSearchQuery,
    Answer,
    Call,
    Cancellation,
    Condition,
    Failure,
    FailureKind,
    Health,
    Query,
    RegisterError,
    RegisterKey,
    Reply,
)
from app.clock import SystemClock
from tests.adapters.clocks import ManualClock
from tests.adapters.gates import ASKED, LATE, MOMENT, SOON, Asker, Gates, Register, manifest


@pytest.fixture
def gates() -> Iterator[Gates]:
    made = Gates()
    yield made
    made.close()


@pytest.fixture
def register(gates: Gates) -> Register:
    return gates.register


def threads_since(before: set[threading.Thread]) -> set[threading.Thread]:
    """The gate's; those of other tests come to their end when they like."""
    return {thread for thread in set(threading.enumerate()) - before if thread.name.startswith(RegisterKey.CPR)}


def test_an_answer(register: Register, gates: Gates) -> None:
    clock = ManualClock()
    asker = gates.open(clock)
    before = set(threading.enumerate())
    assert asker.gate.condition() == Condition(Health.UNKNOWN, clock.now())
    assert threads_since(before) == set()
    assert asker.ask() == Answer("well", clock.now())
    assert asker.gate.condition() == Condition(Health.UP, clock.now())


def test_the_deadline_is_the_shorter_of_views_and_registers(register: Register, gates: Gates) -> None:
    clock = ManualClock()
    asker = gates.open(clock, total=2.0, steps=3)
    asker.ask(seconds=60)
    assert register.calls.get().deadline == clock.monotonic() + 6.0
    asker.ask(seconds=1.5)
    assert register.calls.get().deadline == clock.monotonic() + 1.5


def test_a_register_that_hangs_costs_its_deadline_and_no_more(register: Register, gates: Gates) -> None:
    asker = gates.open(threads=2)
    register.hang = True
    began = time.monotonic()
    for _ in range(8):
        asker.submit(seconds=SOON)
    for _ in range(8):
        reply = asker.replies.get(timeout=10)
        assert isinstance(reply, Failure)
        assert reply.kind is FailureKind.TIMEOUT
    assert SOON * 0.9 < time.monotonic() - began < LATE


def test_stuck_workers_are_replaced(register: Register, gates: Gates) -> None:
    clock = ManualClock()
    asker = gates.open(clock, threads=2, read=60)
    register.hang = True
    for _ in range(2):
        asker.submit(seconds=MOMENT)
        register.calls.get(timeout=10)
    clock.advance(MOMENT)
    for _ in range(2):
        asker.replies.get(timeout=10)
    register.hang = False
    assert isinstance(asker.ask(), Answer)


def test_who_waits_behind_a_stuck_worker_is_served_when_it_is_given_up(register: Register, gates: Gates) -> None:
    clock = ManualClock()
    asker = gates.open(clock, threads=1, read=60)
    register.hang = True
    stuck = asker.submit(seconds=MOMENT)
    register.calls.get(timeout=10)
    register.hang = False
    asker.submit(seconds=30)
    clock.advance(MOMENT)
    first, second = asker.replies.get(timeout=10), asker.replies.get(timeout=10)
    assert isinstance(first, Failure)
    assert first.reference == str(stuck.transaction)[:8]
    assert isinstance(second, Answer)


def test_replacements_are_bounded_and_leave_when_the_stuck_come_back(register: Register, gates: Gates) -> None:
    began, never, clock = time.monotonic(), threading.Event(), ManualClock()
    asker = gates.open(clock, threads=2, read=60)
    register.hang = True
    for number in range(12):
        asker.submit(seconds=MOMENT)
        if number < 6:
            register.calls.get(timeout=10)
        clock.advance(MOMENT)
        asker.replies.get(timeout=10)
    assert asker.gate._workers == register.count == 6
    register.hang = False
    asker.submit(seconds=MOMENT)
    clock.advance(MOMENT)
    reply = asker.replies.get(timeout=10)
    assert isinstance(reply, Failure)
    assert reply.kind is FailureKind.TIMEOUT
    register.release.set()
    while asker.gate._stuck or asker.gate._workers > 2:
        never.wait(0.005)
        assert time.monotonic() < began + 10
    assert isinstance(asker.ask(), Answer)


def test_a_late_answer_is_not_delivered_twice(register: Register, gates: Gates) -> None:
    asker = gates.open(threads=1, read=60)
    register.hang = True
    assert isinstance(asker.ask(seconds=0.05), Failure)
    register.hang = False
    register.release.set()
    assert isinstance(asker.ask(), Answer)
    assert asker.replies.empty()


def test_exactly_once_under_load(register: Register, gates: Gates) -> None:
    """Answers that land right at their deadlines: one reply each, whoever is first."""
    asker = gates.open(threads=4, total=0.02, read=60)

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


def test_a_cancelled_call_delivers_nothing(register: Register, gates: Gates) -> None:
    asker = gates.open(threads=1)
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


def test_a_cancelled_call_delivers_no_timeout_either(register: Register, gates: Gates) -> None:
    clock = ManualClock()
    asker = gates.open(clock, threads=1, read=60)
    register.hang = True
    cancelled = threading.Event()
    asker.submit(seconds=MOMENT, cancelled=cancelled)
    register.calls.get(timeout=10)
    cancelled.set()
    last = asker.submit(seconds=2 * MOMENT)
    clock.advance(2 * MOMENT)
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
def test_one_retry_at_most(register: Register, gates: Gates, kind: FailureKind, retriable: bool, asked: int) -> None:
    asker = gates.open()
    register.fail(kind, retriable=retriable)
    assert asker.failure().kind is kind
    assert register.count == asked


def test_a_retry_that_helps(register: Register, gates: Gates) -> None:
    asker = gates.open()

    def once(query: Query, call: Call) -> object:
        if register.count == 1:
            raise RegisterError(FailureKind.UNREACHABLE, retriable=True)
        return "second"

    register.says = once
    reply = asker.ask()
    assert isinstance(reply, Answer)
    assert reply.value == "second"
    assert asker.gate.condition().health is Health.UP


def test_no_retry_past_the_deadline(register: Register, gates: Gates) -> None:
    clock = ManualClock()
    asker = gates.open(clock, total=2.0)

    def slow(query: Query, call: Call) -> object:
        clock.advance(3)
        raise RegisterError(FailureKind.UNREACHABLE, retriable=True)

    register.says = slow
    asker.failure()
    assert register.count == 1


def test_a_bug_in_a_client_costs_a_message_and_leaks_nothing(
    register: Register, gates: Gates, caplog: pytest.LogCaptureFixture
) -> None:
    asker = gates.open(threads=1)

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
    register: Register, gates: Gates, caplog: pytest.LogCaptureFixture
) -> None:
    asker = gates.open(ManualClock())
    register.fail(FailureKind.WRONG_PERSON)
    assert asker.failure().reference in caplog.text


def test_a_receiver_that_raises_costs_nobody_else(
    register: Register, gates: Gates, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised: SimpleQueue[object] = SimpleQueue()
    monkeypatch.setattr(threading, "excepthook", raised.put)
    clock = ManualClock()
    asker = gates.open(clock, threads=1, read=60)

    queued = threading.Event()

    def refuse(reply: Reply) -> None:
        queued.wait(10)
        raise ValueError("receiver")

    for hang in (False, True):
        register.hang = hang
        queued.clear()
        asker.gate.submit(ASKED, Call(clock.monotonic() + MOMENT, "az1", uuid4(), threading.Event()), refuse)
        asker.submit(seconds=2 * MOMENT)
        queued.set()
        if hang:
            clock.advance(2 * MOMENT)
        raised.get(timeout=10)
        assert isinstance(asker.replies.get(timeout=10), Failure if hang else Answer)
    register.hang = False
    register.release.set()
    assert isinstance(asker.ask(), Answer)


def test_one_gate_hanging_does_not_touch_another(register: Register, gates: Gates) -> None:
    hanging = gates.open(total=30.0)
    register.hang = True
    for _ in range(10):
        hanging.submit(seconds=30)
    well = Register()
    gate = Gate(manifest(), well.fetch, well.ping, clock=SystemClock())
    asker = Asker(gate, SystemClock())
    began = time.monotonic()
    assert isinstance(asker.ask(query=AddressSearchQuery("x")), Answer)
    assert time.monotonic() - began < LATE
    gate.close()


def test_close_ends_the_threads(register: Register, gates: Gates) -> None:
    before = set(threading.enumerate())
    asker = gates.open(threads=3)
    for _ in range(5):
        asker.ask()
    mine = threads_since(before)
    assert mine
    assert all(thread.daemon for thread in mine)
    asker.gate.close()
    for thread in mine:
        thread.join(10)
        assert not thread.is_alive()
    asker.submit()
    assert asker.replies.empty()
