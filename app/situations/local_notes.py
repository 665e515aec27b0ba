"""What the municipality adds to the shipped tasks: its own words, whom to ask, telephone, fee.

In a file of its own beside the configuration, so that no update touches it. Several desks may share it. It is about
tasks and never about citizens, and is not encrypted.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from app.errors import UserError

_FORMAT: Final = 1
_TEN_DIGITS: Final = re.compile(r"(?<!\d)(?<!\+)\d{6}[ -]?\d{4}(?!\d)")


class LocalNote(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """On one task. `by` and `on` say who wrote it and when; empty and None as long as nobody has."""

    text: str = ""
    contact: str = ""
    phone: str = ""
    fee: str = ""
    by: str = ""
    on: date | None = None

    @property
    def says_something(self) -> bool:
        return any((self.text, self.contact, self.phone, self.fee))

    @property
    def looks_personal(self) -> bool:
        """Ten digits as a CPR number has them: it may be one."""
        return any(_TEN_DIGITS.search(words) for words in (self.text, self.contact, self.phone, self.fee))


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
        "guide-notes-unreadable", "guide-notes-unwritable". The file is whole before and after.
        """
        self.refresh()
        if self.of(key) != instead_of:
            raise UserError("guide-note-changed")
        notes = {**self._notes, key: note}
        if not note.says_something:
            del notes[key]
        self._write(notes)
        self._notes = notes

    def _read(self) -> dict[str, LocalNote]:
        try:
            file = msgspec.json.decode(self._path.read_bytes(), type=_File)
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
            part.replace(self._path)
        except OSError as error:
            part.unlink(missing_ok=True)
            detail = type(error).__name__
            raise UserError("guide-notes-unwritable", detail=detail, file=self._path.name) from error
