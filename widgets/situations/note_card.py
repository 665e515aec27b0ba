"""The municipality's own note on a task: read by all, written by those who decide such tasks."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError
from app.situations.guide import Guide
from app.situations.local_notes import LocalNote
from app.situations.tasks import Local, Task
from widgets import background, texts
from widgets.parts.cards import SectionCard
from widgets.parts.facts import FactGrid, FactRow
from widgets.parts.notices import Banner, announce
from widgets.situations import task_words
from widgets.theme import set_role
from widgets.tokens import SPACE, Meaning

_TEXT_HEIGHT = 96


class NoteCard(SectionCard):
    """What is half written stays with its task until it is saved or dropped, whatever is looked at meanwhile."""

    kept = Signal(str)
    """The note on the task of this key is saved."""

    def __init__(self, guide: Guide, *, author: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Kommunens egne noter"), parent)
        self._guide = guide
        self._author = author
        self._task: Task | None = None
        self._today = date.min
        self._may = False
        self._begun: dict[str, tuple[LocalNote, LocalNote]] = {}
        """By task: what it is to say, and what it said when the writing began."""
        self._job: background.Job | None = None
        self._text = QLabel(self.content)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._facts = FactGrid(self.content, label_width=88)
        self._write = QPushButton(self.content)
        self._write.clicked.connect(self.begin)
        self._lines: dict[str, QLineEdit] = {}
        """By the field of the note that it writes."""
        self._editor = self._make_editor()
        for widget in (self._text, self._facts, self._editor):
            self.body.addWidget(widget)
        self.body.addWidget(self._write, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_editor(self) -> QWidget:
        editor = QWidget(self.content)
        column = QVBoxLayout(editor)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        self._words = QPlainTextEdit()
        self._words.setTabChangesFocus(True)
        self._words.setFixedHeight(_TEXT_HEIGHT)
        self._words.setAccessibleName(self.tr("Note"))
        self._words.textChanged.connect(self._edited)
        column.addWidget(self._words)
        grid = QGridLayout()
        grid.setSpacing(SPACE)
        for row, (key, name) in enumerate(self._names().items()):
            line, label = QLineEdit(), QLabel(name)
            label.setBuddy(line)
            line.setAccessibleName(name)
            line.textChanged.connect(self._edited)
            grid.addWidget(label, row, 0)
            grid.addWidget(line, row, 1)
            self._lines[key] = line
        column.addLayout(grid)
        self._warning = Banner(editor)
        column.addWidget(self._warning)
        hint = QLabel(self.tr("Noten ses af alle i kommunen. Skriv aldrig om en borger."))
        hint.setWordWrap(True)
        set_role(hint, "muted")
        column.addWidget(hint)
        self._save, drop = QPushButton(), QPushButton(self.tr("Fortryd"))
        set_role(self._save, "primary")
        self._save.setToolTip(self.tr("Gem (Ctrl+Enter)"))
        self._save.clicked.connect(self.save)
        drop.clicked.connect(self.drop)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE)
        buttons.addStretch(1)
        buttons.addWidget(drop)
        buttons.addWidget(self._save)
        column.addLayout(buttons)
        editor.hide()
        return editor

    def _names(self) -> dict[str, str]:
        """Of what a note says in one line, by its field."""
        facts = (Local.PHONE, Local.OPENING, Local.ADDRESS, Local.FEE, Local.DEADLINE, Local.COMPLAINT)
        return {"contact": self.tr("Kontaktperson"), **{what.value: task_words.local(what) for what in facts}}

    @property
    def is_writing(self) -> bool:
        return not self._editor.isHidden()

    def show_task(self, task: Task, today: date, *, may_write: bool) -> None:
        self._task, self._today, self._may = task, today, may_write
        if may_write and task.key in self._begun:
            self._open(*self._begun[task.key])
        else:
            self._show_note()

    def _show_note(self) -> None:
        if self._task is None:
            return
        note = self._guide.note(self._task)
        self._editor.hide()
        self.clear_notice()
        self._show_words(note)
        self._write.setText(self.tr("Ret note") if note.says_something else self.tr("Skriv note"))
        self._write.setVisible(self._may)

    def _show_words(self, note: LocalNote) -> None:
        self._text.setText(
            note.text or ("" if note.says_something else self.tr("Kommunen har ikke skrevet noget her."))
        )
        self._text.setVisible(bool(self._text.text()))
        set_role(self._text, "" if note.text else "missing")
        said = [FactRow(name, words) for key, name in self._names().items() if (words := getattr(note, key))]
        self._facts.show_facts(said)
        self._facts.setVisible(bool(said))
        self.set_source(task_words.signed(note) if note.says_something else "")

    # Writing

    def begin(self) -> None:
        if self._task is not None and self._may:
            note = self._guide.note(self._task)
            self._open(note, note)
            self._words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, words: LocalNote, instead_of: LocalNote) -> None:
        with QSignalBlocker(self._words):
            self._words.setPlainText(words.text)
        for key, line in self._lines.items():
            with QSignalBlocker(line):
                line.setText(getattr(words, key))
        if self._task is not None:
            self._begun[self._task.key] = words, instead_of
        for widget in (self._text, self._facts, self._write):
            widget.hide()
        self._warn(words)
        self._editor.show()

    def _edited(self) -> None:
        if self._task is None:
            return
        lines = {key: line.text().strip() for key, line in self._lines.items()}
        words = LocalNote(
            text=self._words.toPlainText().strip(),
            contact=lines["contact"],
            phone=lines["phone"],
            opening=lines["opening"],
            address=lines["address"],
            fee=lines["fee"],
            deadline=lines["deadline"],
            complaint=lines["complaint"],
        )
        self._begun[self._task.key] = words, self._begun[self._task.key][1]
        self._warn(words)

    def _warn(self, words: LocalNote) -> None:
        """Ten digits may be an account as well: it is said, and the writer decides."""
        if words.looks_personal:
            self._warning.say(self.tr("Her står ti cifre. Et CPR-nummer må ikke stå i en note."), Meaning.WARNING)
            self._save.setText(self.tr("Gem alligevel"))
        else:
            self._warning.clear()
            self._save.setText(self.tr("Gem note"))

    def drop(self) -> None:
        """Back to the note as it is, and nothing is kept of what was written."""
        if self._task is not None:
            self._begun.pop(self._task.key, None)
            self._show_note()
            self._write.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        if self._task is None or (self._job is not None and not self._job.finished):
            return
        words, instead_of = self._begun[self._task.key]
        keep = partial(self._keep, self._task, words.signed(self._author, self._today), instead_of)
        self._job = background.run(keep, done=self._saved, failed=self._not_saved)

    def _keep(self, task: Task, note: LocalNote, instead_of: LocalNote) -> str:
        self._guide.keep_note(task, note, instead_of=instead_of)
        return task.key

    def _saved(self, key: str) -> None:
        self._begun.pop(key, None)
        if self._task is not None and self._task.key == key:
            self._show_note()
            self._write.setFocus(Qt.FocusReason.OtherFocusReason)
        self.kept.emit(key)

    def _not_saved(self, error: UserError) -> None:
        """Where a colleague was first, theirs is shown above: saving once more is then to write over it knowingly."""
        words = texts.error(error)
        if error.code == "guide-note-changed" and self._task is not None and self._task.key in self._begun:
            theirs = self._guide.note(self._task)
            self._begun[self._task.key] = self._begun[self._task.key][0], theirs
            self._show_words(theirs)
        self.set_notice(words, Meaning.DANGER)
        announce(self, words)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter in here is about the note, whatever it is elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._saves(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc does not throw away what is written: that takes the button."""
        if self._saves(event):
            self.save()
        else:
            super().keyPressEvent(event)

    def _saves(self, event: QKeyEvent) -> bool:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        return self.is_writing and bool(control) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
