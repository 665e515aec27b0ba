"""What is seen in place of a window's content, while nobody may see that."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget

from widgets.theme import set_role


class Curtain(QWidget):
    """Before a window: content, dialogs, popups and tips go out of sight, and come back as they were left.

    Hidden, not only covered: neither Tab nor a screen reader nor a picture of the window finds what is behind.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        set_role(self, "blank")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._layout = QVBoxLayout(self)
        self._front: QWidget | None = None
        self._behind: list[QWidget] = []
        self._focus: list[QWidget] = []
        self.hide()

    @property
    def front(self) -> QWidget | None:
        """What it shows; None while it is open."""
        return self._front

    def draw(self, front: QWidget) -> None:
        """Show `front` in the middle and nothing else, and let the keys go nowhere."""
        was_open = self._front is None
        self._drop_front()
        self._front = front
        self._layout.addWidget(front, 0, Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(front.accessibleName())
        self.follow()
        self.show()
        front.show()
        if was_open:
            self.repaint()  # before what is put away, which may have something to save
            self._put_away()
        self.setFocus()

    def open(self) -> None:
        if self._front is None:
            return
        self._drop_front()
        self._front = None
        self.hide()
        for widget in filter(shiboken6.isValid, self._behind):
            widget.show()
        for widget in filter(shiboken6.isValid, self._focus):
            if widget.isVisible():
                widget.window().activateWindow()
                widget.setFocus()
        self._behind, self._focus = [], []

    def follow(self) -> None:
        """The window changed its size."""
        self.setGeometry(self.window().rect())
        self.raise_()

    def _put_away(self) -> None:
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        window = self.window()
        dialogs = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible() and _over(widget, window)]
        focus = (widget.focusWidget() for widget in (window, *dialogs))
        self._focus = [widget for widget in focus if widget is not None]
        if any(dialog.isActiveWindow() for dialog in dialogs):
            window.activateWindow()
        contents = (child for child in window.children() if isinstance(child, QWidget) and not child.isWindow())
        for widget in (*dialogs, *contents):
            # One that goes with another that was hidden before it must not come back by itself.
            if widget is not self and not widget.isHidden():
                widget.hide()
                self._behind.append(widget)

    def _drop_front(self) -> None:
        if self._front is not None:
            self._layout.removeWidget(self._front)
            self._front.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()


def _over(widget: QWidget, window: QWidget) -> bool:
    """Whether `widget` is a dialog of `window`, or of a dialog of it."""
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        parent = parent.parentWidget()
    return parent is window
