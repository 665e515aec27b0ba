"""The plan on the screen: moved by keyboard, asking just what a state needs, honest about what is not sent yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.access.trace import TraceEvent
from app.errors import UserError
from app.situations.plan import (
    ASKS,
    CHECK_LOCALLY,
    Ask,
    Channel,
    ContactOutcome,
    ItemMoved,
    Plan,
    PlanItem,
    PlanTask,
    Standing,
    State,
)
from app.situations.records import PlanRecords
from app.situations.unsaved import Unsaved
from app.situations.visits import Visit
from tests.app.desk import CITIZEN
from tests.app.situations.desks import DOCTOR, LISE, MOVE, OMAR, SUPPORT, Line, VisitDesk, shared_file
from tests.widgets.accessibility import nameless, tab_round, untraced
from widgets.situations import plan_words
from widgets.situations.item_forms import StandingForm
from widgets.situations.item_row import ItemRow
from widgets.situations.plan import PlanView
from widgets.situations.typed_day import typed_day

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # raising and grabbing, for menus

ENOUGH = 5_000
TODAY = date(2026, 11, 20)


@dataclass(slots=True)
class Screen:
    """The view with a plan of three tasks, begun by a colleague and told."""

    desk: VisitDesk
    view: PlanView
    qtbot: QtBot
    traced: list[tuple[TraceEvent, str]] = field(default_factory=list)
    failed: list[UserError] = field(default_factory=list)
    refuses: bool = False

    def trace(self, event: TraceEvent, what: str) -> None:
        if self.refuses:
            raise UserError("access-refused", rule="self")
        self.traced.append((event, what))

    @property
    def plan(self) -> Plan:
        (plan, *_) = self.desk.visits.known(CITIZEN).plans
        return plan

    def item(self, place: int = 0) -> PlanItem:
        return self.plan.items[place]

    def row(self, place: int = 0) -> ItemRow:
        return self.view.rows[place]

    def reload(self) -> None:
        self.view.reload()
        self.until(lambda: len(self.view.rows) == 3)

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=ENOUGH)

    def choose(self, words: str, place: int = 0) -> None:
        """From the task's menu, by its words."""
        row = self.row(place)
        row.button.setFocus()
        QTest.keyClick(row.button, Qt.Key.Key_Return)
        actions = {action.text().replace("&", "").removesuffix(" …"): action for action in row.menu.actions()}
        row.menu.close()
        actions[words].trigger()

    def focus(self) -> QWidget:
        """Of the view's window: a menu that has just closed may have taken the focus of the desktop along."""
        found = self.view.focusWidget()
        assert found is not None
        return found

    def type(self, text: str) -> None:
        box = self.focus()
        assert isinstance(box, QLineEdit)
        box.clear()
        QTest.keyClicks(box, text)
        QTest.keyClick(box, Qt.Key.Key_Return)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    store = shared_file(tmp_path)
    yield Line(PlanRecords(store))
    store.lock()


@pytest.fixture
def empty(line: Line, tmp_path: Path, qtbot: QtBot) -> Iterator[Screen]:
    desk = VisitDesk(tmp_path / "lise", line, LISE)
    desk.clock.advance(timedelta(minutes=10))

    def trace(event: TraceEvent, what: str) -> None:
        made.trace(event, what)

    view = PlanView(Visit(desk.visits, CITIZEN, "flytning", trace), desk.clock.now)
    made = Screen(desk, view, qtbot)
    view.failed.connect(made.failed.append)
    qtbot.addWidget(view)
    view.resize(700, 640)
    view.show()
    view.activateWindow()
    assert QTest.qWaitForWindowActive(view, ENOUGH)
    yield made
    view.forget()
    desk.close()


@pytest.fixture
def screen(empty: Screen, line: Line, tmp_path: Path) -> Screen:
    omar = VisitDesk(tmp_path / "omar", line, OMAR)
    omar.plan()
    omar.deliver()
    omar.close()
    empty.desk.deliver()
    empty.reload()
    return empty


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
    empty.view._more.setFocus()
    empty.type("Ring til udlejer")
    empty.until(lambda: len(empty.view.rows) == 1)
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
    screen.until(lambda: not screen.view._timer.isActive())
    screen.view._notice.acted.emit()
    screen.until(lambda: screen.view.notice == "")


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
    screen.view._show_known(stale)
    assert screen.view.progress == "1 af 3 afsluttet"
    screen.view._show_known(replace(stale, plans=()))
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


