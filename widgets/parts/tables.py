"""Tables of a few thousand rows at most: sorted the Danish way, filtered as one types, copied with Ctrl+C."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from widgets.parts.cards import copy_from
from widgets.parts.notices import EmptyState
from widgets.parts.rows import HairlineDelegate
from widgets.parts.table_model import Column, RowModel
from widgets.theme import set_role
from widgets.tokens import SPACE, current

__all__ = ["ALL_ROWS", "Column", "DataTable"]

R = TypeVar("R")
_HEADER_HEIGHT: Final = 28
_MORE_THAN_THE_REST: Final = 1_000
ALL_ROWS: Final = 1_000_000
"""For `fit_rows`: never scroll within the table."""
_BY_TAB: Final = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_widths: dict[tuple[str, int], list[int]] = {}
"""Column widths somebody chose, by table name, for as long as the program runs."""


class _View(QTableView):
    """Keys as the interface has them: Enter opens, Ctrl+C copies, Tab leaves."""

    opened = Signal(QModelIndex)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy_selection()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by Tab sees where they are: on the first row, where none was chosen before."""
        super().focusInEvent(event)
        if event.reason() in _BY_TAB and self.model().rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(0, self.currentIndex().row()))

    def _copy_selection(self) -> None:
        model = self.model()
        rows = sorted({index.row() for index in self.selectedIndexes()})
        shown = [column for column in range(model.columnCount()) if not self.isColumnHidden(column)]
        lines = ("\t".join(str(model.index(row, column).data() or "") for column in shown) for row in rows)
        if rows:
            copy_from(self, "\n".join(lines), self._name)


