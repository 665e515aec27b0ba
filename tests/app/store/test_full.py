"""A full disk: told at once, nothing lost or damaged, and room held back for the last hundred things somebody did."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

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


def test_a_folder_that_is_gone_costs_the_reserve_and_no_more(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path / "nowhere" / "reserve")
    reserve.look()
    assert reserve.is_spent
