"""Power cuts: disks as they may look afterwards, made from what the real library wrote and made durable.

The model: what was synced is there. Of what was not, any part may be, in any order, torn at 512 bytes. The file
system keeps lengths and names in order (a journal). A disk that lies about its sync is outside it.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from adapters.keychain.training import TrainingKeys
from app.errors import UserError
from app.store.cipher import Key
from app.store.files import CipherFile
from app.store.migrate import steps
from app.store.reserve import Reserve
from tests.app.store.disk import run

IMAGES = 3000
MUTANTS = 400
HEAD = struct.Struct("=c31sQII")
SECTOR = 512
FILES = ("outbox.db", "outbox.db-wal")


@dataclass(frozen=True, slots=True)
class Step:
    """W(rite), T(runcate), S(ync) or M(ark) as `shim.c` logs them."""

    what: str
    file: str
    at: int
    data: bytes


@dataclass(slots=True)
class File:
    """What is surely on the disk, and the steps since that may be."""

    durable: bytearray = field(default_factory=bytearray)
    loose: list[Step] = field(default_factory=list)

    def take(self, step: Step) -> None:
        if step.what != "S":
            self.loose.append(step)
            return
        for each in self.loose:
            apply(self.durable, each)
        self.loose.clear()

    def after(self, draw: random.Random, manner: str) -> bytes:
        """The file after the cut: which of the loose steps reached the disk is drawn."""
        image = bytearray(self.durable)
        loose = self.loose
        if manner == "prefix":
            loose = loose[: draw.randint(0, len(loose))]
        for step in loose:
            if step.what == "T" or manner == "prefix" or (manner == "subset" and draw.random() < 0.5):
                apply(image, step)
            elif manner == "torn":
                torn(image, step, draw)
            else:
                grow(image, step)
        return bytes(image)


def apply(image: bytearray, step: Step) -> None:
    if step.what == "T":
        del image[step.at :]
        image.extend(bytes(step.at - len(image)))
    else:
        grow(image, step)
        image[step.at : step.at + len(step.data)] = step.data


def grow(image: bytearray, step: Step) -> None:
    """The length came through, the content did not."""
    image.extend(bytes(max(0, step.at + len(step.data) - len(image))))


def torn(image: bytearray, step: Step, draw: random.Random) -> None:
    grow(image, step)
    for start in range(0, len(step.data), SECTOR):
        if draw.random() < 0.7:
            piece = step.data[start : start + SECTOR]
            image[step.at + start : step.at + start + len(piece)] = piece


def logged(log: Path) -> Iterator[Step]:
    content = log.read_bytes()
    place = 0
    while place < len(content):
        what, name, at, length, _ = HEAD.unpack_from(content, place)
        place += HEAD.size
        yield Step(what.decode(), name.rstrip(b"\0").decode(), at, content[place : place + length])
        place += length


@dataclass(slots=True)
class Verdict:
    images: int = 0
    lost: int = 0
    unopenable: int = 0
    torn_rows: int = 0


def images(log: Path, room: Path, count: int, seed: int) -> Verdict:
    """Cut the power at `count` places of `log`, open what is left with the program's own code, and look."""
    history = [step for step in logged(log) if step.what == "M" or step.file in FILES]
    start = next(place for place, step in enumerate(history) if step.what == "M")
    draw = random.Random(seed)  # noqa: S311 - repeatable, nothing secret
    cuts = sorted(draw.randrange(start, len(history)) for _ in range(count))
    files = {name: File() for name in FILES}
    verdict, acknowledged, place = Verdict(), 0, 0
    for cut in cuts:
        for step in history[place : cut + 1]:
            if step.what == "M":
                acknowledged = step.at
            else:
                files[step.file].take(step)
        place = cut + 1
        manner = draw.choice(("dropped", "prefix", "subset", "torn"))
        for name, file in files.items():
            (room / name).write_bytes(file.after(draw, manner))
        (room / "outbox.db-shm").unlink(missing_ok=True)
        look(room, acknowledged, verdict)
    return verdict


def look(room: Path, acknowledged: int, verdict: Verdict) -> None:
    verdict.images += 1
    key = Key.parse(TrainingKeys().read("outbox"))
    assert key is not None
    file = CipherFile(room / "outbox.db", steps("outbox"), durable=True, reserve=Reserve(room / "reserve"))
    try:
        file.open(key, must_hold=True)
        with file.read() as connection:
            rows = [int(number[0][-12:], 16) for number in connection.execute("SELECT id FROM entry ORDER BY number")]
            (sound,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except UserError:
        verdict.unopenable += 1
    else:
        verdict.unopenable += sound != "ok"
        verdict.lost += len(rows) < acknowledged
        verdict.torn_rows += rows != list(range(1, len(rows) + 1))
    finally:
        file.close()


def history(tmp_path: Path, shim: Path, manner: str) -> Path:
    folder, log = tmp_path / "store", tmp_path / "log"
    folder.mkdir()
    run("power_writer", folder, log, manner, shim=shim)
    return log


def test_no_power_cut_loses_what_was_acknowledged(tmp_path: Path, memory: Path, shim: Path) -> None:
    assert images(history(tmp_path, shim, "durable"), memory, IMAGES, seed=1) == Verdict(images=IMAGES)


def test_without_the_sync_of_every_commit_rows_would_be_lost(tmp_path: Path, memory: Path, shim: Path) -> None:
    verdict = images(history(tmp_path, shim, "careless"), memory, MUTANTS, seed=1)
    assert verdict.lost > MUTANTS // 20
    assert (verdict.unopenable, verdict.torn_rows) == (0, 0)
