"""Registers that are slow, silent, broken, or that lie: each costs its own sections and nothing else."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.access.model import Section
from app.citizen.model.sections import DwellingFacts, State
from app.citizen.port import FailureKind, RegisterKey
from app.errors import UserError
from app.training.port import Fault
from tests.journeys.fjordby import Desk, full_name
from widgets import texts

CITIZEN = "newly_separated"
ASKED = tuple(key for key in RegisterKey if key is not RegisterKey.ADDRESS)
SECTIONS = {
    RegisterKey.CPR: (Section.PERSON, Section.DWELLING, Section.HISTORY),
    RegisterKey.EINDKOMST: (Section.INCOME,),
    RegisterKey.BBR: (Section.DWELLING,),
    RegisterKey.ADDRESS: (),
    RegisterKey.BENEFITS: (Section.BENEFITS,),
    RegisterKey.ARCHIVE: (Section.CASES,),
}
"""What cannot be shown without it."""

KINDS = {
    Fault.TIMEOUT: FailureKind.TIMEOUT,
    Fault.UNAVAILABLE: FailureKind.UNAVAILABLE,
    Fault.REFUSED: FailureKind.UNREACHABLE,
    Fault.DENIED: FailureKind.DENIED,
    Fault.MALFORMED: FailureKind.MALFORMED,
    Fault.HALF: FailureKind.MALFORMED,
    Fault.WRONG_PERSON: FailureKind.WRONG_PERSON,
}


@pytest.fixture
def desk(cleared_desk: Desk) -> Desk:
    return cleared_desk


def strangers_on(desk: Desk) -> set[str]:
    """Names on the page of people who have nothing to do with the citizen; the employee's own stands in the window."""
    town = desk.town
    citizen = town.citizen(CITIZEN)
    related = filter(None, (citizen.cpr, citizen.spouse, citizen.mother, citizen.father, *citizen.children))
    said = desk.said()
    own = {
        desk.workplace.viewer.name,
        *(full_name(one) for cpr in related if (one := town.municipality.citizen(cpr)) is not None),
    }
    return {name for name in town.names - own if name in said}


def sentence(kind: FailureKind, register: RegisterKey, section: Section) -> str:
    if register is RegisterKey.CPR and section is Section.DWELLING:
        return texts.failure(FailureKind.NEEDS_CPR, texts.register(register))
    return texts.failure(kind, texts.register(register))


def ask_again(desk: Desk, section: Section) -> None:
    """The card's own button, or the key where a refusal has none."""
    view = desk.page.tabs.overview.views[section]
    buttons = [
        button for button in view.findChildren(QPushButton) if button.isVisible() and "Prøv igen" in button.text()
    ]
    with desk.settled():
        if buttons:
            desk.click(buttons[0])
        else:
            desk.press(Qt.Key.Key_F5)


@pytest.mark.parametrize("fault", KINDS)
@pytest.mark.parametrize("register", ASKED)
def test_a_register_that_fails_costs_its_own_sections_and_comes_back(
    desk: Desk, register: RegisterKey, fault: Fault
) -> None:
    desk.town.fault(fault, register)
    with desk.hurried(register) if fault is Fault.TIMEOUT else nullcontext():
        desk.visit(CITIZEN)
    for section, state in desk.states.items():
        if section not in SECTIONS[register]:
            assert state.state is State.FRESH, section
            continue
        assert state.state in (State.FAILED, State.DENIED)
        assert state.problem is not None
        assert state.problem.register is register
        if state.state is State.DENIED:
            assert "Du har ikke adgang" in desk.said_in(section)
        else:
            assert sentence(KINDS[fault], register, section) in desk.notice(section)
        shown = state.value.dwelling if isinstance(state.value, DwellingFacts) else state.value
        assert shown is None, "something of a failed answer is on the page"
    assert strangers_on(desk) == set()

    desk.town.calm()
    for section in SECTIONS[register]:
        if desk.state(section) is not State.FRESH:
            ask_again(desk, section)
        assert desk.state(section) is State.FRESH
        assert desk.notice(section) == ""
    assert strangers_on(desk) == set()


@pytest.mark.parametrize("register", ASKED)
def test_a_slow_register_keeps_only_its_own_sections_waiting(desk: Desk, register: RegisterKey) -> None:
    desk.town.fault(Fault.DELAY, register, delay=60.0)
    slow = SECTIONS[register]
    desk.ask_for(desk.people[CITIZEN], "kontanthjaelp")
    # The history is drawn from the others and says whom it still waits for.
    quick = [section for section in Section if section not in slow]
    desk.wait(lambda: all(desk.states.get(s) and desk.state(s) is State.FRESH for s in quick))
    for section in slow:
        assert desk.state(section) is State.LOADING
        assert register in desk.states[section].waiting_for
        assert desk.page.tabs.overview.views[section].is_loading
    with desk.settled():
        desk.town.calm()
    assert all(state.state is State.FRESH for state in desk.states.values())


