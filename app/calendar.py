"""Danish holidays, working days, and the last day of a deadline counted in them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

_FROM_EASTER: Final = {
    -3: "Skærtorsdag",
    -2: "Langfredag",
    0: "Påskedag",
    1: "2. påskedag",
    39: "Kristi himmelfartsdag",
    49: "Pinsedag",
    50: "2. pinsedag",
}
_FIXED: Final = {(1, 1): "Nytårsdag", (12, 25): "Juledag", (12, 26): "2. juledag"}
_STORE_BEDEDAG: Final = 26
"""Days from Easter; a holiday for the last time in 2023 (lov om konsekvenser ved afskaffelsen af store bededag)."""

_LAST_STORE_BEDEDAG: Final = 2023
_SATURDAY: Final = 5
_COMPLAINT: Final = timedelta(weeks=4)


@lru_cache(maxsize=64)
def holidays(year: int) -> dict[date, str]:
    """Helligdage with their names, in order. Grundlovsdag and the 24th of December are none; a municipality that
    shuts on them says so itself."""
    easter = _easter(year)
    days = {date(year, month, day): name for (month, day), name in _FIXED.items()}
    days |= {easter + timedelta(after): name for after, name in _FROM_EASTER.items()}
    if year <= _LAST_STORE_BEDEDAG:
        days[easter + timedelta(_STORE_BEDEDAG)] = "Store bededag"
    return dict(sorted(days.items()))


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    moved = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * moved) // 451
    month, day = divmod(h + moved - 7 * m + 114, 31)
    return date(year, month, day + 1)


def is_working_day(day: date, shut: Collection[date] = ()) -> bool:
    """Neither Saturday, Sunday, holiday nor a day the municipality keeps shut."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year) and day not in shut


def add_working_days(received: date, count: int, shut: Collection[date] = ()) -> date:
    """The last day of a deadline of `count` working days; the day it was received does not count."""
    day = received
    while count > 0:
        day += timedelta(1)
        count -= is_working_day(day, shut)
    return day


def complaint_until(received: date) -> date:
    """The last day to complain of a decision the citizen received on the day `received`: the same weekday four weeks
    later."""
    return received + _COMPLAINT


def months_before(day: date, months: int) -> date:
    """The same day of the month; the month's last where it has no such day."""
    return months_after(day, -months)


def months_after(day: date, months: int) -> date:
    """As `months_before`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
