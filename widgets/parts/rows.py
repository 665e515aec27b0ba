"""How rows of lists and tables are painted: hairline below, selection with a bar, chips where a value has a meaning."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStaticText
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.fonts import TextSize, sized
from widgets.parts.chips import draw_chip
from widgets.tokens import SPACE, Meaning, current

_Index = QModelIndex | QPersistentModelIndex
# As numbers: an enum's own operators cost more than the painting, once a cell.
_SELECTED: Final[int] = QStyle.StateFlag.State_Selected.value
_HOVERED: Final[int] = QStyle.StateFlag.State_MouseOver.value


class Cell(NamedTuple):
    """What a cell shows: its words, as a chip where they have a meaning, to the right where they are a number, faint
    where they are behind one."""

    text: str
    meaning: Meaning | None
    numeric: bool
    faint: bool = False


def paint_row_ground(painter: QPainter, option: QStyleOptionViewItem, *, first: bool, hairline: bool = True) -> None:
    """Selection, hover and hairline. The bar at the `first` column and the focus ring make the row plain to see."""
    theme = current()
    state = option.state.value
    rect = option.rect
    left, top, width, height = _edges(rect)
    if state & _SELECTED:
        painter.fillRect(rect, theme.color("selection"))
    elif state & _HOVERED:
        painter.fillRect(rect, theme.color("hover"))
    if hairline:
        painter.fillRect(left, top + height - 1, width, 1, theme.color("hairline"))
    if first and state & _SELECTED:
        view = option.widget
        focused = view is not None and view.hasFocus()
        painter.fillRect(left, top, 3, height, theme.color("focus" if focused else "control_border"))


def _edges(rect: QRect) -> tuple[int, int, int, int]:
    return rect.left(), rect.top(), rect.width(), rect.height()


class HairlineDelegate(QStyledItemDelegate):
    """The cells of a `DataTable`, each as `cell(row, column)` says.

    Words once shaped are kept until `forget`: a table is painted far more often than it is filled.
    """

    def __init__(self, view: QAbstractItemView, cell: Callable[[int, int], Cell]) -> None:
        super().__init__(view)
        self._cell = cell
        self._shaped: dict[tuple[str, int], QStaticText] = {}

    def forget(self) -> None:
        """Other rows, or another font."""
        self._shaped.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        column = index.column()
        paint_row_ground(painter, option, first=column == 0)
        text, meaning, numeric, faint = self._cell(index.row(), column)
        left, top, width, height = _edges(option.rect)
        left, width = left + 2 * SPACE, width - 4 * SPACE
        font = option.widget.font()
        if meaning is not None:
            words = QFontMetrics(sized(font, TextSize.SMALL)).horizontalAdvance(text)
            chip = QRectF(left, top + (height - 1) / 2 - 10, min(width, words + 4 * SPACE + 16), 20)
            draw_chip(painter, chip, text, meaning, icon=None, widget=option.widget)
            return
        shaped = self._shaped.get((text, width)) or self._shape(text, width, font)
        size = shaped.size()
        right = width - size.width() if numeric else 0
        painter.setFont(font)
        painter.setPen(current().color("muted" if faint else "text"))
        painter.drawStaticText(QPointF(left + right, top + (height - 1 - size.height()) / 2), shaped)

    def _shape(self, text: str, width: int, font: QFont) -> QStaticText:
        shaped = QStaticText(text)
        shaped.setTextFormat(Qt.TextFormat.PlainText)
        shaped.prepare(font=font)
        if shaped.size().width() > width:
            shaped.setText(QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width))
            shaped.prepare(font=font)
        self._shaped[text, width] = shaped
        return shaped

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(super().sizeHint(option, index).width() + 4 * SPACE, current().row_height)
