"""What a person did at this desk and somebody else must be told, kept until they have confirmed it; and drafts.

An entry is frozen when it is appended. Its id is made here and goes along with every attempt, so that a repeat is
harmless. Entries of one subject are delivered in order; one that was refused is parked and holds up nobody.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from sqlite3 import Connection
from uuid import UUID

from app.clock import Clock
from app.errors import BugError
from app.store.port import DeskFile

LONGEST_WAIT = timedelta(minutes=5)
KEPT = timedelta(days=7)
"""How long a delivered entry stays: after a failover the receiver may have to be compared with it."""

_FIRST_WAIT = timedelta(seconds=2)
_COLUMNS = "number, id, kind, subject, body, state, created_at, attempts, next_at, reason"


class EntryState(StrEnum):
    QUEUED = "queued"
    DELIVERED = "delivered"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """`id` is the client's UUID for what is told, `subject` what must be told in order (a case), `body` JSON."""

    id: UUID
    kind: str
    subject: str
    body: str

    @property
    def digest(self) -> bytes:
        return hashlib.sha256(f"{self.kind}\0{self.subject}\0{self.body}".encode()).digest()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as kept. `reason` is why it was parked, `attempts` how often it failed since it was queued."""

    number: int
    id: UUID
    kind: str
    subject: str
    body: str
    state: EntryState
    created_at: datetime
    attempts: int
    next_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What has not been delivered; `oldest` is when the first of it was appended."""

    queued: int
    parked: int
    oldest: datetime | None


