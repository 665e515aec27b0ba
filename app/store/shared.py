"""The store that a municipality's desks share: contacts and plans, in PostgreSQL; for one desk and for training the
same tables in an encrypted SQLite file of its own.

What is written is never changed, and deleted only when its time is up and by who owns the tables: the database refuses
all else, not this program. An error's own text stays in here, for it
quotes rows; only its class is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Protocol

from app.errors import BugError, UserError
from app.settings import Shared
from app.store.cipher import Key
from app.store.keys import KeyRecord
from app.store.port import KeySource
from app.store.shared_sources import WRITES, OwnFile, Server

if TYPE_CHECKING:  # a quarter of a second to load, and the window does without
    from psycopg.errors import Diagnostic
    from sqlalchemy import Connection, Engine
    from sqlalchemy.exc import DBAPIError

MIGRATIONS: Final = Path(__file__).parent / "shared_migrations"
RIGHTS: Final = Path(__file__).parent / "shared_rights.sql"

_MEANINGS: Final = {
    "08": "shared-unreachable",
    "22": "shared-refused",
    "23": "shared-refused",
    "25": "shared-unreachable",  # a server that has become a standby takes no writes
    "28": "shared-denied",
    "3D": "shared-unreachable",
    "40": "shared-busy",
    "42501": "shared-denied",
    "42P01": "shared-older",
    "53": "shared-unreachable",
    "55P03": "shared-busy",
    "57014": "shared-busy",
    "57": "shared-unreachable",
    "58": "shared-unreachable",
    "P0001": "shared-refused",
}
"""SQLSTATE, or its first two characters, and what it means at the desk."""
_TRIGGER: Final = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?"
_UPGRADING: Final = Lock()
"""Alembic has one context for the whole process."""


class Source(Protocol):
    """Where the store is. `upgrades`: whoever opens it also takes the schema's missing steps."""

    @property
    def upgrades(self) -> bool: ...

    def engine(self) -> Engine:
        """UserError if it cannot be reached at all."""
        ...

    def settled(self) -> None:
        """Its schema is the one this program knows."""
        ...

    def copy(self, target: Path) -> tuple[Key, KeyRecord] | None:
        """Copy it all to the new file `target`, while others write; None where it is no file of this desk's own.

        UserError("backup-failed"), and what opening a file raises.
        """
        ...


class SharedStore:
    """Usable by any thread; opened by the first that reads or writes, and anew after `lock`.

    Both raise UserError: "shared-unreachable", "shared-busy", "shared-denied", "shared-untrusted", "shared-refused"
    (what was written breaks a rule of the database), "shared-older" and "shared-newer" (its schema); of a file also
    what `DeskFile` has.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._opening = Lock()
        self._engine: Engine | None = None

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction. When the block ends it is on the disk, of the synchronous standby too where there is one."""
        with _telling_no_rows(), self._open().connect() as connection, _warnings(connection) as warnings:
            with connection.execution_options(**{WRITES: True}).begin():
                yield connection
            if warnings:  # the wait for the standby was broken off: committed here, and perhaps nowhere else
                raise UserError("shared-unreachable", detail="not confirmed by the standby")

    @contextmanager
    def delete(self, *tables: str) -> Iterator[Connection]:
        """As `write`, and rows of `tables` may be deleted: in this transaction alone, by a role that owns them.

        Nobody writes them meanwhile, and what refuses a deletion is back before anybody does.
        """
        with self.write() as connection, _unguarded(connection, tables):
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with _telling_no_rows(), self._open().connect() as connection:
            yield connection

    def lock(self) -> None:
        """Close its connections and forget its key. Work under way ends first at its own connection."""
        with self._opening:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def copy(self, target: Path) -> tuple[Key, KeyRecord] | None:
        """See `Source`."""
        return self._source.copy(target)

    def upgrade(self) -> str:
        """Take the schema's missing steps; the revision it then has. Needs a role that owns the tables."""
        with _telling_no_rows():
            engine = self._source.engine()
            try:
                found = _upgrade(engine)
                self._source.settled()
                return found
            finally:
                engine.dispose()

    def _open(self) -> Engine:
        with self._opening:
            if self._engine is None:
                engine = self._source.engine()
                try:
                    if self._source.upgrades and _revision(engine) != revisions()[-1]:
                        _upgrade(engine)
                    _check(_revision(engine))
                    self._source.settled()
                    self._engine = engine
                finally:
                    if self._engine is None:
                        engine.dispose()
            return self._engine


