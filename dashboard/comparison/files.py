"""The figures of the page Vergelijken as a file, at an address with the same query."""

from __future__ import annotations

from dash import Dash
from flask import Response, request

from dashboard.comparison.card import CSV_PATH, file_name
from dashboard.comparison.model import build_comparison, open_comparison
from dashboard.exports.comparison_csv import comparison_csv
from dashboard.exports.provenance import stand_phrase
from dashboard.router import Query
from dashboard.services import Services
from data_sources.errors import UsageError


def register_comparison_csv(app: Dash, services: Services) -> None:
    """All periods of all series, also where there is nothing to draw."""

    def answer() -> Response:
        query: Query = request.args.to_dict(flat=False)
        today = services.today()
        try:
            view, offered = open_comparison(query, services)
        except UsageError as error:
            return Response(error.message, status=400, mimetype="text/plain")
        found = build_comparison(services, view, offered)
        return Response(
            comparison_csv(found, offered.regions, stand=stand_phrase(view.as_of, today=today)),
            mimetype="text/csv",
            headers={"Content-Disposition": f'attachment; filename="{file_name(view, today=today)}.csv"'},
        )

    app.server.add_url_rule(CSV_PATH, "comparison_csv", answer)
