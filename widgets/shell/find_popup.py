"""What was found, under the Find box: one line a person, enough to tell them apart and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QLabel, QListView, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from app.cpr import CprNumber
from app.population.model import Hit
from app.workplace import FindKind, FindResult
from widgets import formats
from widgets.fonts import TextSize, sized
from widgets.parts.chips import draw_chip
from widgets.parts.notices import announce
from widgets.parts.rows import paint_row_ground
from widgets.shell import find_words
from widgets.theme import set_role
from widgets.tokens import SPACE, Meaning, current

_Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_CHOICE_ROLE: Final = Qt.ItemDataRole.UserRole
_LINE_HEIGHT: Final = 44
_MOST_LINES: Final = 9


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: a person of the extract, somebody outside it, or a case."""

    title: str
    detail: str
    born: str = ""
    number: str = ""
    protected: bool = False
    cpr: CprNumber | None = None
    case_number: str = ""

    @property
    def spoken(self) -> str:
        protected = find_words.protected() if self.protected else ""
        return ", ".join(filter(None, (self.title, self.born, self.number, protected, self.detail)))


class _Choices(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        self.beginResetModel()
        self._choices = tuple(choices)
        self.endResetModel()

    def choice(self, row: int) -> Choice:
        return self._choices[row]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._choices[index.row()].spoken
        return self._choices[index.row()] if role == _CHOICE_ROLE else None


class _Line(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(320, _LINE_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        choice = index.data(_CHOICE_ROLE)
        widget: QWidget = option.widget
        box = QRectF(option.rect)
        theme = current()
        painter.save()
        paint_row_ground(painter, option, first=True)
        upper = QRectF(box.left() + 3 * SPACE, box.top() + 4, box.width() - 6 * SPACE, 18)
        lower = upper.translated(0, 18)
        left = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.setFont(widget.font())
        painter.setPen(theme.color("text"))
        aside = "   ".join(filter(None, (choice.born, choice.number)))
        painter.drawText(upper, right, aside)
        bold = sized(widget.font(), TextSize.BODY, semibold=True)
        room = upper.width() - QFontMetrics(widget.font()).horizontalAdvance(aside) - 4 * SPACE
        painter.setFont(bold)
        painter.drawText(
            upper, left, QFontMetrics(bold).elidedText(choice.title, Qt.TextElideMode.ElideRight, int(room))
        )
        small = sized(widget.font(), TextSize.SMALL)
        metrics = QFontMetrics(small)
        start = lower.left()
        if choice.protected:
            word = find_words.protected()
            width = metrics.horizontalAdvance(word) + 4 * SPACE + 16
            chip = QRectF(start, lower.top(), width, 18)
            draw_chip(painter, chip, word, Meaning.DANGER, icon="shield-alert", widget=widget)
            start += width + 2 * SPACE
        painter.setFont(small)
        painter.setPen(theme.color("muted"))
        words = QRectF(start, lower.top(), lower.right() - start, lower.height())
        text = metrics.elidedText(choice.detail, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, left, text)
        painter.restore()


class FindPopup(QFrame):
    """The list and the line of words under it. The focus stays in the Find box, which hands its arrow keys on."""

    chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        set_role(self, "popup")
        self._choices = _Choices(self)
        self.list = QListView()
        self.list.setModel(self._choices)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("Søgeresultater"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._choose_index)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        set_role(self._words, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, SPACE, 1, SPACE)
        layout.setSpacing(0)
        layout.addWidget(self.list)
        layout.addWidget(self._words)
        self.hide()

    @property
    def count(self) -> int:
        return self._choices.rowCount()

    @property
    def words(self) -> str:
        return self._words.text()

    def show_result(self, result: FindResult, today: date) -> None:
        self._show(self._as_choices(result, today), self._as_words(result))

    def show_words(self, words: str) -> None:
        self._show([], words)

    def _show(self, choices: list[Choice], words: str) -> None:
        self._choices.set_choices(choices)
        if choices:
            self.list.setCurrentIndex(self._choices.index(0))
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.list.setVisible(bool(choices))
        self.list.setFixedHeight(min(len(choices), _MOST_LINES) * _LINE_HEIGHT)
        announce(self, words or self.tr("{0} fundet").format(len(choices)))

    def step(self, by: int) -> None:
        if self.count:
            row = max(0, min(self.count - 1, self.list.currentIndex().row() + by))
            self.list.setCurrentIndex(self._choices.index(row))
            announce(self, self._choices.choice(row).spoken)

    def choose(self) -> None:
        if self.list.currentIndex().isValid():
            self._choose_index(self.list.currentIndex())

    def _choose_index(self, index: QModelIndex) -> None:
        self.chosen.emit(self._choices.choice(index.row()))

    def _as_choices(self, result: FindResult, today: date) -> list[Choice]:
        if result.kind is FindKind.CASE:
            title = self.tr("Sag {0}").format(result.case_number)
            return [Choice(title, self.tr("Find sagens borger i arkivet"), case_number=result.case_number)]
        if result.kind is FindKind.OUTSIDE and result.cpr is not None:
            title = self.tr("Ikke i udtrækket: slå op i CPR")
            return [Choice(title, self.tr("Borger i en anden kommune"), number=str(result.cpr), cpr=result.cpr)]
        return [self._as_choice(hit, today) for hit in result.hits]

    def _as_choice(self, hit: Hit, today: date) -> Choice:
        born = f"{formats.day(hit.born)} · {formats.age(hit.born, today)}" if hit.born else ""
        status = find_words.status(hit.status)
        known = (hit.address, status, hit.distinction)
        detail = " · ".join(dict.fromkeys(filter(None, known)))
        if not detail and not hit.protected:
            detail = self.tr("Ingen fast adresse")
        return Choice(hit.name, detail, born, str(hit.cpr), protected=hit.protected, cpr=hit.cpr)

    def _as_words(self, result: FindResult) -> str:
        match result.kind:
            case FindKind.NOT_LAWFUL:
                return find_words.unlawful(result.note)
            case FindKind.NO_INDEX:
                return self.tr("Udtrækket er ikke klar endnu. Et CPR-nummer kan slås op med det samme.")
            case FindKind.PEOPLE if not result.hits:
                return self.tr("Ingen i udtrækket passer. Prøv med CPR-nummer eller et andet fødselsår.")
            case FindKind.PEOPLE if result.more:
                return self.tr("Flere end vist: tilføj fødselsdato eller adresse.")
            case _:
                return ""
