"""What a row of the ledger refers to, and which of that is not there. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from data_sources.ledger import COUNTRYWIDE
from data_sources.pilots.entries import listed
from data_sources.records import Record

# A kind and a key.
RowKey = tuple[str, str]


@dataclass(frozen=True)
class Missing:
    """A row that refers to one that is not there."""

    row: RowKey
    refers_to: RowKey


def references(kind: str, record: Record) -> set[RowKey]:
    """The rows that a record names: its document and pilots; of a step also its area."""
    found = {("document", record["document"])} if kind != "document" else set()
    if kind in {"figure", "area", "step"}:
        found.add(("pilot", record["pilot"]))
    if kind == "step" and record["area"] != COUNTRYWIDE:
        found.add(("area", f"{record['pilot']}|{record['area']}"))
    if kind == "milestone":
        found |= {("pilot", slug) for slug in listed(record, "pilots")}
    if kind == "pilot":
        found |= {("pilot", slug) for slug in listed(record, "apart_from")}
    return found


def missing(rows: Mapping[RowKey, Record]) -> list[Missing]:
    """What these rows, which are all there are, refer to in vain. Where a pilot has no areas its steps may name any."""
    with_areas = {record["pilot"] for (kind, _), record in rows.items() if kind == "area"}
    return [
        Missing(row, asked)
        for row, record in rows.items()
        for asked in sorted(references(row[0], record) - rows.keys())
        if asked[0] != "area" or record["pilot"] in with_areas
    ]


def names_of(found: Iterable[Missing]) -> Set[str]:
    """What is not there, by its own name: a pilot, or an area of a pilot as 'pilot/area'."""
    return {item.refers_to[1].replace("|", "/") for item in found}
