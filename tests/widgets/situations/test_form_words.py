"""Every code of forms has its words; a summary says what was told, by whom and what is not confirmed; the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.facts.model import EXTRACT, Fact, Facts, Value
from app.situations.forms.answers import Mark, Stands, settle
from app.situations.forms.finished import Draft, FinishedForm, Verification
from app.situations.forms.model import Field, FieldKind, Option, Weight
from app.situations.forms.representation import Acting, Document, Doubt, Hindrance, Representation, Scope
from app.situations.forms.typed import Trouble
from app.situations.service import CitizenForms
from tests.app.desk import CITIZEN
from tests.app.situations.forms.made_up import NOW, TableChecker, fact, failed, forms
from tests.app.situations.forms.stores import FormStore
from tests.app.situations.forms.test_drafts import sheet_of, told
from tests.widgets.accessibility import nameless
from widgets.parts.chips import Chip
from widgets.situations import form_words
from widgets.situations.form_finished import FinishedRow
from widgets.situations.form_list import FormsCard
from widgets.situations.form_summary import summary

NAME = "Åse Østergård"
HOUSING = {
    "bor_til": "leje", "husleje_maaned": "6.000", "varme_i_husleje": "nej", "koekken": "ja", "areal": "60",
    "personer": "1", "boern": "0", "indflyttet": "01-03-2024", "bolig": "Ærøvej 12", "formue": "0",
    "oplyst_indkomst_maaned": "17.500",
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FormStore]:
    made = FormStore(tmp_path)
    yield made
    made.close()


def finished(desk: FormStore, answers: dict[str, str], known: Facts, acting: Representation) -> FinishedForm:
    draft = told(desk, "boligstoette", answers)
    for name in answers:
        filled = sheet_of(draft, known)[name]
        if filled.known is not None and filled.word is not None:
            choice = settle(filled, Stands.CITIZEN, by="Lise Nord", at=NOW)
            draft = desk.drafts.choose(draft, name, choice)
    draft = desk.drafts.represent(draft, acting)
    return desk.drafts.finish(draft, sheet_of(draft, known, TableChecker()))


@pytest.mark.parametrize(
    ("kind", "say"),
    [
        (Acting, form_words.acting),
        (Scope, form_words.scope),
        (Document, form_words.document),
        (Hindrance, form_words.hindrance),
        (Doubt, form_words.doubt),
        (Weight, form_words.weight),
    ],
)
def test_every_member_has_words(kind: type[Enum], say: Callable[[Any], str]) -> None:
    assert all(say(member) for member in kind)


@pytest.mark.parametrize("why", Trouble)
def test_every_trouble_says_what_to_write_instead(why: Trouble) -> None:
    words = form_words.trouble(why, Field("f", FieldKind.NUMBER, "F", least=Decimal(1), most=Decimal(2000)))
    assert words.endswith(".")
    assert "{" not in words
    assert ("2.000" in words) is (why is Trouble.TOO_LARGE)


CHOICE = Field("f", FieldKind.CHOICE, "F", options=(Option("leje", "Leje"),))


@pytest.mark.parametrize(
    ("field", "value", "read", "typed"),
    [
        (CHOICE, "leje", "Leje", "leje"),
        (Field("f", FieldKind.AMOUNT, "F"), Decimal("1234.5"), "1.234,50 kr.", "1.234,50"),
        (Field("f", FieldKind.MONTH, "F"), date(2026, 11, 1), "nov. 2026", "11-2026"),
        (Field("f", FieldKind.DATE, "F"), date(2026, 11, 21), "21-11-2026", "21-11-2026"),
        (Field("f", FieldKind.CPR, "F"), "0702614075", "070261-4075", "070261-4075"),
        (Field("f", FieldKind.YES_NO, "F"), False, "Nej", "nej"),
        (Field("f", FieldKind.NUMBER, "F"), 3, "3", "3"),
        (Field("f", FieldKind.TEXT, "F"), None, "", ""),
    ],
)
def test_values_in_words_and_as_typed(field: Field, value: Value, read: str, typed: str) -> None:
    assert form_words.value(field, value) == read
    assert form_words.typed(field, value) == typed


def test_a_summary_says_source_choice_and_what_is_not_confirmed(desk: FormStore) -> None:
    known = Facts.of([fact("boligareal", 84, "bbr"), fact("har_boligstoette", True, "benefits")])
    known = known.with_([failed("eget_koekken", "bbr"), failed("helaarsbolig", "bbr"), fact("antal_boern_hjemme", 0)])
    acting = Representation(Acting.ASSISTED, why="Kan ikke se skærmen.")
    text = summary(finished(desk, HOUSING, known, acting), NAME)
    assert text.splitlines()[:4] == [
        "Boligstøtte, hjælp til ansøgning",
        f"Borger: {NAME}, CPR-nummer 070261-4075",
        "Udfyldt 20-11-2026 kl. 14.02 af Lise Nord, Borgerservice",
        "Udfyldt på borgerens vegne med begrundelsen »Kan ikke se skærmen«.",
    ]
    lines = set(text.splitlines())
    assert "Areal i m²: 60 (valgt af Lise Nord)" in lines
    assert "Heraf børn under 18 år: 0 (CPR · hentet 20-11-2026 kl. 13.58)" in lines, "it is read another day"
    assert "Har boligen eget køkken? Ja (ikke bekræftet)" in lines
    assert "Borgeren bor til: Leje" in lines
    assert "Husleje pr. måned: 6.000,00 kr." in lines
    assert "Indflyttet: 01-03-2024" in lines
    assert lines >= {"Skal afklares:", "- BBR har ikke boligen som helårsbolig. Må den bruges hele året?"}


def test_an_extract_has_a_day_and_no_hour(desk: FormStore) -> None:
    day = datetime(2026, 11, 16, 23, 0, tzinfo=UTC)
    known = Facts.of([Fact("antal_boern_hjemme", 0, EXTRACT, day)])
    text = summary(finished(desk, HOUSING, known, Representation()), NAME)
    assert "Heraf børn under 18 år: 0 (CPR-udtræk 17-11-2026)" in text.splitlines()


def test_a_summary_names_who_acts(desk: FormStore) -> None:
    acting = Representation(
        Acting.POWER_OF_ATTORNEY, name="Bo Lund", expires=date(2027, 1, 1), document=Document.COPY, seen_at=NOW
    )
    text = summary(finished(desk, HOUSING, Facts(), acting), NAME)
    assert "Fuldmagtshaver: Bo Lund, gælder til og med 01-01-2027. Set: en kopi" in text.splitlines()
    assert "Skal afklares:" not in text


def test_a_summary_is_of_the_danish_day(desk: FormStore) -> None:
    late = replace(finished(desk, HOUSING, Facts(), Representation()), finished_at=NOW.replace(hour=23, minute=30))
    assert "Udfyldt 21-11-2026 kl. 00.30 af Lise Nord, Borgerservice" in summary(late, NAME)


def changed_income(desk: FormStore, acting: Representation) -> FinishedForm:
    answers = {
        "ydelse": "pension", "aendret_fra": "05-2026", "indkomstart": "loen", "hvis_indkomst": "borgeren",
        "oplyst_indkomst_maaned": "19.000", "varig": "ja",
    }  # fmt: skip
    draft = desk.drafts.represent(told(desk, "aendret-indkomst", answers), acting)
    return desk.drafts.finish(draft, sheet_of(draft, Facts()))


def test_what_goes_to_another_authority_is_without_the_offices_own_notes(desk: FormStore) -> None:
    form = changed_income(desk, Representation())
    assert form.asked
    assert form.following
    text = summary(form, NAME)
    assert "Ændret fra og med: maj 2026" in text.splitlines(), "a month was typed"
    assert "Er ændringen varig? Ja" in text.splitlines()
    assert "Spørg om og husk" not in text
    assert "Det følger" not in text
    assert not [say for say in (*form.asked, *(one.say for one in form.following)) if say in text]


def test_the_list_says_who_filled_in_for_the_citizen_and_why(desk: FormStore, qtbot: QtBot) -> None:
    attorney = Representation(
        Acting.POWER_OF_ATTORNEY, name="Bo Lund", scope=Scope.EVERYWHERE, document=Document.COPY, seen_at=NOW
    )
    for acting, said in (
        (
            Representation(Acting.ASSISTED, why=" Ser dårligt. "),
            "Udfyldt på borgerens vegne med begrundelsen »Ser dårligt«.",
        ),
        (attorney, "Fuldmagtshaver: Bo Lund"),
        (Representation(), ""),
    ):
        row = FinishedRow(changed_income(desk, acting), (), forms(), NOW)
        qtbot.addWidget(row)
        told_ = [line for label in row.findChildren(QLabel) for line in label.text().splitlines()]
        assert told_[told_.index("Færdig kl. 14.02 af Lise Nord") + 1 :][: bool(said)] == ([said] if said else [])
        assert (said in told_) is bool(said)


# What registers said afterwards


def since(form: FinishedForm, mark: Mark, *fields: str, source: str = "bbr", days: int = 2) -> list[Verification]:
    return [Verification(name, mark, source, NOW + timedelta(days=days)) for name in fields]


@pytest.fixture
def waiting(desk: FormStore) -> FinishedForm:
    """A form with a field and a rule that BBR owes an answer."""
    known = Facts.of([failed("eget_koekken", "bbr"), failed("helaarsbolig", "bbr")])
    form = finished(desk, HOUSING, known, Representation())
    assert form.to_verify == ("koekken",)
    assert len(form.open_rules) == 1
    return form


def chips(form: FinishedForm, said: list[Verification]) -> list[str]:
    return [chip.text for chip in form_words.verified(form, said)]


def test_a_finished_form_says_what_is_owed_and_when_it_was_confirmed(waiting: FinishedForm) -> None:
    field, rule = waiting.to_verify[0], waiting.open_rules[0]
    assert chips(waiting, []) == ["Skal bekræftes: 2"]
    assert chips(waiting, since(waiting, Mark.VERIFIED, field)) == ["Skal bekræftes: 1"]
    both = since(waiting, Mark.VERIFIED, field) + since(waiting, Mark.VERIFIED, rule, days=3)
    assert chips(waiting, both) == ["Bekræftet 23-11-2026"]
    assert form_words.said_since(waiting, both) == []


def test_what_a_register_says_otherwise_is_a_question_that_changes_nothing(waiting: FinishedForm) -> None:
    field, rule = waiting.to_verify[0], waiting.open_rules[0]
    said = since(waiting, Mark.DIFFERS, field) + since(waiting, Mark.VERIFIED, rule)
    assert chips(waiting, said) == ["BBR siger nu noget andet"]
    asks = "Spørg borgeren, hvad der er rigtigt; blanketten er ikke ændret."
    assert form_words.said_since(waiting, said) == [
        f"BBR siger nu noget andet om »Har boligen eget køkken?«. {asks}",
    ]
    met = since(waiting, Mark.VERIFIED, field) + since(waiting, Mark.REFUTED, rule)
    assert chips(waiting, met) == ["Spørg borgeren"]
    assert form_words.said_since(waiting, met) == [rule]


def test_the_summary_tells_what_was_confirmed_since(waiting: FinishedForm) -> None:
    field, rule = waiting.to_verify[0], waiting.open_rules[0]
    confirmed = summary(waiting, NAME, since(waiting, Mark.VERIFIED, field, rule))
    assert "Har boligen eget køkken? Ja (bekræftet af BBR 22-11-2026)" in confirmed.splitlines()
    assert "Skal afklares:" not in confirmed
    other = summary(waiting, NAME, since(waiting, Mark.REFUTED, field, rule))
    assert "Har boligen eget køkken? Ja (BBR siger nu noget andet, 22-11-2026)" in other.splitlines()
    assert f"- {rule}" in other.splitlines()


def test_the_list_shows_what_registers_said_since(waiting: FinishedForm, qtbot: QtBot) -> None:
    card = FormsCard(forms())
    qtbot.addWidget(card)
    said = since(waiting, Mark.DIFFERS, *waiting.to_verify)
    card.show_forms(CitizenForms((), (waiting,), {waiting.id: tuple(said)}), NAME, NOW)
    card.show()
    shown = [chip.text for chip in card.findChildren(Chip)]
    assert shown == ["BBR siger nu noget andet", "Skal bekræftes: 1"]
    assert any("blanketten er ikke ændret" in label.text() for label in card.findChildren(QLabel))
    with qtbot.waitSignal(card.copy_wanted) as copied:
        button(card, "Kopiér til Udbetaling Danmark").click()
    assert copied.args == [summary(waiting, NAME, said), "form boligstoette"]


def button(card: FormsCard, words: str) -> QPushButton:
    return next(one for one in card.findChildren(QPushButton) if one.text() == words and not one.isHidden())


def test_the_citizens_forms_are_listed_gone_on_with_begun_and_copied(desk: FormStore, qtbot: QtBot) -> None:
    card = FormsCard(forms())
    qtbot.addWidget(card)
    card.show_forms(CitizenForms(), NAME, NOW)
    card.show()
    assert not card._empty.isHidden()
    draft = desk.drafts.keep(told(desk, "koerekort", {"art": "fornyelse"}))
    gone = Draft(draft.id, "en-der-er-væk", CITIZEN)
    known = Facts.of([failed("eget_koekken", "bbr")])
    done = finished(desk, HOUSING, known, Representation())
    card.show_forms(CitizenForms((draft, gone), (done,)), NAME, NOW)
    assert card._empty.isHidden()
    assert card._rows.count() == 2
    assert nameless(card) == []
    with qtbot.waitSignal(card.resumed) as resumed:
        button(card, "Fortsæt").click()
    assert resumed.args == [draft]
    with qtbot.waitSignal(card.copy_wanted) as copied:
        button(card, "Kopiér til Udbetaling Danmark").click()
    assert copied.args == [summary(done, NAME), "form boligstoette"]
    (box,) = card.findChildren(QComboBox)
    box.setCurrentIndex(box.findData("attester"))
    with qtbot.waitSignal(card.started) as started:
        button(card, "Udfyld").click()
    assert started.args == ["attester"]


def test_the_errands_own_forms_come_first_and_the_focus_stays_with_what_was_finished(
    desk: FormStore, qtbot: QtBot
) -> None:
    card = FormsCard(forms())
    qtbot.addWidget(card)
    (box,) = card.findChildren(QComboBox)
    card.put_first("friplads")
    assert box.currentData() == "oekonomisk-friplads"
    assert box.count() == len(forms())
    with qtbot.waitActive(card):
        card.show()
    done = finished(desk, HOUSING, Facts.of([failed("eget_koekken", "bbr")]), Representation())
    card.go_to(done.id)
    for _ in range(2):  # another answer must not take the focus away
        card.show_forms(CitizenForms((), (done,)), NAME, NOW)
        QApplication.processEvents()
        focused = card.focusWidget()
        assert isinstance(focused, QPushButton)
        assert (focused.text(), focused.isVisible()) == ("Kopiér til Udbetaling Danmark", True)


def test_forms_of_other_errands_are_but_counted_with_the_way_to_them(qtbot: QtBot) -> None:
    card = FormsCard(forms())
    qtbot.addWidget(card)
    card.show_forms(CitizenForms(elsewhere=1), NAME, NOW)
    card.show()
    assert card.elsewhere == "Der er en blanket fra et andet ærinde. Handler henvendelsen om den, så skift ærinde."
    with qtbot.waitSignal(card.errand_wanted):
        button(card, "Skift ærinde").click()
    card.show_forms(CitizenForms(elsewhere=3), NAME, NOW)
    many = "Der er 3 blanketter fra andre ærinder. Handler henvendelsen om en af dem, så skift ærinde."
    assert card.elsewhere == many
    card.show_forms(CitizenForms(), NAME, NOW)
    assert card.elsewhere == ""


def test_what_was_prepared_is_taken_up_and_both_who_worked_on_it_stand(desk: FormStore, qtbot: QtBot) -> None:
    done = finished(desk, HOUSING, Facts(), Representation())
    card = FormsCard(forms())
    qtbot.addWidget(card)
    card.show()
    card.show_forms(CitizenForms((), (done,)), NAME, NOW)
    assert not any(one.text() == "Tag op" for one in card.findChildren(QPushButton) if not one.isHidden())
    card.show_forms(CitizenForms((), (done,), to_take_up=frozenset((done.id,))), NAME, NOW)
    assert nameless(card) == []
    with qtbot.waitSignal(card.taken_up) as taken:
        button(card, "Tag op").click()
    assert taken.args == [done]
    draft = replace(desk.drafts.take_up(done), kept_at=NOW, kept_by="Per Holm")
    later = replace(done, id=draft.id, employee="Per Holm", finished_at=NOW + timedelta(hours=1), draft=draft)
    card.show_forms(CitizenForms((draft,), (later, done)), NAME, NOW)
    lines = [label.text() for label in card.findChildren(QLabel) if not label.isHidden()]
    assert "Kladde, senest gemt kl. 14.02 af Per Holm · forberedt kl. 14.02 af Lise Nord" in lines
    assert "Færdig kl. 15.02 af Per Holm · forberedt kl. 14.02 af Lise Nord" in lines
    assert "Færdig kl. 14.02 af Lise Nord · gjort færdig kl. 15.02 af Per Holm" in lines
    assert "Forberedt 20-11-2026 kl. 14.02 af Lise Nord, Borgerservice" in summary(later, NAME).splitlines()


def test_a_draft_says_the_day_and_who_kept_it_last_and_nobody_where_that_is_not_known(
    desk: FormStore, qtbot: QtBot
) -> None:
    """As a colleague reads it the day after, also where an older program kept it."""
    mine = told(desk, "koerekort", {"art": "fornyelse"})
    kept = replace(mine, kept_at=NOW, kept_by="Per Holm")
    card = FormsCard(forms())
    qtbot.addWidget(card)
    for draft, row in (
        (kept, "Kladde, senest gemt 20-11-2026 kl. 14.02 af Per Holm"),
        (replace(kept, kept_by=""), "Kladde, gemt 20-11-2026 kl. 14.02"),
        (mine, "Kladde"),
    ):
        card.show_forms(CitizenForms((draft,)), NAME, NOW + timedelta(days=1))
        assert row in [label.text() for label in card.findChildren(QLabel) if not label.isHidden()]


def test_enter_on_the_chosen_form_begins_it(qtbot: QtBot) -> None:
    card = FormsCard(forms())
    qtbot.addWidget(card)
    with qtbot.waitActive(card):
        card.show()
    card._pick.setCurrentIndex(2)
    card._pick.setFocus()
    with qtbot.waitSignal(card.started) as started:
        QTest.keyClick(card._pick, Qt.Key.Key_Return)
    assert started.args == [card._pick.currentData()]


def test_without_its_row_the_focus_goes_to_where_a_form_is_begun(desk: FormStore, qtbot: QtBot) -> None:
    card = FormsCard(forms())
    qtbot.addWidget(card)
    with qtbot.waitActive(card):
        card.show()
    draft = desk.drafts.keep(told(desk, "koerekort", {"art": "fornyelse"}))
    card.show_forms(CitizenForms((draft,)), NAME, NOW)
    card._begin.setFocus()
    card.go_to(draft.id)
    card.show_forms(CitizenForms((draft,)), NAME, NOW)
    focused = card.focusWidget()
    assert focused is not None
    assert focused.objectName() == str(draft.id)
    card.go_to(draft.id)
    card.show_forms(CitizenForms(), NAME, NOW)
    assert card.focusWidget() is card._pick
    card._begin.setFocus()
    card.show_forms(CitizenForms((draft,)), NAME, NOW)
    assert card.focusWidget() is card._begin, "nobody asked for it again"


def test_who_waited_for_a_row_takes_no_focus_once_somebody_else_is_on_the_page(desk: FormStore, qtbot: QtBot) -> None:
    card = FormsCard(forms())
    qtbot.addWidget(card)
    with qtbot.waitActive(card):
        card.show()
    draft = desk.drafts.keep(told(desk, "koerekort", {"art": "fornyelse"}))
    card._begin.setFocus()
    card.go_to(draft.id)
    card.forget(NOW)
    card.show_forms(CitizenForms(), NAME, NOW)
    assert card.focusWidget() is card._begin
