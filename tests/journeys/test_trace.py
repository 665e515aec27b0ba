"""Every way to a citizen leaves its lines in the trace before anything is painted; lists leave none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QTableView,
)

from app.access.model import Section
from app.access.trace import TraceEvent
from app.citizen.port import FailureKind, RegisterKey
from app.training.port import Fault
from tests.app.access.trail import BROKEN, Trail
from tests.journeys.fjordby import ERRANDS, Desk, full_name
from tests.journeys.sight import Watch
from tests.journeys.traced import (
    CITIZEN,
    SOURCE,
    Row,
    assert_told,
    look_up,
    nothing_untraced,
    row_of,
    settle,
    told,
)

CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(cleared_desk: Desk) -> Iterator[Desk]:
    with nothing_untraced(cleared_desk):
        yield cleared_desk


# A citizen opened


@pytest.mark.parametrize("errand", ERRANDS)
def test_a_citizen_opened_for_any_errand(desk: Desk, errand: str) -> None:
    lines = told(desk, lambda: desk.visit(CITIZEN, errand))
    assert_told(lines, look_up(desk, errand))
    opened = lines[0]
    assert opened.event is TraceEvent.OPENED
    assert frozenset(opened.sections) == ERRANDS[errand].sections
    assert {line.look_up for line in lines} == {opened.look_up}
    assert {(line.viewer, line.subject, line.purpose) for line in lines} == {("lnord", desk.people[CITIZEN], errand)}
    assert {line.legal_basis for line in lines} == {ERRANDS[errand].legal_basis}


def test_a_citizen_opened_again_is_shown_from_this_desk(desk: Desk) -> None:
    desk.visit(CITIZEN)
    desk.wind(timedelta(minutes=1))
    assert_told(told(desk, lambda: desk.visit(CITIZEN)), look_up(desk, "kontanthjaelp", offline=True))


def test_a_citizen_opened_while_every_register_is_away_is_shown_from_this_desk(desk: Desk) -> None:
    desk.visit(CITIZEN)
    desk.wind(timedelta(hours=1))
    desk.town.fault(Fault.REFUSED, *RegisterKey)
    lines = told(desk, lambda: desk.visit(CITIZEN))
    away = [line for line in lines if line.event is TraceEvent.REFUSED]
    assert {line.result for line in away} <= {FailureKind.UNREACHABLE, FailureKind.UNAVAILABLE}
    assert {line.source for line in away} == set(SOURCE.values()) - {RegisterKey.BBR}  # its answers are fresh for long
    assert_told((line for line in lines if line not in away), look_up(desk, "kontanthjaelp", offline=True))


def test_a_protected_citizen_is_marked(desk: Desk) -> None:
    lines = told(desk, lambda: desk.visit("protected"))
    marked = {line.sections for line in lines if line.protected and line.relative is None}
    assert marked == {(Section.PERSON,), (Section.DWELLING,)}
    address = lines[0].look_up
    reveal = told(desk, lambda: desk.press(Qt.Key.Key_B, CONTROL_SHIFT))
    assert [(line.event, line.protected, line.look_up != address) for line in reveal] == [
        (TraceEvent.REVEALED, True, True)
    ]


def test_a_relative_is_opened_with_a_purpose_of_their_own(desk: Desk) -> None:
    desk.visit(CITIZEN)
    family = desk.page.tabs.overview.views[Section.PERSON].findChild(QTableView)
    assert family is not None
    family.setFocus()
    family.selectRow(0)
    assert told(desk, lambda: desk.press(Qt.Key.Key_Return)) == []
    relative = desk.page.question.citizen
    assert relative != desk.people[CITIZEN]
    lines = told(desk, settle(desk, lambda: desk.choose_errand("identitet")))
    assert [row_of(line) for line in lines] == look_up(desk, "identitet")
    assert {line.subject for line in lines} == {relative}


def test_a_recent_citizen_is_opened_anew(desk: Desk) -> None:
    desk.visit(CITIZEN)
    assert told(desk, desk.leave) == []
    recent = desk.child(QListWidget, "Seneste i denne session")
    recent.setFocus()
    recent.setCurrentRow(0)
    assert told(desk, lambda: desk.press(Qt.Key.Key_Return)) == []
    lines = told(desk, settle(desk, lambda: desk.choose_errand("identitet")))
    assert {line.subject for line in lines} == {desk.people[CITIZEN]}


def test_whose_case_it_is(desk: Desk) -> None:
    (case,) = desk.town.municipality.cases(desk.people["moved_last_week"].digits)

    desk.find(case.number)
    lines = told(desk, settle(desk, desk.choose))
    assert row_of(lines[0]) == Row(TraceEvent.SEARCHED, Section.CASES, RegisterKey.ARCHIVE, result="case")
    assert (lines[0].reason, lines[0].subject) == (case.number, None)
    assert (lines[1].event, lines[1].subject) == (TraceEvent.OPENED, desk.people["moved_last_week"])
    assert {(line.case, line.purpose) for line in lines} == {(case.number, "flytning")}


def test_by_what_search_the_citizen_was_found(desk: Desk) -> None:
    """The kind alone, never what was typed; whoever was not searched for has none."""
    town = desk.town.citizen(CITIZEN)
    searches = {"cpr": town.cpr, "name_birth": f"{full_name(town)} {town.born.year}"}
    for kind, typed in searches.items():
        desk.find(typed)
        desk.choose()
        lines = told(desk, settle(desk, lambda: desk.choose_errand("identitet")))
        assert [line.found_by for line in lines if line.event is TraceEvent.OPENED] == [kind]
        assert {line.found_by for line in lines if line.event is not TraceEvent.OPENED} == {""}
        assert not any(typed in str(line) for line in lines if kind != "cpr")


def test_a_case_that_nobody_knows(desk: Desk) -> None:
    desk.find("99.99.99-G01-9999-26")
    desk.choose()

    def ask() -> None:
        desk.choose_errand("flytning")
        desk.wait(lambda: "kender ikke det" in desk.said())

    lines = told(desk, ask)
    refused = Row(TraceEvent.REFUSED, Section.CASES, RegisterKey.ARCHIVE, result=FailureKind.NOT_FOUND)
    assert_told(lines, [Row(TraceEvent.SEARCHED, Section.CASES, RegisterKey.ARCHIVE, result="case"), refused])


def test_another_errand_for_the_citizen_on_the_page(desk: Desk) -> None:
    desk.visit(CITIZEN, "boligstoette")
    desk.wind(timedelta(minutes=1))
    assert told(desk, lambda: desk.control(Qt.Key.Key_E)) == []
    lines = told(desk, settle(desk, lambda: desk.choose_errand("pension")))
    assert {line.purpose for line in lines} == {"pension"}
    assert_told(lines, look_up(desk, "pension", offline=True))


# No line, no look


@pytest.mark.parametrize("broken", BROKEN)
def test_a_trail_that_takes_no_line_shows_nobody(
    desk: Desk, tmp_path: Path, broken: Callable[[Trail], AbstractContextManager[None]]
) -> None:
    desk.visit(CITIZEN)  # so that everything lies ready on the desk
    trail, memory = Trail(tmp_path), desk.workplace._door.sources
    desk.workplace._door.sources = replace(memory, trace=trail.trail)
    with broken(trail):
        desk.visit(CITIZEN)
        watch = Watch(desk.window, lambda said: [word for word in ("Alma", "Mågebakken", "28.557") if word in said])
        for _ in range(24):
            watch.look()
            with desk.settled():
                desk.page.look_up(desk.people[CITIZEN], desk.workplace.state_purpose(ERRANDS["kontanthjaelp"]))
        watch.look()
    desk.workplace._door.sources = memory
    trail.file.close()
    assert watch.seen == set()
    assert "kan ikke logges, og derfor vises intet" in desk.said()
    assert {state.value for state in desk.states.values()} == {None}


# What leaves no line: lists, and what was shown already


@pytest.mark.parametrize("typed", ["Maria Holm 1990", "Mågebakken 12", "Mågebakk", "Maria", "99.99.99-G01-9999-26"])
def test_what_find_lists(desk: Desk, typed: str) -> None:
    assert told(desk, lambda: desk.find(typed)) == []


def test_a_number_typed_and_the_name_the_errand_is_asked_under(desk: Desk) -> None:
    """The name repeats the list's line; nobody is opened before the errand is chosen."""

    def ask() -> None:
        desk.find(desk.people[CITIZEN].digits)
        desk.choose()
        desk.wait(lambda: "Maria Kjær Holm" in desk.said())

    assert told(desk, ask) == []


def test_the_page_looked_at_from_every_side(desk: Desk) -> None:
    desk.visit(CITIZEN)

    def look_round() -> None:
        for section in Section:
            desk.see(section)
            QApplication.processEvents()
        desk.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
        desk.press(Qt.Key.Key_V, CONTROL_SHIFT)

    assert told(desk, look_round) == []
    assert desk.people[CITIZEN].written in desk.said()


def test_the_contact_ended_and_the_list_of_recent_citizens(desk: Desk) -> None:
    desk.visit(CITIZEN)
    assert told(desk, desk.leave) == []
    assert "Maria Kjær Holm" in desk.said()
