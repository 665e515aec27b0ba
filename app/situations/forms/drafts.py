"""Forms as they are filled in at this desk: a draft kept at every change, then frozen; in the desk's durable file.

Nothing ends a draft but a person: who finishes it, or throws it away.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

import msgspec

from app.access.viewer import Viewer
from app.benefits.model import Decision, Hearing
from app.clock import Clock, danish_day
from app.cpr import CprNumber
from app.decoding import decoded
from app.errors import UserError
from app.situations.forms.answers import Choice, Mark, Sheet, Told
from app.situations.forms.assessed import Deciding
from app.situations.forms.finished import Draft, FinishedForm, Prepared, Verification, freeze
from app.situations.forms.model import Form
from app.situations.forms.representation import Representation
from app.store.port import DeskFile

if TYPE_CHECKING:  # as `app.store.port` has it
    from sqlite3 import Connection

LARGEST_FILE: Final = 10_000_000
"""Bytes of one paper; its sentence says so too."""
_PAPERS: Final = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


class FormDrafts:
    """One desk's forms. Every method blocks briefly and may raise what `DeskFile` raises."""

    def __init__(self, file: DeskFile, clock: Clock, viewer: Viewer) -> None:
        self._file = file
        self._clock = clock
        self._viewer = viewer

    @property
    def now(self) -> datetime:
        """By the desk's clock."""
        return self._clock.now()

    def begin(self, form: Form, citizen: CprNumber) -> Draft:
        """An empty draft, in no file before something is changed in it."""
        return Draft(uuid4(), form.key, citizen, Representation(employee=self._viewer.name))

    def take_up(self, prepared: FinishedForm) -> Draft:
        """A draft that goes on from what was prepared, with all that was told and chosen there; that stays as it is."""
        before = prepared.draft
        origin = Prepared(prepared.id, prepared.employee, prepared.unit, prepared.finished_at)
        return replace(before, id=uuid4(), edits=0, kept_at=None, kept_by="", prepared=origin)

    def tell(self, draft: Draft, name: str, text: str, chosen: UUID | None = None) -> Draft:
        """The draft with the citizen's word on one field; without a word, with none.

        What somebody chose between the register and another word goes with that word.
        """
        told, choices = dict(draft.told), dict(draft.choices)
        if name not in told or told[name].text != text:
            choices.pop(name, None)
        if text.strip():
            told[name] = Told(_mended(text), self._clock.now(), chosen)
        else:
            told.pop(name, None)
        return replace(draft, told=told, choices=choices, edits=draft.edits + 1)

    def choose(self, draft: Draft, name: str, choice: Choice) -> Draft:
        """The draft with a person's choice between register and citizen."""
        return replace(draft, choices={**draft.choices, name: choice}, edits=draft.edits + 1)

    def explain(self, draft: Draft, name: str, why: str) -> Draft:
        """The draft with the reason why somebody chose as they did."""
        choice = replace(draft.choices[name], why=_mended(why))
        return replace(draft, choices={**draft.choices, name: choice}, edits=draft.edits + 1)

    def represent(self, draft: Draft, representation: Representation) -> Draft:
        """For whom it is filled in; who takes it down is whoever sits here."""
        whole = replace(
            representation,
            employee=self._viewer.name,
            name=_mended(representation.name),
            why=_mended(representation.why),
        )
        return replace(draft, representation=whole, edits=draft.edits + 1)

    def hear(self, draft: Draft, hearing: Hearing | None) -> Draft:
        """What is recorded of the hearing, by whoever sits here."""
        if hearing is not None:
            by, at, answer = self._viewer.name, self._clock.now(), _mended(hearing.answer)
            hearing = replace(hearing, answer=answer, by=by, at=at)
        return replace(draft, hearing=hearing, edits=draft.edits + 1)

    def keep(self, draft: Draft) -> Draft:
        """As kept. A blank one is let go; one older than what is kept, or finished, changes nothing."""
        kept = replace(draft, kept_at=self._clock.now(), kept_by=self._viewer.name)
        with self._file.write() as connection:
            row = connection.execute("SELECT edits, body FROM form_draft WHERE id = ?", (str(draft.id),)).fetchone()
            if row is not None and row[0] > draft.edits:
                return _draft(row[1])
            if _is_finished(connection, draft.id):
                return kept
            if draft.is_blank:
                self._drop(connection, draft.id)
            else:
                connection.execute(
                    "INSERT INTO form_draft VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
                    " SET edits = excluded.edits, body = excluded.body, changed_at = excluded.changed_at",
                    (str(kept.id), kept.citizen.digits, kept.edits, _json(kept), _written(self._clock.now())),
                )
        return kept

    def find(self, draft: UUID) -> Draft | None:
        with self._file.read() as connection:
            row = connection.execute("SELECT body FROM form_draft WHERE id = ?", (str(draft),)).fetchone()
        return None if row is None else _draft(row[0])

    def of_citizen(self, citizen: CprNumber) -> tuple[Draft, ...]:
        """The citizen's unfinished forms, last changed first."""
        with self._file.read() as connection:
            rows = connection.execute(
                "SELECT body FROM form_draft WHERE citizen = ? ORDER BY changed_at DESC, rowid DESC", (citizen.digits,)
            ).fetchall()
        return tuple(_draft(body) for (body,) in rows)

    def throw_away(self, draft: UUID) -> None:
        """A person wants no more of it; its papers go with it. A finished form stays."""
        with self._file.write() as connection:
            if not _is_finished(connection, draft):
                self._drop(connection, draft)

    def finish(
        self,
        draft: Draft,
        sheet: Sheet,
        *,
        decision: Decision | None = None,
        deciding: Deciding = Deciding.NONE,
    ) -> FinishedForm:
        """Freeze it: in one commit the finished form is there and the draft is gone. Done twice it is done once.

        `decision` is what `assessed.decided` has of the sheet, `deciding` what becomes of it.

        UserError("form-not-finished" | "form-unheard") while anything stands in the way.
        """
        now = self._clock.now()
        finished = freeze(draft, sheet, self._viewer, now, danish_day(now), decision=decision, deciding=deciding)
        with self._file.write() as connection:
            earlier = connection.execute("SELECT body FROM form_finished WHERE id = ?", (str(draft.id),)).fetchone()
            if earlier is not None:
                return _finished(earlier[0])
            connection.execute(
                "INSERT INTO form_finished VALUES (?, ?, ?, ?)",
                (str(finished.id), finished.citizen.digits, _json(finished), _written(now)),
            )
            papers = [str(field.file) for field in finished.fields if field.file is not None]
            marks = ", ".join("?" * len(papers))
            connection.execute(
                f"DELETE FROM form_file WHERE form = ? AND id NOT IN ({marks})",  # noqa: S608 - question marks alone
                (str(draft.id), *papers),
            )
            connection.execute("DELETE FROM form_draft WHERE id = ?", (str(draft.id),))
        return finished

    def finished_of(self, citizen: CprNumber) -> tuple[FinishedForm, ...]:
        """Newest first."""
        with self._file.read() as connection:
            rows = connection.execute(
                "SELECT body FROM form_finished WHERE citizen = ? ORDER BY finished_at DESC, rowid DESC",
                (citizen.digits,),
            ).fetchall()
        return tuple(_finished(body) for (body,) in rows)

    def verified(self, form: UUID, verifications: tuple[Verification, ...]) -> None:
        """Keep what registers have said of a finished form's fields since. The same twice is kept once."""
        with self._file.write() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO form_verified VALUES (?, ?, ?, ?, ?)",
                [(str(form), one.field, one.mark.value, one.source, _written(one.at)) for one in verifications],
            )

    def verifications(self, form: UUID) -> tuple[Verification, ...]:
        """All of them, oldest first: the last one on a field counts."""
        with self._file.read() as connection:
            rows = connection.execute(
                "SELECT field, mark, source, at FROM form_verified WHERE form = ? ORDER BY at, field", (str(form),)
            ).fetchall()
        return tuple(
            Verification(field, Mark(mark), source, datetime.fromisoformat(at)) for field, mark, source, at in rows
        )

    def attach(self, draft: UUID, field: str, path: Path) -> UUID:
        """Keep the paper, encrypted as everything here. It counts once the field tells of it.

        What no field tells of goes when the form is finished or thrown away.

        UserError("paper-too-large" | "paper-unreadable"): PDF, JPEG and PNG are taken.
        """
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise UserError("paper-too-large")
            content = path.read_bytes()
        except OSError as error:
            raise UserError("paper-unreadable", detail=type(error).__name__) from None
        if not content.startswith(_PAPERS):
            raise UserError("paper-unreadable", detail="no PDF, JPEG or PNG")
        paper = uuid4()
        with self._file.write() as connection:
            connection.execute(
                "INSERT INTO form_file VALUES (?, ?, ?, ?, ?)",
                (str(paper), str(draft), field, _mended(path.name), content),
            )
        return paper

    def paper(self, paper: UUID) -> bytes | None:
        with self._file.read() as connection:
            row = connection.execute("SELECT content FROM form_file WHERE id = ?", (str(paper),)).fetchone()
        return None if row is None else bytes(row[0])

    @staticmethod
    def _drop(connection: Connection, draft: UUID) -> None:
        connection.execute("DELETE FROM form_draft WHERE id = ?", (str(draft),))
        connection.execute("DELETE FROM form_file WHERE form = ?", (str(draft),))


def _is_finished(connection: Connection, form: UUID) -> bool:
    return connection.execute("SELECT 1 FROM form_finished WHERE id = ?", (str(form),)).fetchone() is not None


def _draft(body: str) -> Draft:
    return decoded(body, Draft)


def _finished(body: str) -> FinishedForm:
    return decoded(body, FinishedForm)


def _json(value: Draft | FinishedForm) -> str:
    return msgspec.json.encode(value).decode()


def _written(instant: datetime) -> str:
    """UTC and of one width, so that text sorts as time does."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds")


def _mended(text: str) -> str:
    """Without the half characters that a broken paste leaves, which no file takes."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
