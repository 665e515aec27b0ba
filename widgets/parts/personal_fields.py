"""Fields that hold a citizen's data: what is copied or cut out of them is traced first, as `copy_from` has it.

Their `what` names the kind of text for the trace, never its value; `drop` deletes what is `selected`, to be undone.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QWidget

from widgets.parts.cards import copy_from

_Key = QKeySequence.StandardKey


class PersonalLine(QLineEdit):
    def __init__(self, what: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.what = what

    @property
    def selected(self) -> str:
        return self.selectedText()

    def drop(self) -> None:
        if self.hasSelectedText():
            self.del_()

    def menu(self) -> QMenu:
        return _menu_of(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(_Key.DeleteEndOfLine):  # Qt would put what it deletes on the clipboard
            self._delete(partly=True)
        elif event.matches(_Key.DeleteCompleteLine):
            self._delete(partly=False)
        elif not _takes_out(self, event):
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing selected goes into X11's selection: that would be a copy that nobody traces."""
        if event.button() != Qt.MouseButton.LeftButton or not self.hasSelectedText():
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def _delete(self, *, partly: bool) -> None:
        if self.isReadOnly():
            return
        if partly:
            self.setSelection(self.cursorPosition(), len(self.text()))
        else:
            self.selectAll()
        self.drop()


class PersonalText(QPlainTextEdit):
    def __init__(self, what: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.what = what

    @property
    def selected(self) -> str:
        return self.textCursor().selectedText().replace("\u2029", "\n")

    def drop(self) -> None:
        self.textCursor().removeSelectedText()

    def menu(self) -> QMenu:
        return _menu_of(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _takes_out(self, event):
            super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Nothing: dragging text out, or X11's selection, would be a copy that nobody traces."""
        return QMimeData()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())


def _takes_out(field: PersonalLine | PersonalText, event: QKeyEvent) -> bool:
    """Whether the key copies or cuts, which then is done."""
    if event.matches(_Key.Copy):
        _copy(field)
    elif event.matches(_Key.Cut):
        _cut(field)
    else:
        return False
    return True


def _copy(field: PersonalLine | PersonalText) -> None:
    if field.selected:
        copy_from(field, field.selected, field.what)


def _cut(field: PersonalLine | PersonalText) -> None:
    _copy(field)
    if not field.isReadOnly():
        field.drop()


def _menu_of(field: PersonalLine | PersonalText) -> QMenu:
    """Qt's own menu with its two ways out replaced, under Qt's own words."""
    menu = field.createStandardContextMenu()
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for name, take_out in (("edit-copy", _copy), ("edit-cut", _cut)):
        standard = menu.findChild(QAction, name)
        if standard is not None:  # a field that is only read cannot be cut from
            own = QAction(standard.icon(), standard.text(), menu)
            own.setEnabled(standard.isEnabled())
            own.triggered.connect(partial(take_out, field))
            menu.insertAction(standard, own)
            menu.removeAction(standard)
    return menu
