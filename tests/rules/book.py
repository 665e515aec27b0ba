"""The shipped rules as the tests of law use them, and the tables a lawyer can read."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from app.benefits.assess import assess
from app.benefits.batch import assess_rows
from app.benefits.model import Assessment
from app.benefits.rulebook import Rulebook, load_rulebook
from app.facts.model import CITIZEN, Fact, Facts, Value

RESOURCES: Final = Path(__file__).resolve().parents[2] / "resources"
PUBLISHED: Final = Path(__file__).resolve().parents[3] / "shared" / "rules"
TABLES: Final = Path(__file__).resolve().parent / "tables"
TODAY: Final = date(2026, 11, 22)

needs_published = pytest.mark.skipif(
    not PUBLISHED.is_dir(), reason="the published cases and figures (../shared/rules) are not here"
)


@cache
def shipped() -> Rulebook:
    """What a municipality has before it has confirmed anything."""
    return load_rulebook(RESOURCES)


@cache
def fjordby() -> Rulebook:
    return load_rulebook(RESOURCES, confirmed=RESOURCES / "training" / "confirmed_rates.toml")


def facts(**told: Value) -> Facts:
    return Facts.of(Fact(name, value, CITIZEN) for name, value in told.items())


def assessed(key: str, known: Facts, *, on: date = TODAY, book: Rulebook | None = None) -> Assessment:
    """The facts may go by the inputs' own names, as the columns of a file of cases do."""
    book = book or shipped()
    own = {asked.name: asked.told_as for asked in book.benefits[key].inputs.values() if asked.name in known}
    told = known.with_(replace(known[name], name=told_as) for name, told_as in own.items())
    return assess(key, told, book=book, on=on, known=TODAY)


def published(name: str) -> list[dict[str, str]]:
    with (PUBLISHED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def printed(key: str, path: Path, *, book: Rulebook, trace: bool = False) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(assess_rows(key, lines, book=book, on=TODAY, known=TODAY, trace=trace))
