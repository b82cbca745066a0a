"""A row of the ledger in words: in one line, and column by column as people see them."""

from __future__ import annotations

from collections.abc import Mapping

from data_sources.ledger import Document, Ledger
from data_sources.pilots.dates import write_period
from data_sources.pilots.entries import KINDS
from data_sources.pilots.intake import ENTERED
from data_sources.records import Record
from metrics.text.pilots import figure_sentence


def kind_name(kind: str, count: int = 1) -> str:
    """'Cijfer', 'Cijfers'."""
    return ENTERED[kind][0 if count == 1 else 1]


def the_kind(kind: str) -> str:
    """'het cijfer', 'de stap'."""
    return f"{'het' if kind in {'figure', 'document'} else 'de'} {kind_name(kind).lower()}"


def row_title(kind: str, record: Record, ledger: Ledger) -> str:
    """A row that can be read, in one line, with its pilot. ``ledger``: of what is known, for the names."""
    row = KINDS[kind].read(record, 0)
    if kind == "figure":
        return f"{_pilot(row.pilot, ledger)}: {figure_sentence(row)}"
    if kind == "step":
        areas = {(item.pilot, item.slug): item.title for item in ledger.areas}
        area = areas.get((row.pilot, row.area), row.area)
        return f"{_pilot(row.pilot, ledger)}, {area}: {row.phase}, {row.moment.text} ({row.certainty})"
    if kind in {"milestone", "event"}:
        return f"{row.title}: {row.moment.text} ({row.certainty})"
    return f"{row.title} ({row.code})"


def row_subject(kind: str, record: Record, ledger: Ledger) -> str:
    """What a row is about, without what it says: 'FARR-pilot: Personen onderzocht, 2e kwartaal 2026'."""
    row = KINDS[kind].read(record, 0)
    if kind == "figure":
        return ", ".join(
            part for part in (f"{_pilot(row.pilot, ledger)}: {row.title}", row.place, write_period(row.period)) if part
        )
    if kind == "step":
        areas = {(item.pilot, item.slug): item.title for item in ledger.areas}
        return f"{_pilot(row.pilot, ledger)}, {areas.get((row.pilot, row.area), row.area)}: {row.phase}"
    return str(row.short if kind == "document" else row.title)


def row_pilots(kind: str, record: Record) -> list[str]:
    """The pilots that a row is about; none for a document or an event."""
    if kind == "milestone":
        return list(KINDS[kind].read(record, 0).pilots)
    return [record["pilot"]] if "pilot" in record else []


def row_source(kind: str, record: Record, documents: Mapping[str, Document]) -> str:
    """Where a row was read: the document by its short name, and the part; '' for a document itself."""
    if kind == "document":
        return ""
    document = documents.get(record["document"])
    return f"{document.short if document else record['document']}, {record['part']}"


def _pilot(slug: str, ledger: Ledger) -> str:
    return ledger.pilots[slug].title if slug in ledger.pilots else slug
