"""The cards with the figures of a pilot that there are of two or more periods, for its page."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.components.chart_card import ChartCard
from dashboard.components.ledger_source import document_notes, ledger_source
from dashboard.components.word_table import Cell, word_table
from dashboard.exports.provenance import document_lines, not_public_lines, state_line
from dashboard.figures.picture import AXIS_HEIGHT, Provenance, picture
from dashboard.figures.pilot_series import MOST_LINES, pilot_series_figure
from dashboard.ledger_files import PILOTS_CSV
from dashboard.ledger_view import LedgerView
from dashboard.pilot_pages import pilot_query, with_pilots
from dashboard.services import Services
from data_sources.ledger import Ledger, Pilot, PilotFigure
from data_sources.period import consecutive
from metrics.pilot_series import PilotSeries, find_series
from metrics.season import SEASON_OF_SERIES
from metrics.text.phrases import period_label
from metrics.text.pilot_series import series_sentences
from metrics.text.pilots import figure_phrase, not_public, share_phrase

_HINT = (
    "Elk punt is een cijfer zoals de bron het geeft. Open punten zijn geen exacte getallen, zoals ‘ruim’ of ‘bijna’."
    " Waar de lijn onderbroken is, geeft geen bron een cijfer of wordt het cijfer niet getoond."
)
CHART = "pilot-reeks"
# Which of the cards of a pilot, from 1 on.
SERIES_NUMBER = "reeks"
# Beneath the axis, for the year of a quarter.
_SECOND_LINE = 16
_PER = {"JJ": "jaar", "HJ": "halfjaar", "KW": "kwartaal"}


def series_cards(pilot: Pilot, own: Ledger, view: LedgerView, services: Services) -> list[ChartCard]:
    """A card for each kind of period and unit, and one more where there are more lines than can be told apart."""
    groups: dict[tuple[str, str], list[PilotSeries]] = {}
    for series in find_series(own.figures):
        groups.setdefault((series.kind, series.unit), []).append(series)
    parts = [
        lines[first : first + MOST_LINES] for lines in groups.values() for first in range(0, len(lines), MOST_LINES)
    ]
    return [_card(pilot, own, lines, n, view, services) for n, lines in enumerate(parts, start=1)]


def series_address(slug: str, n: int, view: LedgerView) -> str:
    """The page of a pilot, with which of its cards it is about."""
    return f"{pilot_query(slug, view)}&{SERIES_NUMBER}={n}"


def _card(
    pilot: Pilot, own: Ledger, lines: Sequence[PilotSeries], n: int, view: LedgerView, services: Services
) -> ChartCard:
    today = services.today()
    title = f"{pilot.title} per {_PER[lines[0].kind]}: {' · '.join(line.name for line in lines)}"
    figures = [item for line in lines for item in line.figures]
    ends = [period for line in lines for period in (line.periods[0], line.periods[-1])]
    periods = consecutive(min(ends), max(ends))
    figure = pilot_series_figure(lines, periods)
    codes = list(dict.fromkeys(item.source.document for item in figures))
    closed = not_public_lines(figures)
    provenance = Provenance(
        title=title,
        subtitle=f"{period_label(periods[0].key)} tot en met {period_label(periods[-1].key)}",
        lines=[
            _HINT, *closed, *document_lines(own.documents[code] for code in codes),
            state_line(view.as_of, today=today),
        ],
        fictional=services.is_demo,
    )  # fmt: skip
    return ChartCard(
        chart=CHART,
        address=series_address(pilot.slug, n, view),
        name=f"pilot-{pilot.slug}-reeks-{n}-bekend-op-{(view.as_of or today).isoformat()}",
        title=title,
        figure=figure,
        picture=picture(figure, provenance, axis=AXIS_HEIGHT + _SECOND_LINE),
        provenance=provenance,
        table=_table(title, lines, own),
        description=[" ".join(series_sentences(line)) for line in lines],
        hint=_HINT,
        notes=[*closed, *([SEASON_OF_SERIES] if lines[0].kind == "HJ" else [])],
        sources=document_notes(codes, own.documents),
        csv_address=with_pilots(view.link(PILOTS_CSV), [pilot.slug]),
    )


def _table(title: str, lines: Sequence[PilotSeries], own: Ledger) -> html.Table:
    """The newest first, each as its source calls it."""
    shares = any(item.denominator for line in lines for item in line.figures)
    columns = ("Periode", "Onderwerp", "Cijfer", *(["Deel van"] if shares else []), "Gelezen in")
    return word_table(
        title, columns,
        [_row(item, own, shares=shares) for line in lines for item in reversed(line.figures)],
    )  # fmt: skip


def _row(item: PilotFigure, own: Ledger, *, shares: bool) -> list[Cell]:
    name = f"{item.title} ({item.place})" if item.place else item.title
    return [
        period_label(item.period), name, f"{figure_phrase(item)}{not_public(item)}",
        *([share_phrase(item)] if shares else []), ledger_source(item.source, own.documents),
    ]  # fmt: skip
