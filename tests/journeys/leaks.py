"""Finds people in bytes: CPR numbers, names and amounts as anybody spells them, in whatever encoding."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

# Any dash, space or stop, and what a URL makes of them.
_NUMBER = re.compile(r"(?=([0-9]{6})(?:[-\s./_+\u00ad\u2010-\u2015\u2212]|%20|%2[dDfF])?([0-9]{4}))")
_WORD = re.compile(r"[^\W\d_]+")
_SUM = re.compile(r"[0-9][0-9.]*[0-9](?:,[0-9]{2}| kr)?")
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{2})?(?= kr)|\d{1,3}(?:\.\d{3})+,\d{2}")


class Planted:
    """`numbers` of ten digits; `names` of whole people; `amounts` as the page writes them (28.450,00)."""

    def __init__(self, numbers: Iterable[str], names: Iterable[str], amounts: Iterable[str] = ()) -> None:
        self._numbers = frozenset(numbers)
        self._amounts = frozenset(form for amount in amounts for form in _amount(amount))
        forms = {form.lower() for name in names for form in _spelled(name)}
        self._names = {form: frozenset(_WORD.findall(form)) for form in forms}

    def found_in(self, data: bytes) -> set[str]:
        """Numbers as ten digits, names in small letters. Windows and Qt write two bytes a letter, from any byte on."""
        found: set[str] = set()
        for place, encoding in ((0, "utf-8"), (0, "latin-1"), (0, "utf-16-le"), (1, "utf-16-le")):
            text = data[place:].decode(encoding, "replace")
            found |= {"".join(match.groups()) for match in _NUMBER.finditer(text)} & self._numbers
            found |= set(_SUM.findall(text)) & self._amounts
            lower = text.lower()
            words = frozenset(_WORD.findall(lower))
            found |= {name for name, own in self._names.items() if own <= words and name in lower}
        return found

    def found_under(self, folder: Path, *, but: Iterable[str] = ()) -> dict[str, set[str]]:
        """By file, under its path in the folder: what its content or that path tells."""
        found = {}
        for file in sorted(folder.rglob("*")):
            place = str(file.relative_to(folder))
            content = file.read_bytes() if file.is_file() and file.name not in but else b""
            if told := self.found_in(place.encode()) | self.found_in(content):
                found[place] = told
        return found


def amounts_in(said: Iterable[str]) -> set[str]:
    """Amounts in kroner of a thousand and more: a smaller one is any number's look-alike."""
    return {amount for text in said for amount in _AMOUNT.findall(text)}


def _spelled(name: str) -> Iterable[str]:
    """First and last together, either way round, and as a query string has them once unquoted."""
    words = name.split()
    yield name
    yield f"{words[0]} {words[-1]}"
    yield f"{words[-1]}, {words[0]}"
    yield f"{words[0]}+{words[-1]}"


def _amount(written: str) -> Iterable[str]:
    """With its thousands parted, and as registers and databases have it: in full and in øre."""
    kroner, _, oere = written.partition(",")
    plain = kroner.replace(".", "")
    yield f"{kroner},{oere or '00'}"
    yield f"{kroner} kr"
    yield f"{plain}.{oere or '00'}"
    yield f"{plain},{oere or '00'}"
