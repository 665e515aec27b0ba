"""One key hides the screen when somebody walks round the desk, and the same key brings it back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from widgets.parts.chips import IconMark
from widgets.shell.actions import Actions, key_text
from widgets.shell.curtain import Curtain
from widgets.tokens import SPACE


class _Words(QWidget):
    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(words)
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * SPACE)
        layout.addWidget(IconMark("eye-off", "muted", size=20), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(QLabel(words), 0, Qt.AlignmentFlag.AlignHCenter)


class PrivacyScreen:
    """Hides the window and every dialog over it; what was typed stays where it was."""

    def __init__(self, curtain: Curtain, actions: Actions) -> None:
        self._curtain = curtain
        self._actions = actions
        self._words: _Words | None = None

    @property
    def is_on(self) -> bool:
        return self._words is not None and self._curtain.front is self._words

    def toggle(self, key: str, words: str) -> None:
        if self.is_on:
            self._curtain.open()
            self._actions.resume()
            return
        if self._words is None:
            self._words = _Words(words.format(key_text(key)), self._curtain)
        self._curtain.draw(self._words)
        self._actions.pause()
