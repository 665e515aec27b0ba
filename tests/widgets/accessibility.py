"""What a screen reader and a keyboard find: for tests of any page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from widgets.parts.personal_fields import PersonalLine, PersonalText


def nameless(root: QWidget) -> list[str]:
    """Controls in sight that take focus but have no accessible name; scroll areas' viewports aside."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


def untraced(root: QWidget) -> list[str]:
    """Text fields, in sight or not, that one can copy out of without anybody tracing it."""
    fields = (*root.findChildren(QLineEdit), *root.findChildren(QPlainTextEdit))
    return [
        field.accessibleName() or field.objectName()
        for field in fields
        if not isinstance(field, PersonalLine | PersonalText)
    ]


def tab_round(qtbot: QtBot, window: QWidget, most: int = 200) -> list[QWidget]:
    """The widgets Tab visits until it is back at the first; fails when it never gets there."""
    window.activateWindow()
    first = QApplication.focusWidget()
    if first is None:
        QTest.keyClick(window, Qt.Key.Key_Tab)
        first = QApplication.focusWidget()
    assert first is not None, "nothing takes focus"
    visited = [first]
    for _ in range(most):
        QTest.keyClick(visited[-1], Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None, f"focus was lost after {visited[-1]}"
        if focused is first:
            return visited
        assert focused not in visited, f"Tab is trapped at {visited[-1]}"
        visited.append(focused)
    raise AssertionError("Tab never comes round")
