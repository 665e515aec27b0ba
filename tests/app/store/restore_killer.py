"""A parent that kills a restore before each of its steps in the folder, and sees what the next start finds.

FOLDER. Old is the desk as it was, new the backup: either may be found, whole, and what was there is never gone.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from adapters.keychain.training import TrainingKeys
from app.store.backup import backup
from app.store.desk import DeskStore
from app.store.folder import ORDER, claim_store
from app.store.outbox import Outbox
from app.store.restore import restore
from app.store.shared import SharedStore
from app.store.shared_sources import OwnFile
from tests.app.desk import StandingClock
from tests.app.store.desks import entry
from tests.app.store.test_shared import ADD, COUNT

OLD, NEW = (8, 2), (5, 1)
"""Entries and contacts."""
_STEPS = ("open", "os.rename", "os.remove")


def make(folder: Path, copy: Path, template: Path) -> None:
    """The template is of a desk at work: what it wrote last lies in the logs."""
    claim_store(folder, municipality="0999", training=True)
    desk, shared = DeskStore(folder, TrainingKeys()), SharedStore(OwnFile(folder, TrainingKeys()))
    desk.open()
    for wanted, number in ((NEW, "0001'"), (OLD, "0002'")):
        for each in range(wanted[0]):
            Outbox(desk.outbox, StandingClock()).append(entry(each))
        with shared.write() as connection:
            connection.execute(text(str(ADD).replace("0001'", number)))
        if wanted is NEW:
            backup(desk, copy, shared.copy)
    shutil.copytree(folder, template)
    if not (template / "outbox.db-wal").stat().st_size:
        raise RuntimeError("nothing in the log")
    shared.lock()
    desk.lock()


def killed_at(step: int, folder: Path, work: Callable[[], object]) -> bool:
    """Whether `work` was killed before its `step`th change in `folder`, counted from 0; False if it has none."""
    child = os.fork()
    if not child:
        left = step

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            if (
                event in _STEPS
                and str(arguments[0]).startswith(str(folder))
                and (event != "open" or _writes(arguments))
            ):
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)
                left -= 1

        sys.addaudithook(hook)
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status):
        raise RuntimeError("the restore failed by itself")
    return os.WIFSIGNALED(status)


def _writes(arguments: tuple[object, ...]) -> bool:
    """`open` is told with its path, its mode as text or None, and its flags."""
    return isinstance(arguments[2], int) and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))


def start(folder: Path) -> Path:
    return claim_store(folder, municipality="0999", training=True)


def look(folder: Path) -> tuple[int, int]:
    """What the next start finds."""
    desk, shared = DeskStore(start(folder), TrainingKeys()), SharedStore(OwnFile(folder, TrainingKeys()))
    desk.open()
    with desk.outbox.read() as connection:
        (entries,) = connection.execute("SELECT count(*) FROM entry").fetchone()
    with shared.read() as read:
        contacts = int(read.execute(COUNT).scalar() or 0)
    shared.lock()
    desk.lock()
    return entries, contacts


def aside(folder: Path) -> tuple[int, int]:
    """What was there before, put back by hand."""
    for name in ("outbox", "shared"):
        for ending in ("", "-wal", "-shm"):
            (folder / f"{name}.db{ending}").unlink(missing_ok=True)
            if (folder / f"{name}-1.db{ending}").exists():
                (folder / f"{name}-1.db{ending}").rename(folder / f"{name}.db{ending}")
    return look(folder)


def kill_restores(place: Path) -> dict[str, int]:
    template, copy, desk, ordered = place / "template", place / "copy", place / "desk", place / "ordered"
    make(place / "made", copy, template)
    found = dict.fromkeys(("old", "new", "neither", "again", "lost"), 0)

    def judge(folder: Path) -> None:
        state = look(folder)
        found["old" if state == OLD else "new" if state == NEW else "neither"] += 1
        left = [*folder.glob("*.part"), *folder.glob(ORDER)]
        found["lost"] += state == NEW and (aside(folder) != OLD or bool(left))

    step = 0
    while True:
        shutil.copytree(template, desk)
        killed = killed_at(step, desk, lambda: restore(copy, desk, TrainingKeys()))
        if killed and (desk / ORDER).exists() and not ordered.exists():
            shutil.copytree(desk, ordered)
        judge(desk)
        shutil.rmtree(desk)
        if not killed:
            break
        step += 1
    step = 0
    while True:
        shutil.copytree(ordered, desk)
        killed = killed_at(step, desk, lambda: start(desk))
        found["again"] += killed
        judge(desk)
        shutil.rmtree(desk)
        if not killed:
            return found
        step += 1


if __name__ == "__main__":
    sys.stdout.write(json.dumps(kill_restores(Path(sys.argv[1]).resolve())))
