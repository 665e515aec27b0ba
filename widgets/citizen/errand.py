"""The errand: chosen before anybody is looked up, and widened on a recorded ground."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.access.model import Errand, Section
from widgets import texts
from widgets.parts.tables import Column, DataTable
from widgets.theme import set_role
from widgets.tokens import PAGE_MARGIN, SPACE


def errand_title(errand: Errand, *, english: bool) -> str:
    return errand.title_en if english else errand.title


class ErrandChooser(QWidget):
    """A short list, filtered as one types; Enter takes the marked one, Esc goes back."""

    chosen = Signal(object)
    """An `Errand`."""
    left = Signal()

    def __init__(self, errands: Sequence[Errand], *, english: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._errands = tuple(errands)
        self._likely: tuple[Errand, ...] = ()
        self._english = english
        self._who = QLabel()
        self._who.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self._who, "name")
        why = QLabel(self.tr("Vælg ærinde. Det afgør, hvad der må slås op, og følger hele henvendelsen."))
        set_role(why, "muted")
        self._words = QLineEdit()
        self._words.setPlaceholderText(self.tr("Skriv for at finde ærindet"))
        self._words.setAccessibleName(self.tr("Find ærinde"))
        self._words.setMaximumWidth(440)
        self._words.textChanged.connect(self._filter)
        self._words.returnPressed.connect(self._take)
        self._words.installEventFilter(self)
        self._table: DataTable[Errand] = DataTable(
            "errands",
            (
                Column(self.tr("Ærinde"), self._title, width=300),
                Column(self.tr("Åbner"), self._opens, width=0),
                Column(self.tr("Hjemmel"), lambda errand: errand.legal_basis, width=320),
            ),
            title=self.tr("Ærinder"),
            empty=self.tr("Intet ærinde passer. Generel vejledning findes under »vejledning«."),
            parent=self,
        )
        self._table.opened.connect(self.chosen)
        back = QPushButton(self.tr("Fortryd opslag"))
        back.setAccessibleDescription(self.tr("Gå tilbage uden at slå op"))
        back.clicked.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(3 * SPACE)
        for widget in (self._who, why, self._words):
            column.addWidget(widget)
        column.addWidget(self._table, 1)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)

    def ask(self, who: str, likely: Sequence[Errand] = ()) -> None:
        """Ready for a new choice about `who`; the `likely` errands come first, and the first of them is marked."""
        self._likely = tuple(likely)
        self._who.setText(who)
        self._words.clear()
        self._filter("")
        self._words.setFocus(Qt.FocusReason.OtherFocusReason)

    def name_citizen(self, who: str) -> None:
        self._who.setText(who)

    def _title(self, errand: Errand) -> str:
        return errand_title(errand, english=self._english)

    def _opens(self, errand: Errand) -> str:
        return ", ".join(texts.section(section) for section in Section if section in errand.sections)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        rows = [errand for errand in self._errands if all(word in _searched(errand) for word in words)]
        rows.sort(key=lambda errand: (-len({*words} & {*self._title(errand).casefold().split()}), self._place(errand)))
        self._table.set_rows(rows)
        if rows:
            self._table.view.selectRow(0)

    def _place(self, errand: Errand) -> int:
        return self._likely.index(errand) if errand in self._likely else len(self._likely)

    def _take(self) -> None:
        row = self._table.current_row()
        if row is not None:
            self.chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move through the list while one types."""
        moves = (Qt.Key.Key_Down, Qt.Key.Key_Up)
        if watched is self._words and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in moves:
                rows = self._table.model.rowCount()
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                place = self._table.view.currentIndex().row() + step
                self._table.view.selectRow(max(0, min(rows - 1, place)))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)


def _searched(errand: Errand) -> str:
    return " ".join((errand.title, errand.title_en, errand.legal_basis, *errand.synonyms)).casefold()
