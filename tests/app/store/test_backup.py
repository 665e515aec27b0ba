"""Backups taken in the middle of work, and restores that change nothing unless the backup is whole.

Of a desk whose shared store is a file of its own: the last tests are of one that shares a server's.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from app.errors import UserError
from app.store.backup import backup
from app.store.cipher import Key, open_cipher
from app.store.desk import DeskStore
from app.store.folder import ORDER
from app.store.keys import make_recovery_pair, read_records, recover
from app.store.restore import restore
from app.store.shared import SharedStore, shared_store
from app.store.shared_sources import OwnFile
from tests.adapters.keychain.backends import Vault, chosen
from tests.app.store.desks import PRIVATE, PUBLIC, Premises, entry
from tests.app.store.disk import run
from tests.app.store.test_shared import ADD, COUNT
from tests.postgres import Database

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
def shared(premises: Premises) -> Iterator[SharedStore]:
    """With one contact."""
    store = own(premises)
    with store.write() as connection:
        connection.execute(ADD)
    yield store
    store.lock()


@pytest.fixture
def copy(desk: DeskStore, shared: SharedStore, tmp_path: Path) -> Path:
    backup(desk, tmp_path / "kopi", shared.copy)
    return tmp_path / "kopi"


def own(premises: Premises) -> SharedStore:
    return SharedStore(OwnFile(premises.folder, premises.keys(), PUBLIC))


def contacts(premises: Premises) -> int:
    store = own(premises)
    try:
        with store.read() as connection:
            return int(connection.execute(COUNT).scalar() or 0)
    finally:
        store.lock()


def no_shared(_target: Path) -> None:
    return None


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
            backup(desk, tmp_path / f"kopi-{count}", no_shared)
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
    assert sorted(file.name for file in copy.iterdir()) == ["keys.json", "outbox.db", "shared.db"]
    assert Premises(copy).in_clear() == []
    secrets = [bytes.fromhex(secret) for secret in premises.vault.kept.values()]
    for file in copy.iterdir():
        content = file.read_bytes()
        assert not any(secret in content or secret.hex().encode() in content for secret in secrets)


def test_a_backup_takes_no_folder_with_something_in_it(desk: DeskStore, copy: Path) -> None:
    before = {file.name: file.read_bytes() for file in copy.iterdir()}
    with pytest.raises(UserError, match="backup-exists"):
        backup(desk, copy, no_shared)
    assert {file.name: file.read_bytes() for file in copy.iterdir()} == before


def test_a_target_that_cannot_be_made_is_told(desk: DeskStore, tmp_path: Path) -> None:
    (tmp_path / "fil").write_bytes(b"")
    with pytest.raises(UserError, match="backup-failed"):
        backup(desk, tmp_path / "fil" / "kopi", no_shared)
    with pytest.raises(UserError, match="backup-failed"):
        desk.outbox.copy(tmp_path / "nowhere" / "outbox.db")
    assert not desk.outbox.is_damaged
    assert not desk.is_short_of_room


def test_a_restore_brings_back_the_rows_and_sets_the_old_file_aside(
    premises: Premises, desk: DeskStore, shared: SharedStore, copy: Path
) -> None:
    premises.outbox(desk).append(entry(5000))
    add_another(shared)
    desk.lock()
    shared.lock()
    restore(copy, premises.folder, premises.keys())
    assert (numbers(premises), contacts(premises)) == (list(range(ROWS)), 1)
    for name in ("outbox", "shared"):
        (premises.folder / f"{name}.db").rename(premises.folder / f"{name}-restored.db")
        (premises.folder / f"{name}-1.db").rename(premises.folder / f"{name}.db")
    assert (numbers(premises), contacts(premises)) == ([*range(ROWS), 5000], 2)
    assert not list(premises.folder.glob("*.part")) + list(premises.folder.glob(ORDER))


def add_another(shared: SharedStore) -> None:
    with shared.write() as connection:
        connection.execute(text(str(ADD).replace("0001'", "0002'")))


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
    (premises.folder / "outbox.db.part-wal").write_bytes(killed["outbox.db-wal"])
    restore(copy, premises.folder, premises.keys())
    assert numbers(premises) == list(range(ROWS)), "nor is what a killed restore has left"


@pytest.mark.parametrize("name", ["outbox", "shared"])
def test_a_restore_mends_a_file_that_is_damaged_or_gone(
    premises: Premises, desk: DeskStore, shared: SharedStore, copy: Path, name: str
) -> None:
    desk.lock()
    shared.lock()
    path = premises.folder / f"{name}.db"
    path.write_bytes(b"\0" * 5000)
    restore(copy, premises.folder, premises.keys())
    assert (numbers(premises), contacts(premises)) == (list(range(ROWS)), 1)
    path.unlink()
    restore(copy, premises.folder, premises.keys())
    assert (numbers(premises), contacts(premises)) == (list(range(ROWS)), 1)


def spoil(copy: Path, name: str, how: str) -> None:
    path = copy / f"{name}.db"
    content = path.read_bytes()
    if how == "gone":
        path.unlink()
    elif how == "no list":
        (copy / "keys.json").unlink()
    else:
        middle = len(content) // 2
        flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        path.write_bytes({"empty": b"", "half": content[:middle], "page": content[:-4096], "bit": flipped}[how])


@pytest.mark.parametrize("name", ["outbox", "shared"])
@pytest.mark.parametrize("how", ["empty", "half", "page", "bit", "gone", "no list"])
def test_a_backup_that_is_not_whole_changes_nothing(
    premises: Premises, desk: DeskStore, shared: SharedStore, copy: Path, name: str, how: str
) -> None:
    desk.lock()
    shared.lock()
    before = {file.name: file.read_bytes() for file in premises.folder.iterdir()}
    spoil(copy, name, how)
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
        assert read_records(new.folder) == read_records(copy)
        assert (numbers(new), contacts(new)) == (list(range(ROWS)), 1)


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("outbox", "PRAGMA user_version = 99", "store-newer"),
        ("shared", "UPDATE alembic_version SET version_num = 'v9999_later'", "shared-newer"),
    ],
)
def test_a_backup_of_a_newer_program_is_refused(
    premises: Premises, desk: DeskStore, copy: Path, name: str, change: str, code: str
) -> None:
    desk.lock()
    key = Key.parse(premises.keys().read(name))
    assert key is not None
    connection = open_cipher(copy / f"{name}.db", key, durable=True)
    connection.execute(change)
    connection.close()
    before = sorted(premises.folder.iterdir())
    with pytest.raises(UserError, match=code):
        restore(copy, premises.folder, premises.keys())
    assert sorted(premises.folder.iterdir()) == before
    assert numbers(premises) == list(range(ROWS))


@pytest.mark.parametrize(("secret", "code"), [(None, "shared-key-missing"), ("00" * 32, "shared-key-wrong")])
def test_without_the_shared_stores_key_nothing_is_put_back(
    premises: Premises, desk: DeskStore, shared: SharedStore, copy: Path, secret: str | None, code: str
) -> None:
    desk.lock()
    shared.lock()
    before = sorted(premises.folder.iterdir())
    premises.vault.replace("shared", secret)
    with pytest.raises(UserError, match=code):
        restore(copy, premises.folder, premises.keys())
    assert sorted(premises.folder.iterdir()) == before


def test_the_copy_of_the_shared_store_has_all_that_the_outboxs_takes_for_delivered(
    premises: Premises, desk: DeskStore, shared: SharedStore, tmp_path: Path
) -> None:
    """Delivered between the two copies, it is in both: told again, to no effect. The other way round it was in none."""

    def deliver(target: Path) -> object:
        add_another(shared)
        premises.outbox(desk).delivered(entry(0).id)
        return shared.copy(target)

    backup(desk, tmp_path / "kopi", deliver)  # type: ignore[arg-type] # what `SharedStore.copy` gives
    desk.lock()
    shared.lock()
    restore(tmp_path / "kopi", premises.folder, premises.keys())
    assert numbers(premises) == list(range(ROWS))
    assert contacts(premises) == 2


def test_a_shared_store_that_cannot_be_copied_is_told_and_the_backup_does_not_count(
    premises: Premises, desk: DeskStore, shared: SharedStore, tmp_path: Path
) -> None:
    shared.lock()
    (premises.folder / "shared.db").unlink()
    with pytest.raises(UserError, match="shared-gone"):
        backup(desk, tmp_path / "kopi", own(premises).copy)
    assert not (tmp_path / "kopi" / "outbox.db").exists()
    desk.lock()
    with pytest.raises(UserError, match="backup-not-whole"):
        restore(tmp_path / "kopi", premises.folder, premises.keys())


def test_before_there_is_a_shared_store_and_where_a_server_has_it_the_backup_is_the_outbox(
    premises: Premises, desk: DeskStore, tmp_path: Path
) -> None:
    backup(desk, tmp_path / "kopi", own(premises).copy)
    assert sorted(file.name for file in (tmp_path / "kopi").iterdir()) == ["keys.json", "outbox.db"]
    contacts(premises)
    desk.lock()
    restore(tmp_path / "kopi", premises.folder, premises.keys())
    assert contacts(premises) == 0, "what the backup has not is left as it is"
    assert "shared" in read_records(premises.folder)


def test_a_server_copies_itself(premises: Premises, desk: DeskStore, database: Database, tmp_path: Path) -> None:
    backup(desk, tmp_path / "kopi", database.store().copy)
    assert sorted(file.name for file in (tmp_path / "kopi").iterdir()) == ["keys.json", "outbox.db"]


def test_with_a_new_recovery_key_both_keys_are_sealed_anew(
    premises: Premises, shared: SharedStore, tmp_path: Path
) -> None:
    shared.lock()
    private, public = make_recovery_pair()
    (tmp_path / "privat").write_text(private, encoding="ascii")
    desk = DeskStore(premises.folder, premises.keys(), recovery_key=public)
    desk.open()
    desk.lock()
    again = shared_store(None, premises.folder, premises.keys(), recovery_key=public)
    with again.read():
        pass
    again.lock()
    kept = dict(premises.vault.kept)
    for name in ("outbox", "shared"):
        premises.vault.replace(name, None)
    recover(premises.folder, tmp_path / "privat", premises.keys())
    assert all(premises.vault.kept[where] == secret for where, secret in kept.items())
    assert contacts(premises) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="who is killed is a fork")
def test_a_restore_killed_anywhere_leaves_old_or_new_and_nothing_is_lost(tmp_path: Path) -> None:
    found = run("restore_killer", tmp_path)
    assert found["neither"] == 0
    assert found["old"] >= 5
    assert found["new"] >= 5
    assert found["again"] >= 5, "killed once more while the next start went on from there"
    assert found["lost"] == 0
