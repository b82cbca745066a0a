"""A development: one line a series of readings over all periods of one kind, with what rounding leaves open.

Filled marks are definitive, hollow ones provisional, as in the trend; grey ones with a cross in them are not to be read
as a difference: it lies within rounding, or is one of a klein aantal.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.events import Placed, event_marks, event_shapes, headroom
from dashboard.figures.period_axis import period_axis
from dashboard.figures.theme import INK_SOFT, LIGHT, PAPER, SERIES, SeriesStyle, chart
from data_sources.contract import UNIT_COUNT, Period
from data_sources.registry import BREAKS, Break
from metrics.derive import SUM_OF_HALVES
from metrics.readings import Reading
from metrics.text.phrases import period_label, status_phrase
from metrics.text.units import decimals_of

_PROVISIONAL = {"voorlopig", "nader-voorlopig"}
_COARSE = 1000
# As many as fit on a narrow screen.
_NAME_CHARACTERS = 28


@dataclass(frozen=True)
class ReadingLine:
    """One series: its name on screen, its place among the styles, and a reading for each place on the axis.

    ``labels``: of each reading when it is; None: its period. With fewer readings than places the line ends earlier.
    """

    name: str
    readings: Sequence[Reading]
    style: int = 0
    labels: Sequence[str] | None = None


@dataclass(frozen=True)
class Vertical:
    """The vertical axis: its title, the line that values are held against (None: none), whether it begins at zero."""

    title: str = ""
    reference: float | None = None
    from_zero: bool = True


def development_figure(
    lines: Sequence[ReadingLine], periods: Sequence[Period], *, region: str, vertical: Vertical,
    events: Sequence[Placed] = (),
) -> go.Figure:  # fmt: skip
    """All periods stand on the axis, also those without a value: a gap is a gap.

    Two lines are named above the chart, one by the title of its card. An interval is drawn where its ends read
    differently. A break in the figures of the region within the periods is a line with its name.
    """
    keys = [period.key for period in periods]
    breaks = [place for _, place in breaks_within(region, periods)]
    layout = {
        "showlegend": len(lines) > 1,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
        "xaxis": period_axis(periods) | {"autotickangles": [0, 60, 90]},
        "yaxis": _value_axis(lines, vertical, headroom(events)),
        "shapes": _reference(vertical) + [_break_line(place) for place in breaks] + event_shapes(events),
        "annotations": [_break_name(place) for place in breaks] + event_marks(events),
    }  # fmt: skip
    traces = [_trace(line, keys) for line in lines]
    return chart([*traces, *map(_key_trace, lines, traces)] if len(lines) > 1 else traces, layout)


def breaks_within(region: str, periods: Sequence[Period]) -> list[tuple[Break, float]]:
    """The breaks in a region's figures between the first and last shown period, each with its place on the axis."""
    return [
        (step, place - 0.5)
        for step in BREAKS
        if not step.regions or region in step.regions
        for place, period in enumerate(periods)
        if place > 0 and period.start <= step.first.start <= period.end
    ]


def _trace(line: ReadingLine, keys: list[str]) -> dict[str, Any]:
    style = SERIES[line.style]
    labels = line.labels or [period_label(item.key) for item in line.readings]
    return {
        "type": "scatter",
        "name": "<br>".join(map(html.escape, textwrap.wrap(line.name, _NAME_CHARACTERS))),
        # One in the key hides and shows the other.
        "legendgroup": line.name,
        "showlegend": False,
        "x": keys[: len(line.readings)],
        "y": [item.value for item in line.readings],
        "mode": "lines+markers",
        "connectgaps": False,
        # A mark on the lowest line is drawn whole.
        "cliponaxis": False,
        "line": {"color": style.colour, "dash": style.dash, "width": 2.5},
        "marker": {
            "size": 9,
            "symbol": [_symbol(item, style) for item in line.readings],
            "color": [_fill(item, style) for item in line.readings],
            "line": {"color": [INK_SOFT if item.faint else style.colour for item in line.readings], "width": 2},
        },
        "customdata": [_words(line.name, label, item) for label, item in zip(labels, line.readings, strict=True)],
        "hovertemplate": "%{customdata}<extra></extra>",
        **_intervals(line, style),
    }


def _key_trace(line: ReadingLine, trace: Mapping[str, Any]) -> dict[str, Any]:
    """The name above the chart with a filled mark: plotly would take the mark of the first reading, whatever its
    status. It has no point of its own, and no words, so that the keyboard walk goes past it.
    """
    style = SERIES[line.style]
    return {
        "type": "scatter", "name": trace["name"], "x": [None], "y": [None], "mode": "lines+markers",
        "legendgroup": trace["legendgroup"], "showlegend": True, "hoverinfo": "skip", "line": trace["line"],
        "marker": {"size": 9, "symbol": style.symbol, "color": style.colour},
    }  # fmt: skip


