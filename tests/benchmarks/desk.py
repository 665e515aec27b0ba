"""The desk's encrypted files: a citizen out of a full cache beside the bare reads, and what a durable trace costs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any, Final

import msgspec

from adapters.keychain.training import TrainingKeys
from app.access.audit import AuditTrail
from app.access.model import Purpose
from app.access.purpose import state_purpose
from app.access.trace import MemoryTrace, Trace
from app.citizen.lookup import LookUp, Sources, look_up
from app.citizen.model.person import Person
from app.citizen.model.sections import State
from app.citizen.port import (
    AddressSearchQuery,
    CaseNumberQuery,
    DwellingQuery,
    FileQuery,
    Query,
    Register,
    RegisterKey,
)
from app.citizen.records import _ANSWERS, MemoryCache, StoredCache, _key, _microseconds
from app.clock import Clock
from app.cpr import CprNumber
from app.decoding import decoder
from app.population.desk import Population
from app.store.desk import DeskStore
from tests.app.desk import access_of
from tests.benchmarks.fjordby import VIEWER, clock, errand, fjordby, gates, sources
from tests.benchmarks.row import Measured, NotMeasuredError, Row

CITIZENS: Final = 100_000
_OPENED: Final = 400
_WHO: Final = "newly_separated"
_ERRAND: Final = "kontanthjaelp"
"""Opens every section, relatives too; here it may keep incomes."""
_SEED: Final = 20_261_120
_BATCH: Final = 2_000
_PAIRS: Final = 300


Rows = tuple[tuple[RegisterKey, Query, object], ...]


@dataclass(frozen=True, slots=True)
class FullDesk:
    """An open store whose cache is full, and what its citizens are looked up with."""

    store: DeskStore
    sources: Sources
    citizens: tuple[CprNumber, ...]
    who: CprNumber
    rows: Rows
    purpose: Purpose

    def with_trace(self, trace: Trace) -> Sources:
        return replace(self.sources, trace=trace)

    def open(self, citizen: CprNumber, asked: Sources) -> float:
        """Seconds to the last state, every section shown from the cache."""
        began = perf_counter()
        states = {state.section: state for state in look_up(citizen, self.purpose, VIEWER, asked)}
        took = perf_counter() - began
        shown = [states[section].state for section in self.purpose.sections]
        if any(state is not State.FRESH for state in shown):
            raise NotMeasuredError(f"not from the cache: {', '.join(shown)}")
        return took

    def read_bare(self, citizen: CprNumber) -> float:
        """Seconds for the same rows, read and decoded by whoever knows where they are."""
        keys = [
            (*_key(citizen, register, _about(query, self.who, citizen)), _ANSWERS[type(query)])
            for register, query, _ in self.rows
        ]
        began = perf_counter()
        with self.store.cache.read() as connection:
            for subject, register, request, answer in keys:
                (value,) = connection.execute(
                    "SELECT value FROM answer WHERE subject = ? AND register = ? AND request = ?",
                    (subject, register, request),
                ).fetchone()
                decoder(answer).decode(value)
        return perf_counter() - began


class _TracePart:
    """What look-ups spend on their trace, its lines made and written: measured by a row of its own."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def timed(self, step: Callable[..., None]) -> Callable[..., None]:
        def run(*arguments: Any) -> None:
            began = perf_counter()
            step(*arguments)
            self._seconds += perf_counter() - began

        return run

    def taken(self) -> float:
        """Seconds since it was last asked."""
        seconds, self._seconds = self._seconds, 0.0
        return seconds


@contextmanager
def _trace_apart() -> Iterator[_TracePart]:
    part = _TracePart()
    steps = {name: getattr(LookUp, name) for name in ("_trace_opening", "_trace")}
    for name, step in steps.items():
        setattr(LookUp, name, part.timed(step))
    try:
        yield part
    finally:
        for name, step in steps.items():
            setattr(LookUp, name, step)


@contextmanager
def full_desk(citizens: int) -> Iterator[FullDesk]:
    """So many citizens, each with the answers of one real look-up, in a store of its own."""
    with fjordby() as servers, tempfile.TemporaryDirectory() as folder:
        now, adapters = clock(), gates(servers)
        keeping = replace(errand(_ERRAND), keeps_income=True)
        purpose = state_purpose(keeping, now)
        who = CprNumber(dict(servers.panel.people())[_WHO])
        rows = _fetched(adapters, who, purpose)
        store = DeskStore(Path(folder), TrainingKeys())
        store.open()
        ages = {key: register.manifest.ages for key, register in adapters.items()}
        kept = StoredCache(store.cache, now, ages, [keeping])
        numbers = tuple(_numbers(citizens))
        _fill(store, numbers, who, rows, now)
        served = Sources(adapters, kept, MemoryTrace(), access_of(now), Population(), now)
        yield FullDesk(store, served, numbers, who, rows, purpose)
        store.lock()


