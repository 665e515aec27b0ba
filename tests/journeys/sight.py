"""Everything a window says: to the eye, to a screen reader, and to a pointer held still."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_SPOKEN = (
    QAccessible.Text.Name,
    QAccessible.Text.Description,
    QAccessible.Text.Value,
    QAccessible.Text.Help,
)


def said_on(root: QWidget) -> Iterator[str]:
    """Every text in sight under `root`, tips and accessible texts included; list and table cells also off screen."""
    yield root.windowTitle()
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        yield from _own(widget)
        yield widget.toolTip()
        yield widget.statusTip()
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is not None:
            yield from (interface.text(kind) for kind in _SPOKEN)


class Watch(QObject):
    """Reads the window each time it is about to be painted; `seen` are the forbidden words it ever said."""

    def __init__(self, window: QWidget, find: Callable[[str], Iterable[str]]) -> None:
        super().__init__(window)
        self._window = window
        self._find = find
        self.looks = 0
        self.seen: set[str] = set()
        window.installEventFilter(self)

    def look(self) -> None:
        self.looks += 1
        self.seen.update(self._find("\n".join(said_on(self._window))))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            self.look()
        return False


def said_anywhere() -> str:
    """All windows of the program, their titles, and the clipboard."""
    words: list[str] = []
    for window in QApplication.topLevelWidgets():
        words.append(window.windowTitle())
        if window.isVisible():
            words += said_on(window)
    clipboard = QGuiApplication.clipboard()
    return "\n".join((*words, clipboard.text()))


def _own(widget: QWidget) -> Iterator[str]:
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield widget.text()
            yield widget.placeholderText()
        case QTextEdit():
            yield widget.toPlainText()
        case QComboBox():
            yield from (widget.itemText(row) for row in range(widget.count()))
        case QTabBar():
            yield from (widget.tabText(tab) for tab in range(widget.count()))
        case QHeaderView():
            yield from _headers(widget)
        case QAbstractItemView():
            yield from _cells(widget)
        case _:
            yield str(widget.property("text") or "")


def _headers(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    for section in range(header.count()):
        if not header.isSectionHidden(section):
            yield str(model.headerData(section, header.orientation()) or "")


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model: QAbstractItemModel | None = view.model()
    if model is None:
        return
    shown = [0]
    if isinstance(view, QTableView):
        shown = [column for column in range(model.columnCount()) if not view.isColumnHidden(column)]
    for row in range(model.rowCount()):
        for column in shown:
            index = model.index(row, column)
            yield from (str(index.data(role) or "") for role in _ROLES)
