"""The doors of the desk's files: where keys come from, and how an encrypted file is written and read."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # SQLCipher's connection has the standard library's shape, and that one is typed
    from sqlite3 import Connection


class KeySource(Protocol):
    """Where the desk's keys live: the operating system's key store, or memory in training.

    Every call raises UserError("keys-refused") for a back end that may not hold keys, and
    UserError("keys-unavailable") for one that does not answer.
    """

    @property
    def name(self) -> str:
        """The back end's name, recorded beside the files."""
        ...

    def read(self, name: str) -> str | None:
        """The secret kept under `name` for this desk, None if there is none."""
        ...

    def write(self, name: str, secret: str) -> None:
        """Keep `secret`; it has been read back when this returns."""
        ...

    def delete(self, name: str) -> None:
        """Forget the secret; there may be none."""
        ...


class DeskFile(Protocol):
    """One encrypted file with one writer at a time.

    Both raise UserError("store-full" | "store-busy" | "store-read-only" | "store-damaged"), and "store-locked" while
    the desk is locked and its key dropped.
    """

    def write(self) -> AbstractContextManager[Connection]:
        """One transaction: durable when the block ends, rolled back if it raises."""
        ...

    def read(self) -> AbstractContextManager[Connection]:
        """One unchanging sight of the file, on a connection that cannot write."""
        ...
