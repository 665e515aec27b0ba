"""The door to whoever sets what a citizen takes home of a what-if."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class GuidanceLine:
    """One benefit. `note` says who decides it, and that an estimate is vejledende; `steps` explain `after`."""

    title: str
    before: str = field(repr=False)
    after: str = field(repr=False)
    difference: str = field(repr=False)
    note: str
    steps: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class GuidancePaper:
    """It has neither CPR number nor address; `name` is empty where name and address are protected."""

    name: str = field(repr=False)
    day: date
    known: date
    municipality: str
    unit: str
    employee: str = field(repr=False)
    lines: tuple[GuidanceLine, ...]
    total: str = field(repr=False)


class GuidancePress(Protocol):
    def print(self, paper: GuidancePaper) -> bytes:
        """A PDF that a screen reader can read. Blocks. UserError("paper-failed")."""
        ...
