"""Contacts and plans in the shared store: appended and read, never changed; deleted when their time is up."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table, Text, Uuid, func, select
from sqlalchemy.dialects import postgresql, sqlite

from app.access.viewer import Viewer
from app.cpr import CprNumber
from app.decoding import Decoder, decoder
from app.errors import UserError
from app.situations.plan import first_kept
from app.situations.told import (
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
    from sqlalchemy import ColumnElement, Connection, RowMapping

_tables = MetaData()


def _table(name: str, *columns: Column[Any]) -> Table:
    written = (
        Column("at", Instant),
        Column("by_user", Text),
        Column("by_name", Text),
        Column("by_unit", Text),
        Column("digest", LargeBinary),
        Column("received_at", Instant),
    )
    return Table(name, _tables, Column("id", Uuid), Column("citizen", String(10)), *columns, *written)


_contact = _table("contact", Column("errand", Text), Column("channel", Text))
_closed = _table("contact_closed", Column("contact", Uuid), Column("outcome", Text), Column("channel", Text))
_event = _table("plan_event", Column("plan", Uuid), Column("contact", Uuid), Column("what", Text))
_plan = Table("plan", _tables, Column("id", Uuid), Column("contact", Uuid), Column("citizen", String(10)))
_pruning = Table(
    "pruning",
    _tables,
    Column("id", Uuid),
    Column("before", Instant),
    Column("months", Integer),
    Column("ground", Text),
    Column("contacts", Integer),
    Column("plans", Integer),
    Column("at", Instant),
    Column("by_user", Text),
)

_CITIZENS: Final = 100
"""How many citizens' contacts are deleted in one transaction: nobody can write meanwhile."""
_WHAT: Final[Decoder[Happening]] = decoder(Happening)


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
            channel = None if told.channel is msgspec.UNSET else told.channel.value
            return _closed, row | {"contact": told.contact, "outcome": told.outcome.value, "channel": channel}
        case PlanEvent():
            what = msgspec.json.encode(told.what).decode()
            return _event, row | {"plan": told.plan, "contact": told.contact, "what": what}


def _written(row: RowMapping) -> dict[str, Any]:
    by = Viewer(row["by_user"], row["by_name"], row["by_unit"])
    return {"id": row["id"], "citizen": CprNumber(row["citizen"]), "at": row["at"], "by": by}


def _opened_of(row: RowMapping) -> Told:
    return ContactOpened(errand=row["errand"], channel=Channel(row["channel"]), **_written(row))


def _closed_of(row: RowMapping) -> Told:
    channel = msgspec.UNSET if row["channel"] is None else Channel(row["channel"])
    outcome = ContactOutcome(row["outcome"])
    return ContactClosed(contact=row["contact"], outcome=outcome, channel=channel, **_written(row))


def _event_of(row: RowMapping) -> Told:
    return PlanEvent(plan=row["plan"], contact=row["contact"], what=_WHAT.decode(row["what"]), **_written(row))


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was deleted: what was over `before`. `left_open` were begun before then and closed by nobody; they stay."""

    before: datetime
    contacts: int
    plans: int
    left_open: int


@dataclass(frozen=True, slots=True)
class Pruning:
    """Delete what was over more than `months` ago, on the municipality's `ground`."""

    months: int
    ground: str
    now: datetime
    viewer: Viewer

    def run(self, store: SharedStore) -> Pruned:
        """A hundred citizens at a time, each lot with a line in the store that says so; cut short, it is gone on with.

        By a role that owns the tables: UserError("shared-denied") for any other. Months count back from today, by the
        server's clock where that is behind this computer's.
        """
        with store.read() as connection:
            before = first_kept(min(self.now, _server_time(connection) or self.now), self.months)
        contacts, plans, citizens = 0, 0, self._citizens(store, before, after="")
        while citizens:
            with store.delete(_contact.name, _closed.name, _plan.name, _event.name) as connection:
                over = _over(connection, citizens, before)
                if over.contacts:
                    over.delete(connection)
                    connection.execute(_pruning.insert().values(self._line(before, over)))
            contacts, plans = contacts + len(over.contacts), plans + len(over.plans)
            citizens = self._citizens(store, before, after=citizens[-1])
        with store.read() as connection:
            closed = select(_closed.c.contact)
            waiting = select(func.count()).where(_contact.c.at < before, _contact.c.id.not_in(closed))
            return Pruned(before, contacts, plans, connection.execute(waiting).scalar_one())

    @staticmethod
    def _citizens(store: SharedStore, before: datetime, *, after: str) -> Sequence[str]:
        """The next with something that may be over."""
        old = select(_closed.c.citizen).where(_closed.c.at < before, _closed.c.citizen > after)
        with store.read() as connection:
            return connection.execute(old.distinct().order_by(_closed.c.citizen).limit(_CITIZENS)).scalars().all()

    def _line(self, before: datetime, over: _Over) -> dict[str, Any]:
        return {
            "id": uuid4(),
            "before": before,
            "months": self.months,
            "ground": self.ground,
            "contacts": len(over.contacts),
            "plans": len(over.plans),
            "at": self.now,
            "by_user": self.viewer.user,
        }


@dataclass(frozen=True, slots=True)
class _Over:
    contacts: frozenset[UUID]
    plans: frozenset[UUID]

    def delete(self, connection: Connection) -> None:
        for column, ids in (
            (_event.c.plan, self.plans),
            (_plan.c.id, self.plans),
            (_closed.c.contact, self.contacts),
            (_contact.c.id, self.contacts),
        ):
            connection.execute(column.table.delete().where(column.in_(ids)))


def _over(connection: Connection, citizens: Sequence[str], before: datetime) -> _Over:
    """Contacts that were closed before then, with their plans, where all contacts of a plan were and nothing has been
    told of it since, by the desks' clocks and the store's own. A plan that goes on keeps every contact it was in."""

    def rows(table: Table, *columns: ColumnElement[Any]) -> Sequence[RowMapping]:
        return connection.execute(select(*columns).where(table.c.citizen.in_(citizens))).mappings().all()

    opened = {row["id"] for row in rows(_contact, _contact.c.id)}
    closed = rows(_closed, _closed.c.contact, _closed.c.at, _closed.c.received_at)
    events = rows(_event, _event.c.plan, _event.c.contact, _event.c.at, _event.c.received_at)
    begun = rows(_plan, _plan.c.id.label("plan"), _plan.c.contact)
    kept = opened - {row["contact"] for row in closed if _is_older(row, before)}
    kept |= {row["contact"] for row in events if not _is_older(row, before)}
    links = {(row["plan"], row["contact"]) for row in (*begun, *events)}
    while True:
        alive = {plan for plan, contact in links if contact in kept}
        more = kept | {contact for plan, contact in links if plan in alive}
        if more == kept:
            return _Over(frozenset(opened - kept), frozenset(row["plan"] for row in begun) - alive)
        kept = more


def _is_older(row: RowMapping, before: datetime) -> bool:
    return bool(max(row["at"], row["received_at"]) < before)


def _server_time(connection: Connection) -> datetime | None:
    """None of a file, which has no clock of its own."""
    return connection.execute(select(func.now())).scalar_one() if connection.dialect.name == "postgresql" else None
