"""A case number leads to its citizen: the case's subject says the errand, and where it does not, it is asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.access.model import Rule, Section
from app.access.roles import Delimitation, SystemRole, UserSystemRole, VerifiedRoles
from app.access.trace import TraceEvent
from app.citizen.model.sections import State
from app.citizen.port import RegisterKey
from app.population.lawful import Criterion
from app.training.port import Fault
from tests.app.desk import roles
from tests.journeys.fjordby import Desk


def test_a_case_number_leads_to_the_citizen_with_the_errand_its_subject_says(desk: Desk) -> None:
    (case,) = desk.town.municipality.cases(desk.people["moved_last_week"].digits)
    (line,) = desk.find(case.number)
    assert line.startswith(f"Sag {case.number}")
    with desk.settled():
        desk.choose()
    assert desk.page.band._name.text() == "Kasper Brandt"
    assert desk.page.sight.purpose is not None
    assert desk.page.sight.purpose.errand.key == "flytning"
    assert case.title in desk.said_in(Section.CASES)
    assert desk.town.asked[0] is RegisterKey.ARCHIVE
    searched, opened = desk.lines[:2]
    assert (searched.event, searched.reason, searched.subject) == (TraceEvent.SEARCHED, case.number, None)
    assert (opened.event, opened.case, opened.found_by) == (TraceEvent.OPENED, case.number, Criterion.CASE)


def test_a_subject_of_several_errands_asks_with_the_one_marked_that_opens_least(desk: Desk) -> None:
    desk.find("28.77.04-G01-9999-26")
    desk.choose()
    assert desk.town.asked == []
    table = desk.page.question.chooser._table
    first, second = (table.model.row(table.model.index(row, 0)) for row in range(2))
    assert (first.key, second.key) == ("dagtilbud", "friplads")
    assert table.current_row() == first
    desk.write("pas")
    assert table.current_row() is not None
    assert table.current_row() != first


def test_a_subject_of_no_errand_asks_as_for_anybody(desk: Desk) -> None:
    desk.find("03.25.15-G01-9999-26")
    desk.choose()
    table = desk.page.question.chooser._table
    assert table.current_row() == desk.workplace.errands[0]
    desk.press(Qt.Key.Key_Escape)
    desk.find(desk.people["moved_last_week"].digits)
    desk.choose()
    assert table.current_row() == desk.workplace.errands[0]


def test_a_case_of_another_field_is_refused_as_its_errand_is(desk: Desk) -> None:
    (case,) = desk.town.municipality.cases(desk.people["moved_last_week"].digits)
    only_32 = UserSystemRole(SystemRole.CASEWORKER, Delimitation(kle=("32.*",)))
    desk.workplace._door.sources.access._roles = lambda: VerifiedRoles(roles(only_32), desk.workplace.now)
    desk.find(case.number)
    with desk.settled():
        desk.choose()
    refused = {state.refusal for state in desk.states.values() if state.refusal is not None}
    assert {each.rule for each in refused} == {Rule.SUBJECT}
    assert RegisterKey.CPR not in desk.town.asked
    assert {line.case for line in desk.lines} == {case.number}


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
    desk.wait(lambda: "Svaret er ikke vist." in desk.said())
    assert desk.states == {}
    assert RegisterKey.CPR not in desk.town.asked
