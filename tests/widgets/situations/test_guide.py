"""The guide's page: type, arrow, Enter; what one may not do is handed on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.access.roles import UserSystemRole
from app.errors import UserError
from app.situations.guide import Guide
from app.situations.local_notes import NOTHING, LocalNote
from tests.widgets.accessibility import nameless, tab_round
from tests.widgets.situations.guide_page import (
    CASEWORKER,
    DAY,
    NOTED,
    TO_CHECK,
    button,
    facts,
    focused_within,
    made_guide,
    shown,
    typed,
    words,
)
from widgets.parts.chips import Chip
from widgets.situations.guide import GuidePage


def test_it_opens_with_every_task_in_danish_order(page: GuidePage) -> None:
    titles = [row.title for row in page._list.rows]
    assert titles[0].startswith("Adresseopslag")
    assert titles[-1] == "Pas"
    assert page._count.text() == "6 opgaver"


def test_typing_shows_the_likeliest_task_whole(page: GuidePage) -> None:
    assert typed(page, "jeg er flyttet")[0] == "flytning-indenlands"
    told = words(page.view)
    for part in (
        "Flytning inden for Danmark",
        "Bed om legitimation.",
        "Lejekontrakt",
        "Senest fem dage efter flytningen (CPR-loven §\N{NO-BREAK SPACE}12)",
        "Ministeriet. Klagefrist: 4 uger (CPR-loven §\N{NO-BREAK SPACE}56)",
        "Kvittering for flytning",
        "23.05.08 Folkeregistrering",
        "Person og familie, Bolig",
        "Kilder: Prøve",
    ):
        assert part in told
    chips = [chip.text for chip in page.view.findChildren(Chip) if chip.isVisible()]
    assert chips == [
        "Niveau 2 · Afgøres i skranken",
        "Kommunen · Borgerservice",
        "Frist: 5 dage",
        "Offline: lægges i kø",
    ]
    assert page.view._steps.lines[0] == "Bed om legitimation."


def test_a_fact_without_a_source_is_to_be_checked_locally(page: GuidePage) -> None:
    typed(page, "adressebeskyttelse")
    missing = {fact.label for fact in page.view._law.facts if fact.text() == "Tjek lokalt"}
    assert missing == {"Lov", "Frist"}
    assert page.view._bring.lines == ("Tjek lokalt",)
    typed(page, "jeg er flyttet")
    assert [fact.text() for fact in page.view._onward.facts] == ["Tjek lokalt", "Tjek lokalt"]


def test_that_there_is_none_is_said(page: GuidePage) -> None:
    """An empty place would leave it open whether anybody has looked."""
    page.open_task("adressebeskyttelse")
    assert facts(page)["Klage"] == "Ingen"


def test_how_to_reach_a_place_that_nothing_is_known_of_is_to_be_checked_locally(qtbot: QtBot, tmp_path: Path) -> None:
    unknown = TO_CHECK.format(what="fee").replace(', web = "eksempel.dk"', "")
    page = shown(qtbot, made_guide(tmp_path, kort=unknown))
    page.open_task("tjek")
    assert facts(page)["Telefon"] == "Tjek lokalt"
    task = page._guide.task("tjek")
    page._guide.keep_note(task, NOTED.signed("Lise Nord", DAY), instead_of=NOTHING)
    page.view.show_task(task, CASEWORKER, DAY)
    assert facts(page)["Telefon"] == "44 00 00 00 (kommunens egen)"


@pytest.mark.parametrize("known", ['phone = "70 00 00 00"', 'web = "eksempel.dk"', 'address = "Torvet 1"'])
def test_one_way_to_reach_a_place_is_enough(qtbot: QtBot, tmp_path: Path, known: str) -> None:
    page = shown(qtbot, made_guide(tmp_path, kort=TO_CHECK.format(what="fee").replace('web = "eksempel.dk"', known)))
    page.open_task("tjek")
    assert "Tjek lokalt" not in {fact.text() for fact in page.view._onward.facts}


def test_where_it_goes_afterwards_is_told(page: GuidePage) -> None:
    typed(page, "boligstøtte")
    facts = {fact.label: fact.text() for fact in page.view._onward.facts}
    assert facts["Modtager"] == "Udbetaling Danmark"
    assert facts["Telefon"] == "70 00 00 00"
    assert {fact.label: fact.text() for fact in page.view._law.facts}["Gebyr"] == "0 kr. (pr. 01-01-2026)"


def test_the_keyboard_alone_finds_marks_and_starts(qtbot: QtBot, page: GuidePage) -> None:
    assert typed(page, "adresse")[0] != "gaebyr-udgaaet"
    first = page._list.key
    QTest.keyClick(page._field, Qt.Key.Key_Down)
    assert page._list.key != first
    QTest.keyClick(page._field, Qt.Key.Key_Up)
    assert page._list.key == first
    QTest.keyClick(page._field, Qt.Key.Key_PageDown)
    assert page._list.key == page._list.rows[-1].key
    typed(page, "jeg er flyttet")
    QTest.keyClick(page._field, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.errand_chosen) as chosen:
        focused = QApplication.focusWidget()
        assert isinstance(focused, QPushButton)
        QTest.keyClick(focused, Qt.Key.Key_Space)
    assert chosen.args == ["flytning"]
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert page._field.hasFocus()


def test_enter_in_the_list_goes_on_to_the_task(page: GuidePage) -> None:
    typed(page, "jeg er flyttet")
    page._list.setFocus()
    QTest.keyClick(page._list, Qt.Key.Key_Return)
    assert focused_within(page.view)


def test_forms_and_situations_that_are_there_are_offered(qtbot: QtBot, page: GuidePage) -> None:
    typed(page, "jeg er flyttet")
    with qtbot.waitSignal(page.form_chosen) as form:
        button(page, "Flytteanmeldelse").click()
    with qtbot.waitSignal(page.situation_chosen) as situation:
        page.view._links.linkActivated.emit("flytning-inden-for")
    assert (form.args, situation.args) == (["flytteanmeldelse"], ["flytning-inden-for"])
    typed(page, "boligstøtte")  # its form has no title here, so it is not offered
    assert not [b for b in page.findChildren(QPushButton) if b.isVisible() and "Udfyld" in b.text()]


def test_what_one_may_not_do_is_handed_over(qtbot: QtBot, page: GuidePage, guide: Guide) -> None:
    guide.keep_note(guide.task("helbredstillaeg"), LocalNote(contact="Bodil"), instead_of=NOTHING)
    typed(page, "tandlæge")
    assert page._list.rows[0].mark == "Skal gives videre"
    assert "fagspecialist afgør den. Giv videre til Pension og ældre, Bodil." in page.view._handed.text
    with qtbot.waitSignal(page.hand_over_chosen) as over:
        button(page, "Giv videre").click()
    assert over.args == ["helbredstillaeg"]
    assert button(page, "Find borger").isVisible()


def test_only_mine_leaves_out_what_others_do_and_says_so(page: GuidePage) -> None:
    page._only_mine.setChecked(True)
    assert "helbredstillaeg" not in [row.key for row in page._list.rows]
    assert typed(page, "tandlæge") == []
    assert "Fjern fluebenet" in words(page._nothing)
    assert not page.view._inner.isVisible()
    page._only_mine.setChecked(False)
    assert page._list.rows[0].key == "helbredstillaeg"


def test_without_a_role_nothing_is_started(qtbot: QtBot, guide: Guide) -> None:
    page = shown(qtbot, guide, roles=tuple)
    typed(page, "jeg er flyttet")
    assert not [b for b in page.findChildren(QPushButton) if b.isVisible() and "Find borger" in b.text()]
    assert "ingen rolle" in page.view._handed.text


def test_as_long_as_roles_cannot_be_read_nothing_is_kept_back_and_no_note_written(qtbot: QtBot, guide: Guide) -> None:
    def refused() -> tuple[UserSystemRole, ...]:
        raise UserError("store-locked")

    page = shown(qtbot, guide, roles=refused)
    assert typed(page, "tandlæge") == ["helbredstillaeg"]
    assert page._list.rows[0].mark == ""
    assert "låst" in page._trouble.text
    assert not page.view.note._write.isVisible()


def test_notes_that_cannot_be_read_cost_themselves_alone(qtbot: QtBot, guide: Guide, tmp_path: Path) -> None:
    (tmp_path / "noter.json").write_text("{", encoding="utf-8")
    page = shown(qtbot, guide)
    assert "noter.json kan ikke læses" in page._trouble.text
    assert typed(page, "tandlæge") == ["helbredstillaeg"]
    assert page._list.rows[0].mark == "Skal gives videre"


def test_a_task_that_has_ended_leads_to_the_one_in_its_place(page: GuidePage) -> None:
    page.open_task("gaebyr-udgaaet")
    assert page._list.key == "gaebyr-udgaaet"
    told = "Opgaven ophørte 01-12-2015. Bestillingen blev digital. I stedet: Flytning inden for Danmark."
    assert page.view._ended.text == told
    assert page.view._ended.button.hasFocus()
    assert not page.view._start.isVisible()
    assert next(row.mark for row in page._list.rows if row.key == "gaebyr-udgaaet") == "Ophørt"
    page.view._ended.button.click()
    assert page.view.task is not None
    assert page.view.task.key == "flytning-indenlands"


def test_a_task_opens_whatever_the_list_was_filtered_by(page: GuidePage) -> None:
    typed(page, "boligstøtte")
    page._only_mine.setChecked(True)
    page.open_task("helbredstillaeg")
    assert page._list.key == "helbredstillaeg"
    assert page.view.task is not None
    assert page.view.task.key == "helbredstillaeg"
    assert focused_within(page.view)


@pytest.mark.parametrize("width", [700, 1196])
def test_another_task_is_laid_out_before_it_is_painted(page: GuidePage, guide: Guide, width: int) -> None:
    page.resize(width, 670)
    for key in ("flytning-indenlands", "pas", "helbredstillaeg", "flytning-indenlands"):
        page.view.show_task(guide.task(key), CASEWORKER, DAY)
        chips = page.view._chip_line
        assert chips.height() == page.view._chips.heightForWidth(chips.width())
        for card in (*page.view._cards.values(), page.view.note):
            layout = card.layout()
            assert layout is not None
            # Labels shown for the first time get their small font afterwards: a pixel or two, less than a line.
            assert not card.isVisible() or abs(card.height() - layout.totalHeightForWidth(card.width())) < 12


def test_nothing_is_without_a_name_and_tab_comes_round(qtbot: QtBot, page: GuidePage) -> None:
    typed(page, "pas")
    button(page.view.note, "Skriv note").click()
    assert nameless(page) == []
    page._field.setFocus()
    visited = tab_round(qtbot, page)
    assert page._list in visited
    assert page.view._start in visited
    assert page.view.note._words in visited


def test_a_screen_reader_hears_what_sets_a_task_apart(page: GuidePage) -> None:
    typed(page, "tandlæge")
    index = page._list.model().index(0, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Helbredstillæg, Skal gives videre, Også kaldt: tandlæge"


@pytest.mark.parametrize("width", [636, 876, 1196, 1836])
def test_nothing_is_cut_at_any_width(qtbot: QtBot, page: GuidePage, width: int) -> None:
    page.resize(width, 490)
    typed(page, "jeg er flyttet")
    qtbot.waitUntil(lambda: page.view._inner.width() <= page.view.viewport().width())
