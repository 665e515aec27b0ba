"""Contacts and plans in the shared store: appended and read, never changed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

import msgspec
from sqlalchemy import Column, LargeBinary, MetaData, String, Table, Text, Uuid, select
from sqlalchemy.dialects import postgresql, sqlite

from app.access.viewer import Viewer
from app.cpr import CprNumber
from app.errors import UserError
from app.situations.plan import (
    Channel,
    ContactClosed,
    ContactOpened,
    ContactOutcome,
    Happening,
    PlanEvent,
    Started,
    Told,
)
from app.store.columns import Instant
from app.store.shared import SharedStore

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import Connection, RowMapping

_tables = MetaData()


def _table(name: str, *columns: Column[Any]) -> Table:
    written = (
        Column("at", Instant),
        Column("by_user", Text),
        Column("by_name", Text),
        Column("by_unit", Text),
        Column("digest", LargeBinary),
    )
    return Table(name, _tables, Column("id", Uuid), Column("citizen", String(10)), *columns, *written)


_contact = _table("contact", Column("errand", Text), Column("channel", Text))
_closed = _table("contact_closed", Column("contact", Uuid), Column("outcome", Text))
_event = _table("plan_event", Column("plan", Uuid), Column("contact", Uuid), Column("what", Text))
_plan = Table("plan", _tables, Column("id", Uuid), Column("contact", Uuid), Column("citizen", String(10)))

_WHAT: Final = msgspec.json.Decoder(Happening)


class PlanRecords:
    """A `VisitStore` in the shared store."""

    def __init__(self, store: SharedStore) -> None:
        self._store = store

    def append(self, told: Told) -> None:
        with self._store.write() as connection:
            if isinstance(told, PlanEvent) and isinstance(told.what, Started):
                row = {"id": told.plan, "contact": told.contact, "citizen": told.citizen.digits}
                connection.execute(_insert(connection, _plan).values(row))
            table, row = _row(told)
            row["digest"] = hashlib.sha256(msgspec.json.encode(told)).digest()
            added = connection.execute(_insert(connection, table).values(row).returning(table.c.id)).first()
            if added is None and _kept(connection, table, told.id) != row["digest"]:
                raise UserError("shared-conflict")

    def of_citizen(self, citizen: CprNumber) -> tuple[Told, ...]:
        with self._store.read() as connection:
            rows = [
                (read, row)
                for table, read in ((_contact, _opened_of), (_closed, _closed_of), (_event, _event_of))
                for row in connection.execute(select(table).where(table.c.citizen == citizen.digits)).mappings()
            ]
        try:
            return tuple(read(row) for read, row in rows)
        except ValueError as error:  # msgspec's are of this kind too
            raise UserError("shared-newer", detail=type(error).__name__) from None


def _insert(connection: Connection, table: Table) -> Any:
    """What is there already stays as it is, whichever of its unique columns it has."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table).on_conflict_do_nothing()


def _kept(connection: Connection, table: Table, record: UUID) -> bytes | None:
    """Its digest; None if something else stands in its place."""
    return connection.execute(select(table.c.digest).where(table.c.id == record)).scalar()


def _row(told: Told) -> tuple[Table, dict[str, Any]]:
    row: dict[str, Any] = {
        "id": told.id,
        "citizen": told.citizen.digits,
        "at": told.at,
        "by_user": told.by.user,
        "by_name": told.by.name,
        "by_unit": told.by.unit,
    }
    match told:
        case ContactOpened():
            return _contact, row | {"errand": told.errand, "channel": told.channel.value}
        case ContactClosed():
            return _closed, row | {"contact": told.contact, "outcome": told.outcome.value}
        case PlanEvent():
            what = msgspec.json.encode(told.what).decode()
            return _event, row | {"plan": told.plan, "contact": told.contact, "what": what}


def _written(row: RowMapping) -> dict[str, Any]:
    by = Viewer(row["by_user"], row["by_name"], row["by_unit"])
    return {"id": row["id"], "citizen": CprNumber(row["citizen"]), "at": row["at"], "by": by}


def _opened_of(row: RowMapping) -> Told:
    return ContactOpened(errand=row["errand"], channel=Channel(row["channel"]), **_written(row))


def _closed_of(row: RowMapping) -> Told:
    return ContactClosed(contact=row["contact"], outcome=ContactOutcome(row["outcome"]), **_written(row))


def _event_of(row: RowMapping) -> Told:
    return PlanEvent(plan=row["plan"], contact=row["contact"], what=_WHAT.decode(row["what"]), **_written(row))
