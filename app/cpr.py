"""The CPR number: the one way the program holds it, so that it cannot leak by being printed.

Form and century follow CPR-kontoret's rules for the seventh digit. Modulus 11 is not asked for:
since 2007 valid numbers exist that fail it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_FORM = re.compile(r"(\d{2})(\d{2})(\d{2})[-\s]?(\d{4})")
_ADMINISTRATIVE_DAY = 60


def _century(seventh: int, year: int) -> int:
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800


@dataclass(frozen=True, slots=True, order=True)
class CprNumber:
    """Ten digits. `repr` and `str` are masked; `digits` is for the wire, `written` for the screen."""

    digits: str

    def __post_init__(self) -> None:
        if len(self.digits) != 10 or not (self.digits.isascii() and self.digits.isdigit()):
            raise ValueError("a CPR number has ten digits")

    def __repr__(self) -> str:
        return "CprNumber(…)"

    def __str__(self) -> str:
        return self.masked

    @property
    def written(self) -> str:
        """As people write it: 070161-4038."""
        return f"{self.digits[:6]}-{self.digits[6:]}"

    @property
    def masked(self) -> str:
        """As a screen turned towards the hall may show it: 070161-····."""
        return f"{self.digits[:6]}-····"

    @property
    def birth_date(self) -> date | None:
        """The date the number says, administrative numbers (day + 60) included; None if it is no date.

        CPR's own `foedselsdato` goes before this wherever it is known.
        """
        day, month, year = int(self.digits[:2]), int(self.digits[2:4]), int(self.digits[4:6])
        century = _century(int(self.digits[6]), year)
        try:
            return date(century + year, month, day - _ADMINISTRATIVE_DAY if day > _ADMINISTRATIVE_DAY else day)
        except ValueError:
            return None

    @property
    def is_administrative(self) -> bool:
        return int(self.digits[:2]) > _ADMINISTRATIVE_DAY

    @classmethod
    def parse(cls, text: str) -> CprNumber | None:
        """The number somebody typed, with or without hyphen or space; None unless it says a date."""
        found = _FORM.fullmatch(text.strip())
        if found is None or not text.isascii():
            return None
        number = cls("".join(found.groups()))
        return number if number.birth_date is not None else None
