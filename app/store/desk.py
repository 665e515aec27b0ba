"""This desk's two encrypted files, and what happens when a key or a file is not what it was.

The cache is disposable: lost key or damaged file, it is made anew. The outbox is not: nothing here deletes, empties,
renames or makes it anew once it has been; the person is told what is wrong and what can be done.
"""

from __future__ import annotations

import logging
from pathlib import Path

from app.errors import UserError
from app.store.cipher import Key
from app.store.files import CipherFile
from app.store.keys import CACHE, OUTBOX, KeyRecord, read_records, record_of, write_records
from app.store.migrate import steps
from app.store.port import KeySource
from app.store.reserve import Reserve

_log = logging.getLogger(__name__)


class DeskStore:
    """`outbox` and `cache` work between `open` and `lock`. `recovery_key` is the municipality's public key in base64.

    `patience` in seconds for another process's lock on a file.
    """

    def __init__(self, folder: Path, keys: KeySource, *, recovery_key: str = "", patience: float = 5.0) -> None:
        self._folder = folder
        self._keys = keys
        self._recovery_key = recovery_key
        self._reserve = Reserve(folder / "reserve")
        self._records: dict[str, KeyRecord] = {}
        self.outbox = CipherFile(
            folder / "outbox.db", steps(OUTBOX), durable=True, reserve=self._reserve, patience=patience
        )
        self.cache = CipherFile(
            folder / "cache.db", steps(CACHE), durable=False, reserve=self._reserve, patience=patience
        )

    @property
    def is_open(self) -> bool:
        return self.outbox.is_open

    @property
    def is_short_of_room(self) -> bool:
        """The disk is full: about a hundred more writes fit, and the cache takes none."""
        return self._reserve.is_spent

    def copy(self, target: Path) -> tuple[Key, KeyRecord]:
        """The open desk's outbox, as `copy_cipher`, with its key and what is noted of it."""
        return self.outbox.copy(target), self._records[OUTBOX]

    def open(self) -> None:
        """Fetch the keys and open both files; on the first start make them.

        Raises what the key source raises, "store-newer", and of the outbox "outbox-gone", "outbox-key-missing",
        "outbox-keystore-changed", "outbox-key-wrong", "outbox-damaged" and, where nothing tells the last two apart,
        "outbox-unreadable". A cache that cannot be opened stays shut, which costs a line in the log.
        """
        self._reserve.look()
        self._records = read_records(self._folder)
        try:
            self._open_outbox()
        except UserError:
            self.outbox.close()
            raise
        try:
            self._open_cache()
        except UserError as error:
            self.cache.close()
            _log.warning("the cache stays shut: %s", error)

    def lock(self) -> None:
        """Close both files and drop the keys; `open` starts again from the key source."""
        self.outbox.close()
        self.cache.close()
        if self.cache.is_damaged:
            self._discard_cache()

    def _open_outbox(self) -> None:
        record, exists = self._records.get(OUTBOX), self.outbox.path.exists()
        if record is not None and not exists:
            raise UserError("outbox-gone")
        secret = self._keys.read(OUTBOX)
        key = Key.parse(secret)
        if not exists:
            key = key or self._new_key(OUTBOX)
        elif not secret:
            raise self._missing(record)
        if key is None or (record is not None and key.check != record.check):
            raise UserError("outbox-key-wrong")
        try:
            self.outbox.open(key, must_hold=record is not None)
        except UserError as error:
            if error.code != "store-damaged":
                raise
            if record is None:
                raise UserError("outbox-unreadable", detail=error.detail) from None
            raise UserError("outbox-damaged", detail=error.detail) from None
        self._record(OUTBOX, key)

    def _missing(self, record: KeyRecord | None) -> UserError:
        if record is not None and record.backend != self._keys.name:
            return UserError("outbox-keystore-changed", before=record.backend, now=self._keys.name)
        return UserError("outbox-key-missing")

    def _open_cache(self) -> None:
        record, exists = self._records.get(CACHE), self.cache.path.exists()
        key = Key.parse(self._keys.read(CACHE))
        is_known = key is not None and record is not None and key.check == record.check
        if key is None or not (exists and is_known and self._opens(key)):
            if exists:
                _log.warning("the cache is made anew")
            self._discard_cache()
            key = key or self._new_key(CACHE)
            self.cache.open(key)
        self._record(CACHE, key)

    def _opens(self, key: Key) -> bool:
        try:
            self.cache.open(key, must_hold=True)
        except UserError as error:
            if error.code not in ("store-damaged", "store-newer"):
                raise
            return False
        return True

    def _discard_cache(self) -> None:
        path = self.cache.path
        try:
            for file in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
                file.unlink(missing_ok=True)
        except OSError as error:
            raise UserError("store-unusable", detail=type(error).__name__) from error

    def _new_key(self, name: str) -> Key:
        key = Key.new()
        self._keys.write(name, key.text)
        return key

    def _record(self, name: str, key: Key) -> None:
        """Note the key beside the files; the outbox's also sealed, so that the municipality can open it again."""
        old, public = self._records.get(name), self._recovery_key if name == OUTBOX else ""
        if old is not None and old.backend != self._keys.name:
            _log.warning("the key of %s has moved from %s to %s", name, old.backend, self._keys.name)
        new = record_of(key, self._keys.name, public, old)
        if new != old:
            self._records = {**self._records, name: new}
            write_records(self._folder, self._records)