def _intervals(line: ReadingLine, style: SeriesStyle) -> dict[str, Any]:
    """Error bars at the points whose interval is said; none at all where it is said of no point.

    Every point has an entry, since plotly pairs them by place; one of zero hides behind its mark.
    """
    if not any(item.interval for item in line.readings):
        return {}
    above = [_reach(item.high, item.value) if item.interval else 0.0 for item in line.readings]
    below = [_reach(item.value, item.low) if item.interval else 0.0 for item in line.readings]
    bars = {"type": "data", "symmetric": False, "array": above, "arrayminus": below}
    return {"error_y": {**bars, "color": style.colour, "thickness": 1.5, "width": 4}}


def _reach(high: float | None, low: float | None) -> float:
    return 0.0 if high is None or low is None else high - low


def _symbol(item: Reading, style: SeriesStyle) -> str:
    """A cross within its mark for what is no difference to read; of a level in thousands, and of unknown status, as in
    the trend.
    """
    if item.faint:
        return f"{style.symbol}-x"
    if len(item.figures) == 1 and (item.figures[0].rounding or 0) >= _COARSE:
        return "x-thin"
    return f"{style.symbol}-open-dot" if item.status == "onbekend" else style.symbol


def _fill(item: Reading, style: SeriesStyle) -> str:
    if item.status in _PROVISIONAL or (item.faint and item.status == "onbekend"):
        return PAPER
    return LIGHT if item.faint else style.colour


def _words(name: str, label: str, item: Reading) -> str:
    """One point in words; pseudo-HTML, so texts are escaped."""
    head = f"{html.escape(name)}, {html.escape(label)}"
    if item.value is None:
        return f"{head}: {html.escape(item.text)}"
    interval = f", binnen de afronding {html.escape(item.interval)}" if item.interval else ""
    # Of a change or ratio the table says which figures were added up.
    interval += f", {SUM_OF_HALVES}" if [one.status_basis for one in item.figures] == [SUM_OF_HALVES] else ""
    return f"{head}: <b>{html.escape(item.text)}</b> ({status_phrase(item.status)}{interval})"


def _value_axis(lines: Sequence[ReadingLine], vertical: Vertical, room: float) -> Mapping[str, Any]:
    """With room above the highest point for the numbers of events, in which no point lies."""
    ends = [
        end
        for line in lines
        for item in line.readings
        if item.value is not None
        for end in ([item.value, item.low, item.high] if item.interval else [item.value])
        if end is not None
    ]
    if vertical.reference is not None:
        ends.append(vertical.reference)
    if vertical.from_zero:
        ends.append(0.0)
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    span = (high - low) or abs(high) or 1.0
    bottom = low if low == 0 and vertical.reference is None else low - 0.06 * span
    whole = (high - bottom) * 1.06 / (1 - room)
    title = {"title": {"text": html.escape(vertical.title), "standoff": 8, "font": {"size": 14}}, "automargin": True}
    return {
        "range": [bottom, bottom + whole], "tickformat": f",.{_decimals(lines, whole)}f",
        **(title if vertical.title else {}),
    }  # fmt: skip


def _decimals(lines: Sequence[ReadingLine], whole: float) -> int:
    """Those that ticks need to differ: none for counts, and for others by how wide the axis is."""
    if any(item.unit == UNIT_COUNT for line in lines for item in line.readings):
        return 0
    values = [item.value for line in lines for item in line.readings if item.value is not None]
    most = max(map(decimals_of, values), default=0)
    return min(most, 0 if whole >= 10 else 1 if whole >= 1 else 2)


def _reference(vertical: Vertical) -> list[dict[str, Any]]:
    """The line of no change, or of the base."""
    if vertical.reference is None:
        return []
    y = vertical.reference
    line = {"color": INK_SOFT, "width": 1}
    return [{"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": y, "y1": y, "layer": "below", "line": line}]


def _break_line(place: float) -> dict[str, Any]:
    line = {"color": INK_SOFT, "width": 2, "dash": "longdash"}
    return {"type": "line", "x0": place, "x1": place, "y0": 0, "y1": 1, "yref": "paper", "layer": "below", "line": line}


def _break_name(place: float) -> dict[str, Any]:
    return {
        "text": "breuk", "x": place, "xref": "x", "y": 0, "yref": "paper", "yanchor": "bottom", "xanchor": "left",
        "xshift": 3, "showarrow": False, "font": {"size": 12, "color": INK_SOFT},
    }  # fmt: skip
