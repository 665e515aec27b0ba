"""A citizen is found, the errand is chosen, and six registers fill the page."""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.access.model import Section
from app.access.trace import TraceEvent, TraceLine
from app.citizen.model.sections import PersonFacts, State
from app.citizen.port import RegisterKey
from tests.journeys.fjordby import ENOUGH, ERRANDS, Desk
from widgets.citizen.section import SectionView


class Painted(QObject):
    """Sections that were painted with a value before the trace said that they were shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self.with_value: set[Section] = set()
        self.untraced: set[str] = set()
        program = QApplication.instance()
        assert program is not None
        program.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, SectionView) and watched.state is not None:
            value = watched.state.value
            shown = [line for line in self._desk.lines if line.event is TraceEvent.SHOWN]
            if value is not None:
                self.with_value.add(watched.section)
                if not any(watched.section in line.sections and line.relative is None for line in shown):
                    self.untraced.add(watched.section)
            if isinstance(value, PersonFacts):
                traced = {line.relative for line in shown}
                self.untraced |= {"a relative" for one in value.relatives if one.person and one.cpr not in traced}
        return False


class Held:
    """Keeps lines of one event from being written until it is let go: so slow a disk that all else would be quicker."""

    def __init__(self, desk: Desk, event: TraceEvent) -> None:
        self.begun, self.go = Event(), Event()
        self._write, self._event = desk.trace.write, event

    def write(self, *lines: TraceLine) -> None:
        if any(line.event is self._event for line in lines):
            self.begun.set()
            assert self.go.wait(ENOUGH / 1000)
        self._write(*lines)


class Windows(QObject):
    """Every widget that came up as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.add(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_a_citizen_is_found_by_name_and_year_and_the_page_fills_from_every_register(desk: Desk) -> None:
    citizen = desk.town.citizen("newly_separated")
    lines = desk.find(f"Maria Holm {citizen.born.year}")
    assert any("Maria Kjær Holm" in line and "Mågebakken 12" in line for line in lines)
    desk.choose(next(row for row, line in enumerate(lines) if "Maria Kjær Holm" in line))
    with desk.settled():
        desk.choose_errand("kontanthjaelp")
    assert {section: state.state for section, state in desk.states.items()} == dict.fromkeys(Section, State.FRESH)
    band = desk.page.band
    assert (band._name.text(), band._age.text()) == ("Maria Kjær Holm", "36 år")
    assert band.number.text() == desk.people["newly_separated"].masked
    facts = {
        Section.PERSON: ("Mågebakken 12", "Gift · separeret", "Jonas Holm", "Alma Kjær Holm", "Villads Kjær Holm"),
        Section.DWELLING: ("142 m²", "47 m² pr. person · 0,6 personer pr. rum", "Alma Kjær Holm"),
        Section.INCOME: ("28.557 kr. i okt. 2026", "Ikke indberettet endnu: nov. 2026."),
        Section.BENEFITS: ("Børne- og ungeydelse", "3.102 kr.", "Udbetaling Danmark"),
        Section.CASES: ("Økonomisk fripladstilskud efter samlivsophør", "Børn og Unge", "Under oplysning"),
        Section.HISTORY: ("Separeret", "Fik barn: Villads Kjær Holm", "Flyttede til Mågebakken 12"),
    }
    for section, expected in facts.items():
        said = desk.said_in(section)
        assert [words for words in expected if words not in said] == [], section
        assert "hentet kl. 14.02" in said
    assert set(desk.town.asked) == set(RegisterKey) - {RegisterKey.ADDRESS}


def test_every_section_shows_its_facts_in_full_on_its_own_tab(desk: Desk) -> None:
    desk.visit("newly_separated")
    facts = {
        Section.PERSON: ("Social- og sundhedsassistent", "Maria Kjær Holm", "Jonas Holm"),
        Section.DWELLING: ("Ejendom (BFE)", "Opvarmningsmiddel", "142 m²"),
        Section.INCOME: ("SE 99999901", "A-skat: 8.121,00 kr.", "Ingen ændringer på over 15 % i perioden."),
        Section.BENEFITS: ("Børne- og ungeydelse", "Familieydelser"),
        Section.CASES: ("Boligstøtte er ikke søgt: huset er ejerbolig", "32.64.04", "Børn og Unge"),
        Section.HISTORY: ("Separeret", "Fik barn: Alma Kjær Holm"),
    }
    for section, expected in facts.items():
        desk.see(section)
        QApplication.processEvents()
        said = desk.said_in(section)
        assert [words for words in expected if words not in said] == [], section


def test_no_window_but_the_desks_own_ever_comes_up(desk: Desk) -> None:
    """A widget shown before it has a parent is a window of its own: it flashes, and takes the keys."""
    windows, program = Windows(), QApplication.instance()
    assert program is not None
    program.installEventFilter(windows)
    desk.visit("newly_separated")
    for section in Section:
        desk.see(section)
    program.removeEventFilter(windows)
    assert windows.shown == set()


def test_the_trace_is_written_before_anything_is_asked_and_before_anything_is_painted(desk: Desk) -> None:
    painted = Painted(desk)
    desk.visit("newly_separated")
    desk.window.repaint()
    assert painted.with_value == set(Section)
    assert painted.untraced == set()
    entries = desk.town.diary.entries
    first_request = next(place for place, entry in enumerate(entries) if isinstance(entry, RegisterKey))
    assert entries[:first_request] == [TraceEvent.OPENED]
    opened = desk.lines[0]
    assert opened.subject == desk.people["newly_separated"]
    assert (opened.viewer, opened.purpose) == ("lnord", "kontanthjaelp")
    assert opened.legal_basis == "Retssikkerhedsloven § 5, jf. aktivloven"
    assert set(opened.sections) == set(Section)
    assert len({line.look_up for line in desk.lines}) == 1
    relatives = {line.relative for line in desk.lines if line.relative is not None}
    citizen = desk.town.citizen("newly_separated")
    assert {one.digits for one in relatives if one} == {citizen.spouse, *citizen.children}


def test_nobody_is_asked_while_the_opening_is_still_being_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    held, asked = Held(desk, TraceEvent.OPENED), list[RegisterKey]()
    monkeypatch.setattr(desk.trace, "write", held.write)

    def submit(key: RegisterKey, before: Any, *call: Any) -> None:
        asked.append(key)
        before(*call)

    for key, register in desk.registers.items():
        monkeypatch.setattr(register, "submit", partial(submit, key, register.submit))
    with desk.settled():
        desk.ask_for(desk.people["newly_separated"], "kontanthjaelp")
        desk.wait(held.begun.is_set)
        assert asked == []
        held.go.set()
    assert RegisterKey.CPR in asked


def test_nothing_is_on_the_page_while_that_it_was_shown_is_still_being_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(desk, TraceEvent.SHOWN)
    monkeypatch.setattr(desk.trace, "write", held.write)
    with desk.settled():
        desk.ask_for(desk.people["newly_separated"], "kontanthjaelp")
        desk.wait(held.begun.is_set)
        QApplication.processEvents()
        assert [state.section for state in desk.states.values() if state.value is not None] == []
        held.go.set()
    assert all(state.value is not None for state in desk.states.values())


def test_a_look_up_hands_out_nothing_that_is_not_in_the_trace_already(desk: Desk) -> None:
    purpose = desk.workplace.state_purpose(ERRANDS["kontanthjaelp"])
    with_value = set()
    for state in desk.workplace.look_up(desk.people["newly_separated"], purpose):
        if state.value is not None:
            with_value.add(state.section)
            shown = [line for line in desk.lines if line.event is TraceEvent.SHOWN and line.relative is None]
            assert any(line.sections == (state.section,) and line.look_up == state.look_up for line in shown)
    assert with_value == set(Section)


def test_nobody_is_looked_up_before_the_errand_is_chosen(desk: Desk) -> None:
    desk.find("Maria Holm 1990")
    desk.choose()
    desk.wait(lambda: "Maria Kjær Holm" in desk.said())
    assert desk.town.asked == []
    assert desk.lines == ()
    assert desk.states == {}


def test_a_second_visit_within_the_quarter_shows_what_was_fetched_and_asks_nobody(desk: Desk) -> None:
    desk.visit("newly_separated")
    asked = len(desk.town.asked)
    desk.visit("truly_no_income")
    between = len(desk.town.asked)
    assert between > asked
    desk.visit("newly_separated")
    assert len(desk.town.asked) == between
    assert "Mågebakken 12" in desk.said_in(Section.PERSON)
