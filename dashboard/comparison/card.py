"""The card of the page Vergelijken: a small chart a series, the same as a table, in words, and its ways out."""

from __future__ import annotations

from datetime import date

from dashboard.comparison.model import Comparison, Series
from dashboard.comparison.names import MOST_NAMED, enumerated
from dashboard.comparison.view import ComparisonView
from dashboard.components.chart_card import ChartCard, ChartPanel
from dashboard.components.series_table import series_table
from dashboard.components.source_note import source_note
from dashboard.exports.provenance import MARKS, source_lines, used_line
from dashboard.figures.multiples import multiples_figure, multiples_height, panel_charts
from dashboard.figures.panels import Panel
from dashboard.figures.picture import AXIS_HEIGHT, ROOM_FOR_LABELS, Provenance, lines_height, picture
from dashboard.figures.theme import SERIES, series_style
from dashboard.gegevens.view import figure_link
from dashboard.words import NEVER_COMPUTED
from data_sources.contract import Observation, Period
from data_sources.registry import region_exists
from metrics.apart import lie_apart
from metrics.derive import note_on_sums
from metrics.development import UNIT_INDEX, Measure
from metrics.readings import Reading
from metrics.season import season_said
from metrics.text.description import describe_series
from metrics.text.development import describe_values, measure_phrase
from metrics.text.numbers import number
from metrics.text.phrases import SMALL, period_label, period_phrase, status_phrase
from metrics.text.reasons import short_reason

PATH, CSV_PATH = "/vergelijken", "/csv/vergelijken"
CHART = "vergelijken"

OWN_SCALE = "Let op: elke grafiek heeft een eigen schaal. Vergelijk het verloop, niet de hoogte."
SAME_SCALE = "Alle grafieken hebben dezelfde schaal, zodat ook hun hoogte te vergelijken is."
_GREY = "Grijze punten passen binnen de afronding, of gaan over een klein aantal."
_SECRET = f"Waar CBS een cijfer geheim houdt, blijft het leeg. {NEVER_COMPUTED}."
# What a picture has above its chart, in pixels.
_HEAD = 88


def comparison_card(found: Comparison, *, today: date) -> ChartCard:
    """The small charts of a comparison, with everything that belongs beside them."""
    view = found.view
    panels = [_panel(series) for series in found.series]
    title, subtitle, scale = found.title, _subtitle(found), OWN_SCALE if found.own_scale else SAME_SCALE
    figure = multiples_figure(panels, found.periods, own_scale=found.own_scale)
    marks = f"{MARKS} {_GREY}" if any(item.faint for series in found.series for item in series.readings) else MARKS
    provenance = Provenance(
        title=title, subtitle=subtitle,
        lines=[
            scale, marks, *notes(found), *source_lines(found.shown_loads),
            used_line(found.shown_loads, view.as_of, today=today),
        ],
        fictional=any(load.kind == "demo" for load in found.shown_loads),
    )  # fmt: skip
    height = _HEAD + multiples_height(panels) + AXIS_HEIGHT + lines_height(provenance.lines)
    charts = panel_charts(panels, found.periods, own_scale=found.own_scale)
    return ChartCard(
        name=file_name(view, today=today),
        chart=CHART,
        address=view.link(PATH),
        title=title,
        subtitle=provenance.subtitle,
        figure=figure,
        picture=picture(figure, provenance, height=height, left=ROOM_FOR_LABELS),
        provenance=provenance,
        panels=[
            ChartPanel(panel.name, panel.last, chart, series=SERIES.index(panel.style) + 1)
            for panel, chart in zip(panels, charts, strict=True)
        ],
        table=series_table(
            found.series, found.periods, caption=f"{title}, {subtitle}",
            history=lambda item: figure_link(item, view.as_of),
        ),
        description=_description(found),
        hint=f"{scale} {marks}",
        notes=notes(found),
        sources=[source_note(load) for load in found.shown_loads],
        csv_address=view.link(CSV_PATH),
    )  # fmt: skip


def notes(found: Comparison) -> list[str]:
    """What belongs beside the charts: the season, breaks, added up years, why a chart is empty, what is secret."""
    empty = [f"{series.name}: {_why_empty(series)}." for series in found.series if not series.values]
    secret = any(
        map(_is_secret, (figure for series in found.series for item in series.readings for figure in item.figures))
    )
    season = season_said(note for series in found.series for item in series.readings for note in item.notes)
    sums = note_on_sums(
        [(series.name, [figure for item in series.readings for figure in item.figures]) for series in found.series]
    )
    return [*season, *(step.reason for step in found.breaks), *sums, *empty, *([_SECRET] if secret else [])]


