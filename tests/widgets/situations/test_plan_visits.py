"""Plans from one visit to the next: which one goes on, what another errand does not open, and what is half typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.access.model import Section, Widening, WideningGround
from app.situations.told import ContactOutcome, PlanTask, State
from app.situations.unsaved import Unsaved
from app.situations.visit import Visit
from tests.app.desk import CITIZEN
from tests.app.situations.desks import DOCTOR, MOVE, SUPPORT
from tests.widgets.situations.plan_screen import Screen
from widgets.situations.elsewhere import ElsewhereBanner
from widgets.situations.item_forms import StandingForm
from widgets.situations.plan import PlanView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # raising and grabbing, for menus


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


def begun(screen: Screen) -> int:
    return len(screen.desk.visits.known(CITIZEN).plans)


def test_a_situation_chosen_again_the_same_day_goes_on_with_the_plan_although_nobody_knows_its_day(
    empty: Screen,
) -> None:
    contact = empty.desk.contact()
    empty.desk.visits.start(contact, ["flytning-ind"], [SUPPORT, DOCTOR])
    empty.desk.visits.close(contact, ContactOutcome.CONTINUES)
    empty.desk.clock.advance(timedelta(hours=1))
    empty.view = PlanView(Visit(empty.desk.visits, CITIZEN, "flytning", empty.trace), empty.desk.clock.now)
    empty.qtbot.addWidget(empty.view)
    empty.view.reload()
    empty.view.take_on("flytning-ind", [SUPPORT, PlanTask("pas", "Nyt pas")])
    empty.until(lambda: len(empty.view.rows) == 3)
    assert begun(empty) == 1


def test_what_is_chosen_before_the_plans_are_known_waits_for_them(screen: Screen) -> None:
    view = PlanView(Visit(screen.desk.visits, CITIZEN, "flytning", screen.trace), screen.desk.clock.now)
    screen.qtbot.addWidget(view)
    view.reload()
    view.take_on("flytning-ind", [MOVE, SUPPORT, DOCTOR, PlanTask("pas", "Nyt pas")])
    screen.until(lambda: len(view.rows) == 4)
    assert begun(screen) == 1


def test_what_is_chosen_twice_at_once_begins_one_plan(empty: Screen) -> None:
    empty.view.reload()
    empty.view.take_on("flytning-ind", [SUPPORT])
    empty.view.take_on("flytning-ind", [SUPPORT, DOCTOR])
    empty.until(lambda: len(empty.view.rows) == 2)
    assert begun(empty) == 1


def test_what_could_not_be_begun_keeps_nothing_else_from_being_begun(empty: Screen) -> None:
    empty.view.reload()
    empty.until(lambda: bool(empty.traced))
    empty.refuses = True
    empty.view.take_on("flytning-ind", [SUPPORT])
    empty.until(lambda: bool(empty.failed))
    empty.refuses = False
    empty.view.take_on("", [DOCTOR])
    empty.until(lambda: len(empty.view.rows) == 1)
    assert begun(empty) == 1


# What another errand does not open


def test_a_plan_of_another_errand_is_told_of_and_not_shown(screen: Screen) -> None:
    wanted: list[None] = []
    view = PlanView(Visit(screen.desk.visits, CITIZEN, "pas", screen.trace), screen.desk.clock.now)
    view.errand_wanted.connect(lambda: wanted.append(None))
    screen.qtbot.addWidget(view)
    view.reload()
    screen.until(lambda: bool(view.elsewhere))
    assert view.elsewhere == "Der er en plan fra et andet ærinde. Handler henvendelsen om den, så skift ærinde."
    assert (view.plan, view.rows) == (None, ())
    said = " ".join(label.text() for label in view.findChildren(QLabel))
    assert not any(task.title in said for task in (MOVE, SUPPORT, DOCTOR))
    view._elsewhere.button.click()
    assert len(wanted) == 1
    assert screen.view.elsewhere == "", "under its own errand it is shown"
    view.forget()


@pytest.mark.parametrize(
    ("ground", "why"),
    [
        (WideningGround.CONSENT, " Et samtykke dækker kun det, borgeren har sagt ja til (forvaltningsloven § 29)."),
        (WideningGround.SECOND_PURPOSE, ""),
    ],
)
def test_what_was_opened_beyond_the_errand_says_why_no_plan_came_with_it(
    screen: Screen, ground: WideningGround, why: str
) -> None:
    opened: list[Widening] = []
    visit = Visit(screen.desk.visits, CITIZEN, "pas", screen.trace)
    view = PlanView(visit, screen.desk.clock.now, widenings=lambda: opened)
    screen.qtbot.addWidget(view)
    view.reload()
    screen.until(lambda: bool(view.elsewhere))
    opened.append(Widening(Section.CASES, ground, "Må se mine sager", screen.desk.clock.now()))
    view.show()
    assert view.elsewhere == (
        "Der er en plan fra et andet ærinde. Det, du har åbnet (Sager og dokumenter), omfatter ikke planer."
        f"{why} Handler henvendelsen om den, så skift ærinde."
    )
    assert view.plan is None
    view.forget()


def test_several_plans_of_other_errands_are_counted(qtbot: QtBot) -> None:
    banner = ElsewhereBanner()
    qtbot.addWidget(banner)
    banner.show_plans(2)
    assert banner.told == "Der er 2 planer fra andre ærinder. Handler henvendelsen om en af dem, så skift ærinde."
    banner.show_plans(0)
    assert banner.told == ""


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


def test_what_is_typed_before_the_plan_is_there_keeps_its_selection_when_it_comes(screen: Screen) -> None:
    view = PlanView(Visit(screen.desk.visits, CITIZEN, "flytning", screen.trace), screen.desk.clock.now)
    screen.qtbot.addWidget(view)
    view.reload()
    view._more.setText("Hent nøgler")
    view._more.setSelection(0, 4)
    screen.until(lambda: len(view.rows) == 3)
    assert (view._more.text(), view._more.selectedText()) == ("Hent nøgler", "Hent")


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
