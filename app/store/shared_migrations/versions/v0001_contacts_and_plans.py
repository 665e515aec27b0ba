"""Contacts and the plans of visits.

Nothing is changed or deleted: triggers refuse it of everybody, rights (shared_rights.sql) of the desks. That what
is written in one citizen's contact cannot land in another's plan, foreign keys over both see to.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "v0001_contacts_and_plans"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = ("contact", "contact_closed", "plan", "plan_event")


def upgrade() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("citizen", sa.String(10), nullable=False),
        sa.Column("errand", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        *_written(),
        sa.UniqueConstraint("id", "citizen"),
        _ten_digits(),
    )
    op.create_table(
        "contact_closed",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("contact", sa.Uuid, nullable=False, unique=True),
        sa.Column("citizen", sa.String(10), nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        *_written(),
        sa.ForeignKeyConstraint(["contact", "citizen"], ["contact.id", "contact.citizen"]),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("contact", sa.Uuid, nullable=False),
        sa.Column("citizen", sa.String(10), nullable=False),
        sa.ForeignKeyConstraint(["contact", "citizen"], ["contact.id", "contact.citizen"]),
        sa.UniqueConstraint("id", "citizen"),
    )
    op.create_table(
        "plan_event",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("plan", sa.Uuid, nullable=False),
        sa.Column("contact", sa.Uuid, nullable=False),
        sa.Column("citizen", sa.String(10), nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        *_written(),
        sa.ForeignKeyConstraint(["plan", "citizen"], ["plan.id", "plan.citizen"]),
        sa.ForeignKeyConstraint(["contact", "citizen"], ["contact.id", "contact.citizen"]),
    )
    for table in ("contact", "contact_closed", "plan_event"):
        op.create_index(f"{table}_citizen", table, ["citizen"])
    for table in _TABLES:
        _refuse_changes(table)


def _written() -> tuple[sa.Column[object], ...]:
    """Who wrote it and when, by the desk's word, and by the database's own: a desk may not write the last two.

    `digest` is SHA-256 of the record: the same id with other content is no repeat.
    """
    server = op.get_bind().dialect.name == "postgresql"
    now = "now()" if server else "(strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'))"
    return (
        sa.Column("at", Instant, nullable=False),
        sa.Column("by_user", sa.Text, nullable=False),
        sa.Column("by_name", sa.Text, nullable=False),
        sa.Column("by_unit", sa.Text, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("received_at", Instant, nullable=False, server_default=sa.text(now)),
        sa.Column("received_as", sa.Text, nullable=False, server_default=sa.text("session_user" if server else "''")),
    )


def _ten_digits() -> sa.CheckConstraint:
    server = op.get_bind().dialect.name == "postgresql"
    form = "citizen ~ '^[0-9]{10}$'" if server else f"citizen GLOB '{'[0-9]' * 10}'"
    return sa.CheckConstraint(form, name="citizen_is_a_cpr_number")


def _refuse_changes(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'append-only'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'append-only'); END"
        )
