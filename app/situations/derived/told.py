"""What every section's derivation is made with: the source of its facts, the calendar, and what no register says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.citizen.model.person import RegisterDate
from app.facts.model import Fact, Unknown, Value, Why
from app.facts.vocabulary import Term


@dataclass(frozen=True, slots=True)
class Basis:
    """`municipality` is the four-digit code of this one; `pension_day` the day somebody born then reaches the
    folkepensionsalder, None where no law in hand says it."""

    vocabulary: Mapping[str, Term]
    municipality: str
    pension_day: Callable[[date], date | None]


@dataclass(frozen=True, slots=True)
class Told:
    """Makes facts of what one source said at one time. A value that is a `Why` becomes an `Unknown`."""

    source: str
    as_of: datetime | None

    def facts(self, **values: Value | Why) -> Iterator[Fact | Unknown]:
        for name, value in values.items():
            if isinstance(value, Why):
                yield Unknown(name, value, self.source)
            else:
                yield Fact(name, value, self.source, self.as_of)


def days_since(day: date | RegisterDate | None, today: date) -> int | None:
    """None for a day that is unknown, uncertain or still to come: nothing is counted from it."""
    if isinstance(day, RegisterDate):
        day = None if day.uncertain else day.day
    return None if day is None or day > today else (today - day).days


def days_to(day: date | None, today: date) -> int | None:
    """0 on the day itself, negative after it."""
    return None if day is None else (day - today).days


def age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def birthday(born: date, years: int) -> date:
    """The day somebody turns `years`; born on a leap day, 1 March in other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
