"""The citizen's colour, wherever something is about them."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.cpr import CprNumber
from widgets.tokens import SPACE, current


def citizen_colour(cpr: CprNumber) -> str:
    """Hex. The citizen's own colour: the same on the band and on every dialog that sends, prints or decides."""
    colours = current().citizen
    return colours[sum(int(digit) * weight for weight, digit in enumerate(cpr.digits, start=1)) % len(colours)]


class ColourBar(QWidget):
    """The citizen's colour, down the left edge of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(SPACE)
        self._cpr: CprNumber | None = None

    def show_citizen(self, cpr: CprNumber) -> None:
        self._cpr = cpr
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SPACE, 8 * SPACE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._cpr is not None:
            QPainter(self).fillRect(self.rect(), QColor(citizen_colour(self._cpr)))
