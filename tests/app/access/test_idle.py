"""The desk locks after idle, whatever is done to the computer's clock, and after a sleep of any length."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.access.idle import IdleWatch

LIMIT = timedelta(minutes=5)


class TwoClocks:
    """Each can be moved by itself: a sleep stops the monotonic one, or neither."""

    def __init__(self) -> None:
        self.wall = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
        self.ticks = 1000.0

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.ticks


class Sitting:
    """Somebody at the desk, whose watch is asked every second as the window does."""

    def __init__(self) -> None:
        self.clock = TwoClocks()
        self.watch = IdleWatch(self.clock, LIMIT)

    def second(self) -> bool:
        self.clock.wall += timedelta(seconds=1)
        self.clock.ticks += 1
        return self.watch.is_due()

    def seconds_until_due(self, most: int = 400) -> int | None:
        return next((second for second in range(1, most) if self.second()), None)


@pytest.fixture
def sitting() -> Sitting:
    return Sitting()


def test_nobody_for_five_minutes_locks_and_not_a_second_before(sitting: Sitting) -> None:
    assert sitting.seconds_until_due() == LIMIT.total_seconds()


def test_every_touch_begins_the_time_anew(sitting: Sitting) -> None:
    for _ in range(10):
        assert not any(sitting.second() for _ in range(290))
        sitting.watch.touch()


def test_the_limit_can_be_set_while_it_runs(sitting: Sitting) -> None:
    sitting.watch.limit = timedelta(minutes=1)
    assert sitting.seconds_until_due() == 60


@pytest.mark.parametrize("hours", [26, -26, 1, -1])
def test_a_clock_set_anew_locks_and_never_postpones(sitting: Sitting, hours: int) -> None:
    assert not any(sitting.second() for _ in range(100))
    sitting.clock.wall += timedelta(hours=hours)
    assert sitting.second()


@pytest.mark.parametrize("hours", [26, -26])
def test_a_clock_set_anew_unseen_between_two_looks_postpones_nothing(sitting: Sitting, hours: int) -> None:
    """In steps too small to tell: the other clock counts on."""
    step = timedelta(hours=hours) / 93_600

    def second() -> bool:
        sitting.clock.wall += step
        return sitting.second()

    assert any(second() for _ in range(round(LIMIT.total_seconds())))


@pytest.mark.parametrize("asleep", [timedelta(seconds=3), timedelta(minutes=1), timedelta(hours=8), timedelta(days=4)])
def test_a_sleep_that_stops_the_monotonic_clock_locks_however_short(sitting: Sitting, asleep: timedelta) -> None:
    sitting.clock.wall += asleep
    assert sitting.second()


@pytest.mark.parametrize("asleep", [timedelta(minutes=1), timedelta(hours=8)])
def test_a_sleep_through_which_both_clocks_run_locks(sitting: Sitting, asleep: timedelta) -> None:
    sitting.clock.wall += asleep
    sitting.clock.ticks += asleep.total_seconds()
    assert sitting.second()


def test_a_sleep_in_which_the_clock_was_set_back_by_as_much_locks(sitting: Sitting) -> None:
    sitting.clock.wall -= timedelta(hours=26)
    sitting.clock.ticks += timedelta(hours=8).total_seconds()
    assert sitting.second()


def test_the_key_that_wakes_the_computer_does_not_keep_it_open(sitting: Sitting) -> None:
    sitting.clock.wall += timedelta(hours=8)
    sitting.watch.touch()
    assert sitting.second()
    assert sitting.second(), "it stays due until somebody begins anew"
    sitting.watch.begin()
    assert not sitting.second()


def test_summer_time_ends_without_a_lock(sitting: Sitting) -> None:
    """The watch counts instants: the night the hour is had twice is like any other."""
    for _ in range(40):
        assert not any(sitting.second() for _ in range(200))
        sitting.watch.touch()


def test_a_busy_second_and_a_clock_put_right_by_one_are_no_sleep(sitting: Sitting) -> None:
    sitting.clock.wall += timedelta(seconds=1)
    assert not sitting.second()
    sitting.clock.wall += timedelta(seconds=20)
    sitting.clock.ticks += 20
    assert not sitting.second()
