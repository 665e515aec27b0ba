"""A copy of the outbox with its trail, and the way back. A copy is encrypted with the same key as what it was made of.

A backup is a folder: `outbox.db` and the part of `keys.json` that tells which key opens it, with the wrap that lets
the municipality recover that key.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from app.errors import UserError
from app.store.cipher import Error, Key, open_cipher
from app.store.desk import DeskStore
from app.store.keys import OUTBOX, read_records, settle, write_records
from app.store.migrate import steps, version
from app.store.port import KeySource

_NAME = "outbox.db"


def backup(desk: DeskStore, target: Path) -> None:
    """Copy the open desk's outbox into the new folder `target`, while others write. It is there when it is whole.

    UserError("backup-exists") if the folder has something in it, "backup-failed" if it cannot be written or the copy
    is not whole.
    """
    try:
        target.mkdir(parents=True, exist_ok=True)
        if any(target.iterdir()):
            raise UserError("backup-exists")
        part = target / f"{_NAME}.part"
        key = desk.outbox.copy(part)
        if not _is_whole(part, key):
            raise UserError("backup-failed", detail="the copy is not whole")
        write_records(target, {OUTBOX: desk.outbox_record})
        part.replace(target / _NAME)
        settle(target)
    except OSError as error:
        raise UserError("backup-failed", detail=type(error).__name__) from error


def restore(source: Path, folder: Path, keys: KeySource) -> None:
    """Put the backup in `source` in place of the outbox in `folder`, which no desk may have open.

    What was there is renamed, never deleted. Entries delivered since the backup are told once more, which is harmless:
    their ids are the same. UserError("backup-not-whole"), or "outbox-key-missing" and "outbox-key-wrong" about the
    backup's key: recover it first; "store-newer" for one of a newer program.
    """
    record = read_records(source).get(OUTBOX)
    if record is None:
        raise UserError("backup-not-whole", detail="no list of keys")
    secret = keys.read(OUTBOX)
    key = Key.parse(secret)
    if not secret:
        raise UserError("outbox-key-missing")
    if key is None or key.check != record.check:
        raise UserError("outbox-key-wrong")
    part = folder / f"{_NAME}.part"
    try:
        shutil.copyfile(source / _NAME, part)
        if not _is_whole(part, key):
            raise UserError("backup-not-whole")
        _settle_file(part)
        _set_aside(folder)
        part.replace(folder / _NAME)
        settle(folder)
    except FileNotFoundError as error:
        raise UserError("backup-not-whole", detail="no file") from error
    except OSError as error:
        raise UserError("store-unusable", detail=type(error).__name__) from error
    finally:
        part.unlink(missing_ok=True)
    write_records(folder, {**read_records(folder), OUTBOX: record})


def _is_whole(path: Path, key: Key) -> bool:
    """Every page as it was sealed, every table and index in order, and no schema of a newer program."""
    try:
        connection = open_cipher(path, key, durable=True)
        try:
            torn = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            taken, known = version(connection), len(steps(OUTBOX))
        finally:
            connection.close()
    except Error:
        return False
    if taken > known:
        raise UserError("store-newer", detail=f"version {taken}, this program has {known}")
    return not torn and found == "ok" and taken > 0


def _set_aside(folder: Path) -> None:
    """The file before its log: should this be cut short, the desk misses its outbox and opens no half of it."""
    number = 1
    while any(folder.glob(f"outbox-{number}.db*")):
        number += 1
    for ending in ("", "-wal", "-shm"):
        old = folder / f"{_NAME}{ending}"
        if old.exists():
            old.rename(folder / f"outbox-{number}.db{ending}")
    settle(folder)


def _settle_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