def _why_empty(series: Series) -> str:
    """Why the newest figure has no value, where there are figures; else why there is no newest figure."""
    points = series.points
    return short_reason(next((point for point in reversed(points) if point.figure.value is not None), points[-1]))


def _is_secret(figure: Observation) -> bool:
    """Not of a region that was not there, whose cells CBS marks the same."""
    there = region_exists(figure.region, Period.parse(figure.period)) is not False
    return figure.missing == "geheim-of-onbekend" and not figure.gone and there


def file_name(view: ComparisonView, *, today: date) -> str:
    """What a kept file is called: what it shows, and as known on which day."""
    topics = "-".join(view.indicators) if len(view.indicators) <= 2 else f"{len(view.indicators)}-onderwerpen"
    base = f"-{view.base.key}" if view.base else ""
    scale = "-eigen-schaal" if view.scale == "eigen" else ""
    stand = (view.as_of or today).isoformat()
    what = f"{topics}-{'-'.join(view.regions)}-{view.shown}{base}{scale}"
    return f"veilig-thuis-vergelijken-{what}-per-{view.kind}-bekend-op-{stand}"


def _subtitle(found: Comparison) -> str:
    """The periods, after the regions that the title only counts."""
    span = f"{period_label(found.periods[0].key)} tot en met {period_label(found.periods[-1].key)}"
    names = [series.name for series in found.series]
    which = f"{enumerated(names)}; " if len(names) > MOST_NAMED else ""
    given = ", zoals CBS het geeft" if found.view.shown == "per-100000" else ""
    return f"{which}{'per' if which else 'Per'} {found.view.kind}, {span}{given}"


def _measure(found: Comparison) -> str:
    """What the charts show, as a sentence."""
    base = found.base.key if found.base else None
    shown = f"de {measure_phrase(found.view.measure, base=base, kind=found.view.kind)}"
    if found.view.measure is Measure.NIVEAU:
        rates = found.view.shown == "per-100000"
        shown = "de cijfers per 100.000 inwoners, zoals CBS ze geeft" if rates else "de cijfers zelf"
    return f"De grafieken tonen {shown}."


def _panel(series: Series) -> Panel:
    return Panel(series.name, series_style(series.topic.counted), series.points, series.readings, _last(series))


def _last(series: Series) -> str:
    """The newest value in words, short enough for above a small chart."""
    item = next((item for item in reversed(series.readings) if item.value is not None), None)
    if item is None:
        return "geen cijfer bekend" if all(point.figure.value is None for point in series.points) else "niet te geven"
    certain = "" if item.status == "definitief" else f", {status_phrase(item.status)}"
    return f"{_short(item)} ({period_label(item.key)}{certain})"


def _short(item: Reading) -> str:
    """What does not fit above a small chart is said in the table."""
    if not item.faint:
        return item.text
    return SMALL if item.small_count else "past binnen de afronding"


def _description(found: Comparison) -> list[str]:
    scale = OWN_SCALE if found.own_scale else SAME_SCALE
    level = found.view.measure is Measure.NIVEAU
    return [
        f"{_measure(found)} {scale}",
        *(
            describe_series(series.name, [point.figure for point in series.points])
            if level
            else describe_values(series.name, series.readings)
            for series in found.series
        ),
        *_extremes(found),
    ]


def _extremes(found: Comparison) -> list[str]:
    """Of indices, which lies highest and lowest, where rounding cannot turn it round."""
    apart = lie_apart([series.points for series in found.series]) if found.units == [UNIT_INDEX] else None
    if apart is None:
        return []
    some = "" if len(apart.compared) == len(found.series) else " van wat te vergelijken is"
    ends = [
        f"het {word}{some} bij {found.series[place].name} ({number(_value(found, place, apart.period), 1)})"
        for word, place in (("hoogst", apart.highest), ("laagst", apart.lowest))
        if place is not None
    ]
    when = period_phrase(apart.period.key)
    if not ends:
        return [f"Welke index in {when} het hoogst of laagst is, is door de afronding niet te zeggen."]
    return [f"In {when} is de index {' en '.join(ends)}."]


def _value(found: Comparison, place: int, period: Period) -> float:
    return next(point.value or 0.0 for point in found.series[place].points if point.period == period)
