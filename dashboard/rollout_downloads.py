"""The files of the page Slachtofferdevice: areas through time, steps, and municipalities by phase."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dash import Dash
from flask import Response, request

from dashboard.components.municipality_list import UNKNOWN
from dashboard.exports.csv import write_csv
from dashboard.ledger_files import stand_phrase
from dashboard.ledger_page import look
from dashboard.rollout import Rollout, build_rollout
from dashboard.rollout_cards import COVERAGE_CSV, TIMELINE_CSV, file_name, timeline_rows
from dashboard.services import Services
from dashboard.words import document_phrase
from data_sources.divisions import Municipality
from data_sources.errors import UsageError
from data_sources.registry import CBS_HOST
from metrics.municipalities import MunicipalityStanding
from metrics.rollout import AreaState
from metrics.text.pilots import certainty_phrase
from metrics.text.rollout import area_phrase

MUNICIPALITIES_CSV = "/csv/slachtofferdevice-gemeenten"
FICTION = "FICTIEF"

Head = Sequence[str]
Rows = Sequence[Sequence[object]]
Table = tuple[Head, Rows]


def register_rollout_downloads(app: Dash, services: Services) -> None:
    """Each file at an address with the same query as the page."""
    files: dict[str, tuple[str, Callable[[Rollout, str], Table]]] = {
        COVERAGE_CSV: ("slachtofferdevice-per-kwartaal", _coverage),
        TIMELINE_CSV: ("slachtofferdevice-stappen", _steps),
        MUNICIPALITIES_CSV: ("slachtofferdevice-gemeenten", _municipalities),
    }
    for path, (name, table) in files.items():
        app.server.add_url_rule(path, name, _answer(services, name, table))


def _answer(services: Services, name: str, table: Callable[[Rollout, str], Table]) -> Callable[[], Response]:
    def answer() -> Response:
        try:
            sight = look(request.args.to_dict(flat=False), services)
        except UsageError as error:
            return Response(error.message, status=400, mimetype="text/plain")
        head, rows = table(build_rollout(sight, services), stand_phrase(sight))
        mark = [FICTION] if services.is_demo else []
        body = write_csv([*head, *(["Let op"] if mark else [])], [[*row, *mark] for row in rows])
        file = f"{file_name(name, sight.view, today=sight.today)}.csv"
        return Response(body, mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{file}"'})

    return answer


def _coverage(found: Rollout, stand: str) -> Table:
    head = ["Kwartaal", "Stand op", *(state.value.capitalize() for state in AreaState), "Gebieden", "Stand"]
    rows = [
        [point.label, point.on.isoformat(), *(point.counts[state] for state in AreaState), len(found.standings), stand]
        for point in found.points
    ]
    return head, rows


def _steps(found: Rollout, stand: str) -> Table:
    head = (
        "Gebied", "Politieregio", "Deel", "Fase", "Moment", "Van", "Tot en met", "Precisie", "Zekerheid", "Bron",
        "Onderdeel", "Passage", "Bekend", "Stand",
    )  # fmt: skip
    areas = {area.slug: area for area in found.ledger.areas}
    rows = []
    for row in timeline_rows(found):
        for step in row.steps:
            area, document = areas.get(step.area), found.ledger.documents[step.source.document]
            moment = step.moment
            rows.append([
                row.title, area.region_title if area else "", area.extent if area else "", step.phase, moment.text,
                moment.first.isoformat() if moment.first else "", moment.last.isoformat() if moment.last else "",
                moment.precision, certainty_phrase(step.certainty, over=moment.is_over(found.on)), document.title,
                step.source.part, step.source.passage, document_phrase(document), stand,
            ])  # fmt: skip
    return head, rows


def _municipalities(found: Rollout, stand: str) -> Table:
    """One row a municipality; before the divisions were fetched one row an area, without municipality."""
    head = (
        "Gemeentecode", "Gemeente", "Politieregio", "Gebied", "Fase", "Stand van het gebied", "Opmerking", "Stand op",
        "Indeling", "Stand",
    )  # fmt: skip
    on = found.on.isoformat()
    if found.divisions is None:
        reason = "gemeenten nog niet opgehaald (python app.py divisions fetch)"
        rows: list[list[object]] = [
            ["", "", item.area.region_title, item.area.title, item.phase.value, area_phrase(item, on=found.on), reason,
             on, "", stand]
            for item in found.standings
        ]  # fmt: skip
        return head, rows
    edition = found.divisions
    strange = "" if edition.host == CBS_HOST else f", niet van CBS ({edition.host})"
    named = f"{edition.title}, tabel {edition.table}{strange}"
    return head, [[*_municipality(item, found), on, named, stand] for item in found.municipalities]


def _municipality(item: MunicipalityStanding, found: Rollout) -> list[object]:
    known = len(item.areas) == 1
    return [
        item.municipality.code,
        item.municipality.title,
        _region(item.municipality),
        " of ".join(area.area.title for area in item.areas),
        item.phase.value if item.phase else UNKNOWN,
        area_phrase(item.areas[0], on=found.on) if known else "",
        item.reason,
    ]


def _region(municipality: Municipality) -> str:
    return municipality.politieregio.title if municipality.politieregio else ""
