"""The ledger as it answered on each of its days, for what has to hold over all of them together."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine, or_, select

from data_sources.pilots.entries import Entry
from data_sources.store.models import LedgerEntryRow


def read_days(engine: Engine, *, kind: str, at: datetime) -> list[list[Entry]]:
    """The entries of a kind that answer as of each day on which one became known, of what may be seen at a moment."""
    query = (
        select(LedgerEntryRow.__table__)
        .where(LedgerEntryRow.kind == kind)
        .where(or_(LedgerEntryRow.visible_from.is_(None), LedgerEntryRow.visible_from <= at))
        .order_by(LedgerEntryRow.known_on, LedgerEntryRow.id)
    )
    with engine.begin() as connection:
        rows = connection.execute(query).all()
    answers: dict[str, Entry | None] = {}
    days: dict[object, list[Entry]] = {}
    for row in rows:
        entry = Entry(row.kind, row.key, row.document, row.known_on, row.record, row.id)
        answers[row.key] = None if row.withdrawn else entry
        days[row.known_on] = [item for item in answers.values() if item is not None]
    return list(days.values())
