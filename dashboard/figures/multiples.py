"""Small multiples: one chart a series, all over the same periods, on one scale or each on its own.

On the screen each is a chart of its own, so that they stand in as many columns as there is room for; in the picture
they are parts of one. Both are drawn from the same traces and axes.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.picture import ROOM_FOR_LABELS, WIDTH
from dashboard.figures.theme import GRID, INK_SOFT, PAPER, SeriesStyle, base_layout
from dashboard.figures.ticks import round_ticks, value_range
from data_sources.contract import UNIT_PERCENT, Period
from data_sources.registry import break_between
from metrics.derive import SUM_OF_HALVES
from metrics.development import UNIT_INDEX, Point
from metrics.readings import Reading
from metrics.text.phrases import period_label, status_phrase
from metrics.text.units import decimals_of, figure_text

Part = dict[str, Any]
Range = tuple[float, float]

_PROVISIONAL = {"voorlopig", "nader-voorlopig"}
_INDEX_BASE = 100.0
# In the picture, in pixels: what a panel needs besides its plot, and its plot.
_PLOT_HEIGHT, _TICKS_HEIGHT, _LINE_HEIGHT, _GUTTER = 148, 44, 18, 72
# How wide the panels of a picture are together.
_WIDTH = WIDTH - ROOM_FOR_LABELS - 32
_NAME_CHARACTERS, _HOVER_CHARACTERS = 27, 34
# More years than this are too many labels for a small chart.
_MOST_YEARS = 5


@dataclass(frozen=True)
class Panel:
    """One series: its name on screen, its style, and a point for each period, those without a value included, with
    their words. ``last``: its newest value in words.
    """

    name: str
    style: SeriesStyle
    points: Sequence[Point]
    readings: Sequence[Reading]
    last: str

    @property
    def values(self) -> list[float]:
        return [point.value for point in self.points if point.value is not None]


def panel_ranges(panels: Sequence[Panel], *, own_scale: bool) -> list[Range]:
    """From where to where the axis of each panel goes: the same for all, or each its own. From zero for a figure or
    a change, from 100 for an index, further where values lie below.
    """
    anchor = _anchor(panels)
    if own_scale:
        return [value_range(panel.values, anchor=anchor) for panel in panels]
    return [value_range([value for panel in panels for value in panel.values], anchor=anchor)] * len(panels)


def panel_charts(panels: Sequence[Panel], periods: Sequence[Period], *, own_scale: bool) -> list[Part]:
    """A chart for each panel, for the screen; its name and its newest figure stand above it in the page."""
    base = base_layout().to_plotly_json()
    margin = {"l": 60, "r": 12, "t": 8, "b": 28}
    anchor = _anchor(panels)
    return [
        {
            "data": [_trace(panel)],
            "layout": {
                **base,
                "margin": margin,
                "xaxis": {**base["xaxis"], **_period_axis(periods)},
                "yaxis": {**base["yaxis"], **_value_axis(panel, ends, anchor)},
                "shapes": _anchor_lines(anchor, "x", "y"),
            },
        }
        for panel, ends in zip(panels, panel_ranges(panels, own_scale=own_scale), strict=True)
    ]


def multiples_figure(panels: Sequence[Panel], periods: Sequence[Period], *, own_scale: bool) -> go.Figure:
    """All panels in one chart, for the picture: each in a place of its own, beneath its name and its newest figure."""
    base = base_layout().to_plotly_json()
    anchor = _anchor(panels)
    layout: Part = dict(base)
    traces, names, lines = [], [], []
    places = _places(panels)
    ranges = panel_ranges(panels, own_scale=own_scale)
    for number, (panel, place, ends) in enumerate(zip(panels, places, ranges, strict=True), start=1):
        x, y = (f"{letter}{number if number > 1 else ''}" for letter in "xy")
        traces.append(_trace(panel) | {"xaxis": x, "yaxis": y})
        layout[f"xaxis{x[1:]}"] = {**base["xaxis"], **_period_axis(periods), "anchor": y, "domain": place.across}
        layout[f"yaxis{y[1:]}"] = {
            **base["yaxis"], **_value_axis(panel, ends, anchor), "anchor": x, "domain": place.upright,
        }  # fmt: skip
        names.append(_heading(panel, place))
        lines += _anchor_lines(anchor, x, y)
    return go.Figure(data=traces, layout={**layout, "annotations": names, "shapes": lines})


def multiples_height(panels: Sequence[Panel]) -> int:
    """How high the panels of a picture are together, in pixels, without the labels beneath the lowest."""
    return _rows(panels) * _row_height(panels) - _TICKS_HEIGHT


@dataclass(frozen=True)
class _Place:
    """Where a panel stands in the picture, as parts of its width and height."""

    across: tuple[float, float]
    upright: tuple[float, float]


def _columns(panels: Sequence[Panel]) -> int:
    return 2 if len(panels) in {2, 4} else 3


def _rows(panels: Sequence[Panel]) -> int:
    return -(-len(panels) // _columns(panels))


def _row_height(panels: Sequence[Panel]) -> int:
    lines = max(len(_wrapped(panel)) for panel in panels) + 1
    return _PLOT_HEIGHT + _TICKS_HEIGHT + lines * _LINE_HEIGHT


def _places(panels: Sequence[Panel]) -> list[_Place]:
    """Row by row. The lowest ends at the bottom of the plot: labels of its periods stand in the margin beneath."""
    columns, rows = _columns(panels), _rows(panels)
    high = multiples_height(panels)
    gutter = _GUTTER / _WIDTH
    wide = (1 - (columns - 1) * gutter) / columns
    found = []
    for place in range(len(panels)):
        row, column = divmod(place, columns)
        bottom = (rows - 1 - row) * _row_height(panels) / high
        left = column * (wide + gutter)
        found.append(_Place((left, min(1.0, left + wide)), (bottom, min(1.0, bottom + _PLOT_HEIGHT / high))))
    return found


def _wrapped(panel: Panel) -> list[str]:
    return textwrap.wrap(panel.name, _NAME_CHARACTERS)


def _heading(panel: Panel, place: _Place) -> Part:
    name = "<br>".join(f"<b>{html.escape(line)}</b>" for line in _wrapped(panel))
    return {
        "text": f"{name}<br>{html.escape(panel.last)}", "align": "left", "showarrow": False, "font": {"size": 13},
        "x": place.across[0], "xref": "paper", "xanchor": "left", "xshift": -_GUTTER / 2,
        "y": place.upright[1], "yref": "paper", "yanchor": "bottom", "yshift": 4,
    }  # fmt: skip


def _anchor(panels: Sequence[Panel]) -> float:
    """What the axis always shows: 100 for an index, else zero."""
    index = any(point.unit == UNIT_INDEX for panel in panels for point in panel.points)
    return _INDEX_BASE if index else 0.0


def _anchor_lines(anchor: float, x: str, y: str) -> list[Part]:
    """Where an index is 100; zero has a line of its axis. Over the chart: beneath it the grid would hide it."""
    if anchor == 0:
        return []
    return [
        {
            "type": "line", "xref": f"{x} domain", "x0": 0, "x1": 1, "yref": y, "y0": anchor, "y1": anchor,
            "line": {"color": INK_SOFT, "width": 1, "dash": "dot"},
        }
    ]  # fmt: skip


def _period_axis(periods: Sequence[Period]) -> Part:
    """All periods, as a category axis: plotly would read years as numbers and close the gaps."""
    keys = [period.key for period in periods]
    years = [period for period in periods if period.kind == "JJ" or period.number == 1]
    shown = years[::-1][:: 1 if len(years) <= _MOST_YEARS else 2][::-1]
    return {
        "type": "category", "categoryorder": "array", "categoryarray": keys, "range": [-0.5, len(keys) - 0.5],
        "tickmode": "array", "tickvals": [period.key for period in shown],
        "ticktext": [str(period.year) for period in shown], "tickangle": 0, "ticks": "",
        "showline": True, "tickfont": {"size": 12},
    }  # fmt: skip


def _value_axis(panel: Panel, ends: Range, anchor: float) -> Part:
    whole = anchor == 0 and all(decimals_of(value) == 0 for value in panel.values)
    values, texts = round_ticks(*ends, whole=whole)
    mark = "%" if {point.unit for point in panel.points} == {UNIT_PERCENT} else ""
    return {
        "range": list(ends), "rangemode": "normal", "autorange": False, "tickmode": "array", "tickvals": values,
        "ticktext": [f"{text}{mark}" for text in texts], "ticks": "", "tickfont": {"size": 12}, "showgrid": True,
        "gridcolor": GRID, "zeroline": anchor == 0, "zerolinecolor": INK_SOFT, "zerolinewidth": 1,
        # A chart without any figure has no scale to read.
        "showticklabels": bool(panel.values),
    }  # fmt: skip


def _trace(panel: Panel) -> Part:
    steps = _steps(panel.points)
    colours = [INK_SOFT if item.faint else panel.style.colour for item in panel.readings]
    fills = [
        PAPER if item.status in _PROVISIONAL else colour for item, colour in zip(panel.readings, colours, strict=True)
    ]
    return {
        "type": "scatter",
        "name": html.escape(panel.name),
        "x": _spread([item.key for item in panel.readings], steps),
        "y": _spread([item.value for item in panel.readings], steps, None),
        "mode": "lines+markers",
        "connectgaps": False,
        # A marker on the edge of the scale is drawn whole.
        "cliponaxis": False,
        "line": {"color": panel.style.colour, "dash": panel.style.dash, "width": 2},
        "marker": {
            "size": 7,
            "symbol": _spread([_symbol(item, panel.style) for item in panel.readings], steps),
            "color": _spread(fills, steps),
            "line": {"color": _spread(colours, steps), "width": 2},
        },
        # Spoken on the keyboard walk; under the pointer the same in short lines, for a small chart.
        "customdata": _spread([_spoken(panel.name, item) for item in panel.readings], steps),
        "text": _spread([_hover(item) for item in panel.readings], steps),
        "hovertemplate": "%{text}<extra></extra>",
    }


def _steps(points: Sequence[Point]) -> list[int]:
    """Before which points a break stands: a line is not drawn across it, also where there is no period between."""
    return [
        place
        for place in range(1, len(points))
        if break_between(points[place].figure.region, points[place - 1].period, points[place].period)
    ]


def _spread(values: Sequence[Any], steps: Sequence[int], *between: Any) -> list[Any]:
    """The values, with one more before each break: ``between``, or the one after it once more."""
    found = list(values)
    for place in reversed(steps):
        found.insert(place, between[0] if between else found[place])
    return found


def _symbol(item: Reading, style: SeriesStyle) -> str:
    """A cross for what rests on a figure in thousands; open with a dot when nobody says how certain the figure is."""
    if any(figure.rounding is not None and figure.rounding >= 1000 for figure in item.figures):
        return "x-thin"
    return f"{style.symbol}-open-dot" if item.status == "onbekend" else style.symbol


def _spoken(name: str, item: Reading) -> str:
    """One point in words; pseudo-HTML, so names are escaped."""
    head = f"{html.escape(name)}, {period_label(item.key)}"
    text = html.escape(item.text.rstrip("."))
    return f"{head}: {text}" if item.value is None else f"{head}: <b>{text}</b> ({'; '.join(_remarks(item))})"


def _hover(item: Reading) -> str:
    remarks = [f"<b>{html.escape(item.text)}</b>", *_remarks(item)]
    lines = [line for text in remarks for line in textwrap.wrap(text, _HOVER_CHARACTERS)]
    return "<br>".join([period_label(item.key), *lines])


def _remarks(item: Reading) -> list[str]:
    """How certain, how far rounding leaves it open, what it was computed from."""
    known = [figure for figure in item.figures if figure.value is not None]
    compared = len(known) == 2 and known[0].period != known[1].period
    both = [" tegen ".join(figure_text(figure) for figure in known)] if compared else []
    added = [SUM_OF_HALVES] if any(figure.status_basis == SUM_OF_HALVES for figure in known) else []
    between = [f"binnen de afronding {item.interval}"] if item.interval else []
    return [status_phrase(item.status), *between, *both, *added]
