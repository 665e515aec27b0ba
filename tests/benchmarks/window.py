"""The real window, in processes of its own: the event loop's longest pauses, and memory that must not grow."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from array import array
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Any, Final

from tests.benchmarks.fjordby import ROOT
from tests.benchmarks.row import Measured, NotMeasuredError, Row

_LONGEST: Final = 300.0
_ROUNDS: Final = 3
"""Journeys whose median counts: a machine shared with others stops everybody now and then, the bare process too."""


@dataclass(frozen=True, slots=True)
class _Pulse:
    """Sorted gaps between heartbeats, in milliseconds."""

    window: array[float]
    bare: array[float]

    def above_bare(self, part: float) -> float:
        return _share(self.window, part) - _share(self.bare, part)


@cache
def _pulses() -> tuple[_Pulse, ...]:
    return tuple(_pulse() for _ in range(_ROUNDS))


def _pulse() -> _Pulse:
    said = _child("tests.benchmarks.journey")
    if said["error"]:
        raise NotMeasuredError(said["error"])
    return _Pulse(array("d", sorted(said["gaps"])), array("d", sorted(said["bare"])))


def _child(module: str, *arguments: str) -> Any:
    command = [sys.executable, "-m", module, *arguments]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=_LONGEST)
    except subprocess.TimeoutExpired as error:
        raise NotMeasuredError(f"{module} did not end") from error
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:]
        raise NotMeasuredError(f"{module} ended with {done.returncode}: {' '.join(last)}")
    return json.loads(done.stdout)


def _share(gaps: array[float], part: float) -> float:
    """The gap that `part` of all gaps do not exceed."""
    return gaps[min(len(gaps) - 1, int(len(gaps) * part))]


def _gap(part: float) -> Measured:
    rounds = _pulses()
    said = "; ".join(f"{_share(pulse.window, part):.1f} ms, bare {_share(pulse.bare, part):.1f}" for pulse in rounds)
    return Measured(median(pulse.above_bare(part) for pulse in rounds), said)


def _rare_gap(_quick: bool) -> Measured:
    return _gap(0.999)


def _longest_gap(_quick: bool) -> Measured:
    return _gap(1)


def _growth(quick: bool) -> Measured:
    """From the level after 20, in percent; less is none."""
    if not sys.platform.startswith("linux"):
        raise NotMeasuredError("resident memory is read from /proc")
    flags = ("--quick",) if quick else ()
    levels = {int(count): float(level) for count, level in _child("tests.benchmarks.opened", *flags).items()}
    first, last = levels[min(levels)], levels[max(levels)]
    note = f"{first:.1f} MB after {min(levels)}, {last:.1f} after {max(levels)}, at most {max(levels.values()):.1f}"
    return Measured(100 * (last / first - 1), note)


ROWS: Final = (
    Row("event-loop-gap-p999", "ms above bare", 16, _rare_gap),
    Row("event-loop-gap-max", "ms above bare", 50, _longest_gap),
    Row("memory-200-citizens", "% over 20", 5, _growth),
)
