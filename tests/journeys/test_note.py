"""A note on the citizen's case: written, kept through everything, sent when the archive answers, there once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from adapters.training.filed import Filed
from app.access.model import Section
from app.access.trace import TraceEvent
from app.cases.port import Outcome
from app.citizen.model.archive import Case, CaseFile
from app.citizen.port import RegisterKey
from app.sync.deliver import Unsent
from app.training.port import Fault
from tests.journeys.fjordby import Desk, Town
from widgets.citizen.cases import CasesView
from widgets.citizen.note import NoteEditor

WHO, ANOTHER = "newly_separated", "truly_no_income"
TITLE, TEXT = "Samtale ved skranken", "Ægtefællen er flyttet. Vejledt om økonomisk friplads."
WAITING, SENT = "Venter på at blive sendt", "Sendt til arkivet"


@pytest.fixture
def seat(town: Town, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Sit down at the same desk again and again: the program is started anew on the same files."""
    town.calm()
    town.municipality.filed = Filed()
    desks: list[Desk] = []

    def sit_down(*, away: bool = False) -> Desk:
        if desks:
            desks[-1].delivery.stop()
            desks[-1].close()
        town.fault(Fault.REFUSED if away else Fault.NONE, RegisterKey.ARCHIVE)
        desk = Desk(town, tmp_path)
        desk.qtbot = qtbot
        desks.append(desk)
        return desk

    yield sit_down
    desks[-1].close()
    town.municipality.filed = Filed()


def view(desk: Desk) -> CasesView:
    shown = desk.page.tabs.sections[Section.CASES].view
    assert isinstance(shown, CasesView)
    return shown


def look_at_cases(desk: Desk, who: str = WHO) -> Case:
    """The citizen's cases, the newest selected; returns it."""
    desk.visit(who)
    desk.see(Section.CASES)
    desk.wait(lambda: bool(desk.child(QTableView, "Sager").isVisible()))
    note = view(desk)._detail
    assert note is not None
    desk.wait(note._note.isVisible)
    return selected(desk)


def selected(desk: Desk) -> Case:
    value = desk.states[Section.CASES].value
    assert isinstance(value, CaseFile)
    return next(case for case in value.cases if case.id == view(desk)._selected)


def editor(desk: Desk) -> NoteEditor:
    found = desk.page.notes.editor
    assert found is not None
    return found


def open_note(desk: Desk) -> NoteEditor:
    desk.control(Qt.Key.Key_N)
    desk.wait(lambda: desk.page.notes.editor is not None)
    QApplication.processEvents()
    return editor(desk)


def write_note(desk: Desk) -> None:
    """With keys alone, finished."""
    open_note(desk)
    desk.write(TITLE)
    desk.press(Qt.Key.Key_Return)
    desk.write(TEXT)
    desk.control(Qt.Key.Key_Return)
    desk.wait(lambda: desk.page.notes.editor is None)


def journal_has(desk: Desk, title: str = TITLE) -> bool:
    return any(entry.title == title and entry.note == TEXT for entry in selected(desk).journal)


def filed(desk: Desk, case: Case) -> int:
    return len(desk.town.municipality.filed.journal(str(case.id)))


def test_a_note_with_the_archive_down_outlives_a_restart_and_is_filed_once(seat: Callable[..., Desk]) -> None:
    desk = seat()
    case = look_at_cases(desk)
    desk.town.fault(Fault.REFUSED, RegisterKey.ARCHIVE)
    write_note(desk)
    desk.wait(lambda: WAITING in desk.said())
    desk.wait(lambda: desk.delivery.unsent.trouble is Outcome.UNAVAILABLE)
    desk.window.unsent.refresh()
    assert "1 ikke sendt siden kl. 14.02" in desk.said()
    assert "Arkivet svarer ikke siden kl. 14.02." in desk.window.unsent.toolTip()

    write_note(desk)
    assert desk.window.quiet_line.text == "Notatet er gemt og venter, til arkivet svarer."

    desk = seat(away=True)
    desk.wait(lambda: desk.delivery.unsent.trouble is Outcome.UNAVAILABLE)
    assert desk.delivery.unsent.queued == 2
    desk.window.unsent.refresh()
    assert "2 ikke sendt siden kl. 14.02" in desk.said()
    assert filed(desk, case) == 0

    desk.town.calm()
    look_at_cases(desk)
    desk.wait(lambda: desk.delivery.unsent.queued == 0)
    desk.wait(lambda: journal_has(desk) and SENT not in desk.said() and WAITING not in desk.said())
    assert filed(desk, case) == 2
    desk.window.unsent.refresh()
    assert not desk.window.unsent.isVisible()
    assert TITLE in desk.said_in(Section.CASES)


