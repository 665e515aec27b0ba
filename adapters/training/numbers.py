"""CPR numbers for people who do not exist: they fail modulus 11 and nobody is born on 1 January.

Real numbers issued before 2007 pass modulus 11, and so do the official test persons'; 1 January is where real
numbers run out. The seventh digit and the sex digit follow CPR's rules all the same.
"""

from __future__ import annotations

from datetime import date

from adapters.training.draws import Stream

_DAY_WEIGHTS = (4, 3, 2, 7, 6, 5)


def passes_modulus_11(digits: str) -> bool:
    weights = (*_DAY_WEIGHTS, 4, 3, 2, 1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def not_new_year(day: int) -> int:
    """The day (an ordinal), or the day before where it is a 1 January."""
    born = date.fromordinal(day)
    return day - 1 if born.day == 1 and born.month == 1 else day


class NumberPool:
    """Issues each number once. A birth day and sex give about 1,800 numbers, which the population never exhausts."""

    def __init__(self) -> None:
        self._issued: set[str] = set()
        self._days: dict[int, tuple[str, int, int, int]] = {}

    def issue(self, stream: Stream, born: int, sex: str) -> str:
        """A number for a person of `sex` ("M", "K") born on the ordinal `born`."""
        day = self._days.get(born)
        if day is None:
            day = self._days[born] = _day(born)
        prefix, weighed, first, span = day
        odd = 1 if sex == "M" else 0
        while True:
            serial = first + 2 * stream.below(span) + odd
            last = 4 * (serial // 1000) + 3 * (serial // 100 % 10) + 2 * (serial // 10 % 10) + serial % 10
            number = prefix + f"{serial:04}"
            if (weighed + last) % 11 and number not in self._issued:
                self._issued.add(number)
                return number


def _day(born: int) -> tuple[str, int, int, int]:
    """The six digits, their weighed sum, and the serial numbers in use: the lowest and half their count."""
    day = date.fromordinal(born)
    prefix = f"{day.day:02}{day.month:02}{day.year % 100:02}"
    weighed = sum(weight * int(digit) for weight, digit in zip(_DAY_WEIGHTS, prefix, strict=True))
    if day.year < 2000:
        return prefix, weighed, 0, 2000
    return prefix, weighed, 4000 if day.year <= 2036 else 5000, 2000
