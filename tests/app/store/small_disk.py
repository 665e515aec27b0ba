"""A desk on a disk of 8 MB that runs full: how much still fits, what is refused, and what comes back.

FOLDER. Mounts the disk there, in a mount namespace that the parent made for this process alone.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path

from adapters.keychain.training import TrainingKeys
from app.errors import UserError
from app.store.desk import DeskStore
from app.store.outbox import Outbox
from app.store.reserve import SIZE
from tests.app.desk import StandingClock
from tests.app.store.desks import Premises, entry


def fill_up(folder: Path) -> Path:
    filler = folder / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    return filler


def until_full(outbox: Outbox, first: int) -> int:
    """Append until the disk takes no more; the number that did not fit."""
    for number in count(first):
        try:
            outbox.append(entry(number, text="x" * 1000))
        except UserError as error:
            if error.code != "store-full":
                raise
            return number
    raise AssertionError


def takes(desk: DeskStore) -> bool:
    """Whether the cache still takes an answer."""
    try:
        with desk.cache.write() as connection:
            connection.execute("INSERT OR REPLACE INTO answer VALUES ('s', 'cpr', '{}', 'e', zeroblob(900), 0, 0)")
    except UserError as error:
        if error.code != "store-full":
            raise
        return False
    return True


def run_full(folder: Path) -> dict[str, object]:
    desk = DeskStore(folder, TrainingKeys())
    desk.open()
    outbox, found = Outbox(desk.outbox, StandingClock()), dict[str, object]()

    def numbers() -> list[int]:
        return [one.id.int for one in outbox.list()]

    outbox.append(entry(0))
    found["short before"] = desk.is_short_of_room
    filler = fill_up(folder)
    outbox.append(entry(1))
    found["short when full"] = desk.is_short_of_room
    found["cache takes when full"] = takes(desk)
    unfit = until_full(outbox, first=2)
    found["fit"] = unfit - 1
    found["kept"] = numbers() == list(range(unfit))
    desk.lock()
    with suppress(UserError):  # with no byte left even the log's index may not fit
        desk.open()
    filler.unlink()
    desk.open()
    found["kept after room"] = numbers() == list(range(unfit))
    outbox.append(entry(unfit))
    found["short after room"] = desk.is_short_of_room
    found["cache takes after room"] = takes(desk)
    found["reserve after room"] = (folder / "reserve").stat().st_size == SIZE
    desk.lock()
    found["in clear"] = Premises(folder).in_clear()
    return found


if __name__ == "__main__":
    logging.disable()  # it warns of the full disk
    place = Path(sys.argv[1])
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(place)], check=True)  # noqa: S607 - by name
    sys.stdout.write(json.dumps(run_full(place)))