def shared_store(
    configured: Shared | None, folder: Path, keys: KeySource, *, recovery_key: str = "", training: bool = False
) -> SharedStore:
    """The one the configuration names; without, a file in the desk's `folder`. Connects to nothing yet."""
    if configured is None:
        return SharedStore(OwnFile(folder, keys, recovery_key))
    return SharedStore(Server(configured.url, configured.passfile, configured.authority, training))


def revisions() -> tuple[str, ...]:
    """The steps this program knows, first to last: the names of their files."""
    return tuple(sorted(file.stem for file in (MIGRATIONS / "versions").glob("*.py") if file.stem != "__init__"))


def _check(found: str) -> None:
    """UserError("shared-older") before `upgrade-store` has run, "shared-newer" where a newer program has run it."""
    if found == revisions()[-1]:
        return
    raise UserError("shared-older" if found in ("", *revisions()) else "shared-newer", detail=found)


def _revision(engine: Engine) -> str:
    """Empty for a database without our tables."""
    from sqlalchemy import inspect, text

    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def _upgrade(engine: Engine) -> str:
    from alembic import command
    from alembic.config import Config

    found = _revision(engine)
    if found not in ("", *revisions()):
        raise UserError("shared-newer", detail=found)
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with _UPGRADING, engine.execution_options(**{WRITES: True}).begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(RIGHTS.read_text(encoding="utf-8"))
    return revisions()[-1]


@contextmanager
def _unguarded(connection: Connection, tables: Sequence[str]) -> Iterator[None]:
    """Without the triggers that refuse a deletion. Both databases take them away and back in the transaction itself: if
    it ends any other way, they were never gone."""
    if connection.dialect.name == "postgresql":
        for table in tables:
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER {table}_is_append_only")
        yield
        for table in tables:
            connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER {table}_is_append_only")
        return
    triggers = [
        (f"{table}_no_delete", connection.exec_driver_sql(_TRIGGER, (f"{table}_no_delete",)).scalar_one())
        for table in tables
    ]
    for name, _ in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _, made in triggers:
        connection.exec_driver_sql(made)


@contextmanager
def _warnings(connection: Connection) -> Iterator[list[str]]:
    """What the server warns of, as it comes: that a commit did not wait for the standby comes as no more than that."""
    found: list[str] = []

    def hear(notice: Diagnostic) -> None:
        if notice.severity_nonlocalized == "WARNING":
            found.append(str(notice.sqlstate))

    driver: Any = connection.connection.driver_connection
    if not hasattr(driver, "add_notice_handler"):
        yield found
        return
    driver.add_notice_handler(hear)
    try:
        yield found
    finally:
        driver.remove_notice_handler(hear)


@contextmanager
def _telling_no_rows() -> Iterator[None]:
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.exc import TimeoutError as NoConnection

    try:
        yield
    except DBAPIError as error:
        raise _meaning(error) from None
    except NoConnection:
        raise UserError("shared-busy", detail="no connection free") from None


def _meaning(error: DBAPIError) -> UserError | BugError:
    from sqlcipher3 import dbapi2

    cause = error.orig
    if isinstance(cause, dbapi2.IntegrityError):
        return UserError("shared-refused", detail=type(cause).__name__)
    if isinstance(cause, dbapi2.Error):
        from app.store.cipher import told

        return told(cause)
    state = str(getattr(cause, "sqlstate", None) or "")
    code = _MEANINGS.get(state) or _MEANINGS.get(state[:2])
    if code is None and not state:  # a connection that broke: what is refused at its beginning, `Server` tells
        code = "shared-unreachable"
    if code is None:
        return BugError(f"shared store: {state}")
    return UserError(code, detail=state or type(cause).__name__)
