"""The ledger as it answered on each of its days, for what has to hold over all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Row, select

from data_sources.pilots.entries import Entry
from data_sources.store.limits import known_entries
from data_sources.store.models import LedgerEntryRow


def read_days(engine: Engine, *, kind: str, at: datetime) -> list[list[Entry]]:
    """The entries of a kind that answer as of each day on which one became known, of what may be seen at a moment; and
    after those, as of each moment to come, with what was approved and may be seen only later.

    An entry is one and the same object on all days on which it answers.
    """
    query = (
        select(LedgerEntryRow.__table__)
        .where(LedgerEntryRow.kind == kind)
        .order_by(LedgerEntryRow.known_on, LedgerEntryRow.id)
    )
    with engine.begin() as connection:
        rows = connection.execute(query.where(*known_entries(connection))).all()
    entries = {row.id: Entry(row.kind, row.key, row.document, row.known_on, row.record, row.id) for row in rows}
    seen = [row for row in rows if row.visible_from is None or row.visible_from <= at]
    days = _answers(seen, entries, lambda row: row.known_on)
    if len(seen) == len(rows):
        return days
    # Those of one day may be seen one after the other.
    moments = sorted(rows, key=lambda row: (row.known_on, row.visible_from is not None, row.visible_from or at, row.id))
    return days + _answers(moments, entries, lambda row: (row.known_on, row.visible_from))


def _answers(
    rows: Iterable[Row[Any]], entries: dict[int, Entry], turn: Callable[[Row[Any]], object]
) -> list[list[Entry]]:
    """What answers after each turn, of rows in order."""
    answers: dict[str, Entry | None] = {}
    found: dict[object, list[Entry]] = {}
    for row in rows:
        answers[row.key] = None if row.withdrawn else entries[row.id]
        found[turn(row)] = [item for item in answers.values() if item is not None]
    return list(found.values())
