"""Figures of the law keep every decimal they have."""

from decimal import Decimal

import pytest

from app.benefits.model import Unit
from widgets.benefits import words


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("1194", Unit.A_MONTH, "1.194 kr./md."),
        ("38.25", Unit.KRONER, "38,25 kr."),
        ("91.5", Unit.A_YEAR_PER_M2, "91,50 kr./m²/år"),
        ("0.225", Unit.SHARE, "0,225"),
        ("0.10", Unit.SHARE, "0,1"),
        ("66.7", Unit.PERCENT, "66,7 pct."),
        ("95500", Unit.A_YEAR, "95.500 kr./år"),
    ],
)
def test_a_figure_is_not_rounded(value: str, unit: Unit, text: str) -> None:
    assert words.figure(Decimal(value), unit) == text
