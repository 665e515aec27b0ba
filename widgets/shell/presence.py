"""Whether somebody sits at the desk: told by keys and pointer in any window of the program, and by the session."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent

from app.access.idle import IdleWatch

_EVERY_MS: Final = 1_000
_USE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Presence(QObject):
    """Emits `gone` when the desk is to be locked. Listens to windows, not widgets: there every event comes once."""

    gone = Signal()

    def __init__(self, idle: IdleWatch, parent: QObject) -> None:
        super().__init__(parent)
        self.idle = idle
        self._pointer = QPointF()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        from widgets.shell.session import watch_session

        watch_session(self).left.connect(self.gone)
        self.resume()

    def pause(self) -> None:
        """Nobody is expected: the desk is locked."""
        self._timer.stop()

    def resume(self) -> None:
        self.idle.begin()
        self._timer.start()
        self._listen()

    def look(self) -> None:
        self._listen()
        if self.idle.is_due():
            self.gone.emit()

    def _listen(self) -> None:
        """To every window, dialogs and menus of a second ago among them; to listen twice is to listen once."""
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.spontaneous() and event.type() in _USE and not self._stands_still(event):
            self.idle.touch()
        return False

    def _stands_still(self, event: QEvent) -> bool:
        """Systems report a move also when a window comes or goes beneath a pointer nobody touches."""
        if event.type() is not QEvent.Type.MouseMove or not isinstance(event, QMouseEvent):
            return False
        before, self._pointer = self._pointer, event.globalPosition()
        return before == self._pointer
