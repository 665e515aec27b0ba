"""Away, offline and back again: told without a click, by asking as little as possible and nobody's name."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from app.citizen.port import SILENT, Cancellation, Condition, FailureKind, Health, RegisterKey
from app.sync.connection import Connection, ConnectionWatch, Reach
from tests.app.desk import StandingClock

CPR, BBR, ARCHIVE = RegisterKey.CPR, RegisterKey.BBR, RegisterKey.ARCHIVE


class FakeLine:
    """A register with its condition: `alive` answers probes, and `fail` is a call of somebody's that did not."""

    def __init__(self, clock: StandingClock, asked: list[str], name: str) -> None:
        self._clock, self._asked, self._name = clock, asked, name
        self.alive = True
        self.is_deaf_to_calls = False
        self._condition = Condition(Health.UNKNOWN, clock.now())
        self.during_probe: Callable[[Cancellation], object] | None = None

    def condition(self) -> Condition:
        return self._condition

    def probe(self, cancelled: Cancellation) -> bool:
        self._asked.append(self._name)
        if self.during_probe is not None:
            self.during_probe(cancelled)
        if not self.alive:
            if self._condition.health is not Health.DOWN:
                self.fail(FailureKind.UNREACHABLE)
        elif not self.is_deaf_to_calls:
            self._condition = Condition(Health.UP, self._clock.now())
        return self.alive

    def fail(self, kind: FailureKind, health: Health = Health.FAILING) -> None:
        goes_on = self._condition.kind in SILENT and kind in SILENT
        since = self._condition.since if goes_on else self._clock.now()
        self._condition = Condition(health, since, kind)

    def answer(self) -> None:
        self._condition = Condition(Health.UP, self._clock.now())


class Wires:
    """Registers on one network, and whoever watches them, looking every second as its thread does."""

    def __init__(self, keys: tuple[RegisterKey, ...] = tuple(RegisterKey)) -> None:
        self.clock = StandingClock()
        self.asked: list[str] = []
        self.lines = {key: FakeLine(self.clock, self.asked, key) for key in keys}
        self.role_age = timedelta()
        self.told: list[Connection] = []
        self.watch = ConnectionWatch(self.lines, self.clock, role_age=lambda: self.role_age, changed=self.told.append)

    def cut(self) -> None:
        for line in self.lines.values():
            line.alive = False

    def mend(self) -> None:
        for line in self.lines.values():
            line.alive = True

    def seconds(self, count: int) -> None:
        for _ in range(count):
            self.clock.advance(timedelta(seconds=1))
            self.watch.look()

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def offline(self) -> datetime:
        """Somebody's call fails, and the watch finds that nothing answers."""
        self.watch.look()
        self.seconds(60)
        self.cut()
        self.lines[CPR].fail(FailureKind.UNREACHABLE)
        since = self.now
        self.seconds(1)
        assert self.watch.current.reach is Reach.OFFLINE
        self.asked.clear()
        return since


@pytest.fixture
def wires() -> Wires:
    return Wires()


def test_a_start_with_a_network_costs_one_request(wires: Wires) -> None:
    wires.watch.look()
    wires.seconds(600)
    assert len(wires.asked) == 1
    assert wires.watch.current == Connection()
    assert wires.told == []


def test_a_start_without_a_network_is_offline_at_once(wires: Wires) -> None:
    wires.cut()
    wires.watch.look()
    assert wires.watch.current == Connection(Reach.OFFLINE, wires.now, frozenset(RegisterKey))


def test_one_register_away_is_told_with_its_time_and_the_network_is_asked_about_once(wires: Wires) -> None:
    wires.watch.look()
    wires.seconds(1)
    wires.asked.clear()
    wires.lines[BBR].alive = False
    wires.lines[BBR].fail(FailureKind.TIMEOUT)
    since = wires.now
    wires.seconds(1)
    assert wires.watch.current == Connection(Reach.PARTLY, since, frozenset({BBR}))
    assert wires.asked[0] == BBR
    assert len(wires.asked) == 2
    wires.seconds(600)
    assert wires.asked.count(BBR) == len(wires.asked) - 1, "nobody else is asked any more"


def test_a_call_that_failed_once_while_the_register_answers_is_no_outage(wires: Wires) -> None:
    wires.watch.look()
    wires.seconds(1)
    wires.asked.clear()
    wires.lines[CPR].is_deaf_to_calls = True
    wires.lines[CPR].fail(FailureKind.TIMEOUT)
    wires.seconds(600)
    assert wires.watch.current.reach is Reach.ONLINE
    assert wires.asked == [CPR], "asked once, not for ever"


