"""Rows under a filter and an order, for `widgets.parts.tables`: the columns, and Qt's model of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QCollator, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from widgets.parts.rows import Cell
from widgets.tokens import Meaning

R = TypeVar("R")
_Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


@dataclass(frozen=True)  # no slots: `Column[Row](...)` fails with them on Python 3.11
class Column(Generic[R]):
    """What one column shows of a row.

    `key` sorts where the text would sort wrongly (amounts, dates). `numeric` aligns right. `width` in pixels; the
    column with 0 takes the room that is left. `mark` puts a chip of that meaning round the text, `faint` greys it.
    The column hides while the table is narrower than `least`, and from the width `most` on where that is given.
    """

    title: str
    text: Callable[[R], str]
    key: Callable[[R], Any] | None = None
    numeric: bool = False
    width: int = 120
    mark: Callable[[R], Meaning | None] | None = None
    faint: Callable[[R], bool] | None = None
    tip: Callable[[R], str] | None = None
    least: int = 0
    most: int = 0

    def fits(self, width: int) -> bool:
        """Whether the column shows in a table that wide."""
        return width >= self.least and (not self.most or width < self.most)


class RowModel(QAbstractTableModel, Generic[R]):
    """Rows under a filter and an order; the rows themselves are never changed."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: tuple[R, ...] = ()
        self._order: list[int] = []
        self._words: tuple[str, ...] = ()
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._collator = QCollator(QLocale("da_DK"))
        self._collator.setNumericMode(True)

    @property
    def columns(self) -> tuple[Column[R], ...]:
        return self._columns

    def set_rows(self, rows: Sequence[R]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self._arrange()
        self.endResetModel()

    def set_filter(self, text: str) -> None:
        """Keep rows in which every word of `text` occurs in some column."""
        self.beginResetModel()
        self._words = tuple(text.casefold().split())
        self._arrange()
        self.endResetModel()

    @property
    def row_count(self) -> int:
        """Of all rows, whatever the filter."""
        return len(self._rows)

    def row(self, index: _Index) -> R:
        return self._rows[self._order[index.row()]]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._order[index.row()]) for index in self.persistentIndexList()]
        self._sorted_by = (column, order) if column >= 0 else None
        self._arrange()
        places = {source: place for place, source in enumerate(self._order)}
        self.changePersistentIndexList(
            [index for index, _ in kept], [self.index(places[source], index.column()) for index, source in kept]
        )
        self.layoutChanged.emit()

    def cell(self, row: int, column: int) -> Cell:
        """For painting, which a hundred times a picture has no time for Qt's roles."""
        shown, value = self._columns[column], self._rows[self._order[row]]
        meaning = shown.mark(value) if shown.mark is not None else None
        return Cell(shown.text(value), meaning, shown.numeric, shown.faint is not None and shown.faint(value))

    def _arrange(self) -> None:
        self._order = [number for number, row in enumerate(self._rows) if self._matches(row)]
        if self._sorted_by is not None:
            column, order = self._sorted_by
            self._order.sort(
                key=lambda number: self._sort_key(self._columns[column], self._rows[number]),
                reverse=order == Qt.SortOrder.DescendingOrder,
            )

    def _sort_key(self, column: Column[R], row: R) -> Any:
        return column.key(row) if column.key is not None else self._collator.sortKey(column.text(row))

    def _matches(self, row: R) -> bool:
        if not self._words:
            return True
        text = " ".join(column.text(row) for column in self._columns).casefold()
        return all(word in text for word in self._words)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column, row = self._columns[index.column()], self.row(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.text(row)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return _plain(column.tip(row)) if column.tip is not None else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title + self._arrow(section)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self._columns[section].numeric else Qt.AlignmentFlag.AlignLeft
            return Qt.AlignmentFlag.AlignVCenter | side
        return None

    def _arrow(self, section: int) -> str:
        if self._sorted_by is None or self._sorted_by[0] != section:
            return ""
        return " ↑" if self._sorted_by[1] == Qt.SortOrder.AscendingOrder else " ↓"


def _plain(text: str) -> str:
    """A tip that shows `text` as it is: Qt would read markup in a register's words as its own."""
    return f"<p style='white-space: pre-wrap'>{escape(text)}</p>" if text else ""
