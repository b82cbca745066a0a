"""Small multiples: one chart a series, all over the same periods, on one scale or each on its own.

On the screen each is a chart of its own, so that they stand in as many columns as there is room for; in the picture
they are parts of one. Both are drawn from the same traces and axes.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures.panel_places import Place, places_of
from dashboard.figures.panels import Panel, Part, panel_trace
from dashboard.figures.period_axis import period_axis
from dashboard.figures.picture import EDGE, ROOM_FOR_LABELS
from dashboard.figures.theme import BASE, GRID, INK_SOFT
from dashboard.figures.ticks import round_ticks, value_range
from data_sources.contract import UNIT_PERCENT, Period
from metrics.development import UNIT_INDEX
from metrics.text.units import decimals_of

Range = tuple[float, float]

_INDEX_BASE = 100.0
# In the picture, of a line of a name.
_NAME_CHARACTERS = 27
# More years than this are too many labels for a small chart.
_MOST_YEARS = 5


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
    base = BASE
    margin = {"l": 60, "r": 12, "t": 8, "b": 28}
    anchor = _anchor(panels)
    return [
        {
            "data": [panel_trace(panel)],
            "layout": {
                **base,
                "margin": margin,
                "xaxis": {**base["xaxis"], **_period_axis(periods)},
                "yaxis": {**base["yaxis"], **_value_axis(panel, ends, anchor)},
                "shapes": _anchor_lines(anchor, periods, "x", "y"),
            },
        }
        for panel, ends in zip(panels, panel_ranges(panels, own_scale=own_scale), strict=True)
    ]


def multiples_figure(panels: Sequence[Panel], periods: Sequence[Period], *, own_scale: bool) -> go.Figure:
    """All panels in one chart, for the picture: each in a place of its own, beneath its name and its newest figure."""
    base = BASE
    anchor = _anchor(panels)
    layout: Part = dict(base)
    traces, names, lines = [], [], []
    places = places_of([len(_heading_lines(panel)) for panel in panels]).places
    ranges = panel_ranges(panels, own_scale=own_scale)
    for number, (panel, place, ends) in enumerate(zip(panels, places, ranges, strict=True), start=1):
        x, y = (f"{letter}{number if number > 1 else ''}" for letter in "xy")
        traces.append(panel_trace(panel) | {"xaxis": x, "yaxis": y})
        layout[f"xaxis{x[1:]}"] = {**base["xaxis"], **_period_axis(periods), "anchor": y, "domain": place.across}
        layout[f"yaxis{y[1:]}"] = {
            **base["yaxis"], **_value_axis(panel, ends, anchor), "anchor": x, "domain": place.upright,
        }  # fmt: skip
        names.append(_heading(panel, place))
        lines += _anchor_lines(anchor, periods, x, y)
    # For a picture of another width: how many lines stand above each.
    layout["meta"] = {"panels": [len(_heading_lines(panel)) for panel in panels]}
    return go.Figure(data=traces, layout={**layout, "annotations": names, "shapes": lines})


def multiples_height(panels: Sequence[Panel]) -> int:
    """How high the panels of a picture are together, in pixels, without the labels beneath the lowest."""
    return places_of([len(_heading_lines(panel)) for panel in panels]).height


def _heading(panel: Panel, place: Place) -> Part:
    return {
        "text": "<br>".join(_heading_lines(panel)), "align": "left", "showarrow": False, "font": {"size": 13},
        "x": place.across[0], "xref": "paper", "xanchor": "left", "xshift": EDGE - ROOM_FOR_LABELS,
        "y": place.upright[1], "yref": "paper", "yanchor": "bottom", "yshift": 4,
    }  # fmt: skip


def _heading_lines(panel: Panel) -> list[str]:
    """The name, over as many lines as it needs, and the newest value; pseudo-HTML, so they are escaped."""
    name = [f"<b>{html.escape(line)}</b>" for line in textwrap.wrap(panel.name, _NAME_CHARACTERS)]
    return [*name, html.escape(panel.last)]


def _anchor(panels: Sequence[Panel]) -> float:
    """What the axis always shows: 100 for an index, else zero."""
    index = any(point.unit == UNIT_INDEX for panel in panels for point in panel.points)
    return _INDEX_BASE if index else 0.0


def _anchor_lines(anchor: float, periods: Sequence[Period], x: str, y: str) -> list[Part]:
    """Where an index is 100; zero has a line of its axis. Over the grid, beneath the points.

    From end to end of the axis, by its places: plotly draws nothing between grid and points by parts of an axis.
    """
    if anchor == 0:
        return []
    return [
        {
            "type": "line", "xref": x, "x0": -0.5, "x1": len(periods) - 0.5, "yref": y, "y0": anchor, "y1": anchor,
            "layer": "between", "line": {"color": INK_SOFT, "width": 1, "dash": "dot"},
        }
    ]  # fmt: skip


def _period_axis(periods: Sequence[Period]) -> Part:
    return period_axis(periods, most_years=_MOST_YEARS) | {
        # Beneath the points, which may lie on it.
        "tickangle": 0, "showline": True, "layer": "below traces", "tickfont": {"size": 12},
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
