"""The card of the page Verkenner: a line over the periods, or bars of one; the same as a table; and its ways out."""

from __future__ import annotations

from datetime import date

from dash import html

from dashboard.components.chart_card import ChartCard
from dashboard.components.pivot_table import pivot_table
from dashboard.components.source_note import source_note
from dashboard.explorer.model import Explored, fixed_phrases
from dashboard.explorer.view import ALL, PERIOD_KINDS, ExplorerView
from dashboard.exports.provenance import MARKS, source_lines, used_line
from dashboard.figures.bars import Bar, bars_figure, bars_height
from dashboard.figures.picture import AXIS_HEIGHT, ROOM_FOR_LABELS, ROOM_FOR_NAMES, Provenance, picture
from dashboard.figures.theme import SERIES
from dashboard.figures.trend import TrendLine, trend_figure
from dashboard.words import NOT_GIVEN
from data_sources.contract import UNIT_COUNT, UNIT_PERCENT, Observation, Period
from data_sources.registry import BREAKS, TABLES
from metrics.text.description import describe_bars, describe_series
from metrics.text.phrases import period_label, period_phrase, upper_first
from metrics.text.units import unit_words

PATH, CSV_PATH = "/verkenner", "/csv/verkenner"
CHART = "verkenner"
# More bars than this are no longer a chart.
MOST_BARS = 40
# In a picture, for the unit beside or beneath an axis: pixels.
_UNIT_HEIGHT = 28
_BAR_MARKS = (
    "Gevulde staven zijn definitieve cijfers, gestreepte voorlopige; van open staven is de status onbekend. Waar een"
    " staaf ontbreekt, staat waarom."
)
_LEVEL_NAMES = {
    "LD": "Landsdelen", "PV": "Provincies", "VT": "Veilig Thuis-regio's", "GM": "Gemeenten",
}  # fmt: skip


def explorer_card(found: Explored, *, today: date) -> ChartCard:
    """Chart and table of one page of rows. Lines for up to three rows over several periods; else bars."""
    title, unit = found.title, unit_words(found.topic.unit)
    as_lines = found.view.many_periods and len(found.lines) <= len(SERIES)
    bars = [] if as_lines else _bars(found)
    figure = (
        trend_figure(_lines(found), found.periods, legend=len(found.lines) > 1, unit=unit)
        if as_lines
        else bars_figure(bars, unit=unit)
    )
    marks = MARKS if as_lines else _BAR_MARKS
    span = chosen_phrase(found)
    provenance = Provenance(
        title=title, subtitle=span if as_lines else f"{span}; {_bars_phrase(found, bars)}",
        lines=[
            marks, *source_lines(found.loads),
            used_line(found.loads, found.view.as_of, today=today),
        ],
        fictional=any(load.kind == "demo" for load in found.loads),
    )  # fmt: skip
    return ChartCard(
        name=file_name(found.view, today=today),
        chart=CHART,
        address=found.view.link(PATH),
        title=title,
        figure=figure,
        picture=picture(figure, provenance, left=ROOM_FOR_LABELS + (_UNIT_HEIGHT if unit else 0))
        if as_lines
        else picture(
            figure, provenance, height=bars_height(len(bars)) + 200, left=ROOM_FOR_NAMES,
            axis=AXIS_HEIGHT + (_UNIT_HEIGHT if unit else 0),
        ),
        provenance=provenance,
        table=_table(found, f"{title}, {span}"),
        description=[describe_series(f"{title}, {line.title}", line.figures) for line in found.lines]
        if as_lines
        else [describe_bars(title, [(bar.name, bar.figure) for bar in _without_totals(bars, found)])],
        hint=marks if as_lines else f"{_bars_hint(found, bars)} {_BAR_MARKS}",
        notes=_notes(found),
        sources=[source_note(load) for load in found.loads],
        csv_address=found.view.link(CSV_PATH, page=1),
        rows=not as_lines,
        wide=not as_lines,
    )  # fmt: skip


def chosen_phrase(found: Explored) -> str:
    """What is chosen besides the topic: 'Nederland, Aard van het geweld: Kindermishandeling, per halfjaar'."""
    view = found.view
    place = _LEVEL_NAMES.get(view.region[-2:], "") if view.many_regions else found.shape.regions[view.region]
    when = {"HJ": "per halfjaar", "JJ": "per jaar", "KW": "per kwartaal"}
    period = when[PERIOD_KINDS[view.period]] if view.many_periods else period_label(view.period)
    return ", ".join([place, *fixed_phrases(view, found.shape), period])


