"""The page's journal notes: what this desk has on the case in sight, and the pane in which one is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from app.access.model import Purpose, Section
from app.cases.notes import Draft, Notes, NoteState
from app.citizen.model.archive import Case
from app.citizen.port import RegisterKey
from app.cpr import CprNumber
from app.errors import UserError
from app.sync.availability import Action
from app.workplace import Workplace
from widgets import background, formats, texts
from widgets.citizen.cases import CasesView
from widgets.citizen.note import NoteEditor
from widgets.citizen.sent_notes import CaseNotes
from widgets.citizen.sight import Sight
from widgets.parts.panes import PaneSplit

_T = TypeVar("_T")

_EVERY_MS: Final = 1_000


@dataclass(frozen=True, slots=True)
class CaseInSight:
    """The case that is shown in full, whose it is, what they are called here, and under which purpose."""

    case: Case
    citizen: CprNumber
    name: str
    purpose: Purpose


class NoteDesk(QObject):
    """Looks into the outbox when another case comes into sight, when what is unsent has changed, and each second
    while a note in sight waits: it may be sent so soon that nothing ever was seen to be unsent."""

    written = Signal(str)
    """A note was finished; what happens to it now, in words."""
    failed = Signal(object)
    """A `UserError` for the page to tell."""

    def __init__(self, workplace: Workplace, sight: Sight, split: PaneSplit) -> None:
        super().__init__(split)
        self._workplace = workplace
        self._sight = sight
        self._split = split
        self._view: CasesView | None = None
        self._in_sight: CaseInSight | None = None
        self._seen = workplace.unsent
        self._waits = False
        self._told: set[UUID] = set()
        self._jobs: list[background.Job] = []
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._look_again)

    def attach(self, view: CasesView) -> None:
        """The view in which a case is shown in full."""
        self._view = view
        view.case_shown.connect(self._show_case)
        view.note_wanted.connect(self.write)
        view.note_retried.connect(self._try_again)
        view.note_taken_back.connect(self._take_back)

    @property
    def editor(self) -> NoteEditor | None:
        content = self._split.pane.content
        return content if isinstance(content, NoteEditor) else None

    def explain(self) -> None:
        """What happens to a note now, on the button that begins one."""
        if self._view is not None:
            self._view.explain_note(texts.availability(self._workplace.availability(Action.WRITE_NOTE)))

    def _show_case(self, case: Case) -> None:
        citizen, purpose, facts = self._sight.citizen, self._sight.purpose, self._sight.person
        if citizen is None or purpose is None:
            return
        known = facts.person.name if facts is not None else None
        if facts is not None and facts.followed_from is not None and facts.followed_from == case.primary_party:
            citizen = facts.followed_from
        name = known.full if known is not None and known.full else formats.cpr(citizen)
        self.explain()
        self._in_sight = CaseInSight(case, citizen, name, purpose)
        if self._workplace.notes is not None:
            self._timer.start()
            self._look()

    def forget(self) -> None:
        """Nobody, or somebody else, is on the page. What was being written has been kept when its pane closed."""
        self._timer.stop()
        self._in_sight = None
        self._waits = False
        for job in self._jobs:
            job.cancel()
        self._jobs = []

    def keep_now(self) -> None:
        """Keep what is being written before the desk is shut."""
        if self.editor is not None:
            self.editor.keep_now()

    def told_at_the_end(self) -> str:
        """What the one who ends the contact must know of a note that stands open and unfinished; empty without one.
        Keeps it first, for its pane is shut with the page."""
        editor = self.editor
        if editor is None or not editor.is_unfinished:
            return ""
        editor.keep_now()
        if editor.is_kept:
            return self.tr("Notatet er ikke gjort færdigt. Det er gemt som kladde på sagen.")
        return self.tr("Notatet er ikke gjort færdigt, og det kan ikke gemmes. Gå tilbage til det, før du afslutter.")

    def write(self) -> None:
        """Open the pane on the draft of the case in sight, or on an empty one."""
        notes, shown = self._workplace.notes, self._in_sight
        if notes is None or shown is None:
            return
        if self.editor is not None and self.editor.draft.case == shown.case.id:
            self.editor.go_here()
            return
        self._run(partial(_begun, notes, shown), self._open)

    def _open(self, begun: tuple[CaseInSight, Draft]) -> None:
        shown, draft = begun
        notes = self._workplace.notes
        if notes is None or self._in_sight is None or self._in_sight.case.id != shown.case.id:
            return
        case = " · ".join(filter(None, (shown.case.title, shown.case.number)))
        editor = NoteEditor(self._workplace, notes, shown.purpose, draft, name=shown.name, case_title=case)
        editor.finished.connect(self._finished)
        editor.left.connect(self._look)
        self._split.open_pane(self.tr("Notat til journalen"), editor)
        editor.setFocus()

    def _finished(self) -> None:
        self._split.close_pane()
        waits = self._workplace.unsent.trouble is not None
        queued = self.tr("Notatet er gemt og venter, til arkivet svarer.")
        self.written.emit(queued if waits else self.tr("Notatet er gemt og sendes til arkivet."))

    def _try_again(self, note: UUID) -> None:
        if self._workplace.notes is not None:
            self._run(partial(self._workplace.notes.try_again, note), self._changed)

    def _take_back(self, note: UUID) -> None:
        if self._workplace.notes is not None:
            self._run(partial(self._workplace.notes.as_draft, note), self._taken_back)

    def _taken_back(self, _draft: Draft) -> None:
        self._look()
        self.write()

    def _changed(self, _nothing: None) -> None:
        self._look()

    def _look_again(self) -> None:
        if self._waits or self._workplace.unsent != self._seen:
            self._look()

    def _look(self) -> None:
        notes, shown = self._workplace.notes, self._in_sight
        if notes is not None and shown is not None:
            self._seen = self._workplace.unsent
            self._run(partial(_found, notes, shown.case), self._show)

    def _show(self, found: CaseNotes) -> None:
        if self._view is None or self._in_sight is None or self._in_sight.case.id != found.case:
            return
        self._view.show_notes(found)
        self._waits = any(sent.state is NoteState.QUEUED for sent in found.sent)
        news = {sent.note.id for sent in found.sent if sent.state is NoteState.FILED} - self._told
        if news:
            self._told |= news
            self._sight.ask((Section.CASES,), refresh=(RegisterKey.ARCHIVE,))  # it has more than it answered last

    def _run(self, call: Callable[[], _T], done: Callable[[_T], object]) -> None:
        job = background.run(call, done=done, failed=self._fail)
        self._jobs = [*(known for known in self._jobs if not known.finished), job]

    def _fail(self, error: UserError) -> None:
        self.failed.emit(error)


def _begun(notes: Notes, shown: CaseInSight) -> tuple[CaseInSight, Draft]:
    return shown, notes.begin(shown.case, shown.citizen)


def _found(notes: Notes, case: Case) -> CaseNotes:
    archived = {entry.id for entry in case.journal if entry.id is not None}
    return CaseNotes(case.id, notes.draft(case.id), notes.of_case(case.id, archived))
