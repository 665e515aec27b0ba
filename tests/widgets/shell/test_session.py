"""The system's own lock, sleep and switch of users, told over a D-Bus of our own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from widgets.shell.session import SessionWatch, session_path

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus is Linux's")
SAVER, LOGIN = "org.freedesktop.ScreenSaver", "org.freedesktop.login1"
OWN, OTHER = "/org/freedesktop/login1/session/_32", "/org/freedesktop/login1/session/c7"


class Bus:
    """A private bus, with somebody who speaks and somebody who listens."""

    def __init__(self, address: str) -> None:
        self.speaker = QDBusConnection.connectToBus(address, "speaker")
        self.listener = QDBusConnection.connectToBus(address, "listener")
        assert self.listener.isConnected()

    def hear_of_all(self) -> None:
        """Until the bus knows what the listener wants to hear: it keeps no order between the two."""
        bus = "org.freedesktop.DBus"
        assert not self.listener.call(QDBusMessage.createMethodCall(bus, "/", bus, "GetId")).errorMessage()

    def say(self, path: str, interface: str, signal: str, *arguments: object) -> None:
        message = QDBusMessage.createSignal(path, interface, signal)
        message.setArguments(list(arguments))
        assert self.speaker.send(message)


@pytest.fixture(scope="module")
def bus() -> Iterator[Bus]:
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("no dbus-daemon on this machine")
    command = [daemon, "--session", "--print-address", "--nofork", "--nopidfile"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    yield Bus(process.stdout.readline().strip())
    for name in ("speaker", "listener"):
        QDBusConnection.disconnectFromBus(name)
    process.terminate()
    process.communicate(timeout=10)


@pytest.fixture
def watch(bus: Bus, monkeypatch: pytest.MonkeyPatch) -> SessionWatch:
    monkeypatch.setenv("XDG_SESSION_ID", "2")
    watch = SessionWatch()
    watch.listen(bus.listener, bus.listener)
    bus.hear_of_all()
    return watch


@pytest.mark.parametrize(
    ("path", "interface", "signal", "arguments"),
    [
        ("/ScreenSaver", SAVER, "ActiveChanged", (True,)),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", (True,)),
        ("/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", (True,)),
        (OWN, f"{LOGIN}.Session", "Lock", ()),
        (
            OWN,
            "org.freedesktop.DBus.Properties",
            "PropertiesChanged",
            (f"{LOGIN}.Session", {"Active": False}, ["IdleHint"]),
        ),
    ],
)
def test_lock_sleep_and_switch_are_heard(
    qtbot: QtBot, bus: Bus, watch: SessionWatch, path: str, interface: str, signal: str, arguments: tuple[object, ...]
) -> None:
    with qtbot.waitSignal(watch.left):
        bus.say(path, interface, signal, *arguments)


def test_the_end_of_it_and_other_peoples_sessions_are_not(qtbot: QtBot, bus: Bus, watch: SessionWatch) -> None:
    heard: list[None] = []
    watch.left.connect(lambda: heard.append(None))
    bus.say("/ScreenSaver", SAVER, "ActiveChanged", False)
    bus.say("/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", False)
    bus.say(OTHER, f"{LOGIN}.Session", "Lock")
    away = (f"{LOGIN}.Session", {"Active": False}, ["IdleHint"])
    bus.say(OTHER, "org.freedesktop.DBus.Properties", "PropertiesChanged", *away)
    back = (f"{LOGIN}.Session", {"Active": True}, ["IdleHint"])
    bus.say(OWN, "org.freedesktop.DBus.Properties", "PropertiesChanged", *back)
    with qtbot.waitSignal(watch.left):  # the bus keeps the order: what came before this was heard
        bus.say(OWN, f"{LOGIN}.Session", "Lock")
    assert len(heard) == 1


def test_no_bus_makes_no_noise(capfd: pytest.CaptureFixture[str]) -> None:
    """Nor does Qt warn of it, which the suite would fail on."""
    nowhere = QDBusConnection("nowhere")
    SessionWatch().listen(nowhere, nowhere)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("session", "path"), [("2", "_32"), ("c7", "c7"), ("12", "_312"), ("a-b", "a_2db")])
def test_a_session_is_named_as_logind_names_it(session: str, path: str) -> None:
    assert session_path(session) == f"/org/freedesktop/login1/session/{path}"
    assert session_path("") == ""
