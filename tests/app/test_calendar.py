"""Holidays and deadlines against ../shared/rules, and what those files do not say."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from app.calendar import add_working_days, complaint_until, holidays, is_working_day, months_before

PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "rules"
needs_published = pytest.mark.skipif(not PUBLISHED.is_dir(), reason="../shared/rules is not here")


def rows(name: str) -> list[dict[str, str]]:
    with (PUBLISHED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@needs_published
def test_the_holidays_are_the_published_ones() -> None:
    spelled = str.maketrans({"å": "aa", "æ": "ae", "ø": "oe"})
    known = [
        (day.isoformat(), name.lower().translate(spelled))
        for year in range(2023, 2031)
        for day, name in holidays(year).items()
    ]
    assert known == [(row["dato"], row["navn"].lower()) for row in rows("helligdage-2023-2030.csv")]


@needs_published
def test_the_published_deadlines_come_out() -> None:
    cases = rows("frist-vektorer.csv")
    for row in cases:
        shut = {date(2025, 6, 5)} if "lukkedag" in row["note"] else set()
        found = add_working_days(date.fromisoformat(row["modtaget"]), int(row["antal_hverdage"]), shut)
        assert found.isoformat() == row["forventet_frist_dato"], row["id"]
    assert len(cases) == 6


@pytest.mark.parametrize(
    ("year", "easter"), [(1961, date(1961, 4, 2)), (2000, date(2000, 4, 23)), (2100, date(2100, 3, 28))]
)
def test_easter_of_other_centuries(year: int, easter: date) -> None:
    assert holidays(year)[easter] == "Påskedag"


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), False),
        (date(2026, 12, 25), False),
        (date(2026, 12, 24), True),
        (date(2023, 5, 5), False),
        (date(2024, 4, 26), True),
    ],
)
def test_which_days_are_working_days(day: date, works: bool) -> None:
    assert is_working_day(day) is works
    assert not is_working_day(day, {day})


def test_no_working_days_is_the_same_day() -> None:
    assert add_working_days(date(2026, 11, 22), 0) == date(2026, 11, 22)


def test_a_complaint_ends_on_the_same_weekday_four_weeks_later() -> None:
    assert complaint_until(date(2026, 11, 23)) == date(2026, 12, 21)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 22), 24, date(2024, 11, 22)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 31), 12, date(2025, 12, 31)),
    ],
)
def test_months_back_end_with_the_month_at_the_latest(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
