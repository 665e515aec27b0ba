"""The situations of the help page: who the named people are, in Danish and English."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.training.resources import load


@dataclass(frozen=True, slots=True)
class Situation:
    """`key` is that of `Municipality.named`."""

    key: str
    danish: str
    english: str


def situations() -> tuple[Situation, ...]:
    """In the order of the help page."""
    return tuple(Situation(entry["key"], entry["da"], entry["en"]) for entry in load("people")["person"])
