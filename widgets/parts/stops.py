"""Where Tab stops."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def first_stop(place: QWidget) -> QWidget | None:
    """What Tab comes to first within `place`; None where it stops nowhere."""
    window = place.window()
    stop = window.nextInFocusChain()
    while stop is not None and stop is not window:
        takes = stop.isVisible() and stop.isEnabled() and Qt.FocusPolicy.TabFocus in stop.focusPolicy()
        if takes and place.isAncestorOf(stop):
            return stop
        stop = stop.nextInFocusChain()
    return None


def stop_before(place: QWidget, stop: QWidget) -> None:
    """Have Tab come to `stop` just before it comes to `place`: what is made late would else come last in the window."""
    before = place.previousInFocusChain()
    while before is not None and before is not place and before.focusPolicy() is Qt.FocusPolicy.NoFocus:
        before = before.previousInFocusChain()
    if before is not None and before is not stop:
        QWidget.setTabOrder(before, stop)
