"""A parent that kills a schema upgrade at each of its steps to the disk, and opens what is left as old and as new.

FOLDER KILLS
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

from app.store.cipher import Key
from app.store.files import CipherFile
from app.store.migrate import steps
from app.store.outbox import Outbox
from app.store.reserve import Reserve
from tests.app.desk import StandingClock
from tests.app.store.desks import entry
from tests.app.store.disk import KILL, NONE, Disk

ROWS = 1100
OLD = steps("outbox")
NEW = (
    *OLD,
    "ALTER TABLE entry ADD COLUMN weight INTEGER NOT NULL DEFAULT 0;\nUPDATE entry SET weight = length(body);",
    "CREATE INDEX entry_weight ON entry (weight, body);\nDROP INDEX entry_settled;",
)
KEY = Key(bytes(range(32)))


def file(folder: Path, schema: tuple[str, ...]) -> CipherFile:
    return CipherFile(folder / "outbox.db", schema, durable=True, reserve=Reserve(folder / "reserve"))


def make(folder: Path) -> None:
    made = file(folder, OLD)
    made.open(KEY)
    with made.write() as connection:
        for number in range(ROWS):
            Outbox(made, StandingClock()).append(entry(number), within=connection)
    made.close()


def upgrade_until(disk: Disk, folder: Path, step: int) -> bool:
    """Whether the upgrade was killed at `step`, counted from 0; False if it has no such step."""
    child = os.fork()
    if not child:
        disk.arm(KILL, step)
        file(folder, NEW).open(KEY)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def look(folder: Path, found: dict[str, int]) -> None:
    with_old = file(folder, OLD)
    try:
        with_old.open(KEY)
        found["old"] += 1
    except Exception as error:  # noqa: BLE001 - whatever it is, the test counts it
        found["new" if str(error).startswith("store-newer") else "neither"] += 1
    with_old.close()
    with_new = file(folder, NEW)
    with_new.open(KEY, must_hold=True)
    with with_new.read() as connection:
        rows, weighed = connection.execute("SELECT count(*), count(*) FILTER (WHERE weight > 0) FROM entry").fetchone()
        (sound,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    found["neither"] += (rows, weighed, sound) != (ROWS, ROWS, "ok")
    with_new.close()


def kill_upgrades(folder: Path, kills: int) -> dict[str, int]:
    disk = Disk(folder)
    template = folder / "template"
    template.mkdir()
    make(template)
    found = {"kills": 0, "old": 0, "new": 0, "neither": 0}
    for step in range(kills):
        desk = folder / "desk"
        shutil.copytree(template, desk)
        killed = upgrade_until(disk, desk, step)
        disk.arm(NONE)
        if killed:
            found["kills"] += 1
            look(desk, found)
        shutil.rmtree(desk)
        if not killed:
            break
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(kill_upgrades(Path(sys.argv[1]), int(sys.argv[2]))))
