"""The note's pane: what it keeps while one types, what it says, and how keys and screen readers find it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.access.model import Section
from app.access.trace import MemoryTrace, TraceEvent
from app.cases.notes import Draft, NoteState, SentNote
from app.cases.port import Refusal
from app.errors import UserError
from app.population.desk import Population
from app.workplace import Workplace
from tests.app.cases.archives import CASE, NoteDesk
from tests.app.desk import CITIZEN, Desk
from tests.widgets.accessibility import nameless, tab_round, untraced
from tests.widgets.citizen.desk import GreyRenderer
from widgets.citizen.note import NoteEditor
from widgets.citizen.sent_notes import SentNotes
from widgets.parts.clipboard import personal_clipboard

ENOUGH = 30_000


@dataclass(slots=True)
class Pane:
    desk: NoteDesk
    workplace: Workplace
    editor: NoteEditor

    def kept(self) -> Draft | None:
        return self.desk.notes.draft(CASE.id)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[NoteDesk]:
    made = NoteDesk(tmp_path)
    yield made
    made.close()


@pytest.fixture
def open_pane(desk: NoteDesk, qtbot: QtBot) -> Callable[[], Pane]:
    room = Desk()
    workplace = Workplace(
        viewer=room.viewer,
        municipality="Fjordby Kommune",
        errands=(),
        sources=room.sources,
        population=Population(),
        renderer=GreyRenderer(),
        notes=desk.notes,
        delivery=desk.delivery,
    )

    def opened() -> Pane:
        draft = desk.notes.begin(CASE, CITIZEN)
        purpose = room.purpose("kontanthjaelp")
        editor = NoteEditor(
            workplace, desk.notes, purpose, draft, name="Åse Østergård", case_title="Folkepension · 32.03.04"
        )
        qtbot.addWidget(editor)
        editor.resize(400, 600)
        editor.show()
        editor.activateWindow()
        assert QTest.qWaitForWindowActive(editor, ENOUGH)
        editor.setFocus()
        return Pane(desk, workplace, editor)

    return opened


@pytest.fixture
def pane(open_pane: Callable[[], Pane]) -> Pane:
    return open_pane()


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def write(title: str, text: str) -> None:
    QTest.keyClicks(focus(), title)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    QTest.keyClicks(focus(), text)


def test_what_is_typed_is_kept_without_a_pause_in_typing(pane: Pane, qtbot: QtBot) -> None:
    letters = iter("Ringede og spurgte om sin pension, og om den kan sendes til en anden konto end hidtil" * 20)

    def type_on() -> None:
        QTest.keyClicks(pane.editor._text, next(letters))
        assert pane.kept() is not None

    qtbot.waitUntil(type_on, timeout=ENOUGH)
    qtbot.waitUntil(lambda: pane.editor.state == "Gemt som kladde kl. 14.02", timeout=ENOUGH)


def test_hidden_it_keeps_the_last_letter_at_once(pane: Pane) -> None:
    write("Samtale", "Ringede")
    pane.editor.hide()
    kept = pane.kept()
    assert kept is not None
    assert (kept.title, kept.text) == ("Samtale", "Ringede")


def test_ctrl_enter_in_either_field_finishes(open_pane: Callable[[], Pane], qtbot: QtBot) -> None:
    for field in ("_title", "_text"):
        pane = open_pane()
        write("Samtale", "Ringede")
        with qtbot.waitSignal(pane.editor.finished, timeout=ENOUGH):
            QTest.keyClick(getattr(pane.editor, field), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        pane.editor.hide()
        assert pane.kept() is None
    assert [sent.note.title for sent in pane.desk.notes.of_case(CASE.id)] == ["Samtale"] * 2


def test_pressed_twice_it_is_one_note(pane: Pane, qtbot: QtBot) -> None:
    write("Samtale", "Ringede")
    with qtbot.waitSignal(pane.editor.finished, timeout=ENOUGH):
        pane.editor.finish()
        pane.editor.finish()
    assert len(pane.desk.notes.of_case(CASE.id)) == 1


def test_its_button_keeps_the_focus_while_it_is_finished(pane: Pane, qtbot: QtBot) -> None:
    write("Samtale", "Ringede")
    pane.desk.store.lock()
    pane.editor._finish.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert pane.editor._finishing is not None
    assert pane.editor._finish.hasFocus()
    QTest.keyClicks(pane.editor._text, " igen")
    assert pane.editor.draft.text == "Ringede", "what is on its way is not changed"
    qtbot.waitUntil(lambda: pane.editor.trouble != "", timeout=ENOUGH)
    assert pane.editor._finish.hasFocus()
    pane.desk.store.open()


def test_a_note_that_cannot_be_kept_says_so_and_stays_to_be_tried_again(pane: Pane, qtbot: QtBot) -> None:
    write("Samtale", "Ringede")
    pane.desk.store.lock()
    pane.editor.finish()
    qtbot.waitUntil(lambda: pane.editor.trouble == "Arbejdspladsen er låst.", timeout=ENOUGH)
    pane.desk.store.open()
    with qtbot.waitSignal(pane.editor.finished, timeout=ENOUGH):
        pane.editor.finish()
    assert len(pane.desk.notes.of_case(CASE.id)) == 1


def test_an_untraced_note_is_not_written(pane: Pane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    write("Samtale", "Ringede")

    def refuse(*_lines: object) -> None:
        raise UserError("trace-unavailable")

    monkeypatch.setattr(pane.workplace._door.sources.trace, "write", refuse)
    pane.editor.finish()
    qtbot.waitUntil(lambda: pane.editor.trouble != "", timeout=ENOUGH)
    assert pane.desk.notes.of_case(CASE.id) == ()


@pytest.mark.parametrize("field", ["_title", "_text"])
def test_what_is_copied_out_of_it_is_traced_first(pane: Pane, qtbot: QtBot, field: str) -> None:
    clipboard, trace = QGuiApplication.clipboard(), pane.workplace._door.sources.trace
    assert isinstance(trace, MemoryTrace)
    clipboard.setText("før")
    write("Samtale", "Ringede")
    typed = getattr(pane.editor, field)
    typed.selectAll()
    QTest.keyClick(typed, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == "før"
    qtbot.waitUntil(lambda: clipboard.text() == {"_title": "Samtale", "_text": "Ringede"}[field], timeout=ENOUGH)
    (line,) = trace.lines
    assert (line.event, line.subject, line.sections) == (TraceEvent.COPIED, CITIZEN, (Section.CASES,))
    assert line.result == "note"
    personal_clipboard().clear_own()


def test_what_cannot_be_traced_is_not_copied(pane: Pane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_lines: object) -> None:
        raise UserError("trace-unavailable")

    monkeypatch.setattr(pane.workplace._door.sources.trace, "write", refuse)
    QGuiApplication.clipboard().setText("før")
    write("Samtale", "Ringede")
    pane.editor._text.selectAll()
    QTest.keyClick(pane.editor._text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pane.editor.trouble != "", timeout=ENOUGH)
    assert QGuiApplication.clipboard().text() == "før"
    assert untraced(pane.editor) == []


def test_it_names_the_citizen_the_case_and_every_field(pane: Pane) -> None:
    assert pane.editor.accessibleName() == "Notat om Åse Østergård, Folkepension · 32.03.04"
    assert nameless(pane.editor) == []


def test_tab_goes_round_all_of_it(pane: Pane, qtbot: QtBot) -> None:
    assert [type(widget).__name__ for widget in tab_round(qtbot, pane.editor)] == [
        "PersonalLine",
        "PersonalText",
        "QPushButton",
    ]


def test_what_this_desk_has_written_stands_there_with_its_state(desk: NoteDesk, qtbot: QtBot) -> None:
    desk.write("Samtale")
    (queued,) = desk.notes.of_case(CASE.id)
    shown = SentNotes()
    qtbot.addWidget(shown)
    parked = SentNote(queued.note, NoteState.PARKED, Refusal.CASE_UNKNOWN)
    shown.show_notes((queued, parked))
    shown.show()
    frames = [child for child in shown.children() if isinstance(child, QWidget) and child.isVisible()]
    assert [frame.accessibleName() for frame in frames] == [
        "20-11-2026 · Notat, Samtale, Venter på at blive sendt",
        "20-11-2026 · Notat, Samtale, Parkeret: sagen findes ikke i arkivet",
    ]
    assert nameless(shown) == []
    buttons = [button for button in shown.findChildren(QPushButton) if button.isVisible()]
    told: list[object] = []
    shown.retried.connect(told.append)
    shown.taken_back.connect(told.append)
    for button in buttons:
        button.click()
    assert told == [parked.note.id, parked.note.id]
    shown.show_notes(())
    assert not shown.isVisible()
