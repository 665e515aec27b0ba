"""What belongs to a page stands at its right where there is room, and beneath it where there is not."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.parts.beside import Beside, Foot

ENOUGH = 30_000
WIDTH = 700


class Strip(Foot):
    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)
        self.stood: tuple[bool, int] = (False, 0)

    def stand(self, *, beside: bool, room: int) -> None:
        self.stood = (beside, room)


def shown(qtbot: QtBot, width: int) -> tuple[Beside, QWidget, list[Strip]]:
    page, strips = QWidget(), [Strip(), Strip()]
    made = Beside(page, width=WIDTH)
    for strip in strips:
        made.add_foot(strip)
    qtbot.addWidget(made)
    made.resize(width, 600)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made, ENOUGH)
    return made, page, strips


def at(widget: QWidget, made: Beside) -> QPoint:
    return widget.mapTo(made, QPoint())


def test_with_room_the_feet_stand_at_the_right_below_one_another(qtbot: QtBot) -> None:
    made, page, (first, second) = shown(qtbot, 1860)
    assert made.is_beside
    assert (page.width(), page.height()) == (WIDTH, 600)
    for foot in (first, second):
        assert at(foot, made).x() >= WIDTH
        assert foot.width() <= 960, "lines that can be read"
        assert (foot.stood[0], 400 < foot.stood[1] <= 600) == (True, True)
    assert at(second, made).y() > at(first, made).y()


def test_without_room_they_run_across_beneath_and_the_page_has_the_rest(qtbot: QtBot) -> None:
    made, page, (first, second) = shown(qtbot, WIDTH + 559)
    assert not made.is_beside
    assert page.width() == first.width() == second.width() == WIDTH + 559
    assert at(first, made).y() == page.height()
    assert at(second, made).y() + second.height() == 600
    assert first.stood == (False, 300)


def test_the_page_has_all_the_room_while_no_foot_is_shown(qtbot: QtBot) -> None:
    made, page, strips = shown(qtbot, 1400)
    for strip in strips:
        strip.hide()
    qtbot.waitUntil(lambda: page.width() == 1400, timeout=ENOUGH)
    assert page.height() == 600
    strips[1].show()
    qtbot.waitUntil(lambda: page.width() == WIDTH, timeout=ENOUGH)
    assert made.is_beside
    assert strips[1].stood[0]


def test_whoever_types_in_a_foot_types_on_when_the_window_is_made_wider(qtbot: QtBot) -> None:
    made, _page, (first, _second) = shown(qtbot, 900)
    first.line.setFocus()
    for width, beside in ((1400, True), (900, False), (1400, True)):
        made.resize(width, 600)
        qtbot.waitUntil(lambda beside=beside: made.is_beside is beside, timeout=ENOUGH)  # type: ignore[misc]
        assert first.line.isVisible()
        assert QApplication.focusWidget() is first.line
        assert first.stood[0] is beside
