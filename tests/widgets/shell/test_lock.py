"""The locked window: empty at once for eye, key and ear, and back as it was left once the desk is open again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.errors import UserError
from tests.journeys.sight import said_anywhere
from tests.widgets.accessibility import nameless
from tests.widgets.shell.desk import MadeUpDesk
from widgets.parts.clipboard import personal_clipboard
from widgets.parts.dialogs import Dialog
from widgets.shell.window import MainWindow, Page

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
NAME = "Karen Marie Lindholm"


class Bench:
    """A window with somebody in sight and something half written."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.desk = MadeUpDesk()
        self.window = MainWindow(self.desk)
        qtbot.addWidget(self.window)
        self.note = QTextEdit()
        self.note.setAccessibleName("Notat")
        self.window.add_page(Page("citizen", "Borger", "user", self._page))
        self.window.resize(1280, 720)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.note.setPlainText("Borgeren ringede om ")
        self.note.setFocus()

    def _page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        name = QLabel(NAME)
        name.setToolTip(NAME)
        column.addWidget(name)
        column.addWidget(self.note)
        return page

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    @property
    def lock(self) -> bool:
        return self.window.lock_screen.is_on

    def press_lock(self, widget: QWidget | None = None) -> None:
        QTest.keyClick(widget or self.window, Qt.Key.Key_L, CONTROL_SHIFT)

    def wait_until_shut(self) -> None:
        self.qtbot.waitUntil(self.window.lock_screen.panel.button.isEnabled)

    def locked(self) -> None:
        self.press_lock()
        self.wait_until_shut()

    def unlocked(self) -> None:
        QTest.keyClick(self.focus, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: not self.lock)


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    QAccessible.setActive(True)
    bench = Bench(qtbot)
    yield bench
    if bench.desk.hold is not None:
        bench.desk.hold.set()


def reachable(bench: Bench) -> set[QWidget]:
    """Where Tab and Shift+Tab lead."""
    found = set()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) * 4:
        focus = QApplication.focusWidget()
        assert focus is not None
        found.add(focus)
        QTest.keyClick(focus, key)
    return found


def heard(window: QWidget) -> str:
    """What a screen reader can walk to."""
    words, left = [], [QAccessible.queryAccessibleInterface(window)]
    while left:
        at = left.pop()
        if at is None or (at.object() is not window and at.state().invisible):  # type: ignore[attr-defined, unused-ignore]
            continue
        words += [at.text(QAccessible.Text.Name), at.text(QAccessible.Text.Value)]
        left += [at.child(number) for number in range(at.childCount())]
    return "\n".join(words)


def test_everything_is_out_of_sight_before_the_files_are_shut(bench: Bench) -> None:
    bench.desk.hold = Event()
    assert NAME in said_anywhere()
    assert NAME in heard(bench.window)
    bench.press_lock()
    assert bench.lock
    assert bench.desk.steps == []
    said = said_anywhere() + heard(bench.window)
    assert NAME not in said
    assert "Borgeren ringede" not in said
    assert "Arbejdspladsen er låst" in said
    assert "Træning" in said
    assert bench.window.windowTitle() == "Indgang – Træning"
    image = bench.window.grab().toImage()
    edge = {image.pixelColor(x, y).name() for x in range(0, 400, 7) for y in range(0, 720, 7)}
    assert len(edge) == 1
    bench.desk.hold.set()
    bench.wait_until_shut()
    assert bench.desk.steps == ["lock"]


def test_no_key_leads_behind_it(bench: Bench) -> None:
    bench.locked()
    behind = {bench.note, bench.window.find_box, bench.window.status}
    assert not reachable(bench) & behind
    for key in ("K", "L", "Q"):
        QTest.keyClick(bench.window, getattr(Qt.Key, f"Key_{key}"), Qt.KeyboardModifier.ControlModifier)
    for function_key in (Qt.Key.Key_F1, Qt.Key.Key_F9):
        QTest.keyClick(bench.window, function_key)
    QTest.keyClicks(bench.focus, "hemmeligt")
    assert bench.lock
    assert bench.window.isVisible()
    assert "Arbejdspladsen er låst" in said_anywhere()
    assert bench.note.toPlainText() == "Borgeren ringede om "
    assert nameless(bench.window) == []


