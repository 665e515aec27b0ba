"""The audit trail: trace lines in a chain that shows it if one is changed, taken out, put in or moved.

A row is number, line and digest. The first row is the anchor: it names the desk, and its digest is what the first
line is chained to. A line's digest is SHA-256 of the digest before it, its number (8 bytes, big-endian) and its
canonical bytes: JSON with sorted keys and no white space, in UTF-8. `app.access.verify` reads the same form with code
of its own.

The head, the last number and digest, is kept in the key store: a file that is older than its head is found out.
Lines younger than the last checkpoint can be cut off unseen; that is the stated limit.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

import msgspec

from app.access.trace import TraceEvent, TraceLine
from app.clock import Clock
from app.decoding import decoded
from app.errors import UserError
from app.store.port import DeskFile, KeySource

if TYPE_CHECKING:  # as `app.store.port` has it
    from sqlite3 import Connection

HEAD: Final = "audit-head"
"""The head's name in the key store."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the first row says. With `pruned_at` its number and digest are those of the last line deleted."""

    desk: UUID
    pruned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The chain's end as the key store knows it: canonical JSON, the digest in hexadecimal."""

    desk: UUID
    number: int
    digest: str


class AuditTrail:
    """The trace of one desk, in its durable file. Any thread may write."""

    def __init__(self, file: DeskFile, clock: Clock) -> None:
        self._file = file
        self._clock = clock

    def write(self, *lines: TraceLine) -> None:
        """The lines are on the disk when this returns; see `Trace`."""
        try:
            texts = [_canonical(line) for line in lines]
            with self._file.write() as connection:
                _append(connection, texts)
        except UserError as error:
            raise UserError("trace-unavailable", detail=error.code) from error
        except UnicodeEncodeError:
            # Half a character, as a broken paste leaves it. The error itself would quote the text.
            raise UserError("trace-unavailable", detail="UnicodeEncodeError") from None

    def checkpoint(self, keys: KeySource) -> bool:
        """Keep the head: at start, lock, stop and every minute. False, and logged, if file or key store is away.

        UserError("trace-older") if the file is older than the head, or another file: then the head is left as it is,
        as evidence, until `resume`.
        """
        try:
            known = keys.read(HEAD)
            with self._file.write() as connection:
                head = _head(connection)
                continues = known is None or _continues(connection, head, decoded(known, Head))
            if continues:
                keys.write(HEAD, _canonical(head))
        except UserError as error:
            _log.warning("the trace's head is not kept: %s", error.code)
            return False
        except msgspec.DecodeError:
            continues = False
        if not continues:
            raise UserError("trace-older")
        return True

    def resume(self, keys: KeySource, viewer: str) -> None:
        """Go on with a backup that was put back, on `viewer`'s word: traced with the head there was before."""
        self.write(self._housekeeping(TraceEvent.RESTORED, viewer, keys.read(HEAD) or ""))
        with self._file.read() as connection:
            head = _head(connection)
        keys.write(HEAD, _canonical(head))

    def prune(self, keys: KeySource, before: datetime) -> int:
        """Delete the oldest lines up to the first from `before` or later; returns how many.

        The one way out of the trail: the anchor moves to where the chain goes on, and a line says so. Nothing is
        deleted unless the head is kept first, so that no anchor is ever younger than its head.
        """
        if not self.checkpoint(keys):
            return 0
        with self._file.write() as connection:
            first, last = _expired(connection, before)
            if last > first:
                _cut(connection, last, Anchor(_anchor(connection).desk, self._clock.now()))
                _append(connection, [_canonical(self._housekeeping(TraceEvent.PRUNED, "", str(last)))])
        return last - first

    def _housekeeping(self, event: TraceEvent, viewer: str, result: str) -> TraceLine:
        """A line about the trail itself: nobody is looked up."""
        return TraceLine(event, uuid4(), self._clock.now(), viewer, None, "", "", "", (), result=result)


def _canonical(record: TraceLine | Anchor | Head) -> str:
    return msgspec.json.encode(record, order="sorted").decode()


def _append(connection: Connection, texts: Iterable[str]) -> None:
    number, digest = _end(connection)
    for text in texts:
        number += 1
        digest = hashlib.sha256(digest + number.to_bytes(8, "big") + text.encode()).digest()
        connection.execute("INSERT INTO audit (number, line, digest) VALUES (?, ?, ?)", (number, text, digest))


def _end(connection: Connection) -> tuple[int, bytes]:
    """Number and digest of the last row. An empty file gets its anchor first."""
    row = connection.execute("SELECT number, digest FROM audit ORDER BY number DESC LIMIT 1").fetchone()
    if row is None:
        text = _canonical(Anchor(uuid4()))
        row = 0, hashlib.sha256(text.encode()).digest()
        connection.execute("INSERT INTO audit (number, line, digest) VALUES (?, ?, ?)", (0, text, row[1]))
    return row[0], row[1]


def _anchor(connection: Connection) -> Anchor:
    (text,) = connection.execute("SELECT line FROM audit ORDER BY number LIMIT 1").fetchone()
    return decoded(text, Anchor)


def _head(connection: Connection) -> Head:
    number, digest = _end(connection)
    return Head(_anchor(connection).desk, number, digest.hex())


def _continues(connection: Connection, head: Head, known: Head) -> bool:
    row = connection.execute("SELECT digest FROM audit WHERE number = ?", (known.number,)).fetchone()
    return known.desk == head.desk and row is not None and row[0].hex() == known.digest


def _expired(connection: Connection, before: datetime) -> tuple[int, int]:
    """The anchor's number and that of the last line in a row from there that is older than `before`."""
    first, end = connection.execute("SELECT min(number), max(number) FROM audit").fetchone()
    instant = before.astimezone(UTC).isoformat()
    (kept,) = connection.execute(
        "SELECT min(number) FROM audit WHERE json_extract(line, '$.at') >= ?", (instant,)
    ).fetchone()
    return first, end if kept is None else kept - 1


def _cut(connection: Connection, last: int, anchor: Anchor) -> None:
    """Rows up to `last` become the anchor, under its number and digest. The triggers that forbid it are back after."""
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")
    kept = triggers.fetchall()
    for name, _ in kept:
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("DELETE FROM audit WHERE number < ?", (last,))
    connection.execute("UPDATE audit SET line = ? WHERE number = ?", (_canonical(anchor), last))
    for _, sql in kept:
        connection.execute(sql)
