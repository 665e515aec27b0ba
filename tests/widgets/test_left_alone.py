"""The real window once it has settled: it locks by itself when nobody uses it, and when the session is left."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.access.idle import IdleWatch
from app.population.desk import Population
from app.preferences import Preferences, keep_preferences
from app.workplace import Workplace
from tests.app.access.test_idle import TwoClocks
from tests.app.desk import ERRANDS, Desk
from tests.widgets.citizen.desk import GreyRenderer
from widgets.late_desk import LateDesk
from widgets.shell.session import SessionWatch
from widgets.start import Dressing
from widgets.window import DeskWindow

MINUTES = 10
UNTIL_THEN = MINUTES * 60 - 1
"""Seconds without use after which the desk is still open."""


class Seat:
    """A desk whose caseworker has chosen to be locked out after ten minutes; time passes as told."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        keep_preferences(folder, Preferences(lock_after=MINUTES))
        desk = Desk()
        workplace = Workplace(
            viewer=desk.viewer,
            municipality="Fjordby",
            errands=tuple(ERRANDS.values()),
            sources=desk.sources,
            population=Population(),
            renderer=GreyRenderer(),
        )
        late = LateDesk(desk.viewer, "Fjordby", is_training=False, make=lambda: workplace)
        self.window = DeskWindow(late, store=folder, dressing=Dressing("da", lambda _preferences: None))
        qtbot.addWidget(self.window)
        self.lock, self.presence = self.window.lock_screen, self.window.lock_screen.presence
        self.clock = TwoClocks()
        self.presence.idle = IdleWatch(self.clock, timedelta(days=1))
        self.presence._timer.setInterval(1)  # a test waits for no second to pass
        with qtbot.waitSignal(self.window.settled):
            self.window.show()

    def pass_by(self, seconds: int) -> None:
        """Each second is looked at, or the computer would seem to have slept."""
        for _ in range(seconds):
            self.clock.wall += timedelta(seconds=1)
            self.clock.ticks += 1
            self.presence.look()

    def wait_until_locked(self) -> None:
        self.qtbot.waitUntil(lambda: self.lock.is_on)
        self.qtbot.waitUntil(self.lock.panel.button.isEnabled)


@pytest.fixture
def seat(qtbot: QtBot, tmp_path: Path) -> Iterator[Seat]:
    seat = Seat(qtbot, tmp_path)
    yield seat
    seat.presence.pause()


def test_it_locks_by_itself_after_the_minutes_that_were_chosen(seat: Seat) -> None:
    seat.pass_by(UNTIL_THEN)
    assert not seat.lock.is_on
    seat.clock.wall += timedelta(seconds=1)
    seat.clock.ticks += 1
    seat.wait_until_locked()


def test_a_key_in_the_window_keeps_it_open(seat: Seat) -> None:
    seat.pass_by(UNTIL_THEN)
    handle = seat.window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    seat.pass_by(UNTIL_THEN)
    assert not seat.lock.is_on
    seat.pass_by(1)
    seat.wait_until_locked()


@pytest.mark.skipif(sys.platform == "darwin", reason="there the session is not asked")
def test_it_locks_when_the_session_is_left(seat: Seat) -> None:
    (session,) = seat.presence.findChildren(SessionWatch)
    session.left.emit()
    assert seat.lock.is_on
    seat.wait_until_locked()
