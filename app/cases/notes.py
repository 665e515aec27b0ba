"""Journal notes as they are written at this desk: a draft, then frozen and on its way to the archive.

A draft and its note share one id from the first letter on, so that nothing that is done twice becomes two notes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

import msgspec

from app.access.viewer import Viewer
from app.cases.port import Filing, JournalNote, Outcome, Receipt, Refusal
from app.citizen.model.archive import Case
from app.clock import Clock
from app.cpr import CprNumber
from app.decoding import decoded
from app.errors import UserError
from app.store.outbox import Entry, EntryState, NewEntry, Outbox
from app.store.port import DeskFile

if TYPE_CHECKING:  # as `app.store.port` has it
    from sqlite3 import Connection

NOTE: Final = "journal-note"
"""The kind of entry that holds a `JournalNote` as JSON."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Unfinished text on one case. `edits` counts its changes: an older state never replaces a newer one.

    `kept_at` is when it was last kept, None for one that never was.
    """

    id: UUID
    case: UUID
    case_number: str = field(repr=False)
    citizen: CprNumber = field(repr=False)
    title: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    edits: int = 0
    kept_at: datetime | None = None

    def changed(self, title: str, text: str) -> Draft:
        return replace(self, title=title, text=text, edits=self.edits + 1)


class NoteState(StrEnum):
    QUEUED = "queued"
    PARKED = "parked"
    FILED = "filed"


@dataclass(frozen=True, slots=True)
class SentNote:
    """A note that has left the hand, as far as this desk knows. `reason` is a `Refusal` where it is parked."""

    note: JournalNote
    state: NoteState
    reason: str = ""


class Notes:
    """One desk's notes, in its durable file. Every method blocks briefly and may raise what `DeskFile` raises.

    `finished` is told that there is something to send.
    """

    def __init__(
        self, file: DeskFile, outbox: Outbox, clock: Clock, viewer: Viewer, finished: Callable[[], None]
    ) -> None:
        self._file = file
        self._outbox = outbox
        self._clock = clock
        self._viewer = viewer
        self._finished = finished

    def draft(self, case: UUID, within: Connection | None = None) -> Draft | None:
        """What is being written on the case, as it was last kept."""
        kept = self._outbox.draft(_key(case), within)
        return decoded(kept, Draft) if kept is not None else None

    def begin(self, case: Case, citizen: CprNumber) -> Draft:
        """The case's draft, or an empty one. UserError("note-not-theirs") if the case is not about `citizen`."""
        if case.primary_party != citizen:
            raise UserError("note-not-theirs")
        return self.draft(case.id) or Draft(uuid4(), case.id, case.number, citizen)

    def keep_draft(self, draft: Draft) -> Draft:
        """As kept. One without a word in it is let go; one older than what is kept, or finished, changes nothing."""
        kept = replace(_whole(draft), kept_at=self._clock.now())
        with self._file.write() as connection:
            before = self.draft(draft.case, connection)
            if before is not None and before.id == draft.id and before.edits > draft.edits:
                return before
            if self._outbox.find(draft.id, connection) is not None:
                return kept
            if draft.title or draft.text:
                self._outbox.keep_draft(_key(draft.case), _json(kept), connection)
            else:
                self._outbox.drop_draft(_key(draft.case), connection)
        return kept

    def finish(self, draft: Draft) -> None:
        """Freeze it: in one commit the note is on its way and the draft is gone. Done twice it is done once.

        UserError("note-empty") without both title and text.
        """
        draft = _whole(draft)
        if not draft.title.strip() or not draft.text.strip():
            raise UserError("note-empty")
        note = JournalNote(
            id=draft.id,
            case=draft.case,
            case_number=draft.case_number,
            citizen=draft.citizen,
            title=draft.title.strip(),
            text=draft.text.rstrip(),
            written_at=self._clock.now(),
            author=self._viewer.name,
            unit=self._viewer.unit,
        )
        with self._file.write() as connection:
            if self._outbox.find(note.id, connection) is None:
                self._outbox.append(NewEntry(note.id, NOTE, str(note.case), _json(note)), connection)
            kept = self.draft(note.case, connection)
            if kept is not None and kept.id == note.id:
                self._outbox.drop_draft(_key(note.case), connection)
        self._finished()

    def of_case(self, case: UUID, archived: Collection[UUID] = ()) -> tuple[SentNote, ...]:
        """Notes that the archive is not known to show yet, newest first. `archived` are ids that its journal has."""
        return tuple(
            _sent(entry)
            for entry in reversed(self._outbox.of_subject(str(case)))
            if entry.kind == NOTE and not (entry.state is EntryState.DELIVERED and entry.id in archived)
        )

    def try_again(self, note: UUID) -> None:
        """Send a parked note once more, as it is."""
        self._outbox.release(note)
        self._finished()

    def as_draft(self, note: UUID) -> Draft:
        """Take a parked note back into a draft, which is a new note when it is finished.

        UserError("note-moved-on") if it is not parked any more, "note-draft-exists" if something else is being
        written on the case.
        """
        with self._file.write() as connection:
            entry = self._outbox.find(note, connection)
            if entry is None or entry.state is not EntryState.PARKED:
                raise UserError("note-moved-on")
            told = _sent(entry).note
            if self.draft(told.case, connection) is not None:
                raise UserError("note-draft-exists")
            draft = Draft(
                uuid4(), told.case, told.case_number, told.citizen, told.title, told.text, 1, self._clock.now()
            )
            self._outbox.keep_draft(_key(told.case), _json(draft), connection)
            self._outbox.withdraw(note, connection)
        return draft


def file_entry(filing: Filing, body: str) -> Receipt:
    """Hand an entry's note to the archive."""
    try:
        note = decoded(body, JournalNote)
    except msgspec.DecodeError:
        return Receipt(Outcome.REFUSED, Refusal.UNREADABLE)
    return filing.file(note)


def _key(case: UUID) -> str:
    return f"{NOTE} {case}"


def _json(value: Draft | JournalNote) -> str:
    return msgspec.json.encode(value).decode()


def _sent(entry: Entry) -> SentNote:
    state = {
        EntryState.QUEUED: NoteState.QUEUED,
        EntryState.PARKED: NoteState.PARKED,
        EntryState.DELIVERED: NoteState.FILED,
    }[entry.state]
    return SentNote(decoded(entry.body, JournalNote), state, entry.reason)


def _whole(draft: Draft) -> Draft:
    """Without the half characters that a broken paste leaves, which no file and no archive takes."""
    return replace(draft, title=_mended(draft.title), text=_mended(draft.text))


def _mended(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
