"""The index file: its key, its one way to be opened, its tables, and how a broken one is told from a missing one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from app.errors import UserError
from app.store.cipher import Error, Key, open_keyed
from app.store.port import KeySource

Errors = (sqlite3.Error, Error)
"""What goes wrong in a file in clear, and in an encrypted one."""
VERSION = 1
_APPLICATION = 0x494E4447
_KEY = "index"
_BUILDING, _READING = 200_000, 32_000  # KiB of pages in memory

# `person` is keyed by the number itself. `born` is the calendar day as yyyymmdd. `words` are the folded words of the
# names now and, after a bar, of earlier names. People without a fixed address have no road: none is worth keeping.
# `term` holds each sound once, of names (kind 0) and of roads (kind 1); `slip` the terms that are one letter away.
SCHEMA = """
CREATE TABLE extract (produced TEXT NOT NULL, municipality TEXT NOT NULL);
CREATE TABLE person (
    cpr INTEGER PRIMARY KEY, name TEXT NOT NULL, born INTEGER NOT NULL, status INTEGER NOT NULL,
    protected INTEGER NOT NULL, protected_until INTEGER NOT NULL, road INTEGER, house TEXT NOT NULL,
    floor TEXT NOT NULL, door TEXT NOT NULL, current INTEGER, words TEXT NOT NULL, earlier TEXT NOT NULL,
    relations TEXT NOT NULL
);
CREATE TABLE road (
    id INTEGER PRIMARY KEY, term INTEGER NOT NULL, municipality TEXT NOT NULL, code TEXT NOT NULL,
    name TEXT NOT NULL, locality TEXT NOT NULL, postal_code TEXT NOT NULL, postal_district TEXT NOT NULL
);
CREATE TABLE term (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, key TEXT NOT NULL, people INTEGER NOT NULL);
CREATE TABLE slip (kind INTEGER, key TEXT, term INTEGER, PRIMARY KEY (kind, key, term)) WITHOUT ROWID;
CREATE TABLE named (term INTEGER, born INTEGER, person INTEGER, PRIMARY KEY (term, born, person)) WITHOUT ROWID;
"""
INDEXES = """
CREATE UNIQUE INDEX term_key ON term (kind, key);
CREATE INDEX road_term ON road (term);
CREATE INDEX road_code ON road (municipality, code);
CREATE INDEX dwelling ON person (road, house, floor, door) WHERE road IS NOT NULL;
"""


def index_key(keys: KeySource, *, make: bool = False) -> Key:
    """The index's own key, with `make` a new one where there is none. Lost, it costs the index and nothing else.

    UserError("index-key-missing"), and what the key source raises.
    """
    secret = keys.read(_KEY)
    key = Key.parse(secret) if secret else None
    if key is None:
        if not make:
            raise UserError("index-key-missing")
        key = Key.new()
        keys.write(_KEY, key.text)
    return key


def open_database(path: Path, key: Key | None, *, write: bool) -> sqlite3.Connection:
    """The only place that connects to an index; without a key it is in clear, as training's made-up people may be.

    An index is written once, beside its place and by one process, and from then on only read: it needs no journal,
    which would be one more file with people in it. A build cut short is thrown away.
    """
    place = f"{path.absolute().as_uri()}?mode={'rwc' if write else 'ro'}"
    settings = ["trusted_schema = OFF", "temp_store = MEMORY", f"cache_size = {-_BUILDING if write else -_READING}"]
    settings += ["journal_mode = OFF", "synchronous = OFF"] if write else ["query_only = ON"]
    if key is not None:
        return open_keyed(place, key, settings, patience=0, uri=True)
    connection = sqlite3.connect(
        place, uri=True, check_same_thread=False, isolation_level=None, timeout=0, cached_statements=512
    )
    try:
        for setting in (*settings, "mmap_size = 268435456"):
            connection.execute(f"PRAGMA {setting}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def create_tables(connection: sqlite3.Connection) -> None:
    connection.executescript(f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {VERSION}; {SCHEMA}")


def open_index(path: Path, keys: KeySource | None) -> sqlite3.Connection:
    """An index read-only, with `keys` an encrypted one.

    UserError index-missing, index-damaged or index-outdated (another version: build anew), and those of `index_key`.
    """
    if not path.is_file():
        raise UserError("index-missing")
    key = index_key(keys) if keys is not None else None
    try:
        connection = open_database(path, key, write=False)
        try:
            _check(connection, path)
        except BaseException:
            connection.close()
            raise
    except Errors as error:
        raise damaged(error) from None
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    def pragma(name: str) -> int:
        return int(connection.execute(f"PRAGMA {name}").fetchone()[0])

    if pragma("application_id") != _APPLICATION:
        raise UserError("index-damaged", detail="not an index")
    if pragma("user_version") != VERSION:
        raise UserError("index-outdated", detail=f"version {pragma('user_version')}")
    if path.stat().st_size < pragma("page_count") * pragma("page_size"):
        raise UserError("index-damaged", detail="cut short")


def damaged(error: Exception) -> UserError:
    """A database error while reading means a damaged file. SQLite's own text stays out: it may quote a row."""
    return UserError("index-damaged", detail=getattr(error, "sqlite_errorname", type(error).__name__))
