"""The figures of the page Vergelijken as a file, at an address with the same query."""

from __future__ import annotations

from dash import Dash
from flask import Response

from dashboard.comparison.card import CSV_PATH, file_name
from dashboard.comparison.model import build_comparison, open_comparison
from dashboard.exports.comparison_csv import comparison_csv
from dashboard.exports.downloads import csv_answer, register_download
from dashboard.exports.provenance import stand_phrase
from dashboard.router import Query
from dashboard.services import Services


def register_comparison_csv(app: Dash, services: Services) -> None:
    """All periods of all series, also where there is nothing to draw."""

    def answer(query: Query) -> Response:
        today = services.today()
        view, offered = open_comparison(query, services)
        found = build_comparison(services, view, offered)
        written = comparison_csv(found, offered.regions, stand=stand_phrase(view.as_of, today=today))
        return csv_answer(written, file_name(view, today=today))

    register_download(app, CSV_PATH, answer)
