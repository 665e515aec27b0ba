"""Real keys and pointers say that somebody is there, in dialogs as well; what the program does itself does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.access.idle import IdleWatch
from tests.app.access.test_idle import TwoClocks
from widgets.shell.presence import Presence

LIMIT = timedelta(minutes=5)


class Room:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.field = QLineEdit()
        QVBoxLayout(self.window).addWidget(self.field)
        self.window.resize(300, 200)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.clock = TwoClocks()
        self.presence = Presence(IdleWatch(self.clock, LIMIT), self.window)
        self.presence.resume()
        self.presence._timer.stop()

    def almost(self) -> None:
        """A second before the desk would lock."""
        for _ in range(299):
            self.clock.wall += timedelta(seconds=1)
            self.clock.ticks += 1
            self.presence.look()

    @property
    def is_due(self) -> bool:
        """Two seconds later; whichever it is, it begins anew."""
        self.clock.wall += timedelta(seconds=2)
        self.clock.ticks += 2
        due = self.presence.idle.is_due()
        self.presence.idle.begin()
        return due


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


def handle(widget: QWidget) -> QWindow:
    window = widget.windowHandle()
    assert window is not None
    return window


def moved(x: int) -> QMouseEvent:
    """As a system reports it, also of a pointer that nobody has touched."""
    at, none = QPointF(x, 5), Qt.MouseButton.NoButton
    return QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)


def test_nobody_there_is_said_once_the_time_is_up(qtbot: QtBot, room: Room) -> None:
    room.almost()
    gone: list[None] = []
    room.presence.gone.connect(lambda: gone.append(None))
    room.presence.look()
    assert gone == []
    room.clock.wall += timedelta(seconds=2)
    room.presence.look()
    assert gone == [None]


def test_a_key_and_a_click_keep_it_open(room: Room) -> None:
    room.almost()
    QTest.keyClick(handle(room.window), Qt.Key.Key_A)
    assert not room.is_due
    room.almost()
    QTest.mouseClick(handle(room.window), Qt.MouseButton.LeftButton)
    assert not room.is_due


def test_a_pointer_that_moves_keeps_it_open_and_one_that_stands_still_does_not(room: Room) -> None:
    QTest.mouseMove(handle(room.window), QPoint(20, 20))
    room.almost()
    QTest.mouseMove(handle(room.window), QPoint(40, 40))
    assert not room.is_due
    assert [room.presence._stands_still(moved(x)) for x in (7, 7, 8, 8)] == [False, True, False, True]


def test_what_the_program_sends_itself_is_nobody(room: Room) -> None:
    room.almost()
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QApplication.sendEvent(handle(room.window), event)
    room.window.resize(400, 300)
    room.field.setText("noget")
    QApplication.processEvents()
    assert room.is_due


def test_what_is_done_in_a_dialog_counts_as_well(qtbot: QtBot, room: Room) -> None:
    dialog = QDialog(room.window)
    dialog.resize(100, 50)
    dialog.show()
    room.almost()
    QTest.mouseClick(handle(dialog), Qt.MouseButton.LeftButton)
    assert not room.is_due
    dialog.close()


def test_other_events_of_the_window_pass_untouched(room: Room) -> None:
    assert not room.presence.eventFilter(QObject(), QEvent(QEvent.Type.UpdateRequest))
