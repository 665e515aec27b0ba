"""Notes of this desk at the top of a case's journal, until the archive's own answer shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.cases.notes import Draft, NoteState, SentNote
from app.clock import danish_day
from widgets import formats, texts
from widgets.parts.chips import Chip, ChipWords
from widgets.theme import set_role
from widgets.tokens import SPACE, Meaning


@dataclass(frozen=True, slots=True)
class CaseNotes:
    """What this desk is writing, and has written, on one case."""

    case: UUID
    draft: Draft | None
    sent: tuple[SentNote, ...]


class SentNotes(QWidget):
    """One frame a note, newest first; nothing at all where there is none."""

    retried = Signal(object)
    taken_back = Signal(object)
    """The id of a parked note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[SentNote, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self.hide()

    def show_notes(self, notes: Sequence[SentNote]) -> None:
        if tuple(notes) == self._shown:
            return
        self._shown = tuple(notes)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for sent in notes:
            self._column.addWidget(self._frame(sent))
        self.setVisible(bool(notes))

    def _frame(self, sent: SentNote) -> QFrame:
        frame = QFrame(self)
        set_role(frame, "note")
        column = QVBoxLayout(frame)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        when = QLabel(self.tr("{0} · Notat").format(formats.day(danish_day(sent.note.written_at))))
        set_role(when, "muted")
        chip = self._chip(sent)
        head = QHBoxLayout()
        head.addWidget(when)
        head.addStretch(1)
        head.addWidget(chip)
        title, text = QLabel(sent.note.title), QLabel(sent.note.text)
        set_role(title, "strong")
        for label in (title, text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        column.addLayout(head)
        column.addWidget(title)
        column.addWidget(text)
        if sent.state is NoteState.PARKED:
            column.addLayout(self._choices(sent.note.id))
        frame.setAccessibleName(f"{when.text()}, {sent.note.title}, {chip.text}")
        return frame

    def _chip(self, sent: SentNote) -> Chip:
        match sent.state:
            case NoteState.QUEUED:
                tip = self.tr("Notatet er gemt på denne computer og sendes, når arkivet svarer.")
                return Chip(ChipWords(self.tr("Venter på at blive sendt"), Meaning.INFO, "clock", tip))
            case NoteState.PARKED:
                why = self.tr("Parkeret: {0}").format(texts.parked(sent.reason))
                tip = self.tr("Notatet er gemt på denne computer og sendes ikke.")
                return Chip(ChipWords(why, Meaning.WARNING, tip=tip))
            case NoteState.FILED:
                return Chip(ChipWords(self.tr("Sendt til arkivet"), Meaning.SUCCESS))

    def _choices(self, note: UUID) -> QHBoxLayout:
        again = QPushButton(self.tr("Prøv igen"))
        again.clicked.connect(partial(self._retry, note))
        back = QPushButton(self.tr("Tag tilbage som kladde"))
        back.clicked.connect(partial(self._take_back, note))
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(again)
        row.addWidget(back)
        row.addStretch(1)
        return row

    def _retry(self, note: UUID, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt hands it over
        self.retried.emit(note)

    def _take_back(self, note: UUID, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - as above
        self.taken_back.emit(note)
