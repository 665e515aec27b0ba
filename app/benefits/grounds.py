"""Places in the law as a decision names them: a line for each law, and no place that a wider one beside it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_PLACE: Final = re.compile(r"(.+?) (§§? (\d+)( [a-z])?(?:-(\d+)( [a-z])?)?(, (?:stk|nr)\..*)?)")


@dataclass(frozen=True, slots=True)
class _Place:
    """`text` as it is written. `first` and `last` are sections as number and letter; `part` within one of them."""

    law: str
    text: str
    first: tuple[int, str] = (0, "")
    last: tuple[int, str] = (0, "")
    part: str = ""

    def holds(self, other: _Place) -> bool:
        within = self.first[0] > 0 and self.first <= other.first and other.last <= self.last
        return self != other and self.law == other.law and not self.part and within


def by_law(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """dagtilbudsloven § 43, stk. 1, nr. 2, and § 85 as one line; empty ones are left out. The laws come in the order
    they are first named, their sections by number."""
    places = list(dict.fromkeys(_read(text) for text in paragraphs if text))
    laws: dict[str, list[_Place]] = {}
    for place in places:
        if not any(other.holds(place) for other in places):
            laws.setdefault(place.law, []).append(place)
    return tuple(_line(law, sorted(found, key=lambda one: (one.first, one.part))) for law, found in laws.items())


def _read(text: str) -> _Place:
    found = _PLACE.fullmatch(text)
    if found is None:
        return _Place(text, "")
    law, where, first, letter, last, last_letter, part = found.groups(default="")
    start = (int(first), letter.strip())
    return _Place(law, where, start, (int(last), last_letter.strip()) if last else start, part)


def _line(law: str, places: list[_Place]) -> str:
    *before, last = [place.text for place in places]
    comma = "," if before and "," in before[-1] else ""
    where = f"{', '.join(before)}{comma} og {last}" if before else last
    return f"{law} {where}".strip()
