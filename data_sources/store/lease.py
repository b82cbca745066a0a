"""One at a time, over any number of processes and machines: a named lease in the store, held while it is renewed.

A holder that dies without a word (kill -9, power) stops renewing, and its lease lapses by itself within ten
seconds. A lease keeps work from being done twice; that two at once would do no harm is up to the work itself.
"""

from __future__ import annotations

import logging
import math
import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from data_sources.errors import LeaseHeld, StoreBusy
from data_sources.store.engine import Engines
from data_sources.store.models import LeaseRow

log = logging.getLogger(__name__)

# Seconds without a sign of life after which a lease has lapsed. It is renewed each quarter of that, and a lapsed
# one is left alone for another quarter: after 8 + 2 seconds the lease of a dead holder is free again.
LENGTH = 8.0
# A lease that is to last longer than any from now was given by a clock that was ahead; this much is allowed.
_MARGIN = 8.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.02, 0.5


@contextmanager
def hold(engines: Engines, name: str, *, patience: float | None = None, length: float = LENGTH) -> Iterator[bool]:
    """Be the only one at work under this name; gives whether somebody else had to be waited for.

    ``patience``: how many seconds to wait for a holder that lives; None: as long as it lives. A lapsed lease is
    always waited out (a quarter of ``length``, in seconds; all of it for one that a wrong clock gave). Raises
    LeaseHeld when patience ran out. Not to be held twice in one thread: that waits for itself. A lease that is lost
    on the way (a database out of reach, a machine that slept) is logged and does not stop the work.
    """
    lease = _Lease(engines, name, owner=f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex}", length=length)
    waited = lease.acquire(math.inf if patience is None else patience)
    done = threading.Event()
    keeper = threading.Thread(target=lease.keep, args=(done,), name=f"lease {name}", daemon=True)
    keeper.start()
    try:
        yield waited
    finally:
        done.set()
        keeper.join()
        lease.release()


def is_held(engines: Engines, name: str) -> bool:
    """Whether somebody who lives is at work under this name; of a holder that died up to ten seconds longer."""
    lease = _Lease(engines, name, owner="", length=LENGTH)
    with engines.reader.begin() as connection:
        row = lease._read(connection)
        return row is not None and lease._is_alive(row, _now(connection))


@dataclass(frozen=True)
class _Lapsed:
    """A lease that was seen past its time; ``since``: the first look (time.monotonic) at which it was."""

    owner: str
    expires_at: float
    since: float


@dataclass
class _Lease:
    engines: Engines
    name: str
    owner: str
    length: float
    lapsed: _Lapsed | None = None

    def acquire(self, patience: float) -> bool:
        """Take the lease, waiting for it if need be; gives whether that was needed. Raises LeaseHeld."""
        end = time.monotonic() + patience
        pause, waited = _FIRST_PAUSE, False
        while not self._take():
            if self.lapsed is None and time.monotonic() >= end:
                raise LeaseHeld(
                    "Een andere verversing is nog bezig en werd niet op tijd klaar. Probeer het later opnieuw.",
                    lease=self.name, patience=patience,
                )  # fmt: skip
            time.sleep(pause)
            pause, waited = min(2 * pause, _LONGEST_PAUSE), True
        return waited

    def keep(self, done: threading.Event) -> None:
        """Renew until ``done``. What goes wrong is logged: the next renewal may well succeed."""
        while not done.wait(self.length / 4):
            try:
                if not self._renew():
                    log.warning("lease %s was lost: not renewed in time, and somebody else has taken it", self.name)
                    return
            except (SQLAlchemyError, StoreBusy):
                log.warning("lease %s could not be renewed", self.name, exc_info=True)

    def release(self) -> None:
        """Let the next one in; where the database is out of reach the lease lapses by itself."""
        ours = delete(LeaseRow).where(LeaseRow.name == self.name, LeaseRow.owner == self.owner)
        try:
            with self.engines.writer.begin() as connection:
                connection.execute(ours)
        except (SQLAlchemyError, StoreBusy):
            log.warning("lease %s could not be released and will lapse", self.name, exc_info=True)

    def _take(self) -> bool:
        """One try. A look comes first: while the holder lives nobody waits for the write lock, nor is in its way."""
        with self.engines.reader.begin() as connection:
            row = self._read(connection)
            if row is not None and self._is_alive(row, _now(connection)):
                self.lapsed = None
                return False
        try:
            with self.engines.writer.begin() as connection:
                return self._take_alone(connection)
        except StoreBusy:
            # Somebody has been writing for longer than is waited for: that is a sign of life.
            self.lapsed = None
            return False

    def _take_alone(self, connection: Connection) -> bool:
        """Take a lease that is free, or whose holder is dead; alone in the database, so that only one does."""
        row, now = self._read(connection), _now(connection)
        if row is None:
            values = {"name": self.name, "owner": self.owner, "expires_at": now + self.length}
            connection.execute(insert(LeaseRow), [values])
            return True
        if not self._is_dead(row, now):
            return False
        log.warning("lease %s is taken over from %s, which gave no more sign of life", self.name, row.owner)
        return self._extend(connection, row.owner, now)

    def _is_alive(self, row: Row[str, float], now: float) -> bool:
        """Whether a lease runs now. One from a clock that was ahead would run for as long as that was."""
        ahead: float = row.expires_at - now
        return 0 < ahead <= max(self.length, LENGTH) + _MARGIN

    def _is_dead(self, row: Row[str, float], now: float) -> bool:
        """Whether a lease has lapsed, and stayed so for a quarter of its length since that was first seen; one from
        a clock that was ahead, for its whole length, in which a holder that lives renews it by the clock as it is now.

        A holder cannot renew while it writes itself, and a long write outlasts the lease. Whoever looks alone in
        the database looks when that write is over: the holder then gets the time to renew.
        """
        if self._is_alive(row, now):
            self.lapsed = None
            return False
        seen = self.lapsed
        if seen is None or (seen.owner, seen.expires_at) != (row.owner, row.expires_at):
            self.lapsed = _Lapsed(row.owner, row.expires_at, time.monotonic())
            return False
        return time.monotonic() - seen.since >= (self.length if row.expires_at > now else self.length / 4)

    def _renew(self) -> bool:
        with self.engines.writer.begin() as connection:
            return self._extend(connection, self.owner, _now(connection))

    def _extend(self, connection: Connection, owner: str, now: float) -> bool:
        """Make the lease of ``owner`` ours from now on; False where it is no longer theirs."""
        theirs = update(LeaseRow).where(LeaseRow.name == self.name, LeaseRow.owner == owner)
        changed = connection.execute(theirs.values(owner=self.owner, expires_at=now + self.length))
        return changed.rowcount == 1

    def _read(self, connection: Connection) -> Row[str, float] | None:
        query = select(LeaseRow.owner, LeaseRow.expires_at).where(LeaseRow.name == self.name)
        return connection.execute(query).one_or_none()


def _now(connection: Connection) -> float:
    """Seconds since 1970, on the one clock of all who share this database."""
    if connection.dialect.name == "sqlite":
        return time.time()
    return float(connection.execute(select(func.extract("epoch", func.clock_timestamp()))).scalar_one())
