"""The files of the ledger at addresses of their own, with the same query as the pages: CSV, and a calendar."""

from __future__ import annotations

from collections.abc import Callable

from dash import Dash
from flask import Response, request

from dashboard.exports.ics import milestones_ics
from dashboard.exports.ledger_csv import milestones_csv, pilot_figures_csv
from dashboard.ledger_page import Sight, look
from dashboard.router import Query
from dashboard.services import Services
from dashboard.view import asked_values
from data_sources.errors import UsageError
from metrics.text.numbers import day

PILOTS_CSV, MILESTONES_CSV, CALENDAR = "/csv/pilots", "/csv/mijlpalen", "/agenda/mijlpalen.ics"
PILOT = "pilot"

Answer = Callable[[Query, Sight], Response]


def register_pilots_csv(app: Dash, services: Services) -> None:
    """The figures of all pilots, or of those named in the query."""

    def answer(query: Query, sight: Sight) -> Response:
        slugs = [slug for slug in asked_values(query).get(PILOT, "").split(",") if slug]
        pilots = [sight.ledger.pilot(slug).slug for slug in dict.fromkeys(slugs)] or list(sight.ledger.pilots)
        content = pilot_figures_csv(
            sight.ledger, pilots, stand=stand_phrase(sight), fictional=services.is_demo
        )  # fmt: skip
        return _file(content, "text/csv", f"{'-'.join(['pilots', *slugs])}-{_stamp(sight)}.csv")

    _register(app, PILOTS_CSV, services, answer)


def register_milestone_files(app: Dash, services: Services) -> None:
    """All milestones, as a table and as a calendar."""

    def table(_query: Query, sight: Sight) -> Response:
        content = milestones_csv(
            sight.ledger, on=sight.on, stand=stand_phrase(sight), fictional=services.is_demo
        )  # fmt: skip
        return _file(content, "text/csv", f"mijlpalen-{_stamp(sight)}.csv")

    def calendar(_query: Query, sight: Sight) -> Response:
        # Not today: a feed that is asked for again and has nothing new gives the same bytes.
        known = f"Zoals bekend op {day(sight.view.as_of)}." if sight.view.as_of else "Alles wat bekend is."
        content = milestones_ics(
            sight.ledger.milestones, sight.ledger.documents, known=known, fictional=services.is_demo
        )
        return _file(content, "text/calendar", "mijlpalen.ics")

    _register(app, MILESTONES_CSV, services, table)
    _register(app, CALENDAR, services, calendar)


def stand_phrase(sight: Sight) -> str:
    """As of which days a row is shown: 'stand op 1 februari 2027, zoals bekend op 21 november 2026'."""
    return f"stand op {day(sight.on)}, zoals bekend op {day(sight.view.as_of or sight.today)}"


def _stamp(sight: Sight) -> str:
    return f"stand-{sight.on.isoformat()}-bekend-op-{(sight.view.as_of or sight.today).isoformat()}"


def _register(app: Dash, path: str, services: Services, answer: Answer) -> None:
    """An address that refuses a query that cannot be shown with the sentence that says why."""

    def view() -> Response:
        query: Query = request.args.to_dict(flat=False)
        try:
            return answer(query, look(query, services))
        except UsageError as error:
            return Response(error.message, status=400, mimetype="text/plain")

    # A dot in this name would make flask look for a blueprint.
    app.server.add_url_rule(path, path.replace(".", "-"), view)


def _file(content: bytes, kind: str, name: str) -> Response:
    return Response(content, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
