"""Files in order while the window is open, and shut with their keys dropped when the desk is locked or left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from adapters.keychain.training import TrainingKeys
from app.access.audit import HEAD, AuditTrail
from app.access.trace import TraceEvent, TraceLine
from app.citizen.port import PersonQuery, RegisterKey
from app.citizen.records import Record, StoredCache
from app.errors import UserError
from app.store.desk import DeskStore
from app.store.outbox import Outbox
from app.sync.upkeep import DeskFiles, Upkeep
from tests.app.desk import CITIZEN, ERRANDS, StandingClock, TableRegister, person


class Premises:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = StandingClock()
        self.keys = TrainingKeys()
        self.running: list[Upkeep] = []

    def upkeep(self) -> Upkeep:
        store = DeskStore(self.folder, self.keys)
        store.open()
        ages = {key: TableRegister(key, self.clock).manifest.ages for key in RegisterKey}
        self.files = DeskFiles(
            store=store,
            keys=self.keys,
            trail=AuditTrail(store.outbox, self.clock),
            cache=StoredCache(store.cache, self.clock, ages, ERRANDS.values()),
            outbox=Outbox(store.outbox, self.clock),
        )
        upkeep = Upkeep(self.files, self.clock)
        self.running.append(upkeep)
        return upkeep

    def trace(self) -> None:
        self.files.trail.write(
            TraceLine(TraceEvent.OPENED, uuid4(), self.clock.now(), "lnord", CITIZEN, "pas", "pasloven", "", ())
        )


@pytest.fixture
def premises(tmp_path: Path) -> Iterator[Premises]:
    made = Premises(tmp_path)
    yield made
    for upkeep in made.running:
        upkeep.stop()


def test_the_head_is_kept_at_the_start_and_when_the_desk_is_locked(premises: Premises) -> None:
    upkeep = premises.upkeep()
    upkeep.start()
    first = premises.keys.read(HEAD)
    premises.trace()
    assert premises.keys.read(HEAD) == first
    upkeep.lock()
    assert first is not None
    assert premises.keys.read(HEAD) not in (None, first)


def test_a_locked_desk_shows_nothing_and_takes_nothing_until_it_is_unlocked(premises: Premises) -> None:
    upkeep = premises.upkeep()
    upkeep.start()
    query = PersonQuery(CITIZEN)
    record = Record(person(CITIZEN), premises.clock.now(), "pas")
    premises.files.cache.put(CITIZEN, RegisterKey.CPR, query, record)
    upkeep.lock()
    assert upkeep.is_locked
    assert premises.files.cache.get(CITIZEN, RegisterKey.CPR, query) is None
    with pytest.raises(UserError, match="trace-unavailable"):
        premises.trace()
    upkeep.unlock()
    premises.trace()
    kept = premises.files.cache.get(CITIZEN, RegisterKey.CPR, query)
    assert kept is not None
    assert kept.value == record.value


def test_nothing_is_opened_on_a_trace_older_than_its_head(premises: Premises) -> None:
    premises.upkeep().start()
    for name in ("outbox.db", "outbox.db-wal"):
        premises.folder.joinpath(f"old-{name}").write_bytes(premises.folder.joinpath(name).read_bytes())
    premises.trace()
    premises.running.pop().stop()
    for name in ("outbox.db", "outbox.db-wal"):
        premises.folder.joinpath(f"old-{name}").replace(premises.folder / name)
    with pytest.raises(UserError, match="trace-older"):
        premises.upkeep().start()


def test_what_is_too_old_goes_at_the_start(premises: Premises) -> None:
    upkeep = premises.upkeep()
    upkeep.start()
    premises.trace()
    premises.files.cache.put(
        CITIZEN, RegisterKey.CPR, PersonQuery(CITIZEN), Record(person(CITIZEN), premises.clock.now(), "pas")
    )
    premises.running.pop().stop()
    premises.clock.advance(timedelta(days=200))
    premises.upkeep()._tidy()
    with premises.files.store.cache.read() as connection:
        assert connection.execute("SELECT count(*) FROM answer").fetchone() == (0,)
    with premises.files.store.outbox.read() as connection:
        lines = [line for (line,) in connection.execute("SELECT line FROM audit")]
    assert not any('"opened"' in line for line in lines)
    assert any('"pruned"' in line for line in lines)
