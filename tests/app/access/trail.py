"""A real audit trail in a real SQLCipher file, the keys it keeps its head in, and the hands that meddle with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlcipher3 import dbapi2

from adapters.keychain.system import SystemKeychain
from app.access.audit import HEAD, AuditTrail
from app.access.model import Section
from app.access.trace import TraceEvent, TraceLine
from app.access.verify import Report, verify
from app.errors import UserError
from app.store.cipher import Key
from app.store.files import CipherFile
from app.store.keys import OUTBOX
from app.store.migrate import steps
from app.store.reserve import Reserve
from tests.adapters.keychain.backends import Vault, chosen
from tests.app.desk import CHILD, CITIZEN, SPOUSE, StandingClock

KEY: Final = bytes(range(32))
START: Final = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)


def outbox(folder: Path, name: str = "outbox.db") -> CipherFile:
    file = CipherFile(folder / name, steps(OUTBOX), durable=True, reserve=Reserve(folder / "reserve"), patience=0.01)
    file.open(Key(KEY))
    return file


def connect(path: Path) -> dbapi2.Connection:
    """As somebody who has the key and none of the program's manners."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.set_key(f"x'{KEY.hex()}'")
    return connection


def line(number: int, **changes: object) -> TraceLine:
    """The `number`th of a day's lines: five a look-up, one of them of a relative."""
    event = (TraceEvent.OPENED, TraceEvent.SHOWN, TraceEvent.SHOWN, TraceEvent.REFUSED, TraceEvent.COPIED)[number % 5]
    said: dict[str, object] = {
        "event": event,
        "look_up": UUID(int=number // 5 + 1),
        "at": START + timedelta(seconds=number),
        "viewer": ("lnord", "mkrog")[number // 5 % 2],
        "subject": (CITIZEN, SPOUSE)[number // 5 % 2],
        "purpose": "kontanthjaelp",
        "legal_basis": "Retssikkerhedsloven § 5, jf. aktivloven",
        "case": "28.77.08-G01-17-26" if number % 3 else "",
        "sections": (Section.PERSON, Section.CASES)[: 1 + number % 2],
        "source": "" if event is TraceEvent.OPENED else "cpr",
        "result": "fresh" if event is TraceEvent.SHOWN else "",
        "relative": CHILD if number % 5 == 2 else None,
        "offline": number % 4 == 1,
    }
    return TraceLine(**{**said, **changes})  # type: ignore[arg-type] # the test names fields of TraceLine


class Trail:
    """A trail with `lines` lines, and a head after the last of them in a key store that can be locked."""

    def __init__(self, folder: Path, lines: int = 0) -> None:
        self.file = outbox(folder)
        self.clock = StandingClock()
        self.vault = Vault()
        self.keys = SystemKeychain(folder)
        with chosen(self.vault):
            assert self.keys.name
        self.trail = AuditTrail(self.file, self.clock)
        if lines:
            self.trail.write(*map(line, range(lines)))
        self.trail.checkpoint(self.keys)

    @property
    def head(self) -> str | None:
        return self.keys.read(HEAD)

    def report(self) -> Report:
        with self.file.read() as connection:
            return verify(connection, self.head)

    def rows(self) -> list[tuple[int, str, bytes]]:
        with self.file.read() as connection:
            return list(connection.execute("SELECT number, line, digest FROM audit ORDER BY number"))

    def meddle(self, sql: str, *values: object) -> None:
        """Behind the program's back, where no trigger holds anybody."""
        connection = connect(self.file.path)
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(sql, values)
        connection.close()

    def fold(self) -> None:
        """All that was written into the file itself, none left in its WAL."""
        connection = connect(self.file.path)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()


@contextmanager
def locked(trail: Trail) -> Iterator[None]:
    """The desk is locked: files closed, key dropped."""
    trail.file.close()
    yield
    trail.file.open(Key(KEY))


@contextmanager
def busy(trail: Trail) -> Iterator[None]:
    """Another process keeps on writing."""
    other = connect(trail.file.path)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()


@contextmanager
def full(trail: Trail) -> Iterator[None]:
    """No page more, and none of the last one left."""
    with trail.file.write() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with suppress(UserError):
        while True:
            trail.trail.write(line(0))
    yield
    with trail.file.write() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")


@contextmanager
def read_only(trail: Trail) -> Iterator[None]:
    writer = trail.file._writer
    assert writer is not None
    writer.set_authorizer(None)
    writer.execute("PRAGMA query_only = ON")
    yield
    writer.execute("PRAGMA query_only = OFF")


BROKEN: Final = (locked, busy, full, read_only)
