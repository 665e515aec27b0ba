"""Fields that hold a citizen's data: what is copied or cut out of them is traced first, as `copy_from` has it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QWidget

from widgets.parts.cards import copy_from

_Key = QKeySequence.StandardKey


class PersonalLine(QLineEdit):
    """`what` names the kind of text for the trace, never its value."""

    def __init__(self, what: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._what = what

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(_Key.Copy):
            self._copy()
        elif event.matches(_Key.Cut):
            self._cut()
        elif event.matches(_Key.DeleteEndOfLine):  # Qt would put what it deletes on the clipboard
            self._delete(partly=True)
        elif event.matches(_Key.DeleteCompleteLine):
            self._delete(partly=False)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing selected goes into X11's selection: that would be a copy that nobody traces."""
        if event.button() != Qt.MouseButton.LeftButton or not self.hasSelectedText():
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        return _traced(self.createStandardContextMenu(), self._copy, self._cut)

    def _copy(self) -> None:
        if self.hasSelectedText():
            copy_from(self, self.selectedText(), self._what)

    def _cut(self) -> None:
        self._copy()
        if self.hasSelectedText() and not self.isReadOnly():
            self.del_()

    def _delete(self, *, partly: bool) -> None:
        if self.isReadOnly():
            return
        if partly:
            self.setSelection(self.cursorPosition(), len(self.text()))
        else:
            self.selectAll()
        if self.hasSelectedText():
            self.del_()


class PersonalText(QPlainTextEdit):
    """`what` names the kind of text for the trace, never its value."""

    def __init__(self, what: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._what = what

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(_Key.Copy):
            self._copy()
        elif event.matches(_Key.Cut):
            self._cut()
        else:
            super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Nothing: dragging text out, or X11's selection, would be a copy that nobody traces."""
        return QMimeData()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        return _traced(self.createStandardContextMenu(), self._copy, self._cut)

    def _copy(self) -> None:
        selected = self.textCursor().selectedText().replace("\u2029", "\n")
        if selected:
            copy_from(self, selected, self._what)

    def _cut(self) -> None:
        self._copy()
        if not self.isReadOnly():
            self.textCursor().removeSelectedText()


def _traced(menu: QMenu, copy: Callable[[], None], cut: Callable[[], None]) -> QMenu:
    """Qt's own menu with its two ways out replaced, under Qt's own words."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for name, call in (("edit-copy", copy), ("edit-cut", cut)):
        standard = menu.findChild(QAction, name)
        if standard is not None:  # a field that is only read cannot be cut from
            own = QAction(standard.icon(), standard.text(), menu)
            own.setEnabled(standard.isEnabled())
            own.triggered.connect(call)
            menu.insertAction(standard, own)
            menu.removeAction(standard)
    return menu
