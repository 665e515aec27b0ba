"""One page of a document as a picture, as wide as there is room for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from widgets.tokens import current

_A4: Final = 297 / 210


class PageScroll(QScrollArea):
    """Leaves the keys that turn pages to the view."""

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self._page = paper
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWidgetResizable(True)
        self.setWidget(paper)

    def page_width(self) -> int:
        return self.viewport().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._page.fit(self.page_width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End):
            event.ignore()
        else:
            super().keyPressEvent(event)


class Paper(QWidget):
    """One page, scaled to the width at hand until it has been drawn at that width; blank while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self._ratio = _A4
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage | None) -> None:
        self.image = image
        if image is not None and image.width():
            self._ratio = image.height() / image.width()
        self.fit(self.width())
        self.update()

    def fit(self, width: int) -> None:
        self.setFixedHeight(max(1, round(width * self._ratio)))

    def sizeHint(self) -> QSize:
        return QSize(320, round(320 * self._ratio))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.image is not None:
            painter.drawImage(QRectF(self.rect()), self.image)
        painter.setPen(QPen(current().color("hairline"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
