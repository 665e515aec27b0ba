"""An encrypted file among threads: whole transactions, one writer, unchanging sights, and errors in plain words."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import BugError, UserError
from app.store.cipher import Error, Key, open_cipher, told
from app.store.desk import DeskStore
from app.store.files import CipherFile
from app.store.migrate import migrate, steps, version
from app.store.reserve import Reserve
from tests.app.store.desks import PLANTED, Premises, entry

THREADS = 8
ROUNDS = 60


@pytest.fixture
def desk(premises: Premises) -> Iterator[DeskStore]:
    made = premises.desk()
    made.open()
    yield made
    made.lock()


@pytest.fixture
def file(desk: DeskStore) -> CipherFile:
    return desk.outbox


def drafts(file: CipherFile) -> int:
    with file.read() as connection:
        return int(connection.execute("SELECT count(*) FROM draft").fetchone()[0])


def keep(file: CipherFile, key: str, body: str = "x") -> None:
    with file.write() as connection:
        connection.execute("INSERT INTO draft VALUES (?, ?, '')", (key, body))


def test_a_block_that_raises_leaves_nothing(file: CipherFile) -> None:
    def interrupted() -> None:
        with file.write() as connection:
            connection.execute("INSERT INTO draft VALUES ('a', 'x', '')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert drafts(file) == 0
    keep(file, "a")
    assert drafts(file) == 1


def test_a_read_is_one_sight_and_cannot_write(file: CipherFile) -> None:
    keep(file, "a")
    with file.read() as connection:
        assert connection.execute("SELECT count(*) FROM draft").fetchone() == (1,)
        keep(file, "b")
        assert connection.execute("SELECT count(*) FROM draft").fetchone() == (1,)
    assert drafts(file) == 2
    with pytest.raises(UserError, match="store-read-only"), file.read() as connection:
        connection.execute("DELETE FROM draft")
    assert drafts(file) == 2


def test_a_write_inside_a_write_is_a_bug(file: CipherFile) -> None:
    with pytest.raises(BugError), file.write():
        keep(file, "a")
    keep(file, "a")


def test_many_threads_write_and_read_and_nothing_is_lost_or_torn(file: CipherFile) -> None:
    torn: list[int] = []

    def work(number: int) -> None:
        for turn in range(ROUNDS):
            with file.write() as connection:
                for half in "ab":
                    connection.execute("INSERT INTO draft VALUES (?, 'x', '')", (f"{number}-{turn}-{half}",))
            if drafts(file) % 2:
                torn.append(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (torn, drafts(file)) == ([], THREADS * ROUNDS * 2)
    assert len(file._idle) <= THREADS


def test_locking_waits_for_those_at_work_and_refuses_the_next(premises: Premises, desk: DeskStore) -> None:
    inside, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def read() -> None:
        with desk.outbox.read() as connection:
            inside.set()
            go_on.wait(10)
            connection.execute("SELECT count(*) FROM draft").fetchone()

    def lock() -> None:
        desk.lock()
        ended.set()

    reader = threading.Thread(target=read)
    reader.start()
    inside.wait(10)
    locker = threading.Thread(target=lock)
    locker.start()
    while desk.is_open:
        ended.wait(0.001)
    with pytest.raises(UserError, match="store-locked"):
        keep(desk.outbox, "a")
    assert not ended.is_set()
    go_on.set()
    reader.join()
    locker.join()
    desk.open()


def test_another_process_with_the_file_is_busy_in_words(premises: Premises, file: CipherFile) -> None:
    key = Key.parse(premises.keys().read("outbox"))
    assert key is not None
    other = open_cipher(file.path, key, durable=True)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(UserError) as refused:
        keep(file, "a")
    assert (refused.value.code, refused.value.detail) == ("store-busy", "SQLITE_BUSY")
    assert drafts(file) == 0
    other.execute("COMMIT")
    other.close()
    keep(file, "a")


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH ':memory:' AS clear KEY ''",
        "VACUUM",
        "VACUUM INTO '/nowhere/clear.db'",
        "SELECT sqlcipher_export('main')",
        "SELECT load_extension('x')",
        "PRAGMA rekey = 'x'",
        "PRAGMA key = 'x'",
        "PRAGMA cipher_plaintext_header_size = 32",
        "PRAGMA cipher_profile = '/nowhere/clear.log'",
        "PRAGMA cipher_log_level = TRACE",
        "PRAGMA cipher_log = '/nowhere/clear.log'",
        "PRAGMA temp_store = FILE",
        "PRAGMA temp_store_directory = '/nowhere'",
        "PRAGMA journal_mode = OFF",
        "PRAGMA synchronous = OFF",
        "PRAGMA secure_delete = OFF",
        "PRAGMA writable_schema = ON",
        "PRAGMA query_only = OFF",
    ],
)
def test_nothing_can_write_in_clear_or_loosen_the_file(premises: Premises, file: CipherFile, statement: str) -> None:
    for use in (file.write, file.read):
        with pytest.raises(BugError), use() as connection:
            connection.execute(statement)
    writer = file._writer
    assert writer is not None
    with pytest.raises(Error):
        writer.execute(statement)
    assert premises.in_clear() == []


def test_the_settings_are_those_that_were_measured(desk: DeskStore) -> None:
    wanted = {"journal_mode": "wal", "temp_store": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0}
    for file, synchronous in ((desk.outbox, 2), (desk.cache, 1)):
        connection = file._writer
        assert connection is not None
        connection.set_authorizer(None)
        found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in (*wanted, "synchronous")}
        assert found == {**wanted, "synchronous": synchronous}


def test_an_audit_line_is_neither_edited_nor_deleted(file: CipherFile) -> None:
    with file.write() as connection:
        connection.execute("INSERT INTO audit VALUES (1, 'linje', x'00')")
    for statement in ("UPDATE audit SET line = 'x'", "DELETE FROM audit", "REPLACE INTO audit VALUES (1, 'x', x'01')"):
        with pytest.raises(BugError, match="SQLITE_CONSTRAINT"), file.write() as connection:
            connection.execute(statement)
    with file.read() as connection:
        assert connection.execute("SELECT line FROM audit").fetchall() == [("linje",)]


def test_nothing_of_a_row_or_a_key_is_in_what_is_raised(premises: Premises, file: CipherFile) -> None:
    for statement, values in (
        ("INSERT INTO draft VALUES (?, ?, ?)", ("a", b"\xff", "")),
        (f"SELECT [{PLANTED}]", ()),
        ("INSERT INTO draft SELECT ?, NULL, ''", (PLANTED,)),
    ):
        with pytest.raises(BugError) as raised, file.write() as connection:
            connection.execute(statement, values)
        assert PLANTED not in f"{raised.value!r} {raised.value.__cause__!r}"
    key = Key.new()
    assert repr(key) == "Key()"
    assert key.text not in repr(told(Error(key.text)))


def test_keys_in_any_other_form_are_none(premises: Premises) -> None:
    assert Key.parse(Key.new().text[:-2]) is None
    assert Key.parse("æ" * 64) is None
    one, other = Key.new(), Key.new()
    assert Key.parse(one.text) == one
    assert one.check != other.check
    assert one.text not in one.check


def test_a_wrong_key_writes_nothing_and_is_silent_on_stderr(premises: Premises, tmp_path: Path) -> None:
    """SQLCipher would tell stderr which page failed."""
    premises.fill(3)
    code = (
        "import sys; from pathlib import Path; from app.store.cipher import *\n"
        "try: open_cipher(Path(sys.argv[1]), Key.new(), durable=True)\n"
        "except Error as error: print(told(error).detail)"
    )
    path = premises.folder / "outbox.db"
    before = path.read_bytes()
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("SQLITE_NOTADB\n", "")
    assert path.read_bytes() == before


def test_no_file_holds_a_word_in_clear_while_working_or_after(premises: Premises, desk: DeskStore) -> None:
    outbox = premises.outbox(desk)
    for number in range(200):
        outbox.append(entry(number))
        outbox.keep_draft(f"kladde {PLANTED}", PLANTED * 50)
    with desk.cache.write() as connection:
        connection.execute(
            "INSERT INTO answer VALUES (?, 'cpr', ?, 'e', ?, 0, 0)", (PLANTED, PLANTED, PLANTED.encode())
        )
    with desk.outbox.read() as connection:
        connection.execute("SELECT DISTINCT body || id FROM entry ORDER BY body DESC").fetchall()
    names = {file.name for file in premises.folder.iterdir()}
    assert {"outbox.db", "outbox.db-wal", "outbox.db-shm", "cache.db", "keys.json", "reserve"} <= names
    assert premises.in_clear() == []
    assert not any("0702614075" in name for name in names)
    desk.lock()
    assert premises.in_clear() == []


def test_the_scan_finds_what_is_in_clear(premises: Premises) -> None:
    (premises.folder / "klar.db").write_bytes(b"\0" * 5000 + PLANTED.split()[0].encode("latin-1"))
    assert premises.in_clear() == ["klar.db"]


def test_a_file_of_a_newer_program_is_refused_and_left(premises: Premises) -> None:
    premises.fill(3)
    key = Key.parse(premises.keys().read("outbox"))
    assert key is not None
    connection = open_cipher(premises.folder / "outbox.db", key, durable=True)
    connection.execute("PRAGMA user_version = 7")
    with pytest.raises(UserError, match="store-newer"):
        premises.desk().open()
    assert version(connection) == 7
    connection.close()


def test_missing_steps_are_taken_once_and_a_bad_one_takes_none(tmp_path: Path) -> None:
    connection = open_cipher(tmp_path / "x.db", Key.new(), durable=True)
    first, second = "CREATE TABLE a (x);", "CREATE TABLE b (x);"
    migrate(connection, (first,))
    migrate(connection, (first, second))
    migrate(connection, (first, second))
    assert version(connection) == 2
    with pytest.raises(Error):
        migrate(connection, (first, second, "CREATE TABLE c (x);", "CREATE TABLE a (x);"))
    connection.rollback()
    assert version(connection) == 2
    tables = connection.execute("SELECT name FROM sqlite_schema ORDER BY name").fetchall()
    assert tables == [("a",), ("b",)]
    connection.close()


def test_the_steps_are_numbered_without_a_gap() -> None:
    for name in ("outbox", "cache"):
        folder = Path(__file__).parents[3] / "app" / "store" / "migrations" / name
        numbers = sorted(int(file.stem) for file in folder.iterdir())
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(steps(name)) == len(numbers)


def test_a_folder_without_rights_is_told(tmp_path: Path) -> None:
    file = CipherFile(tmp_path / "no" / "x.db", steps("cache"), durable=False, reserve=Reserve(tmp_path / "r"))
    with pytest.raises(UserError, match="store-read-only"):
        file.open(Key.new())
    assert not file.is_open
