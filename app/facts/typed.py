"""What somebody typed, as a value: in the forms Danes write, refused where it could mean two things."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from app.facts.model import Kind, Value

YES: Final = "ja"
NO: Final = "nej"

_AMOUNT: Final = re.compile(r"(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(\d{1,2})|,-)?")
_DATE: Final = re.compile(r"(\d{1,2})[-./ ]{1,2}(\d{1,2})[-./ ]{1,2}(\d{4}|\d{2})|(\d{2})(\d{2})(\d{4}|\d{2})")
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_AHEAD: Final = 20
"""A two-digit year further ahead than this is of the last century."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Typed, and no value of that kind."""

    kind: Kind


def read_value(kind: Kind, text: str, today: date) -> Value | Unreadable:
    """The value of `text`, None for nothing typed."""
    text = " ".join(text.split())
    return _READERS[kind](text, today) if text else None


def _amount(text: str, _today: date) -> Value | Unreadable:
    """12.500 and 12 500 are thousands, øre come after a comma; 12.5 could mean either and is refused."""
    found = _AMOUNT.fullmatch(re.sub(r" ?(?:kr\.?|dkk)$", "", text, flags=re.IGNORECASE))
    if found is None:
        return Unreadable(Kind.AMOUNT)
    whole, oere = re.sub("[. ]", "", found[1]), found[2] or "0"
    return Decimal(f"{whole}.{oere}")


def _number(text: str, _today: date) -> Value | Unreadable:
    return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else Unreadable(Kind.NUMBER)


def _date(text: str, today: date) -> Value | Unreadable:
    iso = _ISO.fullmatch(text)
    if iso is not None:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    found = _DATE.fullmatch(text)
    if found is None:
        return Unreadable(Kind.DATE)
    day, month, year = (int(part) for part in found.groups() if part is not None)
    if year < 100:
        year += 2000 if 2000 + year <= today.year + _AHEAD else 1900
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> Value | Unreadable:
    try:
        return date(year, month, day)
    except ValueError:
        return Unreadable(Kind.DATE)


def _boolean(text: str, _today: date) -> Value | Unreadable:
    return {YES: True, NO: False}.get(text.casefold(), Unreadable(Kind.BOOLEAN))


_READERS: Final[dict[Kind, Callable[[str, date], Value | Unreadable]]] = {
    Kind.AMOUNT: _amount,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.BOOLEAN: _boolean,
    Kind.TEXT: lambda text, _today: text,
}
