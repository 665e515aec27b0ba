"""The form by keys, and who fills it in: where Enter, Tab and letters lead, and what is said where something lacks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.situations.forms.representation import Acting, Document, Representation
from tests.app.desk import CITIZEN
from tests.app.situations.forms.made_up import facts, forms
from tests.widgets.accessibility import tab_round
from tests.widgets.situations.form_desk import ENOUGH, FormDesk, Open, with_feet
from tests.widgets.situations.test_form import WHOLE, focused, line, type_into
from widgets.situations.form import FormView
from widgets.situations.form_choices import YesNoEditor
from widgets.situations.form_field import FlagLine


@pytest.mark.parametrize(("form", "field"), [("enkeltudgift", "udgift"), ("oekonomisk-friplads", "dagtilbud")])
def test_after_the_last_field_tab_comes_to_what_finishes_then_to_what_closes_and_last_to_what_throws_away(
    open_form: Open, qtbot: QtBot, form: str, field: str
) -> None:
    """With feet and a hearing, and without."""
    view = open_form(form)
    with_feet(view)
    type_into(view, field, "Briller")
    qtbot.waitUntil(view._foot.throw.isVisible, timeout=ENOUGH)
    visited = tab_round(qtbot, view)
    at = visited.index(view._foot.finish)
    assert visited[at - 1] is view._foot.next
    assert (visited + visited)[at + 1 : at + 3] == [view._foot.close_form, view._foot.throw]
    with qtbot.waitSignal(view.closed, timeout=ENOUGH):
        QTest.keyClick(view._foot.close_form, Qt.Key.Key_Space)


def test_in_a_low_window_nothing_is_cut_and_two_fields_are_in_sight(open_form: Open, qtbot: QtBot) -> None:
    """As the form is at 200 % on a screen of 1920 x 1080, after a refused finish."""
    view = open_form("oekonomisk-friplads")
    (foot,) = with_feet(view)
    view.resize(860, 298)
    card = view._representation
    card.acting.setCurrentIndex(card.acting.findData(Acting.ASSISTED))
    card.acting.activated.emit(0)
    view.finish()
    qtbot.waitUntil(card.why.hasFocus, timeout=ENOUGH)
    port = view._area.viewport()
    assert port.height() >= 90
    row = card._why
    qtbot.waitUntil(lambda: port.rect().contains(row.mapTo(port, row.rect().bottomRight())), timeout=ENOUGH)
    assert row.trouble
    for part in (card, foot, view._foot.trouble, view._foot.finish):
        assert part.height() >= part.minimumSizeHint().height()
    assert view._foot.finish.mapTo(view, view._foot.finish.rect().bottomLeft()).y() < view.height()


def in_sight(view: FormView) -> bool:
    """Whether all of what has the focus is."""
    port, stop = view._area.viewport(), focused()
    return port.rect().contains(QRect(stop.mapTo(port, QPoint()), stop.size()))


@pytest.mark.parametrize("change", ["lower", "foot", "above"])
def test_what_has_the_focus_stays_in_sight_as_room_goes_and_what_is_above_grows(
    open_form: Open, qtbot: QtBot, change: str
) -> None:
    view = open_form("oekonomisk-friplads")
    view.resize(760, 420)
    QApplication.processEvents()
    view._reveal(view.row("bor_mest_hos"))
    assert in_sight(view)
    port, inner = view._area.viewport(), view._area.widget()
    assert inner is not None
    before = port.height(), inner.height()
    if change == "lower":
        view.resize(760, 300)
    elif change == "foot":
        with_feet(view)
    else:
        view._representation.acting.setCurrentIndex(3)
        view._representation.acting.activated.emit(3)
    qtbot.waitUntil(lambda: (port.height(), inner.height()) != before, timeout=ENOUGH)
    assert in_sight(view)


def test_whoever_scrolls_away_is_left_there_until_the_focus_goes_on(open_form: Open, qtbot: QtBot) -> None:
    view = open_form("oekonomisk-friplads")
    view.resize(760, 420)
    QApplication.processEvents()
    view._reveal(view.row("bor_mest_hos"))
    bar = view._area.verticalScrollBar()
    bar.triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    before = view._area.viewport().height()
    view.resize(760, 380)
    qtbot.waitUntil(lambda: view._area.viewport().height() < before, timeout=ENOUGH)
    assert bar.value() == bar.minimum()
    view._reveal(view.row("oplyst_enlig"))
    view.resize(760, 280)
    qtbot.waitUntil(lambda: in_sight(view), timeout=ENOUGH)


def test_enter_goes_on_and_skips_what_is_out_of_sight(open_form: Open) -> None:
    view = open_form("koerekort", {"art": "bortkommet"})
    view.row("gruppe").go_here()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is view.row("bortkomst_erklaeret").editor.stop
    view.row("telefon").go_here()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is view._foot.finish


def test_ctrl_enter_with_something_missing_says_what_and_goes_there(open_form: Open) -> None:
    view = open_form("enkeltudgift", {"udgift": "Briller"})
    view.row("udgift").go_here()
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.row("beloeb").words == ("Skal udfyldes.",)
    assert focused() is line(view, "beloeb")
    assert view.missing == "1 af 11 udfyldt Mangler: Beløb"


def test_who_acts_asks_for_what_it_needs_and_is_recorded(desk: FormDesk, open_form: Open, qtbot: QtBot) -> None:
    view = open_form("enkeltudgift", WHOLE)
    card = view._representation
    assert card.trouble == ""
    card.acting.setCurrentIndex(card.acting.findData(Acting.POWER_OF_ATTORNEY))
    card.acting.activated.emit(0)
    assert card.trouble == "", "nobody has had the time to type"
    assert view.missing == "11 af 11 udfyldt Mangler: Navn på den, der handler for borgeren"
    view.finish()
    assert view._work._finishing is None
    assert card.trouble == "Skriv navnet på den, der handler for borgeren. Vælg, hvilket papir du har set."
    assert [row.label for row in card._rows if row.trouble] == [
        "Navn på den, der handler for borgeren", "Papir, du har set",
    ]  # fmt: skip
    assert card.name.accessibleDescription() == "Skriv navnet på den, der handler for borgeren."
    assert card.name.hasFocus()
    QTest.keyClicks(card.name, "Bo Lund")
    assert view.missing == "11 af 11 udfyldt Mangler: Papir, du har set"
    view._foot.next.click()
    assert card.document.hasFocus()
    card.document.setCurrentIndex(card.document.findData(Document.ORIGINAL))
    card.document.activated.emit(0)
    QTest.keyClicks(card.expires, "32-13-2026")
    assert card.trouble == "Skriv datoen som dd-mm-åååå."
    card.expires.clear()
    QTest.keyClicks(card.expires, "01-11-2026")
    assert card.trouble == "Papiret er udløbet."
    card.expires.clear()
    QTest.keyClicks(card.expires, "01-12-2026")
    assert (card.trouble, card.doubt) == ("", "Papiret udløber inden for en måned.")
    QTest.keyClicks(card.cpr, "070261-40")
    assert card.trouble == "Skriv et CPR-nummer med ti cifre."
    assert card._cpr.trouble == card.trouble
    QTest.keyClicks(card.cpr, "75")
    with qtbot.waitSignal(view.finished, timeout=ENOUGH):
        view.finish()
    (finished,) = desk.drafts.finished_of(CITIZEN)
    acting = finished.representation
    assert (acting.name, acting.cpr, acting.document) == ("Bo Lund", CITIZEN, Document.ORIGINAL)
    assert (acting.employee, acting.seen_at) == ("Lise Nord", desk.clock.now())


def test_enter_goes_through_who_fills_in_and_on_to_the_fields(open_form: Open) -> None:
    view = open_form("enkeltudgift")
    card = view._representation
    card.acting.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is line(view, "udgift")
    card.acting.setCurrentIndex(card.acting.findData(Acting.GUARDIAN))
    card.acting.activated.emit(0)
    card.acting.setFocus()
    for following in (card.name, card.cpr, card.scope, card.expires, card.document, line(view, "udgift")):
        QTest.keyClick(focused(), Qt.Key.Key_Return)
        assert focused() is following


def test_what_an_earlier_draft_could_not_read_is_said_once(desk: FormDesk, open_form: Open) -> None:
    acting = Representation(
        Acting.GUARDIAN, name="Bo Lund", document=Document.ORIGINAL, seen_at=desk.clock.now(), is_unclear=True
    )
    draft = desk.drafts.represent(desk.drafts.begin(forms()["enkeltudgift"], CITIZEN), acting)
    view = open_form("enkeltudgift", WHOLE, draft=draft)
    card = view._representation
    assert card.trouble == card._expires.trouble == "CPR-nummeret eller datoen kan ikke læses."


@pytest.mark.parametrize(
    ("form", "field", "expected"),
    [
        ("aendret-indkomst", "aendret_fra", "mm-åååå"),
        ("flytteanmeldelse", "flyttedato", "dd-mm-åååå"),
        ("enkeltudgift", "beloeb", "fx 12.500,50"),
        ("enkeltudgift", "udgift", ""),
    ],
)
def test_how_it_is_to_be_typed_is_told_before_it_is(open_form: Open, form: str, field: str, expected: str) -> None:
    view = open_form(form)
    assert line(view, field).placeholderText() == expected
    assert expected in line(view, field).accessibleDescription()


def test_j_and_n_answer_yes_and_no(open_form: Open) -> None:
    view = open_form("koerekort", {"art": "fornyelse"})
    editor = view.row("gammelt_kort").editor
    assert isinstance(editor, YesNoEditor)
    view.row("gammelt_kort").go_here()
    for key, answered, button in (
        (Qt.Key.Key_N, False, editor.no),
        (Qt.Key.Key_J, True, editor.yes),
        (Qt.Key.Key_X, True, editor.yes),
    ):
        QTest.keyClick(focused(), key)
        assert (view.sheet["gammelt_kort"].value, focused()) == (answered, button)
    QTest.keyClick(focused(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert view.sheet["gammelt_kort"].value is True
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is not editor.yes


def test_where_nothing_is_required_it_is_said_once(open_form: Open) -> None:
    view = open_form("aendret-indkomst", {"ydelse": "boligstoette"})
    said = [label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view)]
    once = "Alt her kan udelades. Udbetaling Danmark har oplysningerne om boligen i forvejen."
    assert once in said
    told = {group.title: [view.row(field.name) for field in group.fields] for group in view.form.groups}
    rows = told["Til en vejledende beregning af boligstøtten"]
    assert not [row.name for row in rows if "udelades" in row._label.text()]
    assert rows[0].editor.stop.accessibleDescription().startswith("Kan udelades")
    mixed = [row.field.label for row in told["Ændringen"] if row._label.text().endswith("(kan udelades)")]
    assert mixed, "where others are required it says so itself"


def test_alt_and_a_letter_go_to_a_field(open_form: Open) -> None:
    view = open_form("enkeltudgift")
    QTest.keyClick(view, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    assert focused() is line(view, "beloeb")


def test_long_text_takes_enter_as_text_and_tab_goes_on(open_form: Open) -> None:
    view = open_form("enkeltudgift")
    box = view.row("betydning").editor.stop
    assert isinstance(box, QPlainTextEdit)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert focused() is box
    QTest.keyClicks(box, "x")
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert focused() is not box
    assert view.sheet["betydning"].value == "x"


def test_a_note_that_speaks_of_another_form_leads_to_it_where_one_reads_it(open_form: Open, qtbot: QtBot) -> None:
    """Above the whole form, and beside a field."""
    window, before, view = QWidget(), QPushButton("Før"), open_form("boligstoette")
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for part in (before, view, QPushButton("Efter")):
        column.addWidget(part)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, ENOUGH)
    view.show_facts(facts(har_boligstoette=True))
    (said,) = view.findChildren(FlagLine)
    assert said.button is not None
    assert said.button.text() == "Udfyld Ændret indkomst, pension eller boligstøtte"
    before.setFocus()
    assert tab_round(qtbot, window)[:3] == [before, said.button, view._representation.acting]
    with qtbot.waitSignal(view.form_wanted, timeout=ENOUGH) as wanted:
        QTest.keyClick(said.button, Qt.Key.Key_Space)
    assert wanted.args == ["aendret-indkomst"]
    back = open_form("aendret-indkomst", {"ydelse": "boligstoette"}, known=facts(har_boligstoette=False))
    row = back.row("ydelse")
    (beside,) = row.findChildren(FlagLine)
    assert beside.button is not None
    visited = tab_round(qtbot, back)
    at = visited.index(beside.button)
    assert row.isAncestorOf(visited[at - 1])
    assert not row.isAncestorOf(visited[at + 1])
    with qtbot.waitSignal(back.form_wanted, timeout=ENOUGH) as wanted:
        beside.button.click()
    assert wanted.args == ["boligstoette"]
    assert [line.button for line in open_form("boligstoette", {"bor_til": "andel"}).findChildren(FlagLine)] == [None]
