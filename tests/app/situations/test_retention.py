"""What is over and whose time is up is deleted, with a line that says so, and nothing else; the same in both databases.

Everything is told as if it had been received when it was told, and deleted as of TODAY unless a test says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from app.cpr import CprNumber
from app.errors import UserError
from app.situations.records import PlanRecords, Pruned, Pruning
from app.situations.told import Channel, ContactClosed, ContactOpened, ContactOutcome, NoteAdded, PlanEvent, Started
from app.store.shared import SharedStore
from tests.app.desk import CHILD, CITIZEN, SPOUSE
from tests.app.situations.desks import LISE, shared_file
from tests.postgres import OWNER, Database

TABLES = ("contact", "contact_closed", "plan", "plan_event")
TODAY = datetime(2025, 11, 20, 13, 2, tzinfo=UTC)
"""Behind the server's clock, which nobody sets: whichever is behind is gone by."""
BEFORE = datetime(2023, 11, 19, 23, tzinfo=UTC)
"""The beginning of a Danish day, 24 months back."""
OLD, NEW = BEFORE - timedelta(days=100), BEFORE + timedelta(days=100)
RULE = Pruning(24, "Kommunens bevaringsplan, pkt. 4", TODAY, LISE)
AS_TOLD = "UPDATE {0} SET received_at = at"
EVERY, DELETE = "SELECT 1 FROM {0}", "DELETE FROM {0}"


@dataclass(frozen=True, slots=True)
class Shared:
    """One store. `desk` as a caseworker's program has it, `owner` as who owns the tables has it."""

    desk: SharedStore
    owner: SharedStore

    @property
    def at_server(self) -> bool:
        with self.owner.read() as connection:
            return connection.dialect.name == "postgresql"

    def contact(self, opened: datetime, closed: datetime | None = None, citizen: CprNumber = CITIZEN) -> UUID:
        contact, records = uuid4(), PlanRecords(self.desk)
        channel, outcome = Channel.COUNTER, ContactOutcome.SETTLED
        records.append(ContactOpened(id=contact, citizen=citizen, at=opened, by=LISE, errand="pas", channel=channel))
        if closed is not None:
            closing = uuid4()
            records.append(
                ContactClosed(id=closing, citizen=citizen, at=closed, by=LISE, contact=contact, outcome=outcome)
            )
        return contact

    def plan(self, *steps: tuple[UUID, datetime], citizen: CprNumber = CITIZEN) -> UUID:
        """Begun at the first step, gone on with at the others."""
        plan = uuid4()
        for number, (contact, at) in enumerate(steps):
            what = NoteAdded(text="Ringet") if number else Started()
            told = PlanEvent(id=uuid4(), citizen=citizen, at=at, by=LISE, plan=plan, contact=contact, what=what)
            PlanRecords(self.desk).append(told)
        return plan

    def change(self, statement: str, *tables: str) -> None:
        """Behind the store's back, where no trigger holds anybody."""
        with self.owner.write() as connection:
            for table in tables:
                if self.at_server:
                    connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
                    connection.exec_driver_sql(statement.format(table))
                    connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
                else:
                    made = connection.execute(
                        text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": f"{table}_no_update"}
                    ).scalar_one()
                    connection.exec_driver_sql(f"DROP TRIGGER {table}_no_update")
                    connection.exec_driver_sql(statement.format(table))
                    connection.exec_driver_sql(made)

    def prune(self, rule: Pruning = RULE) -> Pruned:
        self.change(AS_TOLD, "contact", "contact_closed", "plan_event")
        return rule.run(self.owner)

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        with self.owner.read() as connection:
            return [tuple(row) for row in connection.execute(text(statement))]

    def counts(self) -> dict[str, int]:
        return {table: len(self.rows(EVERY.format(table))) for table in TABLES}

    def contacts(self) -> set[UUID]:
        with self.owner.read() as connection:
            return {UUID(str(found)) for (found,) in connection.execute(text("SELECT id FROM contact"))}


@pytest.fixture(params=["file", "server"])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shared]:
    if request.param == "file":
        store = shared_file(tmp_path)
        yield Shared(store, store)
        store.lock()
    else:
        database: Database = request.getfixturevalue("database")
        yield Shared(database.store(), database.store(OWNER))


