"""The extract's search index on this desk: the lawful searches, who lives at an address, who is related to whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Sized
from dataclasses import replace
from datetime import date
from enum import IntEnum
from pathlib import Path
from threading import Lock
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.clock import Clock, danish_day
from app.cpr import CprNumber
from app.errors import UserError
from app.population.addresses import is_at
from app.population.build import NAME_TERM, RELATIONS, ROAD_TERM, build_index, day_number, normalised_dwelling
from app.population.database import Errors, damaged, open_index
from app.population.folding import road_sound, sound, with_deletions
from app.population.hits import (
    COLUMNS,
    EXACT,
    Discretion,
    DwellingKey,
    Fit,
    Row,
    SearchResult,
    by_likeness,
    fit,
    is_protected,
    to_cpr,
    to_hit,
    told_apart,
)
from app.population.lawful import Criterion
from app.population.model import Hit, RelationType, Resident
from app.population.query import ByAddress, ByCpr, ByNameAndAddress, ByNameAndBirth, SearchQuery
from app.store.port import KeySource

__all__ = ["DwellingKey", "PopulationIndex", "SearchResult", "build_index"]

# A name so common that more rows answer is cut here; the result says that there are more.
_MOST_ROWS = 500
_MOST_TERMS = 24
_MOST_WORDS = 6
_LAST_REGISTERED_STATUS = 7
_CHANGES_OF_NUMBER = 4


class _Effort(IntEnum):
    """How far from the spelling to look: the same sound, one slip away, two slips away."""

    SOUND = 0
    SLIP = 1
    FAR = 2


class PopulationIndex:
    """One open index, usable from any thread: calls take turns on one connection, each a few milliseconds.

    With `keys` the file is encrypted; without, it is training's. UserError from the constructor: index-missing,
    index-key-missing, index-outdated, index-damaged; from every other call index-damaged.
    """

    def __init__(self, path: Path, clock: Clock, keys: KeySource | None) -> None:
        self._path = path
        self._keys = keys
        self._clock = clock
        self._lock = Lock()
        self._vocabulary: dict[int, tuple[list[int], list[str]]] = {}
        self._connection = open_index(path, keys)
        try:
            produced, self.municipality = self._rows("SELECT produced, municipality FROM extract")[0]
            self.produced = date.fromisoformat(produced)
        except (UserError, LookupError, ValueError):
            self._connection.close()
            raise UserError("index-damaged", detail="no extract row") from None

    def close(self) -> None:
        """Drop the connection with its key, and every name read so far."""
        with self._lock:
            self._connection.close()
            self._vocabulary.clear()

    def reopen(self) -> None:
        """After `close`, with a key fetched anew; raises what the constructor does."""
        connection = open_index(self._path, self._keys)
        with self._lock:
            self._connection = connection

    @property
    def is_old(self) -> bool:
        """Whether a protection may have been registered since, as of an answer of CPR's older than 24 hours.

        The extract tells its day and not its hour, so that it is new on that day alone. A house number is told no more
        then, for it is what finds a door; the road stays, for without it namesakes could not be told apart.
        """
        return danish_day(self._clock.now()) != self.produced

    def find(self, query: SearchQuery, *, limit: int = 50, withheld: Collection[CprNumber] = ()) -> SearchResult:
        """The people a lawful search finds, best first. By an address nobody is found whose address is protected.

        Those `withheld`, under the numbers in force, count as protected.
        """
        discretion = self._discretion(withheld)
        for effort in _Effort:
            for reading in _readings(query):
                fits = self._fits(reading, effort, discretion)
                if fits:
                    return self._result(fits, limit, discretion, reading.criterion)
        return SearchResult((), more=False)

    def find_at(self, address: ByAddress, *, limit: int = 50, withheld: Collection[CprNumber] = ()) -> SearchResult:
        """As `find`, those alone who are registered just there; nobody near by."""
        discretion = self._discretion(withheld)
        in_full = replace(discretion, roads_only=False)
        for effort in _Effort:
            fits = self._fits(address, effort, discretion)
            there = [one for one in fits if is_at(to_hit(one.row, in_full), address)]
            if fits:
                return self._result(there, limit, discretion, address.criterion)
        return SearchResult((), more=False)

    def person(self, cpr: CprNumber, *, withheld: Collection[CprNumber] = ()) -> Hit | None:
        """The person of this number or, when it is superseded, of the number now in force."""
        row = self._in_force(int(cpr.digits))
        return to_hit(row, self._discretion(withheld)) if row else None

    def contains(self, cpr: CprNumber) -> bool:
        return bool(self._rows("SELECT 1 FROM person WHERE cpr = ?", (int(cpr.digits),)))

    def residents(self, dwelling: DwellingKey) -> tuple[Resident, ...]:
        """Everybody registered at exactly this dwelling, the protected marked; nobody for a road that is no place."""
        rows = self._people(
            "FROM road r JOIN person p ON p.road = r.id WHERE r.municipality = ? AND r.code = ? "
            "AND p.house = ? AND p.floor = ? AND p.door = ? AND p.status <= ? ORDER BY p.born, p.cpr",
            (
                dwelling.municipality,
                dwelling.road,
                *normalised_dwelling(dwelling.house, dwelling.floor, dwelling.door),
                _LAST_REGISTERED_STATUS,
            ),
        )
        discretion = self._discretion()
        hits = (to_hit(row, discretion) for row in rows)
        return tuple(Resident(hit.cpr, hit.name, hit.born, hit.protected, hit.status) for hit in hits)

    def relations(self, cpr: CprNumber) -> tuple[tuple[RelationType, CprNumber], ...]:
        """The relations CPR has registered for this person, both sides under the numbers now in force."""
        row = self._in_force(int(cpr.digits))
        found = self._rows("SELECT relations FROM person WHERE cpr = ?", (row.cpr,)) if row else []
        related = [(RELATIONS[int(pair[0])], int(pair[1:])) for (written,) in found for pair in written.split()]
        return tuple(
            dict.fromkeys(
                (kind, to_cpr(now.cpr if (now := self._in_force(other)) else other)) for kind, other in related
            )
        )

    def _discretion(self, withheld: Collection[CprNumber] = ()) -> Discretion:
        today = day_number(danish_day(self._clock.now()))
        return Discretion(today, frozenset(int(cpr.digits) for cpr in withheld), self.is_old)

    def _result(self, fits: list[Fit], limit: int, discretion: Discretion, criterion: Criterion) -> SearchResult:
        shown = fits[:limit]
        hits = told_apart([to_hit(one.row, discretion) for one in shown], [one.row for one in shown], self.relations)
        hits = tuple(replace(hit, by_earlier_name=one.earlier) for hit, one in zip(hits, shown, strict=True))
        return SearchResult(hits, more=len(fits) > limit, criterion=criterion if hits else None)

    def _fits(self, query: SearchQuery, effort: _Effort, discretion: Discretion) -> list[Fit]:
        match query:
            case ByCpr(cpr):
                row = self._in_force(int(cpr.digits))
                return [Fit(row, EXACT, surplus=0, earlier=False)] if row else []
            case ByNameAndBirth():
                return self._by_name(query, effort)
            case ByAddress():
                return [Fit(row, EXACT, surplus=0, earlier=False) for row in self._at(query, effort, discretion)]
            case ByNameAndAddress(words, address):
                rows = self._at(address, effort, discretion)
                return by_likeness(one for row in rows if (one := fit(row, words)) is not None)

    def _by_name(self, query: ByNameAndBirth, effort: _Effort) -> list[Fit]:
        keys = [sound(word) for word in query.words if len(word) > 1][:_MOST_WORDS]
        sought = self._terms(NAME_TERM, keys, effort)
        if effort is _Effort.FAR:
            sought = [terms for terms in sought if terms]
        if not sought or not all(sought):
            return []
        sought.sort(key=lambda terms: sum(people for _, people in terms))
        periods = [(day_number(day), day_number(day)) for day in query.dates]
        periods += [(year * 10_000, year * 10_000 + 9_999) for year in query.years]
        rows = [row for period in periods for row in self._named(sought, period)]
        return by_likeness(one for row in self._current(rows) if (one := fit(row, query.words)) is not None)

    def _named(self, sought: list[list[tuple[int, int]]], period: tuple[int, int]) -> list[Row]:
        """People born in the period who have a name of each of the sounds. The rarest sound leads the join."""
        joins = "".join(
            f" CROSS JOIN named n{i} "
            f"ON n{i}.term IN ({_marks(terms)}) AND n{i}.born = n0.born AND n{i}.person = n0.person"
            for i, terms in enumerate(sought)
            if i
        )
        return self._people(
            f"FROM named n0{joins} CROSS JOIN person p ON p.cpr = n0.person LEFT JOIN road r ON r.id = p.road "
            f"WHERE n0.term IN ({_marks(sought[0])}) AND n0.born BETWEEN ? AND ? LIMIT {_MOST_ROWS}",
            (*(term for terms in (*sought[1:], sought[0]) for term, _ in terms), *period),
        )

    def _at(self, address: ByAddress, effort: _Effort, discretion: Discretion) -> list[Row]:
        """The unprotected people at an address, by flat. A postal code binds unless nothing else fits."""
        key = road_sound(address.road)
        sought, values = self._roads(key, effort)
        if effort is _Effort.SOUND:
            where = [sought, "p.house = ?"]
            values.append(address.house)
        else:
            where = [sought, "(p.house = ? OR p.house BETWEEN ? AND ?)"]
            values += [address.house, f"{address.house}A", f"{address.house}Z"]
        postal = address.postal if effort is _Effort.SOUND else ""
        for column, value in (("r.postal_code", postal), ("p.floor", address.floor), ("p.door", address.door)):
            if value:
                where.append(f"{column} = ?")
                values.append(value)
        rows = self._people(
            f"FROM term t CROSS JOIN road r ON r.term = t.id CROSS JOIN person p ON p.road = r.id "
            f"WHERE {' AND '.join(where)} LIMIT {_MOST_ROWS}",
            values,
        )
        visible = [row for row in self._current(rows) if not is_protected(row, discretion)]
        return sorted(visible, key=lambda row: _by_flat(row, key, effort))

    def _roads(self, key: str, effort: _Effort) -> tuple[str, list[int | str]]:
        """The condition on `term` that gives the roads near enough to `key`, and its values."""
        if effort is _Effort.SOUND:
            return "t.kind = ? AND t.key = ?", [ROAD_TERM, key]
        if effort is _Effort.FAR:
            ids = [term for term, _ in self._terms(ROAD_TERM, [key], effort)[0]]
            return f"t.id IN ({_marks(ids)})", [*ids]
        slips = sorted(with_deletions(key))
        return f"t.id IN (SELECT term FROM slip WHERE kind = ? AND key IN ({_marks(slips)}))", [  # noqa: S608 - marks alone
            ROAD_TERM,
            *slips,
        ]

    def _terms(self, kind: int, keys: Sequence[str], effort: _Effort) -> list[list[tuple[int, int]]]:
        """For each key the sounds near enough to it, nearest first, as (term, how many have it)."""
        if effort is _Effort.FAR:
            ids, written = self._all_terms(kind)
            far = [
                process.extract(key, written, scorer=OSA.distance, score_cutoff=2, limit=_MOST_TERMS) for key in keys
            ]
            return [[(ids[place], 0) for _, _, place in near] for near in far]
        if effort is _Effort.SLIP:
            return self._one_slip_from(kind, keys)
        found = self._rows(
            f"SELECT key, id, people FROM term WHERE kind = ? AND key IN ({_marks(keys)})",  # noqa: S608 - marks alone
            (kind, *keys),
        )
        return [[(number, people) for key, number, people in found if key == sought] for sought in keys]

    def _one_slip_from(self, kind: int, keys: Sequence[str]) -> list[list[tuple[int, int]]]:
        slips = [with_deletions(key) for key in keys]
        either = sorted(set().union(*slips))
        found = self._rows(
            f"SELECT s.key, t.key, t.id, t.people FROM slip s CROSS JOIN term t ON t.id = s.term "  # noqa: S608 - marks
            f"WHERE s.kind = ? AND s.key IN ({_marks(either)})",
            (kind, *either),
        )
        terms = []
        for key, own in zip(keys, slips, strict=True):
            near = {
                (OSA.distance(key, heard), -people, term) for slipped, heard, term, people in found if slipped in own
            }
            terms.append([(term, -people) for _, people, term in sorted(near)[:_MOST_TERMS]])
        return terms

    def _all_terms(self, kind: int) -> tuple[list[int], list[str]]:
        known = self._vocabulary.get(kind)
        if known is None:
            rows = self._rows("SELECT id, key FROM term WHERE kind = ?", (kind,))
            known = self._vocabulary[kind] = [row[0] for row in rows], [row[1] for row in rows]
        return known

    def _current(self, rows: list[Row]) -> list[Row]:
        """Each person once, under the number now in force where the extract has it."""
        people: dict[int, Row] = {}
        for row in rows:
            now = row if row.current is None else self._in_force(row.cpr) or row
            people.setdefault(now.cpr, now)
        return list(people.values())

    def _in_force(self, cpr: int) -> Row | None:
        row: Row | None = None
        number: int | None = cpr
        for _ in range(_CHANGES_OF_NUMBER):
            found = self._people("FROM person p LEFT JOIN road r ON r.id = p.road WHERE p.cpr = ?", (number,))
            if not found:
                break
            row = found[0]
            number = row.current
            if number is None:
                break
        return row

    def _people(self, clauses: str, values: Sequence[int | str | None]) -> list[Row]:
        return [Row(*row) for row in self._rows(f"SELECT {COLUMNS} {clauses}", values)]

    def _rows(self, statement: str, values: Sequence[int | str | None] = ()) -> list[Any]:
        try:
            with self._lock:
                return self._connection.execute(statement, values).fetchall()
        except Errors as error:
            raise damaged(error) from None


def _readings(query: SearchQuery) -> Iterator[SearchQuery]:
    reading: SearchQuery | None = query
    while reading is not None:
        yield reading
        reading = reading.otherwise if isinstance(reading, ByAddress | ByNameAndAddress) else None


def _by_flat(row: Row, key: str, effort: _Effort) -> tuple[int, str, str, str, int]:
    """The road nearest to what was typed first, then house, floor and door, the oldest first."""
    far = OSA.distance(road_sound(row.road or ""), key) if effort else 0
    return far, row.house, row.floor, row.door, row.born


def _marks(values: Sized) -> str:
    return ",".join("?" * len(values))
