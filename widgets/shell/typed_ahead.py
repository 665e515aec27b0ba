"""What is typed after Enter and before what Enter opens is there: it was meant for that."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHIFTED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class TypedAhead:
    """Keeps keys in their order until whoever they were meant for has the focus."""

    def __init__(self) -> None:
        self._keys: list[QKeyEvent] = []

    def take(self, event: QKeyEvent) -> bool:
        """Whether it is kept: letters, and an Enter after letters. One right after Enter is the same Enter, twice."""
        letter = event.text().isprintable() and bool(event.text()) and not event.modifiers() & ~_SHIFTED
        if not letter and not (self._keys and event.key() in _ENTER):
            return False
        self._keys.append(event.clone())
        return True

    def hand_on(self, window: QWidget) -> None:
        """To what has the focus in `window` now, and if a key moves it, the next ones to what has it then."""
        keys, self._keys = self._keys, []
        for key in keys:
            focused = window.focusWidget()
            if focused is not None:
                QCoreApplication.sendEvent(focused, key)

    def forget(self) -> None:
        self._keys = []
