"""Who, of the accounts, may enter and approve."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from data_sources.people import EDITOR, Person, may
from data_sources.store.models import AccountRow


def read_editors(connection: Connection) -> list[Person]:
    """The accounts that are enabled and may enter and approve, in the order in which they were made."""
    columns = (AccountRow.username, AccountRow.name, AccountRow.person, AccountRow.role)
    query = select(*columns).where(AccountRow.disabled_at.is_(None)).order_by(AccountRow.id)
    return [Person(*row) for row in connection.execute(query) if may(row.role, EDITOR)]


def read_persons(connection: Connection) -> Mapping[str, str]:
    """The person of each account there is or was, by username."""
    return {row.username: row.person for row in connection.execute(select(AccountRow.username, AccountRow.person))}
