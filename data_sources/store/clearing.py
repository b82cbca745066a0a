"""Taking away rows that the database else keeps for ever (migration 0007): only where others come in their place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

# The tables with triggers of ours, as SQL names them; foreign keys are triggers of PostgreSQL's own.
_GUARDED = text(
    "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
)


@contextmanager
def clearing(connection: Connection) -> Iterator[None]:
    """Within this block rows may go that else are kept for ever, such as those of the audit trail. It ends before the
    transaction does, so that nobody else's may.
    """
    if connection.dialect.name == "postgresql":
        guarded = connection.execute(_GUARDED).scalars().all()
        for table in guarded:
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in guarded:
            connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    guards = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    for name, _ in guards:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _, made in guards:
        connection.exec_driver_sql(made)
