"""Where the shared store is: the municipality's PostgreSQL server, or a file of this desk's own.

No password is ever in a URL, a configuration or a log: the server knows the person by certificate or ticket (Kerberos),
or libpq finds the password in its own file, which only that person reads.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.errors import UserError
from app.store.cipher import Error, Key, copy_cipher, open_cipher, told
from app.store.keys import SHARED, KeyRecord, read_records, record_of, write_records
from app.store.port import KeySource

if TYPE_CHECKING:
    from psycopg import Error as ServerError
    from sqlalchemy import Engine

_PATIENCE: Final = {
    "connect_timeout": 2,
    "tcp_user_timeout": 3000,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 2,
    "target_session_attrs": "read-write",
}
"""Seconds and milliseconds, as libpq takes them. Of several hosts the one that takes writes is found."""
WRITES: Final = "writes"
"""The execution option of a connection that will write."""
_CERTIFICATE: Final = re.compile("certificate|SSL error|does not support SSL|private key file")
_STANDBY: Final = re.compile("session is read-only|hot standby")
"""libpq's own words, which it has in English alone; of the server's, which may be in any language, only the next."""
_FULL: Final = re.compile("slots are reserved|too many (clients|connections)")
_LIMITS: Final = "-c statement_timeout=5000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=10000"


@dataclass(frozen=True, slots=True)
class Server:
    """`url` as libpq reads it, without a password: postgresql://host-a,host-b/indgang.

    `passfile` is libpq's, `authority` the private CA of the server. Only training does without encryption and without
    knowing the server for sure.

    A connection raises UserError("shared-unreachable"), "shared-denied" where the server answers and does not let this
    person in, "shared-untrusted" where it does not prove that it is the one, and "configuration-invalid" for a URL that
    libpq cannot read. None has the server's own words: they name people and may be in any language.
    """

    url: str
    passfile: Path | None = None
    authority: Path | None = None
    training: bool = False
    upgrades = False

    def engine(self) -> Engine:
        from sqlalchemy import create_engine

        return create_engine(
            "postgresql+psycopg://", creator=self._connect, pool_pre_ping=True, pool_size=2, hide_parameters=True
        )

    def settled(self) -> None:
        """A server looks after itself."""

    def copy(self, _target: Path) -> tuple[Key, KeyRecord] | None:
        """And has backups of its own."""
        return None

    def _connect(self) -> Any:
        import psycopg

        options: dict[str, Any] = {**_PATIENCE, "options": _LIMITS, "application_name": "indgang"}
        if not self.training:
            options["sslmode"] = "verify-full"
        if self.authority is not None:
            options["sslrootcert"] = str(self.authority)
        if self.passfile is not None:
            options["passfile"] = str(self.passfile)
        try:
            return psycopg.connect(self.url, **options)
        except psycopg.errors.ConnectionTimeout:
            raise UserError("shared-unreachable", detail="timeout") from None
        except psycopg.OperationalError as error:
            raise self._refusal(error, options) from None
        except psycopg.ProgrammingError as error:
            raise UserError("configuration-invalid", detail=type(error).__name__, key="shared.url") from None

    def _refusal(self, error: ServerError, options: dict[str, Any]) -> UserError:
        """libpq gives a refused connection no code. Whether the server answers at all it says on asking once more, now
        without a password: a wrong one must not count twice towards a lock-out."""
        from psycopg.conninfo import make_conninfo
        from psycopg.pq import PGconn, Ping

        nobody = {"password": "", "passfile": str(Path(os.devnull, "none"))}
        found, words = Ping(PGconn.ping(make_conninfo(self.url, **options | nobody).encode())), str(error)
        if found is Ping.NO_RESPONSE and _CERTIFICATE.search(words):
            return UserError("shared-untrusted", detail=found.name)
        if found is Ping.OK and not _STANDBY.search(words) and not _FULL.search(words):
            return UserError("shared-denied", detail=found.name)
        return UserError("shared-unreachable", detail=found.name)


@dataclass(frozen=True, slots=True)
class OwnFile:
    """`shared.db` in the desk's folder, for a municipality of one desk and for training; encrypted as the outbox is,
    and like it never made anew once it has been.

    UserError("shared-gone"), "shared-key-missing" and "shared-key-wrong", and what opening a file raises.
    """

    folder: Path
    keys: KeySource = field(repr=False)
    recovery_key: str = ""
    upgrades = True

    @property
    def path(self) -> Path:
        return self.folder / "shared.db"

    def engine(self) -> Engine:
        from sqlalchemy import QueuePool, create_engine, event
        from sqlcipher3 import dbapi2

        key = self._key()

        def connect() -> Any:
            return open_cipher(self.path, key, durable=True)

        try:
            connect().close()
        except Error as error:
            raise told(error) from None
        engine = create_engine("sqlite://", creator=connect, module=dbapi2, poolclass=QueuePool, hide_parameters=True)
        event.listen(engine, "begin", _begin)  # the driver itself begins nothing
        return engine

    def settled(self) -> None:
        """Note the key beside the file, sealed for the municipality as it is now: the file must be there and whole."""
        records, key = read_records(self.folder), Key.parse(self.keys.read(SHARED))
        if key is not None:
            old = records.get(SHARED)
            new = record_of(key, self.keys.name, self.recovery_key, old)
            if new != old:
                write_records(self.folder, {**records, SHARED: new})

    def copy(self, target: Path) -> tuple[Key, KeyRecord] | None:
        """As `copy_cipher`, with the key and what is noted of it; None before there has been one."""
        record = read_records(self.folder).get(SHARED)
        if record is None:
            return None
        key = self._key()
        try:
            source = open_cipher(self.path, key, durable=True, writes=False)
            try:
                copy_cipher(source, target, key)
            finally:
                source.close()
        except Error as error:
            raise told(error) from None
        return key, record

    def _key(self) -> Key:
        record, exists = read_records(self.folder).get(SHARED), self.path.exists()
        if record is not None and not exists:
            raise UserError("shared-gone")
        if record is not None and not self.path.stat().st_size:
            raise UserError("store-damaged", detail="empty")
        secret = self.keys.read(SHARED)
        if record is not None and not secret:
            raise UserError("shared-key-missing")
        key = Key.parse(secret) if secret else self._new_key()
        if key is None or (record is not None and key.check != record.check):
            raise UserError("shared-key-wrong")
        return key

    def _new_key(self) -> Key:
        key = Key.new()
        self.keys.write(SHARED, key.text)
        return key


def _begin(connection: Any) -> None:
    """At once as a writer, where it will write: two that began as readers could not both go on."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN")
