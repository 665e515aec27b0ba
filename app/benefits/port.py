"""The door to whoever sets the citizen's print of a what-if."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was changed, in words."""

    label: str
    before: str = field(repr=False)
    after: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class GuidanceLine:
    """One benefit before and after. `title` bears the word vejledende; `difference` is kroner a month."""

    title: str
    before: str = field(repr=False)
    after: str = field(repr=False)
    difference: str = field(repr=False)
    decider: str


@dataclass(frozen=True, slots=True)
class MissingLine:
    """A benefit without a figure, and what stands in the way of one."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class AsideLine:
    """A benefit that cannot matter to the citizen by what is known, and why."""

    title: str
    because: str


@dataclass(frozen=True, slots=True)
class Reckoned:
    """How one benefit was reckoned for the day `on`: as it would be, else as it is. `doubts` name figures that are not
    confirmed."""

    title: str
    on: date
    conclusions: tuple[str, ...] = field(repr=False)
    steps: tuple[str, ...] = field(repr=False)
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuidancePaper:
    """What if, as the citizen takes it home. It has neither CPR number nor any address: papers are left on buses.

    `name` is empty where name and address are protected, `total` where nothing could be summed. `known` is the day
    whose figures were used.
    """

    name: str = field(repr=False)
    day: date
    known: date
    municipality: str
    unit: str
    employee: str = field(repr=False)
    told: tuple[Told, ...]
    lines: tuple[GuidanceLine, ...]
    total: str = field(repr=False)
    missing: tuple[MissingLine, ...]
    aside: tuple[AsideLine, ...]
    reckoned: tuple[Reckoned, ...]


class GuidancePress(Protocol):
    def print(self, paper: GuidancePaper) -> bytes:
        """A PDF that a screen reader can read. Blocks. UserError("paper-failed")."""
        ...
