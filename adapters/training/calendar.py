"""Days and months relative to the reference date, and the short form in which the data files write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from adapters.training.draws import fingerprint

_ROUGH = re.compile(r"[+-](?:\d+y)?(?:-?\d+m)?")
_FORM = re.compile(r"([+-])(?:(\d+)y)?(?:(\d+)m)?(?:(\d+)w)?(?:(\d+)d)?")


def month_start(day: date, months: int) -> date:
    """The first of the month `months` after (or before) the month of `day`."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def month_end(first: date) -> date:
    return month_start(first, 1) - timedelta(days=1)


def last_weekday(first: date) -> date:
    """The last day of the month that is not a Saturday or Sunday."""
    day = month_end(first)
    return day - timedelta(days=max(0, day.weekday() - 4))


def shifted(day: date, *, years: int = 0, months: int = 0, days: int = 0) -> date:
    first = month_start(day, years * 12 + months)
    return date(first.year, first.month, min(day.day, month_end(first).day)) + timedelta(days=days)


def relative(text: str, reference: date) -> date:
    """`text` as in "-3y2m", "+8m", "-5d", "-38y+6d"; "0" is the reference date itself."""
    day = reference
    for sign, years, months, weeks, days in _FORM.findall(text):
        step = -1 if sign == "-" else 1
        day = shifted(
            day,
            years=step * int(years or 0),
            months=step * int(months or 0),
            days=step * (7 * int(weeks or 0) + int(days or 0)),
        )
    return day


def about(text: str, reference: date, *, salt: str = "") -> date:
    """As `relative`, but years and months alone fall on some earlier day of the four weeks before, not on the dot."""
    day = relative(text, reference)
    return day - timedelta(days=fingerprint(text + salt) % 27) if _ROUGH.fullmatch(text) else day
