"""Who is logged in: sessions by the hash of what a browser shows. Never in a backup, and gone with their account's end.

A session ends by itself an hour after its last sign of life, and twelve hours after it began, whatever happens.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from data_sources.people import Person
from data_sources.store.models import AccountRow, SessionRow

SILENCE, LONGEST = timedelta(minutes=60), timedelta(hours=12)
# A sign of life is written at most this often.
SEEN_EVERY = timedelta(minutes=1)
# Clocks of machines that share a store may differ this much. A session from further ahead was begun by a wrong clock,
# and would else last for as much longer.
_SKEW = timedelta(minutes=10)


@dataclass(frozen=True)
class Session:
    """Somebody who is logged in. ``seen_at``: the last sign of life that was written."""

    account_id: int
    person: Person
    created_at: datetime
    seen_at: datetime


def find_session(connection: Connection, token_hash: str, *, at: datetime) -> Session | None:
    """The session of a token as it holds at a moment; None for none, one that ended, and one of a disabled account."""
    session, account = SessionRow, AccountRow
    query = (
        select(
            session.account_id, session.created_at, session.seen_at, account.username, account.name, account.person,
            account.role,
        )
        .join(account, account.id == session.account_id)
        .where(session.token_hash == token_hash, account.disabled_at.is_(None), _holds(at))
    )  # fmt: skip
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    person = Person(username=row.username, name=row.name, person=row.person, role=row.role)
    return Session(row.account_id, person, row.created_at, row.seen_at)


def add_session(connection: Connection, token_hash: str, account_id: int, *, at: datetime) -> None:
    """Begin a session; those of anybody that have ended by themselves are removed on the way."""
    connection.execute(delete(SessionRow).where(~_holds(at)))
    row = {
        "token_hash": token_hash, "account_id": account_id, "created_at": at, "seen_at": at, "expires_at": at + LONGEST,
    }  # fmt: skip
    connection.execute(insert(SessionRow), [row])


def mark_seen(connection: Connection, token_hash: str, *, at: datetime) -> None:
    """Write a sign of life, unless a later one was written meanwhile."""
    this = update(SessionRow).where(SessionRow.token_hash == token_hash, SessionRow.seen_at < at)
    connection.execute(this.values(seen_at=at))


def end_session(connection: Connection, token_hash: str) -> None:
    connection.execute(delete(SessionRow).where(SessionRow.token_hash == token_hash))


def end_sessions(connection: Connection, account_id: int) -> None:
    """End all sessions of an account, wherever they are."""
    connection.execute(delete(SessionRow).where(SessionRow.account_id == account_id))


def _holds(at: datetime) -> ColumnElement[bool]:
    session = SessionRow
    return and_(session.expires_at > at, session.seen_at > at - SILENCE, session.seen_at <= at + _SKEW)
