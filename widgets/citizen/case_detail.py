"""One case in full: its facts, its journal to read, its documents to open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.citizen.model.archive import Case, Document, FilePart, JournalEntry
from app.clock import danish_day
from widgets import formats, icons, texts
from widgets.citizen.sent_notes import CaseNotes, SentNotes
from widgets.parts.cards import copy_from
from widgets.parts.facts import FactGrid, FactRow
from widgets.parts.tables import Column, DataTable
from widgets.theme import set_role
from widgets.tokens import CARD_GAP, SPACE, Meaning, current

_WIDE = 900
_FACTS = 10
_HEAD = 28


@dataclass(frozen=True, slots=True)
class FiledPaper:
    """One file of a document, or a document that has none."""

    document: Document
    file: FilePart | None

    @property
    def title(self) -> str:
        parts = [self.document.title]
        if self.file is not None and len(self.document.files) > 1:
            parts.append(self.file.name)
        return " · ".join(filter(None, parts))


class CaseDetail(QScrollArea):
    """The case that is selected above. Facts, journal and documents side by side, or under one another."""

    document_opened = Signal(object, str)
    note_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inner = QWidget()
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self._title = QLabel(inner)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        set_role(self._title, "section")
        self._note = QPushButton(inner)
        set_role(self._note, "quiet")
        icons.give(self._note, "square-pen")
        self.explain_note("")
        self._note.clicked.connect(self.note_wanted)
        self._note.hide()
        self._facts = FactGrid(inner, label_width=96, reserve=_FACTS)
        self._journal = JournalText(inner)
        self.notes = SentNotes(inner)
        self._papers = self._paper_table(inner)
        self._papers.opened.connect(self._open)
        left = QVBoxLayout()
        left.addWidget(self._facts)
        left.addStretch(1)
        self._reading = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._reading.setSpacing(CARD_GAP)
        journal = _titled(self.tr("Journal"), self._journal, self._note)
        journal.insertWidget(1, self.notes)
        self._reading.addLayout(journal, 3)
        self._reading.addLayout(_titled(self.tr("Dokumenter"), self._papers), 3)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(CARD_GAP)
        self._line.addLayout(left, 1)
        self._line.addLayout(self._reading, 3)
        set_role(inner, "plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, SPACE, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(self._title)
        column.addLayout(self._line, 1)
        self._journal.setMinimumHeight(160)
        self._papers.setMinimumHeight(136)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def title(self) -> str:
        return self._title.text()

    def forget(self) -> None:
        self._title.clear()
        self._note.hide()
        self.notes.show_notes(())
        self._facts.clear()
        self._journal.show_entries(())
        self._papers.forget()

    def show_case(self, case: Case, source: str) -> None:
        """`source` as one line for the facts' chip. The desk's own notes on the case follow."""
        self._note.hide()
        self.notes.show_notes(())
        self._title.setText(case.title or case.number)
        missing = self.tr("Ikke registreret")
        self._facts.show_facts(FactRow(label, text, missing, source) for label, text in self._rows(case))
        self._journal.show_entries(case.journal)
        papers = (FiledPaper(document, file) for document in case.documents for file in document.files or (None,))
        self._papers.set_rows(sorted(papers, key=_letter_date, reverse=True))

    def show_notes(self, notes: CaseNotes) -> None:
        """What this desk is writing and has written on the case that is shown."""
        begun = notes.draft is not None
        words = self.tr("Fortsæt kladde") if begun else self.tr("Nyt notat")
        self._note.setText(f" {words}")
        self._note.setAccessibleName(words)
        self._note.show()
        self.notes.show_notes(notes.sent)

    def explain_note(self, hindrance: str) -> None:
        """What the button does, and why a note is not sent at once."""
        what = self.tr("Skriv et notat til sagens journal ({0})").format("Ctrl+N")
        self._note.setToolTip("\n".join(filter(None, (what, hindrance))))
        self._note.setAccessibleDescription(hindrance)

    def focus_journal(self) -> None:
        self._journal.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._line.setDirection(direction)
        self._reading.setDirection(direction)

    def _rows(self, case: Case) -> Iterable[tuple[str, str]]:
        yield self.tr("Sagsnummer"), case.number
        subject = case.subject
        yield self.tr("Emne (KLE)"), " ".join(filter(None, (subject.code, subject.text))) if subject else ""
        yield self.tr("Afdeling"), case.unit or ""
        yield self.tr("Status"), texts.case_state(case.state) if case.state else ""
        yield self.tr("Oprettet"), formats.day(danish_day(case.opened)) if case.opened else ""
        changed = max((event.at for event in case.events), default=None)
        yield self.tr("Senest ændret"), formats.day(danish_day(changed)) if changed else ""
        yield self.tr("Hjemmel"), case.legal_basis or ""
        yield self.tr("Følsomhed"), texts.sensitivity(case.sensitivity) if case.sensitivity else ""
        if case.restricted:
            yield self.tr("Undtaget"), case.restricted
        yield self.tr("Beskrivelse"), case.description or ""

    def _open(self, paper: FiledPaper) -> None:
        if paper.file is not None:
            self.document_opened.emit(paper.file, paper.title)

    def _paper_table(self, parent: QWidget) -> DataTable[FiledPaper]:
        return DataTable(
            "documents",
            (
                Column(self.tr("Titel"), lambda paper: paper.title, width=0, tip=self._paper_tip),
                Column(self.tr("Type"), self._kind, width=116, least=520),
                Column(self.tr("Dato"), self._day, key=_letter_date, width=92),
                Column(self.tr("Mærke"), self._marks, width=112, mark=_mark, tip=self._paper_tip),
            ),
            title=self.tr("Dokumenter"),
            empty=self.tr("Ingen dokumenter på sagen."),
            parent=parent,
        )

    def _kind(self, paper: FiledPaper) -> str:
        return texts.document_kind(paper.document.kind) if paper.document.kind else self.tr("Ikke registreret")

    def _day(self, paper: FiledPaper) -> str:
        day = paper.document.letter_date
        return formats.day(day) if day else self.tr("Ukendt dato")

    def _marks(self, paper: FiledPaper) -> str:
        if paper.file is None:
            return self.tr("Ingen fil")
        return self.tr("Undtaget") if paper.document.restricted else ""

    def _paper_tip(self, paper: FiledPaper) -> str:
        document = paper.document
        exempt = self.tr("Undtaget fra aktindsigt: {0}").format(document.restricted) if document.restricted else ""
        state = texts.document_state(document.state) if document.state else ""
        return "\n".join(filter(None, (paper.title, self._kind(paper), document.description, state, exempt)))


class JournalText(QTextEdit):
    """Notes in full and documents by name, newest first. Plain text whatever the archive holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "reading")
        self._entries: tuple[JournalEntry, ...] = ()
        self._theme = current()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setAccessibleName(self.tr("Journal"))

    def show_entries(self, entries: Sequence[JournalEntry]) -> None:
        dated = sorted((e for e in entries if e.at is not None), key=lambda e: (e.at, e.index), reverse=True)
        self._entries = (*dated, *(entry for entry in entries if entry.at is None))
        self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            selected = self.textCursor().selectedText().replace("\u2029", "\n")
            if selected:
                copy_from(self, selected, "journal")
        else:
            super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Nothing: dragging text out, or X11's selection, would be a copy that nobody traces."""
        return QMimeData()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._theme is not current():
            self._theme = current()
            self._write()

    def _write(self) -> None:
        head, note = QTextCharFormat(), QTextCharFormat()
        head.setForeground(current().color("muted"))
        title = QTextCharFormat()
        title.setFontWeight(QFont.Weight.DemiBold)
        for plain in (title, note):
            plain.setForeground(current().color("text"))
        self.clear()
        cursor = QTextCursor(self.document())
        if not self._entries:
            cursor.insertText(self.tr("Ingen journalnotater eller dokumenter på sagen."), head)
        for number, entry in enumerate(self._entries):
            block = QTextBlockFormat()
            block.setTopMargin(3 * SPACE if number else 0)
            if number:
                cursor.insertBlock(block)
            cursor.setBlockFormat(block)
            cursor.insertText(f"{self._when(entry)} · {self._what(entry)}", head)
            cursor.insertBlock(QTextBlockFormat())
            cursor.insertText(entry.title or self.tr("Uden titel"), title)
            if entry.note:
                cursor.insertBlock(QTextBlockFormat())
                cursor.insertText(entry.note, note)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _when(self, entry: JournalEntry) -> str:
        return formats.day(danish_day(entry.at)) if entry.at is not None else self.tr("Ukendt dato")

    def _what(self, entry: JournalEntry) -> str:
        kind = self.tr("Dokument") if entry.document is not None else self.tr("Notat")
        if not entry.restricted:
            return kind
        return self.tr("{0}, undtaget fra aktindsigt: {1}").format(kind, entry.restricted)


def _titled(words: str, widget: QWidget, button: QWidget | None = None) -> QVBoxLayout:
    """Under its title; the room of a `button` is kept in every column, so that what is below lines up."""
    label = QLabel(words)
    set_role(label, "strong")
    head = QHBoxLayout()
    head.addStrut(_HEAD)
    head.addWidget(label, 1)
    if button is not None:
        head.addWidget(button)
    column = QVBoxLayout()
    column.setSpacing(SPACE)
    column.addLayout(head)
    column.addWidget(widget, 1)
    return column


def _letter_date(paper: FiledPaper) -> date:
    return paper.document.letter_date or date.min


def _mark(paper: FiledPaper) -> Meaning | None:
    if paper.file is None:
        return Meaning.WARNING
    return Meaning.NEUTRAL if paper.document.restricted else None
