"""The named people of the training municipality: who can be opened, and which situation each stands for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.access.control import KnownPeople
from app.cpr import CprNumber
from app.errors import BugError


@dataclass(frozen=True, slots=True)
class TrainingPerson:
    """`da` and `en` are the situation in a sentence; `key` is the training servers' name of it."""

    key: str
    cpr: CprNumber
    da: str
    en: str

    def situation(self, *, english: bool) -> str:
        return self.en if english else self.da


def load_people(path: Path, numbers: Mapping[str, str]) -> tuple[TrainingPerson, ...]:
    """The people of `people.toml` in its order. `numbers` is what the training servers say: CPR number by key."""
    entries = _entries(path)
    if missing := [entry["key"] for entry in entries if entry["key"] not in numbers]:
        raise BugError(f"the training servers have no number for {missing[0]}")
    return tuple(
        TrainingPerson(entry["key"], CprNumber(numbers[entry["key"]]), entry["da"], entry["en"]) for entry in entries
    )


def people_at_work(numbers: Mapping[str, str]) -> KnownPeople:
    """Who sits at the desk, and with whom. `numbers` as for `load_people`."""
    return KnownPeople(own=CprNumber(numbers["user"]), colleagues=frozenset({CprNumber(numbers["colleague"])}))


def help_list(path: Path, *, english: bool) -> tuple[str, ...]:
    """What the help says of them: a sentence each. Needs no numbers, so it is there before the municipality is."""
    return tuple(entry["en" if english else "da"] for entry in _entries(path))


def _entries(path: Path) -> list[dict[str, str]]:
    with path.open("rb") as file:
        entries: list[dict[str, str]] = tomllib.load(file)["person"]
    return entries