def test_the_address_search_may_fail_as_it_likes_without_touching_the_page(desk: Desk) -> None:
    for fault, kind in KINDS.items():
        if fault is Fault.WRONG_PERSON:
            continue  # suggestions are about nobody, so there is no person to be wrong about
        desk.town.fault(fault, RegisterKey.ADDRESS)
        desk.visit(CITIZEN)
        assert all(state.state is State.FRESH for state in desk.states.values())
        hurried = desk.hurried(RegisterKey.ADDRESS) if fault is Fault.TIMEOUT else nullcontext()
        with hurried, pytest.raises(UserError) as failed:
            desk.workplace.suggest_addresses("Mågebakken 12")
        assert texts.error(failed.value) == texts.failure(kind, "Adressevælger")
        desk.town.calm()
        assert any("Mågebakken 12" in hit.title for hit in desk.workplace.suggest_addresses("Mågebakken 12"))


@pytest.mark.parametrize("fault", [Fault.DELAY, *KINDS])
def test_find_finds_people_whatever_the_address_search_does(desk: Desk, fault: Fault) -> None:
    desk.town.fault(fault, RegisterKey.ADDRESS, delay=60.0)
    lines = desk.find("Mågebakken 12")
    assert any("Maria Kjær Holm" in line for line in lines)


def test_with_every_register_down_the_page_says_so_everywhere_and_recovers(desk: Desk) -> None:
    desk.town.fault(Fault.REFUSED, *RegisterKey)
    desk.visit(CITIZEN)
    for section, state in desk.states.items():
        assert state.state is State.FAILED, section
        assert "Ikke hentet" in desk.said_in(section)
        assert desk.notice(section)
    assert desk.page.band._name.text() == "Navn ikke hentet"
    assert "Maria" not in desk.said()
    desk.window.status.refresh()
    assert "svarer" in desk.window.status.text()

    desk.town.calm()
    with desk.settled():
        desk.press(Qt.Key.Key_F5)
    assert all(state.state is State.FRESH for state in desk.states.values())
    assert desk.page.band._name.text() == "Maria Kjær Holm"


def test_what_was_fetched_before_stays_in_sight_with_its_age_when_everything_goes_down(desk: Desk) -> None:
    desk.visit(CITIZEN)
    desk.wind(timedelta(minutes=75))
    desk.town.fault(Fault.UNAVAILABLE, *RegisterKey)
    with desk.settled():
        desk.press(Qt.Key.Key_F5)
    for section, state in desk.states.items():
        assert state.state is State.FAILED, section
        assert state.value is not None
        assert "Viser oplysninger fra kl. 14.02." in desk.notice(section)
    assert "Mågebakken 12" in desk.said_in(Section.PERSON)
    assert "142 m²" in desk.said_in(Section.DWELLING)


def test_a_register_found_dead_is_left_alone_for_a_while_and_then_tried_again(desk: Desk) -> None:
    desk.town.fault(Fault.UNAVAILABLE, RegisterKey.EINDKOMST)
    desk.visit(CITIZEN)
    for _ in range(2):
        ask_again(desk, Section.INCOME)
    asked = desk.town.asked.count(RegisterKey.EINDKOMST)
    desk.town.calm()
    ask_again(desk, Section.INCOME)
    assert desk.state(Section.INCOME) is State.FAILED
    assert desk.town.asked.count(RegisterKey.EINDKOMST) == asked
    desk.wind(timedelta(seconds=31))
    ask_again(desk, Section.INCOME)
    assert desk.state(Section.INCOME) is State.FRESH


def test_with_cpr_down_the_dwelling_still_comes_by_the_address_known_from_before(desk: Desk) -> None:
    desk.visit(CITIZEN, "pas")
    desk.wind(timedelta(minutes=20))
    desk.town.fault(Fault.REFUSED, RegisterKey.CPR)
    assert RegisterKey.BBR not in desk.town.asked
    desk.visit(CITIZEN, "flytning")
    assert desk.state(Section.PERSON) is State.FAILED
    assert "Viser oplysninger fra kl. 14.02." in desk.notice(Section.PERSON)
    assert desk.state(Section.DWELLING) is State.FRESH
    assert RegisterKey.BBR in desk.town.asked
    assert "142 m²" in desk.said_in(Section.DWELLING)
