"""Which numbers of the pilots the public may not read: worked out once for as long as it stays the same."""

from __future__ import annotations

import threading
from datetime import datetime

from sqlalchemy import Engine

from data_sources.ledger import PilotFigure
from data_sources.pilots.entries import KINDS, Entry
from data_sources.store.edition import Edition, read_edition
from data_sources.store.ledger import visible_moments
from data_sources.store.ledger_days import read_days
from metrics.small_numbers import Hidden, hidden_on_any


class HiddenNumbers:
    """For any number of threads, of which one works it out and the others wait. One answer is kept: that of the
    edition of the store, and of the last moment that has come from which something may be seen.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._found: tuple[tuple[Edition, datetime | None], Hidden] | None = None

    def at(self, moment: datetime) -> Hidden:
        """As things are at a moment, and no older than the call: for a ledger that was read before it, never after."""
        edition = read_edition(self._engine)
        shown = max((first for first in visible_moments(self._engine) if first <= moment), default=None)
        with self._lock:
            if self._found is None or self._found[0] != (edition, shown):
                self._found = (edition, shown), self._worked_out(moment)
            return self._found[1]

    def _worked_out(self, moment: datetime) -> Hidden:
        read: dict[int, PilotFigure] = {}

        def figure(entry: Entry) -> PilotFigure:
            if entry.id not in read:
                read[entry.id] = KINDS["figure"].read(entry.record, entry.id)
            return read[entry.id]

        days = read_days(self._engine, kind="figure", at=moment)
        return hidden_on_any([figure(entry) for entry in entries] for entries in days)
