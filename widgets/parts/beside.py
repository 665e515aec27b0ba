"""What belongs to a page while one works on it: at its right where there is room, beneath it where there is not."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from widgets.parts.scrolled import scrolled
from widgets.theme import set_role
from widgets.tokens import CARD_GAP, PAGE_MARGIN, SPACE

_LEAST: Final = 560
"""For what stands at the right, and so for both to stand beside each other at all."""
_MOST: Final = 960
"""Longer lines are hard to read."""
_NO_LIMIT: Final = 16_777_215


class Foot(QFrame):
    """A card at the right of the page, or a strip that runs across beneath it."""

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab comes to in it, in order."""
        return ()

    def stand(self, *, beside: bool, room: int) -> None:
        """`room` is how high it may become."""
        raise NotImplementedError


class Beside(QWidget):
    """`page` is `width` wide while a foot stands at its right, and as wide as there is room while none does.

    At the right they have all the height; beneath, what they need and at most half of it. What is more scrolls.
    """

    def __init__(self, page: QWidget, *, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page, self._width = page, width
        self._feet: list[Foot] = []
        self.is_beside = False
        self._stack = QWidget()
        set_role(self._stack, "plain")
        self._stack.installEventFilter(self)
        self._rows = QVBoxLayout(self._stack)
        self._rows.addStretch(1)
        self._side = scrolled(self._stack, self)
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._line.addWidget(page, 1)
        self._line.addWidget(self._side)
        self._line.addStretch(0)
        self._turn()

    def add_foot(self, foot: Foot) -> None:
        """Below those before it."""
        self._feet.append(foot)
        self._rows.insertWidget(self._rows.count() - 1, foot)
        self._arrange()

    @property
    def feet(self) -> tuple[Foot, ...]:
        """As they stand, from the top."""
        return tuple(self._feet)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A foot has come, gone or grown."""
        if event.type() == QEvent.Type.LayoutRequest:
            if self._is_to_be_beside is self.is_beside:
                self._fit()
            else:
                self._arrange()
        return super().eventFilter(watched, event)

    @property
    def _is_to_be_beside(self) -> bool:
        return self.width() >= self._width + _LEAST and not all(foot.isHidden() for foot in self._feet)

    def _arrange(self) -> None:
        beside = self._is_to_be_beside
        if beside is not self.is_beside:
            self.is_beside = beside
            self._turn()
        room = self.height() - SPACE - CARD_GAP if beside else self.height() // 2
        for foot in self._feet:
            foot.stand(beside=beside, room=room)
        self._fit()

    def _turn(self) -> None:
        """The same widgets along another direction: whoever has the focus in a foot keeps it."""
        across, beside = QBoxLayout.Direction, self.is_beside
        self._line.setDirection(across.LeftToRight if beside else across.TopToBottom)
        self._line.setStretchFactor(self._side, int(beside))
        self._page.setMinimumWidth(self._width if beside else 0)
        self._page.setMaximumWidth(self._width if beside else _NO_LIMIT)
        self._side.setMaximumWidth(_MOST if beside else _NO_LIMIT)
        self._rows.setSpacing(CARD_GAP if beside else 0)
        self._rows.setContentsMargins(*((2 * SPACE, SPACE, PAGE_MARGIN, CARD_GAP) if beside else (0, 0, 0, 0)))

    def _fit(self) -> None:
        rows = self._rows
        needed = rows.heightForWidth(self.width()) if rows.hasHeightForWidth() else rows.sizeHint().height()
        least, most = (0, _NO_LIMIT) if self.is_beside else (min(needed, self.height() // 2),) * 2
        self._side.setMinimumHeight(least)
        self._side.setMaximumHeight(most)
