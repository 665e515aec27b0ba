"""Notes from the first letter to the archive's word: kept, frozen, parked, taken back, and never twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases.notes import Draft, NoteState, _whole, file_entry
from app.cases.port import JournalNote, Outcome, Receipt, Refusal
from app.errors import UserError
from app.store.outbox import NewEntry
from tests.app.cases.archives import CASE, OTHER, MemoryArchive, NoteDesk
from tests.app.desk import CITIZEN, SPOUSE

PRIVATE = "Østergård"


def test_a_draft_outlives_the_program(desk: NoteDesk) -> None:
    draft = desk.notes.begin(CASE, CITIZEN).changed("Samtale", "Ringede, og")
    kept = desk.notes.keep_draft(draft)
    desk.restart()
    assert desk.draft() == kept
    assert kept.kept_at == desk.clock.now()
    assert desk.notes.begin(CASE, CITIZEN) == kept


def test_a_draft_is_its_cases_alone(desk: NoteDesk) -> None:
    desk.notes.keep_draft(desk.notes.begin(CASE, CITIZEN).changed("Samtale", "Om pension"))
    assert desk.notes.draft(OTHER.id) is None
    assert desk.notes.begin(OTHER, SPOUSE).text == ""


def test_nothing_is_written_on_a_case_about_somebody_else(desk: NoteDesk) -> None:
    with pytest.raises(UserError, match="note-not-theirs"):
        desk.notes.begin(CASE, SPOUSE)


def test_an_older_state_never_replaces_a_newer_one(desk: NoteDesk) -> None:
    first = desk.notes.begin(CASE, CITIZEN).changed("Samtale", "Ri")
    second = first.changed("Samtale", "Ringede")
    desk.notes.keep_draft(second)
    assert desk.notes.keep_draft(first).text == "Ringede"
    assert desk.draft().text == "Ringede"


def test_a_late_save_does_not_bring_a_finished_draft_back(desk: NoteDesk) -> None:
    draft = desk.notes.begin(CASE, CITIZEN).changed("Samtale", "Ringede")
    desk.notes.finish(draft)
    desk.notes.keep_draft(draft)
    assert desk.notes.draft(CASE.id) is None


def test_a_draft_without_a_word_is_let_go(desk: NoteDesk) -> None:
    draft = desk.notes.begin(CASE, CITIZEN).changed("Samtale", "")
    desk.notes.keep_draft(draft)
    desk.notes.keep_draft(draft.changed("", ""))
    assert desk.notes.draft(CASE.id) is None


def test_finishing_freezes_it_and_puts_it_on_its_way_in_one_commit(desk: NoteDesk) -> None:
    note = desk.write("Samtale")
    (waiting,) = desk.notes.of_case(CASE.id)
    assert (waiting.state, waiting.note.id, waiting.note.title) == (NoteState.QUEUED, note, "Samtale")
    assert (waiting.note.author, waiting.note.unit) == ("Lise Nord", "Borgerservice")
    assert waiting.note.written_at == desk.clock.now()
    assert desk.notes.draft(CASE.id) is None


def test_a_disk_that_fails_leaves_the_draft_and_no_note(desk: NoteDesk) -> None:
    draft = desk.notes.keep_draft(desk.notes.begin(CASE, CITIZEN).changed("Samtale", "Ringede"))
    with desk.store.outbox.write() as connection:
        connection.execute("CREATE TRIGGER no_draft BEFORE DELETE ON draft BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(Exception, match=r"\w"):
        desk.notes.finish(draft)
    assert desk.notes.of_case(CASE.id) == ()
    assert desk.draft() == draft


def test_finished_twice_it_is_one_note_and_a_new_draft_stays(desk: NoteDesk) -> None:
    draft = desk.notes.begin(CASE, CITIZEN).changed("Samtale", "Ringede")
    desk.notes.finish(draft)
    newer = desk.notes.keep_draft(desk.notes.begin(CASE, CITIZEN).changed("Ny", "En til"))
    desk.clock.advance(timedelta(seconds=3))
    desk.notes.finish(draft)
    assert len(desk.notes.of_case(CASE.id)) == 1
    assert desk.draft() == newer


@pytest.mark.parametrize(("title", "text"), [("", "Ringede"), ("Samtale", ""), ("  ", " \n")])
def test_a_note_has_both_title_and_text(desk: NoteDesk, title: str, text: str) -> None:
    with pytest.raises(UserError, match="note-empty"):
        desk.notes.finish(desk.notes.begin(CASE, CITIZEN).changed(title, text))


def test_a_filed_note_is_shown_until_the_archive_shows_it(desk: NoteDesk) -> None:
    note = desk.write()
    desk.delivery.deliver_due()
    (sent,) = desk.notes.of_case(CASE.id)
    assert sent.state is NoteState.FILED
    assert desk.notes.of_case(CASE.id, archived={note}) == ()


def test_a_note_still_waiting_is_shown_whatever_the_archive_says(desk: NoteDesk) -> None:
    note = desk.write()
    assert len(desk.notes.of_case(CASE.id, archived={note})) == 1


def test_a_parked_note_is_tried_again_as_it_is(desk: NoteDesk) -> None:
    desk.archive.says = lambda _note: Receipt(Outcome.REFUSED, Refusal.NOT_ACCEPTED)
    note = desk.write()
    desk.delivery.deliver_due()
    (parked,) = desk.notes.of_case(CASE.id)
    assert (parked.state, parked.reason) == (NoteState.PARKED, Refusal.NOT_ACCEPTED)
    desk.archive.back()
    desk.notes.try_again(note)
    desk.delivery.deliver_due()
    assert desk.archive.asked == [note, note]
    assert set(desk.archive.kept) == {note}


def test_a_parked_note_taken_back_is_a_new_note(desk: NoteDesk) -> None:
    desk.archive.says = lambda _note: Receipt(Outcome.REFUSED, Refusal.ID_TAKEN)
    note = desk.write("Samtale")
    desk.delivery.deliver_due()
    draft = desk.notes.as_draft(note)
    assert draft.id != note
    assert (draft.title, draft.text) == ("Samtale", "Ringede og spurgte.")
    assert desk.draft() == draft
    assert desk.notes.of_case(CASE.id) == ()
    desk.archive.back()
    desk.notes.finish(draft)
    desk.delivery.deliver_due()
    assert set(desk.archive.kept) == {draft.id}


def test_what_is_being_written_is_not_replaced_by_what_is_taken_back(desk: NoteDesk) -> None:
    desk.archive.says = lambda _note: Receipt(Outcome.REFUSED, Refusal.ID_TAKEN)
    note = desk.write()
    desk.delivery.deliver_due()
    writing = desk.notes.keep_draft(desk.notes.begin(CASE, CITIZEN).changed("Ny", "En til"))
    with pytest.raises(UserError, match="note-draft-exists"):
        desk.notes.as_draft(note)
    assert desk.draft() == writing
    assert len(desk.notes.of_case(CASE.id)) == 1


def test_only_a_parked_note_is_taken_back(desk: NoteDesk) -> None:
    note = desk.write()
    with pytest.raises(UserError, match="note-moved-on"):
        desk.notes.as_draft(note)
    desk.delivery.deliver_due()
    with pytest.raises(UserError, match="note-moved-on"):
        desk.notes.as_draft(note)


def test_an_entry_of_another_form_is_refused_not_lost(desk: NoteDesk) -> None:
    assert file_entry(desk.archive, '{"id": 1}') == Receipt(Outcome.REFUSED, Refusal.UNREADABLE)
    assert file_entry(desk.archive, "{") == Receipt(Outcome.REFUSED, Refusal.UNREADABLE)
    assert desk.archive.asked == []


def test_neither_draft_nor_note_prints_what_is_in_it(desk: NoteDesk) -> None:
    draft = desk.notes.begin(CASE, CITIZEN).changed(PRIVATE, PRIVATE)
    desk.notes.finish(draft)
    (sent,) = desk.notes.of_case(CASE.id)
    for thing in (draft, sent, desk.archive):
        assert PRIVATE not in repr(thing)
        assert CITIZEN.digits not in repr(thing)


def test_no_file_of_the_desk_holds_the_text_in_clear(desk: NoteDesk) -> None:
    desk.notes.keep_draft(desk.notes.begin(CASE, CITIZEN).changed(PRIVATE, CITIZEN.digits))
    desk.write(PRIVATE, case=OTHER)
    desk.store.lock()
    whole = b"".join(file.read_bytes() for file in desk.folder.rglob("*") if file.is_file())
    assert PRIVATE.encode() not in whole
    assert CITIZEN.digits.encode() not in whole


@given(st.text(st.characters(exclude_categories=())), st.text(st.characters(exclude_categories=())))
def test_any_text_a_keyboard_or_a_paste_gives_can_be_kept(title: str, text: str) -> None:
    draft = _whole(Draft(CASE.id, CASE.id, CASE.number, CITIZEN, title, text))
    draft.title.encode()
    draft.text.encode()
    if not any("\ud800" <= letter <= "\udfff" for letter in title + text):
        assert (draft.title, draft.text) == (title, text)


def test_the_body_reads_back_as_the_note(desk: NoteDesk) -> None:
    desk.write("Samtale")
    (entry,) = desk.outbox.list()
    received: list[JournalNote] = []
    archive = MemoryArchive()
    archive.says = received.append
    file_entry(archive, entry.body)
    assert received == [desk.notes.of_case(CASE.id)[0].note]
    assert NewEntry(entry.id, entry.kind, str(CASE.id), entry.body).subject == entry.subject
