"""From nothing to a typed character in Find, beside a bare window that does the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import Final

from tests.benchmarks import started
from tests.benchmarks.fjordby import ROOT
from tests.benchmarks.row import Measured, NotMeasuredError, Row

_PAIRS: Final = 11
_QUICK_PAIRS: Final = 3
_WAIT: Final = 60.0


@dataclass(frozen=True, slots=True)
class Started:
    """Milliseconds from before the process was made; heavy modules that were there at the first paint."""

    painted: float
    typed: float
    heavy: tuple[str, ...]


def cold_start(what: str, folder: Path) -> Started:
    """The program starts without arguments, as its users start it; its own folder lies in `folder`.

    Its bytecode is kept from one start to the next, as an installed program's is, whatever the shell here says.
    """
    command = [sys.executable, str(Path(started.__file__)), what]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(folder)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        said, complained = process.communicate(timeout=_WAIT)
    except subprocess.TimeoutExpired as error:
        raise NotMeasuredError("no character was painted") from error
    finally:
        process.kill()
        process.wait()
    try:
        told = json.loads(said)
    except ValueError as error:
        last = complained.strip().splitlines()[-1:]
        raise NotMeasuredError(f"{what} ended with {process.returncode}: {' '.join(last)}") from error
    return Started(1000 * (told["painted"] - began), 1000 * (told["typed"] - began), tuple(told["heavy"]))


@cache
def _pairs(quick: bool) -> tuple[tuple[Started, Started], ...]:
    """(bare, program) by turns, after one of each that warms the disk cache and claims the store."""
    if not sys.platform.startswith("linux"):
        raise NotMeasuredError("the program's own folder is not known to be elsewhere")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what in ("bare", "program"):
            cold_start(what, folder)
        pairs = range(_QUICK_PAIRS if quick else _PAIRS)
        return tuple((cold_start("bare", folder), cold_start("program", folder)) for _ in pairs)


def _typed(quick: bool) -> Measured:
    pairs = _pairs(quick)
    bare, program = (median(run[side].typed for run in pairs) for side in (0, 1))
    painted = median(run[1].painted for run in pairs)
    return Measured(program / bare, f"{program:.0f} ms, first paint {painted:.0f}; bare {bare:.0f}; {len(pairs)} pairs")


def _heavy(quick: bool) -> Measured:
    early = {name for _, program in _pairs(quick) for name in program.heavy}
    return Measured(len(early), ", ".join(sorted(early)) or f"none of {len(started.HEAVY)}")


ROWS: Final = (
    Row("start", "x bare window", 1.6, _typed),
    Row("start-imports", "heavy modules", 0, _heavy),
)
