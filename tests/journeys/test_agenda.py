"""The day at the counter: made ready before the doors open, and served when nothing answers any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.access.model import Section
from app.access.trace import TraceEvent, TraceLine
from app.citizen.model.sections import PersonFacts, State
from app.citizen.port import RegisterKey
from app.sync.prefetch import Expected
from app.training.port import Fault
from tests.journeys.agenda import AgendaDesk
from tests.journeys.fjordby import ERRANDS, Town
from tests.journeys.sight import Watch, said_anywhere


@pytest.fixture
def desk(town: Town, qtbot: QtBot, tmp_path: Path) -> Iterator[AgendaDesk]:
    town.calm()
    town.diary.clear()
    made = AgendaDesk(town, tmp_path)
    made.qtbot = qtbot
    yield made
    made.close()


@pytest.fixture
def ready(desk: AgendaDesk) -> AgendaDesk:
    desk.wait_until_ready()
    return desk


def of(desk: AgendaDesk, event: TraceEvent) -> list[TraceLine]:
    return [line for line in desk.lines if line.event is event]


def choose(desk: AgendaDesk, who: str) -> Expected:
    """Open a named person's appointment with the keyboard."""
    assert desk.day is not None
    rows = [row.appointment.citizen for row in desk.day.expected]
    view = desk.card.table.view
    view.setFocus()
    view.selectRow(0)
    for _ in range(rows.index(desk.people[who])):
        desk.press(Qt.Key.Key_Down)
    with desk.settled():
        desk.press(Qt.Key.Key_Return)
    return desk.day.expected[rows.index(desk.people[who])]


def test_the_day_is_made_ready_without_a_click_and_nobody_is_shown(ready: AgendaDesk) -> None:
    assert ready.day is not None
    events = [line.event for line in ready.lines]
    assert events == [TraceEvent.PREFETCHED] * len(ready.day.expected)
    order = [line.subject for line in ready.lines]
    assert order == [row.appointment.citizen for row in ready.day.expected]
    first, second = ready.town.diary.entries[:2]
    assert first is TraceEvent.PREFETCHED
    assert isinstance(second, RegisterKey)
    assert RegisterKey.EINDKOMST not in ready.town.asked
    assert "13 af 13 kommende åbner uden forbindelse" in ready.said()


def test_a_name_typed_where_the_next_one_is_ready_opens_nobody_and_is_found(ready: AgendaDesk) -> None:
    for place in (ready.card._next.button, ready.card.table.view):
        place.setFocus()
        assert ready.focus() is place
        for letter in "Ib H":
            ready.write(letter)
        assert ready.window.find_box.hasFocus()
        assert ready.window.find_box.text() == "Ib H"
        assert ready.page.sight.citizen is None
        ready.press(Qt.Key.Key_Escape)
        ready.window.find_box.clear()
    ready.card._next.button.setFocus()
    with ready.settled():
        ready.press(Qt.Key.Key_Return)
    assert ready.page.sight.citizen is not None, "Enter is the button's own"


def test_an_appointment_opens_with_its_errand_and_is_the_ground_of_the_look_up(ready: AgendaDesk) -> None:
    row = choose(ready, "widow_changed_pension")
    (opened,) = of(ready, TraceEvent.OPENED)
    assert (opened.subject, opened.purpose) == (row.appointment.citizen, "boligstoette")
    assert (opened.contact, opened.review) == (row.appointment.id, False)
    assert {line.contact for line in of(ready, TraceEvent.SHOWN)} == {row.appointment.id}
    assert "Boligstøtte, ændring" in ready.said()
    assert "Inger Margrethe" in ready.page.band._name.text()


def test_a_citizen_found_by_hand_is_no_open_contact(ready: AgendaDesk) -> None:
    ready.visit("widow_changed_pension", "boligstoette")
    (opened,) = of(ready, TraceEvent.OPENED)
    assert (opened.contact, opened.review) == ("", True)


@pytest.mark.parametrize("fault", [Fault.REFUSED, Fault.UNAVAILABLE])
def test_with_every_register_gone_everybody_expected_is_served(ready: AgendaDesk, fault: Fault) -> None:
    assert ready.day is not None
    ready.town.fault(fault, *RegisterKey)
    ready.wind(timedelta(hours=1, minutes=30))
    keys = {cpr: key for key, cpr in ready.people.items()}
    for row in ready.day.expected:
        if row.appointment.citizen in keys:
            choose(ready, keys[row.appointment.citizen])
            lacking = set(row.readiness.lacking)
            for section in ERRANDS[row.appointment.errand].sections:
                state = ready.states[section]
                assert (state.value is None) is (section in lacking), (row.appointment.errand, section)
                if state.value is not None:
                    assert "hentet kl. 08.4" in ready.said_in(section)
            ready.leave()
    shown = of(ready, TraceEvent.SHOWN)
    assert shown
    assert all(line.offline for line in shown)


