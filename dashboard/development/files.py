"""The readings of the page Ontwikkeling as a file, at an address with the same query."""

from __future__ import annotations

from dash import Dash
from flask import Response

from dashboard.development.card import figure_names, file_name
from dashboard.development.model import build_development, open_development
from dashboard.development.view import CSV_PATH, known_by
from dashboard.exports.development_csv import development_csv
from dashboard.exports.downloads import csv_answer, register_download
from dashboard.exports.provenance import stand_phrase
from dashboard.router import Query
from dashboard.services import Services
from data_sources.errors import UsageError


def register_development_csv(app: Dash, services: Services) -> None:
    """A view that cannot be shown is refused as the page refuses it, with its sentence."""

    def answer(query: Query) -> Response:
        today = services.today()
        opened = open_development(query, services)
        found, view = build_development(services, opened), opened.view
        if found.refusal:
            raise UsageError(found.refusal.sentence)
        written = development_csv(
            found.lines, found.loads, way=view.way, region=(view.region, opened.regions[view.region]),
            figures=figure_names(found), events=found.events,
            names={topic.indicator: topic.title for topic in found.topics},
            terms={topic.indicator: topic.cbs_term for topic in found.topics}, on=known_by(view, today=today),
            stand=stand_phrase(view.as_of, today=today),
        )  # fmt: skip
        return csv_answer(written, file_name(view, today=today))

    register_download(app, CSV_PATH, answer)
