"""The ledger in the store: entries are only added; what was known on a day is the last entry of each key by then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, RowMapping, insert, or_, select

from data_sources.pilots.entries import Entry
from data_sources.pilots.lines import Book, Line
from data_sources.records import content_hash
from data_sources.store.limits import known_entries
from data_sources.store.models import LedgerEntryRow

# Who approved a row that came with the program; people approve theirs by name.
BUNDLED_APPROVAL = "bron: {document}"


def entry_hash(entry: Entry) -> str:
    """Equal for the same row of the same kind out of the same document."""
    about = {"kind": entry.kind, "document": entry.document, "known_on": entry.known_on.isoformat()}
    return content_hash([about, entry.record])


def add_entries(connection: Connection, entries: Iterable[Entry]) -> int:
    """Add the entries that are not there yet, within a write transaction; gives their number."""
    known = set(connection.execute(select(LedgerEntryRow.content_hash)).scalars())
    rows = [
        {
            "kind": entry.kind, "key": entry.key, "document": entry.document, "known_on": entry.known_on,
            "record": dict(entry.record), "content_hash": digest,
            "approved_by": BUNDLED_APPROVAL.format(document=entry.document),
        }
        for entry in entries
        if (digest := entry_hash(entry)) not in known
    ]  # fmt: skip
    if rows:
        connection.execute(insert(LedgerEntryRow), rows)
    return len(rows)


def holds_entries(connection: Connection, entries: Sequence[Entry]) -> bool:
    """Whether all of these entries are in the store."""
    known = set(connection.execute(select(LedgerEntryRow.content_hash)).scalars())
    return {entry_hash(entry) for entry in entries} <= known


def read_entries(engine: Engine, *, at: datetime, as_of: date | None = None) -> list[Entry]:
    """The entries that answer on a day (None: now), of each key the last by then, in the order of the first.

    ``at``: the moment of asking; what may be seen only later is not there, whatever day is asked for. Later is: known
    on a later day; of one day, added later, which in a new store is further on in the file. A key whose last entry
    withdraws it has none.
    """
    query = select(LedgerEntryRow.__table__).order_by(LedgerEntryRow.known_on, LedgerEntryRow.id)
    query = query.where(or_(LedgerEntryRow.visible_from.is_(None), LedgerEntryRow.visible_from <= at))
    if as_of is not None:
        query = query.where(LedgerEntryRow.known_on <= as_of)
    with engine.begin() as connection:
        rows = connection.execute(query.where(*known_entries(connection))).all()
    answers: dict[tuple[str, str], Row[Any]] = {}
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row.kind, row.key)
        answers[key] = row
        first[key] = min(first.get(key, row.id), row.id)
    ordered = (answers[key] for key in sorted(answers, key=first.__getitem__))
    return [
        Entry(row.kind, row.key, row.document, row.known_on, row.record, row.id) for row in ordered if not row.withdrawn
    ]


def visible_moments(engine: Engine) -> list[datetime]:
    """The moments from which entries that people made may be seen, in order: at each, answers change."""
    query = select(LedgerEntryRow.visible_from).where(LedgerEntryRow.visible_from.is_not(None)).distinct()
    with engine.begin() as connection:
        query = query.where(*known_entries(connection))
        return sorted(moment for moment in connection.execute(query).scalars() if moment is not None)


def read_book(connection: Connection) -> Book:
    """All lines of the ledger, also those that may be seen only later, within a transaction."""
    rows = connection.execute(select(LedgerEntryRow.__table__).order_by(LedgerEntryRow.id)).mappings()
    return Book(_line(row) for row in rows)


def add_lines(connection: Connection, lines: Sequence[Line]) -> None:
    """Add lines, numbered by the store, within a write transaction."""
    rows = [{name: value for name, value in line_columns(line).items() if name != "id"} for line in lines]
    connection.execute(insert(LedgerEntryRow), rows)


def line_hash(line: Line) -> str:
    """No other line has it, also one that comes back to an older text: which proposal it was in is part of it."""
    about = {
        "kind": line.kind, "document": line.document, "known_on": line.known_on.isoformat(),
        "proposal": str(line.proposal), "approved_at": line.approved_at.isoformat() if line.approved_at else "",
        "withdrawn": str(line.withdrawn),
    }  # fmt: skip
    return content_hash([about, line.record])


def line_columns(line: Line) -> dict[str, Any]:
    """A line as a row of its table."""
    found = {name: value for name, value in vars(line).items() if name != "proposal"}
    return {**found, "record": dict(line.record), "proposal_id": line.proposal}


def _line(row: RowMapping) -> Line:
    found = {name: value for name, value in row.items() if name != "proposal_id"}
    return Line(**found, proposal=row["proposal_id"])
