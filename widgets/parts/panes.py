"""The side pane: a document, a trace or a note beside the page. Opens and closes; its width is remembered."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from widgets import icons
from widgets.parts.stops import first_stop
from widgets.theme import set_role
from widgets.tokens import CARD_PADDING, SPACE


class SidePane(QFrame):
    """A titled pane with a close button; Esc closes it too."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "pane")
        self._content: QWidget | None = None
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self._title, "section")
        close = QPushButton()
        set_role(close, "icon")
        icons.give(close, "x")
        close.setAccessibleName(self.tr("Luk sidepanelet"))
        close.setToolTip(self.tr("Luk sidepanelet (Esc)"))
        close.clicked.connect(self.closed)
        header = QHBoxLayout()
        header.setContentsMargins(CARD_PADDING, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        header.addWidget(self._title, 1)
        header.addWidget(close)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addLayout(header)

    @property
    def content(self) -> QWidget | None:
        return self._content

    def show_content(self, title: str, content: QWidget) -> None:
        """Takes `content` over; what was shown before is deleted."""
        self.drop_content()
        self._title.setText(title)
        self.setAccessibleName(title)
        self._content = content
        self._layout.addWidget(content, 1)

    def drop_content(self) -> None:
        if self._content is not None:
            self._layout.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
            self._content = None


class PaneSplit(QSplitter):
    """A page with room for a side pane at its right."""

    _FIRST_WIDTH = 440
    _LEAST_WIDTH = 280

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(SPACE)
        self._width = self._FIRST_WIDTH
        self._back_to: QWidget | None = None
        self._in_pane: QWidget | None = None
        self.pane = SidePane()
        self.pane.setMinimumWidth(self._LEAST_WIDTH)
        self.pane.closed.connect(self.close_pane)
        self.addWidget(page)
        self.addWidget(self.pane)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.pane.hide()
        self.splitterMoved.connect(self._remember)

    @property
    def is_open(self) -> bool:
        return not self.pane.isHidden()

    def open_pane(self, title: str, content: QWidget) -> None:
        """Show `content` beside the page. The focus stays where it is, and returns there when the pane closes."""
        if not self.is_open:
            self._back_to = self.window().focusWidget()
        self.pane.show_content(title, content)
        if not self.is_open:
            self.pane.show()
            self.setSizes([max(1, self.width() - self._width), self._width])

    def close_pane(self) -> None:
        if not self.is_open:
            return
        within = self.pane.isAncestorOf(self.window().focusWidget()) if self.window().focusWidget() else False
        self.pane.hide()
        self.pane.drop_content()
        # Where the focus was may be gone: the button that opened the pane can vanish with what it was about.
        back = self._back_to if self._back_to is not None and shiboken6.isValid(self._back_to) else None
        if within and back is not None and self.isAncestorOf(back):
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._back_to = None

    def cross(self) -> None:
        """The focus goes into the open pane, and from there back to where it was."""
        now = self.window().focusWidget()
        if not self.is_open:
            return
        if now is not None and self.pane.isAncestorOf(now):
            self._in_pane = now
            _go_to(self._back_to, self.widget(0))
        else:
            self._back_to = now
            _go_to(self._in_pane, self.pane.content, self.pane)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the pane wherever on the page the focus is: one opens a document and stays in the list."""
        if event.key() == Qt.Key.Key_Escape and self.is_open:
            self.close_pane()
        else:
            super().keyPressEvent(event)

    def _remember(self) -> None:
        self._width = self.pane.width()


def _go_to(left: QWidget | None, *within: QWidget | None) -> None:
    """Where the focus was, if that is still in sight in one of these; else the first place where Tab stops there."""
    for place in within:
        if place is None:
            continue
        there = left is not None and shiboken6.isValid(left) and left.isVisible() and place.isAncestorOf(left)
        stop = left if there else first_stop(place)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
            return
