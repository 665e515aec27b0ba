"""The list of tasks: a name, what it was found by, and whether it is one's own to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets import icons
from widgets.fonts import TextSize, sized
from widgets.parts.rows import paint_row_ground
from widgets.tokens import SPACE, current

_Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_SECOND_LINE: Final = 16
_ICON: Final = 16


@dataclass(frozen=True, slots=True)
class TaskRow:
    """`below` is the second, smaller line. `mark` says what sets the task apart, beside `icon`; it greys the name."""

    key: str
    title: str
    below: str
    mark: str = ""
    icon: str = ""


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[TaskRow, ...] = ()

    def show_rows(self, rows: Sequence[TaskRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (row.title, row.mark, row.below)))
            case Qt.ItemDataRole.ToolTipRole:
                return row.mark
        return None


class _Line(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(200, current().row_height + _SECOND_LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, _Rows):
            return
        row, theme = model.rows[index.row()], current()
        widget: QWidget = option.widget
        painter.save()
        paint_row_ground(painter, option, first=True)
        box = QRectF(option.rect).adjusted(3 * SPACE, 6, -2 * SPACE, -6)
        if row.icon:
            mark = icons.pixmap(row.icon, "muted", size=_ICON, dpr=widget.devicePixelRatioF())
            painter.drawPixmap(int(box.right()) - _ICON, int(box.center().y()) - _ICON // 2, mark)
            box.setRight(box.right() - _ICON - 2 * SPACE)
        small = sized(widget.font(), TextSize.SMALL)
        for font, words, colour, up in (
            (widget.font(), row.title, "muted" if row.mark else "text", Qt.AlignmentFlag.AlignTop),
            (small, row.below, "muted", Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(font)
            painter.setPen(theme.color(colour))
            shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(box, int(up | Qt.AlignmentFlag.AlignLeft), shown)
        painter.restore()


class TaskList(QListView):
    """One is always current while there are any."""

    marked = Signal(str)
    """The key of the task that is current now."""
    opened = Signal(str)
    """Enter, or a double click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Opgaver"))
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Line(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._open)

    @property
    def rows(self) -> tuple[TaskRow, ...]:
        return self._rows.rows

    @property
    def key(self) -> str:
        """Of the current task; empty without one."""
        index = self.currentIndex()
        return self.rows[index.row()].key if index.isValid() else ""

    def show_rows(self, rows: Sequence[TaskRow], *, keep: str = "") -> None:
        """`rows`, and current is the task `keep` if it is among them, else the first."""
        self._rows.show_rows(rows)
        place = next((number for number, row in enumerate(rows) if row.key == keep), 0)
        self.setCurrentIndex(self._rows.index(place))
        if not rows:
            self.marked.emit("")

    def step(self, by: int) -> None:
        """To a row further down, or up; for a field that hands its arrow keys on."""
        if self.rows:
            place = max(0, min(len(self.rows) - 1, self.currentIndex().row() + by))
            self.setCurrentIndex(self._rows.index(place))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if self.currentIndex().isValid():
            self.marked.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.key:
            self.opened.emit(self.key)
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows[index.row()].key)
