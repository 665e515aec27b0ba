"""Forms at the counter, by keyboard alone: decided, left and gone on with, and what leads from one to another."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.benefits.model import Heard, Outcome
from app.facts.model import Fact
from app.situations.forms.answers import Stands
from app.situations.told import State
from tests.journeys.fjordby import Desk
from tests.journeys.test_life import agree, answer, focus, name_of, open_life, plan_view, tab_to, the_plan, turn_to
from widgets.benefits.foot import AssessmentFoot
from widgets.situations.form_finished import FinishedRow
from widgets.situations.form_offers import PersonEditor
from widgets.situations.questions import QuestionsFoot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of menus, off screen


def test_a_childcare_subsidy_is_decided_at_the_counter(desk: Desk) -> None:
    """Journey 3, up to the decision: the form knows what the registers know, points out what does not fit, and says
    what comes of it and what the law owes."""
    desk.visit("newly_separated", "friplads")
    open_life(desk)
    desk.page.life.open_form("oekonomisk-friplads")
    desk.wait(lambda: desk.page.life.form is not None)
    form = desk.page.life.form
    assert form is not None
    foot = form.findChild(AssessmentFoot)
    assert foot is not None
    assert any("CPR" in words for words in form.row("boern_i_husstanden").words)
    assert any("eIndkomst" in words for words in form.row("indkomst_ansoeger").words)
    child = form.row("barn").editor
    assert isinstance(child, PersonEditor)
    assert child.box.hasFocus(), "CPR knows the children"
    desk.press(Qt.Key.Key_Down)
    assert form.sheet["barn"].value in {near.cpr.digits for near in form._people}
    answer(desk, "Dagtilbud", "Vuggestuen Æblehaven")
    answer(desk, "Optaget fra", "01-12-2026")
    answer(desk, "Takst pr. måned", "4.200")
    tab_to(desk, "Barnet bor")
    desk.press(Qt.Key.Key_Down)
    agree(desk, "Er ansøger enlig?")
    agree(desk, "Har familien økonomisk friplads nu?", "Nej")
    answer(desk, "Ansøgers indkomst", "25.000")
    agree(desk, "Indkomst fra egen virksomhed eller udlandet?", "Nej")
    assert not form.sheet.can_finish, "the citizen and eIndkomst do not say the same"
    form.row("indkomst_ansoeger").setFocus()
    form._work.choose("indkomst_ansoeger", Stands.REGISTER)
    desk.wait(lambda: form.sheet.can_finish)
    assert foot.kind == "Afgørelse"
    assert "pct." in foot.headline
    assert "begrundelse" in foot.detail, "less than everything is owed reasons"
    assert form.verb.startswith("Afgør: egenbetaling ")
    desk.control(Qt.Key.Key_Return)
    assert desk.page.life.form is form, "nobody is decided against unheard"
    assert form.hearing is not None
    assert form.hearing.way.hasFocus()
    for _ in range(2):
        desk.press(Qt.Key.Key_Down)
    answer(desk, "Hvordan kender borgeren oplysningerne?", "Viste sin lønseddel for oktober")
    desk.control(Qt.Key.Key_Return)
    desk.wait(lambda: desk.page.life.form is None)
    citizen = desk.page.sight.citizen
    assert citizen is not None
    desk.wait(lambda: plan_view(desk)._work.visit.contact is not None)
    service = desk.page.life._visiting._service
    assert service is not None
    handbook = desk.page.life.handbook
    assert handbook is not None
    (finished,) = service.forms(handbook.forms).finished
    decision = finished.decision
    assert decision is not None
    assert decision.outcome is Outcome.GRANTED
    assert 0 < decision.amount < 100
    assert decision.steps
    assert decision.owed.complaint is not None
    assert any(fact.source == "eindkomst" for fact in decision.facts)
    assert decision.hearing is not None
    assert decision.hearing.way is Heard.KNEW
    desk.wait(lambda: bool(desk.page.life.findChildren(FinishedRow)))
    row = desk.page.life.findChildren(FinishedRow)[0]
    assert "Egenbetaling " in row.outcome
    child_named = next(near.name for near in form._people if near.cpr.digits == form.sheet["barn"].value)
    assert row.about == f"{child_named}, Vuggestuen Æblehaven"
    assert any(line.startswith("Klagevejledning") for line in row.details)
    assert row.unfold.isChecked(), "what was just finished is told in full"
    row.task_wanted.emit("laegevalg")
    desk.wait(lambda: plan_view(desk).plan is not None)
    assert "laegevalg" in {item.task.task for item in the_plan(desk).items}
    desk.page.life.open_form("oekonomisk-friplads")
    desk.wait(lambda: desk.page.life.form is not None)
    again = desk.page.life.form
    assert again is not None
    barn = again.row("barn")
    barn.told.emit("barn", form.sheet["barn"].value, None)
    assert "Det samme er afgjort" in barn.words[-1], "before it is decided again"


def test_a_form_that_is_closed_leaves_the_focus_at_its_row_and_another_errand_sees_but_that_it_is_there(
    desk: Desk,
) -> None:
    desk.visit("newly_separated", "enkeltudgift")
    open_life(desk)
    life = desk.page.life
    life.open_form("enkeltudgift")
    desk.wait(lambda: shows_form(desk, "enkeltudgift"))
    desk.write("Tandlægen Østergade")
    tab_to(desk, "Luk Enkeltudgift")
    desk.press(Qt.Key.Key_Space)
    desk.wait(
        lambda: life.form is None and name_of(focus()) == "Fortsæt Enkeltudgift (§ 81), modtagelse, Tandlægen Østergade"
    )
    desk.press(Qt.Key.Key_Space)
    desk.wait(lambda: shows_form(desk, "enkeltudgift"))
    assert life.form is not None
    assert life.form.draft.told["udgift"].text == "Tandlægen Østergade"
    life.form.throw_away()
    desk.wait(lambda: life.form is None and name_of(focus()) == "Ny blanket")
    life.open_form("enkeltudgift")
    desk.wait(lambda: shows_form(desk, "enkeltudgift"))
    desk.write("Tandlægen Østergade")
    desk.page.take_errand("pas")
    open_life(desk)
    assert life._forms is not None
    card = life._forms._list
    desk.wait(lambda: card.elsewhere != "")
    assert card.elsewhere.startswith("Der er en blanket fra et andet ærinde.")
    life._bar.setCurrentIndex(2)
    assert "Enkeltudgift (§ 81), modtagelse" not in [label.text() for label in card.findChildren(QLabel)]
    assert "Tandlægen" not in desk.said()
    life.open_form("enkeltudgift")
    desk.wait(lambda: shows_form(desk, "enkeltudgift"))
    assert life.form is not None
    assert life.form.draft.told == {}
    wanted: list[None] = []
    life.errand_wanted.connect(lambda: wanted.append(None))
    card.errand_wanted.emit()
    assert wanted == [None]


def test_from_the_note_that_the_citizen_has_the_support_it_goes_on_to_the_form_for_a_change(desk: Desk) -> None:
    desk.visit("widow_changed_pension", "boligstoette")
    open_life(desk)
    desk.page.life.open_form("boligstoette")
    desk.wait(lambda: shows_form(desk, "boligstoette"))
    desk.wait(lambda: "Udfyld Ændret indkomst" in desk.said())
    answer(desk, "Husstandens formue", "12.000")
    tab_to(desk, "Udfyld Ændret indkomst")
    desk.press(Qt.Key.Key_Space)
    desk.wait(lambda: shows_form(desk, "aendret-indkomst"))
    desk.page.life.open_form("boligstoette")
    desk.wait(lambda: shows_form(desk, "boligstoette"))
    assert desk.page.life.form is not None
    assert desk.page.life.form.draft.told["formue"].text == "12.000", "what was typed is kept"


def test_what_is_said_in_a_form_is_asked_about_beside_the_registers(desk: Desk) -> None:
    desk.visit("newly_separated", "enkeltudgift")
    open_life(desk)
    desk.page.life.open_form("enkeltudgift")
    desk.wait(lambda: desk.page.life.form is not None)
    form = desk.page.life.form
    assert form is not None
    foot = form.findChild(QuestionsFoot)
    assert foot is not None
    desk.wait(lambda: isinstance(desk.page.life.facts["indkomst_maaned"], Fact))
    form.row("indkomst").go_here()
    desk.write("1")
    assert any("Hvilken måned gælder den?" in question for question in foot.questions)


def shows_form(desk: Desk, key: str) -> bool:
    return desk.page.life.form is not None and desk.page.life.form.form.key == key


class Windows(QObject):
    """Every window that comes up, but menus."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return super().eventFilter(watched, event)


def test_every_form_task_and_state_comes_up_in_the_desks_own_window(desk: Desk) -> None:
    windows = Windows()
    program = QApplication.instance()
    assert program is not None
    desk.visit("newly_separated", "friplads")
    open_life(desk)
    desk.page.life.choose_situation("separation")
    the_plan(desk)
    program.installEventFilter(windows)
    for state in State:
        plan_view(desk).rows[0]._choose(state)
    handbook = desk.page.life.handbook
    assert handbook is not None
    for key in handbook.forms:
        desk.page.life.open_form(key)
        desk.wait(partial(shows_form, desk, key))
    turn_to(desk, 9)
    for task in ("flytning-indenlands", "enkeltudgift", "revalidering"):
        desk.page.tasks.show_task(task)
        desk.window.guide.open_task(task)
    QApplication.processEvents()
    program.removeEventFilter(windows)
    assert windows.seen == []