def test_one_that_answers_probes_and_no_calls_is_away_once_its_breaker_is_open(wires: Wires) -> None:
    wires.watch.look()
    wires.lines[CPR].is_deaf_to_calls = True
    wires.lines[CPR].fail(FailureKind.TIMEOUT, Health.DOWN)
    wires.seconds(1)
    assert wires.watch.current.away == {CPR}
    wires.lines[CPR].answer()
    wires.seconds(1)
    assert wires.watch.current.reach is Reach.ONLINE


@pytest.mark.parametrize("kind", [FailureKind.DENIED, FailureKind.MALFORMED, FailureKind.WRONG_PERSON])
def test_one_that_says_no_or_nonsense_is_there(wires: Wires, kind: FailureKind) -> None:
    wires.watch.look()
    wires.seconds(1)
    wires.asked.clear()
    for line in wires.lines.values():
        line.fail(kind)
    wires.seconds(60)
    assert wires.watch.current.reach is Reach.ONLINE
    assert wires.asked == []


def test_nothing_answers_since_the_first_failure_and_all_is_well_seconds_after_it_does_again(wires: Wires) -> None:
    since = wires.offline()
    assert wires.watch.current == Connection(Reach.OFFLINE, since, frozenset(RegisterKey))
    wires.seconds(3600)
    assert wires.watch.current.since == since
    wires.mend()
    wires.seconds(31)
    assert wires.watch.current == Connection()


def test_while_nothing_answers_one_register_at_a_time_is_asked_less_and_less(wires: Wires) -> None:
    wires.offline()
    asked_at = []
    for second in range(1, 130):
        wires.seconds(1)
        asked_at += [second] * len(wires.asked)
        wires.asked.clear()
    gaps = [later - earlier for earlier, later in pairwise(asked_at)]
    assert asked_at[0] == 5
    assert gaps == [10, 20, 30, 30, 30]


def test_each_is_asked_in_its_turn_so_that_none_hides_the_others_return(wires: Wires) -> None:
    wires.offline()
    wires.seconds(300)
    assert set(wires.asked) == set(RegisterKey)
    wires.lines[ARCHIVE].alive = True
    wires.seconds(240)
    assert wires.watch.current.reach is Reach.PARTLY
    assert ARCHIVE not in wires.watch.current.away


def test_a_call_that_gets_through_says_it_before_any_probe(wires: Wires) -> None:
    wires.offline()
    wires.lines[CPR].answer()
    wires.seconds(1)
    assert wires.watch.current.reach is Reach.PARTLY
    assert CPR not in wires.watch.current.away


def test_a_new_outage_begins_politely_quick_again(wires: Wires) -> None:
    wires.offline()
    wires.seconds(200)
    wires.mend()
    wires.seconds(31)
    wires.cut()
    wires.lines[CPR].fail(FailureKind.UNREACHABLE)
    wires.seconds(1)
    wires.asked.clear()
    wires.seconds(5)
    assert len(wires.asked) == 1


@pytest.mark.parametrize("jump", [timedelta(hours=26), -timedelta(hours=26)])
def test_a_clock_set_anew_neither_hurries_nor_stops_the_probes(wires: Wires, jump: timedelta) -> None:
    wires.offline()
    wires.clock._now += jump
    wires.seconds(34)
    assert len(wires.asked) == 2


@pytest.mark.parametrize("hours", [8, 72])
def test_hours_without_a_network(wires: Wires, hours: int) -> None:
    since = wires.offline()
    began = wires.now
    for _ in range(hours * 120):
        wires.clock.advance(timedelta(seconds=30))
        wires.role_age = wires.now - began
        wires.watch.look()
    current = wires.watch.current
    assert (current.reach, current.since, current.roles_expired) == (Reach.OFFLINE, since, hours > 12)
    assert len(wires.asked) <= hours * 121
    wires.mend()
    wires.role_age = timedelta()
    wires.seconds(31)
    assert wires.watch.current == Connection()


def test_every_change_is_told_once(wires: Wires) -> None:
    wires.offline()
    wires.mend()
    wires.seconds(60)
    assert [connection.reach for connection in wires.told] == [Reach.OFFLINE, Reach.ONLINE]


def test_the_thread_ends_in_the_middle_of_a_probe() -> None:
    wires = Wires((CPR,))
    under_way = threading.Event()

    def hang(cancelled: Cancellation) -> None:
        under_way.set()
        assert cancelled.wait(10)

    wires.lines[CPR].during_probe = hang
    wires.watch.start()
    assert under_way.wait(10)
    wires.watch.stop()
    assert not wires.watch._thread.is_alive()
