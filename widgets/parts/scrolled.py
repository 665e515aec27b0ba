"""What is higher than its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolled(inner: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """`inner`, as wide as there is room and as high as it needs. Tab goes past the place itself, to what lies within:
    else it would have the focus, and nobody would see where that is."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area


class FocusInSight(QObject):
    """What has the focus in a scrolled place stays in sight when that gets lower, or what stands above it gets higher.
    Whoever scrolls away from it by hand is left there, until the focus goes elsewhere."""

    def __init__(self, area: QScrollArea, inner: QWidget) -> None:
        super().__init__(area)
        self._area, self._inner = area, inner
        self._left: QWidget | None = None
        area.viewport().installEventFilter(self)
        inner.installEventFilter(self)
        area.verticalScrollBar().actionTriggered.connect(self._scrolled)

    def _scrolled(self, _how: int) -> None:
        self._left = self._area.window().focusWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._area.isVisible():
            focused = self._area.window().focusWidget()
            if focused is not None and focused is not self._left and self._inner.isAncestorOf(focused):
                self._area.ensureWidgetVisible(focused)
        return super().eventFilter(watched, event)
