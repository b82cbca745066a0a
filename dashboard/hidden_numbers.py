"""Which numbers of the pilots the public may not read: worked out once for as long as it stays the same."""

from __future__ import annotations

import threading
from datetime import datetime

from sqlalchemy import Engine

from data_sources.ledger import PilotFigure
from data_sources.pilots.entries import KINDS, Entry
from data_sources.pin import Pin
from data_sources.store.edition import Edition, read_edition
from data_sources.store.ledger import visible_moments
from data_sources.store.ledger_days import read_days
from data_sources.store.limits import pinned
from metrics.small_numbers import Hidden, hidden_on_any

_Standing = tuple[Edition, datetime | None, Pin | None]


class HiddenNumbers:
    """For any number of threads, of which one works it out and the others wait. One answer is kept: that of the
    edition of the store, and of the last moment that has come from which something may be seen; and one for the pin
    that was asked for last.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._found: tuple[_Standing, Hidden] | None = None
        self._then: tuple[_Standing, Hidden] | None = None

    def at(self, moment: datetime, *, then: Pin | None = None) -> Hidden:
        """As things are at a moment, and no older than the call: for a ledger that was read before it, never after.

        ``then``: for a ledger as it was at a pin. What is hidden now is hidden in it, and so is what was few then,
        also where it answers on no day any more; both are held side by side.
        """
        edition = read_edition(self._engine)
        shown = max((first for first in visible_moments(self._engine) if first <= moment), default=None)
        standing = (edition, shown, then)
        with self._lock:
            kept = self._found if then is None else self._then
            if kept is None or kept[0] != standing:
                kept = standing, self._worked_out(moment, then)
            if then is None:
                self._found = kept
            else:
                self._then = kept
            return kept[1]

    def _worked_out(self, moment: datetime, then: Pin | None) -> Hidden:
        read: dict[int, PilotFigure] = {}

        def figure(entry: Entry) -> PilotFigure:
            if entry.id not in read:
                read[entry.id] = KINDS["figure"].read(entry.record, entry.id)
            return read[entry.id]

        days = read_days(self._engine, kind="figure", at=moment)
        if then is not None:
            days += read_days(pinned(self._engine, then), kind="figure", at=then.moment)
        return hidden_on_any([figure(entry) for entry in entries] for entries in days)
