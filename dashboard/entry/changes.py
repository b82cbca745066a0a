"""What a proposal would change, row by row: each column as it was and as it will be, in the words of the forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.components.row_change import CORRECTED, NEW, WITHDRAWN, Column, RowChange, What
from dashboard.entry.row_form import choice_label
from dashboard.entry.rows import kind_name, row_title
from dashboard.entry.written import written_texts
from dashboard.web.static_html import Static
from data_sources.pilots.fields import FIELDS
from data_sources.pilots.intake import REASON, Known
from data_sources.proposals import ProposedRow
from data_sources.records import Record


def row_anchor(place: int) -> str:
    """Where a row stands on the page of its proposal; places begin with 0."""
    return f"rij-{place + 1}"


def change_of(
    row: ProposedRow, place: int, known: Known, *, before: Record | None, notes: Sequence[str] = (),
    ways: Sequence[Static] = (), happened: bool,
) -> RowChange:  # fmt: skip
    """One row. ``before``: the record it replaces or withdraws, None for a new row;
    ``happened``: whether it has been approved.
    """
    what: What = WITHDRAWN if row.withdraws else NEW if before is None else CORRECTED
    return RowChange(
        anchor=row_anchor(place), what=what, kind=kind_name(row.kind),
        title=row_title(row.kind, row.record, known.ledger),
        columns=columns_of(row.kind, before, None if row.withdraws else row.record, known), reason=row.reason,
        notes=notes, ways=ways, happened=happened,
    )  # fmt: skip


def columns_of(kind: str, was: Record | None, becomes: Record | None, known: Known) -> list[Column]:
    """Each column of a kind by its label, of a record that was and one that will be."""
    before, after = shown_texts(kind, was, known), shown_texts(kind, becomes, known)
    return [
        Column(item.label, before.get(item.column), after.get(item.column))
        for item in FIELDS[kind]
        if item.column != REASON
    ]


def shown_texts(kind: str, record: Record | None, known: Known) -> Mapping[str, str]:
    """A record as people read it: numbers as they write them, a choice by its name; {} of one that is not there."""
    if record is None:
        return {}
    written = written_texts(kind, record)
    return {
        item.column: choice_label(written.get(item.column, ""), item.choices(known) if item.choices else ())
        for item in FIELDS[kind]
    }
