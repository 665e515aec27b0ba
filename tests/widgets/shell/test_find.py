"""The Find box by keyboard: as one types, never the answer to a question no longer asked."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.citizen.model.dwelling import AddressHit
from app.cpr import CprNumber
from app.errors import UserError
from tests.widgets.shell.desk import PEOPLE, MadeUpDesk
from widgets import background
from widgets.shell.find_box import FindBox
from widgets.shell.find_popup import FindPopup


class Found:
    def __init__(self, qtbot: QtBot) -> None:
        self.desk = MadeUpDesk()
        self.window = QWidget()
        self.window.resize(900, 600)
        self.box = FindBox(self.desk)
        self.other = FindBox(self.desk)
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.box)
        layout.addWidget(self.other)
        layout.addStretch(1)
        self.citizens: list[CprNumber] = []
        self.cases: list[str] = []
        self.settled = False
        self.box.citizen_chosen.connect(lambda cpr, _found_by: self.citizens.append(cpr))
        self.box.case_chosen.connect(self.cases.append)
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.box.setFocus()

    @property
    def popup(self) -> FindPopup:
        assert self.box.popup is not None
        return self.box.popup

    def settle(self, _value: int) -> None:
        self.settled = True

    def is_open(self) -> bool:
        return self.box.popup is not None and self.box.popup.isVisible()


@pytest.fixture
def found(qtbot: QtBot) -> Found:
    return Found(qtbot)


def test_type_arrow_enter(qtbot: QtBot, found: Found) -> None:
    QTest.keyClicks(found.box, "ka 1959")
    qtbot.waitUntil(found.is_open)
    assert found.popup.count == 2
    QTest.keyClick(found.box, Qt.Key.Key_Down)
    QTest.keyClick(found.box, Qt.Key.Key_Return)
    assert found.citizens == [PEOPLE[1].cpr]
    assert found.box.text() == ""
    assert not found.popup.isVisible()


def test_letters_typed_quickly_are_asked_once(qtbot: QtBot, found: Found) -> None:
    QTest.keyClicks(found.box, "lindholm 1959")
    qtbot.waitUntil(found.is_open)
    assert found.desk.asked == ["lindholm 1959"]


def test_a_superseded_answer_never_shows(qtbot: QtBot, found: Found) -> None:
    found.desk.hold = first = Event()
    QTest.keyClicks(found.box, "aa")
    qtbot.waitUntil(lambda: found.desk.asked == ["aa"])
    found.desk.hold = None
    superseded = found.box._job
    QTest.keyClicks(found.box, "x")
    found.box.setText("ka 1959")
    found.box.textEdited.emit("ka 1959")
    qtbot.waitUntil(found.is_open)
    assert found.popup.count == 2
    first.set()
    qtbot.waitUntil(lambda: found.desk.answered == ["ka 1959", "aa"])
    background.run(int, done=found.settle)
    qtbot.waitUntil(lambda: found.settled)
    assert superseded is not None
    assert superseded.is_cancelled()
    assert not superseded.finished
    assert found.popup.count == 2


def test_enter_before_the_answer_opens_the_only_one(qtbot: QtBot, found: Found) -> None:
    QTest.keyClicks(found.box, "030670-0330")
    QTest.keyClick(found.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: found.citizens == [PEOPLE[3].cpr])


def hasten(box: FindBox, sought: str, further: str) -> None:
    """Enter, and on with the typing, before there is any answer."""
    QTest.keyClicks(box, sought)
    QTest.keyClick(box, Qt.Key.Key_Return)
    QTest.keyClicks(box, further)


def test_what_is_typed_after_enter_goes_to_what_enter_opens(qtbot: QtBot, found: Found) -> None:
    """On a slow desk the errand is written before there is a field for it; and a second Enter is not its answer."""
    found.desk.hold = Event()
    found.box.citizen_chosen.connect(lambda _cpr, _found_by: found.other.setFocus())
    QTest.keyClicks(found.box, "030670-0330")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Return):
        QTest.keyClick(found.box, key)
    QTest.keyClicks(found.box, "Pas ")
    assert (found.box.text(), found.citizens) == ("030670-0330", [])
    found.desk.hold.set()
    qtbot.waitUntil(lambda: found.citizens == [PEOPLE[3].cpr])
    assert (found.box.text(), found.other.text()) == ("", "Pas ")


def test_an_enter_after_the_letters_is_handed_on_with_them(qtbot: QtBot, found: Found) -> None:
    found.desk.hold = Event()
    field = QLineEdit(found.window)
    entered: list[str] = []
    field.returnPressed.connect(lambda: entered.append(field.text()))
    found.box.citizen_chosen.connect(lambda _cpr, _found_by: field.setFocus())
    field.show()
    hasten(found.box, "030670-0330", "")
    QTest.keyClick(found.box, Qt.Key.Key_Return)
    QTest.keyClicks(found.box, "pas")
    QTest.keyClick(found.box, Qt.Key.Key_Return)
    found.desk.hold.set()
    qtbot.waitUntil(lambda: bool(entered))
    assert entered == ["pas"], "a second Enter right after the first answers nothing"


@pytest.mark.parametrize(
    ("typed", "key", "left"),
    [
        ("ka 1959", None, "ka 1959pas"),
        ("030670-0330", Qt.Key.Key_Backspace, "030670-0330pa"),
        ("030670-0330", Qt.Key.Key_Escape, ""),
    ],
)
def test_what_is_typed_after_an_enter_that_opens_nobody_stays_in_find(
    qtbot: QtBot, found: Found, typed: str, key: Qt.Key | None, left: str
) -> None:
    found.desk.hold = Event()
    hasten(found.box, typed, "pas")
    if key is not None:
        QTest.keyClick(found.box, key)
    found.desk.hold.set()
    qtbot.waitUntil(lambda: found.box.text() == left)
    background.run(int, done=found.settle)
    qtbot.waitUntil(lambda: found.settled)
    assert (found.box.text(), found.citizens) == (left, [])
    QTest.keyClicks(found.box, "x")
    assert found.box.text() == f"{left}x"


def test_what_is_typed_after_enter_stays_in_find_where_the_search_fails(qtbot: QtBot, found: Found) -> None:
    found.desk.hold, found.desk.trouble = Event(), UserError("population-unavailable")
    hasten(found.box, "030670-0330", "pas")
    found.desk.hold.set()
    qtbot.waitUntil(lambda: found.box.text() == "030670-0330pas")


def test_enter_before_the_answer_chooses_nobody_among_several(qtbot: QtBot, found: Found) -> None:
    QTest.keyClicks(found.box, "ka 1959")
    QTest.keyClick(found.box, Qt.Key.Key_Return)
    qtbot.waitUntil(found.is_open)
    assert found.citizens == []


def test_a_number_outside_the_extract_can_be_looked_up(qtbot: QtBot, found: Found) -> None:
    QTest.keyClicks(found.box, "0101801111")
    qtbot.waitUntil(found.is_open)
    QTest.keyClick(found.box, Qt.Key.Key_Return)
    assert found.citizens == [CprNumber("0101801111")]


def test_a_case_number_is_handed_on(qtbot: QtBot, found: Found) -> None:
    QTest.keyClicks(found.box, "sag 32.03.00-G01-12-26")
    qtbot.waitUntil(found.is_open)
    QTest.keyClick(found.box, Qt.Key.Key_Return)
    assert found.cases == ["32.03.00-G01-12-26"]


def test_a_name_alone_says_what_to_add(qtbot: QtBot, found: Found) -> None:
    QTest.keyClicks(found.box, "karen")
    qtbot.waitUntil(found.is_open)
    assert found.popup.count == 0
    assert "fødselsår" in found.popup.words


def test_lists_mask_the_number_and_never_show_a_protected_address(qtbot: QtBot, found: Found) -> None:
    QTest.keyClicks(found.box, "an 1961")
    qtbot.waitUntil(found.is_open)
    model = found.popup.list.model()
    spoken = str(model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "010661-····" in spoken
    assert "0220" not in spoken
    assert "Beskyttet" in spoken
    assert "Ingen fast adresse" not in spoken


def test_escape_closes_the_list_first_and_empties_the_box_then(qtbot: QtBot, found: Found) -> None:
    QTest.keyClicks(found.box, "ka 1959")
    qtbot.waitUntil(found.is_open)
    QTest.keyClick(found.box, Qt.Key.Key_Escape)
    assert not found.is_open()
    assert found.box.text() == "ka 1959"
    QTest.keyClick(found.box, Qt.Key.Key_Escape)
    assert found.box.text() == ""


def test_leaving_the_box_closes_the_list(qtbot: QtBot, found: Found) -> None:
    QTest.keyClicks(found.box, "ka 1959")
    qtbot.waitUntil(found.is_open)
    found.other.setFocus()
    assert not found.is_open()


def left_in(popup: FindPopup) -> tuple[int, int, str, str]:
    return popup.count, popup.address_count, popup.words, popup.heading


def test_what_was_searched_for_when_the_focus_went_is_found_when_it_comes_back(qtbot: QtBot, found: Found) -> None:
    QTest.keyClicks(found.box, "ka 1959")
    found.other.setFocus()
    found.box.setFocus()
    qtbot.waitUntil(found.is_open)
    assert found.popup.count == 2
    found.other.setFocus()
    assert not found.is_open()
    found.box.setFocus()
    assert not found.box._pause.isActive(), "a list that was seen and left is not forced on anybody again"


@pytest.mark.parametrize("text", ["ka 1959", "karen"])
def test_a_list_that_is_closed_keeps_nobody(qtbot: QtBot, found: Found, text: str) -> None:
    QTest.keyClicks(found.box, text)
    qtbot.waitUntil(found.is_open)
    found.popup.show_addresses((AddressHit("husnummer", "Åboulevarden 12, 0999 Fjordby", None),))
    assert found.popup.count or found.popup.words
    QTest.keyClick(found.box, Qt.Key.Key_Escape)
    assert left_in(found.popup) == (0, 0, "", "")


def test_a_box_that_is_hidden_keeps_nobody_and_takes_no_late_answer(qtbot: QtBot, found: Found) -> None:
    """Also where the system takes the focus only later than it hides the window."""
    QTest.keyClicks(found.box, "ka 1959")
    qtbot.waitUntil(found.is_open)
    found.desk.hold = late = Event()
    QTest.keyClicks(found.box, "x")
    qtbot.waitUntil(lambda: found.desk.asked[-1] == "ka 1959x")
    QApplication.sendEvent(found.box, QHideEvent())
    assert found.box.hasFocus()
    assert not found.is_open()
    assert left_in(found.popup) == (0, 0, "", "")
    late.set()
    background.run(int, done=found.settle)
    qtbot.waitUntil(lambda: found.settled)
    assert not found.is_open()
    assert left_in(found.popup) == (0, 0, "", "")
