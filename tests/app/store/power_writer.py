"""A child that works on an outbox and ends as a power cut would end it; its disk's log goes to a file.

FOLDER LOG durable|careless
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from adapters.keychain.training import TrainingKeys
from app.store.desk import DeskStore
from app.store.outbox import Outbox
from tests.app.desk import StandingClock
from tests.app.store.desks import entry
from tests.app.store.disk import Disk

ENTRIES = 160


def work(folder: Path, log: Path, *, durable: bool) -> None:
    desk = DeskStore(folder, TrainingKeys())
    disk = Disk(folder, os.open(log, os.O_WRONLY | os.O_CREAT))
    desk.open()
    if not durable:
        writer = desk.outbox._writer
        assert writer is not None
        writer.set_authorizer(None)
        writer.execute("PRAGMA synchronous = NORMAL")
    outbox = Outbox(desk.outbox, StandingClock())
    disk.mark(0)
    for number in range(1, ENTRIES + 1):
        outbox.append(entry(number))
        disk.mark(number)
        if number % 7 == 0:
            outbox.delivered(entry(number - 3).id)
            outbox.keep_draft("note", "kladde " * number)
    sys.stdout.write(json.dumps(ENTRIES))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    work(Path(sys.argv[1]), Path(sys.argv[2]), durable=sys.argv[3] == "durable")
