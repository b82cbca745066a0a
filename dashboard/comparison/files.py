"""The figures of the page Vergelijken as a file, at an address with the same query; and its charts by name."""

from __future__ import annotations

from dash import Dash
from flask import Response

from dashboard.charts import Chart, Charted
from dashboard.comparison.card import CHART, CSV_PATH, PATH, comparison_card, file_name
from dashboard.comparison.model import Comparison, build_comparison, open_comparison
from dashboard.comparison.names import Offered
from dashboard.exports.comparison_csv import comparison_table
from dashboard.exports.csv import table_csv
from dashboard.exports.downloads import csv_answer, register_download
from dashboard.exports.exported import ValueTable
from dashboard.exports.provenance import stand_phrase
from dashboard.router import Query
from dashboard.services import Services
from dashboard.visitor import Audience
from data_sources.errors import UsageError
from metrics.text.units import unit_words


def register_comparison_csv(app: Dash, services: Services) -> None:
    """All periods of all series, also where there is nothing to draw."""

    def answer(query: Query) -> Response:
        found, offered = _found(query, services)
        return csv_answer(table_csv(_values(found, offered, services)), file_name(found.view, today=services.today()))

    register_download(app, CSV_PATH, answer)


def _found(query: Query, services: Services) -> tuple[Comparison, Offered]:
    view, offered = open_comparison(query, services)
    return build_comparison(services, view, offered), offered


def _values(found: Comparison, offered: Offered, services: Services) -> ValueTable:
    return comparison_table(found, offered.regions, stand=stand_phrase(found.view.as_of, today=services.today()))


def _build(query: Query, _audience: Audience, services: Services) -> Charted:
    found, offered = _found(query, services)
    if found.is_empty:
        raise UsageError(
            "Hiervan is geen enkele waarde te geven in deze weergave. Kies andere regio's, onderwerpen, een andere"
            " weergave of een andere dag."
        )
    return Charted(
        card=comparison_card(found, today=services.today()),
        values=_values(found, offered, services),
        loads=tuple(found.shown_loads),
        figures=tuple(figure for one in found.series for item in one.readings for figure in item.figures),
        unit=unit_words(found.units[0]) if len(found.units) == 1 else None,
    )


CHARTS = (Chart(CHART, "Vergelijken: regio's of onderwerpen naast elkaar", PATH, _build),)
