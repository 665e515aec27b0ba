"""A pane in which something about a citizen is written until it is finished."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from widgets.parts.cards import PersonalPane


class WritingPane(PersonalPane):
    """Ctrl+Enter in here finishes what is written, whatever it does elsewhere on the page."""

    def finish(self) -> None:
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _finishes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _finishes(event):
            self.finish()
        else:
            super().keyPressEvent(event)


def _finishes(event: QKeyEvent) -> bool:
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and bool(control)
