"""What belongs to a page while one works on it: at its right where there is room, beneath it where there is not."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

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


class Beside(QVBoxLayout):
    """`page` is `width` wide while its feet stand at its right, and as wide as there is room while they do not.

    At the right they scroll by themselves; beneath they take their height from the page.
    """

    def __init__(self, page: QWidget, *, width: int, parent: QWidget) -> None:
        super().__init__()
        self._page, self._width = page, width
        self._feet: list[Foot] = []
        self.is_beside = False
        self._stack = QWidget(parent)
        set_role(self._stack, "plain")
        self._rows = QVBoxLayout(self._stack)
        self._rows.addStretch(1)
        self._side = QScrollArea(parent)
        self._side.setFrameShape(QFrame.Shape.NoFrame)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setWidgetResizable(True)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side.setMaximumWidth(_MOST)
        self._side.hide()
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(page, 1)
        across.addWidget(self._side, 1)
        across.addStretch(0)
        self.setSpacing(0)
        self.addLayout(across, 1)
        self._put_beneath()

    def add_foot(self, foot: Foot) -> None:
        """Below those before it."""
        self._feet.append(foot)
        self._rows.insertWidget(self._rows.count() - 1, foot)
        self._arrange(self.geometry().size())

    @property
    def feet(self) -> tuple[Foot, ...]:
        """As they stand, from the top."""
        return tuple(self._feet)

    def setGeometry(self, rect: QRect) -> None:
        is_new = rect.size() != self.geometry().size()
        super().setGeometry(rect)
        if is_new:
            self._arrange(rect.size())

    def _arrange(self, size: QSize) -> None:
        beside = size.width() >= self._width + _LEAST
        room = size.height() - SPACE - CARD_GAP if beside else size.height() // 2
        for foot in self._feet:
            foot.stand(beside=beside, room=room)  # before they move: as high as they were they push
        if beside is not self.is_beside:
            self.is_beside = beside
            self._turn()

    def _turn(self) -> None:
        """Whoever has the focus in a foot keeps it."""
        focused = QApplication.focusWidget()
        held = focused if focused is not None and self._stack.isAncestorOf(focused) else None
        if self.is_beside:
            self._put_beside()
        else:
            self._put_beneath()
        if held is not None:
            held.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_beside(self) -> None:
        self._page.setFixedWidth(self._width)
        self._rows.setContentsMargins(2 * SPACE, SPACE, PAGE_MARGIN, CARD_GAP)
        self._rows.setSpacing(CARD_GAP)
        self.removeWidget(self._stack)
        self._side.setWidget(self._stack)
        self._side.show()

    def _put_beneath(self) -> None:
        self._page.setMinimumWidth(0)
        self._page.setMaximumWidth(_NO_LIMIT)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._side.takeWidget()
        self._side.hide()
        self.addWidget(self._stack)
        self._stack.show()
