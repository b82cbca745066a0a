"""A pair of seasons as a real table: a row a year, with its first and its second half beside each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dash import html

from dashboard.components.development_table import History, figure_cell, load_links
from dashboard.figures.development import ReadingLine
from data_sources.contract import Load

_HALVES = ("1e halfjaar", "2e halfjaar")
NOT_OVER = "nog niet voorbij"


def season_table(
    lines: Sequence[ReadingLine], loads: Mapping[int, Load], *, caption: str, history: History,
    load_link: Callable[[Load], str],
) -> html.Table:  # fmt: skip
    """Newest year first, each figure with its status; a figure that is missing says why. ``lines``: of the first and of
    the second halves; a half without a reading is not over.

    ``history``: the address of a figure's history; ``load_link``: that of a load.
    """
    halves = [{item.period.year: item for item in line.readings} for line in lines]
    body = []
    for year in sorted({year for half in halves for year in half}, reverse=True):
        items = [half.get(year) for half in halves]
        figures = [item.figures[0] for item in items if item is not None]
        cells = [
            figure_cell(item.figures[0], item, history, alone=False)
            if item is not None
            else html.Td(NOT_OVER, className="missing")
            for item in items
        ]
        body.append(html.Tr([html.Th(str(year), scope="row"), *cells, html.Td(load_links(figures, loads, load_link))]))
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in ("Jaar", *_HALVES, "Lading")]))
    return html.Table([html.Caption(caption), head, html.Tbody(body)], className="figures development")