def test_a_contact_that_is_over_goes_with_its_plan_and_a_later_one_stays(shared: Shared) -> None:
    gone, stays = shared.contact(OLD, OLD + timedelta(hours=1)), shared.contact(NEW, NEW + timedelta(hours=1))
    shared.plan((gone, OLD), (gone, OLD + timedelta(minutes=5)))
    plan = shared.plan((stays, NEW))
    assert shared.prune() == Pruned(BEFORE, 1, 1, 0)
    assert shared.counts() == {"contact": 1, "contact_closed": 1, "plan": 1, "plan_event": 1}
    told = PlanRecords(shared.desk).of_citizen(CITIZEN)
    assert {getattr(record, "plan", plan) for record in told} == {plan}
    assert shared.contacts() == {stays}
    assert shared.prune() == Pruned(BEFORE, 0, 0, 0), "a second time there is nothing left"


def test_the_day_it_was_closed_decides_to_the_moment(shared: Shared) -> None:
    shared.contact(OLD, BEFORE - timedelta(milliseconds=1))
    stays = shared.contact(OLD, BEFORE)
    assert shared.prune().contacts == 1
    assert shared.contacts() == {stays}


def test_what_nobody_has_closed_stays_and_is_counted(shared: Shared) -> None:
    waiting = shared.contact(OLD)
    shared.plan((waiting, OLD))
    shared.contact(NEW)
    assert shared.prune() == Pruned(BEFORE, 0, 0, 1)
    assert shared.counts()["plan_event"] == 1


def test_a_plan_that_goes_on_keeps_every_contact_it_was_in(shared: Shared) -> None:
    """Two plans hang together by the contact in their middle; the newest contact is what keeps the oldest."""
    first, second = (shared.contact(OLD, OLD + timedelta(hours=1)) for _ in range(2))
    third = shared.contact(NEW)
    shared.plan((first, OLD), (second, OLD))
    shared.plan((second, OLD), (third, NEW))
    alone = shared.contact(OLD, OLD)
    assert shared.prune().contacts == 1
    assert shared.contacts() == {first, second, third}
    assert alone not in shared.contacts()


def test_what_was_told_of_a_plan_after_its_contact_was_closed_keeps_it(shared: Shared) -> None:
    contact = shared.contact(OLD, OLD + timedelta(hours=1))
    shared.plan((contact, OLD), (contact, NEW))
    assert shared.prune() == Pruned(BEFORE, 0, 0, 0)


@pytest.mark.parametrize("table", ["contact_closed", "plan_event"])
@pytest.mark.parametrize("late", ["at", "received_at"])
def test_neither_a_desks_clock_nor_the_stores_alone_makes_it_old(shared: Shared, table: str, late: str) -> None:
    contact = shared.contact(OLD, OLD + timedelta(hours=1))
    shared.plan((contact, OLD))
    shared.change(AS_TOLD, "contact", "contact_closed", "plan_event")
    shared.change("UPDATE {0} SET LATE = 'WHEN'".replace("LATE", late).replace("WHEN", f"{NEW:%F %T+00:00}"), table)
    assert RULE.run(shared.owner).contacts == 0
    assert shared.contacts() == {contact}


def test_a_clock_that_is_years_ahead_deletes_nothing_at_a_server(shared: Shared) -> None:
    today = datetime.now(UTC)  # the server's clock is nobody's to set
    shared.contact(today, today)
    found = shared.prune(replace(RULE, now=today + timedelta(days=3650)))
    assert found.contacts == (0 if shared.at_server else 1), "a file has no clock but this computer's"


