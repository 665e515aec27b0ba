"""What was found, under the Find box: one line a person, enough to tell them apart and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QLabel, QListView, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from app.citizen.model.dwelling import AddressHit
from app.cpr import CprNumber
from app.population.find import FindKind, FindResult
from app.population.model import Hit
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
_ADDRESS_HEIGHT: Final = 30
_MOST_ADDRESSES: Final = 8
_LEAST_ADDRESSES: Final = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: a person of the extract, somebody outside it, a case, or an address to go on from.

    `found_by` is the `Criterion` of the search, for the trace.
    """

    title: str
    detail: str
    born: str = ""
    number: str = ""
    protected: bool = False
    cpr: CprNumber | None = None
    case_number: str = ""
    address: AddressHit | None = None
    found_by: str = ""

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


class _AddressLine(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(320, _ADDRESS_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        choice = index.data(_CHOICE_ROLE)
        widget: QWidget = option.widget
        theme = current()
        box = QRectF(option.rect).adjusted(3 * SPACE, 0, -3 * SPACE, -1)
        small = sized(widget.font(), TextSize.SMALL)
        aside = QFontMetrics(small).horizontalAdvance(choice.detail)
        painter.save()
        paint_row_ground(painter, option, first=True)
        painter.setFont(small)
        painter.setPen(theme.color("muted"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), choice.detail)
        painter.setFont(widget.font())
        painter.setPen(theme.color("text"))
        box.setRight(box.right() - aside - 2 * SPACE)
        title = QFontMetrics(widget.font()).elidedText(choice.title, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), title)
        painter.restore()


class FindPopup(QFrame):
    """What the extract found, the line of words under it, and under a heading the addresses Adressevælger suggests.

    The focus stays in the Find box, which hands its arrow keys on.
    """

    chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        set_role(self, "popup")
        self._choices, self._suggestions = _Choices(self), _Choices(self)
        self.list = self._a_list(self._choices, self.tr("Søgeresultater"))
        self.list.setItemDelegate(_Line(self.list))
        self.addresses = self._a_list(self._suggestions, self.tr("Adresser"))
        self.addresses.setItemDelegate(_AddressLine(self.addresses))
        self._words, self._heading = self._a_line(), self._a_line()
        self._heading.setContentsMargins(3 * SPACE, SPACE, 3 * SPACE, SPACE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, SPACE, 1, SPACE)
        layout.setSpacing(0)
        for part in (self.list, self._words, self._heading, self.addresses):
            layout.addWidget(part)
        self.hide()

    def _a_list(self, choices: _Choices, name: str) -> QListView:
        view = QListView()
        view.setModel(choices)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setMouseTracking(True)
        view.setAccessibleName(name)
        view.setUniformItemSizes(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.clicked.connect(self._choose_index)
        return view

    @staticmethod
    def _a_line() -> QLabel:
        line = QLabel()
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setWordWrap(True)
        line.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        set_role(line, "muted")
        return line

    @property
    def count(self) -> int:
        """Of what the extract, or the number typed, gives to choose; addresses aside."""
        return self._choices.rowCount()

    @property
    def address_count(self) -> int:
        return self._suggestions.rowCount()

    @property
    def words(self) -> str:
        return self._words.text()

    @property
    def heading(self) -> str:
        """What stands over the addresses, or why there are none."""
        return self._heading.text()

    def show_result(self, result: FindResult, today: date) -> None:
        """Addresses shown before stay until others come, or `show_addresses` takes them away."""
        self._show(self._as_choices(result, today), self._as_words(result))

    def show_words(self, words: str) -> None:
        self._show([], words)

    def show_addresses(self, hits: Sequence[AddressHit]) -> None:
        """Below what the extract found, which neither moves nor loses its mark."""
        self._suggest(hits, self.tr("Adresser") if hits else "")
        if hits:
            announce(self, self.tr("{0} adresser").format(len(hits)))

    def say_addresses_failed(self, *, extract: bool) -> None:
        words = find_words.addresses_failed(extract=extract)
        if words != self.heading:
            announce(self, words)
        self._suggest((), words)

    def fit(self, width: int) -> None:
        """Be this wide and just as high as that takes; the lines wrap, so `adjustSize` would leave gaps."""
        self.setFixedWidth(width)
        self.ensurePolished()
        high = self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        self.resize(width, high)

    def forget(self) -> None:
        """Hide, and keep nothing of what was found."""
        self.hide()
        self._choices.set_choices(())
        self._suggestions.set_choices(())
        self._words.clear()
        self._heading.clear()

    def _show(self, choices: list[Choice], words: str) -> None:
        self._choices.set_choices(choices)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.list.setVisible(bool(choices))
        self.list.setFixedHeight(min(len(choices), _MOST_LINES) * _LINE_HEIGHT)
        self._fit_addresses()
        if choices:
            self._mark(0)
        announce(self, words or self.tr("{0} fundet").format(len(choices)))

    def _suggest(self, hits: Sequence[AddressHit], heading: str) -> None:
        at = self._marked
        self._suggestions.set_choices([Choice(h.title, find_words.address_kind(h.kind), address=h) for h in hits])
        self._heading.setText(heading)
        self._fit_addresses()
        if hits and not 0 <= at < self.count:
            self._mark(self.count)

    def _fit_addresses(self) -> None:
        room = max(_LEAST_ADDRESSES, _MOST_ADDRESSES - self.count)
        self._heading.setVisible(bool(self.heading))
        self.addresses.setVisible(self.address_count > 0)
        self.addresses.setFixedHeight(min(self.address_count, room) * _ADDRESS_HEIGHT)

    @property
    def _marked(self) -> int:
        """The marked line, counted through both lists; -1 for none."""
        if self.addresses.currentIndex().isValid():
            return self.count + self.addresses.currentIndex().row()
        return self.list.currentIndex().row()

    def _mark(self, line: int) -> None:
        for view, choices, first in ((self.list, self._choices, 0), (self.addresses, self._suggestions, self.count)):
            view.selectionModel().clear()
            if 0 <= line - first < choices.rowCount():
                view.setCurrentIndex(choices.index(line - first))

    def step(self, by: int) -> None:
        lines = self.count + self.address_count
        if lines:
            line = max(0, min(lines - 1, self._marked + by))
            self._mark(line)
            announce(self, self._line(line).spoken)

    def choose(self) -> None:
        if self._marked >= 0:
            self.chosen.emit(self._line(self._marked))

    def _line(self, line: int) -> Choice:
        return self._choices.choice(line) if line < self.count else self._suggestions.choice(line - self.count)

    def _choose_index(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(_CHOICE_ROLE))

    def _as_choices(self, result: FindResult, today: date) -> list[Choice]:
        if result.kind is FindKind.CASE:
            title = self.tr("Sag {0}").format(result.case_number)
            return [Choice(title, self.tr("Find sagens borger i arkivet"), case_number=result.case_number)]
        if result.kind is FindKind.OUTSIDE and result.cpr is not None:
            title, detail = self.tr("Ikke i udtrækket: slå op i CPR"), self.tr("Borger i en anden kommune")
            if not result.extract:
                title, detail = self.tr("Slå op i CPR"), self.tr("Udtrækket mangler eller er ved at blive dannet")
            return [Choice(title, detail, number=str(result.cpr), cpr=result.cpr, found_by=result.criterion or "")]
        return [replace(self._as_choice(hit, today), found_by=result.criterion or "") for hit in result.hits]

    def _as_choice(self, hit: Hit, today: date) -> Choice:
        born = f"{formats.day(hit.born)} · {formats.age(hit.born, today)}" if hit.born else ""
        status = find_words.status(hit.status)
        place = hit.address or ("" if hit.protected or status or hit.distinction else self.tr("Ingen fast adresse"))
        earlier = self.tr("fundet på et tidligere navn") if hit.by_earlier_name else ""
        detail = " · ".join(dict.fromkeys(filter(None, (place, status, hit.distinction, earlier))))
        return Choice(hit.name, detail, born, str(hit.cpr), protected=hit.protected, cpr=hit.cpr)

    def _as_words(self, result: FindResult) -> str:
        match result.kind:
            case FindKind.NOT_LAWFUL:
                return find_words.unlawful(result.note)
            case FindKind.NO_INDEX:
                return self.tr(
                    "Udtrækket mangler eller er ved at blive dannet. Et CPR-nummer kan slås op med det samme."
                )
            case FindKind.PEOPLE if not result.hits:
                return find_words.nobody(note=result.note, address=bool(result.address))
            case FindKind.PEOPLE if result.more:
                return self.tr("Flere end vist: tilføj fødselsdato eller adresse.")
            case _:
                return ""
