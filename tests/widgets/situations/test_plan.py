"""The plan on the screen: moved by keyboard, asking just what a state needs, honest about what is not sent yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from app.access.trace import TraceEvent
from app.situations.told import ASKS, CHECK_LOCALLY, Ask, Channel, ContactOutcome, ItemMoved, PlanTask, Standing, State
from tests.app.desk import CITIZEN
from tests.app.situations.desks import DOCTOR, MOVE, SUPPORT
from tests.widgets.accessibility import nameless, tab_round, untraced
from tests.widgets.situations.plan_screen import TODAY, Screen
from widgets.situations import plan_words
from widgets.situations.item_forms import StandingForm
from widgets.situations.typed_day import typed_day

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # raising and grabbing, for menus


def test_a_colleagues_plan_is_gone_on_with(screen: Screen) -> None:
    assert [row.item.task for row in screen.view.rows if row.item] == [MOVE, SUPPORT, DOCTOR]
    assert screen.view.progress == "0 af 3 afsluttet"
    assert (
        screen.row().words
        == "Anmeld flytning\nFjordby Kommune afgør · Senest 25-11-2026 · Senest 5 dage efter flytningen"
    )
    assert screen.row().chips == ("Skal gøres",)
    assert screen.view.notice == ""
    assert screen.traced == [(TraceEvent.SHOWN, "plans")]
    screen.choose("Gjort her")
    screen.until(lambda: screen.view.progress == "1 af 3 afsluttet")
    assert screen.row().words.endswith("Lise Nord, kl. 14.12")
    assert screen.item().standing.state is State.DONE
    assert screen.traced[1:] == [(TraceEvent.WRITTEN, f"plan {screen.plan.id}")]


@pytest.mark.parametrize("state", [state for state in State if ASKS[state]])
def test_each_state_asks_for_what_it_needs_and_enter_goes_through_it(screen: Screen, state: State) -> None:
    screen.choose(plan_words.state(state), 1)
    form = screen.row(1).form
    assert isinstance(form, StandingForm)
    fields = form.findChildren(QLineEdit)
    assert [box.accessibleName() for box in fields] == [plan_words.ask(ask, state) for ask in ASKS[state]]
    for ask in ASKS[state]:
        screen.type("1/12" if ask is Ask.DAY else "Udlejer")
    screen.until(lambda: screen.item(1).standing.state is state)
    to = screen.item(1).standing
    assert {ask for ask in Ask if getattr(to, ask)} == set(ASKS[state])
    assert to.day in (None, date(2026, 12, 1))
    screen.until(lambda: screen.row(1).form is None)
    assert screen.focus() is screen.row(1).button


@pytest.mark.parametrize("state", [state for state in State if any(ASKS[state].values())])
def test_what_is_missing_is_said_beside_its_field_and_nothing_is_moved(screen: Screen, state: State) -> None:
    screen.choose(plan_words.state(state), 1)
    form = screen.row(1).form
    assert isinstance(form, StandingForm)
    for box in form.findChildren(QLineEdit):
        box.clear()
    QTest.keyClick(screen.focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    needed = [ask for ask, must in ASKS[state].items() if must]
    assert form.trouble == " ".join(plan_words.missing(ask) for ask in needed)
    assert screen.focus() is form.findChildren(QLineEdit)[0]
    assert screen.item().standing == Standing()


def test_a_day_that_is_none_is_not_taken_for_no_day(screen: Screen) -> None:
    screen.choose("Borgeren gør det")
    screen.type("31/2")
    form = screen.row().form
    assert isinstance(form, StandingForm)
    assert form.trouble == "Skriv en dato som 1-12-2026."
    screen.type("")
    screen.until(lambda: screen.item().standing == Standing(State.CITIZEN))


def test_escape_leaves_the_form_and_the_task_as_it_was(screen: Screen) -> None:
    screen.choose("Afventer")
    QTest.keyClicks(screen.focus(), "Udlejer")
    QTest.keyClick(screen.focus(), Qt.Key.Key_Escape)
    assert screen.row().form is None
    assert screen.focus() is screen.row().button
    screen.choose("Afventer")
    screen.choose("Gjort her")
    assert screen.row().form is None
    screen.until(lambda: screen.item().standing.state is State.DONE)


def test_a_move_is_undone_by_a_move_back(screen: Screen) -> None:
    screen.choose("Gjort her")
    screen.until(lambda: bool(screen.view._quiet.text))
    assert screen.view._quiet.text == "Anmeld flytning: Gjort her"
    screen.view._quiet.undone.emit()
    screen.until(lambda: screen.item().standing == Standing())
    moves = [event for event in screen.plan.history if isinstance(event.what, ItemMoved)]
    assert len(moves) == 2
    screen.until(lambda: screen.row().chips[0] == "Skal gøres")


def test_choosing_the_state_it_has_writes_nothing(screen: Screen) -> None:
    before = len(screen.plan.history)
    screen.choose("Skal gøres")
    assert len(screen.plan.history) == before
    row = screen.row()
    row.open_menu()
    assert [action.text().replace("&", "") for action in row.menu.actions() if action.isChecked()] == ["Skal gøres"]
    row.menu.close()


def test_a_note_is_kept_and_the_history_says_who_did_what_and_when(screen: Screen) -> None:
    screen.choose("Skriv note")
    QTest.keyClicks(screen.focus(), "Mangler lejekontrakt")
    QTest.keyClick(screen.focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    screen.until(lambda: len(screen.item().notes) == 1)
    screen.until(lambda: "Lise Nord, kl. 14.12: Mangler lejekontrakt" in screen.row().words)
    screen.choose("Ikke relevant")
    screen.type("Er flyttet fra igen")
    screen.until(lambda: "Er flyttet fra igen" in screen.row().words)
    screen.choose("Vis historik")
    assert screen.row().words.splitlines()[-3:] == [
        "Omar Said, kl. 14.02: Sat på planen",
        "Lise Nord, kl. 14.12: Note: Mangler lejekontrakt",
        "Lise Nord, kl. 14.12: Ikke relevant: Er flyttet fra igen",
    ]
    screen.choose("Skjul historik")
    assert "Sat på planen" not in screen.row().words


def test_an_empty_note_is_not_saved(screen: Screen) -> None:
    screen.choose("Skriv note")
    QTest.keyClick(screen.focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert screen.row().form is not None


def test_what_could_not_be_written_stays_typed(screen: Screen) -> None:
    screen.choose("Afventer")
    screen.refuses = True
    screen.type("Udlejer")
    screen.type("")
    screen.until(lambda: bool(screen.failed))
    form = screen.row().form
    assert isinstance(form, StandingForm)
    assert [box.text() for box in form.findChildren(QLineEdit)] == ["Udlejer", ""]
    assert not form.is_waiting
    screen.refuses = False
    form.save()
    screen.until(lambda: screen.item().standing.receiver == "Udlejer")
    screen.refuses = True
    screen.view._more.setFocus()
    QTest.keyClicks(screen.view._more, "Ring til udlejer")
    QTest.keyClick(screen.view._more, Qt.Key.Key_Return)
    screen.until(lambda: len(screen.failed) == 2)
    assert screen.view._more.text() == "Ring til udlejer"


def test_two_moves_at_once_are_both_shown(screen: Screen) -> None:
    screen.choose("Gjort her", 0)
    screen.choose("Gjort her", 1)
    screen.until(lambda: screen.view.progress == "2 af 3 afsluttet")
    assert screen.plan.settled == 2


def test_the_arrows_go_from_task_to_task(screen: Screen) -> None:
    first, second, third = (row.button for row in screen.view.rows)
    first.setFocus()
    for key, target in (
        (Qt.Key.Key_Up, first),
        (Qt.Key.Key_Down, second),
        (Qt.Key.Key_Down, third),
        (Qt.Key.Key_Down, third),
        (Qt.Key.Key_Up, second),
    ):
        QTest.keyClick(screen.focus(), key)
        assert screen.focus() is target


def test_tasks_come_from_a_situation_and_by_hand(empty: Screen) -> None:
    empty.view.reload()
    empty.until(lambda: bool(empty.traced))
    assert empty.view.plan is None
    empty.view.take_on("flytning-ind", [MOVE, SUPPORT])
    empty.until(lambda: len(empty.view.rows) == 2)
    empty.view.take_on("barn-skole", [SUPPORT, DOCTOR])
    empty.until(lambda: len(empty.view.rows) == 3)
    assert empty.plan.situations == ("flytning-ind", "barn-skole")
    empty.view._more.setFocus()
    empty.type("  ")
    empty.type("Ring til udlejer")
    empty.until(lambda: len(empty.view.rows) == 4)
    assert empty.view._more.text() == ""
    empty.view.take_on("", [PlanTask("pas", "Nyt pas")])
    empty.until(lambda: len(empty.view.rows) == 5)
    assert empty.item(3).task == PlanTask("", "Ring til udlejer")


def test_the_first_task_may_be_written_by_hand(empty: Screen) -> None:
    empty.view.reload()
    empty.view._more.setFocus()
    empty.type("Ring til udlejer")
    empty.until(lambda: len(empty.view.rows) == 1)
    assert empty.view._more.hasFocus()
    assert len(empty.desk.visits.known(CITIZEN).plans) == 1


def test_what_is_not_sent_says_so_until_it_is(screen: Screen) -> None:
    screen.desk.line.cut = "shared-unreachable"
    screen.choose("Gjort her")
    screen.until(lambda: screen.row().chips == ("Gjort her", "Venter på at blive sendt"))
    screen.reload()
    screen.until(lambda: bool(screen.view.notice))
    assert screen.view.notice == (
        "Det fælles lager svarer ikke. Det, du gør nu, gemmes her og sendes, når det svarer."
        " Viser planen, som den var kl. 14.12."
    )
    screen.desk.line.cut = ""
    screen.desk.deliver()
    screen.until(lambda: screen.row().chips == ("Gjort her",))
    screen.until(lambda: not screen.view._work.timer.isActive())
    screen.view._notice.acted.emit()
    screen.until(lambda: screen.view.notice == "")


def test_where_all_of_it_waits_to_be_sent_the_head_alone_says_so(empty: Screen) -> None:
    empty.desk.line.cut = "shared-unreachable"
    empty.view.reload()
    empty.view.take_on("flytning-ind", [MOVE, SUPPORT])
    empty.until(lambda: len(empty.view.rows) == 2 and empty.view.waits)
    assert [row.chips for row in empty.view.rows] == [("Skal gøres",), ("Skal gøres",)]
    empty.desk.line.cut = ""
    empty.desk.deliver()
    empty.until(lambda: not empty.view.waits)
    empty.desk.line.cut = "shared-unreachable"
    empty.choose("Gjort her", 1)
    empty.until(lambda: empty.row(1).chips == ("Gjort her", "Venter på at blive sendt"))
    assert empty.view.waits
    assert empty.row().chips == ("Skal gøres",), "it is sent"


def test_without_any_answer_ever_it_says_that_it_is_this_computers_alone(empty: Screen) -> None:
    empty.desk.line.cut = "shared-older"
    empty.view.reload()
    empty.until(lambda: bool(empty.view.notice))
    assert empty.view.notice.endswith("Viser kun det, der er skrevet på denne computer.")


def test_what_was_refused_says_so_and_is_sent_again_on_a_persons_word(screen: Screen) -> None:
    screen.desk.line.cut = "shared-refused"
    screen.choose("Gjort her")
    screen.until(lambda: len(screen.row().chips) == 2)
    screen.desk.delivery.try_now()
    screen.desk.delivery.deliver_due()
    screen.until(lambda: screen.row().chips == ("Gjort her", "Ikke sendt: afvist"))
    assert "tager ikke imod" in screen.view._parked.text
    assert not screen.view.waits, "nothing goes by itself"
    screen.desk.line.cut = ""
    screen.view._parked.acted.emit()
    screen.until(lambda: screen.row().chips == ("Gjort her", "Venter på at blive sendt"))
    screen.desk.deliver()
    screen.until(lambda: screen.row().chips == ("Gjort her",))
    assert screen.view._parked.isHidden()


def test_earlier_plans_are_chosen_by_their_day_and_progress(screen: Screen) -> None:
    contact = screen.desk.contact()
    screen.desk.clock.advance(timedelta(days=1))
    screen.desk.visits.start(contact, [], [DOCTOR])
    screen.view.reload()
    plans = screen.view.findChild(QComboBox)
    assert plans is not None
    screen.until(lambda: not plans.isHidden())
    labels = [plans.itemText(place) for place in range(plans.count())]
    assert labels == ["Plan fra i dag · 0 af 1 afsluttet", "Plan fra 20-11-2026 · 0 af 3 afsluttet"]
    assert len(screen.view.rows) == 3, "the one in sight stays"
    plans.setCurrentIndex(0)
    plans.activated.emit(0)
    assert [row.item.task for row in screen.view.rows if row.item] == [DOCTOR]


def test_an_answer_older_than_what_was_just_written_takes_nothing_away(screen: Screen) -> None:
    stale = screen.desk.visits.known(CITIZEN)
    screen.choose("Gjort her")
    screen.until(lambda: screen.view.progress == "1 af 3 afsluttet")
    screen.view._work.show_known(stale)
    assert screen.view.progress == "1 af 3 afsluttet"
    screen.view._work.show_known(replace(stale, plans=()))
    assert screen.view.progress == "1 af 3 afsluttet"


def test_a_plan_done_with_is_not_gone_on_with_by_itself(empty: Screen) -> None:
    contact = empty.desk.contact()
    plan = empty.desk.visits.start(contact, [], [DOCTOR])
    empty.desk.visits.move(contact, plan, plan.items[0].id, Standing(State.DONE))
    empty.view.reload()
    plans = empty.view.findChild(QComboBox)
    assert plans is not None
    empty.until(lambda: plans.count() == 1)
    assert empty.view.plan is None


def test_a_deadline_that_has_passed_says_so_until_the_task_is_settled(screen: Screen) -> None:
    screen.desk.clock.advance(timedelta(days=6))
    screen.view.reload()
    screen.until(lambda: screen.row().chips == ("Skal gøres", "Fristen er overskredet"))
    screen.choose("Gjort her")
    screen.until(lambda: "Fristen er overskredet" not in screen.row().chips)


def test_a_deadline_that_had_passed_before_the_task_came_is_a_question_and_no_reproach(empty: Screen) -> None:
    day = date(2026, 11, 19)
    contact = empty.desk.contact()
    gone, local = replace(MOVE, due=day), replace(DOCTOR, deadline=CHECK_LOCALLY)
    empty.desk.visits.start(contact, [], [gone, replace(SUPPORT, due=TODAY), local])
    empty.desk.deliver()
    empty.reload()
    assert empty.row().chips == ("Skal gøres", "Fristen var 19-11-2026")
    assert empty.row(1).chips == ("Skal gøres",)
    assert empty.row(2).words == "Vælg læge\nFjordby Kommune afgør · Frist: tjek lokalt"
    empty.desk.clock.advance(timedelta(days=1))
    empty.view.reload()
    empty.until(lambda: empty.row(1).chips == ("Skal gøres", "Fristen er overskredet"))
    assert empty.row().chips == ("Skal gøres", "Fristen var 19-11-2026")


def test_only_a_task_of_udbetaling_danmark_is_sent_to_it(screen: Screen) -> None:
    offered = []
    for row in screen.view.rows:
        row.open_menu()
        offered.append(any("Sendt for borgeren" in action.text().replace("&", "") for action in row.menu.actions()))
        row.menu.close()
    assert [row.item.task.decider for row in screen.view.rows if row.item] == [
        "Fjordby Kommune",
        "Udbetaling Danmark",
        "Fjordby Kommune",
    ]
    assert offered == [False, True, False]


def test_a_task_that_nobody_could_judge_asks_for_the_citizen_until_somebody_has(screen: Screen) -> None:
    perhaps = PlanTask("boligydelse", "Boligydelse", "Udbetaling Danmark", unsure=True)
    screen.view.take_on("", [perhaps])
    screen.until(lambda: len(screen.view.rows) == 4)
    assert screen.row(3).chips[:2] == ("Skal gøres", "Spørg borgeren")
    assert "Spørg borgeren" not in screen.row(1).chips
    screen.choose("Gjort her", 3)
    screen.until(lambda: screen.row(3).chips[0] == "Gjort her")
    assert "Spørg borgeren" not in screen.row(3).chips


def test_a_task_that_the_print_leaves_out_says_so(screen: Screen) -> None:
    screen.view.take_on("", [PlanTask("krisecenter", "Krisecenter", "Kommunen", discreet=True)])
    screen.until(lambda: len(screen.view.rows) == 4)
    assert screen.row(3).words == "Krisecenter\nKommunen afgør · Står ikke på borgerens udskrift"


def test_the_print_is_asked_for_with_the_plan_in_sight(screen: Screen) -> None:
    button = next(found for found in screen.view.findChildren(QPushButton) if "Udskriv" in found.text())
    with screen.qtbot.waitSignal(screen.view.print_wanted, check_params_cb=lambda plan: plan == screen.plan):
        button.click()


def test_keys_and_screen_readers_find_everything(screen: Screen) -> None:
    screen.choose("Overdraget")
    assert nameless(screen.view) == []
    visited = tab_round(screen.qtbot, screen.view)
    assert {row.button for row in screen.view.rows} <= set(visited)
    assert screen.row().button.accessibleName() == "Anmeld flytning: Skal gøres. Skift status"
    assert screen.row().accessibleName() == "Anmeld flytning: Skal gøres"


def test_what_comes_back_for_somebody_gone_is_dropped(screen: Screen) -> None:
    screen.view.reload()
    screen.view.forget()
    assert not screen.view._work.timer.isActive()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1/12", date(2026, 12, 1)),
        (" 1.12.26 ", date(2026, 12, 1)),
        ("01-12-2026", date(2026, 12, 1)),
        ("1. 12. 2027", date(2027, 12, 1)),
        ("3/1", date(2027, 1, 3)),
        ("19/11", date(2026, 11, 19)),
        ("29/2", date(2028, 2, 29)),
        ("31/2", None),
        ("1/13", None),
        ("i morgen", None),
        ("", None),
        ("1/12/026", None),
    ],
)
def test_a_day_is_read_as_danes_write_it(text: str, day: date | None) -> None:
    today = date(2027, 6, 1) if text == "29/2" else TODAY
    assert typed_day(text, today) == day


def test_every_word_of_a_plan_is_there() -> None:
    assert all(plan_words.state(state) and plan_words.chip(state).text for state in State)
    assert all(plan_words.ask(ask, state) and plan_words.missing(ask) for state in State for ask in ASKS[state])
    assert all(plan_words.channel(channel) for channel in Channel)
    assert all(plan_words.outcome(outcome) for outcome in ContactOutcome)


def test_what_is_copied_out_of_it_is_traced_by_whoever_it_belongs_to(screen: Screen) -> None:
    screen.choose("Skriv note")
    assert untraced(screen.view) == []
    QTest.keyClicks(screen.focus(), "Ringede")
    QTest.keyClick(screen.focus(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    with screen.qtbot.waitSignal(screen.view.copy_wanted) as wanted:
        QTest.keyClick(screen.focus(), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert wanted.args == ["Ringede", "plan"]


def test_what_is_typed_stays_though_something_else_was_written_meanwhile(screen: Screen) -> None:
    screen.view._more.setText("Ring til udlejer")
    screen.refuses = True
    QTest.keyClick(screen.view._more, Qt.Key.Key_Return)
    screen.until(lambda: bool(screen.failed))
    screen.refuses = False
    screen.choose("Gjort her")
    screen.until(lambda: screen.view.progress == "1 af 3 afsluttet")
    assert screen.view._more.text() == "Ring til udlejer"
