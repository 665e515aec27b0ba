"""A parent that serves the archive and kills the desks that write to it, at each step and at random moments.

FOLDER KILLS SEED. A desk writes a note, says on a pipe that it is finished, and delivers what is due. The parent kills
it when a request has come in, when it has been done and not answered, or some milliseconds after its start.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import NoReturn
from uuid import UUID, uuid4

from adapters.archive.filing import ArchiveFiling
from adapters.keychain.training import TrainingKeys
from adapters.training.wire import Request, Response
from adapters.transport import Transport
from app.access.viewer import Viewer
from app.cases.notes import NOTE, Draft, Notes, file_entry
from app.clock import SystemClock
from app.store.desk import DeskStore
from app.store.outbox import Outbox
from app.sync.deliver import Delivery
from tests.adapters.archive import quay
from tests.adapters.archive.loopback import serving

CASES = (UUID(quay.PENSION), UUID(quay.MOVE))
MOMENTS = [(method, done) for method in ("GET", "PUT", "PATCH") for done in (False, True)]
LONGEST = 0.12
BORN, FINISHED, DEAD = b"b", b"f", b"d"
"""What is said on the pipe, each with sixteen bytes: a desk's process, a finished note, nothing."""
WORD = 17


def desk(folder: Path, url: str) -> tuple[DeskStore, Notes, Delivery]:
    clock = SystemClock()
    store = DeskStore(folder, TrainingKeys())
    store.open()
    outbox = Outbox(store.outbox, clock, chance=lambda: 0.0)
    filing = ArchiveFiling(Transport(clock=clock), base_url=url, clock=clock, user="lnord")
    delivery = Delivery(outbox, {NOTE: lambda body: file_entry(filing, body)}, clock, chance=lambda: -1.0)
    viewer = Viewer("lnord", "Lise Nord", "Borgerservice")
    return store, Notes(store.outbox, outbox, clock, viewer, delivery.wake), delivery


def write_until_killed(folder: Path, url: str, pipe: int) -> NoReturn:
    _, notes, delivery = desk(folder, url)
    delivery.deliver_due()
    while True:
        for case in CASES:
            note = uuid4()
            notes.finish(Draft(note, case, "", quay.ANNA, "Samtale", f"Ringede {note}"))
            os.write(pipe, FINISHED + note.bytes)
            delivery.deliver_due()


class Killer:
    """Answers for the archive, and kills the desk at the moment it has been told."""

    def __init__(self, archive: quay.Archive) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._desk = 0
        self._at = ("", False)
        self._left = 0

    def aim(self, desk: int, method: str, *, done: bool, number: int) -> None:
        """At the `number`-th request with `method`, before it is done or after."""
        with self._lock:
            self._desk, self._at, self._left = desk, (method, done), number

    def answer(self, request: Request) -> Response | None:
        method, done = self._at
        with self._lock:
            self._left -= request.method == method
            now = request.method == method and self._left == 0
        said = self._archive.answer(request) if done or not now else None
        if now:
            os.kill(self._desk, signal.SIGKILL)
        return None if now else said


def forks(folder: Path, orders: int, answers: int) -> NoReturn:
    """Forks a desk for every address that it reads: a process of one thread can, the one that serves cannot."""
    with os.fdopen(orders) as lines:
        for url in lines:
            writer = os.fork()
            if not writer:
                write_until_killed(folder, url.strip(), answers)
            os.write(answers, BORN + writer.to_bytes(WORD - 1, "big"))
            os.waitpid(writer, 0)
            os.write(answers, DEAD + bytes(WORD - 1))
    os._exit(0)


def crash(folder: Path, kills: int, seed: int) -> dict[str, int]:
    draw = random.Random(seed)  # noqa: S311 - repeatable, nothing secret
    orders, ordered = os.pipe()
    answers, answered = os.pipe()
    if not os.fork():
        os.close(ordered)
        os.close(answers)
        forks(folder, orders, answered)
    os.close(orders)
    os.close(answered)
    archive = quay.Archive()
    killer = Killer(archive)
    finished: list[UUID] = []
    with serving(killer.answer) as url:
        for number in range(kills):
            os.write(ordered, f"{url}\n".encode())
            finished += one_desk(answers, killer, draw, number)
        os.close(ordered)
        store, _, delivery = desk(folder, url)
        delivery.deliver_due()
        unsent = delivery.unsent
        store.lock()
    entered = Counter(UUID(post["uuid"]) for case in CASES for post in archive.town.filed.journal(str(case)))
    return {
        "kills": kills,
        "finished": len(finished),
        "lost": len(set(finished) - entered.keys()),
        "doubled": sum(count - 1 for count in entered.values()),
        "without_document": sum(archive.town.filed.document(str(note)) is None for note in entered),
        "unsent": unsent.queued + unsent.parked,
    }


def one_desk(answers: int, killer: Killer, draw: random.Random, number: int) -> list[UUID]:
    """What the desk said to be finished between its start and its end."""
    said: list[UUID] = []
    while (word := os.read(answers, WORD))[:1] != DEAD:
        if len(word) < WORD:
            raise EOFError("whoever forks the desks is gone")
        if word[:1] == FINISHED:
            said.append(UUID(bytes=word[1:]))
        elif number % 4 == 3:
            writer = int.from_bytes(word[1:], "big")
            threading.Timer(draw.uniform(0, LONGEST), os.kill, (writer, signal.SIGKILL)).start()
        else:
            method, done = MOMENTS[(number - number // 4) % len(MOMENTS)]
            killer.aim(int.from_bytes(word[1:], "big"), method, done=done, number=draw.randint(1, 4))
    return said


if __name__ == "__main__":
    sys.stdout.write(json.dumps(crash(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
