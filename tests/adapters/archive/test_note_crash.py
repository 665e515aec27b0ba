"""A desk killed at any step between a finished note and the archive's word: nothing is lost, nothing is there twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 20

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a process is forked and killed")


def test_kill_9_at_any_step_loses_and_doubles_no_note(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.adapters.archive.note_crasher", str(tmp_path), str(KILLS), "5"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["kills"] == KILLS
    assert found["finished"] >= KILLS // 2
    assert (found["lost"], found["doubled"], found["without_document"], found["unsent"]) == (0, 0, 0, 0)