def test_incomes_alone_are_not_there_when_the_register_is_gone(ready: AgendaDesk) -> None:
    ready.town.fault(Fault.REFUSED, *RegisterKey)
    row = choose(ready, "new_partner_self_employed")
    assert row.readiness.lacking == (Section.INCOME,)
    assert ready.states[Section.INCOME].value is None
    assert ready.states[Section.INCOME].state is State.FAILED
    assert ready.states[Section.BENEFITS].value is not None


def test_incomes_open_too_where_the_errand_keeps_them(
    town: Town, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ERRANDS, "friplads", replace(ERRANDS["friplads"], keeps_income=True))
    town.calm()
    town.diary.clear()
    desk = AgendaDesk(town, tmp_path)
    desk.qtbot = qtbot
    desk.wait_until_ready()
    assert town.asked.count(RegisterKey.EINDKOMST) == 1
    town.fault(Fault.REFUSED, *RegisterKey)
    choose(desk, "new_partner_self_employed")
    assert all(state.value is not None for state in desk.states.values())
    desk.close()


def test_an_address_fetched_yesterday_counts_as_protected(ready: AgendaDesk) -> None:
    street = ready.town.home("moved_last_week").road_name
    choose(ready, "moved_last_week")
    assert not _step(ready)
    assert street in ready.said()
    ready.leave()
    ready.town.fault(Fault.REFUSED, *RegisterKey)
    ready.wind(timedelta(hours=24))
    choose(ready, "moved_last_week")
    assert _step(ready)
    assert street not in ready.said()
    assert "hentet 20-11-2026 kl. 08.4" in ready.said_in(Section.PERSON)


def _step(desk: AgendaDesk) -> bool:
    value = desk.states[Section.PERSON].value
    assert isinstance(value, PersonFacts)
    return value.address_step


def test_a_protected_citizen_is_a_number_in_the_list_and_hidden_on_the_page(ready: AgendaDesk) -> None:
    citizen = ready.town.citizen("protected")
    hidden = (citizen.first, citizen.last, ready.town.home("protected").road_name)
    watch = Watch(ready.window, lambda said: [word for word in hidden if word in said])
    watch.look()
    assert watch.seen == set()
    assert ready.people["protected"].masked in "\n".join(row_words(ready))
    choose(ready, "protected")
    assert _step(ready)


def test_behind_the_lock_there_is_no_agenda(ready: AgendaDesk) -> None:
    assert ready.day is not None
    names = [row.name for row in ready.day.expected if row.name]
    assert all(name in ready.said() for name in names)
    ready.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert ready.window.lock_screen.is_on
    assert [name for name in names if name in said_anywhere()] == []
    ready.wait(ready.window.lock_screen.panel.button.isEnabled)
    ready.press(Qt.Key.Key_Return)
    ready.wait(lambda: not ready.window.lock_screen.is_on)
    assert all(name in ready.said() for name in names)


def row_words(desk: AgendaDesk) -> list[str]:
    model = desk.card.table.model
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def test_the_next_one_opens_with_one_key(ready: AgendaDesk) -> None:
    assert ready.day is not None
    first = ready.day.expected[0]
    button = next(one for one in ready.card.findChildren(QPushButton) if one.isVisible())
    button.setFocus()
    with ready.settled():
        ready.press(Qt.Key.Key_Space)
    assert ready.page.sight.citizen == first.appointment.citizen
    ready.leave()
    again = next(one for one in ready.card.findChildren(QPushButton) if one.isVisible())
    assert again.accessibleName() != ""
    assert ready.day.expected[1].appointment.citizen.masked in again.accessibleName()


def test_whose_contact_has_ended_stands_as_served_and_who_was_looked_at_does_not(ready: AgendaDesk) -> None:
    looked_at = choose(ready, "newly_separated")
    ready.leave()
    served = choose(ready, "widow_changed_pension")
    ready.leave("1")
    ready.wait(ready.card.isVisible)
    assert ready.day is not None
    model = ready.card.table.model
    said = {row.appointment.id: str(model.index(at, 4).data()) for at, row in enumerate(ready.day.expected)}
    assert said[served.appointment.id] == "Betjent kl. 08.45"
    assert "Betjent" not in said[looked_at.appointment.id]


def test_an_agenda_that_is_away_is_said_in_words(
    town: Town, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.calm()
    monkeypatch.setitem(town.servers.urls, "control", "http://127.0.0.1:9")
    desk = AgendaDesk(town, tmp_path)
    desk.qtbot = qtbot
    desk.wait(lambda: "Dagens aftaler kan ikke hentes" in desk.said())
    assert "Søg efter en borger" in desk.said()
    desk.close()
