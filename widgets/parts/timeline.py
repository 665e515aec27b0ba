"""A vertical list of what happened, newest first or as given, under the years it happened in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from widgets import formats, icons
from widgets.fonts import TextSize, sized
from widgets.parts.cards import copy_from
from widgets.parts.rows import paint_row_ground
from widgets.tokens import SPACE, current

_Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole
_DATE_WIDTH: Final = 80
_RAIL: Final = 28


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One dated line. `source` is the chip at its end: "CPR". `note` is a quieter remark after the text."""

    day: date
    icon: str
    text: str
    source: str = ""
    note: str = ""


class _Model(QAbstractListModel):
    """Entries with a year before the first of each."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[TimelineEntry | int] = []

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        self.beginResetModel()
        self._rows = []
        year = None
        for entry in entries:
            if entry.day.year != year:
                year = entry.day.year
                self._rows.append(year)
            self._rows.append(entry)
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        entry = index.isValid() and isinstance(self._rows[index.row()], TimelineEntry)
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if entry else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == _ENTRY_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, int):
                return str(row)
            return ", ".join(filter(None, (formats.day(row.day), row.text, row.note, row.source)))
        return None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(200, current().row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(_ENTRY_ROLE)
        widget: QWidget = option.widget
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, TimelineEntry):
            paint_row_ground(painter, option, first=True, hairline=False)
            self._paint_entry(painter, box, row, widget, last=index.row() == index.model().rowCount() - 1)
        else:
            self._paint_year(painter, box, str(row), widget, first=index.row() == 0)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, x: float, top: float, bottom: float) -> None:
        painter.fillRect(QRectF(x - 0.5, top, 1, bottom - top), current().color("control_border"))

    def _paint_year(self, painter: QPainter, box: QRectF, year: str, widget: QWidget, *, first: bool) -> None:
        x = box.left() + _DATE_WIDTH + 4 * SPACE + _RAIL / 2
        if not first:
            self._line(painter, x, box.top(), box.bottom() + 1)
        else:
            self._line(painter, x, box.center().y(), box.bottom() + 1)
        painter.setFont(sized(widget.font(), TextSize.BODY, semibold=True))
        painter.setPen(current().color("text"))
        words = QRectF(box.left() + 2 * SPACE, box.top(), _DATE_WIDTH, box.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), year)

    def _paint_entry(
        self, painter: QPainter, box: QRectF, entry: TimelineEntry, widget: QWidget, *, last: bool
    ) -> None:
        theme = current()
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        small = sized(widget.font(), TextSize.SMALL)
        painter.setFont(small)
        painter.setPen(theme.color("muted"))
        left = box.left() + 2 * SPACE
        painter.drawText(QRectF(left, box.top(), _DATE_WIDTH, box.height()), int(middle), formats.day(entry.day))
        x = box.left() + _DATE_WIDTH + 4 * SPACE + _RAIL / 2
        self._line(painter, x, box.top(), box.center().y() if last else box.bottom() + 1)
        painter.setBrush(theme.color("surface"))
        painter.setPen(QPen(theme.color("control_border"), 1))
        painter.drawEllipse(QRectF(x - 11, box.center().y() - 11, 22, 22))
        mark = icons.pixmap(entry.icon, "icon", size=14, dpr=widget.devicePixelRatioF())
        painter.drawPixmap(QRectF(x - 7, box.center().y() - 7, 14, 14).topLeft(), mark)

        source_width = QFontMetrics(small).horizontalAdvance(entry.source) if entry.source else 0
        left = x + _RAIL / 2 + 2 * SPACE
        room = box.right() - left - source_width - 6 * SPACE
        painter.setFont(widget.font())
        painter.setPen(theme.color("text"))
        metrics = QFontMetrics(widget.font())
        text = metrics.elidedText(entry.text, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(left, box.top(), room, box.height()), int(middle), text)
        painter.setFont(small)
        painter.setPen(theme.color("muted"))
        used = metrics.horizontalAdvance(text) + 2 * SPACE
        if entry.note and room - used > 40:
            note = QFontMetrics(small).elidedText(entry.note, Qt.TextElideMode.ElideRight, int(room - used))
            painter.drawText(QRectF(left + used, box.top(), room - used, box.height()), int(middle), note)
        end = QRectF(box.right() - source_width - 2 * SPACE, box.top(), source_width + SPACE, box.height())
        painter.drawText(end, int(middle), entry.source)


class _List(QListView):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            lines = [str(index.data()) for index in sorted(self.selectedIndexes(), key=QModelIndex.row)]
            if lines:
                copy_from(self, "\n".join(lines), "timeline")
        else:
            super().keyPressEvent(event)


class TimelineView(QWidget):
    """`TimelineEntry`s grouped by year; arrow keys walk them, Ctrl+C copies."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.list = _List()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setAccessibleName(title)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show `entries` in the order given; the scroll position stays."""
        position = self.list.verticalScrollBar().value()
        self._model.set_entries(entries)
        self.list.verticalScrollBar().setValue(position)
