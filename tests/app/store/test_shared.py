"""The shared store itself: its schema's steps, what each trouble is called, and keys that are not what they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from psycopg import Connection
from sqlalchemy import text

from app.errors import UserError
from app.settings import Shared
from app.store.keys import SHARED, read_records, recover
from app.store.shared import SharedStore, revisions, shared_store
from app.store.shared_sources import OwnFile, Server
from tests.app.store.desks import PRIVATE, PUBLIC, Premises
from tests.postgres import OWNER, Cluster, Database

COUNT = text("SELECT count(*) FROM contact")
ADD = text(
    "INSERT INTO contact (id, citizen, errand, channel, at, by_user, by_name, by_unit, digest)"
    " VALUES ('00000000000000000000000000000001', '0702614075', '', '', '2026-11-20 13:02:00+00:00', '', '', '', '')"
)
SOON = 20.0


def contacts(store: SharedStore) -> int:
    with store.read() as connection:
        return int(connection.execute(COUNT).scalar() or 0)


def add(store: SharedStore) -> None:
    with store.write() as connection:
        connection.execute(ADD)


# On a server


@pytest.fixture
def empty(cluster: Cluster) -> Iterator[Database]:
    made = cluster.database()
    yield made
    made.shut()


def test_a_desk_upgrades_no_server_and_says_who_must(empty: Database, template: str) -> None:
    with pytest.raises(UserError, match="shared-older"):
        contacts(empty.store(OWNER))
    with pytest.raises(UserError, match="shared-denied"):
        empty.store().upgrade()
    assert empty.store(OWNER).upgrade() == revisions()[-1]
    assert contacts(empty.store()) == 0
    assert empty.store(OWNER).upgrade() == revisions()[-1], "a second time is nothing new"


def test_offices_upgrade_one_at_a_time(empty: Database) -> None:
    """Two threads here, while an office elsewhere is at it: they wait for it, and then for one another."""
    stores, done = [empty.store(OWNER) for _ in range(2)], list[str]()
    threads = [Thread(target=lambda store=store: done.append(store.upgrade())) for store in stores]
    with empty.connect() as other, other.transaction():
        other.execute("SELECT pg_advisory_xact_lock(7316091)")
        for thread in threads:
            thread.start()
        while not somebody_waits(other):
            assert all(thread.is_alive() for thread in threads)
        assert done == []
    for thread in threads:
        thread.join(SOON)
    assert done == [revisions()[-1]] * 2
    assert contacts(empty.store(OWNER)) == 0


def somebody_waits(connection: Connection[Any]) -> bool:
    """For the office that has the turn."""
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    return bool((connection.execute(waiting).fetchone() or (0,))[0])


def test_a_store_of_a_newer_program_is_left_alone(own_database: Database) -> None:
    with own_database.connect() as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'v9999_later'")
    with pytest.raises(UserError, match="shared-newer"):
        contacts(own_database.store())
    with pytest.raises(UserError, match="shared-newer"):
        own_database.store(OWNER).upgrade()


def test_a_server_that_is_not_there_costs_seconds_at_most(tmp_path: Path) -> None:
    for url in (f"postgresql://skranke@/lager?host={tmp_path}", "postgresql://skranke@127.0.0.1:1/lager"):
        with pytest.raises(UserError, match="shared-unreachable") as away:
            contacts(SharedStore(Server(url, training=True)))
        assert str(tmp_path) not in str(away.value)


def test_outside_training_a_server_is_asked_for_its_name_and_nothing_goes_in_clear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: dict[str, str] = {}
    authority = tmp_path / "ca.pem"
    server = Server("postgresql://db.example/lager", passfile=tmp_path / "pass", authority=authority)

    def connect(url: str, **options: Any) -> None:
        said.update(options, url=url)
        raise UserError("stop")

    monkeypatch.setattr("psycopg.connect", connect)
    with pytest.raises(UserError, match="stop"):
        contacts(SharedStore(server))
    assert (said["sslmode"], said["sslrootcert"]) == ("verify-full", str(authority))
    assert said["passfile"] == str(tmp_path / "pass")
    assert said["target_session_attrs"] == "read-write"


def test_a_person_the_server_does_not_know_is_denied(database: Database) -> None:
    with pytest.raises(UserError, match="shared-denied"):
        contacts(database.store("ukendt"))


def test_a_table_somebody_holds_is_busy_and_then_free(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.shared_sources._LIMITS", "-c lock_timeout=20")
    store = database.store()
    with database.connect() as other, other.transaction():
        other.execute("LOCK TABLE contact IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(UserError, match="shared-busy"):
            contacts(store)
    assert contacts(store) == 0


def test_a_connection_cut_in_the_middle_leaves_nothing_half_and_the_next_is_a_new_one(database: Database) -> None:
    store = database.store()

    def cut_short() -> None:
        with store.write() as connection:
            connection.execute(ADD)
            with database.connect() as other:
                other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'skranke'")
            connection.execute(COUNT)

    with pytest.raises(UserError, match="shared-unreachable"):
        cut_short()
    assert contacts(store) == 0


def test_a_commit_that_did_not_wait_for_the_standby_counts_as_not_confirmed(own_database: Database) -> None:
    store, raised = own_database.store(), list[str]()
    contacts(store)

    def write() -> None:
        try:
            add(store)
        except UserError as error:
            raised.append(error.code)

    with own_database.connect() as other:
        other.execute(f"ALTER DATABASE {own_database.name} SET synchronous_commit = on".encode())
        other.execute("ALTER SYSTEM SET synchronous_standby_names = 'ghost'")
        other.execute("SELECT pg_reload_conf()")
        store.lock()
        try:
            writer = Thread(target=write)
            writer.start()
            waiting = "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
            while not other.execute(waiting).fetchall():
                writer.join(0.02)
                assert writer.is_alive()
            writer.join(SOON)
        finally:
            other.execute("ALTER SYSTEM RESET synchronous_standby_names")
            other.execute("SELECT pg_reload_conf()")
    assert raised == ["shared-unreachable"]
    assert contacts(store) == 1, "it is there all the same: told again, it is a repeat"


# Where it is


def test_the_configuration_says_where_it_is_and_without_a_word_it_is_in_the_desks_folder(
    premises: Premises, database: Database
) -> None:
    configured = Shared(url=database.url("skranke"))
    at_server = shared_store(configured, premises.folder, premises.keys(), training=True)
    assert contacts(at_server) == 0
    at_server.lock()
    assert not (premises.folder / "shared.db").exists()
    here = shared_store(None, premises.folder, premises.keys(), recovery_key=PUBLIC)
    assert here.upgrade() == revisions()[-1]
    assert read_records(premises.folder)[SHARED].wrapped_for == PUBLIC
    assert contacts(here) == 0


# In a file of this desk's own


def own(premises: Premises) -> SharedStore:
    return SharedStore(OwnFile(premises.folder, premises.keys(), recovery_key=PUBLIC))


def test_it_is_made_at_first_use_and_opens_again_after_a_lock(premises: Premises) -> None:
    store = own(premises)
    assert not (premises.folder / "shared.db").exists()
    add(store)
    store.lock()
    assert contacts(store) == 1
    store.lock()
    assert contacts(own(premises)) == 1
    assert premises.in_clear() == []
    assert not (premises.folder / "shared.db").read_bytes().startswith(b"SQLite")


def test_a_start_cut_short_before_the_schema_was_there_is_gone_on_with(premises: Premises) -> None:
    (premises.folder / "shared.db").touch()
    assert contacts(own(premises)) == 0
    assert SHARED in read_records(premises.folder)


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        ("gone", "shared-gone"),
        ("missing", "shared-key-missing"),
        ("wrong", "shared-key-wrong"),
        ("empty", "store-damaged"),
    ],
)
def test_it_is_never_made_anew_once_it_has_been(premises: Premises, harm: str, code: str) -> None:
    store = own(premises)
    add(store)
    store.lock()
    file = premises.folder / "shared.db"
    kept, keys = file.read_bytes(), premises.keys()
    match harm:
        case "gone":
            file.unlink()
        case "missing":
            keys.delete(SHARED)
        case "wrong":
            keys.write(SHARED, "00" * 32)
        case "empty":
            file.write_bytes(b"")
    for _ in range(2):
        with pytest.raises(UserError, match=code):
            contacts(own(premises))
    if harm in ("missing", "wrong"):
        assert file.read_bytes() == kept
        (premises.folder / "private").write_text(PRIVATE, encoding="ascii")
        premises.desk().open()
        recover(premises.folder, premises.folder / "private", keys)
        assert contacts(own(premises)) == 1


def test_a_damaged_file_is_said_to_be(premises: Premises) -> None:
    store = own(premises)
    add(store)
    store.lock()
    file = premises.folder / "shared.db"
    file.write_bytes(b"\0" * 4096 + file.read_bytes()[4096:])
    with pytest.raises(UserError, match="store-damaged"):
        contacts(own(premises))


def test_a_file_of_a_newer_program_is_left_alone(premises: Premises) -> None:
    store = own(premises)
    with store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'v9999_later'"))
    store.lock()
    with pytest.raises(UserError, match="shared-newer"):
        contacts(store)
    with pytest.raises(UserError, match="shared-newer"):
        store.upgrade()


def test_readers_hold_up_no_writer(premises: Premises) -> None:
    store = own(premises)
    contacts(store)
    with store.read() as connection:
        assert connection.execute(COUNT).scalar() == 0
        add(store)
        assert connection.execute(COUNT).scalar() == 0
    assert contacts(store) == 1
