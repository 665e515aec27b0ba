"""What Danes type, and what could mean two things."""

from datetime import date
from decimal import Decimal

import pytest

from app.facts.model import Kind, Value
from app.facts.typed import Unreadable, read_value

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.AMOUNT, "12500", Decimal(12500)),
        (Kind.AMOUNT, " 12.500,50 kr. ", Decimal("12500.50")),
        (Kind.AMOUNT, "1 200 000", Decimal(1200000)),
        (Kind.AMOUNT, "750,-", Decimal(750)),
        (Kind.NUMBER, "3", 3),
        (Kind.DATE, "1-3-2026", date(2026, 3, 1)),
        (Kind.DATE, "010326", date(2026, 3, 1)),
        (Kind.DATE, "01.03.59", date(1959, 3, 1)),
        (Kind.DATE, "2026-03-01", date(2026, 3, 1)),
        (Kind.BOOLEAN, "Ja", True),
        (Kind.BOOLEAN, "nej", False),
        (Kind.TEXT, " to  ord ", "to ord"),
        (Kind.AMOUNT, "  ", None),
    ],
)
def test_what_is_typed_is_read(kind: Kind, text: str, value: Value) -> None:
    assert read_value(kind, text, TODAY) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.AMOUNT, "12.5"),
        (Kind.AMOUNT, "1.2345"),
        (Kind.AMOUNT, "-5"),
        (Kind.AMOUNT, "5,123"),
        (Kind.NUMBER, "3,5"),
        (Kind.NUMBER, "٣"),
        (Kind.DATE, "31-2-2026"),
        (Kind.DATE, "2026-13-01"),
        (Kind.DATE, "i morgen"),
        (Kind.BOOLEAN, "måske"),
    ],
)
def test_what_means_nothing_or_two_things_is_refused(kind: Kind, text: str) -> None:
    assert read_value(kind, text, TODAY) == Unreadable(kind)
