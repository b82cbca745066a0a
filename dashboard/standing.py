"""What an answer rests on besides its question: the edition of the store, and what the clock says.

Nothing lapses by time: an answer holds until something it rests on has changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dashboard.services import Services
from dashboard.table_state import end_of
from data_sources.days import day_of
from data_sources.store.edition import Edition

# The first moment at which one is past: of a table it says that it is stale *after* a moment.
_NEXT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Standing:
    """All of it, at one moment. ``today``: the day in Amsterdam; ``due``: when CBS is looked at next; ``stale``: the
    tables that were not looked at with success for too long; ``shown``: the last moment, of those from which something
    in the ledger may be seen, that has come.

    A page that shows more of the clock than this, such as how long ago something was, cannot be remembered by it.
    """

    edition: Edition
    today: date
    due: datetime | None
    stale: frozenset[str]
    shown: datetime | None


@dataclass(frozen=True)
class _Known:
    """A standing, and the time in which the clock says nothing else: from the first up to the last moment."""

    standing: Standing
    first: datetime
    last: datetime


class Standings:
    """The standing of now, for any number of threads.

    The store is asked for its edition each time; what the clock says is reckoned once for an edition, until the next
    moment at which it says something else.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._known: _Known | None = None

    def now(self) -> Standing:
        """The standing at this moment."""
        edition, moment = self._services.edition(), self._services.now()
        known = self._known
        if known is None or known.standing.edition != edition or not known.first <= moment < known.last:
            known = self._known = self._reckoned(edition, moment)
        return known.standing

    def _reckoned(self, edition: Edition, moment: datetime) -> _Known:
        today, due = day_of(moment), self._services.next_due(after=moment)
        stale_from = {table: last + _NEXT for table, last in self._services.fresh_until().items()}
        stale = frozenset(table for table, first in stale_from.items() if first <= moment)
        embargoes = self._services.visible_moments()
        shown = max((first for first in embargoes if first <= moment), default=None)
        turns = [end_of(today), due, *stale_from.values(), *embargoes]
        last = min(turn for turn in turns if turn is not None and turn > moment)
        return _Known(Standing(edition, today, due, stale, shown), moment, last)
