"""The desk is locked in the middle of things: nothing is in sight or in memory, nothing typed or written is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from threading import Event, Thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from adapters.training.filed import Filed
from app.access.model import Section
from app.access.trace import TraceEvent
from app.citizen.model.sections import State
from app.citizen.port import RegisterKey
from app.situations import due
from app.training.port import Fault
from tests.journeys.fjordby import Desk
from tests.journeys.sight import Watch, said_anywhere
from tests.journeys.stored import Files
from tests.journeys.test_life import open_life, plan_view, the_plan
from tests.journeys.test_note import look_at_cases, open_note
from tests.journeys.test_switch import ONE, OTHER, is_busy, of_the_one
from widgets.citizen.document import DocumentView
from widgets.citizen.grounds import WideningDialog

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def files(desk: Desk) -> Iterator[Files]:
    files = Files(desk)
    yield files
    desk.at_rest()
    files.upkeep.stop()


def press_lock(desk: Desk) -> None:
    desk.press(Qt.Key.Key_L, CONTROL_SHIFT)
    assert desk.window.lock_screen.is_on


def lock(desk: Desk) -> None:
    press_lock(desk)
    desk.wait(desk.window.lock_screen.panel.button.isEnabled)


def unlock(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: not desk.window.lock_screen.is_on)


def held(desk: Desk) -> str:
    """Every value the page still holds of the citizen, in sight or not."""
    page = desk.page
    views = [*page.tabs.overview.views.values(), *filter(None, (tab.view for tab in page.tabs.sections.values()))]
    values = [state.value for state in (*page.states.values(), *filter(None, (view.state for view in views)))]
    return "\n".join(str(value) for value in values if value is not None)


def test_a_lock_in_the_middle_of_a_look_up_keeps_the_words_and_forgets_the_facts(desk: Desk, files: Files) -> None:
    desk.town.fault(Fault.DELAY, RegisterKey.EINDKOMST, delay=60.0)
    desk.ask_for(desk.people[ONE], "kontanthjaelp")
    desk.wait(lambda: desk.state(Section.PERSON) is State.FRESH and desk.state(Section.CASES) is State.FRESH)
    desk.see(Section.CASES)
    desk.control(Qt.Key.Key_L)
    desk.write("Samir")
    old = desk.page.sight.cancelled

    press_lock(desk)
    watch = Watch(desk.window, of_the_one)
    watch.look()
    assert list(of_the_one(said_anywhere())) == []
    desk.wait(lambda: not (files.store.outbox.is_open or files.store.cache.is_open))
    assert old.is_set()
    desk.wait(lambda: not is_busy(desk))
    assert held(desk) == ""
    assert watch.seen == set()

    desk.town.calm()
    desk.wait(desk.window.lock_screen.panel.button.isEnabled)
    with desk.settled():
        unlock(desk)
    assert desk.window.find_box.text() == "Samir"
    assert desk.page.tabs.currentIndex() == list(Section).index(Section.CASES) + 2
    assert desk.page.sight.citizen == desk.people[ONE]
    assert all(state.state is State.FRESH for state in desk.states.values())
    assert "28.557" in held(desk) or "28557" in held(desk)


def test_the_trace_says_once_that_the_citizen_came_into_sight_again_and_under_which_purpose(
    desk: Desk, files: Files
) -> None:
    desk.visit(ONE)
    before = files.lines
    lock(desk)
    with desk.settled():
        unlock(desk)
    new = files.lines[len(before) :]
    opened = [line for line in new if line.event is TraceEvent.OPENED]
    assert len(opened) == 1
    first = next(line for line in before if line.event is TraceEvent.OPENED)
    assert new[0] == opened[0]
    assert (opened[0].subject, opened[0].purpose, opened[0].sections) == (first.subject, first.purpose, first.sections)
    assert {line.look_up for line in new} == {opened[0].look_up}


def test_nobody_is_looked_up_again_who_was_not_in_sight(desk: Desk, files: Files) -> None:
    desk.visit(ONE)
    desk.window.show_page("help")
    before = len(files.lines)
    lock(desk)
    unlock(desk)
    assert desk.window.current_page == "help"
    assert len(files.lines) == before
    with desk.settled():
        desk.window.show_page("citizen")
    assert files.lines[before].event is TraceEvent.OPENED


def test_the_citizen_behind_the_question_of_the_next_ones_errand_is_looked_up_on_the_way_back(
    desk: Desk, files: Files
) -> None:
    desk.visit(ONE)
    desk.find(desk.people[OTHER].digits)
    desk.choose()
    before = len(files.lines)
    lock(desk)
    unlock(desk)
    assert len(files.lines) == before
    desk.page.question.chooser._words.setFocus()
    with desk.settled():
        desk.press(Qt.Key.Key_Escape)
    assert desk.page.sight.citizen == desk.people[ONE]
    assert desk.state(Section.PERSON) is State.FRESH


def test_an_ended_contact_stays_ended(desk: Desk, files: Files) -> None:
    desk.visit(ONE)
    desk.leave()
    before = len(files.lines)
    lock(desk)
    unlock(desk)
    assert (desk.states, len(files.lines)) == ({}, before)


def shows_document(desk: Desk) -> bool:
    content = desk.page._split.pane.content
    return isinstance(content, DocumentView) and content.shows_page


def test_a_document_is_fetched_and_traced_anew_and_a_dialog_keeps_its_words(desk: Desk, files: Files) -> None:
    desk.visit(ONE, "familieydelser")
    view = desk.page.tabs.overview.views[Section.CASES]
    desk.click(view._widen)
    desk.wait(lambda: isinstance(QApplication.activeWindow(), WideningDialog))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, WideningDialog)
    dialog._by_consent.setChecked(True)
    dialog._consent.setFocus()
    desk.write("Hun vil gerne, at jeg ser sagen")
    lock(desk)
    assert not dialog.isVisible()
    desk.come_back()
    with desk.settled():
        unlock(desk)
    assert dialog.isVisible()
    assert dialog._consent.text() == "Hun vil gerne, at jeg ser sagen"
    with desk.settled():
        dialog.accept()
    desk.come_back()

    case = next(case for case in desk.states[Section.CASES].value.cases if case.documents)  # type: ignore[union-attr]
    file = case.documents[0].files[0]
    desk.page.documents.open(file, case.documents[0].title)
    document = desk.page._split.pane.content
    assert isinstance(document, DocumentView)
    desk.wait(lambda: document.shows_page)
    fetched = sum(line.result == f"document {file.document}" for line in files.lines)
    lock(desk)
    assert not isinstance(desk.page._split.pane.content, DocumentView), "until CPR has spoken the address is protected"
    unlock(desk)
    desk.wait(lambda: shows_document(desk))
    assert sum(line.result == f"document {file.document}" for line in files.lines) == fetched + 1
    desk.at_rest()


def test_a_write_under_way_is_kept_and_the_screen_does_not_wait_for_it(desk: Desk, files: Files) -> None:
    began, go_on = Event(), Event()

    def write() -> None:
        with files.store.outbox.write() as connection:
            connection.execute("INSERT INTO draft VALUES ('note', 'halvt', '2026-11-20')")
            began.set()
            go_on.wait(10)

    writer = Thread(target=write)
    writer.start()
    began.wait(10)
    press_lock(desk)
    assert "Arbejdspladsen er låst" in said_anywhere()
    assert not desk.window.lock_screen.panel.button.isEnabled()
    go_on.set()
    writer.join(10)
    desk.wait(desk.window.lock_screen.panel.button.isEnabled)
    assert files.upkeep.is_locked
    unlock(desk)
    with files.store.outbox.read() as connection:
        assert connection.execute("SELECT body FROM draft").fetchall() == [("halvt",)]


def test_a_note_half_written_is_in_the_file_before_it_is_shut_and_on_the_screen_after(desk: Desk, files: Files) -> None:
    case = look_at_cases(desk)
    editor = open_note(desk)
    desk.write("Samtale")
    desk.press(Qt.Key.Key_Return)
    desk.write("Borgeren er flyttet, og hendes")
    editor._pause.stop()  # what is typed now is kept by the lock or not at all
    lock(desk)
    assert "Borgeren er flyttet" not in said_anywhere()
    with desk.settled():
        unlock(desk)
    kept = desk.notes.draft(case.id)
    assert kept is not None
    assert kept.text == "Borgeren er flyttet, og hendes"
    assert desk.page.notes.editor is editor
    assert editor._text.toPlainText() == "Borgeren er flyttet, og hendes"
    assert editor._text.hasFocus()
    desk.write(" mand bor her")
    desk.control(Qt.Key.Key_Return)
    desk.wait(lambda: desk.page.notes.editor is None)
    desk.wait(lambda: desk.town.municipality.filed.journal(str(case.id)) != ())
    desk.town.municipality.filed = Filed()


def test_what_is_half_typed_in_a_plan_is_there_when_the_desk_opens_again(desk: Desk, files: Files) -> None:
    desk.visit(ONE, "flytning")
    open_life(desk)
    desk.page.life.choose_situation("flytning-ind")
    the_plan(desk)
    row = plan_view(desk).rows[0]
    row._write_note()
    note = row.findChild(QPlainTextEdit)
    assert note is not None
    note.setPlainText("Hendes mand flytter")
    lock(desk)
    assert "Hendes mand flytter" not in said_anywhere()
    with desk.settled():
        unlock(desk)
    desk.wait(lambda: desk.page.life.plan is not None and plan_view(desk).plan is not None)
    again = plan_view(desk).rows[0].findChild(QPlainTextEdit)
    assert again is not None
    assert again is not note
    assert again.toPlainText() == "Hendes mand flytter"
    assert again.isVisible(), "where somebody was when the desk locked"


def test_the_day_that_the_citizen_told_is_there_when_the_desk_opens_again(desk: Desk, files: Files) -> None:
    desk.visit(ONE, "flytning")
    open_life(desk)
    panel = desk.page.life._panel
    assert panel is not None
    panel.choose("flytning-ind")
    QTest.keyClicks(panel.view.happened.box, "15-11-2026")
    lock(desk)
    assert "15-11-2026" not in said_anywhere()
    with desk.settled():
        unlock(desk)
    desk.wait(lambda: panel.view.situation is not None and panel.view.situation.key == "flytning-ind")
    assert panel.view.happened.box.text() == "15-11-2026"
    assert panel.days("flytning-ind") == {due.Event.MOVE: date(2026, 11, 15)}
    desk.visit(OTHER, "flytning")
    open_life(desk)
    assert panel.told == {}
    assert panel.view.situation is None


def test_a_key_store_that_gives_no_key_keeps_the_desk_locked_and_says_so(desk: Desk, files: Files) -> None:
    desk.visit(ONE)
    kept = dict(files.keys._kept)
    lock(desk)
    files.keys.delete("outbox")
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: "Nøglen til udbakken er ikke i computerens nøglelager" in said_anywhere())
    assert desk.window.lock_screen.is_on
    assert list(of_the_one(said_anywhere())) == []
    QTest.keyClick(desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not isinstance(QApplication.focusWidget(), QLineEdit)
    files.keys._kept = kept
    with desk.settled():
        unlock(desk)
    assert "Maria" in desk.said()
