"""What lies beside a plan on the screen: its tasks' forms, CPR's word, finished forms, and what to ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.benefits.declaration import Benefit
from app.facts.model import Fact, Facts, Unknown, Value, Why
from app.situations.beside import Beside, Offer
from app.situations.forms.finished import FinishedForm
from app.situations.forms.reckoned import reckoned
from app.situations.service import CitizenForms
from app.situations.tasks import Task
from app.situations.told import PlanTask, Standing, State
from tests.app.situations.citizen_states import VOCABULARY
from tests.app.situations.desks import DOCTOR, MOVE
from tests.app.situations.forms.made_up import benefits, forms
from tests.app.situations.shipped import SITUATIONS
from tests.app.situations.test_beside import TASKS, form, plan
from tests.widgets.accessibility import nameless, tab_round
from tests.widgets.situations.plan_screen import Screen
from widgets.situations.form_finished import FinishedRow
from widgets.situations.form_list import FormsCard
from widgets.situations.item_forms import StandingForm

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # raising and grabbing, for menus

CHANGE = PlanTask("boligstoette-aendring", "Ændringer i boligstøtten", "Udbetaling Danmark", unsure=True)
GONE = replace(MOVE, due=date(2026, 11, 19))
IN_CPR: dict[str, Value] = {"flytning_retning": "ind", "flyttet_dage": 6, "flyttet_dato": date(2026, 11, 14)}


@pytest.fixture
def planned(empty: Screen) -> Screen:
    contact = empty.desk.contact()
    empty.desk.visits.start(contact, ["flytning-ind"], [GONE, CHANGE, DOCTOR])
    empty.desk.deliver()
    empty.reload()
    return empty


def comes_down_to(task: Task, known: Facts) -> tuple[Benefit, ...]:
    return reckoned([forms()[key] for key in task.forms if key in forms()], benefits(), known)


def lay_beside(
    screen: Screen,
    *missing: Unknown,
    known: dict[str, Value] | None = None,
    finished: tuple[FinishedForm, ...] = (),
) -> None:
    facts = Facts.of([*(Fact(name, value, "cpr") for name, value in (known or {}).items()), *missing])
    screen.view.show_beside(Beside(SITUATIONS, TASKS, forms(), VOCABULARY, facts, finished, comes_down_to))


def menu_of(screen: Screen, place: int) -> list[str]:
    row = screen.row(place)
    row.open_menu()
    words = [action.text().replace("&", "") for action in row.menu.actions() if action.text()]
    row.menu.close()
    return words


def test_a_task_s_forms_are_in_its_menu_each_with_a_key_of_its_own(planned: Screen) -> None:
    assert not any(words.startswith("Udfyld") for words in menu_of(planned, 1))
    lay_beside(planned)
    titles = [f"Udfyld: {forms()[key].title}" for key in ("boligstoette", "aendret-indkomst")]
    assert [words for words in menu_of(planned, 1) if words.startswith("Udfyld")] == titles
    assert not any(words.startswith("Udfyld") for words in menu_of(planned, 2)), "the task has none"
    row = planned.row(1)
    row.open_menu()
    keys = [action.text()[action.text().index("&") + 1].lower() for action in row.menu.actions() if action.text()]
    row.menu.close()
    assert len(set(keys)) == len(keys)
    with planned.qtbot.waitSignal(planned.view.form_wanted) as wanted:
        planned.choose(titles[1], 1)
    assert wanted.args == ["aendret-indkomst"]


def reckonings(screen: Screen, place: int) -> list[str]:
    return [words for words in menu_of(screen, place) if words.startswith("Beregn")]


def links(screen: Screen, place: int) -> list[str]:
    buttons = screen.row(place).findChildren(QPushButton)
    return [button.text() for button in buttons if button.text().startswith("Beregn") and button.isVisible()]


def test_a_task_leads_to_the_benefits_that_its_forms_are_reckoned_by(planned: Screen) -> None:
    lay_beside(planned, known={"boligareal": 62})
    both = ["Beregn: Boligstøtte", "Beregn: Pensionstillæg"]
    assert reckonings(planned, 1) == links(planned, 1) == both
    assert reckonings(planned, 0) == links(planned, 0) == [], "a move comes down to no money"
    with planned.qtbot.waitSignal(planned.view.reckoning_wanted) as wanted:
        planned.choose(both[1], 1)
    assert wanted.args == ["pensionstillaeg"]
    link = next(stop for stop in planned.row(1).stops if isinstance(stop, QPushButton) and stop.text() == both[0])
    with planned.qtbot.waitSignal(planned.view.reckoning_wanted) as wanted:
        link.setFocus()
        QTest.keyClick(link, Qt.Key.Key_Space)
    assert wanted.args == ["boligstoette"]
    lay_beside(planned, known={"boligareal": 63})
    assert link.hasFocus(), "a late answer moves no focus"
    lay_beside(planned, Unknown("boligareal", Why.NOT_ASKED, "bbr"))
    assert planned.row(1).button.hasFocus(), "what it was on is gone"
    assert reckonings(planned, 1) == links(planned, 1) == [both[1]]
    assert nameless(planned.view) == []
    planned.choose("Gjort her", 1)
    planned.until(lambda: links(planned, 1) == [])
    assert reckonings(planned, 1) == []


def test_a_move_that_cpr_has_is_not_overdue_and_done_with_one_key(planned: Screen) -> None:
    assert planned.row().chips == ("Skal gøres", "Fristen var 19-11-2026")
    lay_beside(planned, known=IN_CPR)
    assert planned.row().chips == ("Skal gøres",)
    assert "CPR har flytningen fra 14-11-2026." in planned.row().words.splitlines()
    assert planned.item().standing == Standing(), "offered, not set"
    assert nameless(planned.view) == []
    take = planned.row().offer.button
    assert take in tab_round(planned.qtbot, planned.view)
    assert take.text() == "Sæt til »Gjort her«"
    take.setFocus()
    QTest.keyClick(take, Qt.Key.Key_Space)
    planned.until(lambda: planned.item().standing == Standing(State.DONE))
    planned.until(lambda: planned.row().chips[0] == "Gjort her")
    assert planned.row().offer.isHidden()
    assert planned.focus() is planned.row().button
    planned.view._quiet.undone.emit()
    planned.until(lambda: planned.item().standing == Standing())
    planned.until(lambda: not planned.row().offer.isHidden())


def test_what_is_offered_stands_ready_in_the_menu_with_what_it_asks_for(planned: Screen) -> None:
    lay_beside(planned, finished=(form(),))
    offered = "»Ændret indkomst« er færdig. Til Udbetaling Danmark. Særligt behov: Kan ikke selv se skærmen"
    assert offered in planned.row(1).words.splitlines()
    row = planned.row(1)
    row.open_menu()
    ready = row.menu.activeAction()
    assert ready is not None
    assert ready.text().replace("&", "") == "Sendt for borgeren …"
    row.menu.close()
    planned.choose("Sendt for borgeren", 1)
    opened = row.form
    assert isinstance(opened, StandingForm)
    assert [box.text() for box in opened.findChildren(QLineEdit)] == ["Kan ikke selv se skærmen"]
    QTest.keyClick(planned.focus(), Qt.Key.Key_Escape)
    planned.choose("Overdraget", 1)
    assert isinstance(row.form, StandingForm)
    assert row.form.findChildren(QLineEdit)[0].text() == "Udbetaling Danmark", "who has it; the ground is another's"
    row.take(row.offer.offer)  # type: ignore[arg-type] # it is there
    planned.until(lambda: planned.item(1).standing.ground == "Kan ikke selv se skærmen")
    assert row.form is None


def test_an_offer_taken_elsewhere_is_the_same_move_with_its_undo(planned: Screen) -> None:
    lay_beside(planned, finished=(form(),))
    offer = planned.row(1).offer.offer
    assert offer is not None
    planned.view.take(offer)
    planned.until(lambda: planned.item(1).standing.state is State.SUBMITTED)
    planned.until(lambda: planned.view._quiet.text == "Ændringer i boligstøtten: Sendt for borgeren")
    assert planned.focus() is planned.row(1).button


def test_the_focus_goes_to_its_task_when_what_is_offered_no_longer_is(planned: Screen) -> None:
    lay_beside(planned, known=IN_CPR)
    planned.row().offer.button.setFocus()
    lay_beside(planned)
    assert planned.focus() is planned.row().button


def test_what_to_ask_is_said_where_it_is_known(planned: Screen) -> None:
    assert planned.row(1).chips == ("Skal gøres", "Spørg borgeren")
    lay_beside(planned, Unknown("har_boligstoette", Why.NOT_ASKED, "benefits"))
    assert planned.row(1).chips == ("Skal gøres", "Spørg: får borgeren boligstøtte?")
    lay_beside(planned, known={"har_boligstoette": True})
    assert planned.row(1).chips == ("Skal gøres",)


def test_a_deadline_that_nothing_answers_stays_overdue(planned: Screen) -> None:
    lay_beside(planned, known=IN_CPR | {"flyttet_dato": date(2026, 11, 13)})
    assert planned.row().chips == ("Skal gøres", "Fristen var 19-11-2026")
    planned.desk.clock.advance(timedelta(days=1))
    lay_beside(planned, finished=(form("flytteanmeldelse", hand_over="", finished_at=planned.desk.clock.now()),))
    assert planned.row().chips == ("Skal gøres", "Fristen var 19-11-2026"), "the form came after it"


# In the list of forms


def offer_of(finished: FinishedForm, task: PlanTask) -> tuple[Offer, ...]:
    there = plan(task)
    return Beside(SITUATIONS, TASKS, forms(), VOCABULARY, Facts(), (finished,)).offered_by(finished, there)


def list_with(qtbot: QtBot, finished: FinishedForm) -> FormsCard:
    card = FormsCard(forms())
    qtbot.addWidget(card)
    with qtbot.waitActive(card):
        card.show()
    card.show_forms(CitizenForms((), (finished,)), "Karen Lindholm", finished.finished_at)
    return card


def test_a_finished_form_leads_to_its_task_and_one_key_takes_what_has_become_of_it(qtbot: QtBot) -> None:
    finished = form()
    card, offers = list_with(qtbot, finished), offer_of(finished, CHANGE)
    (row,) = card.findChildren(FinishedRow)
    card.show_offers({finished.id: offers})
    QApplication.processEvents()
    (take,) = (button for button in row.findChildren(QPushButton) if button.text() == "Sæt til »Sendt for borgeren«")
    assert take.isVisible()
    said = [label.text() for label in row.findChildren(QLabel) if label.isVisible()]
    detail = "Til Udbetaling Danmark. Særligt behov: Kan ikke selv se skærmen"
    assert f"På planen: Ændringer i boligstøtten\n{detail}" in said
    assert nameless(card) == []
    assert take in tab_round(qtbot, card)
    with qtbot.waitSignal(card.offer_taken) as taken:
        take.click()
    assert taken.args == [offers[0]]
    card.show_offers({})
    assert not any("På planen" in label.text() for label in row.findChildren(QLabel) if label.isVisible())


def test_where_nothing_is_to_be_copied_the_focus_goes_to_the_offer(qtbot: QtBot) -> None:
    done = form("flytteanmeldelse", hand_over="")
    offers = {done.id: offer_of(done, replace(MOVE, due=None))}
    card = FormsCard(forms())
    qtbot.addWidget(card)
    with qtbot.waitActive(card):
        card.show()
    card.go_to(done.id, offer=True)
    kept = CitizenForms((), (done,))
    card.show_offers(offers)
    assert card._is_called, "it waits until the form is listed"
    card.show_forms(kept, "Karen Lindholm", done.finished_at)
    focused = card.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Sæt til »Gjort her«"
    card.show_forms(kept, "Karen Lindholm", done.finished_at)
    focused = card.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Sæt til »Gjort her«", "another answer takes the focus nowhere"