def test_help_with_housing_support_is_noted_on_its_own_case_without_consent(seat: Callable[..., Desk]) -> None:
    """Journey 2: of her cases the errand shows the one that the help is about, and of the others how many."""
    desk = seat()
    desk.visit("widow_changed_pension", "boligstoette")
    desk.control(Qt.Key.Key_N)
    desk.wait(lambda: isinstance(desk.page.tabs.sections[Section.CASES].view, CasesView))
    detail = view(desk)._detail
    desk.wait(lambda: detail is not None and detail._note.isVisible())
    case = selected(desk)
    assert (case.title, case.subject and case.subject.code) == ("Ændret indkomst og boligstøtte", "32.64.04")
    said = desk.said_in(Section.CASES)
    assert "1 sag hører ikke til dette ærinde og er ikke vist." in said
    assert "Helbredstillæg" not in said
    write_note(desk)
    desk.wait(lambda: desk.delivery.unsent.queued == 0)
    desk.wait(lambda: filed(desk, case) == 1)
    assert not any(line.event is TraceEvent.WIDENED for line in desk.lines)
    shown = [line for line in desk.lines if line.event is TraceEvent.SHOWN and line.sections == (Section.CASES,)]
    assert {(line.purpose, line.source) for line in shown} == {("boligstoette", RegisterKey.ARCHIVE)}


def test_ctrl_enter_finishes_the_note_and_never_the_contact(seat: Callable[..., Desk]) -> None:
    desk = seat()
    case = look_at_cases(desk)
    write_note(desk)
    assert desk.page.sight.citizen == desk.people[WHO]
    assert desk.window.quiet_line.text == "Notatet er gemt og sendes til arkivet."
    desk.wait(lambda: journal_has(desk))
    assert filed(desk, case) == 1
    written = [line for line in desk.lines if line.event is TraceEvent.WRITTEN]
    assert [(line.subject, line.sections) for line in written] == [(desk.people[WHO], (Section.CASES,))]


def test_a_note_sent_before_anything_was_seen_to_be_unsent_is_noticed_all_the_same(seat: Callable[..., Desk]) -> None:
    desk = seat()
    look_at_cases(desk)
    desk.town.fault(Fault.REFUSED, RegisterKey.ARCHIVE)
    write_note(desk)
    desk.wait(lambda: WAITING in desk.said())
    notes = desk.page.notes
    notes._timer.stop()
    desk.town.calm()
    desk.delivery.try_now()
    desk.wait(lambda: desk.delivery.unsent == Unsent())
    notes._seen = desk.delivery.unsent
    notes._timer.start()
    desk.wait(lambda: journal_has(desk) and WAITING not in desk.said())


def test_what_was_typed_outlives_a_crash_and_is_gone_on_with(seat: Callable[..., Desk]) -> None:
    desk = seat()
    case = look_at_cases(desk)
    open_note(desk)
    desk.write("Samt")
    desk.wait(lambda: "Gemt som kladde kl. 14.02" in desk.said())
    kept = desk.notes.draft(case.id)
    assert kept is not None
    assert kept.title == "Samt"

    desk = seat()
    look_at_cases(desk)
    assert desk.child(QPushButton, "Fortsæt kladde").isVisible()
    open_note(desk)
    assert editor(desk).draft.title == "Samt"
    assert desk.child(QPlainTextEdit, "Notat").hasFocus()


def test_a_draft_stays_with_its_citizen_when_one_turns_to_another(seat: Callable[..., Desk]) -> None:
    desk = seat()
    case = look_at_cases(desk)
    open_note(desk)
    desk.write(TITLE)
    look_at_cases(desk, ANOTHER)
    assert TITLE not in desk.said()
    assert desk.page.notes.editor is None
    other = open_note(desk)
    assert other.draft.case != case.id
    assert other.draft.citizen == desk.people[ANOTHER]
    assert other.draft.title == ""
    assert TITLE not in desk.said()
    look_at_cases(desk)
    assert open_note(desk).draft.title == TITLE


def test_ctrl_n_goes_into_the_note_that_stands_open_and_what_is_typed_lands_there(seat: Callable[..., Desk]) -> None:
    desk = seat()
    case = look_at_cases(desk)
    note = open_note(desk)
    desk.page.tabs.tabBar().setFocus()
    desk.control(Qt.Key.Key_N)
    assert desk.child(QLineEdit, "Overskrift").hasFocus(), "nothing is written yet"
    desk.write(TITLE)
    for tab in (None, Section.PERSON, Section.CASES):
        if tab is None:
            desk.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
        else:
            desk.see(tab)
        before = desk.page.tabs.currentIndex()
        desk.control(Qt.Key.Key_N)
        assert desk.child(QPlainTextEdit, "Notat").hasFocus()
        desk.write("x")
        assert desk.page.tabs.currentIndex() == before, "the page beside it stays"
    assert (note.draft.case, note.draft.title, note.draft.text) == (case.id, TITLE, "xxx")


