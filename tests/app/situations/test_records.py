"""Contacts and plans in the shared store, the same in an encrypted file and on a PostgreSQL server."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from threading import Thread
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy import text

from app.cpr import CprNumber
from app.errors import BugError, UserError
from app.situations.plan import fold_plans
from app.situations.records import PlanRecords
from app.situations.told import (
    Channel,
    ContactClosed,
    ContactOpened,
    ContactOutcome,
    ItemMoved,
    PlanEvent,
    Standing,
    Started,
    State,
    Told,
)
from app.store.shared import SharedStore
from tests.app.desk import CITIZEN, SPOUSE
from tests.app.situations.desks import LISE, OMAR, MakeDesk
from tests.app.situations.test_plan import BEGAN, CONTACT, PLAN, contact_records, story
from tests.postgres import Database

TABLES = ("contact", "contact_closed", "plan", "plan_event")


def opened(contact: UUID = CONTACT, citizen: CprNumber = CITIZEN) -> ContactOpened:
    return ContactOpened(id=contact, citizen=citizen, at=BEGAN, by=LISE, errand="flytning", channel=Channel.PHONE)


def whole_visit() -> list[Told]:
    closed, begun, _ = contact_records()
    return [begun, *story(), closed]


@pytest.fixture
def records(both: SharedStore) -> PlanRecords:
    return PlanRecords(both)


@pytest.fixture
def filled(records: PlanRecords) -> list[Told]:
    told = whole_visit()
    for record in told:
        records.append(record)
    return told


def test_what_is_told_is_read_as_it_was(records: PlanRecords, filled: list[Told]) -> None:
    found = records.of_citizen(CITIZEN)
    assert sorted(found, key=lambda record: record.id) == sorted(filled, key=lambda record: record.id)
    assert records.of_citizen(SPOUSE) == ()


def test_told_again_it_is_there_once(records: PlanRecords, filled: list[Told]) -> None:
    for record in filled:
        records.append(record)
    assert len(records.of_citizen(CITIZEN)) == len(filled)


def test_another_record_under_the_same_id_is_refused(records: PlanRecords, filled: list[Told]) -> None:
    for record in filled:
        with pytest.raises(UserError, match="shared-conflict"):
            records.append(msgspec.structs.replace(record, at=BEGAN - timedelta(hours=1)))
    assert min(record.at for record in records.of_citizen(CITIZEN)) == BEGAN


def test_how_the_citizen_came_is_kept_where_the_end_corrects_it(records: PlanRecords) -> None:
    contact = UUID(int=5)
    closed = ContactClosed(
        id=uuid4(),
        citizen=CITIZEN,
        at=BEGAN,
        by=LISE,
        contact=contact,
        outcome=ContactOutcome.SETTLED,
        channel=Channel.VIDEO,
    )
    for record in (opened(contact), closed, closed):
        records.append(record)
    assert closed in records.of_citizen(CITIZEN)
    with pytest.raises(UserError, match="shared-conflict"):
        records.append(msgspec.structs.replace(closed, channel=Channel.PHONE))


def test_a_contact_is_closed_once(records: PlanRecords, filled: list[Told]) -> None:
    again = ContactClosed(
        id=uuid4(), citizen=CITIZEN, at=BEGAN, by=LISE, contact=CONTACT, outcome=ContactOutcome.REFERRED
    )
    with pytest.raises(UserError, match="shared-conflict"):
        records.append(again)


def moved(**changes: object) -> PlanEvent:
    event = PlanEvent(
        id=uuid4(),
        citizen=CITIZEN,
        at=BEGAN,
        by=LISE,
        plan=PLAN,
        contact=CONTACT,
        what=ItemMoved(item=uuid4(), to=Standing(State.DONE)),
    )
    return msgspec.structs.replace(event, **changes)


@pytest.mark.parametrize(
    "stray",
    [
        moved(plan=UUID(int=99)),
        moved(contact=UUID(int=99)),
        moved(citizen=SPOUSE),
        moved(contact=UUID(int=3), citizen=SPOUSE),
        moved(contact=UUID(int=3)),
        moved(plan=UUID(int=98), contact=UUID(int=3), what=Started()),
        ContactClosed(
            id=uuid4(), citizen=SPOUSE, at=BEGAN, by=LISE, contact=UUID(int=4), outcome=ContactOutcome.SETTLED
        ),
    ],
)
def test_what_fits_no_contact_or_plan_or_is_another_citizens_is_refused(
    records: PlanRecords, filled: list[Told], stray: Told
) -> None:
    records.append(opened(UUID(int=3), SPOUSE))
    records.append(opened(UUID(int=4)))
    before = len(records.of_citizen(CITIZEN))
    with pytest.raises(UserError, match="shared-refused") as refused:
        records.append(stray)
    assert not any(number.digits in str(refused.value) for number in (CITIZEN, SPOUSE))
    assert len(records.of_citizen(CITIZEN)) == before


def test_a_begun_plan_and_its_event_are_there_together_or_not_at_all(both: SharedStore, records: PlanRecords) -> None:
    records.append(opened())
    event = moved(what=Started(), plan=PLAN)
    records.append(event)
    with pytest.raises(UserError, match="shared-conflict"):
        records.append(msgspec.structs.replace(event, plan=UUID(int=77)))
    with both.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM plan")).scalar() == 1


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "change", ["UPDATE {0} SET citizen = '0000000000'", "DELETE FROM {0}", "INSERT INTO {0} SELECT * FROM {0}"]
)
def test_the_database_itself_refuses_changes(both: SharedStore, filled: list[Told], table: str, change: str) -> None:
    with pytest.raises(UserError, match=r"shared-(refused|denied)"), both.write() as connection:
        connection.execute(text(change.format(table)))


def test_a_number_that_is_none_is_refused(both: SharedStore) -> None:
    row = "INSERT INTO contact (id, citizen, errand, channel, at, by_user, by_name, by_unit, digest) VALUES"
    for citizen in ("070261407", "070261407x"):
        values = f" ('{uuid4().hex}', '{citizen}', '', '', '2026-11-20 13:02:00+00:00', '', '', '', '')"
        with pytest.raises(UserError, match="shared-refused"), both.write() as connection:
            connection.execute(text(row + values))


def test_a_mistake_in_a_statement_is_a_bug_and_quotes_nothing(both: SharedStore) -> None:
    with pytest.raises(BugError) as bug, both.read() as connection:
        connection.execute(text("SELECT nothing FROM contact WHERE citizen = :cpr"), {"cpr": CITIZEN.digits})
    assert CITIZEN.digits not in str(bug.value)
    assert (bug.value.__cause__, bug.value.__suppress_context__) == (None, True)


def test_a_record_of_another_form_asks_for_a_newer_program(both: SharedStore, records: PlanRecords) -> None:
    records.append(opened())
    with both.write() as connection:
        connection.execute(
            text(
                "INSERT INTO contact_closed (id, contact, citizen, outcome, at, by_user, by_name, by_unit, digest)"
                " SELECT id, id, citizen, 'tomorrows', at, by_user, by_name, by_unit, digest FROM contact"
            )
        )
    with pytest.raises(UserError, match="shared-newer"):
        records.of_citizen(CITIZEN)


def test_two_colleagues_at_once_lose_nothing(visit_desk: MakeDesk) -> None:
    lise, omar = visit_desk(LISE), visit_desk(OMAR)
    contact, plan = lise.plan()
    lise.deliver()
    theirs = omar.contact()
    (seen,) = omar.visits.known(CITIZEN).plans
    first, second, _ = (item.id for item in plan.items)
    omar.clock.advance(timedelta(seconds=1))
    for number in range(10):
        omar.visits.move(theirs, seen, first, Standing(State.AWAITS, receiver=f"Udlejer {number}"))
        lise.visits.move(contact, plan, second, Standing(State.DONE))
    threads = [Thread(target=desk.deliver) for desk in (lise, omar)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    shown = [desk.visits.known(CITIZEN).plans for desk in (lise, omar)]
    assert shown[0] == shown[1]
    (merged,) = shown[0]
    assert [item.standing.state for item in merged.items] == [State.AWAITS, State.DONE, State.TO_DO]
    assert [item.moved_by for item in merged.items] == [OMAR, LISE, LISE]
    assert len(merged.history) == 4 + 20


def test_a_desk_killed_after_the_store_took_it_and_before_it_knew_tells_it_again_to_no_effect(
    both: SharedStore, records: PlanRecords, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    at_server = "server" in request.node.name
    place = request.getfixturevalue("database").url("skranke") if at_server else str(tmp_path / "shared")
    command = [sys.executable, "-m", "tests.app.situations.killed_teller", str(tmp_path / "desk"), place]
    killed = 0
    for _ in range(4):
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        killed += done.returncode == -9
        if done.returncode == 0:
            break
    left = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert killed == 2
    assert left == {"queued": 0, "parked": 0}
    found = records.of_citizen(CITIZEN)
    assert len(found) == 2
    assert len(fold_plans(found)) == 1


def test_the_desks_role_reads_and_adds_and_nothing_else(database: Database, cluster: object) -> None:
    records = PlanRecords(database.store())
    for record in whole_visit():
        records.append(record)
    changes = ("DELETE FROM {0}", "TRUNCATE {0}", "DROP TABLE {0}", "UPDATE {0} SET citizen = '0000000000'")
    forged = ("INSERT INTO {0} (received_at) VALUES (now())", "INSERT INTO {0} (received_as) VALUES ('ejer')")
    forbidden = [
        *(change.format(table) for table in TABLES for change in changes),
        *(insert.format(table) for table in TABLES if table != "plan" for insert in forged),
        "UPDATE alembic_version SET version_num = 'x'",
        "CREATE TABLE own (x int)",
        "ALTER TABLE contact DISABLE TRIGGER ALL",
    ]
    for statement in forbidden:
        with database.connect("skranke") as connection, pytest.raises(Exception, match=r"denied|must be owner"):
            connection.execute(statement.encode())
    with database.connect() as connection:
        received = "SELECT DISTINCT received_as, now() - received_at < interval '1 minute' FROM plan_event"
        assert connection.execute(received).fetchall() == [("skranke", True)]


def test_the_owner_of_the_tables_cannot_change_what_was_told_either(database: Database) -> None:
    records = PlanRecords(database.store("ejer"))
    for record in whole_visit():
        records.append(record)
    for table in TABLES:
        for change in ("DELETE FROM {0}", "TRUNCATE {0} CASCADE", "UPDATE {0} SET citizen = '1'"):
            with database.connect() as connection, pytest.raises(Exception, match="append-only"):
                connection.execute(change.format(table).encode())
