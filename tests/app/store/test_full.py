"""A full disk: told at once, nothing lost or damaged, and room held back for the last hundred things somebody did."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from app.errors import UserError
from app.store.desk import DeskStore
from app.store.outbox import Outbox
from app.store.reserve import SIZE, Reserve
from tests.adapters.keychain.backends import chosen
from tests.app.store.desks import Premises, entry
from tests.app.store.disk import run

TURNS = 200
LAST = 100


def test_full_at_any_write_is_told_and_nothing_is_lost(tmp_path: Path, shim: Path) -> None:
    found = run("full_writer", tmp_path, TURNS, shim=shim)
    assert found.pop("told") > TURNS
    assert found == {"untold": 0, "lost": 0, "short": 0, "unsound": 0}


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Premises]:
    """A desk on a disk of 8 MB, all its own."""
    folder = tmp_path / "small"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a small disk is mounted: needs Linux and root")
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    premises = Premises(folder)
    try:
        with chosen(premises.vault):
            yield premises
    finally:
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S607 - by name, like mount


def fill_up(folder: Path) -> Path:
    filler = folder / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    return filler


def until_full(outbox: Outbox, first: int) -> int:
    """Append until the disk takes no more; the number that did not fit."""
    for number in count(first):
        try:
            outbox.append(entry(number, text="x" * 1000))
        except UserError as error:
            if error.code != "store-full":
                raise
            return number
    raise AssertionError


def cached(desk: DeskStore) -> None:
    with desk.cache.write() as connection:
        connection.execute("INSERT OR REPLACE INTO answer VALUES ('s', 'cpr', '{}', 'e', zeroblob(900), 0, 0)")


def test_the_last_hundred_rows_fit_on_a_full_disk_and_it_recovers(small: Premises) -> None:
    desk = small.desk()
    desk.open()
    outbox = small.outbox(desk)
    outbox.append(entry(0))
    filler = fill_up(small.folder)
    number = until_full(outbox, first=1)
    assert number > LAST
    assert desk.is_short_of_room
    with pytest.raises(UserError, match="store-full"):
        cached(desk)
    assert [one.id.int for one in outbox.list()] == list(range(number))
    desk.lock()
    with suppress(UserError):  # with no byte left even the log's index may not fit
        desk.open()
    filler.unlink()
    desk.open()
    assert [one.id.int for one in outbox.list()] == list(range(number))
    outbox.append(entry(number))
    cached(desk)
    assert (small.folder / "reserve").stat().st_size == SIZE
    desk.lock()
    assert small.in_clear() == []


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
