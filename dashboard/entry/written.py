"""A record of the ledger as people write it in a form: what is read back to the same record."""

from __future__ import annotations

from data_sources.pilots.dates import write_day, write_period
from data_sources.pilots.fields import FIELDS
from data_sources.pilots.intake import REASON, Field
from data_sources.pilots.numerals import write_number
from data_sources.records import Record


def written_texts(kind: str, record: Record) -> dict[str, str]:
    """By column, in the order of the form."""
    return {item.column: _written(item, record) for item in FIELDS[kind] if item.column != REASON}


def _written(item: Field, record: Record) -> str:
    text = record[item.column]
    if not text:
        return ""
    if item.kind == "number":
        return write_number(text)
    if item.kind == "period":
        return write_period(text)
    return write_day(text, record["precision"]) if item.kind == "day" else text
