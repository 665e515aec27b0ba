"""What a form comes to, on the screen while it is filled in: never in the way of a key, and never more than is so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.facts.model import Facts
from app.situations.forms.answers import Stands
from tests.app.situations.forms.made_up import fact, failed
from tests.app.situations.forms.test_assessed import ALONE, COUPLE, FRIPLADS, HEALTH, HOUSING
from tests.widgets.accessibility import nameless, tab_round
from tests.widgets.situations.form_desk import FormDesk, with_feet, with_foot
from widgets.benefits import words
from widgets.benefits.foot import AssessmentFoot
from widgets.situations.form import FormView

ENOUGH = 30_000
KEY = 0.005
Open = Callable[..., tuple[FormView, AssessmentFoot]]


@pytest.fixture
def open_form(tmp_path: Path, qtbot: QtBot) -> Iterator[Open]:
    desk = FormDesk(tmp_path)

    def opened(form: str, answers: dict[str, str], known: Facts = ALONE) -> tuple[FormView, AssessmentFoot]:
        view = desk.view(form, answers, known=known)
        qtbot.addWidget(view)
        foot = with_foot(view)
        view.resize(760, 900)
        view.show()
        view.activateWindow()
        assert QTest.qWaitForWindowActive(view, ENOUGH)
        return view, foot

    yield opened
    desk.close()


def test_a_partial_decision_says_what_the_law_asks_for(open_form: Open) -> None:
    _view, foot = open_form("oekonomisk-friplads", COUPLE)
    assert (foot.kind, foot.headline) == ("Afgørelse", "Egenbetaling 80 pct.")
    assert foot.detail.startswith("Egenbetaling 2.400 kr./md. · Fripladstilskud 600 kr./md. · ")
    assert foot.detail.endswith(
        "Kræver partshøring (om ansøgers indkomst og børn under 18 år i husstanden), begrundelse og klagevejledning"
    )
    assert foot.accessibleName() == "Afgørelse: Egenbetaling 80 pct."
    assert foot.accessibleDescription() == foot.detail


def test_a_full_one_says_that_nothing_is_owed_and_a_refusal_why(open_form: Open) -> None:
    poor = ALONE.with_([fact("personlig_indkomst_maaned", Decimal(15000), "eindkomst")])
    _view, foot = open_form("oekonomisk-friplads", FRIPLADS, poor)
    assert foot.headline == "Egenbetaling 0 pct."
    assert foot.detail.endswith("Fuldt medhold: hverken partshøring, begrundelse eller klagevejledning")
    _view, foot = open_form("oekonomisk-friplads", {**COUPLE, "indkomst_samlever": "60.000"})
    assert foot.headline == "Egenbetaling 100 pct.: indkomsten er for høj"
    _view, foot = open_form("helbredstillaeg", {**HEALTH, "likvid_formue": "500.000"}, Facts())
    assert foot.headline == "Ingen ret: formuen er for høj"
    assert foot.detail == "Kræver begrundelse og klagevejledning"


def test_what_is_missing_is_said_with_the_register_that_owes_it_first(open_form: Open) -> None:
    known = ALONE.with_([failed("personlig_indkomst_maaned", "eindkomst")])
    answers = {name: text for name, text in FRIPLADS.items() if name != "egen_virksomhed"}
    _view, foot = open_form("oekonomisk-friplads", answers, known)
    assert foot.headline == "Ikke vurderet"
    assert foot.detail == "Ansøgers indkomst: eIndkomst har ikke svaret · 1 mere mangler"


def test_while_a_rule_stops_the_form_the_foot_says_what_to_mend_and_no_outcome(open_form: Open) -> None:
    poor = ALONE.with_([fact("personlig_indkomst_maaned", Decimal(15000), "eindkomst")])
    answers = {**FRIPLADS, "andre_takster_maaned": "4.000", "er_dyrest": "nej"}
    view, foot = open_form("oekonomisk-friplads", answers, poor)
    foot.unfold.click()
    stop = "Skriv den dyreste plads under takst og de øvrige, også barnets egen, under søskendes takster."
    assert view.row("er_dyrest").words == (stop,), "the question and the foot say the same"
    assert (foot.headline, foot.detail) == ("Ikke vurderet", stop)
    assert (foot.explained.missing.lines, foot.explained.steps.lines, foot.explained.owed.lines) == ((stop,), (), ())
    assert view.verb == "Færdiggør"
    view.row("er_dyrest").told.emit("er_dyrest", "ja", None)
    assert foot.headline == "Egenbetaling 0 pct."
    assert foot.detail.endswith("Fuldt medhold: hverken partshøring, begrundelse eller klagevejledning")
    view.row("er_dyrest").told.emit("er_dyrest", "nej", None)
    view.row("optaget_fra").told.emit("optaget_fra", "", None)
    assert foot.detail == f"{stop} · 1 mere mangler"


def test_a_plain_fee_is_called_a_fee_and_no_application(open_form: Open, qtbot: QtBot) -> None:
    passport = {"barn": "0906174072", "barn_moedt": "ja", "gammelt_pas": "med"}
    view, foot = open_form("boernepas", passport, Facts())
    qtbot.waitUntil(lambda: "kr." in foot.headline, timeout=ENOUGH)
    fee = foot._assessment
    assert fee is not None
    assert fee.amount is not None
    foot.unfold.click()
    assert (foot.kind, foot.headline) == ("", f"Gebyr: {words.result(fee)}")
    assert foot.headline.endswith(" kr.")
    assert foot.detail == ""
    assert not foot._detail.isVisible()
    assert foot.explained.owed.lines == ()
    assert foot.accessibleName() == foot.headline
    view.row("gammelt_pas").told.emit("gammelt_pas", "bortkommet", None)
    assert foot.detail == "Kræver begrundelse og klagevejledning"
    view.row("gammelt_pas").told.emit("gammelt_pas", "", None)
    assert foot.headline == "Gebyr: Ikke vurderet"


def test_next_years_figure_is_named_with_where_to_look_and_nothing_is_decided(open_form: Open) -> None:
    _view, foot = open_form("oekonomisk-friplads", {**COUPLE, "optaget_fra": "01-02-2027"})
    assert foot.headline == "Ikke vurderet"
    assert foot.detail.startswith("Grænserne hæves pr. barn ud over det første pr. 01-02-2027 mangler. Slå den op: uvm")


def test_a_confirmed_figure_says_by_whom(open_form: Open) -> None:
    _view, foot = open_form("oekonomisk-friplads", COUPLE)
    foot.unfold.click()
    assert "Ét trin på skalaen (bekræftet af Lise Nord 02-01-2026)" in foot.explained.rates.lines


def test_a_change_for_two_benefits_has_an_estimate_of_each_by_its_name(tmp_path: Path, qtbot: QtBot) -> None:
    desk = FormDesk(tmp_path)
    view = desk.view("aendret-indkomst", {"ydelse": "begge", "aendret_fra": "12-2026", "faar_folkepension": "ja"})
    qtbot.addWidget(view)
    housing, pension = with_feet(view)
    assert [foot.kind for foot in (housing, pension)] == [
        "Vejledende beregning af boligstøtte",
        "Vejledende beregning af pensionstillæg",
    ]
    assert not housing.isHidden()
    assert not pension.isHidden()
    assert view._beside.feet == (housing, pension)
    view._work.tell("ydelse", "pension")
    assert housing.isHidden()
    view._work.tell("ydelse", "boligstoette")
    assert (housing.isHidden(), pension.isHidden()) == (False, True)
    desk.close()


def test_a_question_of_judgement_is_put_and_not_answered(open_form: Open) -> None:
    known = ALONE.with_([fact("andre_voksne_paa_adressen", 1, "bbr")])
    _view, foot = open_form("oekonomisk-friplads", {**FRIPLADS, "enlig_afklaret": "nej"}, known)
    assert foot.headline == "Beror på et skøn"
    assert foot.detail == "Der er andre voksne registreret på adressen. Hvem er det?"
    _view, foot = open_form("oekonomisk-friplads", {**FRIPLADS, "bor_mest_hos": "lige", "har_pladsen": "nej"})
    assert foot.detail == "Kan ikke afgøres her"


def test_a_choice_between_two_words_is_followed_at_once(open_form: Open) -> None:
    view, foot = open_form("oekonomisk-friplads", {**FRIPLADS, "indkomst_ansoeger": "12.000"})
    assert foot.headline == "Ikke vurderet"
    assert "ikke det samme" in foot.detail
    view.row("indkomst_ansoeger").chose.emit("indkomst_ansoeger", Stands.CITIZEN)
    assert foot.headline == "Egenbetaling 0 pct."


def test_an_estimate_is_called_one_and_goes_away_where_none_is_made(open_form: Open) -> None:
    _view, foot = open_form("boligstoette", HOUSING, Facts())
    assert (foot.kind, foot.headline) == ("Vejledende beregning af boligstøtte", "926 kr./md.")
    assert foot.detail == "For et år 11.115 kr."
    view, foot = open_form("aendret-indkomst", {"ydelse": "pension"}, Facts())
    assert not foot.isVisible()
    view.row("ydelse").told.emit("ydelse", "boligstoette", None)
    assert foot.isVisible()
    view.row("ydelse").told.emit("ydelse", "pension", None)
    assert not foot.isVisible()


def test_the_steps_unfold_and_follow_what_is_typed(open_form: Open) -> None:
    view, foot = open_form("oekonomisk-friplads", COUPLE)
    assert not foot.explained.isVisible()
    foot.unfold.click()
    assert foot.explained.isVisible()
    assert foot.unfold.text() == "Skjul beregning"
    assert foot.explained.title == "Økonomisk friplads: 80 pct."
    assert any("75 hele trin" in line for line in foot.explained.steps.lines)
    assert foot.explained.height() <= 0.4 * view.height()
    assert foot.explained.y() < foot.unfold.y(), "it grows upwards, and what unfolds it stays"
    view.row("indkomst_samlever").told.emit("indkomst_samlever", "26.000", None)
    assert any("77 hele trin" in line for line in foot.explained.steps.lines)
    assert nameless(view) == []
    foot.unfold.click()
    assert not foot.explained.isVisible()


def test_on_a_wide_screen_what_it_comes_to_stands_beside_the_fields(open_form: Open, qtbot: QtBot) -> None:
    view, foot = open_form("oekonomisk-friplads", COUPLE)
    foot.unfold.click()
    view.resize(1860, 920)
    qtbot.waitUntil(lambda: view._beside.is_beside, timeout=ENOUGH)
    QApplication.processEvents()
    field = view.row("barn")
    assert foot.mapTo(view, QPoint()).x() > field.mapTo(view, QPoint()).x() + field.width()
    assert foot.explained.y() > foot.unfold.y()
    assert foot.explained.height() > 360, "there is room to read it"
    side = view._beside._side
    assert not side.verticalScrollBar().isVisible(), "it scrolls in itself, and not twice"
    view.resize(960, 540)
    qtbot.waitUntil(lambda: not view._beside.is_beside, timeout=ENOUGH)
    QApplication.processEvents()
    assert view.height() == 540, "and gives way on a small one"
    assert foot.explained.isVisible()


@pytest.mark.parametrize("width", [760, 1400])
def test_tab_comes_to_what_it_comes_to_before_the_buttons_that_decide(
    open_form: Open, qtbot: QtBot, width: int
) -> None:
    view, foot = open_form("oekonomisk-friplads", COUPLE)
    view.resize(width, 900)
    QApplication.processEvents()
    assert view.hearing is not None
    view.row("barn").go_here()
    visited = tab_round(qtbot, view)
    stops = [view.row("indkomst_samlever").editor.stop, view.hearing.way, foot.unfold, *view._foot.stops[1:3]]
    assert [visited.index(stop) for stop in stops] == sorted(visited.index(stop) for stop in stops)
    assert visited.index(view._foot.finish) - visited.index(foot.unfold) == 1


def test_a_key_is_not_kept_waiting_and_keeps_its_place(open_form: Open) -> None:
    view, foot = open_form("oekonomisk-friplads", COUPLE)
    foot.unfold.click()
    field = view.row("indkomst_samlever").editor.stop
    assert isinstance(field, QLineEdit)
    field.setFocus()
    sheet, took = view.sheet, []
    for _ in range(20):
        started = perf_counter()
        foot.show_sheet(sheet)
        took.append(perf_counter() - started)
    assert min(took) < KEY
    QTest.keyClicks(field, "5")
    assert QApplication.focusWidget() is field
