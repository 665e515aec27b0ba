"""One program a desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QLockFile

from app.errors import UserError


@contextmanager
def alone(store: Path) -> Iterator[None]:
    """Holds the desk's folder: the trace's chain has one writer. UserError("already-open")."""
    lock = QLockFile(str(store / "indgang.lock"))
    lock.setStaleLockTime(0)  # age says nothing; one whose program is gone is taken over all the same
    if not lock.tryLock(0):
        raise UserError("already-open")
    try:
        yield
    finally:
        lock.unlock()