def test_ctrl_n_on_another_case_writes_on_that_one_and_keeps_the_first(seat: Callable[..., Desk]) -> None:
    desk = seat()
    case = look_at_cases(desk)
    open_note(desk)
    desk.write(TITLE)
    value = desk.states[Section.CASES].value
    assert isinstance(value, CaseFile)
    other = next(one for one in value.cases if one.id != case.id and one.primary_party == case.primary_party)
    view(desk).select_case(other)
    desk.wait(lambda: selected(desk).id == other.id)
    desk.page.tabs.tabBar().setFocus()
    desk.control(Qt.Key.Key_N)
    desk.wait(lambda: editor(desk).draft.case == other.id)
    kept = desk.notes.draft(case.id)
    assert kept is not None
    assert kept.title == TITLE


def test_the_window_closed_in_the_middle_of_a_word_keeps_it(seat: Callable[..., Desk]) -> None:
    desk = seat()
    case = look_at_cases(desk)
    open_note(desk)
    desk.write("Sidste ord")
    desk.window.close()
    kept = desk.notes.draft(case.id)
    assert kept is not None
    assert kept.title == "Sidste ord"


def test_a_note_without_heading_or_text_says_what_is_missing(seat: Callable[..., Desk]) -> None:
    desk = seat()
    look_at_cases(desk)
    note = open_note(desk)
    desk.control(Qt.Key.Key_Return)
    assert note.trouble == "Skriv en overskrift."
    desk.write(TITLE)
    desk.control(Qt.Key.Key_Return)
    assert note.trouble == "Skriv notatets tekst."
    assert desk.child(QPlainTextEdit, "Notat").hasFocus()
    desk.write("x")
    assert note.trouble == ""


def test_a_denial_pauses_and_says_so_and_sending_can_be_asked_for(seat: Callable[..., Desk]) -> None:
    desk = seat()
    case = look_at_cases(desk)
    desk.town.fault(Fault.DENIED, RegisterKey.ARCHIVE)
    write_note(desk)
    desk.wait(lambda: desk.delivery.unsent.trouble is Outcome.DENIED)
    desk.window.unsent.refresh()
    assert "Afsendelsen holder pause." in desk.window.unsent.toolTip()
    desk.town.calm()
    desk.window.unsent.menu().actions()[-1].trigger()
    desk.wait(lambda: filed(desk, case) == 1)


def test_a_parked_note_says_why_and_is_taken_back_as_a_draft(seat: Callable[..., Desk]) -> None:
    desk = seat()
    case = look_at_cases(desk)
    desk.town.fault(Fault.REFUSED, RegisterKey.ARCHIVE)
    write_note(desk)
    desk.wait(lambda: desk.delivery.unsent.trouble is Outcome.UNAVAILABLE)
    (entry,) = desk.outbox.list()
    desk.outbox.parked(entry.id, "id-taken")
    desk.delivery.try_now()
    desk.wait(lambda: "Parkeret: arkivet har et andet dokument med samme nummer" in desk.said())
    desk.click(desk.child(QPushButton, "Tag tilbage som kladde"))
    desk.wait(lambda: desk.page.notes.editor is not None)
    assert editor(desk).draft.text == TEXT
    assert editor(desk).draft.id != entry.id
    desk.wait(lambda: "Parkeret:" not in desk.said())
    desk.town.calm()
    desk.control(Qt.Key.Key_Return)
    desk.wait(lambda: filed(desk, case) == 1)


def test_a_parked_note_is_tried_again(seat: Callable[..., Desk]) -> None:
    desk = seat()
    case = look_at_cases(desk)
    desk.town.fault(Fault.REFUSED, RegisterKey.ARCHIVE)
    write_note(desk)
    desk.wait(lambda: desk.delivery.unsent.trouble is Outcome.UNAVAILABLE)
    (entry,) = desk.outbox.list()
    desk.outbox.parked(entry.id, "not-accepted")
    desk.delivery.try_now()
    desk.wait(lambda: "Parkeret: arkivet tager ikke imod notatet" in desk.said())
    desk.town.calm()
    desk.click(desk.child(QPushButton, "Prøv igen"))
    desk.wait(lambda: filed(desk, case) == 1)
    desk.wait(lambda: journal_has(desk))


def test_the_lock_keeps_what_is_typed_and_it_is_gone_on_with(seat: Callable[..., Desk]) -> None:
    desk = seat()
    case = look_at_cases(desk)
    note = open_note(desk)
    desk.write("Halvt")
    desk.window.place.suspend()
    kept = desk.notes.draft(case.id)
    assert kept is not None
    assert kept.title == "Halvt"
    desk.store.lock()
    desk.write(" og")
    desk.store.open()
    desk.press(Qt.Key.Key_Return)
    desk.write(TEXT)
    assert desk.page.notes.editor is note
    desk.control(Qt.Key.Key_Return)
    desk.wait(lambda: filed(desk, case) == 1)
