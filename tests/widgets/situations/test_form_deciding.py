"""Deciding on the screen: the button says what it does, the hearing comes first, what was decided is in the list."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.access.roles import AuthorityLevel
from app.benefits.hearing import Lack
from app.benefits.model import Heard
from app.situations.forms.assessed import Deciding
from app.situations.forms.finished import FinishedForm
from app.situations.forms.representation import Acting, Document, Hindrance, Representation, Scope
from app.situations.service import CitizenForms
from tests.app.desk import CITIZEN
from tests.app.situations.forms.made_up import NOW, PLACE, fact, forms
from tests.app.situations.forms.test_assessed import ALONE, COUPLE, FRIPLADS
from tests.app.situations.forms.test_drafts import WHOLE
from tests.widgets.accessibility import nameless
from tests.widgets.situations.form_desk import ENOUGH, FormDesk, Open, with_foot
from widgets.situations import form_words
from widgets.situations.form import FormView
from widgets.situations.form_finished import FinishedRow
from widgets.situations.form_hearing import HearingCard
from widgets.situations.form_list import FormsCard
from widgets.situations.form_summary import summary

MOVE = {
    "flyttedato": "20-11-2026", "ny_adresse": PLACE, "flytter_alene": "nej", "medflytter_1": "0906174072",
    "anden_foraelder_med": "ikke_hoert", "hos_andre": "ja", "logivaert": "0702614075", "laegevalg": "behold",
}  # fmt: skip


@pytest.fixture
def open_form(desk: FormDesk, qtbot: QtBot) -> Open:
    def opened(form: str, answers: dict[str, str], **more: object) -> FormView:
        view = desk.view(form, answers, **more)  # type: ignore[arg-type] # as `FormDesk.view` takes them
        qtbot.addWidget(view)
        if view.form.assess is not None:
            with_foot(view)
        view.resize(760, 900)
        view.show()
        view.activateWindow()
        assert QTest.qWaitForWindowActive(view, ENOUGH)
        return view

    return opened


def card_of(view: FormView) -> HearingCard:
    assert view.hearing is not None
    return view.hearing


def choose(card: HearingCard, way: Heard) -> None:
    card.way.setCurrentIndex(card.way.findData(way))
    card.way.activated.emit(card.way.currentIndex())


def finished(view: FormView, qtbot: QtBot) -> FinishedForm:
    with qtbot.waitSignal(view.finished, timeout=ENOUGH) as said:
        view.finish()
    assert said.args is not None
    (form,) = said.args
    assert isinstance(form, FinishedForm)
    return form


def listed(form: FinishedForm, qtbot: QtBot) -> tuple[FormsCard, FinishedRow]:
    card = FormsCard(forms())
    qtbot.addWidget(card)
    card.unfold(form.id)
    card.show_forms(CitizenForms((), (form,), {}), "Karen Lund", NOW)
    card.show()
    return card, card.findChildren(FinishedRow)[0]


def test_less_than_everything_is_decided_when_the_hearing_is_recorded(open_form: Open, qtbot: QtBot) -> None:
    view = open_form("oekonomisk-friplads", COUPLE, known=ALONE)
    card = card_of(view)
    assert view.verb == "Afgør: egenbetaling 80 pct."
    assert view.becomes == "Borgeren skal partshøres, før der afgøres."
    assert card.isVisible()
    assert "Ansøgers indkomst: 24.150 kr. (eIndkomst)" in card.about
    assert "samlevers" not in card.about, "nobody is heard about their own words"
    assert (card.says_trouble, view._foot.trouble.isHidden()) == (False, True), "nobody has tried to decide yet"
    view.finish()
    assert (card.says_trouble, card.trouble) == (True, "Vælg, hvordan borgeren er hørt, før der afgøres.")
    assert view._foot.trouble.isHidden(), "once, at the field, beside the line of the foot"
    assert card.way.hasFocus()
    assert not view._work.is_finishing
    choose(card, Heard.HEARD)
    assert (card.day.text(), card.trouble) == ("20-11-2026", form_words.unheard(Lack.NO_ANSWER))
    card.day.selectAll()
    QTest.keyClick(card.day, Qt.Key.Key_Delete)
    assert card.trouble == "Skriv datoen, borgeren blev hørt (dd-mm-åååå)."
    QTest.keyClicks(card.day, "21-11-2026")
    assert card.trouble == form_words.unheard(Lack.NOT_YET)
    card.day.clear()
    QTest.keyClicks(card.day, "19-11-2026")
    assert card.trouble == form_words.unheard(Lack.NO_ANSWER)
    QTest.keyClicks(card.answer, "Det passer.")
    assert (card.trouble, view.becomes) == ("", "")
    assert nameless(view) == []
    form = finished(view, qtbot)
    assert form.decision is not None
    assert form.decision.hearing is not None
    assert (form.decision.hearing.way, form.decision.hearing.answer) == (Heard.HEARD, "Det passer.")
    assert "Ansøgers indkomst" in {one.label for one in form.decision.hearing.about}


def test_the_hearing_comes_after_the_last_field_and_enter_goes_through_it_to_the_button(open_form: Open) -> None:
    view = open_form("oekonomisk-friplads", COUPLE, known=ALONE)
    card = card_of(view)
    assert card.isVisible()
    last = view.row("egen_virksomhed").editor.stop
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return):
        last.setFocus()
        QTest.keyClick(last, key)
        assert view.focusWidget() is card.way, key
    QTest.keyClick(card.way, Qt.Key.Key_Return)
    assert view.focusWidget() is view._foot.finish, "nothing is chosen, and it is not insisted on here"
    card.go_here()
    choose(card, Heard.HEARD)
    QTest.keyClick(card.way, Qt.Key.Key_Return)
    assert view.focusWidget() is card.day
    QTest.keyClick(card.day, Qt.Key.Key_Return)
    assert view.focusWidget() is card.answer, "the answer is not to be typed into the date"
    QTest.keyClick(card.answer, Qt.Key.Key_Return)
    assert view.focusWidget() is view._foot.finish
    choose(card, Heard.KNEW)
    QTest.keyClick(card.way, Qt.Key.Key_Return)
    assert view.focusWidget() is card.answer
    said = [card.says_trouble]
    view.show_facts(ALONE.with_([fact("personlig_indkomst_maaned", Decimal("25150.00"), "eindkomst")]))
    assert [*said, card.says_trouble] == [False, True], "what is wrong is said at once"


def test_facts_that_change_are_to_be_heard_anew(open_form: Open) -> None:
    view = open_form("oekonomisk-friplads", COUPLE, known=ALONE)
    card = card_of(view)
    choose(card, Heard.KNEW)
    QTest.keyClicks(card.answer, "Viste lønsedlen")
    assert card.trouble == ""
    assert not card.day.isVisible()
    richer = ALONE.with_([fact("personlig_indkomst_maaned", Decimal("25150.00"), "eindkomst")])
    view.show_facts(richer)
    assert card.trouble == form_words.unheard(Lack.OTHER_FACTS)
    QTest.keyClicks(card.answer, " igen")
    assert card.trouble == form_words.unheard(Lack.OTHER_FACTS), "writing more hears nobody"
    choose(card, Heard.KNEW)
    assert card.trouble == ""
    card.way.setCurrentIndex(0)
    card.way.activated.emit(0)
    assert card.trouble == form_words.unheard(Lack.NOTHING)


def test_what_was_recorded_is_there_when_the_draft_is_gone_on_with(desk: FormDesk, open_form: Open) -> None:
    view = open_form("oekonomisk-friplads", COUPLE, known=ALONE)
    choose(card_of(view), Heard.HEARD)
    QTest.keyClicks(card_of(view).answer, "Det passer.")
    view.keep_now()
    (draft,) = desk.drafts.of_citizen(CITIZEN)
    again = card_of(open_form("oekonomisk-friplads", {}, known=ALONE, draft=draft))
    assert (again.day.text(), again.answer.text(), again.trouble) == ("20-11-2026", "Det passer.", "")


def test_a_decision_on_the_citizens_word_against_a_register_says_both_who_chose_and_why(
    desk: FormDesk, open_form: Open, qtbot: QtBot
) -> None:
    view = open_form("oekonomisk-friplads", {**FRIPLADS, "indkomst_ansoeger": "12.000"}, known=ALONE)
    row = view.row("indkomst_ansoeger")
    torn = row.difference
    assert torn is not None
    assert not torn.why.isVisible()
    torn.citizen.setFocus()
    torn.citizen.click()
    assert view.verb == "Afgør: egenbetaling 0 pct."
    assert view.missing.endswith("Mangler: Ansøgers indkomst")
    QTest.keyClick(torn.citizen, Qt.Key.Key_Return)
    assert view.focusWidget() is torn.why
    QTest.keyClick(torn.why, Qt.Key.Key_Return)
    assert view.focusWidget() is view.row("egen_virksomhed").editor.stop, "it is not insisted on before the end"
    view.finish()
    assert view.focusWidget() is torn.why
    assert "Skriv, hvorfor borgerens oplysning følges." in row.words
    assert not view._work.is_finishing
    QTest.keyClicks(torn.why, "Sat ned i tid fra oktober")
    assert (torn.why.text(), row.is_torn) == ("Sat ned i tid fra oktober", False)
    torn.register.click()
    assert not torn.why.isVisible()
    torn.citizen.click()
    assert torn.why.text() == "Sat ned i tid fra oktober", "between the same two values"
    assert nameless(view) == []
    view.keep_now()
    (draft,) = desk.drafts.of_citizen(CITIZEN)
    assert draft.choices["indkomst_ansoeger"].why == "Sat ned i tid fra oktober"
    form = finished(view, qtbot)
    said = (
        "Ansøgers indkomst: 12.000 kr. oplyst af borgeren, eIndkomst siger 24.150 kr. "
        "(valgt af Lise Nord: Sat ned i tid fra oktober)"
    )
    _card, listed_row = listed(form, qtbot)
    assert said in listed_row.details
    assert f"- {said}" in summary(form, "Karen Lund").splitlines()
    assert form.decision is not None
    (override,) = form.decision.overrides
    assert (override.source, override.by, override.why) == ("eindkomst", "Lise Nord", "Sat ned i tid fra oktober")


def test_a_reason_is_asked_for_on_what_is_decided_here_and_nowhere_else(open_form: Open) -> None:
    known = ALONE.with_([fact("indkomst_maaned", Decimal(24150), "eindkomst")])
    view = open_form("enkeltudgift", {**WHOLE, "indkomst": "19.500"}, known=known)
    torn = view.row("indkomst").difference
    assert torn is not None
    QTest.keyClick(view.row("indkomst").editor.stop, Qt.Key.Key_Return)
    assert view.focusWidget() is torn.register
    torn.citizen.setFocus()
    torn.citizen.click()
    assert not torn.why.isVisible()
    assert view.sheet.can_finish
    QTest.keyClick(torn.citizen, Qt.Key.Key_Return)
    assert not torn.isAncestorOf(view.focusWidget()), "on to the next field"


def test_all_that_is_asked_for_is_granted_without_a_hearing(open_form: Open, qtbot: QtBot) -> None:
    poor = ALONE.with_([fact("personlig_indkomst_maaned", Decimal(15000), "eindkomst")])
    view = open_form("oekonomisk-friplads", FRIPLADS, known=poor)
    assert (view.verb, view.becomes) == ("Afgør: egenbetaling 0 pct.", "")
    assert not card_of(view).isVisible()
    decision = finished(view, qtbot).decision
    assert decision is not None
    assert decision.hearing is None


def test_what_is_decided_already_is_said_at_the_child_before_it_is_decided_again(open_form: Open, qtbot: QtBot) -> None:
    poor = ALONE.with_([fact("personlig_indkomst_maaned", Decimal(15000), "eindkomst")])
    first = finished(open_form("oekonomisk-friplads", FRIPLADS, known=poor), qtbot)
    view = open_form("oekonomisk-friplads", {**FRIPLADS, "barn": "090622-4070"}, known=poor)
    view.show_earlier([replace(first, form="beboerindskudslaan"), replace(first, kept_decision=""), first])
    said = (
        "Det samme er afgjort kl. 14.02 af Lise Nord: Økonomisk friplads fra 1. december 2026. "
        "Egenbetaling 0 pct. Skal det afgøres igen?"
    )
    assert view.row("barn").words[-1:] == (said,)
    again = "Det samme er allerede afgjort kl. 14.02 af Lise Nord."
    assert (view.earlier, view._foot.finish.accessibleDescription()) == (again, again), "where it is decided again"
    assert view.sheet.can_finish, "it is a question, and hinders nothing"
    view.row("barn").told.emit("barn", "0702614075", None)
    assert said not in view.row("barn").words
    assert (view.earlier, view._foot.finish.accessibleDescription()) == ("", "")
    view.row("barn").told.emit("barn", "0906224070", None)
    assert said in view.row("barn").words
    assert view.earlier == again
    view.row("egen_virksomhed").told.emit("egen_virksomhed", "", None)
    assert (view.verb, view.earlier) == ("Færdiggør", ""), "nothing is decided yet"
    assert said in view.row("barn").words
    view.show_earlier([replace(first, kept_decision="")])
    assert said not in view.row("barn").words
    other = open_form("enkeltudgift", WHOLE)
    other.show_earlier([first])


def test_a_refusal_is_named_so_on_its_button(open_form: Open) -> None:
    view = open_form("oekonomisk-friplads", {**COUPLE, "indkomst_samlever": "60.000"}, known=ALONE)
    assert view.verb == "Giv afslag: indkomsten er for høj"
    assert "Økonomisk friplads for Anne-Sofie" in view._foot.finish.accessibleName()


def test_who_may_not_decide_is_told_that_it_is_prepared_and_for_whom(open_form: Open, qtbot: QtBot) -> None:
    view = open_form("oekonomisk-friplads", COUPLE, known=ALONE, able=AuthorityLevel.GUIDANCE)
    assert view.verb == "Gør klar til afgørelse"
    assert view.becomes == "Du forbereder sagen; den afgøres ikke her. En sagsbehandler afgør den."
    assert not card_of(view).isVisible()
    form = finished(view, qtbot)
    assert (form.decision, form.deciding) == (None, Deciding.CASEWORKER)
    _card, row = listed(form, qtbot)
    assert row.outcome == "Forberedt, ikke afgjort: en sagsbehandler afgør den."
    assert row.outcome in summary(form, "Karen Lund")


def test_a_paper_for_the_municipality_does_not_do_for_udbetaling_danmark(desk: FormDesk, open_form: Open) -> None:
    acting = Representation(
        Acting.POWER_OF_ATTORNEY, name="Bo Lund", scope=Scope.ALL, document=Document.ORIGINAL, seen_at=NOW
    )
    for form, trouble in (("boligstoette", form_words.hindrance(Hindrance.OTHER_AUTHORITY)), ("enkeltudgift", "")):
        draft = desk.drafts.represent(desk.drafts.begin(forms()[form], CITIZEN), acting)
        assert open_form(form, WHOLE, draft=draft)._representation.trouble == trouble


def test_the_button_says_what_it_does_on_every_kind_of_form(open_form: Open) -> None:
    assert open_form("enkeltudgift", WHOLE).verb == "Gør klar til afgørelse"
    assert open_form("boligstoette", {}).verb == "Gør klar til Udbetaling Danmark"
    assert open_form("flytteanmeldelse", {}).verb == "Færdiggør"
    passport = {"barn": "0906174072", "gammelt_pas": "med"}
    assert open_form("boernepas", passport).verb == "Færdiggør", "the fee is not what it is about"
    started = open_form("oekonomisk-friplads", {})
    assert (started.verb, started.becomes) == ("Færdiggør", "")
    judged = open_form("oekonomisk-friplads", {**COUPLE, "bor_mest_hos": "anden"}, known=ALONE)
    assert judged.becomes == form_words.becomes(Deciding.SPECIALIST)


def test_the_list_and_the_summary_say_the_decision_in_words(open_form: Open, qtbot: QtBot) -> None:
    view = open_form("oekonomisk-friplads", COUPLE, known=ALONE)
    choose(card_of(view), Heard.KNEW)
    QTest.keyClicks(card_of(view).answer, "Viste lønsedlen")
    form = finished(view, qtbot)
    _card, row = listed(form, qtbot)
    assert row.outcome == "Økonomisk friplads fra 1. december 2026. Egenbetaling 80 pct."
    labels = row._details.findChildren(QLabel)
    headings = [label.text() for label in labels if label.property("role") == "strong"]
    *of_law, after = headings
    assert of_law == ["Begrundelse", "Regler", "Partshøring", "Klagevejledning (forvaltningsloven § 25)"]
    assert after == "Hvad der følger"
    assert [line for line in row.details if "80 pct." in line and "Økonomisk friplads" in line] == [], "said above"
    assert "• dagtilbudsloven § 43, stk. 1, nr. 2" in row.details
    assert "Afgjort kl. 14.02 af Lise Nord" in [label.text() for label in row.findChildren(QLabel)]
    lines = summary(form, "Karen Lund").splitlines()
    assert "Afgørelse: Økonomisk friplads fra 1. december 2026. Egenbetaling 80 pct." in lines
    assert {f"{one}:" for one in of_law} <= set(lines)
    assert any(line.startswith("- Ikke partshørt: ") for line in lines)
    row.unfold.click()
    assert not row._details.isVisible()
    assert nameless(row) == []


def test_what_follows_is_shown_with_its_buttons_and_so_are_the_questions(open_form: Open, qtbot: QtBot) -> None:
    view = open_form("flytteanmeldelse", MOVE)
    qtbot.waitUntil(lambda: view.sheet.can_finish and not view.sheet.questions, timeout=ENOUGH)
    form = finished(view, qtbot)
    card, row = listed(form, qtbot)
    assert "• Hør den anden forælder, før barnets flytning registreres." in row.details
    assert form.asked
    assert [one for one in form.asked if f"• {one}" not in row.details] == []
    buttons = {button.text(): button for button in row.findChildren(QPushButton)}
    with qtbot.waitSignal(card.started, timeout=ENOUGH) as started:
        buttons["Udfyld Logiværtserklæring"].click()
    assert started.args == ["logivaertserklaering"]
    with qtbot.waitSignal(card.task_wanted, timeout=ENOUGH) as planned:
        buttons["Sæt på planen"].click()
    assert planned.args == ["laegevalg"]
    assert "Det følger:\n- Logiværten udfylder en logiværtserklæring." in summary(form, "Karen Lund")
    assert row._details.findChildren(QLabel)[0].text() == "Spørg om og husk"


def test_a_form_without_anything_to_tell_has_nothing_to_unfold(open_form: Open, qtbot: QtBot) -> None:
    form = finished(open_form("enkeltudgift", WHOLE), qtbot)
    _card, row = listed(replace(form, asked=(), following=()), qtbot)
    assert not row.unfold.isVisible()


def test_every_way_lack_and_outcome_has_its_words() -> None:
    assert len({form_words.heard(way) for way in Heard}) == len(Heard)
    assert all(form_words.heard_answer(way) for way in Heard)
    assert len({form_words.unheard(lack) for lack in Lack}) == len(Lack)
    silent = {Deciding.NONE, Deciding.DECIDED}
    assert {one for one in Deciding if not form_words.becomes(one)} == silent
    assert {one for one in Deciding if not form_words.became(one)} == silent | {Deciding.UNHEARD}
