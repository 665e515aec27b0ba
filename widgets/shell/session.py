"""What the operating system says of the session: its screen is locked, it sleeps, or another user's takes the screen.

On Linux from D-Bus, on Windows from window messages. macOS is not asked: there the idle watch alone notices a sleep.
"""

from __future__ import annotations

import os
import sys
from typing import Any, Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

_LOGIN: Final = "org.freedesktop.login1"
_SCREEN_SAVERS: Final = tuple(
    f"org.{desktop}.ScreenSaver" for desktop in ("freedesktop", "gnome", "cinnamon", "mate", "xfce")
)


class SessionWatch(QObject):
    """`left` when nobody can be at this desk any more. Where there is no bus it says nothing."""

    left = Signal()
    messages: QObject | None = None
    """What hears it on Windows."""

    def listen(self, session: QDBusConnection, system: QDBusConnection) -> None:
        """From now on. Any sender is believed: all it can do is to lock."""
        for interface in _SCREEN_SAVERS:
            self._connect(session, "", interface, "ActiveChanged", SLOT("_began(bool)"))
        own = session_path(os.environ.get("XDG_SESSION_ID", ""))
        self._connect(system, "", f"{_LOGIN}.Manager", "PrepareForSleep", SLOT("_began(bool)"))
        self._connect(system, own, f"{_LOGIN}.Session", "Lock", SLOT("_locked()"))
        if own:  # without it anybody's session going to the background would lock this desk
            properties = SLOT("_changed(QString,QVariantMap,QStringList)")
            self._connect(system, own, "org.freedesktop.DBus.Properties", "PropertiesChanged", properties)

    def _connect(self, bus: QDBusConnection, path: str, interface: str, signal: str, slot: Any) -> None:
        if bus.isConnected():
            bus.connect("", path, interface, signal, self, slot)

    @Slot(bool)
    def _began(self, begins: bool) -> None:  # noqa: FBT001 - the signal's own argument
        """The screen is locked or the sleep begins, or that is over."""
        if begins:
            self.left.emit()

    @Slot()
    def _locked(self) -> None:
        self.left.emit()

    @Slot(str, "QVariantMap", "QStringList")
    def _changed(self, _interface: str, properties: dict[str, object], _invalidated: list[str]) -> None:
        if properties.get("Active") is False:
            self.left.emit()


def session_path(session: str) -> str:
    """logind's object for a session's id: all but letters and digits is escaped, and a digit in front."""
    escaped = (
        char if char.isascii() and char.isalnum() and (place or not char.isdigit()) else f"_{ord(char):02x}"
        for place, char in enumerate(session)
    )
    return f"/org/freedesktop/login1/session/{''.join(escaped)}" if session else ""


def watch_session(parent: QObject) -> SessionWatch:
    """The watch for this platform, already listening."""
    watch = SessionWatch(parent)
    if sys.platform == "win32":
        from widgets.shell.session_windows import SessionMessages

        watch.messages = SessionMessages()
        watch.messages.left.connect(watch.left)
        watch.messages.listen()
    elif sys.platform.startswith("linux"):
        watch.listen(QDBusConnection.sessionBus(), QDBusConnection.systemBus())
    return watch
