"""Schema steps: numbered SQL, all the missing ones in one transaction, so that a file is old or new, never between."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import Connection

from app.errors import UserError

_FOLDER = Path(__file__).parent / "migrations"


def steps(name: str) -> tuple[str, ...]:
    """The scripts of one file's schema, 0001.sql first."""
    return tuple(script.read_text(encoding="utf-8") for script in sorted((_FOLDER / name).glob("*.sql")))


def version(connection: Connection) -> int:
    """How many steps the file has taken; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: Connection, scripts: tuple[str, ...]) -> None:
    """Take the steps that are missing. UserError("store-newer") if the file has taken more than there are."""
    taken = version(connection)
    if taken > len(scripts):
        raise UserError("store-newer", detail=f"version {taken}, this program has {len(scripts)}")
    if taken < len(scripts):
        missing = "\n".join(scripts[taken:])
        connection.executescript(f"BEGIN IMMEDIATE;\n{missing}\nPRAGMA user_version = {len(scripts)};\nCOMMIT;")
