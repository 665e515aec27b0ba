"""The task guide: which task somebody means, what it asks for, whether one may do it, and who else may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.access.decide import task_refusal
from app.access.model import Errand, Rule
from app.access.roles import AuthorityLevel, UserSystemRole
from app.situations.local_notes import LocalNote, LocalNotes
from app.situations.search import Document, SearchIndex, Text
from app.situations.speech import PLAIN, Speech, load_speech
from app.situations.tasks import Task, load_subjects, load_tasks

_ENDED: Final = 0.85
"""A task that has ended is found after the one that people do now, where both fit alike."""


class Why(StrEnum):
    """What a task was found by."""

    TITLE = "title"
    SYNONYM = "synonym"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Hit:
    """`words` are those it was found by, where they are not its title and may be shown."""

    task: Task
    why: Why
    words: str = ""


@dataclass(frozen=True, slots=True)
class HandOver:
    """`why` one may not do it, what `level` it asks of whoever may, and whom to ask; empty where nobody is named."""

    why: Rule
    level: AuthorityLevel
    unit: str = ""
    contact: str = ""
    phone: str = ""


def load_guide(resources: Path, notes: Path, errands: Sequence[Errand]) -> Guide:
    """The shipped tasks, with the municipality's notes in the file `notes`. Blocks for some tenths of a second.

    UserError("tasks-invalid") names file and line. Notes that cannot be read are reported by `refresh_notes`.
    """
    subjects = load_subjects(resources / "kle" / "emner.csv")
    tasks = load_tasks(resources / "tasks", errands=[errand.key for errand in errands], subjects=subjects)
    return Guide(
        tasks, LocalNotes(notes), errands=errands, subjects=subjects, speech=load_speech(resources / "speech.toml")
    )


class Guide:
    """`errands` hold those that the tasks name; `subjects` are KLE's titles by number."""

    def __init__(
        self,
        tasks: Sequence[Task],
        notes: LocalNotes,
        *,
        errands: Sequence[Errand],
        subjects: Mapping[str, str],
        speech: Speech = PLAIN,
    ) -> None:
        self.tasks = tuple(tasks)
        self._by_key = {task.key: task for task in tasks}
        self._notes = notes
        self._errands = {errand.key: errand for errand in errands}
        self._subjects = subjects
        self._speech = speech
        self._index = self._indexed()

    def task(self, key: str) -> Task:
        return self._by_key[key]

    def errand(self, task: Task) -> Errand:
        """What it may open of a citizen's data, and by which law."""
        return self._errands[task.errand]

    def subject(self, task: Task) -> str:
        """KLE's number and title; empty without one."""
        return f"{task.kle} {self._subjects[task.kle]}" if task.kle else ""

    def search(self, typed: str, *, limit: int = 30) -> tuple[Hit, ...]:
        """The tasks meant, the likeliest first; none for an empty question. Asks nothing but memory."""
        hits = []
        for match in self._index.search(typed, limit=limit):
            task, words = self._by_key[match.key], match.text.words
            if words == task.title or words in task.unshown or words in task.origin:
                hits.append(Hit(task, Why.TITLE))
            else:
                hits.append(Hit(task, Why.SYNONYM if words in task.synonyms else Why.TEXT, words))
        return tuple(hits)

    def hand_over(self, task: Task, roles: tuple[UserSystemRole, ...], today: date) -> HandOver | None:
        """Why and to whom the task goes on; None if whoever has `roles` may do it."""
        why = task_refusal(roles, task.authority, self._asked_subjects(task))
        if why is None:
            return None
        owner, note = task.owner_on(today), self.note(task)
        return HandOver(why, task.authority, owner.unit if owner is not None else "", note.contact, note.phone)

    def may_note(self, task: Task, roles: tuple[UserSystemRole, ...]) -> bool:
        """The municipality's notes are written by those who decide such tasks."""
        level = max(task.authority, AuthorityLevel.RULE_BASED)
        return task_refusal(roles, level, self._asked_subjects(task)) is None

    def note(self, task: Task) -> LocalNote:
        return self._notes.of(task.key)

    def keep_note(self, task: Task, note: LocalNote, *, instead_of: LocalNote) -> None:
        """See `LocalNotes.keep`. Blocks."""
        self._notes.keep(task.key, note, instead_of=instead_of)
        self._index = self._indexed()

    def refresh_notes(self) -> None:
        """See `LocalNotes.refresh`. Blocks."""
        if self._notes.refresh():
            self._index = self._indexed()

    def _asked_subjects(self, task: Task) -> tuple[str, ...]:
        return (task.kle,) if task.kle else self.errand(task).kle

    def _indexed(self) -> SearchIndex:
        return SearchIndex((Document(task.key, tuple(self._texts(task))) for task in self.tasks), self._speech)

    def _texts(self, task: Task) -> Iterator[Text]:
        """What a task is found by: what people call it first, what its text says after."""
        share = _ENDED if task.ended is not None else 1.0
        yield Text(task.title, share, is_name=True)
        for name in (*task.synonyms, *task.unshown):
            yield Text(name, 0.97 * share, is_name=True)
        for name in task.origin:
            yield Text(name, 0.7 * share, is_name=True)
        note = self.note(task)
        onward = task.next
        for weight, texts in (
            (1.0, (task.kle,)),
            (0.5, (self._subjects.get(task.kle, ""), task.summary, *task.forms)),
            (0.4, (*task.law, task.area, self.errand(task).title, note.text)),
            (0.3, (*task.bring, *task.letters, *task.situations, *(owner.unit for owner in task.owner))),
            (0.25, (*task.steps, note.contact)),
            (0.25, (onward.who, onward.what) if onward is not None else ()),
        ):
            for words in texts:
                if words:
                    yield Text(words, weight * share)