# One plan for what happened, another for what happens next


def moved_again(screen: Screen) -> PlanTask:
    """200 days later; the plan of the first time has something left."""
    screen.choose("Gjort her")
    screen.until(lambda: screen.item().standing.state is State.DONE)
    screen.desk.clock.advance(timedelta(days=200))
    screen.view = PlanView(
        Visit(screen.desk.visits, CITIZEN, "flytning", screen.trace),
        screen.desk.clock.now,
        {"flytning-ind": "Flyttet"},
    )
    screen.qtbot.addWidget(screen.view)
    screen.view.show()
    screen.reload()
    return replace(MOVE, due=date(2027, 6, 13))


def test_what_is_done_once_is_to_be_done_again_when_it_happens_again(screen: Screen) -> None:
    again, first = moved_again(screen), screen.plan
    screen.view.take_on("flytning-ind", [again, SUPPORT])
    screen.until(lambda: screen.view.plan is not None and screen.view.plan.id != first.id)
    assert [row.item.standing.state for row in screen.view.rows if row.item] == [State.TO_DO, State.TO_DO]
    assert {plan.id for plan in screen.desk.visits.known(CITIZEN).plans} >= {first.id}
    plans = screen.view._plans
    assert plans.isVisible()
    assert plans.count() == 2
    screen.view._choose(next(place for place in range(2) if plans.itemData(place) == first.id))
    assert screen.view.plan is not None
    assert screen.view.plan.id == first.id
    assert screen.row().chips[0] == "Gjort her"


def test_a_colleague_who_chooses_the_same_move_once_more_goes_on_with_its_plan(screen: Screen) -> None:
    plan = screen.plan
    screen.view.take_on("flytning-ind", [MOVE, replace(DOCTOR, task="sundhedskort-nyt", title="Sundhedskort")])
    screen.until(lambda: len(screen.view.rows) == 4)
    assert screen.view.plan is not None
    assert screen.view.plan.id == plan.id


def test_a_task_by_hand_that_was_done_before_begins_a_plan_and_one_that_was_not_goes_on(screen: Screen) -> None:
    again, first = moved_again(screen), screen.plan
    screen.view.take_on("", [SUPPORT])
    assert screen.view.plan is not None
    assert screen.view.plan.id == first.id
    screen.view.take_on("", [again])
    screen.until(lambda: screen.view.plan is not None and screen.view.plan.id != first.id)
    assert [row.item.task for row in screen.view.rows if row.item] == [again]


def test_a_plan_for_something_else_is_begun_by_keyboard_beside_the_one_in_sight(screen: Screen) -> None:
    first = screen.plan
    screen.view._fresh.setFocus()
    QTest.keyClick(screen.view._fresh, Qt.Key.Key_Space)
    assert screen.view.rows == ()
    assert screen.view._more.hasFocus()
    screen.view.reload()
    screen.type("Hent nøgler")
    screen.until(lambda: len(screen.view.rows) == 1)
    assert screen.view.plan is not None
    assert screen.view.plan.id != first.id
    assert screen.view._plans.count() == 2


# What another errand does not open


def test_a_plan_of_another_errand_is_told_of_and_not_shown(screen: Screen) -> None:
    wanted: list[None] = []
    view = PlanView(Visit(screen.desk.visits, CITIZEN, "pas", screen.trace), screen.desk.clock.now)
    view.errand_wanted.connect(lambda: wanted.append(None))
    screen.qtbot.addWidget(view)
    view.reload()
    screen.until(lambda: bool(view.elsewhere))
    assert view.elsewhere == "Der er en plan fra et andet ærinde. Gælder det den, så skift til det ærinde."
    assert (view.plan, view.rows) == (None, ())
    said = " ".join(label.text() for label in view.findChildren(QLabel))
    assert not any(task.title in said for task in (MOVE, SUPPORT, DOCTOR))
    view._elsewhere.button.click()
    assert len(wanted) == 1
    assert screen.view.elsewhere == "", "under its own errand it is shown"
    view.forget()


# What is typed and not saved


def come_back(screen: Screen) -> PlanView:
    """The desk locked, and somebody looks at the plan again."""
    screen.view.keep_now()
    view = PlanView(Visit(screen.desk.visits, CITIZEN, "flytning", screen.trace), screen.desk.clock.now)
    screen.qtbot.addWidget(view)
    view.reload()
    screen.until(lambda: len(view.rows) == 3)
    return view


