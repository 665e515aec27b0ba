"""Killed at any moment: what was acknowledged is there, once and whole, and the next start takes moments."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.app.store.disk import run

KILLS = 200
UPGRADES = 400

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a process is forked and killed")


def test_kill_9_loses_doubles_and_halves_nothing(tmp_path: Path) -> None:
    found = run("crasher", tmp_path, KILLS, 11)
    assert found["kills"] == KILLS
    assert found["acknowledged"] > KILLS // 2
    assert (found["lost"], found["doubled"], found["half"]) == (0, 0, 0)
    assert found["slowest_start"] < 10


def test_an_upgrade_killed_at_any_step_leaves_the_old_or_the_new(memory: Path, shim: Path) -> None:
    found = run("upgrade_killer", memory, UPGRADES, shim=shim)
    assert found["kills"] >= 200
    assert found["neither"] == 0
    assert found["old"] > 0
    assert found["new"] > 0
