"""Made-up bearers of common names, by year of birth and country of origin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from adapters.training.draws import Stream
from adapters.training.resources import load

_ADDRESSING_LENGTH = 34
_SEXES = {"K": "female", "M": "male"}


@dataclass(frozen=True, slots=True)
class FullName:
    first: str
    middle: str
    last: str

    @property
    def addressing(self) -> str:
        """As CPR puts it on letters, at most 34 characters: middle names shrink to initials first, then first names."""
        return addressing(self.first, self.middle, self.last)


def addressing(first: str, middle: str, last: str) -> str:
    full = f"{first} {middle} {last}" if middle else f"{first} {last}".strip()
    if len(full) <= _ADDRESSING_LENGTH:
        return full
    initials = " ".join(part[0] for part in middle.split())
    short = " ".join("-".join(part[0] for part in name.split("-")) for name in first.split())
    for parts in (
        (first, initials, last),
        (first, last),
        (short, initials, last),
        (short, last),
    ):
        name = " ".join(part for part in parts if part)
        if len(name) <= _ADDRESSING_LENGTH:
            return name
    return last[:_ADDRESSING_LENGTH]


@cache
def _lasts() -> tuple[str, ...]:
    return tuple(load("names")["last"])


@cache
def _middles() -> tuple[str, ...]:
    return tuple(load("names")["middle"])


@cache
def _foreign(origin: int, part: str) -> tuple[str, ...]:
    return tuple(load("names")["abroad"][str(origin)][part])


@cache
def _firsts(sex: str, year: int) -> tuple[str, ...]:
    by_year = load("names")[_SEXES[sex]]
    return tuple(by_year[max((start for start in by_year if int(start) <= year), default="1900")])


def family_name(stream: Stream) -> str:
    return stream.early(_lasts())


def foreign_family_name(stream: Stream, origin: int) -> str:
    return stream.early(_foreign(origin, "last"))


def first_name(stream: Stream, sex: str, born: int, origin: int) -> str:
    """One or two first names; the born abroad bear the names of their country."""
    names = _foreign(origin, _SEXES[sex]) if origin else _firsts(sex, date.fromordinal(born).year // 5 * 5)
    first = stream.early(names)
    second = stream.early(names) if stream.chance(170) else first
    return first if second == first or "-" in first or " " in first else f"{first} {second}"


def middle_name(stream: Stream) -> str:
    return stream.early(_middles()) if stream.chance(330) else ""
