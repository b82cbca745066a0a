"""What a proposal would change in one row: a new row, a correction column by column, or a row that is withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.components.stacked_table import Cell, stacked_table
from dashboard.web.static_html import Element, Static

What = Literal["nieuw", "gecorrigeerd", "ingetrokken"]
NEW: What = "nieuw"
CORRECTED: What = "gecorrigeerd"
WITHDRAWN: What = "ingetrokken"
# What it is called while it has not happened.
_PROPOSED = {NEW: "nieuw", CORRECTED: "te corrigeren", WITHDRAWN: "in te trekken"}
EMPTY = "leeg"


@dataclass(frozen=True)
class Column:
    """A column by its label, as it was (None: there was no row) and as it will be (None: there will be none)."""

    label: str
    was: str | None
    becomes: str | None


@dataclass(frozen=True)
class RowChange:
    """``title``: the row in one line; ``facts``: who and when; ``notes``: what the reader should know of it;
    ``ways``: what can be done; ``happened``: whether it has been so, or is only proposed.
    """

    anchor: str
    what: What
    kind: str
    title: str
    columns: Sequence[Column]
    reason: str = ""
    facts: str = ""
    notes: Sequence[str] = ()
    ways: Sequence[Static] = ()
    happened: bool = True


def row_change(change: RowChange) -> Element:
    """The change, with all columns that it is about."""
    reason = [Element("p", Element("strong", "Reden: "), change.reason)] if change.reason else []
    notes = [Element("p", note, class_="notice") for note in change.notes]
    ways = [Element("div", *change.ways, class_="buttons")] if change.ways else []
    what = change.what if change.happened else _PROPOSED[change.what]
    return Element(
        "article",
        Element("h3", Element("span", f"{change.kind}: {what}", class_="what-kind"), change.title),
        Element("p", change.facts, class_="detail") if change.facts else None,
        *reason, *notes, *_columns(change), *ways,
        class_="change", id=change.anchor,
    )  # fmt: skip


def _columns(change: RowChange) -> list[Static]:
    if change.what != CORRECTED:
        shown = [(item.label, item.was if change.what == WITHDRAWN else item.becomes) for item in change.columns]
        return [_list([(label, text) for label, text in shown if text])]
    changed = [item for item in change.columns if item.was != item.becomes]
    same = [(item.label, item.becomes or "") for item in change.columns if item.was == item.becomes and item.becomes]
    table = [_table(changed, change.title)] if changed else [Element("p", "Geen veld verandert.", class_="hint")]
    if same:
        table.append(Element("details", Element("summary", f"Wat gelijk blijft ({len(same)})"), _list(same)))
    return [*table]


def _list(columns: Sequence[tuple[str, str | None]]) -> Element:
    parts: list[Static] = []
    for label, text in columns:
        parts += [Element("dt", label), Element("dd", text)]
    return Element("dl", *parts)


def _table(columns: Sequence[Column], title: str) -> Element:
    rows = [
        [
            Cell(item.label),
            Cell(Element("del", item.was) if item.was else EMPTY, "was"),
            Cell(Element("ins", item.becomes) if item.becomes else EMPTY),
        ]
        for item in columns
    ]
    return Element("div", stacked_table(f"Wat verandert in: {title}", ("Veld", "Was", "Wordt"), rows))
