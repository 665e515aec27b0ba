"""Windows tells a window that asks of its session's lock, a switch of users, and sleep. Not tried yet."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import Final

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtWidgets import QWidget

_SESSION_CHANGE: Final = 0x02B1
_GONE: Final = frozenset({0x2, 0x4, 0x6, 0x7})
"""WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK."""
_POWER: Final = 0x0218
_SUSPEND: Final = 0x0004


class SessionMessages(QWidget):
    """A window that is never shown: it is there to be told."""

    left = Signal()

    def listen(self) -> None:
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(self.winId()), 0)

    def nativeEvent(self, _kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        told = wintypes.MSG.from_address(int(message))
        ends = told.message == _SESSION_CHANGE and told.wParam in _GONE
        if ends or (told.message == _POWER and told.wParam == _SUSPEND):
            self.left.emit()
        return False, 0
