"""Keys lost, changed, denied, corrupt: the outbox keeps every row and nothing is ever written in clear."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import keyring
import pytest
from keyring.backends import null

from app.errors import UserError
from app.store.cipher import Key
from app.store.keys import KeyRecord, make_recovery_pair, read_records, recover, wrap, write_records
from tests.adapters.keychain.backends import OtherVault, chosen
from tests.app.store.desks import PRIVATE, PUBLIC, Premises, entry

ROWS = 5


def fresh(premises: Premises) -> None:
    """Nothing has been stored."""


def undelivered(premises: Premises) -> None:
    premises.fill(ROWS)


def damaged_cache(premises: Premises) -> None:
    premises.fill(ROWS)
    (premises.folder / "cache.db").write_bytes(b"\0" * 8192)


def missing(premises: Premises) -> None:
    premises.vault.replace("", None)


def empty(premises: Premises) -> None:
    premises.vault.replace("", "")


def changed(premises: Premises) -> None:
    premises.vault.replace("", Key.new().text)


def corrupt(premises: Premises) -> None:
    premises.vault.replace("", "ikke en nøgle")


def denied(premises: Premises) -> None:
    premises.vault.locked = True


def forgetful(premises: Premises) -> None:
    keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call] # keyring leaves its constructors untyped


OUTCOMES: dict[Callable[[Premises], None], str] = {
    missing: "outbox-key-missing",
    empty: "outbox-key-missing",
    changed: "outbox-key-wrong",
    corrupt: "outbox-key-wrong",
    denied: "keys-unavailable",
    forgetful: "keys-refused",
}


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name.startswith(("outbox", "keys"))}


@pytest.mark.parametrize("state", [fresh, undelivered, damaged_cache], ids=lambda state: state.__name__)
@pytest.mark.parametrize("trouble", OUTCOMES, ids=lambda trouble: trouble.__name__)
def test_whatever_the_key_store_does_no_row_is_lost(
    premises: Premises,
    tmp_path: Path,
    state: Callable[[Premises], None],
    trouble: Callable[[Premises], None],
) -> None:
    state(premises)
    trouble(premises)
    before, wanted = contents(premises.folder), 0 if state is fresh else ROWS
    desk = premises.desk()
    if state is fresh and trouble not in (denied, forgetful):
        desk.open()
        premises.outbox(desk).append(entry(99))
        wanted = 1
    else:
        with pytest.raises(UserError, match=OUTCOMES[trouble]):
            desk.open()
        assert contents(premises.folder) == before
        assert premises.in_clear() == []
        premises.vault.locked = False
        keyring.set_keyring(premises.vault)
        if trouble not in (denied, forgetful):
            private = tmp_path / "gendannelse.txt"
            private.write_text(f"{PRIVATE}\n")
            recover(premises.folder, private, premises.keys())
        desk.open()
    assert len(premises.outbox(desk).list()) == wanted
    with desk.cache.write() as connection:
        connection.execute("DELETE FROM answer")
    desk.lock()
    assert premises.in_clear() == []


def test_a_lost_cache_key_costs_the_cache_and_nothing_else(
    premises: Premises, caplog: pytest.LogCaptureFixture
) -> None:
    for trouble in (None, Key.new().text, "ikke en nøgle"):
        premises.fill(ROWS)
        premises.vault.replace("cache", trouble)
        desk = premises.desk()
        with caplog.at_level(logging.WARNING):
            desk.open()
        assert "the cache is made anew" in caplog.text
        with desk.cache.read() as connection:
            assert connection.execute("SELECT count(*) FROM answer").fetchone() == (0,)
        assert len(premises.outbox(desk).list()) == ROWS
        desk.lock()
        caplog.clear()


def test_a_cache_that_breaks_at_work_is_thrown_away_at_the_next_lock(premises: Premises) -> None:
    desk = premises.desk()
    desk.open()
    with desk.cache.write() as connection:
        connection.executemany(
            "INSERT INTO answer VALUES (?, 'cpr', '{}', 'e', zeroblob(3000), 0, 0)", ((str(n),) for n in range(200))
        )
    desk.lock()
    path = premises.folder / "cache.db"
    content = bytearray(path.read_bytes())
    for page in range(20, len(content) // 4096):
        content[page * 4096 + 100] ^= 0xFF
    path.write_bytes(content)
    desk.open()
    with pytest.raises(UserError, match="store-damaged"), desk.cache.read() as connection:
        connection.execute("SELECT sum(length(value)) FROM answer").fetchone()
    desk.lock()
    desk.open()
    with desk.cache.read() as connection:
        assert connection.execute("SELECT count(*) FROM answer").fetchone() == (0,)


def damage(path: Path, how: str) -> None:
    content = path.read_bytes()
    path.write_bytes(
        {
            "empty": b"",
            "cut": content[:100],
            "zeros": b"\0" * len(content),
            "flip": bytes([content[0] ^ 0xFF]) + content[1:],
            "half": content[: len(content) // 2],
        }[how]
    )


@pytest.mark.parametrize("how", ["empty", "cut", "half", "zeros", "flip"])
def test_a_damaged_outbox_is_told_from_a_wrong_key_and_left_as_it_is(premises: Premises, how: str) -> None:
    premises.fill(ROWS)
    damage(premises.folder / "outbox.db", how)
    before = contents(premises.folder)["outbox.db"]
    desk = premises.desk()
    with pytest.raises(UserError, match="outbox-damaged"):
        desk.open()
    assert contents(premises.folder)["outbox.db"] == before
    assert not desk.is_open
    (premises.folder / "keys.json").unlink()
    if how != "empty":
        with pytest.raises(UserError, match="outbox-unreadable"):
            desk.open()
        assert contents(premises.folder)["outbox.db"] == before


def test_an_outbox_that_is_gone_is_not_replaced(premises: Premises) -> None:
    premises.fill(ROWS)
    for file in premises.folder.glob("outbox.db*"):
        file.unlink()
    with pytest.raises(UserError, match="outbox-gone"):
        premises.desk().open()
    assert list(premises.folder.glob("outbox.db*")) == []


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"outbox": 3}'])
def test_without_its_list_of_keys_a_desk_opens_by_the_key_store_and_writes_it_anew(
    premises: Premises, content: bytes | None
) -> None:
    premises.fill(ROWS)
    listed = premises.folder / "keys.json"
    good = listed.read_bytes()
    listed.unlink()
    if content is not None:
        listed.write_bytes(content)
    desk = premises.desk()
    desk.open()
    assert len(premises.outbox(desk).list()) == ROWS
    assert read_records(premises.folder)["outbox"].check in good.decode()


def test_a_start_cut_short_at_any_point_is_taken_up_again(premises: Premises) -> None:
    """The key is kept, then the file made, then the list: what the next start finds between the steps."""
    premises.fill(0)
    names = ("keys.json", "outbox.db", "cache.db")
    for gone in ((names[0],), names[:2], names):
        for name in gone:
            (premises.folder / name).unlink()
        desk = premises.desk()
        desk.open()
        premises.outbox(desk).append(entry(1))
        desk.lock()


def test_a_changed_key_store_is_named_when_the_key_is_not_in_the_new_one(
    premises: Premises, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    premises.fill(ROWS)
    private = tmp_path / "gendannelse.txt"
    private.write_text(PRIVATE)
    with chosen(OtherVault()):
        desk = premises.desk()
        with pytest.raises(UserError) as refused:
            desk.open()
        assert refused.value.code == "outbox-keystore-changed"
        assert "SecretService" in str(refused.value.params["before"])
        assert "kwallet" in str(refused.value.params["now"])
        recover(premises.folder, private, premises.keys())
        with caplog.at_level(logging.WARNING):
            desk.open()
        assert "has moved" in caplog.text
        assert len(premises.outbox(desk).list()) == ROWS
        assert "kwallet" in read_records(premises.folder)["outbox"].backend


def test_the_wrap_follows_the_municipalitys_key_and_the_cache_has_none(premises: Premises, tmp_path: Path) -> None:
    premises.fill(ROWS)
    records = read_records(premises.folder)
    assert records["outbox"].wrapped_for == PUBLIC
    assert records["cache"].wrap == ""
    private, public = make_recovery_pair()
    desk = type(premises.desk())(premises.folder, premises.keys(), recovery_key=public)
    desk.open()
    desk.lock()
    missing(premises)
    file = tmp_path / "gendannelse.txt"
    file.write_text(PRIVATE)
    with pytest.raises(UserError, match="recovery-wrong"):
        recover(premises.folder, file, premises.keys())
    file.write_text(private)
    recover(premises.folder, file, premises.keys())
    premises.desk().open()


def test_what_is_no_recovery_key_changes_nothing(premises: Premises, tmp_path: Path) -> None:
    premises.fill(ROWS)
    kept = dict(premises.vault.kept)
    file = tmp_path / "gendannelse.txt"
    for content in (b"", b"\xff\xfe", b"AAAA", PUBLIC[:-4].encode()):
        file.write_bytes(content)
        with pytest.raises(UserError, match="recovery-unreadable"):
            recover(premises.folder, file, premises.keys())
    with pytest.raises(UserError, match="recovery-unreadable"):
        recover(premises.folder, tmp_path / "nowhere", premises.keys())
    file.write_text(PRIVATE)
    records = read_records(premises.folder)
    foreign = KeyRecord("x", records["outbox"].check, wrap(Key.new(), PUBLIC), PUBLIC)
    write_records(premises.folder, {**records, "outbox": foreign})
    with pytest.raises(UserError, match="recovery-wrong"):
        recover(premises.folder, file, premises.keys())
    assert premises.vault.kept == kept


def test_locked_means_closed_and_keyless_until_opened_again(premises: Premises) -> None:
    premises.fill(ROWS)
    desk = premises.desk()
    desk.open()
    desk.lock()
    for file in (desk.outbox, desk.cache):
        for use in (file.write, file.read):
            with pytest.raises(UserError, match="store-locked"), use():
                pass
        assert file._key is None
        assert file._writer is None
        assert file._idle == []
    desk.open()
    assert len(premises.outbox(desk).list()) == ROWS


def test_a_desk_that_cannot_note_its_keys_does_not_open(premises: Premises) -> None:
    """Without the note the municipality could not recover the key: nothing may be written under it."""
    (premises.folder / "keys.json.part").mkdir()
    desk = premises.desk()
    with pytest.raises(UserError, match="store-unusable"):
        desk.open()
    assert not desk.is_open
    (premises.folder / "keys.json.part").rmdir()
    desk.open()
    assert read_records(premises.folder)["outbox"].wrap


def test_a_cache_that_cannot_be_opened_stays_shut_and_the_outbox_works(
    premises: Premises, caplog: pytest.LogCaptureFixture
) -> None:
    (premises.folder / "cache.db").mkdir()
    desk = premises.desk()
    desk.open()
    assert "the cache stays shut" in caplog.text
    premises.outbox(desk).append(entry(1))
    with pytest.raises(UserError, match="store-locked"), desk.cache.read():
        pass


def test_a_copied_folder_gives_nothing_without_the_key_store(premises: Premises, tmp_path: Path) -> None:
    premises.fill(ROWS)
    stolen = tmp_path / "tyv"
    premises.folder.rename(stolen)
    thief = Premises(stolen)
    with chosen(thief.vault), pytest.raises(UserError, match="outbox-key-missing"):
        thief.desk().open()
    assert thief.in_clear() == []
