"""A fixed day, made-up people by name, and an index built from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.cpr import CprNumber
from app.population.index import PopulationIndex, SearchResult, build_index
from app.population.model import ExtractAddress, ExtractPerson
from app.population.query import ByAddress, ByCpr, ByNameAndAddress, ByNameAndBirth, read_query

TODAY = date(2026, 1, 15)
NORREGADE = ExtractAddress("0999", "0412", "12", "2", "tv", "Nørregade", "", "9998", "Fjordby")


class Noon:
    """Noon on TODAY, whatever the computer says."""

    def now(self) -> datetime:
        return datetime(TODAY.year, TODAY.month, TODAY.day, 11, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0


def person(digits: str, name: str, address: ExtractAddress | None = NORREGADE) -> ExtractPerson:
    """Somebody resident; everything else by `dataclasses.replace`."""
    first, _, last = name.rpartition(" ")
    cpr = CprNumber(digits)
    return ExtractPerson(cpr, None, 1, cpr.birth_date, name, first, "", last, address, protected=False,
                         protected_until=None, relations=())  # fmt: skip


def at(road: str, house: str, **changes: str) -> ExtractAddress:
    return replace(NORREGADE, road=f"{sum(map(ord, road)) % 9000:04d}", road_name=road, house=house, floor="", door="",
                   **changes)  # fmt: skip


Open = Callable[..., PopulationIndex]


@pytest.fixture
def index_of(tmp_path: Path) -> Iterator[Open]:
    """Build an index of the people given and open it."""
    opened: list[PopulationIndex] = []

    def build(*people: ExtractPerson, produced: date = TODAY) -> PopulationIndex:
        path = tmp_path / f"extract-{len(opened)}.sqlite"
        build_index(path, people, None, produced=produced, municipality="0999")
        opened.append(PopulationIndex(path, Noon(), None))
        return opened[-1]

    yield build
    for index in opened:
        index.close()


def ask(index: PopulationIndex, text: str) -> SearchResult:
    query = read_query(text, TODAY)
    assert isinstance(query, ByCpr | ByNameAndBirth | ByAddress | ByNameAndAddress), query
    return index.find(query)


def names(index: PopulationIndex, text: str) -> list[str]:
    return [hit.name for hit in ask(index, text).hits]