class Outbox:
    """Entries and drafts in the desk's durable file; every method may raise what `DeskFile` raises.

    Where a connection may be given, the step joins the caller's transaction. `chance` gives numbers from 0 to 1.
    """

    def __init__(self, file: DeskFile, clock: Clock, chance: Callable[[], float] = random.random) -> None:
        self._file = file
        self._clock = clock
        self._chance = chance

    def append(self, entry: NewEntry, within: Connection | None = None) -> None:
        """Queue it. Again with the same id is nothing new; BugError if the same id comes with other content."""
        now = _written(self._clock.now())
        row = (str(entry.id), entry.kind, entry.subject, entry.body, entry.digest, now, now)
        with self._writing(within) as connection:
            added = connection.execute(
                "INSERT INTO entry (id, kind, subject, body, digest, state, created_at, next_at)"
                " VALUES (?, ?, ?, ?, ?, 'queued', ?, ?) ON CONFLICT (id) DO NOTHING",
                row,
            )
            if not added.rowcount:
                (digest,) = connection.execute("SELECT digest FROM entry WHERE id = ?", (str(entry.id),)).fetchone()
                if digest != entry.digest:
                    raise BugError(f"entry {entry.id} was appended before with other content")

    def due(self, now: datetime) -> tuple[Entry, ...]:
        """The first queued entry of each subject, if its time has come, oldest first.

        A time further off than the longest wait was set by a clock that has since been set back.
        """
        soon, far = _written(now), _written(now + LONGEST_WAIT)
        return self._entries(
            "number IN (SELECT min(number) FROM entry WHERE state = 'queued' GROUP BY subject)"
            " AND NOT (next_at > ? AND next_at <= ?)",
            soon,
            far,
        )

    def of_subject(self, subject: str) -> tuple[Entry, ...]:
        """All that is kept of it, oldest first, what was delivered in the last week included."""
        return self._entries("subject = ?", subject)

    def find(self, entry: UUID, within: Connection | None = None) -> Entry | None:
        with self._reading(within) as connection:
            return next(iter(_select(connection, "id = ?", str(entry))), None)

    def delivered(self, entry: UUID) -> None:
        """The receiver has confirmed it, however late."""
        self._change(
            "UPDATE entry SET state = 'delivered', reason = '', settled_at = ? WHERE id = ? AND state != 'delivered'",
            _written(self._clock.now()),
            str(entry),
        )

    def retry_later(self, entry: UUID, at: datetime) -> None:
        """An attempt failed at `at` in a way that may pass: wait longer each time, by chance, five minutes at most."""
        with self._file.write() as connection:
            row = connection.execute(
                "SELECT attempts FROM entry WHERE id = ? AND state = 'queued'", (str(entry),)
            ).fetchone()
            if row is not None:
                longest = min(LONGEST_WAIT, _FIRST_WAIT * 2 ** min(row[0], 20))
                connection.execute(
                    "UPDATE entry SET attempts = attempts + 1, next_at = ? WHERE id = ?",
                    (_written(at + longest * self._chance()), str(entry)),
                )

    def parked(self, entry: UUID, reason: str) -> None:
        """The receiver refuses it, and asking again would not help: it waits for a person."""
        self._change(
            "UPDATE entry SET state = 'parked', reason = ? WHERE id = ? AND state = 'queued'", reason, str(entry)
        )

    def release(self, entry: UUID) -> None:
        """A person wants a parked entry sent again."""
        self._change(
            "UPDATE entry SET state = 'queued', reason = '', attempts = 0, next_at = ?"
            " WHERE id = ? AND state = 'parked'",
            _written(self._clock.now()),
            str(entry),
        )

    def withdraw(self, entry: UUID, within: Connection) -> None:
        """A person takes a parked entry back, in the transaction that keeps its content elsewhere."""
        within.execute("DELETE FROM entry WHERE id = ? AND state = 'parked'", (str(entry),))

    def list(self) -> tuple[Entry, ...]:
        """What has not been delivered, oldest first."""
        return self._entries("state != 'delivered'")

    def counts(self) -> Counts:
        with self._file.read() as connection:
            queued, parked, oldest = connection.execute(
                "SELECT count(*) FILTER (WHERE state = 'queued'), count(*) FILTER (WHERE state = 'parked'),"
                " min(created_at) FROM entry WHERE state != 'delivered'"
            ).fetchone()
        return Counts(queued, parked, None if oldest is None else datetime.fromisoformat(oldest))

    def purge(self) -> None:
        """Forget what was delivered more than a week ago."""
        oldest = _written(self._clock.now() - KEPT)
        self._change("DELETE FROM entry WHERE state = 'delivered' AND settled_at < ?", oldest)

    def keep_draft(self, key: str, body: str, within: Connection | None = None) -> None:
        """Keep unfinished text, in place of what was kept under `key`."""
        with self._writing(within) as connection:
            connection.execute(
                "INSERT INTO draft VALUES (?, ?, ?) ON CONFLICT (key)"
                " DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at",
                (key, body, _written(self._clock.now())),
            )

    def draft(self, key: str, within: Connection | None = None) -> str | None:
        with self._reading(within) as connection:
            row = connection.execute("SELECT body FROM draft WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def drop_drafts(self, kind: str, before: datetime) -> None:
        """Those whose key begins with `kind` and a blank, unchanged since."""
        self._change(
            "DELETE FROM draft WHERE substr(key, 1, ?) = ? AND changed_at < ?",
            str(len(kind) + 1),
            f"{kind} ",
            _written(before),
        )

    def drop_draft(self, key: str, within: Connection | None = None) -> None:
        with self._writing(within) as connection:
            connection.execute("DELETE FROM draft WHERE key = ?", (key,))

    @contextmanager
    def _writing(self, within: Connection | None) -> Iterator[Connection]:
        if within is not None:
            yield within
        else:
            with self._file.write() as connection:
                yield connection

    @contextmanager
    def _reading(self, within: Connection | None) -> Iterator[Connection]:
        if within is not None:
            yield within
        else:
            with self._file.read() as connection:
                yield connection

    def _change(self, statement: str, *values: str) -> None:
        """One step of an entry. Late news of one that has moved on changes nothing."""
        with self._file.write() as connection:
            connection.execute(statement, values)

    def _entries(self, which: str, *values: str) -> tuple[Entry, ...]:
        with self._file.read() as connection:
            return _select(connection, which, *values)


def _select(connection: Connection, which: str, *values: str) -> tuple[Entry, ...]:
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM entry WHERE {which} ORDER BY number",  # noqa: S608 - this file's own words
        values,
    )
    return tuple(_entry(row) for row in rows.fetchall())


def _entry(row: tuple[int, str, str, str, str, str, str, int, str, str]) -> Entry:
    number, entry, kind, subject, body, state, created_at, attempts, next_at, reason = row
    return Entry(
        number,
        UUID(entry),
        kind,
        subject,
        body,
        EntryState(state),
        datetime.fromisoformat(created_at),
        attempts,
        datetime.fromisoformat(next_at),
        reason,
    )


def _written(instant: datetime) -> str:
    """UTC and of one width, so that text sorts as time does."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds")
