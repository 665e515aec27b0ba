"""What the municipality adds to the shipped tasks: its own words, whom to ask, and the facts no source gives for all.

In a file of its own beside the configuration, so that no update touches it. Several desks may share it. It is about
tasks and never about citizens, and is not encrypted.

Who writes holds the file's lock, a byte of the empty file beside it, from the reading to the writing: of two desks that
save at once the second sees what the first wrote. The operating system lets go of the lock of a program that has ended.
On a network share this rests on the server's byte-range locks and on a file that was moved into place under one being
seen under the next: SMB keeps both. A share without locks takes no notes.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event, Lock
from time import monotonic
from typing import Final

import msgspec

from app.decoding import decoded
from app.errors import UserError

_FORMAT: Final = 1
_PATIENCE: Final = 5.0
_PAUSE: Final = 0.02
"""Seconds that a colleague's writing is waited for, and between two tries."""
_HERE: Final = Lock()
"""Between threads: the operating system's lock is the whole program's."""
_TEN_DIGITS: Final = re.compile(r"(?<!\d)(?<!\+)\d{6}[ -]?\d{4}(?!\d)")


class LocalNote(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """On one task. `by` and `on` say who wrote it and when; empty and None as long as nobody has."""

    text: str = ""
    contact: str = ""
    phone: str = ""
    opening: str = ""
    address: str = ""
    fee: str = ""
    deadline: str = ""
    complaint: str = ""
    by: str = ""
    on: date | None = None

    @property
    def says_something(self) -> bool:
        return any(self._words)

    def signed(self, by: str, on: date) -> LocalNote:
        return msgspec.structs.replace(self, by=by, on=on)

    @property
    def looks_personal(self) -> bool:
        """Ten digits as a CPR number has them: it may be one."""
        return any(map(_TEN_DIGITS.search, self._words))

    @property
    def _words(self) -> tuple[str, ...]:
        facts = (self.phone, self.opening, self.address, self.fee, self.deadline, self.complaint)
        return self.text, self.contact, *facts


class _File(msgspec.Struct, frozen=True, kw_only=True):
    format: int
    notes: dict[str, LocalNote]


NOTHING: Final = LocalNote()


class LocalNotes:
    """Usable from any thread. Empty until `refresh`; a file that is not there holds nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._notes: Mapping[str, LocalNote] = {}

    def of(self, key: str) -> LocalNote:
        """As last read. Asks no file."""
        return self._notes.get(key, NOTHING)

    def refresh(self) -> bool:
        """Read the file; whether it says anything else than before. Blocks. UserError("guide-notes-unreadable")."""
        before, self._notes = self._notes, self._read()
        return before != self._notes

    def keep(self, key: str, note: LocalNote, *, instead_of: LocalNote) -> None:
        """Write the note on one task, and leave all others in the file as they are; one that says nothing goes. Blocks.

        UserError: "guide-note-changed" if somebody else has written on the task after `instead_of` was read,
        "guide-notes-busy" if others write all the time, "guide-notes-unreadable", "guide-notes-unwritable". The file
        is whole before and after.
        """
        with self._alone():
            self.refresh()
            if self.of(key) != instead_of:
                raise UserError("guide-note-changed")
            notes = {**self._notes, key: note}
            if not note.says_something:
                del notes[key]
            self._write(notes)
            self._notes = notes

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else writes. The lock's file stays: to take it away would let two hold what they take for the same."""
        with _HERE:
            try:
                file = self._path.with_name(f"{self._path.name}.lock").open("ab")
            except OSError as error:
                raise self._unwritable(error) from error
            with file:
                try:
                    _patiently(partial(_lock, file.fileno()))
                except (BlockingIOError, PermissionError):
                    raise UserError("guide-notes-busy", file=self._path.name) from None
                except OSError as error:
                    raise self._unwritable(error) from error
                yield

    def _read(self) -> dict[str, LocalNote]:
        try:
            file = decoded(self._path.read_bytes(), _File)
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.DecodeError) as error:
            detail = type(error).__name__
            raise UserError("guide-notes-unreadable", detail=detail, file=self._path.name) from None
        if file.format != _FORMAT:
            raise UserError("guide-notes-unreadable", detail=f"format {file.format}", file=self._path.name)
        return file.notes

    def _write(self, notes: dict[str, LocalNote]) -> None:
        written = msgspec.json.format(msgspec.json.encode(_File(format=_FORMAT, notes=notes)), indent=2)
        part = self._path.with_name(f"{self._path.name}.{os.getpid()}.part")
        try:
            with part.open("wb") as file:
                file.write(written)
                file.flush()
                os.fsync(file.fileno())
            _patiently(partial(part.replace, self._path))
        except OSError as error:
            part.unlink(missing_ok=True)
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> UserError:
        return UserError("guide-notes-unwritable", detail=type(error).__name__, file=self._path.name)


def _patiently(step: Callable[[], object]) -> None:
    """Again while somebody else has it; Windows moves nothing over a file that is just being read."""
    until = monotonic() + _PATIENCE
    while True:
        try:
            step()
        except (BlockingIOError, PermissionError):
            if monotonic() >= until:
                raise
            Event().wait(_PAUSE)
        else:
            return


def _lock(file: int) -> None:
    """Its first byte, until it is closed. BlockingIOError or PermissionError while another program has it."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1)
