"""The page as a whole: there before its people, only in training, and all of it by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from app.citizen.port import RegisterKey
from app.errors import BugError, UserError
from app.training.port import Fault, FaultSetting
from tests.widgets.accessibility import nameless, tab_round
from tests.widgets.mouse import double_click
from tests.widgets.training.desk import TrainingDesk, workplace
from widgets.theme import apply_theme
from widgets.tokens import Density, Scheme
from widgets.training.page import TrainingPage


def rows(page: TrainingPage) -> list[tuple[str, str]]:
    model = page.people.table.model
    return [(str(model.index(row, 0).data()), str(model.index(row, 1).data())) for row in range(model.rowCount())]


def said(page: TrainingPage) -> str:
    return page.people._message.accessibleName()


def test_beside_real_registers_there_is_no_such_page(desk: TrainingDesk) -> None:
    with pytest.raises(BugError):
        TrainingPage(workplace(desk.servers.urls, None))


def test_it_is_there_before_its_people(qtbot: QtBot, desk: TrainingDesk) -> None:
    page = TrainingPage(desk.workplace)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.faults.idle):
        page.show()
    assert said(page).startswith("Fjordby Kommune bygges …")
    assert not page.people.table.isVisible()
    with qtbot.waitSignal(page.faults.idle):
        page.faults.presets["cpr"].click()
    assert page.faults.is_loading is False
    page.set_people(desk.people)
    assert page.people.table.isVisible()
    assert not page.people.is_loading
    assert len(rows(page)) == len(desk.people)


def test_it_says_when_the_people_will_not_come(qtbot: QtBot, desk: TrainingDesk) -> None:
    page = TrainingPage(desk.workplace)
    qtbot.addWidget(page)
    page.people_failed(UserError("training-unavailable"))
    assert "svarer ikke" in said(page)
    assert not page.people.is_loading


@pytest.mark.parametrize("english", [False, True])
def test_the_people_are_told_in_the_language_of_the_desk(qtbot: QtBot, desk: TrainingDesk, english: bool) -> None:
    page = TrainingPage(desk.workplace, desk.people, english=english)
    qtbot.addWidget(page)
    assert [text for _, text in rows(page)] == [person.situation(english=english) for person in desk.people]


def test_no_whole_number_is_shown_or_copied(page: TrainingPage, desk: TrainingDesk) -> None:
    assert [number for number, _ in rows(page)] == [person.cpr.masked for person in desk.people]
    view = page.people.table.view
    view.setFocus()
    view.selectAll()
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text()
    assert desk.people[0].da in copied
    assert not any(number in copied for person in desk.people for number in (person.cpr.digits, person.cpr.written))


def test_the_filter_narrows_as_one_types_and_enter_opens(qtbot: QtBot, page: TrainingPage, desk: TrainingDesk) -> None:
    page.people.table._filter.setFocus()
    QTest.keyClicks(page.people.table._filter, "husbåd")
    assert len(rows(page)) == 1
    view = page.people.table.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home)
    with qtbot.waitSignal(page.citizen_chosen) as chosen:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == [next(person.cpr for person in desk.people if person.key == "dwelling_not_in_bbr")]


def test_a_double_click_opens(qtbot: QtBot, page: TrainingPage, desk: TrainingDesk) -> None:
    view = page.people.table.view
    place = view.visualRect(page.people.table.model.index(3, 1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(page.citizen_chosen) as chosen:
        double_click(view.viewport(), place)
    assert chosen.args == [desk.people[3].cpr]


def test_the_button_opens_whom_the_words_beside_it_name(qtbot: QtBot, page: TrainingPage, desk: TrainingDesk) -> None:
    button = next(found for found in page.people.findChildren(QPushButton) if found.text() == "Åbn borger")
    assert not button.isEnabled()
    page.people.table.view.selectRow(5)
    assert page.people._situation_shown.text() == desk.people[5].da
    with qtbot.waitSignal(page.citizen_chosen) as chosen:
        button.click()
    assert chosen.args == [desk.people[5].cpr]
    page.people.table._filter.setText("husbåd")
    assert not button.isEnabled()
    assert desk.people[5].da not in page.people._situation_shown.text()


def test_everything_has_a_name_and_tab_comes_round(qtbot: QtBot, page: TrainingPage) -> None:
    with qtbot.waitSignal(page.faults.idle):
        page.faults.rows[RegisterKey.CPR].chosen.emit(RegisterKey.CPR, FaultSetting(Fault.DELAY, 2.0))
    page.people.table.view.selectRow(0)
    page.faults.presets["well"].setFocus()
    assert nameless(page) == []
    visited = tab_round(qtbot, page)
    faults = [widget for widget in visited if isinstance(widget, QComboBox)]
    assert faults == [row.fault for row in page.faults.rows.values()]
    assert page.faults.rows[RegisterKey.CPR].seconds in visited
    assert visited.index(faults[0]) < visited.index(page.people.table.view)


@pytest.mark.parametrize("width", [1206, 640])
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_nothing_is_clipped(qtbot: QtBot, qapp: QApplication, page: TrainingPage, scheme: Scheme, width: int) -> None:
    """On a small desk the cards lie beside each other, on a screen at 200 % under each other."""
    apply_theme(qapp, scheme, Density.COMFORTABLE)
    try:
        with qtbot.waitSignal(page.faults.idle):
            page.faults.presets["down"].click()
        page.resize(width, 640)
        qtbot.waitUntil(lambda: (page.people.x() > page.faults.x()) == (width == 1206))
        for row in page.faults.rows.values():
            assert row._effect.height() >= row._effect.heightForWidth(row._effect.width())
            assert row.fault.geometry().right() <= row.width()
            assert row.fault.sizeHint().width() <= row.fault.width()
        assert page.people.geometry().right() <= page.width()
    finally:
        apply_theme(qapp, Scheme.LIGHT, Density.COMFORTABLE)