def test_enter_opens_it_and_the_words_and_the_focus_are_where_they_were(bench: Bench) -> None:
    bench.locked()
    bench.unlocked()
    assert bench.desk.steps == ["lock", "unlock"]
    assert NAME in said_anywhere()
    assert bench.note.hasFocus()
    QTest.keyClicks(bench.note, "")
    assert bench.note.toPlainText() == "Borgeren ringede om "
    QTest.keyClick(bench.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert bench.window.find_box.hasFocus()


def test_what_is_typed_is_saved_while_the_files_are_open_and_the_screen_empty(bench: Bench) -> None:
    saved: list[tuple[str, list[str], bool]] = []
    bench.window.lock_screen.about_to_lock.connect(
        lambda: saved.append((bench.note.toPlainText(), list(bench.desk.steps), bench.note.isVisible()))
    )
    bench.locked()
    assert saved == [("Borgeren ringede om ", [], False)]


def test_a_refusal_says_why_and_it_stays_locked(bench: Bench) -> None:
    bench.desk.refusal = UserError("keys-unavailable")
    bench.locked()
    QTest.keyClick(bench.focus, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: "nøglelager svarer ikke" in said_anywhere())
    assert bench.lock
    assert NAME not in said_anywhere()
    assert bench.window.lock_screen.panel.button.hasFocus()
    bench.desk.refusal = None
    bench.unlocked()
    assert "nøglelager" not in said_anywhere()


def test_nothing_opens_it_while_the_files_are_still_being_shut(bench: Bench) -> None:
    bench.desk.hold = Event()
    bench.press_lock()
    bench.window.lock_screen.unlock()
    QTest.keyClick(bench.focus, Qt.Key.Key_Return)
    bench.desk.hold.set()
    bench.wait_until_shut()
    assert bench.lock
    assert bench.desk.steps == ["lock"]


def test_a_dialog_goes_and_comes_back_with_what_is_typed_in_it(bench: Bench) -> None:
    dialog = Dialog("Udvid", f"Åbn Indkomst for {NAME}.", "Åbn", parent=bench.window)
    field = QLineEdit()
    field.setAccessibleName("Grund")
    dialog.body.addWidget(field)
    dialog.open()
    dialog.activateWindow()
    bench.qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    field.setFocus()
    QTest.keyClicks(field, "efter samtykke")
    bench.press_lock(dialog)
    bench.wait_until_shut()
    assert not dialog.isVisible()
    assert NAME not in said_anywhere()
    bench.qtbot.waitUntil(bench.window.isActiveWindow)
    bench.unlocked()
    assert dialog.isVisible()
    assert dialog.isModal()
    assert field.text() == "efter samtykke"
    bench.qtbot.waitUntil(field.hasFocus)
    dialog.close()


def test_overlays_go_and_come_back(bench: Bench) -> None:
    bench.window.show_palette()
    bench.window.lock_screen.lock()
    bench.wait_until_shut()
    assert "Afslut Indgang" not in said_anywhere()
    bench.unlocked()
    assert "Afslut Indgang" in said_anywhere()


def test_a_copied_number_leaves_the_clipboard_and_other_text_stays(bench: Bench) -> None:
    clipboard = QApplication.clipboard()
    personal_clipboard().copy("0706590004")
    bench.locked()
    assert clipboard.text() == ""
    bench.unlocked()
    personal_clipboard().copy("0706590004")
    clipboard.setText("noget helt andet")
    bench.locked()
    assert clipboard.text() == "noget helt andet"
    clipboard.clear()


def test_the_hidden_screen_gives_way_to_the_lock(bench: Bench) -> None:
    QTest.keyClick(bench.window, Qt.Key.Key_F9)
    bench.press_lock(bench.focus)
    bench.wait_until_shut()
    assert "Arbejdspladsen er låst" in said_anywhere()
    assert not bench.window.privacy_is_on
    bench.unlocked()
    assert NAME in said_anywhere()


def test_it_locks_when_nobody_is_there_and_watches_again_afterwards(bench: Bench) -> None:
    presence = bench.window.lock_screen.presence
    bench.window.lock_screen.begin(timedelta(minutes=3))
    assert presence.idle.limit == timedelta(minutes=3)
    presence.gone.emit()
    assert bench.lock
    assert not presence._timer.isActive()
    bench.wait_until_shut()
    bench.unlocked()
    assert presence._timer.isActive()


def test_it_is_in_palette_menu_and_help_with_its_key(bench: Bench) -> None:
    command = next(command for command in bench.window.commands.all() if command.id == "lock")
    assert (command.key, command.in_user_menu, command.everywhere) == ("Ctrl+Shift+L", True, True)
    bench.window.show_help()
    assert "Lås arbejdspladsen" in said_anywhere()
