"""What the citizen page opens with: today's agenda, how to find anybody else, and who was here lately."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.cpr import CprNumber
from widgets.theme import set_role
from widgets.tokens import CARD_GAP, CARD_PADDING, PAGE_MARGIN, SPACE

if TYPE_CHECKING:  # the window shows before the agenda's table is loaded
    from app.access.model import Purpose
    from app.sync.prefetch import Today
    from widgets.citizen.agenda import AgendaCard

_MOST_RECENT: Final = 8
_TWO_COLUMNS: Final = 940
_SIDE: Final = 360


class StartView(QScrollArea):
    """The recent citizens are in memory only, and without any address."""

    chosen = Signal(object)
    """The `CprNumber` of a recent citizen."""
    expected = Signal(object)
    """The `Expected` whose appointment is opened."""
    typed = Signal(str)
    """Letters that nothing here took: whoever types them believes to be in Find."""

    def __init__(
        self, now: Callable[[], datetime], *, has_agenda: bool, english: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_role(self, "page")
        self._now = now
        self._english = english
        self._recent: list[tuple[CprNumber, str]] = []
        self._served: list[tuple[CprNumber, Purpose, datetime]] = []
        self._agenda: AgendaCard | None = None
        inner = QWidget()
        self.setWidget(inner)
        self.setWidgetResizable(True)
        set_role(inner, "plain")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._columns.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        self._columns.setSpacing(CARD_GAP)
        self._waiting = self._expecting() if has_agenda else None
        if self._waiting is not None:
            self._columns.addWidget(self._waiting, 1, Qt.AlignmentFlag.AlignTop)
        side = QVBoxLayout()
        side.setSpacing(CARD_GAP)
        side.addWidget(self._finding())
        side.addWidget(self._recently())
        side.addStretch(1)
        self._columns.addLayout(side)
        if not has_agenda:
            self._columns.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._show_recent()

    def _expecting(self) -> QFrame:
        """In the agenda's place until it is there."""
        card = _card()
        title, words = QLabel(self.tr("Dagens aftaler")), QLabel(self.tr("Henter dagens aftaler …"))
        set_role(title, "section")
        set_role(words, "muted")
        column = QVBoxLayout(card)
        column.setContentsMargins(CARD_PADDING, 2 * SPACE, CARD_PADDING, CARD_PADDING)
        column.setSpacing(2 * SPACE)
        column.addWidget(title)
        column.addWidget(words)
        return card

    def _finding(self) -> QFrame:
        """What can be typed, by example."""
        card = self._search = _card()
        title = QLabel(self.tr("Søg efter en borger"))
        set_role(title, "section")
        key = QLabel("Ctrl+L")
        set_role(key, "key")
        lines = QGridLayout(card)
        lines.setContentsMargins(CARD_PADDING, 2 * SPACE, CARD_PADDING, CARD_PADDING)
        lines.setHorizontalSpacing(4 * SPACE)
        lines.setVerticalSpacing(2 * SPACE)
        lines.setColumnStretch(1, 1)
        lines.addWidget(title, 0, 0, 1, 2)
        lines.addWidget(key, 0, 2, Qt.AlignmentFlag.AlignRight)
        ways = (
            (self.tr("CPR-nummer"), self.tr("ddmmåå-nnnn")),
            (self.tr("Navn og fødselsår"), "Karen Hansen 1959"),
            (self.tr("Adresse"), "Hovedgaden 12"),
            (self.tr("Sagsnummer"), "32.06.00-G01-12-26"),
        )
        for number, (way, example) in enumerate(ways, start=1):
            name, typed = QLabel(way), QLabel(example)
            set_role(typed, "muted")
            lines.addWidget(name, number, 0)
            lines.addWidget(typed, number, 1, 1, 2)
        hint = QLabel(self.tr("Derefter vælges ærindet, som afgør, hvad der må slås op."))
        hint.setWordWrap(True)
        set_role(hint, "muted")
        lines.addWidget(hint, len(ways) + 1, 0, 1, 3)
        return card

    def _recently(self) -> QFrame:
        card = self._latest = _card()
        title = QLabel(self.tr("Seneste i denne session"))
        set_role(title, "section")
        self._list = _Names()
        set_role(self._list, "choices")
        self._list.setAccessibleName(title.text())
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemActivated.connect(self._take)
        self._list.installEventFilter(self)
        column = QVBoxLayout(card)
        column.setContentsMargins(CARD_PADDING, 2 * SPACE, CARD_PADDING, CARD_PADDING)
        column.setSpacing(SPACE)
        column.addWidget(title)
        column.addWidget(self._list)
        return card

    def show_day(self, day: Today) -> None:
        self._the_agenda().show_day(day)

    def _the_agenda(self) -> AgendaCard:
        if self._agenda is None:
            from widgets.citizen.agenda import AgendaCard

            self._agenda = AgendaCard(self._now, self._served, english=self._english)
            self._agenda.opened.connect(self.expected)
            self._columns.insertWidget(0, self._agenda, 1, Qt.AlignmentFlag.AlignTop)
            if self._waiting is not None:
                self._waiting.hide()
                self._waiting.deleteLater()
                self._waiting = None
            self._agenda.table.view.installEventFilter(self)
            QWidget.setTabOrder(self._agenda.table.view, self._list)
        return self._agenda

    def mark_served(self, citizen: CprNumber, purpose: Purpose) -> None:
        """A contact has got an outcome at this desk, since it was started."""
        self._served.append((citizen, purpose, self._now()))

    def remember(self, cpr: CprNumber, words: str) -> None:
        self._recent = [(cpr, words), *(row for row in self._recent if row[0] != cpr)][:_MOST_RECENT]
        self._show_recent()

    def _show_recent(self) -> None:
        self._list.clear()
        for cpr, words in self._recent:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, cpr)
            self._list.addItem(item)
        rows = sum(self._list.sizeHintForRow(row) for row in range(self._list.count()))
        self._list.setFixedHeight(rows + 2 * self._list.frameWidth())
        self._latest.setVisible(bool(self._recent))

    def _take(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._agenda is not None:
            self._agenda.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Of what it scrolls, as every scrolled place does, and of its lists: they would go to a row that begins with
        the letter."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_letter(event):
            self.typed.emit(event.text())
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Side by side where there is room; else below each other, and the page scrolls."""
        beside = self.width() >= _TWO_COLUMNS
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        for card in (self._search, self._latest):
            card.setMinimumWidth(_SIDE if beside else 0)
            card.setMaximumWidth(_SIDE if beside else 16_777_215)


class _Names(QListWidget):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing is copied out of it: there is no look-up here that a copy could be traced to."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)


def _is_letter(event: QKeyEvent) -> bool:
    others = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return bool(event.text().isprintable() and event.text().strip() and not others)


def _card() -> QFrame:
    card = QFrame()
    set_role(card, "card")
    return card
