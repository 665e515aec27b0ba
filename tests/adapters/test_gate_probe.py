"""A register asked about nobody: its answer lets calls through again where it was away, and hides no failing call."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from adapters.registers.breaker import OPEN_SECONDS, OPENS_AFTER
from app.citizen.port import Answer, Cancellation, FailureKind, Health
from tests.adapters.clocks import ManualClock
from tests.adapters.gates import Asker, Gates


class Bench:
    def __init__(self, gates: Gates) -> None:
        self.clock = ManualClock()
        self.register = gates.register
        self.asker: Asker = gates.open(self.clock)

    def is_now(self, health: Health) -> bool:
        return self.asker.gate.condition().health is health

    def probe(self) -> bool:
        return self.asker.gate.probe(Cancellation())

    def silence(self, kind: FailureKind | None) -> None:
        """Calls and probes alike, or neither."""
        self.register.silence = kind
        if kind is None:
            self.register.says = lambda query, call: "well"
        else:
            self.register.fail(kind)

    def down(self, kind: FailureKind = FailureKind.UNREACHABLE) -> None:
        self.silence(kind)
        for _ in range(OPENS_AFTER):
            self.asker.failure()
        assert self.is_now(Health.DOWN)


@pytest.fixture
def bench() -> Iterator[Bench]:
    gates = Gates()
    yield Bench(gates)
    gates.close()


def test_a_register_that_nobody_has_asked_is_known_by_its_probe(bench: Bench) -> None:
    assert bench.is_now(Health.UNKNOWN)
    assert bench.probe()
    assert bench.is_now(Health.UP)
    assert bench.register.count == 0


@pytest.mark.parametrize("kind", [FailureKind.TIMEOUT, FailureKind.UNREACHABLE, FailureKind.UNAVAILABLE])
def test_probes_that_go_unanswered_open_the_breaker_as_calls_do(bench: Bench, kind: FailureKind) -> None:
    bench.register.silence = kind
    began = bench.clock.now()
    for _ in range(OPENS_AFTER):
        assert not bench.probe()
        bench.clock.advance(1)
    condition = bench.asker.gate.condition()
    assert (condition.health, condition.kind, condition.since) == (Health.DOWN, kind, began)


@pytest.mark.parametrize("kind", [FailureKind.DENIED, FailureKind.MALFORMED, FailureKind.TOO_LARGE])
def test_whoever_says_no_or_nonsense_answers(bench: Bench, kind: FailureKind) -> None:
    bench.register.silence = kind
    assert bench.probe()
    assert bench.is_now(Health.UP)


def test_calls_go_out_as_soon_as_a_probe_is_answered_again(bench: Bench) -> None:
    bench.down()
    assert not bench.probe()
    bench.silence(None)
    assert bench.probe()
    assert bench.is_now(Health.UP)
    assert isinstance(bench.asker.ask(), Answer)


def test_the_first_call_that_fails_after_that_closes_the_way_at_once(bench: Bench) -> None:
    bench.down(FailureKind.TIMEOUT)
    assert not bench.probe()
    bench.register.silence = None
    assert bench.probe()
    before = bench.register.count
    bench.asker.failure()
    assert bench.is_now(Health.DOWN)
    assert bench.register.count == before + 1


def test_after_a_good_call_it_takes_as_many_failures_as_ever(bench: Bench) -> None:
    bench.down()
    assert not bench.probe()
    bench.silence(None)
    assert bench.probe()
    bench.asker.ask()
    bench.register.fail(FailureKind.TIMEOUT)
    bench.asker.failure()
    assert bench.is_now(Health.FAILING)


def test_a_probe_that_was_always_answered_says_nothing_about_calls_that_fail(bench: Bench) -> None:
    bench.register.fail(FailureKind.TIMEOUT)
    bench.asker.failure()
    assert bench.probe()
    assert bench.is_now(Health.FAILING)
    for _ in range(OPENS_AFTER - 1):
        bench.asker.failure()
    assert bench.probe()
    assert bench.is_now(Health.DOWN)


def test_an_unanswered_probe_does_not_put_off_the_call_that_may_try(bench: Bench) -> None:
    bench.down()
    retry_at = bench.asker.gate.condition().retry_at
    bench.clock.advance(OPEN_SECONDS / 2)
    assert not bench.probe()
    assert bench.asker.gate.condition().retry_at == retry_at


def test_a_probe_broken_off_says_nothing(bench: Bench) -> None:
    bench.register.silence = FailureKind.TIMEOUT
    cancelled = Cancellation()
    cancelled.set()
    assert not bench.asker.gate.probe(cancelled)
    assert bench.is_now(Health.UNKNOWN)
