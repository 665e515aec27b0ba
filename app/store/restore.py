"""A backup put back in place of what is there, which is renamed, never deleted.

A desk cut short in the middle of it has either the old files or the new ones: the copies lie beside the files, whole,
before `restore.json` says that they are to take their places, and whoever uses the folder next goes on from there.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from app.decoding import decoded
from app.errors import UserError
from app.store.cipher import Error, Key, open_cipher
from app.store.folder import ORDER
from app.store.keys import OUTBOX, SHARED, KeyRecord, read_records, settle, write_records, write_whole
from app.store.migrate import steps, version
from app.store.port import KeySource
from app.store.shared import revisions

_ENDINGS: Final = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to take its place, by name, and the number that what was there is set aside under."""

    number: int
    records: dict[str, KeyRecord]


def file_of(name: str) -> str:
    return f"{name}.db"


def part_of(folder: Path, name: str) -> Path:
    """Where a copy is made that is not known to be whole yet."""
    return folder / f"{file_of(name)}.part"


def restore(source: Path, folder: Path, keys: KeySource) -> None:
    """Put the backup in `source` in place of the files in `folder`, which nobody may have open.

    A backup without a shared store leaves the desk's own as it is. What the outbox delivered since the backup is told
    once more, which is harmless: the ids are the same. UserError("backup-not-whole"), or "outbox-key-missing",
    "outbox-key-wrong", "shared-key-missing" and "shared-key-wrong" about the backup's keys: recover them first;
    "store-newer" and "shared-newer" for one of a newer program. Then nothing has changed.
    """
    records = {name: record for name, record in read_records(source).items() if name in (OUTBOX, SHARED)}
    if OUTBOX not in records:
        raise UserError("backup-not-whole", detail="no list of keys")
    opened = {name: _key(name, record, keys) for name, record in records.items()}
    try:
        try:
            for name, key in opened.items():
                _lay_beside(source, folder, name, key)
        except FileNotFoundError as error:
            raise UserError("backup-not-whole", detail="no file") from error
        write_whole(folder / ORDER, msgspec.json.encode(_Order(_free_number(folder), records)))
    except OSError as error:
        raise UserError("store-unusable", detail=type(error).__name__) from error
    finally:
        if not (folder / ORDER).exists():
            for name in records:
                _drop(part_of(folder, name))
    go_on(folder)


def go_on(folder: Path) -> None:
    """Finish a restore that has been ordered; nothing where none is. May itself be cut short anywhere, and repeated.

    UserError("store-unusable").
    """
    order = folder / ORDER
    try:
        if not order.exists():
            return
        ordered = decoded(order.read_bytes(), _Order)
        for name in ordered.records:
            if part_of(folder, name).exists():
                _set_aside(folder, name, ordered.number)
                part_of(folder, name).replace(folder / file_of(name))
                settle(folder)
        write_records(folder, {**read_records(folder), **ordered.records})
        order.unlink()
        settle(folder)
    except (OSError, msgspec.DecodeError) as error:
        raise UserError("store-unusable", detail=type(error).__name__) from error


def is_whole(name: str, path: Path, key: Key) -> bool:
    """Every page as it was sealed, every table and index in order. UserError("store-newer" or "shared-newer")."""
    try:
        connection = open_cipher(path, key, durable=True)
        try:
            torn = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if name == SHARED:
                row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
                taken, known = str(row[0] if row else ""), revisions()
            else:
                taken, known = str(version(connection)), tuple(map(str, range(1, len(steps(name)) + 1)))
        finally:
            connection.close()
    except Error:
        return False
    return not torn and found == "ok" and _is_known(name, taken, known)


def _is_known(name: str, taken: str, known: tuple[str, ...]) -> bool:
    if taken in ("", "0"):
        return False
    if taken not in known:
        raise UserError("shared-newer" if name == SHARED else "store-newer", detail=f"{taken}, known is {known[-1]}")
    return True


def _key(name: str, record: KeyRecord, keys: KeySource) -> Key:
    secret = keys.read(name)
    if not secret:
        raise UserError(f"{name}-key-missing")
    key = Key.parse(secret)
    if key is None or key.check != record.check:
        raise UserError(f"{name}-key-wrong")
    return key


def _lay_beside(source: Path, folder: Path, name: str, key: Key) -> None:
    part = part_of(folder, name)
    _drop(part)
    shutil.copyfile(source / file_of(name), part)
    if not is_whole(name, part, key):
        raise UserError("backup-not-whole", detail=name)
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _drop(part: Path) -> None:
    """With its log, which one that was killed may have left: a later copy must not be taken for that log's file."""
    for ending in _ENDINGS:
        part.with_name(f"{part.name}{ending}").unlink(missing_ok=True)


def _free_number(folder: Path) -> int:
    number = 1
    while any(any(folder.glob(f"{name}-{number}.db*")) for name in (OUTBOX, SHARED)):
        number += 1
    return number


def _set_aside(folder: Path, name: str, number: int) -> None:
    """The file before its log: a log without its file is opened by nobody. What is aside already stays as it is."""
    for ending in _ENDINGS:
        old, aside = (folder / f"{stem}.db{ending}" for stem in (name, f"{name}-{number}"))
        if old.exists() and not aside.exists():
            old.rename(aside)
    settle(folder)
