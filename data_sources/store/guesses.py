"""Guesses at passwords: counted before the password is looked at, so that many at once are no more than so many.

Each is counted within the one write transaction that looks whether there were too many, whatever name it names; so
nothing tells a name that exists from one that does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from data_sources.store.models import LoginFailureRow

WINDOW = timedelta(minutes=15)
# A whole ministry may come from one address, which a few slips of the finger are not to shut out.
MOST_BY_NAME, MOST_BY_ADDRESS = 5, 30
# A guess from further ahead was counted by a wrong clock, and would else lock for as much longer.
_SKEW = timedelta(minutes=10)


@dataclass(frozen=True)
class Lock:
    """That no more guesses are looked at, before a moment. ``of``: the name or the address for which that is so."""

    of: str
    until: datetime


@dataclass(frozen=True)
class Counted:
    """How a guess was counted. ``lock``: it was not, being kept out; ``last_of``: the names or addresses for which it
    is the last one that is looked at.
    """

    lock: Lock | None
    last_of: Sequence[str]


def count_guess(connection: Connection, *, username: str, address: str, at: datetime) -> Counted:
    """Count a guess as wrong, until forget_guesses says otherwise. One that a lock keeps out is not counted, so that a
    lock ends although somebody goes on.
    """
    connection.execute(delete(LoginFailureRow).where(~_counts(at)))
    before = locks_of(connection, username=username, address=address, at=at)
    if before:
        return Counted(max(before, key=lambda lock: lock.until), ())
    connection.execute(insert(LoginFailureRow), [{"username": username, "address": address, "at": at}])
    after = locks_of(connection, username=username, address=address, at=at)
    return Counted(None, tuple(lock.of for lock in after))


def locks_of(connection: Connection, *, username: str, address: str, at: datetime) -> list[Lock]:
    """The locks that hold for a name and for an address."""
    guess = LoginFailureRow
    return [
        *_lock(connection, guess.username == username, MOST_BY_NAME, of=username, at=at),
        *_lock(connection, guess.address == address, MOST_BY_ADDRESS, of=address, at=at),
    ]


def forget_guesses(connection: Connection, username: str) -> None:
    """That the right password was given for a name."""
    connection.execute(delete(LoginFailureRow).where(LoginFailureRow.username == username))


def _lock(connection: Connection, which: ColumnElement[bool], most: int, *, of: str, at: datetime) -> Sequence[Lock]:
    guess = LoginFailureRow.at
    query = select(guess).where(which, _counts(at)).order_by(guess.desc(), LoginFailureRow.id.desc()).limit(most)
    times = connection.execute(query).scalars().all()
    return [Lock(of, times[-1] + WINDOW)] if len(times) == most else []


def _counts(at: datetime) -> ColumnElement[bool]:
    guess = LoginFailureRow.at
    return (guess > at - WINDOW) & (guess <= at + _SKEW)
