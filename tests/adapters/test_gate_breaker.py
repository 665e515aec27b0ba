"""The breaker behind the gate: opens on silence alone, says since when, and lets one call through to try."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from datetime import timedelta
from queue import SimpleQueue
from uuid import uuid4

import pytest

from adapters.registers.breaker import OPEN_SECONDS, OPENS_AFTER
from app.citizen.port import (
    Answer,
    Call,
    Cancellation,
    Condition,
    Failure,
    FailureKind,
    Health,
)
from tests.adapters.clocks import ManualClock
from tests.adapters.gates import ASKED, MOMENT, Gates, Register


@pytest.fixture
def gates() -> Iterator[Gates]:
    made = Gates()
    yield made
    made.close()


@pytest.fixture
def register(gates: Gates) -> Register:
    return gates.register


@pytest.mark.parametrize("kind", [FailureKind.TIMEOUT, FailureKind.UNREACHABLE, FailureKind.UNAVAILABLE])
def test_the_breaker(register: Register, gates: Gates, kind: FailureKind, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "adapters.registers.breaker")
    clock = ManualClock()
    asker = gates.open(clock)
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


def test_an_open_breaker_answers_on_a_thread_of_the_gate(register: Register, gates: Gates) -> None:
    asker = gates.open(ManualClock())
    register.fail(FailureKind.UNREACHABLE)
    for _ in range(OPENS_AFTER):
        asker.failure()
    on: SimpleQueue[threading.Thread] = SimpleQueue()
    call = Call(asker.clock.monotonic() + 5, "az1", uuid4(), threading.Event())
    asker.gate.submit(ASKED, call, lambda reply: on.put(threading.current_thread()))
    assert on.get(timeout=10) is not threading.current_thread()


def test_one_probe_at_a_time_and_a_cancelled_one_does_not_count(register: Register, gates: Gates) -> None:
    clock = ManualClock()
    asker = gates.open(clock, threads=2)
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
def test_a_register_that_answers_badly_is_not_shut_off(register: Register, gates: Gates, kind: FailureKind) -> None:
    clock = ManualClock()
    asker = gates.open(clock)
    register.fail(kind)
    for _ in range(OPENS_AFTER + 3):
        assert asker.failure().kind is kind
    assert asker.gate.condition() == Condition(Health.FAILING, clock.now(), kind)


def test_somebody_else_in_the_registers_place_is_told_of_for_as_long_as_it_lasts(
    register: Register, gates: Gates
) -> None:
    clock = ManualClock()
    asker = gates.open(clock)
    register.fail(FailureKind.UNTRUSTED)
    for _ in range(OPENS_AFTER + 3):
        assert asker.failure().kind is FailureKind.UNTRUSTED
    assert register.count == OPENS_AFTER
    assert asker.gate.condition().health is Health.DOWN


def test_a_probe_that_is_answered_badly_closes_the_breaker(register: Register, gates: Gates) -> None:
    clock = ManualClock()
    asker = gates.open(clock)
    register.fail(FailureKind.UNREACHABLE)
    for _ in range(OPENS_AFTER):
        asker.failure()
    clock.advance(OPEN_SECONDS)
    register.fail(FailureKind.DENIED)
    for _ in range(3):
        assert asker.failure().kind is FailureKind.DENIED
    assert asker.gate.condition() == Condition(Health.FAILING, clock.now(), FailureKind.DENIED)


def test_not_found_is_an_answer_of_a_register_that_is_well(register: Register, gates: Gates) -> None:
    asker = gates.open(ManualClock())
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


def test_a_hurried_view_does_not_open_the_breaker(register: Register, gates: Gates) -> None:
    asker = gates.open(read=1.0)
    register.hang = True
    for _ in range(OPENS_AFTER + 1):
        assert asker.failure(seconds=0.03).kind is FailureKind.TIMEOUT
    assert asker.gate.condition().health is Health.UNKNOWN


def test_timeouts_given_by_the_timer_open_the_breaker(register: Register, gates: Gates) -> None:
    clock = ManualClock()
    asker = gates.open(clock, total=MOMENT, read=MOMENT, threads=4)
    register.hang = True
    for _ in range(OPENS_AFTER):
        asker.submit()
        register.calls.get(timeout=10)
        clock.advance(MOMENT)
        reply = asker.replies.get(timeout=10)
        assert isinstance(reply, Failure)
        assert reply.kind is FailureKind.TIMEOUT
    assert asker.gate.condition().health is Health.DOWN
