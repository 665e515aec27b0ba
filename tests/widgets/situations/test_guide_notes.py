"""The municipality's own words beside the guide's: written, signed, found, and never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.access.roles import SystemRole, UserSystemRole
from app.situations.guide import Guide
from app.situations.local_notes import NOTHING, LocalNote, LocalNotes
from app.situations.tasks import Local
from tests.widgets.situations.guide_page import (
    CASEWORKER,
    DAY,
    NOTED,
    TO_CHECK,
    button,
    facts,
    made_guide,
    shown,
    typed,
    words,
    writing,
)
from widgets.situations import task_words
from widgets.situations.guide import GuidePage


def write(page: GuidePage, **fields: str) -> None:
    card = page.view.note
    button(card, "note").click()
    names: dict[str, QPlainTextEdit | QLineEdit] = {
        "text": card._words,
        **card._lines,
    }
    for name, words_ in fields.items():
        names[name].clear()
        QTest.keyClicks(names[name], words_)


def test_a_note_is_written_signed_and_found(qtbot: QtBot, page: GuidePage, guide: Guide) -> None:
    typed(page, "pas")
    write(page, text="Kun ved skranke ni", contact="Bodil", fee="178 kr.")
    with qtbot.waitSignals([page.view.note.kept, page.said]):
        QTest.keyClick(page.view.note._words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    note = guide.note(guide.task("pas"))
    assert (note.text, note.contact, note.by, note.on) == ("Kun ved skranke ni", "Bodil", "Lise Nord", DAY)
    told = words(page.view.note)
    assert "Kun ved skranke ni" in told
    assert "Lise Nord 22-11-2026" in told
    fee = next(fact for fact in page.view._law.facts if fact.label == "Gebyr")
    assert (fee.text(), fee.provenance) == ("178 kr. (kommunens egen)", "Kommunens egen note · Lise Nord 22-11-2026")
    assert typed(page, "skranke")[0] == "pas"


@pytest.mark.parametrize("what", [what for what in Local if what not in (Local.BRING, Local.LAW)])
def test_what_the_municipality_has_noted_stands_where_it_was_to_be_checked(
    qtbot: QtBot, tmp_path: Path, what: Local
) -> None:
    """Also where the task goes on to somebody else: it says whose it is."""
    page = shown(qtbot, made_guide(tmp_path, kort=TO_CHECK.format(what=what.value)))
    page.open_task("tjek")
    assert facts(page)[task_words.local(what)] == "Tjek lokalt"
    task = page._guide.task("tjek")
    page._guide.keep_note(task, NOTED.signed("Lise Nord", DAY), instead_of=NOTHING)
    page.view.show_task(task, CASEWORKER, DAY)
    assert facts(page)[task_words.local(what)] == f"{getattr(NOTED, what.value)} (kommunens egen)"
    row = next(fact for fact in (*page.view._law.facts, *page.view._onward.facts) if fact.provenance)
    assert row.provenance == "Kommunens egen note · Lise Nord 22-11-2026"
    assert "Tjek lokalt" not in facts(page).values()


def test_the_telephone_of_a_note_is_not_given_as_somebody_else_s(page: GuidePage, guide: Guide) -> None:
    for key in ("boligstoette", "adressebeskyttelse"):
        guide.keep_note(guide.task(key), NOTED, instead_of=NOTHING)
    page.open_task("boligstoette")
    assert facts(page)["Telefon"] == "70 00 00 00"
    page.open_task("adressebeskyttelse")
    assert facts(page)["Telefon"] == "44 00 00 00 (kommunens egen)"


def test_ten_digits_are_warned_of_and_kept_only_knowingly(page: GuidePage) -> None:
    typed(page, "pas")
    write(page, text="Ring til 0706590004")
    assert "CPR-nummer" in page.view.note._warning.text
    assert page.view.note._save.text() == "Gem alligevel"
    page.view.note._words.clear()
    assert not page.view.note._warning.isVisible()
    assert page.view.note._save.text() == "Gem note"


def test_what_is_half_written_waits_with_its_task(page: GuidePage) -> None:
    typed(page, "pas")
    write(page, text="Kun ved")
    page.open_task("flytning-indenlands")
    assert not writing(page)
    page.open_task("pas")
    assert writing(page)
    assert page.view.note._words.toPlainText() == "Kun ved"
    QTest.keyClick(page.view.note._words, Qt.Key.Key_Escape)
    assert page.view.note._words.toPlainText() == "Kun ved"
    page.view.note.drop()
    page.open_task("flytning-indenlands")
    page.open_task("pas")
    assert not writing(page)


def test_a_colleague_s_note_is_shown_before_it_is_written_over(qtbot: QtBot, page: GuidePage, tmp_path: Path) -> None:
    typed(page, "pas")
    write(page, text="Mit")
    LocalNotes(tmp_path / "noter.json").keep("pas", LocalNote(text="Deres", by="Bo"), instead_of=NOTHING)
    page.view.note.save()
    qtbot.waitUntil(lambda: bool(page.view.note.notice))
    assert "En anden har rettet noten" in page.view.note.notice
    assert "Deres" in words(page.view.note)
    assert page.view.note._words.toPlainText() == "Mit"
    with qtbot.waitSignal(page.view.note.kept):
        page.view.note.save()
    assert page._guide.note(page._guide.task("pas")).text == "Mit"


def test_a_note_that_cannot_be_saved_is_still_there(qtbot: QtBot, page: GuidePage, tmp_path: Path) -> None:
    typed(page, "pas")
    write(page, text="Mit")
    (tmp_path / "noter.json").mkdir()
    page.view.note.save()
    qtbot.waitUntil(lambda: bool(page.view.note.notice))
    assert writing(page)
    assert page.view.note._words.toPlainText() == "Mit"


def test_a_guide_does_not_write_notes(qtbot: QtBot, guide: Guide) -> None:
    page = shown(qtbot, guide, roles=lambda: (UserSystemRole(SystemRole.GUIDE),))
    typed(page, "jeg er flyttet")
    assert not page.view.note._write.isVisible()
    page.view.note.begin()
    assert not writing(page)
