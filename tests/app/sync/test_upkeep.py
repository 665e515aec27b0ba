"""Files in order while the window is open, and shut with their keys dropped when the desk is locked or left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import pytest

from adapters.keychain.training import TrainingKeys
from app.access.audit import HEAD, AuditTrail
from app.access.trace import TraceEvent, TraceLine
from app.citizen.model.income import IncomeStatement
from app.citizen.port import IncomeQuery, PersonQuery, RegisterKey
from app.citizen.records import Record, StoredCache
from app.errors import UserError
from app.store.desk import DeskStore
from app.store.outbox import Outbox
from app.store.shared import shared_store
from app.sync.told import ToldTime
from app.sync.upkeep import DeskFiles, Upkeep
from tests.app.desk import CITIZEN, ERRANDS, StandingClock, TableRegister, person


class Premises:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = StandingClock()
        self.told = ToldTime(self.clock)
        self.keys = TrainingKeys()
        self.months: int | None = 24
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
            shared=shared_store(None, self.folder, self.keys, training=True),
            closed_contact_months=self.months,
        )
        upkeep = Upkeep(self.files, self.clock, self.told.now)
        self.running.append(upkeep)
        return upkeep

    def trace(self) -> None:
        self.files.trail.write(self.line())

    def line(self) -> TraceLine:
        return TraceLine(TraceEvent.OPENED, uuid4(), self.clock.now(), "lnord", CITIZEN, "pas", "pasloven", "", ())

    def events(self) -> list[str]:
        with self.files.store.outbox.read() as connection:
            rows = connection.execute("SELECT json_extract(line, '$.event') FROM audit ORDER BY number").fetchall()
        return [event for (event,) in rows if event]


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


def test_what_lies_in_memory_alone_is_forgotten_with_the_lock(premises: Premises) -> None:
    """Incomes are never on the disk for most errands: after the unlock there is nothing of them."""
    upkeep = premises.upkeep()
    upkeep.start()
    errand = next(errand for errand in ERRANDS.values() if not errand.keeps_income)
    query = IncomeQuery(CITIZEN, date(2026, 1, 1), date(2026, 11, 1), "", errand.legal_basis)
    income = IncomeStatement(query.first_month, query.last_month, ())
    cache = premises.files.cache
    cache.put(CITIZEN, RegisterKey.EINDKOMST, query, Record(income, premises.clock.now(), errand.key))
    assert cache.get(CITIZEN, RegisterKey.EINDKOMST, query) is not None
    upkeep.lock()
    assert cache.get(CITIZEN, RegisterKey.EINDKOMST, query) is None
    upkeep.unlock()
    assert cache.get(CITIZEN, RegisterKey.EINDKOMST, query) is None


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
    premises.told.hear(premises.clock.now())
    premises.upkeep()._round()
    with premises.files.store.cache.read() as connection:
        assert connection.execute("SELECT count(*) FROM answer").fetchone() == (0,)
    assert premises.events() == ["pruned"]


def test_a_clock_years_ahead_deletes_no_line_of_the_trace(premises: Premises) -> None:
    premises.upkeep().start()
    premises.trace()
    premises.running.pop().stop()
    right = premises.clock.now()
    premises.clock.advance(timedelta(days=4 * 365))
    upkeep = premises.upkeep()
    upkeep._round()
    assert premises.events() == ["opened"]
    premises.told.hear(right)
    upkeep._round()
    assert premises.events() == ["opened"]
    premises.clock.advance(timedelta(days=180))
    upkeep._round()
    assert premises.events() == ["opened"]
    premises.clock.advance(timedelta(days=7))
    upkeep._round()
    assert premises.events() == ["pruned"]


def test_somebody_elses_clock_years_ahead_deletes_none_either(premises: Premises) -> None:
    upkeep = premises.upkeep()
    premises.trace()
    premises.told.hear(premises.clock.now() + timedelta(days=4 * 365))
    upkeep._round()
    assert premises.events() == ["opened"]


def test_old_lines_go_as_soon_as_somebody_has_told_the_time_and_then_once_an_hour(premises: Premises) -> None:
    upkeep = premises.upkeep()
    premises.trace()
    premises.clock.advance(timedelta(minutes=30))
    premises.trace()
    premises.clock.advance(timedelta(days=6 * 31, minutes=-29))
    upkeep._round()
    assert premises.events() == ["opened", "opened"]
    premises.told.hear(premises.clock.now())
    upkeep._round()
    assert premises.events() == ["opened", "pruned"]
    premises.clock.advance(timedelta(minutes=59))
    upkeep._round()
    assert premises.events() == ["opened", "pruned"]
    premises.clock.advance(timedelta(minutes=1))
    upkeep._round()
    assert premises.events() == ["pruned", "pruned"]


@pytest.mark.parametrize("months", [24, None])
def test_what_was_typed_in_a_plan_and_never_saved_goes_when_a_closed_contact_would(
    premises: Premises, months: int | None
) -> None:
    premises.months = months
    upkeep = premises.upkeep()
    outbox = premises.files.outbox
    outbox.keep_draft("plan-text 0101010101 flytning", "{}")
    outbox.keep_draft("plan-texts of another kind", "{}")
    premises.clock.advance(timedelta(days=1))
    outbox.keep_draft("plan-text 0101010101 pas", "{}")
    premises.clock.advance(timedelta(days=731))
    upkeep._round()
    assert outbox.draft("plan-text 0101010101 flytning") == "{}", "nobody else has told the time"
    premises.told.hear(premises.clock.now())
    upkeep._round()
    assert (outbox.draft("plan-text 0101010101 flytning") is None) is (months is not None)
    assert outbox.draft("plan-text 0101010101 pas") == "{}", "its last day"
    assert outbox.draft("plan-texts of another kind") == "{}"


def test_a_plan_as_last_known_goes_after_a_week_although_nobody_asks_for_any(premises: Premises) -> None:
    upkeep = premises.upkeep()
    asked = premises.clock.now().isoformat()
    with premises.files.store.cache.write() as connection:
        connection.execute("INSERT INTO visits VALUES ('0101010101', ?, '[]')", (asked,))

    def kept() -> int:
        with premises.files.store.cache.read() as connection:
            return int(connection.execute("SELECT count(*) FROM visits").fetchone()[0])

    premises.clock.advance(timedelta(days=7))
    upkeep._round()
    assert kept() == 1
    premises.clock.advance(timedelta(hours=2))
    upkeep._round()
    assert kept() == 0


def test_a_desk_whose_trace_has_lost_lines_while_locked_stays_locked_however_often_it_is_tried(
    premises: Premises,
) -> None:
    upkeep = premises.upkeep()
    upkeep.start()
    upkeep.lock()
    files = [premises.folder / name for name in ("outbox.db", "outbox.db-wal") if (premises.folder / name).exists()]
    before = {file: file.read_bytes() for file in files}
    upkeep.unlock()
    premises.trace()
    upkeep.lock()
    premises.folder.joinpath("outbox.db-wal").unlink(missing_ok=True)
    for file, content in before.items():
        file.write_bytes(content)
    for _ in range(2):
        with pytest.raises(UserError, match="trace-older"):
            upkeep.unlock()
        assert upkeep.is_locked


def test_a_key_store_that_is_shut_keeps_the_desk_locked_until_it_opens(premises: Premises) -> None:
    upkeep = premises.upkeep()
    upkeep.start()
    upkeep.lock()
    kept = dict(premises.keys._kept)
    premises.keys.delete("outbox")
    with pytest.raises(UserError, match="outbox-key-missing"):
        upkeep.unlock()
    assert upkeep.is_locked
    premises.keys._kept = kept
    upkeep.unlock()
    premises.trace()


def test_a_write_under_way_is_done_before_the_file_is_shut(premises: Premises) -> None:
    upkeep = premises.upkeep()
    upkeep.start()
    began, go_on = Event(), Event()

    def write() -> None:
        with premises.files.store.outbox.write() as connection:
            connection.execute("INSERT INTO draft VALUES ('note', 'halvt', '2026-11-20')")
            began.set()
            go_on.wait(10)

    writer, locker = Thread(target=write), Thread(target=upkeep.lock)
    writer.start()
    began.wait(10)
    locker.start()
    go_on.set()
    for thread in (writer, locker):
        thread.join(10)
    assert upkeep.is_locked
    upkeep.unlock()
    with premises.files.store.outbox.read() as connection:
        assert connection.execute("SELECT body FROM draft").fetchall() == [("halvt",)]


def test_a_damaged_cache_that_cannot_be_removed_does_not_keep_the_outbox_open(premises: Premises) -> None:
    upkeep = premises.upkeep()
    upkeep.start()
    cache = premises.files.store.cache
    cache.is_damaged = True
    cache.path.unlink()
    cache.path.mkdir()
    with pytest.raises(UserError, match="store-unusable"):
        upkeep.lock()
    assert upkeep.is_locked
    cache.path.rmdir()
