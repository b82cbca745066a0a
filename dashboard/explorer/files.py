"""The whole answer of the page Verkenner as a file, at an address with the same query."""

from __future__ import annotations

from dash import Dash
from flask import Response

from dashboard.explorer.card import CSV_PATH, file_name
from dashboard.explorer.model import open_view, whole_answer
from dashboard.exports.downloads import csv_answer, register_download
from dashboard.exports.explorer_csv import explorer_csv
from dashboard.exports.provenance import stand_phrase
from dashboard.router import Query
from dashboard.services import Services


def register_explorer_csv(app: Dash, services: Services) -> None:
    """All rows of the choice, not only those of one page; sent while they are read."""

    def answer(query: Query) -> Response:
        today = services.today()
        opened = open_view(query, services)
        view, shape = opened.view, opened.shape
        figures = whole_answer(services, view, shape)
        written = explorer_csv(figures, view, shape, stand=stand_phrase(view.as_of, today=today))
        return csv_answer(written, file_name(view, today=today))

    register_download(app, CSV_PATH, answer)
