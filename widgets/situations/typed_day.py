"""A day as somebody types it at the counter."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_DAY: Final = re.compile(r"(\d{1,2})[-./ ]+(\d{1,2})(?:[-./ ]+(\d{4}|\d{2}))?")


def typed_day(text: str, today: date) -> date | None:
    """The day somebody typed, as 1/12, 1.12.26 or 01-12-2026; without a year the one nearest to today."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    day, month, year = int(found[1]), int(found[2]), found[3]
    years = [int(year) + (2000 if len(year) == 2 else 0)] if year else [today.year + step for step in (-1, 0, 1)]
    days = []
    for each in years:
        try:
            days.append(date(each, month, day))
        except ValueError:
            continue
    return min(days, key=lambda each: abs(each - today), default=None)
