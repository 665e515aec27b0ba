"""Life situations at the counter, by keyboard alone: what the registers point to, the plan of the visit, what-if."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from app.access.trace import TraceEvent
from app.facts.model import Fact
from app.situations.due import Event
from app.situations.forms.answers import Stands
from app.situations.forms.representation import Acting
from app.situations.plan import Plan
from app.situations.told import Channel, ContactOutcome, State
from tests.journeys.fjordby import ERRANDS, Desk, full_name
from tests.journeys.leaks import Planted
from tests.journeys.reckoned import estimate
from widgets.situations.closing import ClosingDialog
from widgets.situations.plan import PlanView
from widgets.situations.task_view import TaskView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of menus, off screen
_MOST_TABS = 80


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or str(widget.property("text") or "")


def focus() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def stops(desk: Desk) -> list[QWidget]:
    """What Tab could come to."""
    seen = (widget for widget in desk.window.findChildren(QWidget) if widget.isVisible() and widget.isEnabled())
    return [widget for widget in seen if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]


def tab_to(desk: Desk, words: str) -> QWidget:
    """Press Tab until what has the focus is called something with `words` in it; it may be on its way into sight."""
    desk.wait(lambda: any(words in name_of(stop) for stop in stops(desk)))
    passed = []
    for _ in range(_MOST_TABS):
        desk.press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if words in name_of(focused):
            return focused
        passed.append(name_of(focused))
    raise AssertionError(f"Tab never comes to {words!r}, only to {passed}")


def turn_to(desk: Desk, number: int) -> None:
    desk.press(getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier)
    desk.wait(lambda: desk.page.tabs.currentIndex() == number - 1)


def open_life(desk: Desk) -> None:
    turn_to(desk, 2)
    desk.wait(lambda: desk.page.life.plan is not None and len(desk.page.life.facts) > 0)
    QApplication.processEvents()


def plan_view(desk: Desk) -> PlanView:
    view = desk.page.life.plan
    assert view is not None
    return view


def the_plan(desk: Desk) -> Plan:
    desk.wait(lambda: plan_view(desk).plan is not None)
    plan = plan_view(desk).plan
    assert plan is not None
    return plan


def move(desk: Desk, words: str) -> None:
    """Enter on the task in focus opens what may be done with it; the one that begins with `words` is chosen."""
    desk.press(Qt.Key.Key_Return)
    menu = next(row.menu for row in plan_view(desk).rows if row.button.hasFocus())
    desk.wait(menu.isVisible)
    menu.setActiveAction(next(action for action in menu.actions() if action.text().replace("&", "").startswith(words)))
    QTest.keyClick(menu, Qt.Key.Key_Return)
    desk.come_back()  # off screen no window gets the focus back from a menu


def settled(desk: Desk, task: str) -> State:
    return next(item.standing.state for item in the_plan(desk).items if item.task.task == task)


def test_a_walk_in_who_has_moved_leaves_with_a_plan(desk: Desk) -> None:
    """Journey 1: from the errand to the plan, its tasks done or handed over, and the contact closed."""
    desk.visit("moved_last_week", "flytning")
    open_life(desk)
    tab_to(desk, "Vælg Flyttet til kommunen")
    desk.press(Qt.Key.Key_Space)
    tab_to(desk, "Læg Flyttet til kommunen i planen")
    desk.press(Qt.Key.Key_Space)
    plan = the_plan(desk)
    assert "Kommunen · Borgerservice" in plan.items[0].task.decider
    assert any("Udbetaling Danmark" in item.task.decider for item in plan.items)
    assert all(item.standing.state is State.TO_DO for item in plan.items)
    assert not any(item.task.task == "helbredstillaeg" for item in plan.items), "the citizen is 29"
    tab_to(desk, "Flytning inden for Danmark: Sæt til »Gjort her«")
    assert any(row.words.count("CPR har flytningen fra ") for row in plan_view(desk).rows)
    assert not any("Fristen" in chip for row in plan_view(desk).rows for chip in row.chips), "CPR has the move"
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: settled(desk, "flytning-indenlands") is State.DONE)
    tab_to(desk, "Ændringer i boligstøtten")
    move(desk, "Overdraget")
    desk.wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    desk.write("Udbetaling Danmark, boligstøtte")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: settled(desk, "boligstoette-aendring") is State.HANDED_OVER)
    desk.wait(lambda: not plan_view(desk)._work.visit.unsent())
    contact = plan_view(desk)._work.visit.contact
    assert contact is not None
    citizen = contact.citizen
    desk.leave("2")
    assert desk.page.sight.citizen is None
    told = desk.workplace._tools.visits  # type: ignore[union-attr] # this desk serves
    desk.wait(lambda: told.known(citizen).contacts[0].closed_at is not None)
    known = told.known(citizen)
    assert known.contacts[0].outcome is ContactOutcome.CONTINUES, "the rest of the plan is left"
    assert known.plans[0].settled == 2
    written = [line.result.split()[0] for line in desk.lines if line.event is TraceEvent.WRITTEN]
    assert written == ["plan", "plan", "plan", "contact"]


def test_a_task_read_beside_the_citizen_says_whether_it_is_on_the_plan(desk: Desk) -> None:
    desk.visit("moved_last_week", "flytning")
    open_life(desk)
    desk.page.life.choose_situation("flytning-ind")
    the_plan(desk)
    for key, offered in (("flytning-indenlands", "Vis i planen"), ("pas-voksen", "Læg i planen")):
        desk.page.tasks.show_task(key)
        task = desk.page._split.pane.content
        assert isinstance(task, TaskView)
        assert offered in [button.text() for button in task.findChildren(QPushButton)]


def test_the_plan_says_by_when_from_the_register_s_day_or_the_citizen_s(desk: Desk) -> None:
    desk.visit("moved_last_week", "flytning")
    open_life(desk)
    life = desk.page.life
    moved = life.facts["flyttet_dato"]
    assert isinstance(moved, Fact)
    assert isinstance(moved.value, date)
    desk.page.tasks.show_task("aktindsigt")
    task = desk.page._split.pane.content
    assert isinstance(task, TaskView)
    QTest.keyClicks(task.happened.box, "20-11-2026")
    assert task.happened.event_asked is Event.REQUEST
    task._start.click()
    desk.wait(lambda: len(the_plan(desk).items) == 1)
    assert the_plan(desk).items[0].task.due == date(2026, 12, 1), "seven working days"
    life.choose_situation("flytning-ind")
    desk.wait(lambda: len(the_plan(desk).items) > 1)
    due = {item.task.task: item.task.due for item in the_plan(desk).items}
    assert due["flytning-indenlands"] == moved.value + timedelta(days=5)
    assert due["laegevalg"] is None, "no law counts it"


def test_the_plan_of_another_day_is_what_opens_the_next_time(desk: Desk) -> None:
    desk.visit("moved_last_week", "flytning")
    open_life(desk)
    assert desk.page.life._bar.currentIndex() == 0, "there is none yet"
    desk.page.life.choose_situation("flytning-ind")
    the_plan(desk)
    desk.leave("2")
    desk.visit("moved_last_week", "flytning")
    open_life(desk)
    desk.wait(lambda: desk.page.life._bar.currentIndex() == 1)
    desk.page.life._bar.setCurrentIndex(0)
    plan_view(desk).reload()
    the_plan(desk)
    QApplication.processEvents()
    assert desk.page.life._bar.currentIndex() == 0, "somebody wants the situation"
    dialog = asked_how_it_ended(desk)
    assert dialog.answers[1].isDefault(), "nothing was done, and the plan lacks something still"
    dialog.reject()


@pytest.mark.parametrize("errand", ["boligstoette", "flytning"])
def test_a_form_filled_in_on_the_citizens_behalf_has_its_task_sent_with_one_key(desk: Desk, errand: str) -> None:
    """Journey 2: from the task to its form, and from the finished form back, with the ground told once. The form is
    listed with the errand that is its own; on another it leads to the plan at once."""
    desk.visit("widow_changed_pension", errand)
    open_life(desk)
    life = desk.page.life
    life.plan_task("boligstoette-aendring")
    the_plan(desk)
    desk.wait(plan_view(desk).rows[0].button.hasFocus)
    move(desk, "Udfyld: Ændret indkomst")
    desk.wait(lambda: life.form is not None)
    form = life.form
    assert form is not None
    work = form._work
    work.represent(replace(work.draft.representation, acting=Acting.ASSISTED, why="Ser næsten ikke"))
    for name, text in (
        ("ydelse", "boligstoette"),
        ("aendret_fra", "11-2026"),
        ("indkomstart", "loen"),
        ("hvis_indkomst", "borgeren"),
        ("oplyst_indkomst_maaned", "9.000"),
        ("varig", "ja"),
    ):
        work.tell(name, text)
    for filled in work.sheet.hindrances:
        work.choose(filled.field.name, Stands.CITIZEN)
    assert work.can_finish, [filled.field.name for filled in work.sheet.hindrances]
    desk.control(Qt.Key.Key_Return)
    desk.wait(lambda: life.form is None)
    if errand == "boligstoette":
        desk.wait(lambda: "Kopiér til Udbetaling Danmark" in name_of(QApplication.focusWidget() or desk.page))
        tab_to(desk, "På planen: Ændringer i boligstøtten. Sæt til »Sendt for borgeren«")
    else:
        desk.wait(plan_view(desk).rows[0].offer.button.hasFocus)
    assert settled(desk, "boligstoette-aendring") is State.TO_DO, "offered, not set"
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: settled(desk, "boligstoette-aendring") is State.SUBMITTED)
    assert the_plan(desk).items[0].standing.ground == "Ser næsten ikke"
    assert life._bar.currentIndex() == 1
    assert plan_view(desk).rows[0].button.hasFocus()


def asked_how_it_ended(desk: Desk) -> ClosingDialog:
    desk.page.life.ask_how_it_ended()
    desk.wait(lambda: desk.page.life._visiting._closing is not None)
    dialog = desk.page.life._visiting._closing
    assert dialog is not None
    return dialog


def ready_under_enter(dialog: ClosingDialog) -> list[ContactOutcome]:
    return [outcome for outcome, answer in zip(ContactOutcome, dialog.answers, strict=False) if answer.isDefault()]


def test_no_answer_is_ready_before_the_plans_are_read_or_for_a_contact_that_was_open_already(desk: Desk) -> None:
    desk.visit("moved_last_week", "flytning")
    place = desk.page.life._visiting
    asked: list[list[ContactOutcome]] = []

    def ask() -> None:
        assert place.plan is not None
        assert place.plan.plans is None
        place.ask_how_it_ended()
        assert place._closing is not None
        asked.append(ready_under_enter(place._closing))
        place._closing.reject()

    place.begun.connect(ask)
    turn_to(desk, 2)
    desk.wait(lambda: bool(asked))
    assert asked == [[]], "there may be a plan that goes on"
    desk.wait(lambda: plan_view(desk).plans == ())
    dialog = asked_how_it_ended(desk)
    assert ready_under_enter(dialog) == [ContactOutcome.SETTLED]
    dialog.reject()
    told = desk.workplace._tools.visits  # type: ignore[union-attr] # this desk serves
    told.open(desk.people["moved_last_week"], "pas", Channel.COUNTER)
    desk.page.take_errand("pas")
    dialog = asked_how_it_ended(desk)
    assert ready_under_enter(dialog) == [], "the program was closed in it, and nobody has looked at what was done"
    dialog.reject()


def test_a_passport_that_nobody_planned_is_a_contact_by_telephone_and_settled(desk: Desk) -> None:
    desk.visit("moved_last_week", "flytning")
    open_life(desk)
    desk.page.life.choose_situation("flytning-ind")
    citizen = plan_view(desk)._work.visit.serve().citizen
    desk.page.take_errand("pas")
    told = desk.workplace._tools.visits  # type: ignore[union-attr] # this desk serves
    assert [contact.errand for contact in told.known(citizen).contacts] == ["flytning"], "looking is no contact"
    dialog = asked_how_it_ended(desk)
    QTest.keyClicks(dialog, "t")
    ended: list[None] = []
    desk.page.life.ended.connect(lambda: ended.append(None))
    QTest.keyClick(dialog.answers[0], Qt.Key.Key_Return)
    desk.wait(lambda: ended == [None])
    contact = told.known(citizen).contacts[0]
    assert (contact.errand, contact.channel, contact.outcome) == ("pas", Channel.PHONE, ContactOutcome.SETTLED)
    assert contact.closed_at is not None


def test_what_is_only_looked_at_leaves_no_contact_and_a_plan_that_goes_on_is_ready_under_enter(desk: Desk) -> None:
    desk.visit("moved_last_week", "flytning")
    open_life(desk)
    told = desk.workplace._tools.visits  # type: ignore[union-attr] # this desk serves
    citizen = desk.page.sight.citizen
    assert citizen is not None
    desk.leave("0")
    assert told.known(citizen).contacts == ()
    desk.visit("moved_last_week", "flytning")
    open_life(desk)
    desk.page.life.choose_situation("flytning-ind")
    the_plan(desk)
    QTest.keyClick(asked_how_it_ended(desk), Qt.Key.Key_Escape)
    assert told.known(citizen).contacts[0].closed_at is None
    QTest.keyClicks(asked_how_it_ended(desk), "4")
    desk.wait(lambda: told.known(citizen).contacts[0].closed_at is not None)
    assert told.known(citizen).contacts[0].outcome is ContactOutcome.BROKEN_OFF


def test_how_the_citizen_came_is_corrected_with_one_key_where_the_contact_ends(desk: Desk) -> None:
    desk.visit("moved_last_week", "flytning")
    open_life(desk)
    desk.page.life.choose_situation("flytning-ind")
    the_plan(desk)
    told = desk.workplace._tools.visits  # type: ignore[union-attr] # this desk serves
    citizen = plan_view(desk)._work.visit.serve().citizen
    assert told.known(citizen).contacts[0].channel is Channel.COUNTER
    QTest.keyClicks(asked_how_it_ended(desk), "t2")
    desk.wait(lambda: told.known(citizen).contacts[0].closed_at is not None)
    contact = told.known(citizen).contacts[0]
    assert contact.channel is Channel.PHONE
    assert f"contact {contact.id} closed, channel phone" in [line.result for line in desk.lines]
    desk.come_back()
    desk.visit("truly_no_income", "flytning")
    open_life(desk)
    assert desk.page.life._visiting.channel.channel is Channel.PHONE, "whoever sits at the telephone keeps it"


def test_who_goes_back_from_the_question_of_how_it_ended_still_finds_the_plan(desk: Desk) -> None:
    desk.visit("moved_last_week", "flytning")
    QTest.keyClick(asked_how_it_ended(desk), Qt.Key.Key_Escape)
    desk.come_back()
    open_life(desk)
    desk.page.life.choose_situation("flytning-ind")
    assert the_plan(desk).items


def test_a_colleague_goes_on_with_the_plan_tomorrow(desk: Desk) -> None:
    desk.visit("moved_last_week", "flytning")
    open_life(desk)
    desk.page.life.choose_situation("flytning-ind")
    plan = the_plan(desk)
    desk.wait(lambda: not plan_view(desk)._work.visit.unsent())
    desk.leave("2")
    desk.wind(timedelta(days=1))
    desk.visit("moved_last_week", "flytning")
    open_life(desk)
    assert the_plan(desk).id == plan.id
    assert len(the_plan(desk).items) == len(plan.items)


def test_nothing_of_one_citizens_plan_is_left_for_the_next(desk: Desk) -> None:
    desk.visit("moved_last_week", "flytning")
    open_life(desk)
    desk.page.life.choose_situation("flytning-ind")
    the_plan(desk)
    desk.visit("truly_no_income", "flytning")
    assert desk.page.life.plan is None
    assert "Flyttet til kommunen" not in desk.said()
    open_life(desk)
    assert plan_view(desk).plan is None


def test_a_changed_income_over_65_is_estimated_and_reported_on_the_citizens_behalf(desk: Desk) -> None:
    """Journey 2: the estimate of the new support, and the change sent for somebody who cannot herself."""
    desk.visit("widow_changed_pension", "boligstoette")
    open_life(desk)
    page = estimate(desk, now="17.500", then="15.000")
    change = next(change for change in page.table.model._rows if change.after.benefit == "boligstoette")
    assert change.monthly is not None
    assert change.monthly > Decimal(0)
    assert "vejledende" in desk.said()
    assert "Udbetaling Danmark" in desk.said()
    turn_to(desk, 2)
    desk.page.life.plan_task("boligstoette-aendring")
    the_plan(desk)
    tab_to(desk, "Ændringer i boligstøtten")
    move(desk, "Sendt for borgeren")
    desk.wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    desk.write("Særligt behov: kan ikke bruge selvbetjening")
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: settled(desk, "boligstoette-aendring") is State.SUBMITTED)
    item = the_plan(desk).items[0]
    assert item.standing.ground == "Særligt behov: kan ikke bruge selvbetjening"


def printed(desk: Desk, plan: Plan) -> str:
    """All that is to be read on the citizen's print of the plan."""
    papers: list[bytes] = []
    desk.page.life.paper_made.connect(lambda content, _title: papers.append(bytes(content)))
    plan_view(desk).print_wanted.emit(plan)
    desk.wait(lambda: bool(papers))
    with closing(pypdfium2.PdfDocument(papers[0])) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_the_citizens_print_has_the_plan_and_no_number(desk: Desk) -> None:
    who = desk.people["moved_last_week"]
    desk.visit(who, "flytning")
    open_life(desk)
    desk.page.life.choose_situation("flytning-ind")
    plan = the_plan(desk)
    said = printed(desk, plan)
    assert full_name(desk.town.citizen("moved_last_week")) in said
    assert all(item.task.title in said for item in plan.items)
    assert "Det handler det om • Du er flyttet til kommunen Det" in said
    assert ERRANDS["flytning"].title not in said, "an errand may be what those at home may not know"
    assert Planted([who.digits], (), ()).found_in(said.encode()) == set()
    copied = [line for line in desk.lines if line.event is TraceEvent.COPIED]
    assert [line.result for line in copied] == [f"plan {plan.id}"]


def test_a_protected_citizens_print_has_no_name(desk: Desk) -> None:
    desk.visit("protected", "flytning")
    open_life(desk)
    desk.page.life.choose_situation("flytning-ind")
    plan = the_plan(desk)
    said = printed(desk, plan)
    assert plan.items[0].task.title in said
    who, name = desk.people["protected"].digits, full_name(desk.town.citizen("protected"))
    assert Planted([who], [name], ()).found_in(said.encode()) == set()


def answer(desk: Desk, label: str, text: str) -> None:
    """Tab to the field, and type over what is there."""
    tab_to(desk, label)
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit):
        field.selectAll()
    desk.write(text)


def agree(desk: Desk, label: str, word: str = "Ja") -> None:
    tab_to(desk, f"{label}: ")
    if word == "Nej":
        desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Space)
