"""Kills the whole program again and again, and looks at what each one left behind."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic
from typing import IO

import msgspec

from adapters.keychain.training import TrainingKeys
from app.access.verify import verify_file
from app.store.cipher import Key
from app.store.desk import DeskStore
from app.store.keys import OUTBOX

ROOT = Path(__file__).resolve().parents[2]
_MOST_WORDS = 16
_LONGEST = 0.05
"""A program is let say so many words, and work for so many seconds more, before its end."""
_GIVEN_UP = 60.0


@dataclass(slots=True)
class Found:
    """`starts` are the seconds from each start to the first look-up. `notes` were finished, by the program's word."""

    kills: int = 0
    lines: int = 0
    lost: int = 0
    broken: int = 0
    starts: list[float] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)


def kill_again_and_again(store: Path, endpoints: dict[str, str], people: list[str], *, kills: int, seed: int) -> Found:
    draw, found = Random(seed), Found()  # noqa: S311 - repeatable, nothing secret
    for _ in range(kills):
        moment = draw.randint(0, _MOST_WORDS), draw.uniform(0, _LONGEST)
        said, start = _one_life(store, endpoints, people, moment)
        found.kills += 1
        found.starts.append(start)
        found.notes |= {words[5:] for words in said if words.startswith("note ")}
        found.lines = max([found.lines, *(int(words[5:]) for words in said if words.startswith("line "))])
        _look(store, found)
    return found


def _one_life(
    store: Path, endpoints: dict[str, str], people: list[str], moment: tuple[int, float]
) -> tuple[list[str], float]:
    command = [sys.executable, "-m", "tests.journeys.killable", str(store)]
    command += [msgspec.json.encode(argument).decode() for argument in (endpoints, people)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    born = monotonic()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        said = bytearray()
        while b"ready\n" not in said:
            heard = os.read(program.stdout.fileno(), 4096)
            assert heard, program.stderr.read().decode()
            said += heard
        start = monotonic() - born
        most, seconds = moment
        end = monotonic() + _GIVEN_UP
        while said.count(b"\n") <= most and monotonic() < end and program.poll() is None:
            said += _heard_until(program.stdout, monotonic() + _LONGEST)
        said += _heard_until(program.stdout, monotonic() + seconds)
        program.send_signal(signal.SIGKILL)
        said += program.stdout.read()
    return [words for words in said.decode().split("\n")[:-1] if words], start


def _heard_until(pipe: IO[bytes], end: float) -> bytes:
    heard = b""
    while (left := end - monotonic()) > 0:
        if select.select([pipe], [], [], left)[0]:
            heard += os.read(pipe.fileno(), 4096)
    return heard


def _look(store: Path, found: Found) -> None:
    keys = TrainingKeys()
    key = Key.parse(keys.read(OUTBOX) or "")
    assert key is not None
    report = verify_file(store / "outbox.db", key.raw, None)
    # Training keeps no head; everything else must hold.
    found.broken += not report.where_no_head_is_kept().is_whole
    found.lost += report.last < found.lines
    desk = DeskStore(store, keys)
    desk.open()
    with desk.outbox.read() as connection:
        kept = {entry for (entry,) in connection.execute("SELECT id FROM entry")}
    desk.lock()
    found.missing |= found.notes - kept
