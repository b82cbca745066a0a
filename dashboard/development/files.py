"""The readings of the page Ontwikkeling as a file, at an address with the same query; and its chart by name."""

from __future__ import annotations

from dash import Dash
from flask import Response

from dashboard.charts import Chart, Charted
from dashboard.development.card import development_card, figure_names, file_name
from dashboard.development.model import Development, build_development, open_development
from dashboard.development.view import CHART, CSV_PATH, PATH, Opened, known_by
from dashboard.development.words import vertical_axis
from dashboard.exports.csv import table_csv
from dashboard.exports.development_csv import development_table
from dashboard.exports.downloads import csv_answer, register_download
from dashboard.exports.exported import ValueTable
from dashboard.exports.provenance import stand_phrase
from dashboard.router import Query
from dashboard.services import Services
from dashboard.visitor import Audience
from data_sources.errors import UsageError


def register_development_csv(app: Dash, services: Services) -> None:
    """A view that cannot be shown is refused as the page refuses it, with its sentence."""

    def answer(query: Query) -> Response:
        found, opened = _found(query, services)
        return csv_answer(table_csv(_values(found, opened, services)), file_name(found.view, today=services.today()))

    register_download(app, CSV_PATH, answer)


def _found(query: Query, services: Services) -> tuple[Development, Opened]:
    opened = open_development(query, services)
    found = build_development(services, opened)
    if found.refusal:
        raise UsageError(found.refusal.sentence)
    return found, opened


def _values(found: Development, opened: Opened, services: Services) -> ValueTable:
    view, today = found.view, services.today()
    return development_table(
        found.lines, found.loads, way=view.way, region=(view.region, opened.regions[view.region]),
        figures=figure_names(found), events=found.events,
        names={topic.indicator: topic.title for topic in found.topics},
        terms={topic.indicator: topic.cbs_term for topic in found.topics}, on=known_by(view, today=today),
        stand=stand_phrase(view.as_of, today=today),
    )  # fmt: skip


def _build(query: Query, _audience: Audience, services: Services) -> Charted:
    found, opened = _found(query, services)
    if not found.has_values:
        raise UsageError(
            "Deze weergave is voor geen enkele periode te geven. Kies een ander onderwerp, een andere regio, een"
            " andere weergave of een andere dag."
        )
    region = opened.regions[found.view.region]
    return Charted(
        card=development_card(found, region_title=region, today=services.today()),
        values=_values(found, opened, services),
        loads=tuple(found.shown_loads),
        figures=tuple(figure for item in found.readings for figure in item.figures),
        unit=vertical_axis(found.view, found.topics).title,
    )


CHARTS = (Chart(CHART, "Ontwikkeling door de tijd", PATH, _build),)
