"""Those near the citizen as choices in a form: by key, in time or late, and never in the way of who types another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.access.model import RelativeKind
from app.facts.model import Facts
from app.situations.derived.family import Near
from app.situations.forms.answers import Stands
from tests.app.desk import SPOUSE
from tests.app.situations.forms.made_up import ADULT, CHILD, TEENAGER, facts
from tests.widgets.accessibility import nameless, tab_round
from tests.widgets.situations.form_desk import FormDesk
from widgets.situations.form import FormView
from widgets.situations.form_offers import PersonEditor

ENOUGH = 30_000
IDA = Near(RelativeKind.CHILD, CHILD, "Ida Bertelsen", date(2017, 6, 9))
OSKAR = Near(RelativeKind.CHILD, TEENAGER, "", date(2014, 11, 20))
WIFE = Near(RelativeKind.SPOUSE, SPOUSE, "Bo Lund", SPOUSE.birth_date)
Open = Callable[..., FormView]


@pytest.fixture
def open_form(tmp_path: Path, qtbot: QtBot) -> Iterator[Open]:
    desk = FormDesk(tmp_path)

    def opened(form: str, answers: dict[str, str] | None = None, *people: Near, known: Facts | None = None) -> FormView:
        view = desk.view(form, answers, known=known)
        view.show_people(people)
        qtbot.addWidget(view)
        view.resize(760, 900)
        view.show()
        view.activateWindow()
        assert QTest.qWaitForWindowActive(view, ENOUGH)
        return view

    yield opened
    desk.close()


def who(view: FormView, name: str = "barn") -> PersonEditor:
    editor = view.row(name).editor
    assert isinstance(editor, PersonEditor)
    return editor


def choices(view: FormView, name: str = "barn") -> list[str]:
    box = who(view, name).box
    return [box.itemText(row) for row in range(box.count())]


def choose(view: FormView, row: int, name: str = "barn") -> None:
    box = who(view, name).box
    box.setCurrentIndex(row)
    box.activated.emit(row)


def test_the_children_are_chosen_by_name_and_age_and_the_number_is_the_forms(open_form: Open) -> None:
    view = open_form("oekonomisk-friplads", {}, WIFE, OSKAR, IDA)
    expected = ["Vælg", "Endnu ikke navngivet, 12 år, 201114-····", "Ida Bertelsen, 9 år, 090617-····", "En anden"]
    assert choices(view) == expected
    assert not who(view).line.isVisible()
    view.row("barn").go_here()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QComboBox)
    for _ in range(2):
        QTest.keyClick(focused, Qt.Key.Key_Down)
    filled = view.sheet["barn"]
    assert (filled.value, filled.stands, view.draft.told["barn"].text) == (CHILD.digits, Stands.CITIZEN, CHILD.digits)
    assert who(view).box.currentText().startswith("Ida")
    choose(view, 0)
    assert "barn" not in view.draft.told
    assert nameless(view) == []


def test_one_child_is_filled_in_with_source_and_age(open_form: Open) -> None:
    view = open_form("oekonomisk-friplads", {}, IDA, known=facts(barn_cpr_nummer=CHILD.digits))
    assert who(view).box.currentText() == "Ida Bertelsen, 9 år, 090617-····"
    assert view.row("barn").words == ("CPR · hentet kl. 13.58",)
    assert view.sheet["barn"].value == CHILD.digits
    choose(view, 0)
    assert who(view).box.currentText().startswith("Ida"), "nobody else has been named"


def test_another_is_typed_and_given_up_it_is_who_it_was(open_form: Open) -> None:
    view = open_form("oekonomisk-friplads", {}, IDA, known=facts(barn_cpr_nummer=CHILD.digits))
    choose(view, 2)
    line = who(view).line
    assert line.hasFocus()
    assert line.text() == ""
    view.show_facts(facts(barn_cpr_nummer=CHILD.digits, alder=40))
    assert line.text() == "", "a register that lands meanwhile does not fill it in again"
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert who(view).box.currentText().startswith("Ida")
    assert not line.isVisible()
    choose(view, 2)
    QTest.keyClicks(line, ADULT.digits)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert (view.sheet["barn"].value, view.sheet["barn"].stands) == (ADULT.digits, Stands.CITIZEN)
    assert who(view).box.currentText() == "En anden"
    assert line.text() == ADULT.masked
    assert view.row("barn").difference is None, "whom it is about is no difference between two facts"


def test_a_number_typed_that_cpr_knows_is_that_child(open_form: Open) -> None:
    view = open_form("boernepas", {}, IDA, OSKAR)
    choose(view, 3)
    QTest.keyClicks(who(view).line, TEENAGER.written)
    assert who(view).line.isVisible()
    QTest.keyClick(who(view).line, Qt.Key.Key_Tab)
    assert who(view).box.currentText().startswith("Endnu ikke navngivet")


def test_whoever_types_when_the_children_come_types_on(open_form: Open) -> None:
    view = open_form("oekonomisk-friplads", {})
    line = view.row("barn").editor.stop
    assert isinstance(line, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, "0906")
    view.show_people([IDA])
    assert line.hasFocus()
    assert line.isVisible()
    QTest.keyClicks(line, "174072")
    assert line.text() == "0906174072"
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert who(view).box.currentText().startswith("Ida")
    assert view.sheet["barn"].value == CHILD.digits


def test_a_child_of_an_earlier_draft_is_shown_by_name_once_cpr_has_spoken(open_form: Open) -> None:
    view = open_form("oekonomisk-friplads", {"barn": CHILD.digits, "samlever": ADULT.digits, "oplyst_enlig": "nej"})
    assert who(view).line.text() == CHILD.masked
    view.show_people([IDA, WIFE])
    assert who(view).box.currentText().startswith("Ida")
    assert choices(view, "samlever") == ["Vælg", f"Bo Lund, 67 år, {SPOUSE.masked}", "En anden"]
    assert who(view, "samlever").line.text() == ADULT.masked
    view.show_people([])
    assert who(view).line.isVisible()
    assert who(view).box.isHidden()


def test_a_family_moves_together_by_keyboard_alone(open_form: Open, qtbot: QtBot) -> None:
    view = open_form("flytteanmeldelse", {"flytter_alene": "nej"}, WIFE, IDA)
    assert choices(view, "medflytter_1") == choices(view, "medflytter_2")
    choose(view, 2, "medflytter_1")
    assert view.sheet["medflytter_2"].shown
    choose(view, 3, "medflytter_2")
    view.row("flytter_alene").go_here()
    visited = tab_round(qtbot, view)
    box, line = who(view, "medflytter_2").box, who(view, "medflytter_2").line
    assert who(view, "medflytter_1").box in visited
    assert box in visited
    choose(view, 3, "medflytter_2")
    QTest.keyClick(line, Qt.Key.Key_Backtab)
    assert box.hasFocus(), "the choice stands before the line"
    choose(view, 1, "medflytter_2")
    assert view.sheet["medflytter_2"].value == SPOUSE.digits
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert not box.hasFocus()


def test_the_dead_is_the_citizen_in_sight_or_else_the_spouse_to_be_chosen(open_form: Open) -> None:
    dead = open_form("begravelseshjaelp", {}, WIFE, known=facts(doed_cpr_nummer=ADULT.digits))
    assert dead.sheet["afdoede"].value == ADULT.digits
    assert who(dead, "afdoede").line.isVisible()
    alive = open_form("begravelseshjaelp", {}, WIFE, known=facts(doed_cpr_nummer=None))
    assert alive.sheet["afdoede"].value is None
    choose(alive, 1, "afdoede")
    assert alive.sheet["afdoede"].value == SPOUSE.digits


def test_every_form_that_asks_for_a_child_offers_those_whom_its_errand_opens(open_form: Open) -> None:
    from tests.app.desk import ERRANDS
    from tests.app.situations.forms.made_up import forms

    offering = {}
    for form in forms().values():
        for field in form.fields:
            if field.offers:
                offering[f"{form.key}.{field.name}"] = field
                assert set(field.offers) <= ERRANDS[form.errand].relatives, field.name
    assert {name for name, field in offering.items() if field.prefill} == {
        "begravelseshjaelp.afdoede",
        "oekonomisk-friplads.barn",
        "boernepas.barn",
    }
    assert len(offering) == 9
