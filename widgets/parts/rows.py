"""How rows of lists and tables are painted: hairline below, selection with a bar, chips where a value has a meaning."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.fonts import TextSize, sized
from widgets.parts.chips import draw_chip
from widgets.tokens import SPACE, Meaning, current

_Index = QModelIndex | QPersistentModelIndex


class RowMark:
    """Roles beyond Qt's own."""

    MEANING_ROLE: Final = Qt.ItemDataRole.UserRole + 1
    """A `Meaning`: the text is shown as a chip."""


def paint_row_ground(painter: QPainter, option: QStyleOptionViewItem, *, first: bool, hairline: bool = True) -> None:
    """Selection, hover and hairline. The bar at the `first` column and the focus ring make the row plain to see."""
    theme = current()
    view = option.widget
    state = option.state
    rect = option.rect
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, theme.color("selection"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme.color("hover"))
    if hairline:
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), theme.color("hairline"))
    if first and state & QStyle.StateFlag.State_Selected:
        focused = view is not None and view.hasFocus()
        bar = theme.color("focus" if focused else "control_border")
        painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), bar)


class HairlineDelegate(QStyledItemDelegate):
    """The cell of a `DataTable`."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = current()
        painter.save()
        paint_row_ground(painter, option, first=index.column() == 0)
        widget: QWidget = option.widget
        box = QRectF(option.rect).adjusted(2 * SPACE, 0, -2 * SPACE, -1)
        text = str(index.data() or "")
        font = widget.font()
        painter.setFont(font)
        meaning = index.data(RowMark.MEANING_ROLE)
        if meaning:
            metrics = QFontMetrics(sized(font, TextSize.SMALL))
            width = min(box.width(), metrics.horizontalAdvance(text) + 4 * SPACE + 16)
            chip = QRectF(box.left(), box.center().y() - 10, width, 20)
            draw_chip(painter, chip, text, Meaning(meaning), icon=None, widget=widget)
        else:
            alignment = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
            painter.setPen(theme.color("text"))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(box, int(alignment), shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(super().sizeHint(option, index).width() + 4 * SPACE, current().row_height)
