"""A number copied is traced first, leaves the clipboard after a while, and takes nobody else's text with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

from app.access.trace import TraceEvent
from tests.journeys.fjordby import Desk
from widgets.parts.clipboard import personal_clipboard

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def clipboard() -> Iterator[QClipboard]:
    clipboard = QApplication.clipboard()
    clipboard.clear()
    yield clipboard
    clipboard.clear()
    personal_clipboard()._timer.setInterval(30_000)


def copy_number(desk: Desk, clipboard: QClipboard) -> str:
    desk.press(Qt.Key.Key_C, CONTROL_SHIFT)
    desk.wait(lambda: clipboard.text() != "")
    return clipboard.text()


def test_ten_digits_are_copied_traced_and_gone_after_half_a_minute(desk: Desk, clipboard: QClipboard) -> None:
    desk.visit("newly_separated")
    copied_at: list[TraceEvent] = []
    noted = clipboard.dataChanged.connect(lambda: copied_at.append(desk.lines[-1].event))
    assert copy_number(desk, clipboard) == desk.people["newly_separated"].digits
    clipboard.dataChanged.disconnect(noted)
    assert copied_at[0] is TraceEvent.COPIED
    line = desk.lines[-1]
    assert (line.subject, line.result) == (desk.people["newly_separated"], "cpr")
    assert "slettes fra udklipsholderen om 30 sekunder" in desk.said()
    timer = personal_clipboard()._timer
    assert timer.isActive()
    assert timer.interval() == 30_000
    with desk.qtbot.waitSignal(timer.timeout):
        timer.setInterval(1)
    assert clipboard.text() == ""


def test_what_somebody_else_copied_since_is_left_alone(desk: Desk, clipboard: QClipboard) -> None:
    desk.visit("newly_separated")
    copy_number(desk, clipboard)
    clipboard.setText("noget helt andet")
    timer = personal_clipboard()._timer
    with desk.qtbot.waitSignal(timer.timeout):
        timer.setInterval(1)
    assert clipboard.text() == "noget helt andet"


def test_the_number_leaves_the_clipboard_when_the_contact_ends(desk: Desk, clipboard: QClipboard) -> None:
    desk.visit("newly_separated")
    copy_number(desk, clipboard)
    desk.leave()
    assert clipboard.text() == ""


def test_what_is_copied_asks_clipboard_histories_to_forget_it(desk: Desk, clipboard: QClipboard) -> None:
    desk.visit("newly_separated")
    copy_number(desk, clipboard)
    formats = clipboard.mimeData().formats()
    assert "x-kde-passwordManagerHint" in formats
    assert any("ExcludeClipboardContentFromMonitorProcessing" in name for name in formats)


def test_a_number_is_followed_on_the_clipboard_too(desk: Desk, clipboard: QClipboard) -> None:
    desk.visit("changed_number")
    assert copy_number(desk, clipboard) == desk.town.citizen("changed_number").current


def test_a_forms_summary_says_that_it_is_copied(desk: Desk, clipboard: QClipboard) -> None:
    desk.visit("newly_separated")
    desk.page.life.copy_wanted.emit("Økonomisk friplads", "form oekonomisk-friplads")
    desk.wait(lambda: clipboard.text() != "")
    assert "Sammendraget er kopieret og slettes fra udklipsholderen om 30 sekunder." in desk.said()
