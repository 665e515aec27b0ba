"""A disk that can be watched and made to fail: `shim.c` preloaded into a child, and what the child may ask of it."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
NONE, FULL, KILL = range(3)


def build(folder: Path) -> Path:
    """The shim, compiled; skips where there is no compiler or no preloading."""
    compiler = shutil.which("gcc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("the disk is failed by a preloaded library: needs gcc and Linux")
    library = folder / "shim.so"
    source = Path(__file__).with_name("shim.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", str(library), str(source), "-ldl"], check=True)
    return library


def own_mounts() -> tuple[str, ...]:
    """How to start a child that may mount disks nobody else sees, gone when it ends; skips where nobody may."""
    command = ("unshare", "--map-root-user", "--mount")
    attempt = [*command, "mount", "-t", "tmpfs", "tmpfs", tempfile.gettempdir()]
    if shutil.which(command[0]) is None or subprocess.run(attempt, capture_output=True).returncode:
        pytest.skip("a small disk is mounted: needs Linux with namespaces for users")
    return command


def run(
    child: str,
    *arguments: object,
    shim: Path | None = None,
    inside: tuple[str, ...] = (),
    room: str = "tests.app.store",
) -> Any:
    """Run `<room>.<child>` with `arguments`, `inside` another command; what it prints as JSON."""
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)} | ({"LD_PRELOAD": str(shim)} if shim else {})
    command = [*inside, sys.executable, "-m", f"{room}.{child}", *map(str, arguments)]
    done = subprocess.run(command, env=surroundings, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


class Disk:
    """The shim as seen from inside the child."""

    def __init__(self, folder: Path, log: int = -1) -> None:
        self._shim = ctypes.CDLL(None)
        self._shim.shim_arm.argtypes = [ctypes.c_int, ctypes.c_long]
        self._shim.shim_mark.argtypes = [ctypes.c_long]
        self._shim.shim_steps.restype = ctypes.c_long
        self._shim.shim_watch(str(folder.resolve()).encode(), log)

    def arm(self, mode: int, after: int = 0) -> None:
        """From the step after the next `after` ones: the disk is full (writes only), or the process ends."""
        self._shim.shim_arm(mode, after)

    @property
    def steps(self) -> int:
        """Writes, truncations and syncs since `arm`."""
        return int(self._shim.shim_steps())

    def mark(self, number: int) -> None:
        """Put a mark into the log: from here on `number` has been acknowledged."""
        self._shim.shim_mark(number)
