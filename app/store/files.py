"""An encrypted file of the desk, used by many threads: one writes, the others read what was last committed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection

from app.errors import BugError, UserError
from app.store.cipher import Error, Key, copy_cipher, open_cipher, told
from app.store.migrate import migrate
from app.store.reserve import Reserve


class CipherFile:
    """A `DeskFile`. Closed until `open`, and again after `close`: then the key is dropped with the connections.

    `schema` are the steps of `migrate`. Only a durable file may use the room that `reserve` lets go.
    """

    def __init__(
        self, path: Path, schema: tuple[str, ...], *, durable: bool, reserve: Reserve, patience: float = 5.0
    ) -> None:
        self.path = path
        self.is_damaged = False
        self._schema = schema
        self._durable = durable
        self._reserve = reserve
        self._patience = patience
        self._key: Key | None = None
        self._writing = threading.RLock()
        self._writer: Connection | None = None
        self._readers = threading.Condition()
        self._idle: list[Connection] = []
        self._reading = 0

    @property
    def is_open(self) -> bool:
        return self._key is not None

    def open(self, key: Key, *, must_hold: bool = False) -> None:
        """Open with `key` and take the schema's missing steps; with `must_hold` an empty file counts as damaged."""
        if must_hold and not self.path.stat().st_size:
            raise UserError("store-damaged", detail="empty")
        with self._writing:
            try:
                writer = self._connect(key, writes=True)
                try:
                    migrate(writer, self._schema)
                except (UserError, Error):
                    writer.close()
                    raise
            except Error as error:
                raise self._meaning(error) from None
            self._writer, self._key, self.is_damaged = writer, key, False

    def close(self) -> None:
        """Drop the key and the connections, once those at work are done. New work is refused at once."""
        with self._readers:
            self._key = None
            self._readers.wait_for(lambda: not self._reading)
            idle, self._idle = self._idle, []
        with self._writing:
            writer, self._writer = self._writer, None
            for connection in (*idle, *([writer] if writer is not None else [])):
                connection.close()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        with self._writing:
            writer = self._writer
            if writer is None or self._key is None:
                raise UserError("store-locked")
            if writer.in_transaction:
                raise BugError("a write inside a write")
            self._reserve.look()
            if self._reserve.is_spent and not self._durable:
                raise UserError("store-full", detail="what is left is the outbox's")
            try:
                writer.execute("BEGIN IMMEDIATE")
                yield writer
                writer.execute("COMMIT")
            except Error as error:
                raise self._meaning(error) from None
            finally:
                _end(writer)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        reader = self._borrow()
        try:
            reader.execute("BEGIN")
            yield reader
        except Error as error:
            raise self._meaning(error) from None
        finally:
            self._give_back(reader)

    def copy(self, target: Path) -> Key:
        """As `copy_cipher`; returns the key."""
        with self.read() as source:
            key = self._key
            if key is None:
                raise UserError("store-locked")
            copy_cipher(source, target, key)
            return key

    def _borrow(self) -> Connection:
        with self._readers:
            key = self._key
            if key is None:
                raise UserError("store-locked")
            self._reading += 1
            if self._idle:
                return self._idle.pop()
        try:
            return self._connect(key, writes=False)
        except Error as error:
            self._done()
            raise self._meaning(error) from None

    def _give_back(self, reader: Connection) -> None:
        try:
            _end(reader)
            self._idle.append(reader)
        finally:
            self._done()

    def _done(self) -> None:
        with self._readers:
            self._reading -= 1
            if not self._reading:
                self._readers.notify_all()

    def _connect(self, key: Key, *, writes: bool) -> Connection:
        return open_cipher(self.path, key, durable=self._durable, writes=writes, patience=self._patience)

    def _meaning(self, error: Error) -> UserError | BugError:
        meaning = told(error)
        if isinstance(meaning, UserError):
            self.is_damaged |= meaning.code == "store-damaged"
            if meaning.code == "store-full" and self._durable:
                self._reserve.release()
        return meaning


def _end(connection: Connection) -> None:
    """Leave a transaction that is still open; a full disk has ended it already."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")
