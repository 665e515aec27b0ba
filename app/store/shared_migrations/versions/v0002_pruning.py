"""What was deleted, its time being up: how much, from before when, on what ground and by whom; never of whom.

And the indexes without which a foreign key reads a whole table for each row deleted.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.columns import Instant

revision = "v0002_pruning"
down_revision = "v0001_contacts_and_plans"
branch_labels = None
depends_on = None


def upgrade() -> None:
    server = op.get_bind().dialect.name == "postgresql"
    now = "now()" if server else "(strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'))"
    op.create_table(
        "pruning",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("before", Instant, nullable=False),
        sa.Column("months", sa.Integer, nullable=False),
        sa.Column("ground", sa.Text, nullable=False),
        sa.Column("contacts", sa.Integer, nullable=False),
        sa.Column("plans", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("by_user", sa.Text, nullable=False),
        sa.Column("received_at", Instant, nullable=False, server_default=sa.text(now)),
        sa.Column("received_as", sa.Text, nullable=False, server_default=sa.text("session_user" if server else "''")),
    )
    op.create_index("plan_contact", "plan", ["contact"])
    op.create_index("plan_event_plan", "plan_event", ["plan"])
    op.create_index("plan_event_contact", "plan_event", ["contact"])
    if server:
        op.execute(
            "CREATE TRIGGER pruning_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pruning"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER pruning_no_{change.lower()} BEFORE {change} ON pruning"
            " BEGIN SELECT RAISE(ABORT, 'append-only'); END"
        )
