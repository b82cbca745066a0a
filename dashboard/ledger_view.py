"""The view of the pilot pages in the address: the day whose state is shown, and the day whose knowledge counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from dashboard.view import AS_OF, Query, asked_values, read_as_of
from data_sources.days import read_day

ON = "stand-op"
# A day that is typed goes before one that is chosen.
DAY = "dag"


@dataclass(frozen=True)
class LedgerView:
    """on None: today. as_of None: all that is known. The one is when it is so, the other who could know it."""

    on: date | None = None
    as_of: date | None = None

    def link(self, path: str, **changes: object) -> str:
        """The address of this view on a page, with some of it changed; defaults are left out."""
        view = replace(self, **changes)  # type: ignore[arg-type]
        query = {
            ON: view.on.isoformat() if view.on else "",
            AS_OF: view.as_of.isoformat() if view.as_of else "",
        }
        written = urlencode({name: text for name, text in query.items() if text})
        return f"{path}?{written}" if written else path


def read_ledger_view(query: Query, *, today: date) -> LedgerView:
    """The view a query asks for. Raises UsageError, a Dutch sentence, for a value that cannot be shown."""
    asked = asked_values(query)
    on = asked.get(DAY) or asked.get(ON)
    return LedgerView(on=read_day(on) if on else None, as_of=read_as_of(asked, today=today))
