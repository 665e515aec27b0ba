"""A parent that kills its writers at random moments and looks at what each one left behind.

FOLDER KILLS SEED. A writer appends entries, each with an audit line in the same transaction, and says so on a pipe
when it is durable; it begins by sending again what may not have been acknowledged.
"""

from __future__ import annotations

import json
import logging
import os
import random
import select
import signal
import sys
import time
from pathlib import Path
from typing import NoReturn

from adapters.keychain.training import TrainingKeys
from app.store.desk import DeskStore
from app.store.outbox import Outbox
from tests.app.desk import StandingClock
from tests.app.store.desks import entry

LONGEST = 0.05
NUMBER = 8


def write_until_killed(folder: Path, pipe: int) -> NoReturn:
    desk = DeskStore(folder, TrainingKeys())
    desk.open()
    outbox = Outbox(desk.outbox, StandingClock())
    with desk.outbox.read() as connection:
        (number,) = connection.execute("SELECT coalesce(max(number), 1) FROM audit").fetchone()
    while True:
        with desk.outbox.write() as connection:
            outbox.append(entry(number), within=connection)
            connection.execute("INSERT OR IGNORE INTO audit VALUES (?, 'linje', zeroblob(32))", (number,))
        os.write(pipe, number.to_bytes(NUMBER, "big"))
        outbox.delivered(entry(max(1, number - 3)).id)
        number += 1


def last_acknowledged(pipe: int, patience: float, *, at_work: bool) -> int:
    """What the pipe says until the time is up, counted with `at_work` from its first word; more may come before the
    end."""
    last = int.from_bytes(os.read(pipe, NUMBER), "big") if at_work else 0
    until = time.monotonic() + patience
    while (left := until - time.monotonic()) > 0:
        if select.select([pipe], [], [], left)[0]:
            last = int.from_bytes(os.read(pipe, NUMBER), "big")
    return last


def rest(pipe: int, last: int) -> int:
    while number := os.read(pipe, NUMBER):
        last = int.from_bytes(number, "big")
    os.close(pipe)
    return last


def crash(folder: Path, kills: int, seed: int) -> dict[str, float]:
    draw = random.Random(seed)  # noqa: S311 - repeatable, nothing secret
    found = {"kills": 0, "acknowledged": 0, "lost": 0, "doubled": 0, "half": 0, "slowest_start": 0.0}
    logging.disable()  # a first start cut short begins its cache again, and says so; a later one has no reason to
    for number in range(kills):
        reading, writing = os.pipe()
        writer = os.fork()
        if not writer:
            os.close(reading)
            write_until_killed(folder, writing)
        os.close(writing)
        # Every fourth may die while it starts, however slow the machine.
        last = last_acknowledged(reading, draw.uniform(0, LONGEST), at_work=number % 4 > 0)
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        found["kills"] += 1
        found["acknowledged"] = max(found["acknowledged"], rest(reading, last))
        look(folder, found)
        logging.disable(logging.NOTSET)
    return found


def look(folder: Path, found: dict[str, float]) -> None:
    before = time.monotonic()
    desk = DeskStore(folder, TrainingKeys())
    desk.open()
    with desk.outbox.read() as connection:
        found["slowest_start"] = max(found["slowest_start"], time.monotonic() - before)
        entries, ids, lines, newest = connection.execute(
            "SELECT (SELECT count(*) FROM entry), (SELECT count(DISTINCT id) FROM entry), count(*),"
            " coalesce(max(number), 0) FROM audit"
        ).fetchone()
    found["lost"] += newest < found["acknowledged"] or lines < newest
    found["doubled"] += entries - ids
    found["half"] += entries != lines
    desk.lock()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(crash(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
