"""The token table as values: what colours, distances and meanings the interface has.

`current()` answers what is in force; only `widgets.theme.apply_theme` changes it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from PySide6.QtGui import QColor

RESOURCES: Final = Path(__file__).resolve().parent.parent / "resources"

SPACE: Final = 4
"""The grid. 4 inside chips, 8 between label and value, 12 inside cards, 16 between cards, 24 page margin."""
CARD_PADDING: Final = 12
CARD_GAP: Final = 16
PAGE_MARGIN: Final = 24


class Scheme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class Density(StrEnum):
    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class Meaning(StrEnum):
    """What a coloured thing says. Never said by colour alone: an icon and a word go with it."""

    NEUTRAL = "neutral"
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"
    VIOLET = "violet"

    @property
    def icon(self) -> str:
        return _MEANING_ICONS[self]


_MEANING_ICONS: Final = {
    Meaning.NEUTRAL: "minus",
    Meaning.INFO: "info",
    Meaning.SUCCESS: "circle-check",
    Meaning.WARNING: "triangle-alert",
    Meaning.DANGER: "circle-x",
    Meaning.VIOLET: "graduation-cap",
}

_ROW_HEIGHTS: Final = {Density.COMFORTABLE: 32, Density.COMPACT: 26}


@dataclass(frozen=True, slots=True)
class Theme:
    """A colour scheme at a density. `colours` maps names to hex; meanings have `info.fg`, `.bg` and `.border`."""

    scheme: Scheme
    density: Density
    colours: Mapping[str, str]
    series: tuple[str, ...]
    citizen: tuple[str, ...]

    def color(self, name: str) -> QColor:
        """Not to be changed: every painter gets the same one."""
        return _color(self.colours[name])

    @property
    def row_height(self) -> int:
        return _ROW_HEIGHTS[self.density]


@cache
def _color(code: str) -> QColor:
    return QColor(code)


@cache
def load_theme(scheme: Scheme, density: Density = Density.COMFORTABLE) -> Theme:
    """`scheme` as the token table has it; SYSTEM must be resolved before."""
    table = _tokens()[scheme.value]
    colours: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, str):
            colours[name] = value
        elif isinstance(value, dict):
            colours.update({f"{name}.{part}": colour for part, colour in value.items()})
    return Theme(scheme, density, colours, tuple(table["series"]), tuple(table["citizen"]))


@cache
def _tokens() -> dict[str, dict[str, Any]]:
    with (RESOURCES / "themes" / "tokens.toml").open("rb") as file:
        return tomllib.load(file)


_applied: list[Theme] = []


def current() -> Theme:
    """The theme in force, for code that paints."""
    return _applied[-1] if _applied else load_theme(Scheme.LIGHT)


def put_in_force(theme: Theme) -> None:
    """For `apply_theme` alone."""
    _applied[:] = [theme]
