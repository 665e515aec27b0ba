"""Enter on a button, and Tab that comes from outside a scrolled place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.shell.focus import FocusKeys


class Screen:
    """A field whose Enter goes on to the first button; a button far down in a scrolled place."""

    def __init__(self, qtbot: QtBot) -> None:
        self.pressed: list[str] = []
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        inner, inside = QWidget(), QWidget()
        self.field, self.button, self.far = QLineEdit(), QPushButton("Gem"), QPushButton("Langt nede")
        self.button.clicked.connect(lambda: self.pressed.append("Gem"))
        self.field.returnPressed.connect(self.button.setFocus)
        column = QVBoxLayout(inside)
        column.addSpacing(2_000)
        column.addWidget(self.far)
        self.area = QScrollArea()
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        rows = QVBoxLayout(inner)
        for widget in (self.field, self.button, self.area):
            rows.addWidget(widget)
        self.window.setCentralWidget(inner)
        self.keys = FocusKeys(self.window)
        self.window.resize(400, 300)
        with qtbot.waitActive(self.window):
            self.window.show()

    @property
    def focus(self) -> QWidget:
        focused = self.window.focusWidget()
        assert focused is not None
        return focused


@pytest.fixture
def screen(qtbot: QtBot) -> Screen:
    return Screen(qtbot)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_in_focus(screen: Screen, key: Qt.Key) -> None:
    screen.button.setFocus()
    QTest.keyClick(screen.focus, key)
    assert screen.pressed == ["Gem"]


def test_the_enter_that_leaves_a_field_does_not_press_the_button_it_goes_to(screen: Screen) -> None:
    screen.field.setFocus()
    QTest.keyClick(screen.focus, Qt.Key.Key_Return)
    assert screen.focus is screen.button
    assert screen.pressed == []
    QTest.keyClick(screen.focus, Qt.Key.Key_Return)
    assert screen.pressed == ["Gem"]


def test_enter_after_words_that_nothing_took_presses_nothing(screen: Screen) -> None:
    screen.button.setFocus()
    QTest.keyClicks(screen.focus, "Maria 1990")
    QTest.keyClick(screen.focus, Qt.Key.Key_Return)
    assert "Gem" not in screen.pressed[1:], "but for the space, which is a button's own key"
    QTest.keyClick(screen.focus, Qt.Key.Key_Return)
    assert len(screen.pressed) == 2


def test_enter_with_another_key_is_somebody_elses(screen: Screen) -> None:
    screen.button.setFocus()
    QTest.keyClick(screen.focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert screen.pressed == []


def test_a_button_that_may_not_be_pressed_is_not(screen: Screen) -> None:
    screen.button.setFocus()
    screen.button.setEnabled(False)
    QTest.keyClick(screen.window, Qt.Key.Key_Return)
    assert screen.pressed == []


def test_tab_into_a_scrolled_place_brings_what_it_comes_to_into_sight(screen: Screen) -> None:
    screen.button.setFocus()
    assert screen.far.visibleRegion().isEmpty()
    QTest.keyClick(screen.focus, Qt.Key.Key_Tab)
    assert screen.focus is screen.far
    assert not screen.far.visibleRegion().isEmpty()
