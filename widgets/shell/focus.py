"""What the keyboard may expect of every page: Enter presses the button in focus, and what has the focus is in sight."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FocusKeys(QObject):
    """Serves one window. Only its own events come by here: a key does when nothing within has taken it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._pressed: QWidget | None = None
        self._astray: QWidget | None = None
        self._follows = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field's Enter may move the focus to a button before it comes by here: that button was not meant. Nor is
        the one where somebody typed words that nothing took: they believe to be in a field."""
        if event.type() == QEvent.Type.Show and not event.spontaneous():
            self._follow_focus()
        if isinstance(event, QKeyEvent) and not event.isAutoRepeat() and not _with_others(event):
            focused = self._window.focusWidget()
            if event.type() == QEvent.Type.KeyPress and event.text().isprintable() and event.text().strip():
                self._astray = focused
            elif event.key() in _ENTER and event.type() == QEvent.Type.ShortcutOverride:
                self._pressed = focused
            elif event.key() in _ENTER and event.type() == QEvent.Type.KeyPress:
                meant = self._pressed is focused is not self._astray
                self._pressed = self._astray = None
                if meant and isinstance(focused, QPushButton):
                    focused.click()
                    return True
        return super().eventFilter(watched, event)

    def _follow_focus(self) -> None:
        """The native window there is once the widget is shown, and stays the same."""
        handle = self._window.windowHandle()
        if handle is not None and not self._follows:
            self._follows = True
            handle.focusObjectChanged.connect(self._bring_into_sight)

    def _bring_into_sight(self, _object: QObject | None) -> None:
        """Qt scrolls for Tab within a place, and not for Tab that comes from outside it."""
        if not shiboken6.isValid(self._window) or QApplication.mouseButtons():
            return  # the window is going; and what is clicked stays under the pointer
        now = self._window.focusWidget()
        place = now.parentWidget() if now is not None else None
        while place is not None:
            if isinstance(place, QScrollArea) and now is not None and place.widget() is not None:
                place.ensureWidgetVisible(now)
            place = place.parentWidget()


def _with_others(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
