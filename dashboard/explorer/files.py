"""The whole answer of the page Verkenner as a file, at an address with the same query."""

from __future__ import annotations

from dash import Dash
from flask import Response, request

from dashboard.explorer.card import CSV_PATH, file_name
from dashboard.explorer.model import open_view, whole_answer
from dashboard.exports.explorer_csv import explorer_csv
from dashboard.exports.provenance import stand_phrase
from dashboard.router import Query
from dashboard.services import Services
from data_sources.errors import UsageError


def register_explorer_csv(app: Dash, services: Services) -> None:
    """All rows of the choice, not only those of one page; sent while they are read."""

    def answer() -> Response:
        query: Query = request.args.to_dict(flat=False)
        today = services.today()
        try:
            opened = open_view(query, services)
        except UsageError as error:
            return Response(error.message, status=400, mimetype="text/plain")
        view, shape = opened.view, opened.shape
        figures = whole_answer(services, view, shape)
        return Response(
            explorer_csv(figures, view, shape, stand=stand_phrase(view.as_of, today=today)),
            mimetype="text/csv",
            headers={"Content-Disposition": f'attachment; filename="{file_name(view, today=today)}.csv"'},
        )

    app.server.add_url_rule(CSV_PATH, "explorer_csv", answer)