def test_each_lot_has_its_line_which_names_no_citizen(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.situations.records._CITIZENS", 1)
    people = (CITIZEN, SPOUSE, CHILD)
    for citizen in people:
        contact = shared.contact(OLD, OLD, citizen)
        shared.plan((contact, OLD), citizen=citizen)
    shared.contact(NEW, NEW, SPOUSE)
    assert shared.prune() == Pruned(BEFORE, 3, 3, 0)
    lines = shared.rows("SELECT contacts, plans, months, ground, by_user FROM pruning")
    assert lines == [(1, 1, 24, RULE.ground, LISE.user)] * 3
    everything = str(shared.rows("SELECT * FROM pruning"))
    assert not any(citizen.digits in everything for citizen in people)
    assert shared.counts()["contact"] == 1


def test_cut_short_it_has_done_whole_lots_and_is_gone_on_with(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.situations.records._CITIZENS", 1)
    for citizen in (CITIZEN, SPOUSE, CHILD):
        shared.plan((shared.contact(OLD, OLD, citizen), OLD), citizen=citizen)
    lots, line = list[int](), Pruning._line

    def second_fails(self: Pruning, before: datetime, over: object) -> dict[str, object]:
        lots.append(1)
        if len(lots) == 2:
            raise UserError("stop")
        return line(self, before, over)  # type: ignore[arg-type] # handed on as it came

    monkeypatch.setattr(Pruning, "_line", second_fails)
    with pytest.raises(UserError, match="stop"):
        shared.prune()
    assert shared.counts() == dict.fromkeys(TABLES, 2)
    assert len(shared.rows("SELECT 1 FROM pruning")) == 1
    refused(shared)
    assert RULE.run(shared.owner).contacts == 2
    assert shared.counts() == dict.fromkeys(TABLES, 0)


def refused(shared: Shared) -> None:
    """What refuses changes stands, for the owner too."""
    for table in (*TABLES, "pruning"):
        for change in ("DELETE FROM {0}", "UPDATE {0} SET id = id"):
            with pytest.raises(UserError, match="shared-refused"), shared.owner.write() as connection:
                connection.execute(text(change.format(table)))


def test_what_refuses_changes_is_back_whether_it_went_well_or_not(shared: Shared) -> None:
    shared.plan((shared.contact(NEW, NEW), NEW))
    shared.plan((shared.contact(OLD, OLD), OLD))
    shared.prune()
    refused(shared)

    def delete_all_and_fail() -> None:
        with shared.owner.delete(*TABLES) as connection:
            for table in reversed(TABLES):
                connection.execute(text(DELETE.format(table)))
            raise UserError("stop")

    with pytest.raises(UserError, match="stop"):
        delete_all_and_fail()
    assert shared.counts() == dict.fromkeys(TABLES, 1)
    refused(shared)


def test_a_table_that_is_not_named_cannot_be_deleted_from(shared: Shared) -> None:
    shared.plan((shared.contact(OLD, OLD), OLD))

    def delete_too_much() -> None:
        with shared.owner.delete("plan_event") as connection:
            connection.execute(text("DELETE FROM plan_event"))
            connection.execute(text("DELETE FROM plan"))

    with pytest.raises(UserError, match="shared-refused"):
        delete_too_much()
    assert shared.counts()["plan_event"] == 1


def test_who_writes_meanwhile_waits_and_loses_nothing(shared: Shared) -> None:
    shared.contact(OLD, OLD)
    shared.change(AS_TOLD, "contact", "contact_closed", "plan_event")
    with shared.desk.read():
        pass  # open, so that the writer waits for the deletion alone
    writer = Thread(target=shared.contact, args=(NEW,))
    with shared.owner.delete(*TABLES) as connection:
        writer.start()
        writer.join(0.2)
        assert writer.is_alive()
        for table in ("contact_closed", "contact"):
            connection.execute(text(DELETE.format(table)))
    writer.join(20)
    assert shared.counts() == {"contact": 1, "contact_closed": 0, "plan": 0, "plan_event": 0}


def test_a_desks_role_deletes_nothing(database: Database) -> None:
    shared = Shared(database.store(), database.store(OWNER))
    shared.plan((shared.contact(OLD, OLD), OLD))
    shared.change(AS_TOLD, "contact", "contact_closed", "plan_event")
    with pytest.raises(UserError, match="shared-denied"):
        RULE.run(shared.desk)
    assert shared.counts() == dict.fromkeys(TABLES, 1)
    for change in ("SELECT * FROM pruning", "DELETE FROM pruning", "INSERT INTO pruning (contacts) VALUES (1)"):
        with pytest.raises(UserError, match="shared-denied"), shared.desk.write() as connection:
            connection.execute(text(change))
