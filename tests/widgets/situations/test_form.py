"""The form on the screen: keys, what is kept, what is shown of registers, and that no key waits for one."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListWidget, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.facts.model import EXTRACT, Fact, Facts
from app.situations.forms.answers import Mark, Stands
from app.situations.forms.finished import FinishedForm
from tests.app.desk import ADDRESS_ID, CITIZEN
from tests.app.situations.forms.made_up import PLACE, TableChecker, fact, failed, forms
from tests.widgets.accessibility import nameless, tab_round, untraced
from tests.widgets.situations.form_desk import ENOUGH, FormDesk, HeldChecker, HeldDrafts, Open
from widgets.situations.form import FormView
from widgets.situations.form_choices import YesNoEditor
from widgets.situations.form_editors import FileEditor
from widgets.situations.form_offers import AddressEditor

INCOME = Facts.of([fact("indkomst_maaned", Decimal("24150.00"), "eindkomst")])


def line(view: FormView, name: str) -> QLineEdit:
    stop = view.row(name).editor.stop
    assert isinstance(stop, QLineEdit)
    return stop


def type_into(view: FormView, name: str, text: str) -> None:
    line(view, name).setFocus()
    line(view, name).selectAll()
    QTest.keyClicks(line(view, name), text)


def pick(view: FormView, name: str, value: str) -> None:
    box = view.row(name).editor.stop
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def answer(view: FormView, name: str, *, yes: bool) -> None:
    editor = view.row(name).editor
    assert isinstance(editor, YesNoEditor)
    (editor.yes if yes else editor.no).click()


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


# Keeping


def test_what_is_typed_is_kept_at_once_and_gone_on_with_after_a_crash(
    desk: FormDesk, open_form: Open, qtbot: QtBot
) -> None:
    view = open_form("enkeltudgift")
    type_into(view, "udgift", "Briller")
    qtbot.waitUntil(lambda: view.state == "Gemt som kladde kl. 14.02", timeout=ENOUGH)
    desk.kept.restart()
    (draft,) = desk.kept.drafts.of_citizen(CITIZEN)
    desk.drafts = desk.kept.drafts
    again = open_form("enkeltudgift", draft=draft)
    assert line(again, "udgift").text() == "Briller"


def test_hidden_it_keeps_the_last_letter_at_once(desk: FormDesk, open_form: Open, qtbot: QtBot) -> None:
    view = open_form("enkeltudgift")
    type_into(view, "udgift", "Briller")
    with qtbot.waitSignal(view.left, timeout=ENOUGH):
        view.hide()
    (draft,) = desk.drafts.of_citizen(CITIZEN)
    assert draft.told["udgift"].text == "Briller"


def test_a_shut_desk_is_told_of_and_nothing_is_lost(desk: FormDesk, open_form: Open, qtbot: QtBot) -> None:
    view = open_form("enkeltudgift")
    desk.kept.store.lock()
    type_into(view, "udgift", "Briller")
    qtbot.waitUntil(lambda: "låst" in view._foot.trouble.text, timeout=ENOUGH)
    desk.kept.store.open()
    view.keep_now()
    (draft,) = desk.drafts.of_citizen(CITIZEN)
    assert draft.told["udgift"].text == "Briller"


def test_what_is_typed_is_kept_without_a_pause_in_typing(desk: FormDesk, open_form: Open, qtbot: QtBot) -> None:
    view = open_form("enkeltudgift")
    letters = iter("Briller og tænder og meget andet, som der ikke er råd til lige nu" * 20)

    def type_on() -> None:
        QTest.keyClicks(view.row("betydning").editor.stop, next(letters))
        assert desk.drafts.of_citizen(CITIZEN)

    qtbot.waitUntil(type_on, timeout=ENOUGH)


def test_it_is_thrown_away_by_two_presses(desk: FormDesk, open_form: Open, qtbot: QtBot) -> None:
    view = open_form("enkeltudgift")
    type_into(view, "udgift", "Briller")
    qtbot.waitUntil(lambda: bool(view.state), timeout=ENOUGH)
    view._foot.throw.click()
    assert desk.drafts.of_citizen(CITIZEN)
    with qtbot.waitSignal(view.thrown, timeout=ENOUGH):
        view._foot.throw.click()
    view.hide()
    assert desk.drafts.of_citizen(CITIZEN) == ()


def test_thrown_away_while_it_is_being_kept_it_does_not_come_back(
    desk: FormDesk, open_form: Open, qtbot: QtBot
) -> None:
    slow = HeldDrafts(desk.kept)
    desk.drafts = slow
    view = open_form("enkeltudgift")
    type_into(view, "udgift", "Briller")
    qtbot.waitUntil(slow.begun.is_set, timeout=ENOUGH)
    with qtbot.waitSignal(view.thrown, timeout=ENOUGH):
        view.throw_away()
        slow.go.set()
    assert slow.of_citizen(CITIZEN) == ()


# Registers and the citizen's word


def test_a_register_fills_in_with_its_source_and_age(open_form: Open) -> None:
    view = open_form("enkeltudgift", known=INCOME)
    assert line(view, "indkomst").text() == "24.150,00"
    assert view.row("indkomst").words == ("eIndkomst · hentet kl. 13.58",)


def test_an_extract_fills_in_with_its_day_and_no_hour(open_form: Open) -> None:
    extract = Fact("antal_boern_hjemme", 2, EXTRACT, datetime(2026, 11, 16, 23, 0, tzinfo=UTC))
    view = open_form("oekonomisk-friplads", known=Facts.of([extract]))
    assert view.row("boern_i_husstanden").words == ("CPR-udtræk 17-11-2026",)


def test_a_late_answer_overwrites_no_word_and_asks_which_stands(desk: FormDesk, open_form: Open) -> None:
    view = open_form("enkeltudgift")
    type_into(view, "indkomst", "19.500")
    view.show_facts(INCOME)
    row = view.row("indkomst")
    assert line(view, "indkomst").text() == "19.500"
    assert focused() is line(view, "indkomst")
    difference = row.difference
    assert difference is not None
    assert difference.register.text() == "eIndkomst siger: 24.150,00 kr."
    assert difference.citizen.text() == "Borgeren siger: 19.500,00 kr."
    assert not any(button.isChecked() for button in (difference.register, difference.citizen))
    QTest.keyClick(line(view, "indkomst"), Qt.Key.Key_Return)
    assert view.focusWidget() is difference.register, "Enter goes to what there is to choose, not past it"
    difference.citizen.click()
    assert (view.sheet["indkomst"].stands, view.sheet["indkomst"].value) == (Stands.CITIZEN, Decimal(19500))
    assert "Valgt af Lise Nord" in row.words
    assert row.difference is not None, "it can be chosen anew"
    type_into(view, "indkomst", "19.600")
    assert view.sheet["indkomst"].mark is Mark.DIFFERS
    type_into(view, "indkomst", "19.500")
    assert view.sheet["indkomst"].mark is Mark.DIFFERS, "what was chosen went with the word that it was chosen for"
    assert not any("Valgt af" in words for words in row.words)
    assert not any(button.isChecked() for button in (difference.register, difference.citizen))


def test_an_emptied_field_is_the_registers_again_once_it_is_left(open_form: Open) -> None:
    view = open_form("enkeltudgift", known=INCOME)
    type_into(view, "indkomst", "1")
    line(view, "indkomst").clear()
    line(view, "indkomst").textEdited.emit("")
    assert view.sheet["indkomst"].stands is Stands.REGISTER


def test_a_silent_register_leaves_the_field_to_be_verified_and_it_verifies_itself(
    open_form: Open, qtbot: QtBot
) -> None:
    checker = TableChecker(down=True)
    view = open_form("flytteanmeldelse", {"ny_adresse": PLACE}, checker=checker)
    qtbot.waitUntil(lambda: len(checker.asked) > 0 and view.sheet["ny_adresse"].outcome is not None, timeout=ENOUGH)
    assert view.row("ny_adresse").words == ("Skal bekræftes",)
    checker.down = False
    view.registers_heard()
    qtbot.waitUntil(lambda: view.row("ny_adresse").words == ("Bekræftet: BBR",), timeout=ENOUGH)


def test_it_asks_again_by_itself(open_form: Open, qtbot: QtBot) -> None:
    checker = TableChecker(down=True)
    view = open_form("flytteanmeldelse", {"ny_adresse": PLACE}, checker=checker)
    qtbot.waitUntil(view._work._again.isActive, timeout=ENOUGH)
    checker.down = False
    view._work._again.start(1)
    qtbot.waitUntil(lambda: view.sheet["ny_adresse"].mark is Mark.VERIFIED, timeout=ENOUGH)


def test_a_superseded_question_is_dropped(open_form: Open, qtbot: QtBot) -> None:
    held = HeldChecker()
    view = open_form("boernepas", {"barn": "0906174072"}, checker=held)
    qtbot.waitUntil(lambda: len(view._work._asking) == 1, timeout=ENOUGH)
    (first,) = view._work._asking.values()
    type_into(view, "barn", "2011144070")
    qtbot.waitUntil(first.is_cancelled, timeout=ENOUGH)
    held.go.set()
    qtbot.waitUntil(lambda: view.sheet["barn"].mark is Mark.VERIFIED, timeout=ENOUGH)
    assert view.sheet["samtykke_mor"].shown


def test_no_key_waits_for_a_register_that_never_answers(open_form: Open, qtbot: QtBot) -> None:
    held, opened = HeldChecker(), perf_counter()
    view = open_form("flytteanmeldelse", {"ny_adresse": PLACE}, checker=held)
    qtbot.waitUntil(lambda: held.waiting > 0, timeout=ENOUGH)
    longest = 0.0
    line(view, "flyttedato").setFocus()
    for letter in "20-11-2026":
        begun = perf_counter()
        QTest.keyClicks(line(view, "flyttedato"), letter)
        longest = max(longest, perf_counter() - begun)
    assert view.sheet["flyttedato"].value is not None
    assert longest < 10, "seconds; the register holds for thirty"
    assert perf_counter() - opened < 20, "nor does what happens between the keys"
    held.go.set()


def test_a_failed_register_behind_a_question_is_told_as_not_looked_into(open_form: Open) -> None:
    known = Facts.of([failed("andre_voksne_paa_adressen", "bbr")])
    view = open_form("boernetilskud-enlig", {"andre_voksne": "nej"}, known=known)
    assert view.row("andre_voksne").words == ("Ikke undersøgt",)


def test_the_registers_silence_is_told_beside_its_field(open_form: Open) -> None:
    view = open_form("enkeltudgift", known=Facts.of([failed("indkomst_maaned", "eindkomst")]))
    assert view.row("indkomst").words == ("eIndkomst svarer ikke",)


def test_the_stop_for_a_protected_person_is_beside_them_and_finishing_is_refused(open_form: Open, qtbot: QtBot) -> None:
    answers = {
        "modtager": "privat", "modtager_navn": "Fjordby Fodbold", "om_borgeren": "nej",
        "om_anden": "0702614075", "udpeget_ved": "cpr",
        "slags": "adresseoplysning",
    }  # fmt: skip
    view = open_form("attester", answers, checker=TableChecker(protected=True))
    stop = "Navn og adresse er beskyttet og gives ikke til private. Giv ingen attest eller adresse."
    qtbot.waitUntil(lambda: view.row("om_anden").words == (stop,), timeout=ENOUGH)
    view.finish()
    assert stop in view._foot.trouble.text
    assert view._work._finishing is None


# Keys and words


def test_nothing_is_said_to_be_missing_before_somebody_wants_to_be_done(open_form: Open) -> None:
    view = open_form("enkeltudgift")
    assert all(view.row(field.name).words == () for field in view.form.fields)


WHOLE = {
    "udgift": "Tænder", "beloeb": "4.500", "allerede_betalt": "nej", "helbred": "ja", "social_begivenhed": "nej",
    "kunne_forudses": "nej", "betydning": "Smerter", "indkomst": "12.000", "har_partner": "nej",
    "husleje_maaned": "5.200", "formue": "0",
}  # fmt: skip


def test_ctrl_enter_finishes_from_any_field(desk: FormDesk, open_form: Open, qtbot: QtBot) -> None:
    for field in ("udgift", "betydning", "allerede_betalt", "har_partner"):
        view = open_form("enkeltudgift", WHOLE)
        view.row(field).go_here()
        with qtbot.waitSignal(view.finished, timeout=ENOUGH) as caught:
            QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert [type(one) for one in caught.args or []] == [FinishedForm]
        view.hide()
    assert len(desk.drafts.finished_of(CITIZEN)) == 4
    assert desk.drafts.of_citizen(CITIZEN) == ()


def test_what_cannot_be_frozen_is_told_and_can_be_gone_on_with(desk: FormDesk, open_form: Open, qtbot: QtBot) -> None:
    view = open_form("enkeltudgift", WHOLE)
    desk.kept.store.lock()
    view._foot.finish.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert view._work.is_finishing
    assert view._foot.finish.hasFocus()
    qtbot.waitUntil(lambda: "låst" in view._foot.trouble.text, timeout=ENOUGH)
    assert view._foot.finish.hasFocus()
    desk.kept.store.open()
    with qtbot.waitSignal(view.finished, timeout=ENOUGH):
        view.finish()


def test_a_number_left_is_masked_and_shown_to_whoever_comes_back(open_form: Open) -> None:
    view = open_form("boernepas")
    type_into(view, "barn", "090617-4072")
    assert line(view, "barn").text() == "090617-4072"
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert line(view, "barn").text() == "090617-····"
    assert view.sheet["barn"].value == "0906174072"
    line(view, "barn").setFocus()
    assert line(view, "barn").text() == "090617-4072"


def test_an_amount_left_is_written_as_amounts_are_and_nothing_typed_is_lost(open_form: Open) -> None:
    view = open_form("enkeltudgift")
    field = line(view, "beloeb")
    type_into(view, "beloeb", "12500,5")
    assert field.text() == "12500,5", "nothing moves under the fingers"
    field.setCursorPosition(2)
    QTest.keyClicks(field, "9")
    assert (field.text(), field.cursorPosition()) == ("129500,5", 3)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "129.500,50"
    assert view.draft.told["beloeb"].text == "129500,5"
    field.setFocus()
    assert field.text() == "129.500,50"
    field.setCursorPosition(3)
    QTest.keyClicks(field, "0")
    assert (field.text(), field.cursorPosition()) == ("1290.500,50", 4)
    assert view.row("beloeb").words == ("Skriv beløbet som 12.500 eller 12.500,50.",)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "1290.500,50", "what cannot be read stays as it was typed"
    type_into(view, "beloeb", "4500 kr")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "4.500,00"
    view.show_facts(INCOME)
    assert field.text() == "4.500,00"


def test_an_amount_of_an_earlier_draft_is_written_as_amounts_are(open_form: Open) -> None:
    view = open_form("enkeltudgift", {"beloeb": "12500", "formue": "0"})
    assert [line(view, name).text() for name in ("beloeb", "formue")] == ["12.500,00", "0,00"]
    assert view.draft.told["beloeb"].text == "12500"


def suggested(view: FormView, qtbot: QtBot) -> QListWidget:
    editor = view.row("ny_adresse").editor
    assert isinstance(editor, AddressEditor)
    type_into(view, "ny_adresse", "ærøvej")
    qtbot.waitUntil(editor.suggestions.isVisible, timeout=ENOUGH)
    return editor.suggestions


def test_addresses_are_suggested_as_one_types_and_what_is_chosen_carries_its_id(open_form: Open, qtbot: QtBot) -> None:
    view = open_form("flytteanmeldelse")
    found = suggested(view, qtbot)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert focused() is found
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    told = view.draft.told["ny_adresse"]
    assert (told.text, told.id) == (PLACE, ADDRESS_ID)
    assert focused() is line(view, "ny_adresse")
    assert not found.isVisible()
    QTest.keyClicks(focused(), "x")
    assert view.draft.told["ny_adresse"].id is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Up])
def test_the_list_of_addresses_is_left_by_key(open_form: Open, qtbot: QtBot, key: Qt.Key) -> None:
    view = open_form("flytteanmeldelse")
    found = suggested(view, qtbot)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), key)
    assert focused() is line(view, "ny_adresse")
    assert not found.isVisible()
    assert view.draft.told["ny_adresse"].text == "ærøvej"


def test_without_adressevaelger_one_types_on(open_form: Open, qtbot: QtBot) -> None:
    checker = TableChecker(down=True)
    view = open_form("flytteanmeldelse", checker=checker)
    type_into(view, "ny_adresse", "ærøvej")
    qtbot.waitUntil(lambda: "addresses" in checker.asked, timeout=ENOUGH)
    QTest.keyClicks(focused(), " 12")
    assert view.sheet["ny_adresse"].mark is Mark.TO_BE_VERIFIED


def test_a_paper_is_told_of_when_it_is_kept(desk: FormDesk, open_form: Open, qtbot: QtBot, tmp_path: Path) -> None:
    paper = tmp_path / "regning.pdf"
    paper.write_bytes(b"%PDF-1.7")
    view = open_form("enkeltudgift")
    editor = view.row("regning").editor
    assert isinstance(editor, FileEditor)
    editor.wanted.emit(paper)
    qtbot.waitUntil(lambda: editor.title.text() == "regning.pdf", timeout=ENOUGH)
    told = view.draft.told["regning"]
    assert told.id is not None
    assert desk.drafts.paper(told.id) == b"%PDF-1.7"
    editor.remove.click()
    assert "regning" not in view.draft.told
    paper.write_bytes(b"MZ")
    editor.wanted.emit(paper)
    qtbot.waitUntil(lambda: "PDF" in view._foot.trouble.text, timeout=ENOUGH)


@pytest.mark.parametrize("form", sorted(forms()))
def test_every_form_is_drawn_named_and_walked_through_by_tab(open_form: Open, qtbot: QtBot, form: str) -> None:
    view = open_form(form)
    assert nameless(view) == []
    view.go_here()
    visited = tab_round(qtbot, view)
    assert view._representation.acting in visited
    for filled in view.sheet.shown:
        assert view.row(filled.field.name).editor.stop in visited
    assert not view.grab().isNull()


def test_a_choice_is_told_and_a_wheel_over_it_changes_nothing(open_form: Open) -> None:
    view = open_form("koerekort")
    box = view.row("art").editor.stop
    assert isinstance(box, QComboBox)
    pick(view, "art", "fornyelse")
    assert view.sheet["art"].value == "fornyelse"
    middle = QPointF(box.rect().center())
    turn = QWheelEvent(
        middle, box.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turn)
    assert box.currentData() == "fornyelse"


def test_yes_and_no_are_told(open_form: Open) -> None:
    view = open_form("koerekort", {"art": "fornyelse"})
    answer(view, "gammelt_kort", yes=False)
    assert view.sheet["gammelt_kort"].value is False
    answer(view, "gammelt_kort", yes=True)
    assert view.sheet["gammelt_kort"].value is True


def test_what_is_copied_out_of_any_form_is_traced_by_whoever_it_belongs_to(open_form: Open, qtbot: QtBot) -> None:
    for form in forms():
        assert untraced(open_form(form)) == []
    view = open_form("enkeltudgift", {"betydning": "Ringede"})
    box = view.row("betydning").editor.stop
    assert isinstance(box, QPlainTextEdit)
    box.selectAll()
    with qtbot.waitSignal(view.copy_wanted) as wanted:
        QTest.keyClick(box, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert wanted.args == ["Ringede", "form"]


def test_no_suggested_address_is_copied(open_form: Open, qtbot: QtBot) -> None:
    view = open_form("flytteanmeldelse")
    found = suggested(view, qtbot)
    QApplication.clipboard().setText("før")
    found.setCurrentRow(0)
    QTest.keyClick(found, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "før"
