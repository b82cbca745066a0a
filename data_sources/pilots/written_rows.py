"""A record of the ledger as people write it: Dutch numbers, names in place of codes, periods in words."""

from __future__ import annotations

from data_sources.pilots.dates import write_day, write_period
from data_sources.pilots.fields import FIELDS
from data_sources.pilots.intake import REASON
from data_sources.pilots.names import KnownNames
from data_sources.pilots.numerals import write_number
from data_sources.records import Record


def written_texts(kind: str, record: Record, names: KnownNames) -> dict[str, str]:
    """By column, what somebody would have written to come to this record; '' for the reason. What ``check_rows`` reads
    back as the same record.
    """
    return {
        item.column: "" if item.column == REASON else _written(item.column, item.kind, record, names)
        for item in FIELDS[kind]
    }


def _written(column: str, kind: str, record: Record, names: KnownNames) -> str:
    text = record[column]
    if not text:
        return ""
    if column == "pilot":
        return names.pilots.written(text)
    if column == "pilots":
        return "; ".join(names.pilots.written(part.strip()) for part in text.split(";") if part.strip())
    if column == "document":
        return names.documents.written(text)
    if column == "area":
        return names.write_area(record["pilot"], text)
    if kind == "number":
        return write_number(text)
    if kind == "period":
        return write_period(text)
    return write_day(text, record["precision"]) if kind == "day" else text
