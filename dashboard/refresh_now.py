"""Refreshing now, at the wish of an administrator: one at a time over all replicas, in the background of one of them.

How far it is stands with the attempts in the store, and nowhere else; so any replica can show it, of any refresh.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.fetching import Fetching
from dashboard.settings import Settings
from data_sources.attempt_progress import Received
from data_sources.errors import LeaseHeld, UsageError
from data_sources.people import Person
from data_sources.store.attempt_log import newest_attempts, table_log, tried_tables
from data_sources.store.audit import note
from data_sources.store.history import Attempt
from data_sources.store.lease import hold, is_held
from data_sources.store.prepare import Store

log = logging.getLogger(__name__)

_LEASE = "refresh-now"
# Who holds one of these brings something in, or is about to.
_AT_WORK = (_LEASE, "refresh", "schedule")
_BUSY = "Er is al een verversing bezig. Wacht tot die klaar is; hoe ver zij is, staat op deze pagina."


@dataclass(frozen=True)
class TableProgress:
    """Where a table stands. ``last``: the newest attempt at it, None before the first; ``received``: how far one that
    is under way or was when it broke off, where that is known; ``broken_off``: it never ended, and nobody is at work.
    """

    table: str
    last: Attempt | None
    under_way: bool
    broken_off: bool
    received: Received | None


@dataclass(frozen=True)
class Now:
    """How things stand. ``busy``: somebody is at work, or between two tables; ``tables``: those of VT_TABLES, then what
    was tried beside them.
    """

    busy: bool
    tables: Sequence[TableProgress]


class RefreshNow:
    """Of one process, on a store that others may be at work on as well."""

    def __init__(self, store: Store, settings: Settings, fetching: Fetching, now: Callable[[], datetime]) -> None:
        self._store, self._settings, self._fetching, self._now = store, settings, fetching, now

    @property
    def offered(self) -> list[str]:
        """The tables that can be asked for: those of VT_TABLES."""
        return self._settings.tables.split()

    def start(self, person: Person, tables: Sequence[str], *, force: bool) -> None:
        """Begin to refresh these tables in the background, and note in the audit trail who asked for it. ``force``
        compares every cell, whatever CBS says.

        Raises UsageError for no table, for one that is not offered, and where somebody is at work already.
        """
        asked = [table for table in self.offered if table in tables]
        if not asked or set(tables) - set(asked):
            raise UsageError("Kies een of meer tabellen uit de lijst.", expected=self.offered, found=tables)
        if self._is_busy():
            raise UsageError(_BUSY)
        run = _Run(self._store, self._fetching, self._now, person, asked, force)
        run.begin()

    def state(self) -> Now:
        """How things stand now, by what the store says."""
        reader, was_busy = self._store.engines.reader, self._is_busy()
        tables = dict.fromkeys([*self.offered, *tried_tables(reader)])
        logs = {table: table_log(reader, table).last for table in tables}
        newest = next(iter(newest_attempts(reader, limit=1)[0]), None)
        # Asked on both sides of the reading: one that began or ended meanwhile has not broken off.
        busy = was_busy or self._is_busy()
        return Now(busy, [_progress(table, last, newest, busy=busy) for table, last in logs.items()])

    def _is_busy(self) -> bool:
        return any(is_held(self._store.engines, name) for name in _AT_WORK)


def _progress(table: str, last: Attempt | None, newest: Attempt | None, *, busy: bool) -> TableProgress:
    ended = last is None or last.outcome is not None
    # One is at work at a time, so only the newest attempt of all can be.
    under_way = not ended and busy and last is not None and newest is not None and last.id == newest.id
    told = last.progress if last is not None and not ended else None
    received = Received.read(told) if told else None
    return TableProgress(table, last, under_way, broken_off=not ended and not under_way, received=received)


@dataclass
class _Run:
    """One refresh in the background; what kept it from beginning is raised to who asked for it."""

    store: Store
    fetching: Fetching
    now: Callable[[], datetime]
    person: Person
    tables: Sequence[str]
    force: bool

    def begin(self) -> None:
        """Start the thread, and come back when it is at work. Raises UsageError where somebody was first."""
        self._has_begun = threading.Event()
        self._failed: Exception | None = None
        threading.Thread(target=self._work, name="refresh now", daemon=True).start()
        self._has_begun.wait()
        if self._failed is not None:
            raise self._failed

    def _work(self) -> None:
        try:
            with hold(self.store.engines, _LEASE, patience=0):
                self._note()
                self._has_begun.set()
                self._refresh()
        except LeaseHeld:
            self._failed = UsageError(_BUSY)
        except Exception as error:
            log.exception("refreshing now broke off")
            self._failed = error
        finally:
            self._has_begun.set()

    def _note(self) -> None:
        asked = {"tables": list(self.tables), "force": self.force}
        with self.store.engines.writer.begin() as connection:
            note(
                connection, at=self.now(), person=self.person, action="verversen-gestart",
                subject=" ".join(self.tables), new=asked,
            )  # fmt: skip

    def _refresh(self) -> None:
        self.fetching.refresh(self.tables, accept_host=False, force=self.force, progress=lambda _name, _bytes: None)
