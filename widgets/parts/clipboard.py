"""Copying what is personal: kept out of clipboard histories, and gone after half a minute."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

_SECONDS: Final = 30
_WINDOWS: Final = 'application/x-qt-windows-mime;value="{0}"'


class PersonalClipboard(QObject):
    """Puts text on the clipboard and takes it off again, if it still is what was put there."""

    def __init__(self, *, seconds: float = _SECONDS) -> None:
        super().__init__()
        self._text = ""
        self._timer = QTimer(self, singleShot=True, interval=round(seconds * 1000))
        self._timer.timeout.connect(self.clear_own)

    def copy(self, text: str) -> None:
        data = QMimeData()
        data.setText(text)
        for name in ("ExcludeClipboardContentFromMonitorProcessing", "Clipboard Viewer Ignore"):
            data.setData(_WINDOWS.format(name), QByteArray(b"1"))
        for name in ("CanIncludeInClipboardHistory", "CanUploadToCloudClipboard"):
            data.setData(_WINDOWS.format(name), QByteArray(b"\0\0\0\0"))
        data.setData("x-kde-passwordManagerHint", QByteArray(b"secret"))
        data.setData("application/x-nspasteboard-concealed-type", QByteArray(b"1"))
        QGuiApplication.clipboard().setMimeData(data)
        self._text = text
        self._timer.start()

    @Slot()
    def clear_own(self) -> None:
        """Also called when the desk is locked or the program ends."""
        clipboard = QGuiApplication.clipboard()
        if self._text and clipboard.text() == self._text:
            clipboard.clear()
        self._text = ""
        self._timer.stop()


_own: list[PersonalClipboard] = []


def personal_clipboard() -> PersonalClipboard:
    """The one that everything copies through; made at first use."""
    if not _own:
        _own.append(PersonalClipboard())
    return _own[0]