class _Filter(QLineEdit):
    """Down goes on to the rows."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)


class DataTable(QWidget, Generic[R]):
    """A table with its optional filter field and its words for when it is empty.

    `opened` carries the row that Enter or a double click asked for; Enter in the filter field asks for the first.
    `name` remembers column widths between pages. `heading` stands in sight, before the filter field; `title` is what a
    screen reader says.
    """

    opened = Signal(object)
    selection_changed = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        *,
        title: str,
        empty: str,
        filter_hint: str = "",
        heading: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._theme = current()
        self._empty_words = empty
        self._rows_fitted, self._grows = 0, True
        self._left_out: frozenset[int] = frozenset()
        self.model = RowModel(columns, self)
        self._layout = QVBoxLayout(self)
        self._stack = QStackedWidget(self)
        self.view = _View(name, self._stack)
        self.view.setModel(self.model)
        self.view.setAccessibleName(title)
        self._cells = HairlineDelegate(self.view, self.model.cell)
        self._set_up_view()
        self._filter = _Filter(self)
        self._filter.setPlaceholderText(filter_hint)
        self._filter.setAccessibleName(filter_hint or title)
        self._filter.setClearButtonEnabled(True)
        self._filter.setVisible(bool(filter_hint))
        self._filter.textChanged.connect(self._filter_changed)
        self._filter.down.connect(self._go_to_rows)
        self._filter.returnPressed.connect(self._open_first)
        self._empty = EmptyState("table-2", empty, top=True, parent=self._stack)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2 * SPACE)
        self._heading = QLabel(heading, self)
        self._heading.setVisible(bool(heading))
        set_role(self._heading, "strong")
        line = QHBoxLayout()
        line.setSpacing(4 * SPACE)
        line.addWidget(self._heading)
        line.addWidget(self._filter, 1)
        self._layout.addLayout(line)
        self._layout.addWidget(self._stack, _MORE_THAN_THE_REST)
        self._layout.addStretch(1)
        self.view.horizontalScrollBar().rangeChanged.connect(self._fit)
        self._show_rows_or_words()

    def _set_up_view(self) -> None:
        view, header = self.view, self.view.horizontalHeader()
        view.setTabKeyNavigation(False)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setItemDelegate(self._cells)
        view.verticalHeader().hide()
        view.verticalHeader().setMinimumSectionSize(16)
        view.verticalHeader().setDefaultSectionSize(current().row_height)
        view.setSortingEnabled(True)
        header.setSortIndicatorClearable(True)
        view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        header.setHighlightSections(False)
        header.setFixedHeight(_HEADER_HEIGHT)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(48)
        chosen = _widths.get(self._key)
        for number, column in enumerate(self.model.columns):
            if chosen is not None:
                header.resizeSection(number, chosen[number])
            elif column.width:
                header.resizeSection(number, column.width)
            if not column.width:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._remember_widths)
        view.opened.connect(self._open)
        view.doubleClicked.connect(self._open)
        view.selectionModel().currentRowChanged.connect(self._current_changed)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show `rows`, keeping filter and order, the scroll position, and the current row's place."""
        position = self.view.verticalScrollBar().value()
        place = self.view.currentIndex().row()
        self._cells.forget()
        self.model.set_rows(rows)
        if 0 <= place < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(place, 0))
        self.view.verticalScrollBar().setValue(position)
        self._show_rows_or_words()

    def forget(self) -> None:
        """No rows, and no word left in the filter."""
        if self._filter.text() or self.model.row_count:
            self._filter.clear()
            self._cells.forget()
            self.model.set_rows(())

    def fit_rows(self, most: int, *, grow: bool = False) -> None:
        """Be as high as the rows need, up to `most` rows; beyond that the table scrolls. With `grow` it takes what
        room there is for more of them."""
        self._rows_fitted, self._grows = most, grow
        self._fit()

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, as one reads."""
        return [self._filter, self.view]

    def current_row(self) -> R | None:
        index = self.view.currentIndex()
        return self.model.row(index) if index.isValid() else None

    def _fit(self) -> None:
        """Whole rows only; without rows, room for the words in place of them."""
        rows = self.model.rowCount()
        if not rows:
            self._stack.setFixedHeight(self._empty.height_for(self.width()))
            return
        row = self.view.verticalHeader().defaultSectionSize()
        around = _HEADER_HEIGHT + 2 * self.view.frameWidth()
        if self.view.horizontalScrollBar().maximum():
            around += self.view.horizontalScrollBar().sizeHint().height()
        least = min(self._rows_fitted or 1, rows)
        fitting = (self._room() - around) // row if self._grows else least
        self._stack.setMinimumHeight(around + least * row)
        self._stack.setMaximumHeight(around + max(least, min(rows, fitting)) * row)

    def _room(self) -> int:
        """What heading and filter leave of the height."""
        above = [part.sizeHint().height() for part in (self._heading, self._filter) if not part.isHidden()]
        return self.height() - (max(above) + self._layout.spacing() if above else 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Qt says "style" also when a widget far above finds its parent.
        if event.type() == QEvent.Type.StyleChange and self._theme is not current():
            self._theme = current()
            self._cells.forget()
            self.view.verticalHeader().setDefaultSectionSize(current().row_height)
            self._fit()

    def leave_out(self, *numbers: int) -> None:
        """Columns that would be empty for these rows; the others come back."""
        self._left_out = frozenset(numbers)
        self._hide_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hide_columns()
        self._fit()

    def _hide_columns(self) -> None:
        for number, column in enumerate(self.model.columns):
            self.view.setColumnHidden(number, number in self._left_out or not column.fits(self.width()))

    def _filter_changed(self, text: str) -> None:
        self.view.scrollToTop()
        self.model.set_filter(text)
        self._show_rows_or_words()

    def _show_rows_or_words(self) -> None:
        has_rows = self.model.rowCount() > 0
        if not has_rows:
            filtered = bool(self._filter.text())
            self._empty.say(self.tr("Intet passer til filteret.") if filtered else self._empty_words)
        self._stack.setCurrentIndex(0 if has_rows else 1)
        self._fit()

    def _go_to_rows(self) -> None:
        if self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _open_first(self) -> None:
        """Of what the filter has left."""
        if self._filter.text() and self.model.rowCount():
            self.view.selectRow(0)
            self._open(self.model.index(0, 0))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.row(index))

    def _current_changed(self, index: QModelIndex) -> None:
        self.selection_changed.emit(self.model.row(index) if index.isValid() else None)

    @property
    def _key(self) -> tuple[str, int]:
        """Two tables of one name may differ in columns: the overview's and the tab's."""
        return self._name, len(self.model.columns)

    def _remember_widths(self) -> None:
        header = self.view.horizontalHeader()
        known = _widths.get(self._key) or [column.width for column in self.model.columns]
        sizes = map(header.sectionSize, range(header.count()))
        _widths[self._key] = [size or before for size, before in zip(sizes, known, strict=True)]
