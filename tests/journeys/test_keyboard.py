"""Everything without a mouse, and nothing without a name: every page, in every state its sections can be in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTableView,
    QTextEdit,
)

from app.access.model import Section
from app.citizen.model.sections import State
from app.citizen.port import RegisterKey
from app.training.port import Fault
from tests.journeys.fjordby import Desk
from tests.widgets.accessibility import nameless, tab_round
from widgets.citizen.document import DocumentView
from widgets.citizen.grounds import WideningDialog

ALT = Qt.KeyboardModifier.AltModifier
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(cleared_desk: Desk) -> Desk:
    return cleared_desk


def assert_usable_by_key_and_ear(desk: Desk) -> None:
    QApplication.processEvents()
    assert nameless(desk.window) == []
    start = desk.focus()
    rounds = tab_round(desk.qtbot, desk.window)
    assert len(rounds) > 3
    assert desk.focus() is start


def tab_to(desk: Desk, kind: type, most: int = 60) -> None:
    for _ in range(most):
        if isinstance(desk.focus(), kind):
            return
        desk.press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never came to a {kind.__name__}")


def test_a_whole_visit_without_a_mouse(desk: Desk) -> None:
    desk.find("Maria Holm 1990")
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Return)
    assert isinstance(desk.focus(), QLineEdit)
    desk.write("pension, ændring")
    with desk.settled():
        desk.press(Qt.Key.Key_Return)
    assert isinstance(desk.focus(), QTabBar)
    assert "Mågebakken 12" in desk.said()

    # Widen to the cases by a second errand.
    view = desk.page.tabs.overview.views[Section.CASES]
    button = next(b for b in view.findChildren(QPushButton) if b.isVisible())
    for _ in range(60):
        if desk.focus() is button:
            break
        desk.press(Qt.Key.Key_Tab)
    assert desk.focus() is button
    desk.press(Qt.Key.Key_Space)
    desk.wait(lambda: isinstance(QApplication.activeWindow(), WideningDialog))
    tab_to(desk, QComboBox)
    desk.write("Enkelt")
    with desk.settled():
        desk.press(Qt.Key.Key_Return)
    desk.come_back()
    assert desk.state(Section.CASES) is State.FRESH

    # Read a case, open a document, turn its page, close it.
    desk.see(Section.CASES)
    QApplication.processEvents()
    tab_to(desk, QTableView)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert isinstance(desk.focus(), QTextEdit)
    desk.press(Qt.Key.Key_Tab)
    assert isinstance(desk.focus(), QTableView)
    assert desk.focus().accessibleName() == "Dokumenter"
    desk.press(Qt.Key.Key_Home)
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: any(v.isVisible() and v.shows_page for v in desk.page.findChildren(DocumentView)))
    desk.press(Qt.Key.Key_Escape)
    desk.wait(lambda: not any(v.isVisible() for v in desk.page.findChildren(DocumentView)))

    # Another errand for the same citizen, and away.
    desk.control(Qt.Key.Key_E)
    with desk.settled():
        desk.choose_errand("pas")
    assert desk.state(Section.DWELLING) is State.NOT_RELEVANT
    desk.leave()
    assert "Søg efter en borger" in desk.said()

    # Back from the recent list.
    tab_to(desk, QListWidget)
    desk.press(Qt.Key.Key_Home)
    desk.press(Qt.Key.Key_Return)
    assert isinstance(desk.focus(), QLineEdit)
    desk.press(Qt.Key.Key_Escape)
    assert "Søg efter en borger" in desk.said()


def test_the_command_palette_finds_and_does_what_a_key_does(desk: Desk) -> None:
    desk.visit("newly_separated")
    desk.control(Qt.Key.Key_K)
    desk.write("afslut henv")
    desk.press(Qt.Key.Key_Return)
    desk.answer_how_it_ended("0")
    assert "Søg efter en borger" in desk.said()
    assert desk.states == {}


def test_whoever_types_a_name_without_a_field_types_it_into_find(desk: Desk) -> None:
    desk.visit("newly_separated")
    desk.leave()
    assert not isinstance(desk.focus(), QLineEdit)
    desk.press(Qt.Key.Key_M, Qt.KeyboardModifier.ShiftModifier)
    assert desk.window.find_box.hasFocus()
    desk.write("aria Holm")
    assert desk.window.find_box.text().casefold() == "maria holm"
    assert desk.page.sight.citizen is None
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_Escape)
    desk.visit("newly_separated")
    desk.write("x")
    assert not desk.window.find_box.hasFocus(), "with somebody in sight the keys are the page's"


def test_one_key_goes_into_the_side_pane_and_back_and_stands_among_the_keys(desk: Desk) -> None:
    desk.visit("newly_separated", "friplads")
    desk.press(Qt.Key.Key_2, ALT)
    desk.wait(lambda: desk.page.life.handbook is not None)
    before = desk.focus()
    desk.press(Qt.Key.Key_F6)
    assert desk.focus() is before
    desk.page.tasks.show_task("aktindsigt")
    QApplication.processEvents()
    desk.press(Qt.Key.Key_F6)
    assert desk.page._split.pane.isAncestorOf(desk.focus())
    desk.press(Qt.Key.Key_F6)
    assert desk.focus() is before
    desk.press(Qt.Key.Key_F1)
    assert {"F6", "Gå til sidepanelet eller tilbage"} <= set(desk.said().splitlines())
    desk.press(Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("typed", "form"), [("friplads", "oekonomisk-friplads"), ("beboerindskudslån", "beboerindskudslaan")]
)
def test_the_palette_opens_a_form_for_the_citizen_in_sight_and_asks_for_one_where_there_is_none(
    desk: Desk, typed: str, form: str
) -> None:
    def choose() -> None:
        desk.control(Qt.Key.Key_K)
        desk.write(typed)
        palette = desk.window._palette
        assert palette is not None
        row = [palette.list.item(at).text() for at in range(palette.list.count())]
        (place,) = [at for at, text in enumerate(row) if text.startswith("Udfyld: ")]
        for _ in range(place):
            desk.press(Qt.Key.Key_Down)
        desk.press(Qt.Key.Key_Return)

    desk.window.guide.prepare()
    desk.wait(lambda: desk.window.guide.guide is not None)
    choose()
    assert desk.window.quiet_line.text == "Find først den borger, det gælder."
    assert desk.focus() is desk.window.find_box
    desk.visit("newly_separated")
    choose()
    desk.wait(lambda: desk.page.life.form is not None)
    assert desk.page.life.form is not None
    assert desk.page.life.form.form.key == form
    assert desk.page.life.form.isVisible()


@pytest.mark.parametrize("page", ["training", "help", "settings"])
def test_the_palette_leads_to_a_page_with_the_focus_on_something_there(desk: Desk, page: str) -> None:
    desk.control(Qt.Key.Key_K)
    desk.write(desk.window.commands._commands[f"go-{page}"].text)
    desk.press(Qt.Key.Key_Return)
    assert desk.window.current_page == page
    assert desk.window.page(page).isAncestorOf(desk.focus())
    assert not isinstance(desk.focus(), QScrollArea)


def test_the_digits_are_shown_by_key_and_masked_again_for_the_next_citizen(desk: Desk) -> None:
    desk.visit("newly_separated")
    desk.press(Qt.Key.Key_V, CONTROL_SHIFT)
    assert desk.page.band.number.text() == desk.people["newly_separated"].written
    desk.visit("truly_no_income")
    assert desk.page.band.number.text() == desk.people["truly_no_income"].masked


def test_the_start_and_the_choice_of_errand_are_usable_by_key_and_ear(desk: Desk) -> None:
    assert_usable_by_key_and_ear(desk)
    desk.find(desk.people["newly_separated"].digits)
    desk.choose()
    desk.wait(lambda: "Maria Kjær Holm" in desk.said())
    assert_usable_by_key_and_ear(desk)


@pytest.mark.parametrize("condition", ["fresh", "loading", "failed", "failed with last good", "denied", "not relevant"])
def test_every_tab_in_every_state_has_names_and_no_trap(desk: Desk, condition: str) -> None:
    errand = "pas" if condition == "not relevant" else "kontanthjaelp"
    if condition == "loading":
        desk.town.fault(Fault.DELAY, *RegisterKey, delay=60.0)
        desk.ask_for(desk.people["newly_separated"], errand)
    else:
        if condition in ("failed", "denied"):
            desk.town.fault(Fault.REFUSED if condition == "failed" else Fault.DENIED, *RegisterKey)
        desk.visit("newly_separated", errand)
    if condition == "failed with last good":
        desk.town.fault(Fault.UNAVAILABLE, *RegisterKey)
        with desk.settled():
            desk.press(Qt.Key.Key_F5)
    assert_usable_by_key_and_ear(desk)
    for section in Section:
        desk.see(section)
        assert_usable_by_key_and_ear(desk)


def test_a_document_beside_the_page_is_usable_by_key_and_ear(desk: Desk) -> None:
    desk.visit("newly_separated")
    desk.see(Section.CASES)
    QApplication.processEvents()
    table = desk.child(QTableView, "Sager")
    row = next(n for n in range(table.model().rowCount()) if "friplads" in str(table.model().index(n, 0).data()))
    table.selectRow(row)
    QApplication.processEvents()
    documents = desk.child(QTableView, "Dokumenter")
    documents.setFocus()
    documents.selectRow(0)
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: any(v.isVisible() and v.shows_page for v in desk.page.findChildren(DocumentView)))
    assert_usable_by_key_and_ear(desk)


def test_every_other_page_of_the_rail_is_usable_by_key_and_ear(desk: Desk) -> None:
    for key in desk.window._pages:
        desk.window.show_page(key)
        if key == "guide":
            desk.wait(lambda: desk.window.guide.guide is not None)
        QApplication.processEvents()
        assert_usable_by_key_and_ear(desk)


def test_the_widening_dialog_is_usable_by_key_and_ear(desk: Desk) -> None:
    desk.visit("newly_separated", "pas")
    view = desk.page.tabs.overview.views[Section.CASES]
    button = next(b for b in view.findChildren(QPushButton) if b.isVisible())
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    desk.wait(lambda: isinstance(QApplication.activeWindow(), WideningDialog))
    dialog = QApplication.activeWindow()
    assert dialog is not None
    assert nameless(dialog) == []
    assert len(tab_round(desk.qtbot, dialog)) >= 3
    desk.press(Qt.Key.Key_Escape)
    desk.come_back()
