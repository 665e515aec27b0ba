"""What stands typed in a plan's small forms and is not written yet: kept at this desk for whoever typed it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from uuid import UUID

import msgspec

from app.cpr import CprNumber
from app.decoding import decoded
from app.situations.told import State, mended
from app.store.outbox import Outbox
from app.store.port import DeskFile

if TYPE_CHECKING:  # as `app.store.port` has it
    from sqlite3 import Connection

PLAN_TEXT: Final = "plan-text"
"""The kind of draft it is kept as."""


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A form open on an item: for a move to `state`, or for a note where that is None. `words` as its fields have
    them, by the form's own names."""

    item: UUID
    state: State | None
    words: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unsaved:
    """All of it for one citizen and one errand. `task` is the line for one task more. `edits` counts its changes: an
    older state never replaces a newer one."""

    edits: int = 0
    forms: tuple[Unwritten, ...] = ()
    task: str = field(default="", repr=False)

    @property
    def is_blank(self) -> bool:
        return not self.forms and not self.task.strip()

    def form(self, item: UUID) -> Unwritten | None:
        return next((form for form in self.forms if form.item == item), None)

    def with_form(self, form: Unwritten) -> Unsaved:
        others = (other for other in self.forms if other.item != form.item)
        return Unsaved(self.edits + 1, (*others, form), self.task)

    def without(self, item: UUID) -> Unsaved:
        return Unsaved(self.edits + 1, tuple(form for form in self.forms if form.item != item), self.task)

    def with_task(self, task: str) -> Unsaved:
        return Unsaved(self.edits + 1, self.forms, task)


class UnsavedTexts:
    """One desk's, in its durable file. Methods block briefly and may raise what `DeskFile` raises."""

    def __init__(self, file: DeskFile, outbox: Outbox) -> None:
        self._file = file
        self._outbox = outbox
        self._newest: dict[str, int] = {}
        """So that what is let go does not come back with a keeping that was overtaken."""

    def of_citizen(self, citizen: CprNumber, errand: str, within: Connection | None = None) -> Unsaved:
        key = _key(citizen, errand)
        kept = self._outbox.draft(key, within)
        if kept is None:
            return Unsaved(self._newest.get(key, 0))
        return decoded(kept, Unsaved)

    def keep(self, citizen: CprNumber, errand: str, unsaved: Unsaved) -> None:
        """One without a word in it is let go; one older than what is kept changes nothing."""
        key = _key(citizen, errand)
        with self._file.write() as connection:
            known = max(self.of_citizen(citizen, errand, connection).edits, self._newest.get(key, 0))
            if unsaved.edits >= known:
                self._write(key, unsaved, connection)

    def let_go(self, citizen: CprNumber, errand: str, items: Collection[UUID]) -> Unsaved:
        """What was typed on `items` goes, of what is kept then: what was typed elsewhere meanwhile stays."""
        with self._file.write() as connection:
            unsaved = self.of_citizen(citizen, errand, connection)
            for item in items:
                unsaved = unsaved.without(item)
            self._write(_key(citizen, errand), unsaved, connection)
        return unsaved

    def _write(self, key: str, unsaved: Unsaved, within: Connection) -> None:
        self._newest[key] = unsaved.edits
        if unsaved.is_blank:
            self._outbox.drop_draft(key, within)
        else:
            self._outbox.keep_draft(key, _json(unsaved), within)


def _key(citizen: CprNumber, errand: str) -> str:
    """As with the plans: what was typed for one errand is not for another."""
    return f"{PLAN_TEXT} {citizen.digits} {errand}"


def _json(unsaved: Unsaved) -> str:
    """Without the half characters that a broken paste leaves, which no file takes."""
    forms = tuple(
        Unwritten(form.item, form.state, {name: _whole(text) for name, text in form.words.items()})
        for form in unsaved.forms
    )
    return msgspec.json.encode(Unsaved(unsaved.edits, forms, _whole(unsaved.task))).decode()


def _whole(text: str) -> str:
    """As typed, blanks and all: somebody goes on with it."""
    return text if mended(text) == text.strip() else mended(text)
