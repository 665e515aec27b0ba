"""Surfaces that lie over the window for a moment: never a window of their own, closed by Esc, focus given back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from widgets.theme import set_role


class Overlay(QFrame):
    """Place it, then `open_over`. Esc or a second call of its key closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        set_role(self, "popup")
        self._back_to: QWidget | None = None
        self.hide()

    @property
    def is_open(self) -> bool:
        return not self.isHidden()

    def open_over(self, focus: QWidget) -> None:
        if not self.is_open:
            self._back_to = self.window().focusWidget()
        self.place()
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_over(self) -> None:
        if not self.is_open:
            return
        within = self.isAncestorOf(focused) if (focused := self.window().focusWidget()) is not None else False
        self.hide()
        if within and self._back_to is not None and self._back_to.isVisible():
            self._back_to.setFocus(Qt.FocusReason.OtherFocusReason)
        self._back_to = None

    def place(self) -> None:
        """Size and position for the window as it is now."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_over()
        else:
            super().keyPressEvent(event)
