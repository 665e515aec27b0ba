"""A real audit trail in a real SQLCipher file, the keys it keeps its head in, and the hands that meddle with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Final
from uuid import UUID

from sqlcipher3 import dbapi2

from app.access.audit import AuditTrail
from app.access.model import Section
from app.access.trace import TraceEvent, TraceLine
from app.access.verify import Report, verify
from app.errors import UserError
from tests.app.desk import CHILD, CITIZEN, SPOUSE, StandingClock

KEY: Final = bytes(range(32))
START: Final = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)
_SCHEMA: Final = """
CREATE TABLE audit (number INTEGER PRIMARY KEY, line TEXT NOT NULL, digest BLOB NOT NULL) STRICT;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'append only'); END;
"""


def connect(path: Path) -> dbapi2.Connection:
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, timeout=5)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


class OneFile:
    """A `DeskFile`: one connection, one writer at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = connect(path)
        self._lock = Lock()
        if not self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            self.connection.executescript(_SCHEMA)

    @contextmanager
    def write(self) -> Iterator[dbapi2.Connection]:
        with self._lock, _mapped():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def read(self) -> Iterator[dbapi2.Connection]:
        with self._lock, _mapped():
            yield self.connection

    def close(self) -> None:
        self.connection.close()


_CODES: Final = {
    "SQLITE_FULL": "store-full",
    "SQLITE_BUSY": "store-busy",
    "SQLITE_READONLY": "store-read-only",
}


@contextmanager
def _mapped() -> Iterator[None]:
    try:
        yield
    except dbapi2.ProgrammingError as error:
        raise UserError("store-locked", detail=type(error).__name__) from error
    except dbapi2.Error as error:
        raise UserError(_CODES.get(getattr(error, "sqlite_errorname", ""), "store-damaged")) from error


class Keys:
    """A key store in memory, away when told to be."""

    name = "memory"

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}
        self.away = False

    def _answer(self) -> dict[str, str]:
        if self.away:
            raise UserError("keys-unavailable")
        return self.secrets

    def read(self, name: str) -> str | None:
        return self._answer().get(name)

    def write(self, name: str, secret: str) -> None:
        self._answer()[name] = secret

    def delete(self, name: str) -> None:
        self._answer().pop(name, None)


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
    """A trail with `lines` lines and a head after the last of them."""

    def __init__(self, folder: Path, lines: int = 0) -> None:
        self.file = OneFile(folder / "outbox.db")
        self.clock = StandingClock()
        self.keys = Keys()
        self.trail = AuditTrail(self.file, self.clock)
        for number in range(lines):
            self.trail.write(line(number))
        self.trail.checkpoint(self.keys)

    @property
    def head(self) -> str | None:
        return self.keys.secrets.get("audit-head")

    def report(self) -> Report:
        return verify(self.file.connection, self.head)

    def rows(self) -> list[tuple[int, str, bytes]]:
        return list(self.file.connection.execute("SELECT number, line, digest FROM audit ORDER BY number"))

    def meddle(self, sql: str, *values: object) -> None:
        """What somebody with the key does to the file behind the program's back: the triggers do not hold them."""
        for (name,) in self.file.connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            self.file.connection.execute(f'DROP TRIGGER "{name}"')
        self.file.connection.execute(sql, values)

    def close(self) -> None:
        self.file.close()
