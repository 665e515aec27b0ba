"""A new index from an extract: written beside the old one and put in its place only when whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from glob import escape
from itertools import islice
from pathlib import Path
from uuid import uuid4

from app.errors import UserError
from app.population.database import INDEXES, Errors, create_tables, index_key, open_database
from app.population.folding import indexed_words, road_sound, sound, with_deletions
from app.population.model import ExtractAddress, ExtractPerson, RelationType
from app.store.cipher import Key, told
from app.store.port import KeySource

NAME_TERM, ROAD_TERM = 0, 1
RELATIONS = tuple(RelationType)
_BATCH = 5_000
_FIRST_SPECIAL_ROAD = 9900

PersonRow = tuple[int, str, int, int, bool, int, int | None, str, str, str, int | None, str, str, str]


def build_index(
    path: Path, people: Iterable[ExtractPerson], keys: KeySource | None, *, produced: date, municipality: str
) -> None:
    """Replace the index at `path`, encrypted with `keys`. Whatever `people` raises leaves the old one as it was.

    UserError: extract-empty (no people), index-in-use (Windows: somebody has it open), index-busy (two builds at
    once), store-full and the like, and what the key source raises.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    key = index_key(keys, make=True) if keys is not None else None
    _clear_away_killed_builds(path, key)
    part = path.with_name(f"{path.name}.{uuid4().hex}.part")
    try:
        with closing(open_database(part, key, write=True)) as connection:
            create_tables(connection)
            connection.execute("BEGIN EXCLUSIVE")
            if not _Builder(connection).write(people):
                raise UserError("extract-empty")
            connection.execute("INSERT INTO extract VALUES (?, ?)", (produced.isoformat(), municipality))
            connection.execute("COMMIT")
        _put_in_place(part, path)
    except Errors as error:
        raise told(error) from None
    finally:
        part.unlink(missing_ok=True)


def _put_in_place(part: Path, path: Path) -> None:
    try:
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(path)
    except PermissionError as error:
        raise UserError("index-in-use", detail=type(error).__name__) from error
    except FileNotFoundError as error:
        raise UserError("index-busy", detail=type(error).__name__) from error


def _clear_away_killed_builds(path: Path, key: Key | None) -> None:
    """Remove the people a killed build left lying; a build still at work holds its own file locked."""
    for part in path.parent.glob(f"{escape(path.name)}.*.part"):
        try:
            with closing(open_database(part, key, write=True)) as connection:
                connection.execute("BEGIN EXCLUSIVE")
        except Errors as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                continue
        part.unlink(missing_ok=True)


class _Builder:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._terms: dict[tuple[int, str], int] = {}
        self._counts: list[int] = []
        self._words: dict[str, tuple[tuple[str, ...], tuple[int, ...]]] = {}
        self._roads: dict[tuple[str, ...], int] = {}

    def write(self, people: Iterable[ExtractPerson]) -> int:
        """How many were written."""
        execute, count = self._connection.executemany, 0
        self._connection.execute("CREATE TEMP TABLE posting (term INTEGER, born INTEGER, person INTEGER)")
        waiting = iter(people)
        while batch := list(islice(waiting, _BATCH)):
            postings: list[tuple[int, int, int]] = []
            execute(
                "INSERT OR REPLACE INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                self._rows(batch, postings),
            )
            execute("INSERT INTO posting VALUES (?, ?, ?)", postings)
            count += len(batch)
        self._connection.execute("INSERT INTO named SELECT DISTINCT * FROM posting ORDER BY term, born, person")
        self._connection.execute("DROP TABLE posting")
        execute(
            "INSERT INTO term VALUES (?, ?, ?, ?)",
            ((number, kind, key, self._counts[number]) for (kind, key), number in self._terms.items()),
        )
        execute(
            "INSERT INTO slip VALUES (?, ?, ?)",
            sorted((kind, key, number) for (kind, term), number in self._terms.items() for key in with_deletions(term)),
        )
        for statement in INDEXES.split(";"):
            self._connection.execute(statement)
        return count

    def _rows(self, people: list[ExtractPerson], postings: list[tuple[int, int, int]]) -> Iterator[PersonRow]:
        for person in people:
            cpr = int(person.cpr.digits)
            born = day_number(person.born or person.cpr.birth_date)
            full = " ".join(part for part in (person.first, person.middle, person.last) if part) or person.name
            words, terms = self._named(full)
            earlier, earlier_terms = self._named(" ".join(person.earlier_names)) if person.earlier_names else ((), ())
            postings += [(term, born, cpr) for term in {*terms, *earlier_terms}]
            address = person.address if person.address and _is_fixed(person.address) else None
            yield (
                cpr,
                full,
                born,
                person.status,
                person.protected,
                day_number(person.protected_until) if person.protected else 0,
                self._road(address) if address else None,
                *(normalised_dwelling(address.house, address.floor, address.door) if address else ("", "", "")),
                int(person.current.digits) if person.current else None,
                f"{' '.join(words)}|{' '.join(earlier)}",
                "|".join(person.earlier_names),
                " ".join(f"{RELATIONS.index(kind)}{other.digits}" for kind, other in person.relations),
            )

    def _named(self, name: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
        words: tuple[str, ...] = ()
        terms: tuple[int, ...] = ()
        for written in name.split():
            if (known := self._words.get(written)) is None:
                folded = indexed_words(written)
                known = self._words[written] = folded, tuple(self._term(NAME_TERM, sound(word)) for word in folded)
            words += known[0]
            terms += known[1]
        for term in terms:
            self._counts[term] += 1
        return words, terms

    def _term(self, kind: int, key: str) -> int:
        number = self._terms.get((kind, key))
        if number is None:
            number = self._terms[kind, key] = len(self._counts)
            self._counts.append(0)
        return number

    def _road(self, address: ExtractAddress) -> int:
        named = (address.road_name, address.locality, address.postal_code, address.postal_district)
        key = (address.municipality, address.road, *named)
        known = self._roads.get(key)
        if known is None:
            term = self._term(ROAD_TERM, road_sound(address.road_name))
            known = len(self._roads)
            self._roads[key] = known
            self._connection.execute("INSERT INTO road VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (known, term, *key))
        return known


def normalised_dwelling(house: str, floor: str, door: str) -> tuple[str, str, str]:
    """House number, floor and door without padding, in the one case the index has them in."""
    return house.strip().lstrip("0").upper(), floor.strip().lstrip("0").lower(), door.strip().lstrip("0").lower()


def day_number(day: date | None) -> int:
    """yyyymmdd, so that a year is a range; 0 for no day."""
    return day.year * 10_000 + day.month * 100 + day.day if day else 0


def _is_fixed(address: ExtractAddress) -> bool:
    """Roads 9900-9999 are administrative: whoever is registered there has no fixed address, for whatever reason."""
    return not (address.road.isdigit() and int(address.road) >= _FIRST_SPECIAL_ROAD)
