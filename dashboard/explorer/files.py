"""The whole answer of the page Verkenner as a file, at an address with the same query; and its chart by name."""

from __future__ import annotations

from collections.abc import Iterator

from dash import Dash
from flask import Response

from dashboard.charts import Chart, Charted
from dashboard.explorer.card import CHART, CSV_PATH, PATH, explorer_card, file_name
from dashboard.explorer.model import Opened, explore, open_view, whole_answer
from dashboard.exports.csv import csv_parts
from dashboard.exports.downloads import csv_answer, register_download
from dashboard.exports.explorer_csv import explorer_head, explorer_rows
from dashboard.exports.exported import Cell, LateRows, ValueTable
from dashboard.exports.provenance import stand_phrase
from dashboard.router import Query
from dashboard.services import Services
from dashboard.visitor import Audience
from data_sources.errors import UsageError
from metrics.text.units import unit_words


def register_explorer_csv(app: Dash, services: Services) -> None:
    """All rows of the choice, not only those of one page; sent while they are read."""

    def answer(query: Query) -> Response:
        opened = open_view(query, services)
        written = csv_parts(explorer_head(opened.shape), _rows(opened, services))
        return csv_answer(written, file_name(opened.view, today=services.today()))

    register_download(app, CSV_PATH, answer)


def _rows(opened: Opened, services: Services) -> Iterator[list[Cell]]:
    view, shape = opened.view, opened.shape
    stand = stand_phrase(view.as_of, today=services.today())
    return explorer_rows(whole_answer(services, view, shape), view, shape, stand=stand)


def _build(query: Query, _audience: Audience, services: Services) -> Charted:
    opened = open_view(query, services)
    found = explore(services, opened.view, opened.shape)
    if not found.lines:
        raise UsageError("Voor deze keuze heeft de tabel geen cijfers. Kies een andere uitsplitsing, regio of periode.")
    return Charted(
        card=explorer_card(found, today=services.today()),
        # All that the file has, which a picture need not wait for.
        values=ValueTable(explorer_head(opened.shape), LateRows(lambda: _rows(opened, services))),
        loads=found.loads,
        figures=tuple(found.figures),
        unit=unit_words(found.topic.unit),
    )


CHARTS = (Chart(CHART, "Verkenner: elk onderwerp van elke tabel", PATH, _build),)
