"""Good answers kept for a while, by subject and request: in the desk's encrypted cache, or a few in memory."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

import msgspec

from app.access.model import Errand
from app.citizen.model.archive import CaseFile
from app.citizen.model.dwelling import Dwelling
from app.citizen.model.grants import GrantList
from app.citizen.model.income import IncomeStatement
from app.citizen.model.person import Person
from app.citizen.port import Ages, CasesQuery, DwellingQuery, GrantsQuery, IncomeQuery, PersonQuery, Query, RegisterKey
from app.clock import Clock
from app.cpr import CprNumber
from app.decoding import decoder
from app.errors import UserError
from app.store.port import DeskFile

if TYPE_CHECKING:
    from sqlite3 import Connection

_log = logging.getLogger(__name__)
_ANSWERS: Final[Mapping[type, type]] = {
    PersonQuery: Person,
    IncomeQuery: IncomeStatement,
    DwellingQuery: Dwelling,
    GrantsQuery: GrantList,
    CasesQuery: CaseFile,
}
"""What is kept on the desk, and what its answers are; other answers are kept in memory."""

_START = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Record:
    """One good answer and the errand it was fetched for."""

    value: object
    fetched_at: datetime
    errand: str


Kept = Callable[[RegisterKey, Query], Record | None]
"""What is kept of one subject: the answer to a request, None without one or when its time is up."""


class Cache(Protocol):
    """`subject` is the citizen of the look-up, also for relatives' and dwellings' answers."""

    def about(self, subject: CprNumber) -> Kept:
        """Everything kept of the subject, read at once and as it is now."""
        ...

    def put(self, subject: CprNumber, register: RegisterKey, query: Query, record: Record) -> None: ...

    def drop(self, subject: CprNumber, register: RegisterKey, query: Query) -> None:
        """Forget an answer: its register has since refused to give it."""
        ...


class MemoryCache:
    """The answers about the citizens opened last; the oldest citizen goes first."""

    def __init__(self, citizens: int = 20) -> None:
        self._citizens = citizens
        self._lock = threading.Lock()
        self._by_subject: OrderedDict[CprNumber, dict[tuple[RegisterKey, Query], Record]] = OrderedDict()

    def about(self, subject: CprNumber) -> Kept:
        return partial(self.get, subject)

    def get(self, subject: CprNumber, register: RegisterKey, query: Query) -> Record | None:
        with self._lock:
            if subject not in self._by_subject:
                return None
            self._by_subject.move_to_end(subject)
            return self._by_subject[subject].get((register, query))

    def put(self, subject: CprNumber, register: RegisterKey, query: Query, record: Record) -> None:
        with self._lock:
            rows = self._by_subject.setdefault(subject, {})
            self._by_subject.move_to_end(subject)
            rows[register, query] = record
            while len(self._by_subject) > self._citizens:
                self._by_subject.popitem(last=False)

    def drop(self, subject: CprNumber, register: RegisterKey, query: Query) -> None:
        with self._lock:
            self._by_subject.get(subject, {}).pop((register, query), None)

    def clear(self) -> None:
        with self._lock:
            self._by_subject.clear()


class StoredCache:
    """Answers in the desk's encrypted cache until their register's `expiry`.

    Incomes stay in memory unless the errand they were fetched for may keep them. Ages count on a clock that is never
    set back: what was once too old stays so. Trouble with the file costs the answer, never the look-up.
    """

    def __init__(
        self, file: DeskFile, clock: Clock, ages: Mapping[RegisterKey, Ages], errands: Collection[Errand]
    ) -> None:
        self._file = file
        self._clock = clock
        self._ages = ages
        self._keeps_income = frozenset(errand.key for errand in errands if errand.keeps_income)
        self._memory = MemoryCache()
        self._latest = 0

    def about(self, subject: CprNumber) -> Kept:
        rows: dict[tuple[str, str], tuple[str, bytes, int]] = {}
        ahead = 0
        try:
            with self._file.read() as connection:
                now, ahead = self._time(*connection.execute("SELECT latest, ahead FROM clock").fetchone())
                found = connection.execute(
                    "SELECT register, request, errand, value, fetched_at FROM answer"
                    " WHERE subject = ? AND expires_at > ?",
                    (subject.digits, now),
                )
                rows = {(register, request): row for register, request, *row in found}
        except UserError as error:
            _log.warning("cached answers not read: %s", error)

        def get(register: RegisterKey, query: Query) -> Record | None:
            answer = _ANSWERS.get(type(query))
            kept = self._memory.get(subject, register, query) if answer in (IncomeStatement, None) else None
            row = rows.get((register, _text(query)))
            if answer is None or kept is not None or row is None:
                return kept
            errand, value, fetched_at = row
            try:
                return Record(decoder(answer).decode(value), _instant(fetched_at - ahead), errand)
            except msgspec.DecodeError:  # of an older program
                self.drop(subject, register, query)
                return None

        return get

    def get(self, subject: CprNumber, register: RegisterKey, query: Query) -> Record | None:
        return self.about(subject)(register, query)

    def put(self, subject: CprNumber, register: RegisterKey, query: Query, record: Record) -> None:
        stays = not isinstance(query, IncomeQuery) or record.errand in self._keeps_income
        if type(query) not in _ANSWERS or not stays:
            self._memory.put(subject, register, query, record)
            return
        self._memory.drop(subject, register, query)
        value, expiry = msgspec.json.encode(record.value), self._ages[register].expiry // _MICROSECOND
        try:
            with self._file.write() as connection:
                now, ahead = self._wind(connection)
                fetched_at = min(_microseconds(record.fetched_at) + ahead, now)
                connection.execute(
                    "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (*_key(subject, register, query), record.errand, value, fetched_at, fetched_at + expiry),
                )
        except UserError as error:
            _log.warning("answer not cached: %s", error)

    def drop(self, subject: CprNumber, register: RegisterKey, query: Query) -> None:
        self._memory.drop(subject, register, query)
        try:
            with self._file.write() as connection:
                connection.execute(
                    "DELETE FROM answer WHERE subject = ? AND register = ? AND request = ?",
                    _key(subject, register, query),
                )
        except UserError as error:
            _log.warning("cached answer not dropped: %s", error)

    def purge(self) -> None:
        """Remove what has expired from the disk; for the start and now and then."""
        try:
            with self._file.write() as connection:
                now, _ = self._wind(connection)
                connection.execute("DELETE FROM answer WHERE expires_at <= ?", (now,))
        except UserError as error:
            _log.warning("cache not purged: %s", error)

    def forget(self) -> None:
        """Drop what lies in memory only: the desk locks."""
        self._memory.clear()

    def _wind(self, connection: Connection) -> tuple[int, int]:
        """`_time`, noted so that the next start knows it too."""
        now, ahead = self._time(*connection.execute("SELECT latest, ahead FROM clock").fetchone())
        connection.execute("UPDATE clock SET latest = ?, ahead = ?", (now, ahead))
        return now, ahead

    def _time(self, latest: int, ahead: int) -> tuple[int, int]:
        """The time that ages count on, and how far it is ahead of the computer's; both in microseconds."""
        clock = _microseconds(self._clock.now())
        now = self._latest = max(clock + ahead, latest, self._latest)
        return now, now - clock


def _key(subject: CprNumber, register: RegisterKey, query: Query) -> tuple[str, str, str]:
    return subject.digits, register, _text(query)


def _text(query: Query) -> str:
    return f"{type(query).__name__} {msgspec.json.encode(query).decode()}"


def _microseconds(instant: datetime) -> int:
    return (instant - _START) // _MICROSECOND


def _instant(microseconds: int) -> datetime:
    return _START + microseconds * _MICROSECOND
