"""A full disk: told at once, nothing lost or damaged, and room held back for the last hundred things somebody did."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from app.errors import UserError
from app.store.cipher import Key
from app.store.files import CipherFile
from app.store.keys import OUTBOX
from app.store.migrate import steps
from app.store.reserve import SIZE, Reserve
from tests.app.store.disk import own_mounts, run

TURNS = 200
LAST = 100


def test_full_at_any_write_is_told_and_nothing_is_lost(memory: Path, shim: Path) -> None:
    found = run("full_writer", memory, TURNS, shim=shim)
    assert found.pop("told") > TURNS
    assert found == {"untold": 0, "lost": 0, "short": 0, "unsound": 0}


def test_the_last_hundred_rows_fit_on_a_full_disk_and_it_recovers(tmp_path: Path) -> None:
    found = run("small_disk", tmp_path, inside=own_mounts())
    assert found.pop("fit") > LAST
    assert found == {
        "short before": False,
        "short when full": True,
        "cache takes when full": False,
        "kept": True,
        "kept after room": True,
        "short after room": False,
        "cache takes after room": True,
        "reserve after room": True,
        "in clear": [],
    }


def test_the_reserve_takes_real_room_and_comes_back(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "reserve"
    reserve = Reserve(path)
    reserve.look()
    assert path.stat().st_blocks * 512 >= SIZE
    with caplog.at_level(logging.WARNING):
        reserve.release()
        reserve.release()
    assert (path.exists(), caplog.text.count("the reserve is let go")) == (False, 1)
    reserve.look()
    assert not Reserve(path).is_spent
    path.write_bytes(b"half")
    assert Reserve(path).is_spent
    assert Reserve(tmp_path / "another").is_spent


@pytest.mark.parametrize("durable", [True, False])
def test_a_write_that_finds_the_disk_full_lets_the_reserve_go_for_what_must_not_be_lost(
    tmp_path: Path, *, durable: bool
) -> None:
    """The look before the write saw room enough; SQLite says otherwise, here because its file may not grow."""
    reserve = Reserve(tmp_path / "reserve")
    file = CipherFile(tmp_path / "outbox.db", steps(OUTBOX), durable=durable, reserve=reserve)
    file.open(Key.new())
    with file.write() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    assert not reserve.is_spent
    with pytest.raises(UserError, match="store-full"), file.write() as connection:
        connection.execute("INSERT INTO draft VALUES ('note', ?, '')", ("x" * 100_000,))
    assert reserve.is_spent is durable
    assert (tmp_path / "reserve").exists() is not durable
    file.close()


def test_a_folder_that_is_gone_costs_the_reserve_and_no_more(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path / "nowhere" / "reserve")
    reserve.look()
    assert reserve.is_spent
