"""Room held back on the disk, let go when it is full: the last things somebody did must still fit."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

_log = logging.getLogger(__name__)
SIZE = 1024 * 1024
_PLENTY = 4 * SIZE


class Reserve:
    """A file of 1 MB. Its methods never raise: without it the desk works, with less to fall back on."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held = path.is_file() and path.stat().st_size == SIZE

    @property
    def is_spent(self) -> bool:
        """The disk is full, and what is written now may be the last that fits."""
        return not self._held

    def look(self) -> None:
        """Let go of the room when the disk has none left, take it back when there is plenty again."""
        try:
            free = shutil.disk_usage(self._path.parent).free
        except OSError as error:
            _log.warning("free room unknown: %s", type(error).__name__)
            return
        if self._held and free < SIZE:
            self.release()
        elif not self._held and free > _PLENTY:
            self._fill()

    def release(self) -> None:
        if self._held:
            self._held = False
            _log.warning("the disk is full: the reserve is let go")
            self._unlink()

    def _fill(self) -> None:
        try:
            with self._path.open("wb") as file:
                file.write(os.urandom(SIZE))  # zeros may take no room at all
                file.flush()
                os.fsync(file.fileno())
            self._held = True
        except OSError as error:
            _log.warning("no reserve: %s", type(error).__name__)
            self._unlink()

    def _unlink(self) -> None:
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("the reserve stays: %s", type(error).__name__)
