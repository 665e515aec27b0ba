"""Danish formatting, to the sign."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from app.cpr import CprNumber
from widgets import formats

NOW = datetime(2026, 11, 21, 13, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1234.5", "1.234,50 kr."),
        ("-1200.25", "−1.200,25 kr."),
        ("0", "0,00 kr."),
        ("-0.001", "0,00 kr."),
        ("1234567.891", "1.234.567,89 kr."),
        ("0.005", "0,01 kr."),
    ],
)
def test_amounts(value: str, text: str) -> None:
    assert formats.amount(Decimal(value)) == text


def test_amounts_without_oere() -> None:
    assert formats.amount(Decimal("1234.50"), oere=False) == "1.235 kr."


def test_days_and_times_are_danish() -> None:
    assert formats.day(date(2026, 11, 21)) == "21-11-2026"
    assert formats.clock_time(NOW) == "kl. 14.02"
    assert formats.moment(NOW, NOW) == "kl. 14.02"
    assert formats.moment(NOW - timedelta(days=1), NOW) == "20-11-2026 kl. 14.02"
    assert formats.month(date(2026, 5, 1)) == "maj 2026"


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (timedelta(seconds=-5), "lige nu"),
        (timedelta(seconds=59), "lige nu"),
        (timedelta(minutes=5), "for 5 min. siden"),
        (timedelta(minutes=60), "for 1 time siden"),
        (timedelta(hours=23), "for 23 timer siden"),
        (timedelta(hours=25), "for 1 dag siden"),
        (timedelta(days=3), "for 3 dage siden"),
    ],
)
def test_how_long_ago(before: timedelta, text: str) -> None:
    assert formats.ago(NOW - before, NOW) == text


@pytest.mark.parametrize(
    ("born", "text"),
    [
        (date(1959, 6, 7), "67 år"),
        (date(1959, 11, 21), "67 år"),
        (date(1959, 11, 22), "66 år"),
        (date(2025, 5, 22), "17 mdr."),
        (date(2024, 11, 21), "2 år"),
        (date(2026, 11, 20), "1 dag"),
        (date(2026, 11, 9), "12 dage"),
    ],
)
def test_ages(born: date, text: str) -> None:
    assert formats.age(born, date(2026, 11, 21)) == text


def test_cpr_is_masked_unless_shown() -> None:
    number = CprNumber("0706590004")
    assert formats.cpr(number) == "070659-····"
    assert formats.cpr(number, shown=True) == "070659-0004"
