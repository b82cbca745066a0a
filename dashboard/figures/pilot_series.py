"""Pilot figures over periods: each point with its own words, since 'ruim 225' is not 225."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.period_axis import period_axis
from dashboard.figures.theme import INK, INK_SOFT, PAPER, SERIES, SeriesStyle, chart
from data_sources.contract import UNIT_PERCENT, Period
from data_sources.ledger import PilotFigure
from metrics.pilot_series import PilotSeries
from metrics.text.phrases import period_label
from metrics.text.pilot_series import NOT_IN_SOURCES
from metrics.text.pilots import figure_phrase, not_public, share_phrase

MOST_LINES = len(SERIES)
# As many periods as have room for a name of their own beneath the axis.
_MOST_NAMED = 8
_NAME_CHARACTERS = 40
_SHORT = {"HJ": "hj.", "KW": "kw."}
# An open mark of each line, for among words.
_OPEN = {"circle": "○", "square": "□", "diamond": "◇"}
_KEY = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"}
# Above the highest point there has to be room for its words.
_ROOM = 1.15


def pilot_series_figure(lines: Sequence[PilotSeries], periods: Sequence[Period]) -> go.Figure:
    """A line a series, of one unit and one kind of period; a gap is a gap. Open marks are no exact numbers.

    What is not shown has no height: its words stand above the axis, behind an open mark.
    """
    keys = [period.key for period in periods]
    styled = list(zip(lines, SERIES, strict=False))
    values = [item.value for line in lines for item in line.figures if item.value is not None]
    share = lines[0].unit == UNIT_PERCENT
    layout = {
        "showlegend": len(lines) > 1, "legend": _KEY, "xaxis": _axis(periods),
        "yaxis": {"range": [0, max(values) * _ROOM or 1], "ticksuffix": "%" if share else "", "nticks": 6},
        "annotations": [mark for n, (line, style) in enumerate(styled) for mark in _masked(line, keys, style, n)],
    }  # fmt: skip
    return chart([_trace(line, periods, style) for line, style in styled], layout)


def _axis(periods: Sequence[Period]) -> dict[str, Any]:
    """A quarter has a name of its own where there is room; of more periods the years are named."""
    axis = period_axis(periods)
    if periods[0].kind == "JJ" or len(periods) > _MOST_NAMED:
        return axis
    names = [f"{period.number}e {_SHORT[period.kind]}<br>{period.year}" for period in periods]
    return axis | {"tickvals": list(range(len(periods))), "ticktext": names, "tickangle": 0}


def _trace(line: PilotSeries, periods: Sequence[Period], style: SeriesStyle) -> dict[str, Any]:
    found = [line.of(period) for period in periods]
    return {
        "type": "scatter", "mode": "lines+markers+text", "connectgaps": False, "cliponaxis": False,
        "name": "<br>".join(map(html.escape, textwrap.wrap(line.name, _NAME_CHARACTERS))),
        "x": [period.key for period in periods],
        "y": [item.value if item else None for item in found],
        "text": [html.escape(figure_phrase(item)) if item and item.value is not None else "" for item in found],
        "textposition": "top center", "textfont": {"size": 13, "color": INK},
        "line": {"color": style.colour, "dash": style.dash, "width": 2.5},
        "marker": {
            "size": 9, "symbol": style.symbol, "line": {"color": style.colour, "width": 2},
            "color": [PAPER if item and item.qualifier else style.colour for item in found],
        },
        "customdata": [_point_text(line, period, item) for period, item in zip(periods, found, strict=True)],
        "hovertemplate": "%{customdata}<extra></extra>",
    }  # fmt: skip


def _point_text(line: PilotSeries, period: Period, item: PilotFigure | None) -> str:
    """Ready Dutch, for under the pointer and for the keyboard walk; pseudo-HTML, so names are escaped."""
    name = f"{html.escape(line.name)}, {period_label(period.key)}"
    if item is None:
        return f"{name}: {NOT_IN_SOURCES}"
    share = f" {share_phrase(item)}" if share_phrase(item) else ""
    return f"{name}: <b>{html.escape(figure_phrase(item))}</b>{html.escape(f'{share}{not_public(item)}')}"


def _masked(line: PilotSeries, keys: Sequence[str], style: SeriesStyle, n: int) -> list[dict[str, Any]]:
    """The words of figures that are not shown, those of a further line above those of the one before."""
    return [
        {
            "x": keys.index(item.period), "y": 0, "yref": "paper", "yanchor": "bottom", "yshift": 4 + 18 * n,
            "text": f"{_OPEN[style.symbol]} {item.masked.words.partition(',')[0]}", "showarrow": False,
            "font": {"size": 13, "color": INK_SOFT},
        }
        for item in line.figures
        if item.masked is not None
    ]  # fmt: skip
