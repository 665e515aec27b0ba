"""Alembic runs this; `app.store.shared` hands it the connection, already in the transaction of the whole upgrade."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, text

_ONE_AT_A_TIME = 7316091
"""Two offices that upgrade at once take turns: the second finds nothing left to do."""


def run(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
    context.configure(connection=connection, transactional_ddl=True)
    context.run_migrations()


run(context.config.attributes["connection"])