def file_name(view: ExplorerView, *, today: date) -> str:
    """What a kept file is called."""
    topic = view.indicator.rpartition(":")[2]
    stand = (view.as_of or today).isoformat()
    return f"{view.table}-{topic}-{view.region}-{view.period}-bekend-op-{stand}"


def _table(found: Explored, caption: str) -> html.Table:
    """The newest period first: what is looked for most often stands beside the names."""
    back = -1 if found.view.many_periods else 1
    columns = found.columns[::back]
    if len(found.lines) == 1 and found.view.many_periods:
        # One series reads downwards: across, most of it would lie beyond the edge.
        [line] = found.lines
        downwards = [(name, [figure]) for name, figure in zip(columns, line.figures[::back], strict=True)]
        return pivot_table(caption, "Periode", [line.title], downwards)
    return pivot_table(caption, _corner(found), columns, [(line.title, line.figures[::back]) for line in found.lines])


def _without_totals(bars: list[Bar], found: Explored) -> list[Bar]:
    """Without those that stand for all others: that a total is the highest need not be said."""
    names = found.view.choice(found.shape).breakdowns(found.shape)
    parts = [
        bar
        for bar in bars
        if not any(
            chosen == ALL and code == dimension.total
            for dimension, code, chosen in zip(
                found.shape.dimensions, names[bar.figure.breakdown], found.view.codes, strict=True
            )
        )
    ]
    return parts or bars


def _lines(found: Explored) -> list[TrendLine]:
    return [
        TrendLine(found.view.indicator, line.title, line.figures, style=place if len(found.lines) > 1 else 0)
        for place, line in enumerate(found.lines)
    ]


def _bars(found: Explored) -> list[Bar]:
    """One period: the one that is asked for, else the newest of which any row has a figure."""
    if found.by_category:
        bars = [
            Bar(f"{line.title}, {column}", figure)
            for line in found.lines
            for column, figure in zip(found.columns, line.figures, strict=True)
        ]
    else:
        newest = max(
            (place for line in found.lines for place, item in enumerate(line.figures) if item.value is not None),
            default=len(found.columns) - 1,
        )
        bars = [Bar(line.title, line.figures[newest]) for line in found.lines]
    return bars[:MOST_BARS]


def _bars_phrase(found: Explored, bars: list[Bar]) -> str:
    drawn = len(bars)
    every = len(found.lines) * (len(found.columns) if found.by_category else 1)
    some = f", de eerste {drawn} rijen" if drawn < every or found.pages > 1 else ""
    return f"staven van {period_phrase(bars[0].figure.period)}{some}"


def _bars_hint(found: Explored, bars: list[Bar]) -> str:
    advice = " Kies ten hoogste drie rijen om het verloop als lijn te zien."
    over_time = advice if len(found.columns) > 1 and not found.by_category else ""
    phrase = _bars_phrase(found, bars)
    return f"{upper_first(phrase)}.{over_time}"


def _corner(found: Explored) -> str:
    """What the names before the rows are."""
    by = [
        dimension.title
        for dimension, code in zip(found.shape.dimensions, found.view.codes, strict=True)
        if code == ALL and not found.by_category
    ]
    return ", ".join([*(["Regio"] if found.view.many_regions or not by else []), *by])


def _notes(found: Explored) -> list[str]:
    figures = found.figures
    notes = [_rounding_note(figures), TABLES[found.view.table].caution if found.view.table in TABLES else ""]
    if any(item.missing == "geheim-of-onbekend" for item in figures):
        notes.append(NOT_GIVEN)
    shown = {line.region for line in found.lines}
    first = min((Period.parse(item.period) for item in figures), default=None)
    notes += [step.reason for step in BREAKS if shown & set(step.regions) and first is not None]
    return [note for note in notes if note]


def _rounding_note(figures: list[Observation]) -> str:
    """How the figures are rounded; parts then do not always add up to their total."""
    steps = {(item.unit, item.rounding) for item in figures if item.value is not None and item.rounding is not None}
    if (UNIT_COUNT, 5.0) in steps:
        return (
            "Aantallen zijn elk apart afgerond op vijf, tenzij er iets anders bij staat. Onderdelen tellen daardoor"
            " niet altijd op tot hun totaal."
        )
    if (UNIT_PERCENT, 0.1) in steps:
        return "Percentages zijn afgerond op één cijfer achter de komma en tellen niet altijd op tot honderd."
    return ""
