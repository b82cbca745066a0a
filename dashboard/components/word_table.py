"""A table of words: a caption, names above the columns, and a name before each row."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

Cell = str | Component | Sequence[str | Component]


def word_table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> html.Table:
    """The first cell of each row is its name."""
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in columns]))
    body = html.Tbody([html.Tr([html.Th(row[0], scope="row"), *map(html.Td, row[1:])]) for row in rows])
    return html.Table([html.Caption(caption), head, body], className="figures words")
