"""The chart cards of the page Slachtofferdevice: areas through time, and when each enters a phase."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dash import html

from dashboard.components.chart_card import ChartCard
from dashboard.components.ledger_source import document_notes, ledger_source
from dashboard.components.word_table import Cell, word_table
from dashboard.exports.provenance import document_lines, state_line
from dashboard.figures.coverage import CoveragePoint, coverage_figure
from dashboard.figures.picture import ROOM_FOR_NAMES, Provenance, picture
from dashboard.figures.timeline import TimelineRow, timeline_figure
from dashboard.ledger_page import Sight, file_stamp
from dashboard.rollout import Rollout, chart_span
from data_sources.ledger import COUNTRYWIDE, IN_USE, PILOT, PREPARATION, RolloutStep
from metrics.rollout import AreaState, coverage, piloted
from metrics.text.numbers import day
from metrics.text.phrases import lower_first
from metrics.text.pilots import certainty_phrase
from metrics.text.rollout import coverage_sentence

PATH = "/slachtofferdevice"
COVERAGE, TIMELINE = "uitrol-per-kwartaal", "uitrol-tijdlijn"
COVERAGE_CSV, TIMELINE_CSV = "/csv/slachtofferdevice-dekking", "/csv/slachtofferdevice-stappen"
# The quarters stand in three lines beneath the axis.
_THREE_LINES = 84
DEVICE_NAME = "het Slachtofferdevice"
_EACH_ONCE = (
    "Elk gebied telt één keer, naar zijn verste stap; een pilot telt als nog niet. Gearceerd is niet bevestigd."
)
_BANDS = (
    "Een balk is de tijd waarin een fase kan beginnen, niet hoe lang zij duurt. Gearceerd is gepland of verwacht. Staat"
    " er ‘vóór’ in een balk, dan is het begin niet gegeven."
)


def coverage_card(found: Rollout, sight: Sight, *, fictional: bool) -> ChartCard:
    """All areas at the end of each quarter, by how far they are."""
    title = "Gebieden per kwartaal"
    figure = coverage_figure(found.points, today=found.today)
    running = next((point.label for point in found.points if point.on == found.today), None)
    now = f"; {running}: op {day(found.today)}" if running else ""
    subtitle = f"Slachtofferdevice, {len(found.standings)} gebieden, stand aan het einde van elk kwartaal{now}"
    provenance = _provenance(title, subtitle, [_EACH_ONCE], found, sight, fictional=fictional)
    return ChartCard(
        chart=COVERAGE,
        address=sight.view.link(PATH),
        name=f"slachtofferdevice-per-kwartaal-{file_stamp(sight)}",
        title=title,
        figure=figure,
        picture=picture(figure, provenance, axis=_THREE_LINES),
        provenance=provenance,
        table=_coverage_table(found.points, found.today),
        description=_coverage_words(found),
        hint=_EACH_ONCE,
        notes=[],
        sources=document_notes(_codes(found), found.ledger.documents),
        csv_address=sight.view.link(COVERAGE_CSV),
        wide=True,
    )


def timeline_card(found: Rollout, sight: Sight, *, fictional: bool) -> ChartCard:
    """When each area enters a phase, with bands as wide as the words of the letter."""
    title = "Tijdlijn per gebied"
    first, last = chart_span(found.ledger)
    rows = timeline_rows(found)
    figure = timeline_figure(rows, first=first, last=last, on=found.on)
    provenance = _provenance(title, "Slachtofferdevice, per gebied", [_BANDS], found, sight, fictional=fictional)
    return ChartCard(
        chart=TIMELINE,
        address=sight.view.link(PATH),
        name=f"slachtofferdevice-tijdlijn-{file_stamp(sight)}",
        title=title,
        figure=figure,
        picture=picture(figure, provenance, height=780, left=ROOM_FOR_NAMES),
        provenance=provenance,
        table=_timeline_table(rows, found),
        description=[_row_words(row, found.on) for row in rows],
        hint=_BANDS,
        notes=["Voor een gebied zonder eigen moment van gebruik geldt het landelijke moment."],
        sources=document_notes(_codes(found), found.ledger.documents),
        csv_address=sight.view.link(TIMELINE_CSV),
        rows=True,
        wide=True,
    )


def timeline_rows(found: Rollout) -> list[TimelineRow]:
    """The areas in the order of the letter, and the whole country last."""
    rows = [
        TimelineRow(area.title, [step for step in found.ledger.steps if step.area == area.slug])
        for area in found.ledger.areas
    ]
    countrywide = [step for step in found.ledger.steps if step.area == COUNTRYWIDE]
    return [*rows, TimelineRow("Landelijk", countrywide)] if countrywide else rows


def _provenance(
    title: str, subtitle: str, lines: Sequence[str], found: Rollout, sight: Sight, *, fictional: bool
) -> Provenance:
    documents = [found.ledger.documents[code] for code in _codes(found)]
    return Provenance(
        title=f"Slachtofferdevice: {lower_first(title)}",
        subtitle=subtitle,
        lines=[*lines, *document_lines(documents), state_line(sight.view.as_of, today=found.today)],
        fictional=fictional,
    )


def _codes(found: Rollout) -> list[str]:
    return list(dict.fromkeys(step.source.document for step in found.ledger.steps))


def _coverage_words(found: Rollout) -> list[str]:
    """The day that is shown, and the ends of the chart."""
    now = CoveragePoint("", found.on, coverage(found.standings), piloted(found.standings))
    points = {point.on: point for point in (now, found.points[0], found.points[-1])}
    return [
        coverage_sentence(DEVICE_NAME, point.counts, on=point.on, today=found.today, pilots=point.pilots)
        for point in points.values()
    ]


def _coverage_table(points: Sequence[CoveragePoint], today: date) -> html.Table:
    rows: list[Sequence[Cell]] = [
        [
            [html.Span(point.label), html.Span(_state_day(point.on, today), className="detail")],
            *(str(point.counts[state]) for state in AreaState),
        ]
        for point in points
    ]
    return word_table(
        "Aantal gebieden per kwartaal", ("Kwartaal", *(state.value.capitalize() for state in AreaState)), rows
    )


def _state_day(on: date, today: date) -> str:
    return f"stand op {day(on)}{' (vooruit)' if on > today else ' (vandaag)' if on == today else ''}"


def _timeline_table(rows: Sequence[TimelineRow], found: Rollout) -> html.Table:
    phases = (PILOT, PREPARATION, IN_USE)
    body: list[Sequence[Cell]] = [[row.title, *(_step_cell(row, phase, found) for phase in phases)] for row in rows]
    return word_table("Stappen per gebied", ("Gebied", *(phase.capitalize() for phase in phases)), body)


def _step_cell(row: TimelineRow, phase: str, found: Rollout) -> Cell:
    step = next((item for item in row.steps if item.phase == phase), None)
    if step is None:
        return html.Span("–", className="missing")
    return [
        html.Span(step.moment.text, className="value"),
        html.Span(_certain(step, found.on), className="detail"),
        ledger_source(step.source, found.ledger.documents, name="Passage", about=f"{row.title}, {phase}"),
    ]


def _certain(step: RolloutStep, on: date) -> str:
    return certainty_phrase(step.certainty, step.moment, on=on)


def _row_words(row: TimelineRow, on: date) -> str:
    parts = [f"{step.phase}: {step.moment.text} ({_certain(step, on)})" for step in row.steps]
    return f"{row.title}: {'; '.join(parts) or 'geen eigen moment'}."