def in_form(view: PlanView, place: int) -> list[str]:
    form = view.rows[place].form
    assert form is not None
    lines, texts = form.findChildren(QLineEdit), form.findChildren(QPlainTextEdit)
    return [line.text() for line in lines] + [text.toPlainText() for text in texts]


def test_what_is_half_typed_is_there_when_the_desk_opens_again(screen: Screen) -> None:
    screen.choose("Overdraget")
    QTest.keyClicks(screen.focus(), "Pension og")
    screen.choose("Skriv note", 1)
    QTest.keyClicks(screen.focus(), "Ringer i morgen ")
    screen.view._more.setFocus()
    QTest.keyClicks(screen.view._more, "Hent nø")
    view = come_back(screen)
    assert in_form(view, 0) == ["Pension og", "20-11-2026"]
    assert in_form(view, 1) == ["Ringer i morgen "]
    assert view.rows[2].form is None
    assert view._more.text() == "Hent nø"
    form = view.rows[0].form
    assert isinstance(form, StandingForm)
    form.save()
    screen.until(lambda: screen.item().standing.state is State.HANDED_OVER)
    assert screen.item().standing.receiver == "Pension og"


def test_it_is_kept_soon_after_it_is_typed_without_anybody_asking(screen: Screen) -> None:
    screen.choose("Skriv note")
    QTest.keyClicks(screen.focus(), "Ri")
    screen.until(lambda: len(screen.desk.visits.unsaved_texts.of_citizen(CITIZEN, "flytning").forms) == 1)
    QTest.keyClicks(screen.focus(), "nger")
    kept = screen.desk.visits.unsaved_texts
    screen.until(
        lambda: [dict(form.words) for form in kept.of_citizen(CITIZEN, "flytning").forms] == [{"note": "Ringer"}]
    )


@pytest.mark.parametrize("way", ["saved", "left", "another state"])
def test_what_is_written_or_not_wanted_does_not_come_back(screen: Screen, way: str) -> None:
    screen.choose("Afventer")
    QTest.keyClicks(screen.focus(), "Banken")
    screen.view.keep_now()
    form = screen.row().form
    assert isinstance(form, StandingForm)
    match way:
        case "saved":
            form.save()
        case "left":
            QTest.keyClick(screen.focus(), Qt.Key.Key_Escape)
        case _:
            screen.choose("Gjort her")
    screen.until(lambda: screen.row().form is None)
    view = come_back(screen)
    assert view.rows[0].form is None
    assert screen.desk.visits.unsaved_texts.of_citizen(CITIZEN, "flytning").is_blank


def test_a_task_that_is_added_is_half_typed_no_more(screen: Screen) -> None:
    screen.view._more.setFocus()
    screen.type("Hent nøgler")
    screen.until(lambda: len(screen.view.rows) == 4)
    screen.view.keep_now()
    assert screen.desk.visits.unsaved_texts.of_citizen(CITIZEN, "flytning").is_blank


def test_a_form_that_is_only_opened_is_nothing_typed(screen: Screen) -> None:
    screen.choose("Overdraget")
    screen.view.keep_now()
    assert screen.desk.visits.unsaved_texts.of_citizen(CITIZEN, "flytning") == Unsaved()


def test_the_plan_that_somebody_was_typing_in_comes_before_a_newer_one(screen: Screen) -> None:
    screen.choose("Skriv note")
    QTest.keyClicks(screen.focus(), "Vent")
    screen.desk.clock.advance(timedelta(minutes=5))
    screen.desk.visits.start(screen.desk.contact(), [], [DOCTOR])
    view = come_back(screen)
    assert in_form(view, 0) == ["Vent"]


def test_text_that_cannot_be_kept_is_said_and_stays_on_the_screen(screen: Screen) -> None:
    screen.choose("Skriv note")
    screen.desk.store.lock()
    QTest.keyClicks(screen.focus(), "Vent")
    screen.until(lambda: bool(screen.failed))
    assert in_form(screen.view, 0) == ["Vent"]
    screen.view.keep_now()
    screen.desk.store.open()
    screen.view.keep_now()
    assert len(screen.desk.visits.unsaved_texts.of_citizen(CITIZEN, "flytning").forms) == 1


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
    assert not screen.view._timer.isActive()


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
