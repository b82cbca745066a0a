"""A table of words: on a narrow screen a card for each row, with the name of each column before its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.web.static_html import Element, Static


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, with a class where it has one."""

    content: Static
    class_: str | None = None


def stacked_table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Element:
    """``caption``: heard, not seen. ``rows``: of each the cell that says which row it is first."""
    # Roles, since a browser takes what is no longer laid out as a table for none.
    head = Element("tr", *(Element("th", name, scope="col", role="columnheader") for name in heads), role="row")
    return Element(
        "table",
        Element("caption", Element("span", caption, class_="heard")),
        Element("thead", head, role="rowgroup"),
        Element("tbody", *(_row(heads, cells) for cells in rows), role="rowgroup"),
        class_="figures words stacked", role="table",
    )  # fmt: skip


def _row(heads: Sequence[str], cells: Sequence[Cell]) -> Element:
    first, *rest = cells
    return Element(
        "tr",
        Element("th", first.content, scope="row", role="rowheader", class_=first.class_),
        *(
            Element("td", cell.content, role="cell", class_=cell.class_, data_label=name)
            for name, cell in zip(heads[1:], rest, strict=True)
        ),
        role="row",
    )
