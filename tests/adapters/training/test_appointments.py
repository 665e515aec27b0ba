"""Fjordby's appointments: a dozen a day within opening hours, each with an errand that fits whoever comes."""

from __future__ import annotations

import tomllib
from datetime import date, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from adapters.training.municipality import Municipality
from adapters.training.resources import load
from app.access.purpose import load_errands
from tests.adapters.training.conftest import REFERENCE

RESOURCES = Path(__file__).parents[3] / "resources"
DAYS = [REFERENCE + timedelta(days=n) for n in range(0, 400, 57)]


@pytest.fixture(scope="module", params=DAYS, ids=str)
def day(request: pytest.FixtureRequest) -> Municipality:
    return Municipality(request.param, size=500)


def test_a_dozen_come_between_nine_and_half_past_three_one_after_the_other(day: Municipality) -> None:
    rows = day.appointments()
    assert 11 <= len(rows) <= 13
    assert all(time(9) <= row.at.time() <= time(15, 30) for row in rows)
    assert {row.at.date() for row in rows} == {day.reference}
    for row, following in pairwise(rows):
        assert row.at + timedelta(minutes=row.minutes) <= following.at
    assert len({row.id for row in rows}) == len({row.cpr for row in rows}) == len(rows)


def test_most_are_people_one_knows_with_a_story_and_some_are_others(day: Municipality) -> None:
    keys = {cpr: key for key, cpr in day.named()}
    stories = {story["person"]: story for story in load("appointments")["story"]}
    named = [row for row in day.appointments() if row.cpr in keys]
    assert {(row.errand, row.subject) for row in named} <= {
        (stories[keys[row.cpr]]["errand"], stories[keys[row.cpr]]["subject"]) for row in named
    }
    assert 8 <= len(named) < len(day.appointments())


def test_the_others_live_here_and_are_of_an_age_for_it(day: Municipality) -> None:
    named = {cpr for _, cpr in day.named()}
    ages = {other["subject"]: (other["from"], other["to"]) for other in load("appointments")["other"]}
    for row in day.appointments():
        if row.cpr not in named:
            citizen = day.citizen(row.cpr)
            assert citizen is not None
            assert citizen.status == "01"
            least, most = ages[row.subject]
            assert least <= (day.reference - citizen.born).days / 365.2425 < most + 1


def test_the_same_day_has_the_same_appointments_and_another_day_others() -> None:
    today = Municipality(REFERENCE, size=500).appointments()
    assert Municipality(REFERENCE, size=500).appointments() == today
    assert Municipality(REFERENCE, size=500, seed=7).appointments() != today
    tomorrow = Municipality(REFERENCE + timedelta(days=1), size=500).appointments()
    assert [row.subject for row in tomorrow] != [row.subject for row in today]


def test_a_town_of_named_people_alone_has_an_agenda_too() -> None:
    assert len(Municipality(date(2026, 11, 20), size=0).appointments()) >= 8


def test_every_errand_is_one_that_can_be_stated_and_everybody_is_known() -> None:
    errands = {errand.key for errand in load_errands(RESOURCES / "purposes.toml")}
    people = tomllib.loads((RESOURCES / "training" / "people.toml").read_text(encoding="utf-8"))["person"]
    booked = load("appointments")
    assert {entry["errand"] for entry in (*booked["story"], *booked["other"])} <= errands
    assert {story["person"] for story in booked["story"]} <= {person["key"] for person in people}
