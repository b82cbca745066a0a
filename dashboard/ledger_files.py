"""The files of the ledger at addresses of their own, with the same query as the pages: CSV, and a calendar."""

from __future__ import annotations

from collections.abc import Callable

from dash import Dash
from flask import Response

from dashboard.exports.csv import table_csv
from dashboard.exports.downloads import csv_answer, file_answer, register_download
from dashboard.exports.ics import milestones_ics
from dashboard.exports.ledger_csv import milestones_table, pilot_figures_table
from dashboard.ledger_page import Sight, file_stamp, look, sight_phrase
from dashboard.router import Query
from dashboard.services import Services
from dashboard.view import asked_values
from dashboard.visitor import current_visitor
from metrics.text.numbers import day

PILOTS_CSV, MILESTONES_CSV, CALENDAR = "/csv/pilots", "/csv/mijlpalen", "/agenda/mijlpalen.ics"
PILOT = "pilot"

Answer = Callable[[Query, Sight], Response]


def register_pilots_csv(app: Dash, services: Services) -> None:
    """The figures of all pilots, or of those named in the query."""

    def answer(query: Query, sight: Sight) -> Response:
        slugs = [slug for slug in asked_values(query).get(PILOT, "").split(",") if slug]
        # One that was not yet known on the day is no mistake: it has no rows then.
        asked = [sight.everything.pilot(slug).slug for slug in dict.fromkeys(slugs)]
        pilots = [slug for slug in asked or sight.ledger.pilots if slug in sight.ledger.pilots]
        table = pilot_figures_table(
            sight.ledger, pilots, stand=sight_phrase(sight), fictional=services.is_demo
        )  # fmt: skip
        return csv_answer(table_csv(table), f"{'-'.join(['pilots', *slugs])}-{file_stamp(sight)}")

    register_ledger_file(app, PILOTS_CSV, services, answer)


def register_milestone_files(app: Dash, services: Services) -> None:
    """All milestones, as a table and as a calendar."""

    def table(_query: Query, sight: Sight) -> Response:
        rows = milestones_table(
            sight.ledger, on=sight.on, stand=sight_phrase(sight), fictional=services.is_demo
        )  # fmt: skip
        return csv_answer(table_csv(rows), f"mijlpalen-{file_stamp(sight)}")

    def calendar(_query: Query, sight: Sight) -> Response:
        # Not today: a feed that is asked for again and has nothing new gives the same bytes.
        known = f"Zoals bekend op {day(sight.view.as_of)}." if sight.view.as_of else "Alles wat bekend is."
        content = milestones_ics(
            sight.ledger.milestones, sight.ledger.documents, known=known, fictional=services.is_demo
        )
        return file_answer(content, "text/calendar", "mijlpalen.ics")

    register_ledger_file(app, MILESTONES_CSV, services, table)
    register_ledger_file(app, CALENDAR, services, calendar)


def register_ledger_file(app: Dash, path: str, services: Services, answer: Answer) -> None:
    """A file of the ledger as whoever asks may see it, on the days that the query names."""
    register_download(app, path, lambda query: answer(query, look(query, services, current_visitor().audience)))
