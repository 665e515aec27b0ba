"""A case number leads to its citizen, but only after the errand is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.access.model import Section
from app.access.trace import TraceEvent
from app.citizen.model.sections import State
from app.citizen.port import RegisterKey
from app.training.port import Fault
from tests.journeys.fjordby import Desk


def test_a_case_number_leads_to_the_citizen_after_the_errand_is_chosen(desk: Desk) -> None:
    (case,) = desk.town.municipality.cases(desk.people["moved_last_week"].digits)
    (line,) = desk.find(case.number)
    assert line.startswith(f"Sag {case.number}")
    desk.choose()
    assert desk.town.asked == []
    with desk.settled():
        desk.choose_errand("flytning")
    assert desk.page.band._name.text() == "Kasper Brandt"
    assert case.title in desk.said_in(Section.CASES)
    assert desk.town.asked[0] is RegisterKey.ARCHIVE
    searched, opened = desk.lines[:2]
    assert (searched.event, searched.reason, searched.subject) == (TraceEvent.SEARCHED, case.number, None)
    assert (opened.event, opened.case) == (TraceEvent.OPENED, case.number)


def test_a_case_nobody_knows_is_said_to_be_unknown_and_another_can_be_found(desk: Desk) -> None:
    desk.find("99.99.99-G01-9999-26")
    desk.choose()
    desk.choose_errand("flytning")
    desk.wait(lambda: "Sagsarkiv kender ikke det, der blev spurgt om." in desk.said())
    assert desk.states == {}
    desk.press(Qt.Key.Key_Escape)
    desk.visit("moved_last_week", "flytning")
    assert desk.state(Section.CASES) is State.FRESH


def test_an_archive_that_is_down_says_so_where_the_case_was_asked_for(desk: Desk) -> None:
    (case,) = desk.town.municipality.cases(desk.people["moved_last_week"].digits)
    desk.town.fault(Fault.REFUSED, RegisterKey.ARCHIVE)
    desk.find(case.number)
    desk.choose()
    desk.choose_errand("flytning")
    desk.wait(lambda: "Sagsarkiv kan ikke nås." in desk.said())
    desk.town.calm()
    with desk.settled():
        desk.press(Qt.Key.Key_Return)
    assert desk.page.band._name.text() == "Kasper Brandt"


def test_an_archive_that_answers_with_another_case_opens_nobody(desk: Desk) -> None:
    (case,) = desk.town.municipality.cases(desk.people["moved_last_week"].digits)
    desk.town.fault(Fault.WRONG_PERSON, RegisterKey.ARCHIVE)
    desk.find(case.number)
    desk.choose()
    desk.choose_errand("flytning")
    desk.wait(lambda: "Svaret er ikke vist." in desk.said())
    assert desk.states == {}
    assert RegisterKey.CPR not in desk.town.asked
