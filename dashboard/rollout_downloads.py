"""The files of the page Slachtofferdevice: areas through time, steps, and municipalities by phase."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from dash import Dash
from flask import Response

from dashboard.charts import Chart, Charted
from dashboard.components.chart_card import ChartCard
from dashboard.components.municipality_list import UNKNOWN
from dashboard.exports.csv import table_csv
from dashboard.exports.downloads import csv_answer
from dashboard.exports.exported import Cell, ValueTable
from dashboard.exports.ledger_csv import FICTION
from dashboard.ledger_files import register_ledger_file
from dashboard.ledger_page import Sight, file_stamp, known_phrase, look
from dashboard.rollout import Rollout, build_rollout
from dashboard.rollout_cards import (
    COVERAGE,
    COVERAGE_CSV,
    PATH,
    TIMELINE,
    TIMELINE_CSV,
    coverage_card,
    timeline_card,
    timeline_rows,
)
from dashboard.router import Query
from dashboard.services import Services
from dashboard.texts_pilots import NO_DIVISIONS
from dashboard.visitor import Audience
from dashboard.words import document_phrase, edition_phrase
from data_sources.errors import UsageError
from data_sources.ledger import Document, Source
from metrics.municipalities import MunicipalityStanding
from metrics.rollout import AreaStanding, AreaState
from metrics.text.pilots import certainty_phrase
from metrics.text.rollout import area_phrase

MUNICIPALITIES_CSV = "/csv/slachtofferdevice-gemeenten"

Table = tuple[Sequence[str], list[list[Cell]]]

_SOURCE_HEAD = ("Bron", "Onderdeel", "Passage", "Bekend")


def register_rollout_downloads(app: Dash, services: Services) -> None:
    """Each file at an address with the same query as the page."""
    for path, name, table in (
        (COVERAGE_CSV, "slachtofferdevice-per-kwartaal", _coverage),
        (TIMELINE_CSV, "slachtofferdevice-stappen", _steps),
        (MUNICIPALITIES_CSV, "slachtofferdevice-gemeenten", _municipalities),
    ):
        register_ledger_file(app, path, services, _answer(services, name, table))


def _answer(services: Services, name: str, table: Callable[[Rollout], Table]) -> Callable[[Query, Sight], Response]:
    def answer(_query: Query, sight: Sight) -> Response:
        content = table_csv(_values(table(build_rollout(sight, services)), sight, services))
        return csv_answer(content, f"{name}-{file_stamp(sight)}")

    return answer


def _values(table: Table, sight: Sight, services: Services) -> ValueTable:
    """With as of which day each row is shown, and whether it is fiction."""
    head, rows = table
    mark = FICTION if services.is_demo else ""
    return ValueTable((*head, "Stand", "Let op"), [[*row, known_phrase(sight), mark] for row in rows])


def _builder(
    card: Callable[..., ChartCard], table: Callable[[Rollout], Table]
) -> Callable[[Query, Audience, Services], Charted]:  # fmt: skip
    def build(query: Query, audience: Audience, services: Services) -> Charted:
        sight = look(query, services, audience)
        found = build_rollout(sight, services)
        if not found.points:
            raise UsageError("Over de uitrol van het Slachtofferdevice is op deze dag nog geen moment bekend.")
        documents = {step.source.document: found.ledger.documents[step.source.document] for step in found.ledger.steps}
        return Charted(
            card=card(found, sight, fictional=services.is_demo),
            values=_values(table(found), sight, services),
            documents=tuple(documents.values()),
        )

    return build


def _coverage(found: Rollout) -> Table:
    """One row a quarter; its sources are those of all steps."""
    head = (
        "Kwartaal", "Stand op", "Vooruit", *(state.value.capitalize() for state in AreaState), "Gebieden",
        *_SOURCE_HEAD,
    )  # fmt: skip
    sources = _sources([step.source for step in found.ledger.steps], found.ledger.documents)
    rows: list[list[Cell]] = [
        [
            point.label, point.on.isoformat(), "ja" if point.on > found.today else "nee",
            *(point.counts[state] for state in AreaState), len(found.standings), *sources,
        ]
        for point in found.points
    ]  # fmt: skip
    return head, rows


def _steps(found: Rollout) -> Table:
    head = (
        "Gebied", "Politieregio", "Deel", "Fase", "Moment", "Van", "Tot en met", "Precisie", "Zekerheid", "Stand op",
        *_SOURCE_HEAD,
    )  # fmt: skip
    areas = {area.slug: area for area in found.ledger.areas}
    rows: list[list[Cell]] = []
    for row in timeline_rows(found):
        for step in row.steps:
            area, moment = areas.get(step.area), step.moment
            rows.append([
                row.title, area.region_title if area else "", area.extent if area else "", step.phase, moment.text,
                moment.first.isoformat() if moment.first else "", moment.last.isoformat() if moment.last else "",
                moment.precision, certainty_phrase(step.certainty, moment, on=found.on), found.on.isoformat(),
                *_sources([step.source], found.ledger.documents),
            ])  # fmt: skip
    return head, rows


def _municipalities(found: Rollout) -> Table:
    """One row a municipality; where no edition was known one row an area, without municipality."""
    head = (
        "Gemeentecode", "Gemeente", "Politieregio", "Gebied", "Fase", "Stand van het gebied", "Opmerking", "Stand op",
        "Indeling", *_SOURCE_HEAD,
    )  # fmt: skip
    on = found.on.isoformat()
    if found.divisions is None:
        rows: list[list[Cell]] = [
            ["", "", item.area.region_title, item.area.title, item.phase.value, area_phrase(item, on=found.on),
             NO_DIVISIONS, on, "", *_sources(_grounds([item]), found.ledger.documents)]
            for item in found.standings
        ]  # fmt: skip
        return head, rows
    edition = edition_phrase(found.divisions)
    return head, [
        [*_municipality(item, found), on, edition, *_sources(_grounds(item.areas), found.ledger.documents)]
        for item in found.municipalities
    ]


def _municipality(item: MunicipalityStanding, found: Rollout) -> list[Cell]:
    region = item.municipality.politieregio
    return [
        item.municipality.code,
        item.municipality.title,
        region.title if region else "",
        " of ".join(area.area.title for area in item.areas),
        item.phase.value if item.phase else UNKNOWN,
        area_phrase(item.areas[0], on=found.on) if len(item.areas) == 1 else "",
        item.reason,
    ]


def _grounds(standings: Sequence[AreaStanding]) -> list[Source]:
    """On what it rests where these areas stand: the step that makes it so, else the one that is planned."""
    steps = [item.step or item.planned for item in standings]
    return [step.source for step in steps if step is not None]


def _sources(sources: Iterable[Source], documents: Mapping[str, Document]) -> list[Cell]:
    """Document, part, passage and date; of several each once."""
    listed = list(dict.fromkeys(sources))
    read = [documents[source.document] for source in listed]
    columns = (
        [document.title for document in read], [source.part for source in listed],
        [source.passage for source in listed], [document_phrase(document) for document in read],
    )  # fmt: skip
    return [" | ".join(dict.fromkeys(column)) for column in columns]


CHARTS = (
    Chart(COVERAGE, "Slachtofferdevice: gebieden per kwartaal", PATH, _builder(coverage_card, _coverage)),
    Chart(TIMELINE, "Slachtofferdevice: tijdlijn per gebied", PATH, _builder(timeline_card, _steps)),
)
