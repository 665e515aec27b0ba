"""A desk whose disk is full from its nth write on, for every n in turn: at its first start, and at work.

FOLDER TURNS
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import timedelta
from pathlib import Path

from adapters.keychain.training import TrainingKeys
from app.citizen.port import Ages, PersonQuery, RegisterKey
from app.citizen.records import Record, StoredCache
from app.errors import UserError
from app.store.desk import DeskStore
from app.store.outbox import Outbox
from tests.app.desk import CITIZEN, StandingClock, person
from tests.app.store.desks import entry
from tests.app.store.disk import FULL, NONE, Disk

AGES = dict.fromkeys(RegisterKey, Ages(timedelta(1), timedelta(1), timedelta(1)))
MOST = 30


def starts(folder: Path, turns: int, found: dict[str, int]) -> None:
    """The first start on a full disk fails in words or succeeds; with room again the desk starts."""
    for turn in range(turns):
        store = folder / f"start-{turn}"
        store.mkdir()
        disk, desk = Disk(store), DeskStore(store, TrainingKeys())
        disk.arm(FULL, turn)
        try:
            desk.open()
            desk.lock()
        except UserError as error:
            found["told"] += error.code in ("store-full", "store-unusable", "store-read-only")
            found["untold"] += error.code not in ("store-full", "store-unusable", "store-read-only")
        disk.arm(NONE)
        desk.open()
        Outbox(desk.outbox, StandingClock()).append(entry(1))
        desk.lock()


def work(folder: Path, turns: int, found: dict[str, int]) -> None:
    """Appends on a full disk are told and not there; those before are, and reading goes on."""
    disk, desk, clock = Disk(folder), DeskStore(folder, TrainingKeys()), StandingClock()
    desk.open()
    outbox, cache = Outbox(desk.outbox, clock), StoredCache(desk.cache, clock, AGES, ())
    answer = Record(person(), clock.now(), "pas")
    cache.put(CITIZEN, RegisterKey.CPR, PersonQuery(CITIZEN), answer)
    number, kept = 0, set[int]()
    for turn in range(turns):
        disk.arm(FULL, turn)
        for _ in range(MOST):
            number += 1
            cache.put(CITIZEN, RegisterKey.CPR, PersonQuery(CITIZEN), answer)
            try:
                outbox.append(entry(number))
            except UserError as error:
                found["told"] += error.code == "store-full"
                found["untold"] += error.code != "store-full"
                break
            kept.add(number)
        found["lost"] += {one.id.int for one in outbox.list()} != kept
        found["lost"] += cache.get(CITIZEN, RegisterKey.CPR, PersonQuery(CITIZEN)) != answer
        disk.arm(NONE)
        number += 1
        outbox.append(entry(number))
        kept.add(number)
        found["short"] += desk.is_short_of_room
    desk.lock()
    desk.open()
    found["lost"] += {one.id.int for one in outbox.list()} != kept
    with desk.outbox.read() as connection:
        found["unsound"] += connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",)


if __name__ == "__main__":
    logging.disable()  # every turn warns of the full disk
    place, most = Path(sys.argv[1]), int(sys.argv[2])
    tally = {"told": 0, "untold": 0, "lost": 0, "short": 0, "unsound": 0}
    starts(place, most // 2, tally)
    (place / "work").mkdir()
    work(place / "work", most, tally)
    sys.stdout.write(json.dumps(tally))
