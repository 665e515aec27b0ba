"""Backups taken in the middle of work, and restores that change nothing unless the backup is whole."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import UserError
from app.store.backup import backup, restore
from app.store.cipher import Key, open_cipher
from app.store.desk import DeskStore
from app.store.keys import recover
from tests.adapters.keychain.backends import Vault, chosen
from tests.app.store.desks import PRIVATE, Premises, entry

ROWS = 300
BACKUPS = 25


@pytest.fixture
def desk(premises: Premises) -> Iterator[DeskStore]:
    premises.fill(ROWS)
    made = premises.desk()
    made.open()
    yield made
    made.lock()


@pytest.fixture
def copy(desk: DeskStore, tmp_path: Path) -> Path:
    backup(desk, tmp_path / "kopi")
    return tmp_path / "kopi"


def numbers(premises: Premises) -> list[int]:
    desk = premises.desk()
    desk.open()
    try:
        return [one.id.int for one in premises.outbox(desk).list()]
    finally:
        desk.lock()


def test_a_backup_taken_mid_write_holds_a_moment_of_the_outbox(
    premises: Premises, desk: DeskStore, tmp_path: Path
) -> None:
    """Pairs are written in one transaction: half a pair in a backup would be a moment that never was."""
    outbox, done, written = premises.outbox(desk), threading.Event(), 0

    def work() -> None:
        nonlocal written
        number = 1000
        while not done.is_set():
            with desk.outbox.write() as connection:
                outbox.append(entry(number), within=connection)
                outbox.append(entry(number + 1), within=connection)
            number += 2
            written += 1

    worker = threading.Thread(target=work)
    worker.start()
    acknowledged = []
    try:
        for count in range(BACKUPS):
            acknowledged.append(written)
            backup(desk, tmp_path / f"kopi-{count}")
    finally:
        done.set()
        worker.join()
    assert acknowledged[-1] > acknowledged[0]
    key = Key.parse(premises.keys().read("outbox"))
    assert key is not None
    for count in range(BACKUPS):
        connection = open_cipher(tmp_path / f"kopi-{count}" / "outbox.db", key, durable=True)
        (rows,) = connection.execute("SELECT count(*) FROM entry").fetchone()
        connection.close()
        assert (rows - ROWS) % 2 == 0
        assert (rows - ROWS) // 2 >= acknowledged[count]


def test_a_backup_is_encrypted_and_has_no_key(premises: Premises, copy: Path) -> None:
    assert sorted(file.name for file in copy.iterdir()) == ["keys.json", "outbox.db"]
    assert Premises(copy).in_clear() == []
    secrets = [bytes.fromhex(secret) for secret in premises.vault.kept.values()]
    for file in copy.iterdir():
        content = file.read_bytes()
        assert not any(secret in content or secret.hex().encode() in content for secret in secrets)


def test_a_backup_takes_no_folder_with_something_in_it(desk: DeskStore, copy: Path) -> None:
    before = {file.name: file.read_bytes() for file in copy.iterdir()}
    with pytest.raises(UserError, match="backup-exists"):
        backup(desk, copy)
    assert {file.name: file.read_bytes() for file in copy.iterdir()} == before


def test_a_target_that_cannot_be_made_is_told(desk: DeskStore, tmp_path: Path) -> None:
    (tmp_path / "fil").write_bytes(b"")
    with pytest.raises(UserError, match="backup-failed"):
        backup(desk, tmp_path / "fil" / "kopi")
    with pytest.raises(UserError, match="backup-failed"):
        desk.outbox.copy(tmp_path / "nowhere" / "outbox.db")
    assert not desk.outbox.is_damaged
    assert not desk.is_short_of_room


def test_a_restore_brings_back_the_rows_and_sets_the_old_file_aside(
    premises: Premises, desk: DeskStore, copy: Path
) -> None:
    premises.outbox(desk).append(entry(5000))
    desk.lock()
    restore(copy, premises.folder, premises.keys())
    assert numbers(premises) == list(range(ROWS))
    (premises.folder / "outbox.db").rename(premises.folder / "restored.db")
    (premises.folder / "outbox-1.db").rename(premises.folder / "outbox.db")
    assert numbers(premises) == [*range(ROWS), 5000]


def test_the_old_log_goes_with_the_old_file(premises: Premises, desk: DeskStore, copy: Path) -> None:
    """A desk that was killed leaves rows in the log; beside the restored file it would be taken for its log."""
    premises.outbox(desk).append(entry(5000))
    killed = {file.name: file.read_bytes() for file in premises.folder.glob("outbox.db*")}
    assert killed["outbox.db-wal"]
    desk.lock()
    for name, content in killed.items():
        (premises.folder / name).write_bytes(content)
    restore(copy, premises.folder, premises.keys())
    assert (premises.folder / "outbox-1.db-wal").read_bytes() == killed["outbox.db-wal"]
    assert numbers(premises) == list(range(ROWS))
    restore(copy, premises.folder, premises.keys())
    assert (premises.folder / "outbox-2.db").exists()


def test_a_restore_mends_an_outbox_that_is_damaged_or_gone(premises: Premises, desk: DeskStore, copy: Path) -> None:
    desk.lock()
    path = premises.folder / "outbox.db"
    path.write_bytes(b"\0" * 5000)
    restore(copy, premises.folder, premises.keys())
    assert numbers(premises) == list(range(ROWS))
    path.unlink()
    restore(copy, premises.folder, premises.keys())
    assert numbers(premises) == list(range(ROWS))


def spoil(copy: Path, how: str) -> None:
    path = copy / "outbox.db"
    content = path.read_bytes()
    if how == "gone":
        path.unlink()
    elif how == "no list":
        (copy / "keys.json").unlink()
    else:
        middle = len(content) // 2
        flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        path.write_bytes({"empty": b"", "half": content[:middle], "page": content[:-4096], "bit": flipped}[how])


@pytest.mark.parametrize("how", ["empty", "half", "page", "bit", "gone", "no list"])
def test_a_backup_that_is_not_whole_changes_nothing(premises: Premises, desk: DeskStore, copy: Path, how: str) -> None:
    desk.lock()
    before = {file.name: file.read_bytes() for file in premises.folder.iterdir()}
    spoil(copy, how)
    with pytest.raises(UserError, match="backup-not-whole"):
        restore(copy, premises.folder, premises.keys())
    assert {file.name: file.read_bytes() for file in premises.folder.iterdir()} == before


def test_on_a_new_computer_the_key_is_recovered_first(copy: Path, tmp_path: Path) -> None:
    new = Premises(tmp_path / "ny", Vault())
    new.folder.mkdir()
    private = tmp_path / "gendannelse.txt"
    private.write_text(PRIVATE)
    with chosen(new.vault):
        with pytest.raises(UserError, match="outbox-key-missing"):
            restore(copy, new.folder, new.keys())
        new.vault.set_password("Indgang", f"outbox {new.folder}", Key.new().text)
        with pytest.raises(UserError, match="outbox-key-wrong"):
            restore(copy, new.folder, new.keys())
        assert list(new.folder.iterdir()) == []
        recover(copy, private, new.keys())
        restore(copy, new.folder, new.keys())
        assert numbers(new) == list(range(ROWS))


def test_a_backup_of_a_newer_program_is_refused(premises: Premises, desk: DeskStore, copy: Path) -> None:
    desk.lock()
    key = Key.parse(premises.keys().read("outbox"))
    assert key is not None
    connection = open_cipher(copy / "outbox.db", key, durable=True)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = sorted(premises.folder.iterdir())
    with pytest.raises(UserError, match="store-newer"):
        restore(copy, premises.folder, premises.keys())
    assert sorted(premises.folder.iterdir()) == before
    assert numbers(premises) == list(range(ROWS))
