"""Choices that take effect at once, by key and by name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.preferences import Preferences
from tests.widgets.accessibility import nameless
from widgets.settings.page import SettingsPage


def test_the_minutes_before_the_lock_are_chosen_by_key(qtbot: QtBot) -> None:
    page = SettingsPage(Preferences(scheme="dark", lock_after=7))
    qtbot.addWidget(page)
    page.show()
    changed: list[Preferences] = []
    page.changed.connect(changed.append)
    (minutes,) = page.findChildren(QComboBox)
    assert minutes.currentText() == "7 min. uden brug"
    QTest.keyClick(minutes, Qt.Key.Key_Down)
    assert changed == [Preferences(scheme="dark", lock_after=10)]
    QTest.keyClick(minutes, Qt.Key.Key_Home)
    assert changed[-1].lock_after == 1
    QTest.keyClick(minutes, Qt.Key.Key_End)
    assert changed[-1].lock_after == 30


def test_every_choice_has_a_name(qtbot: QtBot) -> None:
    page = SettingsPage(Preferences())
    qtbot.addWidget(page)
    page.show()
    assert nameless(page) == []


def test_whoever_comes_to_the_settings_stands_at_their_first_choice(qtbot: QtBot) -> None:
    page, before = SettingsPage(Preferences(scheme="dark")), QLineEdit()
    window = QWidget()
    rows = QVBoxLayout(window)
    rows.addWidget(before)
    rows.addWidget(page)
    page.hide()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    before.setFocus()
    page.show()
    chosen = window.focusWidget()
    assert isinstance(chosen, QRadioButton)
    assert chosen.text() == "Mørkt"
    before.setFocus()
    window.showMinimized()
    window.showNormal()
    assert window.focusWidget() is before, "a window that comes back is as it was left"
