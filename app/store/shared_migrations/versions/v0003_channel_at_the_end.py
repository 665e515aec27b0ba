"""How the citizen came, where that was told wrongly when the contact began: in the record that closes it.

What was told at the beginning stays as it is: nothing is changed. NULL where nobody corrected it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v0003_channel_at_the_end"
down_revision = "v0002_pruning"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contact_closed", sa.Column("channel", sa.Text))
