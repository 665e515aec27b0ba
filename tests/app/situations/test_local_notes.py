"""The municipality's own notes: beside the shipped texts, whole through every failure, never over a colleague's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from threading import Thread

import msgspec
import pytest

from app.errors import UserError
from app.situations.local_notes import NOTHING, LocalNote, LocalNotes

NOTE = LocalNote(
    text="Spørg Bent på 2. sal", contact="Bent", phone="44 00 00 00", by="Lise Nord", on=date(2026, 11, 22)
)


def notes(folder: Path) -> LocalNotes:
    opened = LocalNotes(folder / "noter.json")
    opened.refresh()
    return opened


def test_without_a_file_there_is_nothing(tmp_path: Path) -> None:
    assert notes(tmp_path).of("pas") == NOTHING
    assert not list(tmp_path.iterdir())


def test_what_is_kept_is_there_for_the_next_desk_and_stays_when_a_task_is_gone(tmp_path: Path) -> None:
    notes(tmp_path).keep("pas", NOTE, instead_of=NOTHING)
    notes(tmp_path).keep("opgave-fra-før", NOTE, instead_of=NOTHING)
    again = notes(tmp_path)
    assert (again.of("pas"), again.of("opgave-fra-før")) == (NOTE, NOTE)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["noter.json", "noter.json.lock"]


def test_a_note_that_says_nothing_goes(tmp_path: Path) -> None:
    mine = notes(tmp_path)
    mine.keep("pas", NOTE, instead_of=NOTHING)
    mine.keep("pas", LocalNote(by="Lise Nord", on=date(2026, 11, 22)), instead_of=NOTE)
    assert json.loads((tmp_path / "noter.json").read_text(encoding="utf-8"))["notes"] == {}


@pytest.mark.parametrize("field", ["text", "contact", "phone", "opening", "address", "fee", "deadline", "complaint"])
def test_each_thing_a_note_can_say_is_kept(tmp_path: Path, field: str) -> None:
    note = msgspec.convert({field: "Noget"}, LocalNote)
    assert note.says_something
    notes(tmp_path).keep("pas", note, instead_of=NOTHING)
    assert notes(tmp_path).of("pas") == note


def test_nobody_writes_over_what_they_have_not_seen(tmp_path: Path) -> None:
    mine, theirs = notes(tmp_path), notes(tmp_path)
    theirs.keep("pas", NOTE, instead_of=NOTHING)
    theirs.keep("kørekort", NOTE, instead_of=NOTHING)
    with pytest.raises(UserError) as caught:
        mine.keep("pas", LocalNote(text="Andet"), instead_of=NOTHING)
    assert caught.value.code == "guide-note-changed"
    assert mine.of("pas") == NOTE
    mine.keep("sundhedskort", NOTE, instead_of=NOTHING)
    assert notes(tmp_path).of("kørekort") == NOTE


def test_refresh_says_whether_anything_is_new(tmp_path: Path) -> None:
    mine = notes(tmp_path)
    assert not mine.refresh()
    notes(tmp_path).keep("pas", NOTE, instead_of=NOTHING)
    assert mine.refresh()
    assert mine.of("pas") == NOTE


@pytest.mark.parametrize(
    "text", ["{", '{"notes": {}}', '{"format": 2, "notes": {}}', '{"format": 1, "notes": {"pas": 1}}']
)
def test_a_file_that_cannot_be_read_is_never_written_over(tmp_path: Path, text: str) -> None:
    file = tmp_path / "noter.json"
    file.write_text(text, encoding="utf-8")
    mine = LocalNotes(file)
    for do in (mine.refresh, lambda: mine.keep("pas", NOTE, instead_of=NOTHING)):
        with pytest.raises(UserError) as caught:
            do()
        assert (caught.value.code, caught.value.params) == ("guide-notes-unreadable", {"file": "noter.json"})
    assert file.read_text(encoding="utf-8") == text


def test_what_cannot_be_written_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = notes(tmp_path)
    mine.keep("pas", NOTE, instead_of=NOTHING)
    before = (tmp_path / "noter.json").read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError) as caught:
        mine.keep("kørekort", NOTE, instead_of=NOTHING)
    assert caught.value.code == "guide-notes-unwritable"
    assert sorted(file.read_bytes() for file in tmp_path.iterdir()) == [b"", before]
    assert mine.of("kørekort") == NOTHING


def test_a_folder_that_is_not_there_is_no_place_to_write(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        notes(tmp_path / "væk").keep("pas", NOTE, instead_of=NOTHING)
    assert caught.value.code == "guide-notes-unwritable"


DESKS, NOTES = 3, 40


def test_desks_that_save_at_once_lose_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.app.situations.note_writer", str(tmp_path / "noter.json"), str(NOTES)]
    desks = [
        subprocess.Popen([*command, f"desk-{number}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for number in range(DESKS)
    ]
    for desk in desks:
        assert desk.stdout is not None
        assert desk.stdout.readline() == "ready\n"
    for desk in desks:
        assert desk.stdin is not None
        desk.stdin.close()
    assert [desk.wait(60) for desk in desks] == [0] * DESKS
    for desk in desks:
        assert desk.stdout is not None
        desk.stdout.close()
    kept = json.loads((tmp_path / "noter.json").read_text(encoding="utf-8"))["notes"]
    assert sorted(kept) == sorted(f"desk-{desk}-{number}" for desk in range(DESKS) for number in range(NOTES))


def test_threads_that_save_at_once_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.situations.local_notes._PATIENCE", 20.0)

    def write(thread: int) -> None:
        mine = notes(tmp_path)
        for number in range(10):
            mine.keep(f"{thread}-{number}", NOTE, instead_of=NOTHING)

    threads = [Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    kept = json.loads((tmp_path / "noter.json").read_text(encoding="utf-8"))["notes"]
    assert len(kept) == 40


def test_a_desk_that_holds_the_lock_is_waited_for_and_one_that_has_ended_holds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.situations.local_notes._PATIENCE", 0.1)
    holder = subprocess.Popen(
        [sys.executable, "-m", "tests.app.situations.note_writer", str(tmp_path / "noter.json"), "hold"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(UserError) as caught:
        notes(tmp_path).keep("pas", NOTE, instead_of=NOTHING)
    assert (caught.value.code, caught.value.params) == ("guide-notes-busy", {"file": "noter.json"})
    assert not (tmp_path / "noter.json").exists()
    holder.kill()
    holder.communicate()
    notes(tmp_path).keep("pas", NOTE, instead_of=NOTHING)
    assert notes(tmp_path).of("pas") == NOTE


def test_a_share_without_locks_takes_no_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_file: int) -> None:
        raise OSError("no locks available")

    monkeypatch.setattr("app.situations.local_notes._lock", refuse)
    with pytest.raises(UserError, match="guide-notes-unwritable"):
        notes(tmp_path).keep("pas", NOTE, instead_of=NOTHING)
    assert not (tmp_path / "noter.json").exists()


def test_a_file_that_is_just_being_read_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows does: the first tries to move the new file into place fail."""
    tries, move = list[Path](), Path.replace

    def later(part: Path, target: Path) -> Path:
        tries.append(part)
        if len(tries) < 3:
            raise PermissionError
        return move(part, target)

    monkeypatch.setattr(Path, "replace", later)
    notes(tmp_path).keep("pas", NOTE, instead_of=NOTHING)
    assert len(tries) == 3
    assert notes(tmp_path).of("pas") == NOTE


@pytest.mark.parametrize(
    ("note", "looks_personal"),
    [
        (LocalNote(text="Ring om 0706590004"), True),
        (LocalNote(contact="070659-0004"), True),
        (LocalNote(fee="070659 0004"), True),
        (LocalNote(opening="070659 0004"), True),
        (LocalNote(address="070659 0004"), True),
        (LocalNote(deadline="070659 0004"), True),
        (LocalNote(complaint="070659 0004"), True),
        (LocalNote(phone="44 12 34 56"), False),
        (LocalNote(phone="+4544123456"), False),
        (LocalNote(text="EAN 5798000000001"), False),
        (LocalNote(text="Gebyr 2026: 190 kr."), False),
    ],
)
def test_ten_digits_are_noticed(note: LocalNote, looks_personal: bool) -> None:
    assert note.looks_personal is looks_personal
