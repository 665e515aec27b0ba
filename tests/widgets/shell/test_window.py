"""The window: its one title, training that cannot be overlooked, keys, privacy, names for a screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.citizen.port import Health, RegisterKey
from app.errors import BugError
from tests.widgets.accessibility import nameless, tab_round
from tests.widgets.shell.desk import MadeUpDesk
from widgets.parts.dialogs import Dialog
from widgets.shell.actions import Command
from widgets.shell.palette import fit
from widgets.shell.window import MainWindow, Page


def _page() -> QWidget:
    page = QWidget()
    field = QLineEdit(page)
    field.setAccessibleName("Felt")
    return page


def opened(qtbot: QtBot, desk: MadeUpDesk) -> MainWindow:
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.add_page(Page("citizen", "Borger", "user", _page, help="Her ses én borger ad gangen."))
    window.add_page(Page("help", "Hjælp", "circle-question-mark", _page, at_foot=True))
    window.resize(1280, 720)
    with qtbot.waitActive(window):
        window.show()
    return window


@pytest.fixture
def desk() -> MadeUpDesk:
    return MadeUpDesk()


@pytest.fixture
def window(qtbot: QtBot, desk: MadeUpDesk) -> MainWindow:
    return opened(qtbot, desk)


def central(window: MainWindow) -> QWidget:
    widget = window.centralWidget()
    assert widget is not None
    return widget


def is_hidden(window: MainWindow) -> bool:
    return window.privacy_is_on


def texts(window: QWidget) -> str:
    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_training_is_said_in_title_banner_and_frame(window: MainWindow) -> None:
    assert window.windowTitle() == "Indgang – Træning"
    assert "TRÆNING – opdigtede borgere i Fjordby Kommune" in texts(window)
    assert central(window).property("role") == "training-frame"


def test_real_work_carries_no_sign_of_training(qtbot: QtBot) -> None:
    real = opened(qtbot, MadeUpDesk(training=False))
    assert real.windowTitle() == "Indgang"
    assert "TRÆNING" not in texts(real)
    assert central(real).property("role") is None


def test_find_is_one_key_away(qtbot: QtBot, window: MainWindow) -> None:
    window.findChildren(QLineEdit)[-1].setFocus()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.find_box.hasFocus()


def test_pages_are_made_when_they_are_first_shown(qtbot: QtBot, desk: MadeUpDesk) -> None:
    made: list[str] = []

    def make() -> QWidget:
        made.append("late")
        return QWidget()

    window = opened(qtbot, desk)
    window.add_page(Page("late", "Senere", "clock", make))
    assert made == []
    window.show_page("late")
    window.show_page("citizen")
    window.show_page("late")
    assert made == ["late"]
    assert window.current_page == "late"


def test_the_palette_runs_what_is_typed(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "hjælp gå")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.current_page == "help"


def test_escape_closes_the_palette_and_gives_the_focus_back(qtbot: QtBot, window: MainWindow) -> None:
    window.find_box.setFocus()
    window.show_palette()
    field = QApplication.focusWidget()
    assert field is not None
    assert field is not window.find_box
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert window.find_box.hasFocus()


@pytest.mark.parametrize(
    ("typed", "rank"),
    [("gå hj", 0), ("gaa hj", 0), ("søg", 1), ("soeg", 1), ("fnd bor", 3), ("xyz", None), ("", 0), ("cpr", 1)],
)
def test_what_the_palette_finds(typed: str, rank: int | None) -> None:
    text = "Gå til hjælp" if typed.endswith("hj") else "Find borger eller sag"
    assert fit(typed, Command("x", text, lambda: None, words="søg opslag cpr")) == rank


def test_the_palette_says_that_nothing_fits(qtbot: QtBot, window: MainWindow) -> None:
    window.show_palette()
    field, palette = QApplication.focusWidget(), window._palette
    assert isinstance(field, QLineEdit)
    assert palette is not None
    QTest.keyClicks(field, "xyzzy")
    assert palette.list.isHidden()
    assert "passer" in palette._said.text()
    assert palette._said.geometry().bottom() < palette.height()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert palette.is_open
    field.clear()
    assert not palette.list.isHidden()
    assert palette._said.isHidden()


def test_the_palette_offers_more_than_commands_once_something_is_typed(qtbot: QtBot, window: MainWindow) -> None:
    """Before a command that only has the letters typed, and after one that has the words."""
    chosen: list[str] = []

    def tasks(typed: str) -> list[Command]:
        return [Command("task-x", f"Opgave {typed}", lambda: chosen.append(typed), group="Opgave")]

    window.commands.offer(tasks)
    window.show_palette()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert window._palette is not None
    rows = window._palette.list

    def listed() -> list[str]:
        return [rows.item(number).text() for number in range(rows.count())]

    assert not any(text.startswith("Opgave") for text in listed())
    QTest.keyClicks(field, "fi")
    assert listed()[:2] == ["Find borger eller sag", "Opgave fi"]
    QTest.keyClicks(field, "b")
    assert listed()[0] == "Opgave fib"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert chosen == ["fib"]
    window.toggle_privacy()
    assert window.commands.offered("fib") == ()


def test_f1_lists_the_keys_and_the_pages_own_help(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert "Her ses én borger ad gangen." in texts(window)
    assert "Ctrl+L" in texts(window)
    assert "F9" in texts(window)


def test_one_key_does_one_thing(window: MainWindow) -> None:
    with pytest.raises(BugError):
        window.commands.add(Command("second", "To", lambda: None, "Ctrl+L"))
    with pytest.raises(BugError):
        window.commands.add(Command("find", "Igen", lambda: None))


def test_a_command_that_was_removed_frees_its_key(window: MainWindow) -> None:
    window.commands.add(Command("a", "A", lambda: None, "Ctrl+J"))
    window.commands.remove("a")
    window.commands.add(Command("b", "B", lambda: None, "Ctrl+J"))


def test_the_hidden_screen_shows_nothing_and_takes_no_keys(qtbot: QtBot, window: MainWindow) -> None:
    window.find_box.setFocus()
    QTest.keyClicks(window.find_box, "0706")
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert is_hidden(window)
    cover = QApplication.focusWidget()
    assert cover is not None
    assert cover.geometry() == window.rect()
    colours = {window.grab().toImage().pixelColor(x, y).name() for x in range(10, 1270, 90) for y in range(10, 300, 50)}
    assert len(colours) == 1
    QTest.keyClicks(cover, "90004")
    QTest.keyClick(cover, Qt.Key.Key_Tab)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert cover.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert not is_hidden(window)
    assert window.find_box.text() == "0706"
    assert window.find_box.hasFocus()


def test_a_dialog_is_hidden_too(qtbot: QtBot, window: MainWindow) -> None:
    dialog = Dialog("Udvid", "Åbn Indkomst for Karen Marie Lindholm.", "Åbn", parent=window)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    QTest.keyClick(dialog, Qt.Key.Key_F9)
    assert is_hidden(window)
    assert not dialog.isVisible()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert not is_hidden(window)
    assert dialog.isVisible()
    dialog.close()


def test_the_worst_register_wins(qtbot: QtBot, window: MainWindow, desk: MadeUpDesk) -> None:
    assert window.status.text().strip() == "6 registre"
    desk.health = {RegisterKey.BBR: Health.FAILING}
    window.status.refresh()
    assert window.status.text().strip() == "1 register svarer ustabilt"
    desk.health = {RegisterKey.BBR: Health.FAILING, RegisterKey.CPR: Health.DOWN}
    window.status.refresh()
    assert window.status.text().strip() == "1 register svarer ikke"
    desk.health = dict.fromkeys(RegisterKey, Health.DOWN)
    window.status.refresh()
    assert window.status.text().strip() == "Ingen registre svarer"
    window.status.show_list()
    assert "Bolig kan kun hentes for kendte adresser" in texts(window)
    assert "kl. 13.58" in texts(window)


def test_every_control_has_a_name(window: MainWindow) -> None:
    window.show_palette()
    assert nameless(window) == []
    window.show_help()
    window.status.show_list()
    assert nameless(window) == []


def test_tab_comes_round_again(qtbot: QtBot, window: MainWindow) -> None:
    visited = tab_round(qtbot, window)
    assert window.find_box in visited
    assert window.status in visited
    assert len(visited) >= 5
