"""The fields of one element of SF1520: absent, empty and padded values told apart, everything else refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import TypeVar

from lxml import etree

from adapters.registers.cpr.request import SERVICE
from app.citizen.model.person import RegisterDate
from app.citizen.port import FailureKind, RegisterError
from app.clock import COPENHAGEN
from app.cpr import CprNumber

_Value = TypeVar("_Value")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?")
_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})?")
_WHOLE_NUMBER = re.compile(r"0*(\d{1,9})")
_FLAGS = {"true": True, "1": True, "false": False, "0": False}
_LINES = range(1, 6)


class Fields:
    """Reads one element's children by name. Every method raises RegisterError(MALFORMED) naming the field only."""

    def __init__(self, element: etree._Element | None) -> None:
        self._children: dict[str, list[etree._Element]] = {}
        for child in element if element is not None else ():
            if isinstance(child.tag, str):
                self._children.setdefault(child.tag, []).append(child)

    def parts(self, name: str) -> list[Fields]:
        return [Fields(child) for child in self._children.get(f"{{{SERVICE}}}{name}", [])]

    def part(self, name: str) -> Fields | None:
        child = self._only(name)
        return None if child is None else Fields(child)

    def inner(self, name: str) -> Fields:
        """As `part`, but an absent element has only absent fields."""
        return Fields(self._only(name))

    def text(self, name: str) -> str | None:
        """Trimmed; None for absent and for empty."""
        child = self._only(name)
        if child is None:
            return None
        if len(child):
            raise _broken(name)
        return (child.text or "").strip() or None

    def lines(self, pattern: str) -> tuple[str, ...]:
        """The five numbered lines that hold something."""
        return tuple(line for number in _LINES if (line := self.text(pattern.format(number))) is not None)

    def unpadded(self, name: str) -> str:
        """House number, floor or door without CPR's leading zeros ("016", "0001")."""
        return (self.text(name) or "").lstrip("0")

    def code(self, name: str, digits: int) -> str | None:
        """A code that travels as an integer, its leading zeros restored; None for absent and for zero."""
        value = self.count(name)
        if not value:
            return None
        if value >= 10**digits:
            raise _broken(name)
        return str(value).zfill(digits)

    def count(self, name: str) -> int | None:
        text = self.text(name)
        if text is None:
            return None
        found = _WHOLE_NUMBER.fullmatch(text) if text.isascii() else None
        if found is None:
            raise _broken(name)
        return int(found[1])

    def flag(self, name: str) -> bool | None:
        return self.member(name, _FLAGS)

    def member(self, name: str, values: Mapping[str, _Value]) -> _Value | None:
        """The value that the contract's enumeration gives; a value outside it is refused."""
        text = self.text(name)
        if text is None:
            return None
        if text not in values:
            raise _broken(name)
        return values[text]

    def number(self, name: str) -> CprNumber | None:
        """A CPR number; CPR writes ten zeros where there is none."""
        text = self.text(name)
        if text is None or set(text) == {"0"}:
            return None
        try:
            return CprNumber(text)
        except ValueError:
            raise _broken(name) from None

    def day(self, name: str) -> date | None:
        text = self.text(name)
        return None if text is None else _day(text, name)

    def instant(self, name: str) -> datetime | None:
        """Aware UTC; a time without zone is Danish."""
        text = self.text(name)
        return None if text is None else _moved(text, name, UTC)

    def register_date(self, name: str) -> RegisterDate | None:
        """`dato` (a date or a dateTime) with its mark of uncertainty; the day is the one in Denmark."""
        row = self.part(name)
        if row is None:
            return None
        text = row.text("dato")
        if text is None:
            return None
        day = _moved(text, name, COPENHAGEN).date() if "T" in text else _day(text, name)
        return RegisterDate(day=day, uncertain=row.text("usikkerhedsmarkering") is not None)

    def required(self, value: _Value | None, name: str) -> _Value:
        if value is None:
            raise _broken(name)
        return value

    def _only(self, name: str) -> etree._Element | None:
        found = self._children.get(f"{{{SERVICE}}}{name}", [])
        if len(found) > 1:
            raise _broken(name)
        return found[0] if found else None


def _broken(name: str) -> RegisterError:
    return RegisterError(FailureKind.MALFORMED, f"field {name}")


def _day(text: str, name: str) -> date:
    found = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(found[1] if found else "")
    except ValueError:
        raise _broken(name) from None


def _moved(text: str, name: str, zone: tzinfo) -> datetime:
    """A dateTime in `zone`; one that says no zone is Danish."""
    found = _INSTANT.fullmatch(text)
    if found is None:
        raise _broken(name)
    day, time, _, written_zone = found.groups()
    try:
        written = datetime.fromisoformat(f"{day}T{time}{written_zone or ''}")
        return (written if written_zone else written.replace(tzinfo=COPENHAGEN)).astimezone(zone)
    except (ValueError, OverflowError):
        raise _broken(name) from None
