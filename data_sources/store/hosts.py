"""The hosts that a refresh was let in from, out of the log of attempts."""

from __future__ import annotations

from sqlalchemy import Engine, select

from data_sources.store.history import SUCCESS
from data_sources.store.models import AttemptRow


def accepted_hosts(engine: Engine) -> set[str]:
    """The hosts of all successful attempts, also of those that brought no load. Found in the database, since attempts
    only ever grow in number.
    """
    query = select(AttemptRow.host).where(AttemptRow.outcome.in_(SUCCESS)).distinct()
    with engine.begin() as connection:
        return set(connection.execute(query).scalars())
