"""One key hides the screen when somebody walks round the desk, and the same key brings it back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from widgets.parts.chips import IconMark
from widgets.shell.actions import Actions, key_text
from widgets.theme import set_role
from widgets.tokens import SPACE


class _Cover(QWidget):
    """Opaque over one window; takes the keys, so that nothing beneath is typed into."""

    def __init__(self, window: QWidget, words: str) -> None:
        super().__init__(window)
        set_role(self, "blank")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words)
        label = QLabel(words)
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * SPACE)
        layout.addStretch(1)
        layout.addWidget(IconMark("eye-off", "muted", size=20), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def follow(self) -> None:
        self.setGeometry(self.window().rect())
        self.raise_()

    def focusNextPrevChild(self, _next: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Tab must not reach what is covered."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()


class PrivacyScreen:
    """Covers the window and every dialog over it; what was typed stays where it was."""

    def __init__(self, window: QWidget, actions: Actions) -> None:
        self._window = window
        self._actions = actions
        self._covers: list[_Cover] = []
        self._back_to: QWidget | None = None

    @property
    def is_on(self) -> bool:
        return bool(self._covers)

    def toggle(self, key: str, words: str) -> None:
        if self._covers:
            self._uncover()
        else:
            self._cover(words.format(key_text(key)))

    def _cover(self, words: str) -> None:
        self._back_to = self._window.focusWidget()
        dialogs = [dialog for dialog in self._window.findChildren(QDialog) if dialog.isVisible()]
        self._covers = [_Cover(window, words) for window in (self._window, *dialogs)]
        for cover in self._covers:
            cover.follow()
            cover.show()
        self._covers[-1].setFocus()
        self._actions.pause(paused=True)

    def _uncover(self) -> None:
        for cover in self._covers:
            cover.hide()
            cover.deleteLater()
        self._covers = []
        self._actions.pause(paused=False)
        if self._back_to is not None and self._back_to.isVisible():
            self._back_to.setFocus()
        self._back_to = None

    def follow(self) -> None:
        """The window changed its size."""
        for cover in self._covers:
            cover.follow()
