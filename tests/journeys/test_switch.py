"""From one citizen to the next: nothing of the last one is ever in sight, and nobody waits for the last one's calls."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from adapters.registers.gate import Gate
from app.access.model import Section
from app.citizen.model.sections import State
from app.citizen.port import RegisterKey
from app.training.port import Fault
from tests.journeys.fjordby import Desk
from tests.journeys.sight import Watch

ONE, OTHER = "newly_separated", "family_of_nine"
OF_ONE = ("Maria", "Holm", "Mågebakken", "Alma", "Villads", "28.557", "142 m²", "fripladstilskud efter samlivsophør")


def of_the_one(said: str) -> Iterable[str]:
    return [words for words in OF_ONE if words in said]


def is_busy(desk: Desk) -> bool:
    return any(isinstance(gate, Gate) and gate._idle < gate._workers for gate in desk.registers.values())


@pytest.mark.parametrize("slow", [(RegisterKey.CPR,), (RegisterKey.EINDKOMST, RegisterKey.ARCHIVE), tuple(RegisterKey)])
def test_nothing_of_the_old_citizen_appears_when_the_switch_comes_in_mid_flight(
    desk: Desk, slow: tuple[RegisterKey, ...]
) -> None:
    desk.town.fault(Fault.DELAY, *slow, delay=60.0)
    desk.ask_for(desk.people[ONE], "kontanthjaelp")
    answered = [s for s in (Section.INCOME, Section.BENEFITS, Section.CASES) if not _waits(desk, s, slow)]
    desk.wait(lambda: all(desk.state(section) is State.FRESH for section in answered))
    old = desk.page.sight.cancelled
    desk.ask_for(desk.people[OTHER], "kontanthjaelp")
    watch = Watch(desk.window, of_the_one)
    watch.look()
    assert old.is_set()
    with desk.settled():
        desk.town.calm()
    desk.window.repaint()
    watch.look()
    assert watch.looks > 2
    assert watch.seen == set()
    assert all(state.state is State.FRESH for state in desk.states.values())
    assert "Samir Khalil" in desk.said()
    for section in Section:
        desk.see(section)
        QApplication.processEvents()
        watch.look()
    assert watch.seen == set()


def _waits(desk: Desk, section: Section, slow: tuple[RegisterKey, ...]) -> bool:
    source = desk.page.tabs.overview.views[section].source
    return source in slow


def test_a_full_page_gives_way_to_the_next_citizen_at_once_on_every_tab(desk: Desk) -> None:
    desk.visit(ONE)
    for section in Section:
        desk.see(section)
    desk.town.fault(Fault.DELAY, *RegisterKey, delay=60.0)
    desk.ask_for(desk.people[OTHER], "kontanthjaelp")
    watch = Watch(desk.window, of_the_one)
    for section in Section:
        watch.look()
        assert desk.state(section) is State.LOADING
        desk.see(section)
        QApplication.processEvents()
    assert watch.seen == set()


def test_what_was_said_of_one_citizen_does_not_stand_above_the_next(desk: Desk) -> None:
    desk.visit(ONE)
    desk.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    desk.wait(lambda: desk.window.quiet_line.text != "")
    desk.visit(OTHER)
    assert desk.window.quiet_line.text == ""


def test_leaving_a_citizen_lets_go_of_the_registers_that_are_still_busy(desk: Desk) -> None:
    desk.town.fault(Fault.TIMEOUT, *RegisterKey)
    desk.ask_for(desk.people[ONE], "kontanthjaelp")
    desk.wait(lambda: is_busy(desk) and len(desk.town.asked) >= 4)
    desk.leave()
    # The servers still hold every request: only a call that was broken off brings its thread back.
    desk.wait(lambda: not is_busy(desk))
    assert desk.states == {}


def test_after_the_contact_ends_nothing_of_the_citizen_is_left_but_a_line_in_the_recent_list(desk: Desk) -> None:
    desk.visit(ONE)
    desk.leave()
    QApplication.processEvents()
    said = desk.said()
    assert f"Maria Kjær Holm  ·  {desk.people[ONE].masked}" in said
    assert "Mågebakken" not in said
    assert desk.people[ONE].digits not in said


def test_keys_do_nothing_to_the_last_citizen_while_the_next_ones_errand_is_chosen(desk: Desk) -> None:
    desk.visit(ONE)
    QApplication.clipboard().clear()
    before = len(desk.lines)
    desk.find(desk.people[OTHER].digits)
    desk.choose()
    desk.wait(lambda: "Samir Khalil" in desk.said())
    desk.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    desk.press(Qt.Key.Key_F5)
    desk.wait(lambda: not is_busy(desk))
    QApplication.processEvents()
    assert QApplication.clipboard().text() == ""
    assert len(desk.lines) == before


def test_the_name_above_the_errands_is_that_of_the_number_beside_it(desk: Desk) -> None:
    desk.window.open_citizen(desk.people[ONE])
    desk.window.open_citizen(desk.people[OTHER])
    desk.wait(lambda: "Samir Khalil" in desk.said())
    watch = Watch(desk.window, of_the_one)
    QApplication.processEvents()
    watch.look()
    assert watch.seen == set()


def test_a_case_whose_citizen_is_slow_to_come_never_takes_the_place_of_the_next_one(desk: Desk) -> None:
    case = desk.town.municipality.cases(desk.people[ONE].digits)[0]
    desk.town.fault(Fault.DELAY, RegisterKey.ARCHIVE, delay=60.0)
    desk.find(case.number)
    desk.choose()
    desk.wait(lambda: RegisterKey.ARCHIVE in desk.town.asked)
    desk.find(desk.people[OTHER].digits)
    desk.choose()
    desk.wait(lambda: "Samir Khalil" in desk.said())
    desk.town.calm()
    desk.wait(lambda: not is_busy(desk))
    QApplication.processEvents()
    assert desk.states == {}
    assert "Samir Khalil" in desk.said()
