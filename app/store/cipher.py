"""The one place that opens a SQLCipher file. A key never stands in SQL, a URL, a repr or an exception."""

from __future__ import annotations

import hmac
import secrets
import sqlite3
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from app.errors import BugError, UserError

if TYPE_CHECKING:  # SQLCipher's own has the same shape, and no types
    from sqlite3 import Error
else:
    from sqlcipher3.dbapi2 import Error

__all__ = ["Error", "Key", "copy_cipher", "name_of", "open_cipher", "open_keyed", "told"]
_CHECKED = b"indgang desk key 1"
_LENGTH = 32
_PRAGMAS = frozenset({
    "application_id", "cipher_integrity_check", "data_version", "freelist_count", "integrity_check", "max_page_count",
    "page_count", "page_size", "quick_check", "read_uncommitted", "table_info", "table_xinfo", "user_version",
    "wal_checkpoint",
})  # fmt: skip
_FUNCTIONS = frozenset({"load_extension", "sqlcipher_export"})
_MEANINGS = {
    "SQLITE_FULL": "store-full",
    "SQLITE_BUSY": "store-busy",
    "SQLITE_LOCKED": "store-busy",
    "SQLITE_READONLY": "store-read-only",
    "SQLITE_PERM": "store-read-only",
    "SQLITE_CANTOPEN": "store-read-only",
    "SQLITE_CORRUPT": "store-damaged",
    "SQLITE_NOTADB": "store-damaged",
    "SQLITE_IOERR": "store-damaged",
}


@dataclass(frozen=True, slots=True)
class Key:
    """256 random bits. Raw, so no passphrase is stretched: that takes 100 ms an opening and adds nothing."""

    raw: bytes = field(repr=False)

    @classmethod
    def new(cls) -> Key:
        return cls(secrets.token_bytes(_LENGTH))

    @classmethod
    def parse(cls, text: str | None) -> Key | None:
        """The key a key store kept as hexadecimal; None for anything else."""
        try:
            raw = bytes.fromhex(text or "")
        except ValueError:
            return None
        return cls(raw) if len(raw) == _LENGTH else None

    @property
    def text(self) -> str:
        return self.raw.hex()

    @property
    def check(self) -> str:
        """What tells this key from others without telling the key: a wrong key and a damaged file look alike."""
        return hmac.digest(self.raw, _CHECKED, "sha256").hex()


def open_cipher(path: Path, key: Key, *, durable: bool, writes: bool = True, patience: float = 5.0) -> Connection:
    """One of the desk's files, made if it is new. `durable` files survive a power cut with every commit.

    Raises as `open_keyed` does. `patience` in seconds for another process's lock.
    """
    settings = [
        "journal_mode = WAL",
        f"synchronous = {'FULL' if durable else 'NORMAL'}",
        "foreign_keys = ON",
        "secure_delete = ON",
        "recursive_triggers = ON",  # REPLACE fires those that refuse a DELETE
        "trusted_schema = OFF",
    ]
    if durable:
        settings.append("wal_autocheckpoint = 100")  # a short log leaves the reserve to the rows
    if sys.platform == "darwin":
        settings += ["fullfsync = ON", "checkpoint_fullfsync = ON"]
    if not writes:
        settings.append("query_only = ON")
    return open_keyed(str(path), key, settings, patience=patience)


def open_keyed(place: str, key: Key, settings: Iterable[str], *, patience: float, uri: bool = False) -> Connection:
    """The file at `place`, a path or with `uri` a URI, under `settings`, which are PRAGMAs.

    Raises `Error`; a wrong key and a damaged first page give the same one. No statement can attach, export or copy to
    a file in clear, nor change how this one is kept.
    """
    connection = dbapi2.connect(
        place, uri=uri, timeout=patience, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    # SQLCipher would write its log to stderr, and temporary files beside the store.
    always = ("cipher_log_level = NONE", "temp_store = MEMORY")
    try:
        connection.set_key(f"x'{key.text}'")
        for setting in (*always, *settings):
            connection.execute(f"PRAGMA {setting}")
        connection.set_authorizer(_authorise)
    except Error:
        connection.close()
        raise
    opened: Connection = connection
    return opened


def copy_cipher(source: Connection, target: Path, key: Key) -> None:
    """All of the file behind `source` as of now, under the same key, while others write.

    UserError("backup-failed") if `target` cannot be written, which says nothing of the source or its disk.
    """
    try:
        copy = open_cipher(target, key, durable=True)
        try:
            source.backup(copy)
        finally:
            copy.close()
    except Error as error:
        raise UserError("backup-failed", detail=name_of(error)) from None


def _authorise(action: int, first: str | None, second: str | None, *_place: str | None) -> int:
    allowed = (
        action not in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH)
        and (action != sqlite3.SQLITE_PRAGMA or first in _PRAGMAS)
        and (action != sqlite3.SQLITE_FUNCTION or second not in _FUNCTIONS)
    )
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def name_of(error: Exception) -> str:
    """SQLite's own name of the error, for the log."""
    return str(getattr(error, "sqlite_errorname", type(error).__name__))


def told(error: Exception) -> UserError | BugError:
    """What a database error means at the desk. SQLite's own text stays out: it may quote a row."""
    name = name_of(error)
    code = _MEANINGS.get(name)
    return BugError(f"database: {name}") if code is None else UserError(code, detail=name)
