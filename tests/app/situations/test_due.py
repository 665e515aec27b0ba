"""The last day of a deadline: each law's own way of counting, and no day where something is not known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import msgspec
import pytest

from app.facts.model import Fact, Facts
from app.situations.detect import happened_on
from app.situations.due import Counted, Event, due
from app.situations.tasks import Deadline
from tests.app.situations.citizen_states import TODAY
from tests.app.situations.shipped import SITUATIONS, guide

MOVED = date(2026, 11, 22)
"""A Sunday."""
KEYED = {situation.key: situation for situation in SITUATIONS}


@pytest.mark.parametrize(
    ("way", "day", "last"),
    [
        ({"days": 5}, MOVED, date(2026, 11, 27)),
        ({"days": 5}, date(2026, 12, 22), date(2026, 12, 27)),  # second Christmas Day and a Sunday count
        ({"weeks": 4}, MOVED, date(2026, 12, 20)),  # ends on a Sunday, as no ground here moves it
        ({"months": 6}, date(2026, 5, 22), date(2026, 11, 22)),
        ({"months": 6}, date(2026, 8, 31), date(2027, 2, 28)),
        ({"months": 3}, date(2026, 11, 30), date(2027, 2, 28)),
        ({"months": 1}, date(2027, 12, 31), date(2028, 1, 31)),
        ({"months": 1}, date(2028, 1, 30), date(2028, 2, 29)),
        ({"working_days": 7}, date(2026, 12, 23), date(2027, 1, 5)),  # Christmas, New Year's Day and weekends out
        ({"working_days": 1}, date(2026, 11, 27), date(2026, 11, 30)),
        ({"month_end": True}, date(2027, 2, 1), date(2027, 2, 28)),
        ({"month_end": True}, date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_the_last_day_is_counted_as_the_law_counts(way: Mapping[str, int], day: date, last: date) -> None:
    counted = msgspec.convert({"from": "flytning", **way}, Counted)
    assert counted.last_day(day) == last
    assert due(counted, {Event.MOVE: day}) == last


def test_a_day_the_municipality_keeps_shut_is_no_working_day() -> None:
    counted = Counted(since=Event.REQUEST, working_days=1)
    assert counted.last_day(date(2026, 12, 23), shut=[date(2026, 12, 24)]) == date(2026, 12, 28)


def test_without_the_counting_or_the_day_it_counts_from_there_is_no_day() -> None:
    assert due(None, {Event.MOVE: MOVED}) is None
    assert due(Counted(since=Event.MOVE, days=5), {Event.DEATH: MOVED}) is None


@pytest.mark.parametrize("units", [{}, {"days": 5, "weeks": 1}, {"days": 0}, {"days": -5}])
def test_a_deadline_counts_in_one_unit(units: Mapping[str, int]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"from": "flytning", **units}, Counted)


# When it happened


def test_a_register_s_day_counts_where_it_shows_the_situation() -> None:
    moved = [Fact("flytning_retning", "ind", "cpr"), Fact("flyttet_dato", MOVED, "cpr")]
    known = happened_on(KEYED["flytning-ind"], Facts.of([*moved, Fact("flyttet_dage", 3, "cpr")]), TODAY)
    assert known == Fact("flyttet_dato", MOVED, "cpr")


def test_an_earlier_move_in_the_register_is_not_the_one_the_citizen_tells_of() -> None:
    long_ago = [
        Fact("flytning_retning", "ind", "cpr"),
        Fact("flyttet_dato", date(2019, 5, 1), "cpr"),
        Fact("flyttet_dage", 2760, "cpr"),
    ]
    assert happened_on(KEYED["flytning-ind"], Facts.of(long_ago), TODAY) is None


def test_days_since_become_the_day() -> None:
    widowed = [Fact("civilstand", "enke", "cpr"), Fact("civilstand_dage", 20, "cpr")]
    known = happened_on(KEYED["enke"], Facts.of(widowed), TODAY)
    assert known == Fact("civilstand_dage", TODAY - timedelta(20), "cpr")


@pytest.mark.parametrize("key", ["doedsfald", "flytte-fra-hinanden", "job-mistet"])
def test_what_may_mean_more_than_one_day_or_counts_nothing_is_left_to_whoever_asks(key: str) -> None:
    facts = Facts.of(
        [
            Fact("paaroerende_doed_dage", 3, "cpr"),
            Fact("har_aegtefaelle", value=True, source="cpr"),
            Fact("aegtefaelle_samme_adresse", value=False, source="cpr"),
            Fact("flyttet_dage", 3, "cpr"),
            Fact("flyttet_dato", MOVED, "cpr"),
        ]
    )
    assert happened_on(KEYED[key], facts, TODAY) is None


def test_a_day_that_is_not_registered_is_none() -> None:
    facts = [Fact("dage_til_pensionsalder", 100, "cpr"), Fact("pensionsalder_dato", None, "cpr")]
    assert happened_on(KEYED["pensionsalder"], Facts.of(facts), TODAY) is None
    assert happened_on(KEYED["pensionsalder"], Facts.of(facts[:1]), TODAY) is None


# What ships


def test_the_shipped_deadlines_that_count_have_their_ground_and_say_the_same_in_words() -> None:
    numbers = {"days": "{} dage", "working_days": "{} arbejdsdage", "weeks": "{} uger"}
    seen = set()
    own = [touch.deadline for situation in SITUATIONS for touch in situation.touches]
    for deadline in (*(task.deadline for task in guide()), *own):
        if deadline is None or deadline.counted is None:
            continue
        counted = deadline.counted
        seen.add(counted.since)
        assert deadline.ground, deadline.text
        assert deadline.source, deadline.text
        assert deadline.days is None, deadline.text
        said = [form.format(getattr(counted, unit)) for unit, form in numbers.items() if getattr(counted, unit)]
        said += [f"{counted.months} måneder" if counted.months > 1 else "en måned"] if counted.months else []
        said += ["sidste dag i den måned"] if counted.month_end else []
        assert all(words in deadline.text for words in said), deadline.text
    assert seen == set(Event)


def test_a_shipped_number_that_nobody_counts_stands_in_the_words_with_its_unit() -> None:
    units = {"days": "dage", "weekdays": "hverdage", "hours": "timer"}
    numbers = 0
    for deadline in filter(None, (task.deadline for task in guide())):
        for field, unit in units.items():
            number = getattr(deadline, field)
            if number is not None:
                numbers += 1
                assert f"{number} {unit}" in deadline.text
    assert numbers
    with pytest.raises(msgspec.ValidationError, match="one unit"):
        msgspec.convert({"text": "x", "source": "x", "days": 1, "hours": 24}, Deadline)


def test_a_situation_that_happened_on_a_day_touches_a_task_that_counts_from_it() -> None:
    tasks = {task.key: task for task in guide()}
    for situation in SITUATIONS:
        if situation.happened is not None:
            deadlines = [touch.deadline or tasks[touch.task].deadline for touch in situation.touches]
            since = {each.counted.since for each in deadlines if each is not None and each.counted is not None}
            assert situation.happened.event in since, situation.key
