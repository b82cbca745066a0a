"""A record of the ledger as people write it: Dutch numbers, names in place of codes, periods in words."""

from __future__ import annotations

from collections.abc import Collection

from data_sources.pilots.dates import write_day, write_period
from data_sources.pilots.fields import FIELDS
from data_sources.pilots.intake import REASON, Field
from data_sources.pilots.names import KnownNames
from data_sources.pilots.numerals import write_number
from data_sources.pilots.problem import quoted
from data_sources.records import Record

# How many columns a finding names; the page of a proposal shows all.
_TOLD = 3


def written_texts(kind: str, record: Record, names: KnownNames) -> dict[str, str]:
    """By column, what somebody would have written to come to this record; '' for the reason. What ``check_rows`` reads
    back as the same record.
    """
    return {
        item.column: "" if item.column == REASON else _written(item.column, item.kind, record, names)
        for item in FIELDS[kind]
    }


def describe_change(kind: str, record: Record, standing: Record, *, names: KnownNames, unread: Collection[str]) -> str:
    """What a record changes in the one that stands, in a sentence: which row it is, what it says and what it will say.

    ``unread``: the columns of which the new text is not the ledger's; of those only what stands is told.
    """
    changed = [
        item for item in FIELDS[kind] if item.column in standing and record[item.column] != standing[item.column]
    ]
    parts = []
    for item in changed[:_TOLD]:
        was = _shown(item, standing, names)
        to = "" if item.column in unread else f" wordt {_shown(item, record, names)}"
        parts.append(f"{item.label} {was}{to}")
    more = f" en {len(changed) - _TOLD} andere" if len(changed) > _TOLD else ""
    return f"{quoted(_name(kind, standing, names))}: {', '.join(parts)}{more}."


def _shown(item: Field, record: Record, names: KnownNames) -> str:
    text = _written(item.column, item.kind, record, names)
    return quoted(text) if text else "leeg"


def _name(kind: str, record: Record, names: KnownNames) -> str:
    """Which row it is, as people call it."""
    by = {"figure": ("title", "place", "period"), "step": ("area", "phase"), "document": ("code",)}
    kinds = {item.column: item.kind for item in FIELDS[kind]}
    written = [_written(column, kinds[column], record, names) for column in by.get(kind, ("title",))]
    return ", ".join(filter(None, written))


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