def _fetched(adapters: Mapping[RegisterKey, Register], who: CprNumber, purpose: Purpose) -> Rows:
    """A real citizen's answers, the relatives' among them."""
    asked = sources(adapters)
    for _ in look_up(who, purpose, VIEWER, asked):
        pass
    if not isinstance(asked.cache, MemoryCache):
        raise NotMeasuredError("the answers are elsewhere")
    found = asked.cache._by_subject[who]
    return tuple((register, query, record.value) for (register, query), record in found.items())


def _about(query: Query, who: CprNumber, citizen: CprNumber) -> Query:
    """The same query about another citizen; a relative's and a dwelling's stay what they are."""
    if isinstance(query, DwellingQuery | AddressSearchQuery | CaseNumberQuery | FileQuery) or query.cpr != who:
        return query
    return replace(query, cpr=citizen)


def _numbers(count: int) -> Iterator[CprNumber]:
    """Ten digits that say a date, all different."""
    for number in range(count):
        day, serial = divmod(number, 9_000)
        yield CprNumber(f"{1 + day % 28:02d}{1 + day // 28 % 12:02d}61{1_000 + serial:04d}")


def _fill(store: DeskStore, numbers: tuple[CprNumber, ...], who: CprNumber, rows: Rows, now: Clock) -> None:
    fetched, expires = _microseconds(now.now()), _microseconds(now.now() + timedelta(days=7))
    written = [(register, query, value, msgspec.json.encode(value)) for register, query, value in rows]
    for first in range(0, len(numbers), _BATCH):
        batch = []
        for citizen in numbers[first : first + _BATCH]:
            for register, query, value, text in written:
                own = isinstance(value, Person) and value.cpr == who
                kept = text.replace(who.digits.encode(), citizen.digits.encode()) if own else text
                key = _key(citizen, register, _about(query, who, citizen))
                batch.append((*key, _ERRAND, kept, fetched, expires))
        with store.cache.write() as connection:
            connection.executemany("INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?)", batch)


@cache
def _cached_opens(quick: bool) -> tuple[list[float], list[float], list[float]]:
    """Seconds of each opening, of its trace apart from it, and of the bare reads of the same citizen's rows right
    after or before."""
    with full_desk(CITIZENS // 20 if quick else CITIZENS) as desk, _trace_apart() as part:
        draw = Random(_SEED)  # noqa: S311 - repeatable, nothing secret
        drawn = draw.sample(desk.citizens, 40 if quick else _OPENED)
        desk.open(desk.citizens[0], desk.sources)  # imports, and the decoders made once
        desk.read_bare(desk.citizens[0])
        part.taken()
        opened, traced, bare = [], [], []
        for turn, citizen in enumerate(drawn):
            before = desk.read_bare(citizen) if turn % 2 == 0 else None
            took = desk.open(citizen, desk.sources)
            traced.append(part.taken())
            opened.append(took - traced[-1])
            bare.append(desk.read_bare(citizen) if before is None else before)
        return opened, traced, bare


def _cached_open(quick: bool) -> Measured:
    """The citizen read first pays for the file's pages, so each half is compared with its own kind."""
    opened, traced, bare = _cached_opens(quick)
    cold, warm = median(opened[1::2]) / median(bare[0::2]), median(opened[0::2]) / median(bare[1::2])
    took, apart, read = (1000 * median(seconds) for seconds in (opened, traced, bare))
    note = f"cold {cold:.2f}, warm {warm:.2f}; opened {took:.2f} ms, its trace apart {apart:.2f}, bare {read:.2f}"
    return Measured(max(cold, warm), note)


def _trace_added(quick: bool) -> Measured:
    """Milliseconds that a durable trace adds to a look-up out of the cache, where nothing else takes its time."""
    with full_desk(1_000) as desk:
        durable = desk.with_trace(AuditTrail(desk.store.outbox, desk.sources.clock))
        pairs = []
        for turn, citizen in enumerate(desk.citizens[: 40 if quick else _PAIRS]):
            first, second = (desk.sources, durable) if turn % 2 else (durable, desk.sources)
            took = {id(first): desk.open(citizen, first), id(second): desk.open(citizen, second)}
            pairs.append(took[id(durable)] - took[id(desk.sources)])
        with desk.store.outbox.read() as connection:
            (lines,) = connection.execute("SELECT count(*) - 1 FROM audit").fetchone()
    note = f"{lines / len(pairs):.0f} lines a look-up, on the disk before anything is shown; {len(pairs)} pairs"
    return Measured(1000 * median(pairs), note)


ROWS: Final = (
    Row("cached-open", "x bare reads", 3.0, _cached_open),
    Row("trace-added", "ms a look-up", 2.0, _trace_added),
)
