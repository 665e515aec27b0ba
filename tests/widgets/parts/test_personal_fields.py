"""Every way out of a field with a citizen's data goes by whoever traces it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.mouse import double_click
from widgets.parts.cards import PersonalCard, PersonalPane
from widgets.parts.personal_fields import PersonalLine, PersonalText

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # raising and grabbing, for menus

WORDS = "Karen Østergård"
BEFORE = "før"
Field = PersonalLine | PersonalText


class _Bound(QKeyEvent):
    """The press of whatever some platform binds to `key`: each has keys of its own."""

    def __init__(self, key: QKeySequence.StandardKey) -> None:
        super().__init__(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier)
        self._key = key

    def matches(self, key: QKeySequence.StandardKey) -> bool:
        return key is self._key


class Around:
    """A field in a card or pane, and what was wanted copied out of it."""

    def __init__(self, qtbot: QtBot, around: PersonalCard | PersonalPane, field: Field) -> None:
        self.wanted: list[tuple[str, str]] = []
        around.copy_wanted.connect(lambda text, what: self.wanted.append((text, what)))
        self.around, self.field = around, field
        between = QWidget(around)
        QVBoxLayout(between).addWidget(field)
        qtbot.addWidget(around)
        around.show()
        QGuiApplication.clipboard().setText(BEFORE)

    @property
    def text(self) -> str:
        return self.field.text() if isinstance(self.field, PersonalLine) else self.field.toPlainText()

    def press(self, key: QKeySequence.StandardKey) -> None:
        self.field.keyPressEvent(_Bound(key))

    def choose(self, name: str) -> None:
        """From the context menu, by what its words begin with."""
        menu = self.field.menu()
        (action,) = (action for action in menu.actions() if action.text().replace("&", "").startswith(name))
        action.trigger()
        menu.deleteLater()


@pytest.fixture(params=[PersonalLine, PersonalText])
def field(request: pytest.FixtureRequest) -> Field:
    made: Field = request.param("note", WORDS)
    return made


@pytest.fixture(params=[PersonalCard, PersonalPane])
def around(request: pytest.FixtureRequest, qtbot: QtBot, field: Field) -> Around:
    return Around(qtbot, PersonalCard("Kort") if request.param is PersonalCard else PersonalPane(), field)


def test_ctrl_c_asks_and_puts_nothing_on_the_clipboard_itself(around: Around) -> None:
    around.press(QKeySequence.StandardKey.Copy)
    assert around.wanted == []  # nothing is selected
    around.field.selectAll()
    around.press(QKeySequence.StandardKey.Copy)
    assert around.wanted == [(WORDS, "note")]
    assert around.text == WORDS
    assert QGuiApplication.clipboard().text() == BEFORE


def test_cut_asks_too_and_can_be_undone(around: Around) -> None:
    around.press(QKeySequence.StandardKey.Cut)
    assert (around.wanted, around.text) == ([], WORDS)
    around.field.selectAll()
    around.press(QKeySequence.StandardKey.Cut)
    assert (around.wanted, around.text) == ([(WORDS, "note")], "")
    assert QGuiApplication.clipboard().text() == BEFORE
    around.field.undo()
    assert around.text == WORDS


@pytest.mark.parametrize(("name", "left"), [("Copy", WORDS), ("Cut", "")])
def test_the_menu_asks_as_the_keys_do(around: Around, name: str, left: str) -> None:
    around.field.selectAll()
    around.choose(name)
    assert (around.wanted, around.text) == ([(WORDS, "note")], left)
    assert QGuiApplication.clipboard().text() == BEFORE


def test_without_a_selection_the_menu_offers_neither(around: Around) -> None:
    menu = around.field.menu()
    offered = {action.text().replace("&", "").split("\t")[0]: action.isEnabled() for action in menu.actions()}
    assert (offered["Copy"], offered["Cut"]) == (False, False)
    assert "Paste" in offered
    menu.deleteLater()


def test_the_menu_in_sight_is_that_one(around: Around, qtbot: QtBot) -> None:
    around.field.selectAll()
    target = around.field if isinstance(around.field, PersonalLine) else around.field.viewport()
    at = QPoint(2, 2)
    QApplication.sendEvent(target, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, target.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text().replace("&", "").startswith("Copy")).trigger()
    menu.close()
    assert around.wanted == [(WORDS, "note")]
    assert QGuiApplication.clipboard().text() == BEFORE


def test_a_field_that_is_only_read_is_copied_from_and_not_cut(around: Around) -> None:
    around.field.setReadOnly(True)
    around.field.selectAll()
    around.press(QKeySequence.StandardKey.Cut)
    assert around.text == WORDS
    around.wanted.clear()
    around.choose("Copy")
    assert around.wanted == [(WORDS, "note")]


def test_lines_stay_lines(qtbot: QtBot) -> None:
    around = Around(qtbot, PersonalPane(), PersonalText("note", "en\nto"))
    around.field.selectAll()
    around.press(QKeySequence.StandardKey.Copy)
    assert around.wanted == [("en\nto", "note")]


def test_nothing_is_dragged_out_of_either(field: Field, qtbot: QtBot) -> None:
    qtbot.addWidget(field)
    field.selectAll()
    if isinstance(field, PersonalLine):
        assert not field.dragEnabled()
    else:
        assert field.createMimeDataFromSelection().formats() == []


@pytest.mark.parametrize(
    ("key", "left"),
    [(QKeySequence.StandardKey.DeleteEndOfLine, "Karen"), (QKeySequence.StandardKey.DeleteCompleteLine, "")],
)
def test_what_x11_deletes_by_key_is_not_left_on_the_clipboard(
    qtbot: QtBot, key: QKeySequence.StandardKey, left: str
) -> None:
    line = PersonalLine("note", WORDS)
    around = Around(qtbot, PersonalPane(), line)
    line.setCursorPosition(len("Karen"))
    line.setReadOnly(True)
    around.press(key)
    assert line.text() == WORDS
    line.setReadOnly(False)
    with qtbot.waitSignal(line.textEdited):
        around.press(key)
    assert (line.text(), around.wanted) == (left, [])
    assert QGuiApplication.clipboard().text() == BEFORE
    line.setCursorPosition(len(left))
    around.press(QKeySequence.StandardKey.DeleteEndOfLine)
    assert line.text() == left


def test_the_keys_of_this_platform_ask(around: Around) -> None:
    around.field.setFocus()
    QTest.keyClick(around.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(around.field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert around.wanted == [(WORDS, "note")]
    QTest.keyClick(around.field, Qt.Key.Key_End)
    QTest.keyClicks(around.field, "x")
    assert around.text == f"{WORDS}x"


def test_a_click_sets_the_cursor_and_a_drag_selects(qtbot: QtBot) -> None:
    line = PersonalLine("note", WORDS)
    around = Around(qtbot, PersonalPane(), line)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.cursorRect().center())
    assert not line.hasSelectedText()
    double_click(line, line.cursorRect().center())
    assert line.selectedText()
    assert around.wanted == []
