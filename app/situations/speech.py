"""What is known of how people talk, beside words' endings: what is said aside, and what is said for another word."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.situations.wording import stem, words


@dataclass(frozen=True, slots=True)
class Speech:
    """Of stems. `aside` say little of what is asked for; `related` may be meant with the one they are under."""

    aside: frozenset[str] = frozenset()
    related: Mapping[str, frozenset[str]] = field(default_factory=dict)


PLAIN: Final = Speech()


def load_speech(path: Path) -> Speech:
    """From `resources/speech.toml`, which says what its tables are."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    related: defaultdict[str, set[str]] = defaultdict(set)
    for line in told.get("same", ()):
        group = _stems(line)
        for one in group:
            related[one] |= group - {one}
    for kind, members in told.get("kinds", {}).items():
        for one in _stems(members):
            related[one] |= _stems(kind) - {one}
    return Speech(_stems(told.get("aside", "")), {one: frozenset(others) for one, others in related.items()})


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, words(text)))
