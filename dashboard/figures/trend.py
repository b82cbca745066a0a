"""The trend: one line an indicator over all periods of one kind, gaps left open."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.period_axis import period_axis
from dashboard.figures.theme import PAPER, SERIES, SeriesStyle, chart, series_style
from data_sources.contract import Observation, Period
from metrics.derive import SUM_OF_HALVES
from metrics.text.phrases import missing_phrase, period_label, status_phrase
from metrics.text.units import decimals_of, figure_with_unit

_PROVISIONAL = {"voorlopig", "nader-voorlopig"}
_KEY = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"}


@dataclass(frozen=True)
class TrendLine:
    """One series: its indicator (which gives its style), its name on screen, and a figure for each period asked
    for, absent ones included. ``style``: its own, or its place among those of the theme, for lines of one indicator.
    """

    indicator: str
    name: str
    figures: Sequence[Observation]
    style: int | SeriesStyle | None = None


def trend_figure(
    lines: Sequence[TrendLine], periods: Sequence[Period], *, legend: bool = False, unit: str = ""
) -> go.Figure:
    """All periods stand on the axis, also those without a figure: a gap is a gap.

    Hollow markers are provisional figures, hollow ones with a dot of unknown status; a cross is a figure rounded to
    thousands. Each line bears its name; with ``legend`` the names stand above, for lines that may lie close together.
    ``unit``: what the axis is in, in words; empty for a count.
    """
    keys = [period.key for period in periods]
    highest = max(lines, key=_last_value, default=None)
    styles = [_style(line) for line in lines]
    layout: dict[str, Any] = {"xaxis": period_axis(periods) | {"autotickangles": [0, 60, 90]}}
    if legend:
        layout |= {"showlegend": True, "legend": _KEY}
    else:
        labels = [
            _line_label(line, keys, style, above=line is highest) for line, style in zip(lines, styles, strict=True)
        ]
        layout["annotations"] = [label for label in labels if label is not None]
    if unit:
        layout["yaxis"] = _unit_axis(lines, unit)
    return chart([_trace(line, keys, style) for line, style in zip(lines, styles, strict=True)], layout)


def _style(line: TrendLine) -> SeriesStyle:
    if isinstance(line.style, SeriesStyle):
        return line.style
    return series_style(line.indicator) if line.style is None else SERIES[line.style]


def _unit_axis(lines: Sequence[TrendLine], unit: str) -> dict[str, Any]:
    """A share or rate may lie between whole numbers, which ticks without decimals would then repeat."""
    values = [item.value for line in lines for item in line.figures if item.value is not None]
    decimals = max(map(decimals_of, values), default=0)
    title = {"text": html.escape(unit), "standoff": 8, "font": {"size": 14}}
    return {"title": title, "automargin": True, "tickformat": f",.{decimals}f"}


def _trace(line: TrendLine, keys: list[str], style: SeriesStyle) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": html.escape(line.name),
        "x": keys,
        "y": [item.value for item in line.figures],
        "mode": "lines+markers",
        "connectgaps": False,
        "line": {"color": style.colour, "dash": style.dash, "width": 2.5},
        "marker": {
            "size": 9,
            "symbol": [_symbol(item, style) for item in line.figures],
            "color": [PAPER if item.status in _PROVISIONAL else style.colour for item in line.figures],
            "line": {"color": style.colour, "width": 2},
        },
        # Ready Dutch sentences: shown under the pointer, and spoken on the keyboard walk.
        "customdata": [_point_text(line.name, item) for item in line.figures],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _symbol(item: Observation, style: SeriesStyle) -> str:
    """A cross for a figure in thousands; open with a dot when nobody says how certain the figure is."""
    if _is_rounded(item):
        return "x-thin"
    return f"{style.symbol}-open-dot" if item.status == "onbekend" else style.symbol


def _last_value(line: TrendLine) -> float:
    return next((item.value for item in reversed(line.figures) if item.value is not None), 0.0)


def _is_rounded(item: Observation) -> bool:
    return item.rounding is not None and item.rounding >= 1000


def _point_text(name: str, item: Observation) -> str:
    """One point in words; pseudo-HTML, so names are escaped."""
    if item.value is None:
        return f"{html.escape(name)}, {period_label(item.period)}: {missing_phrase(item)}"
    rounded = ", afgerond op duizendtallen" if _is_rounded(item) else ""
    rounded += f", {SUM_OF_HALVES}" if item.status_basis == SUM_OF_HALVES else ""
    figure = f"<b>{html.escape(figure_with_unit(item))}</b>"
    return f"{html.escape(name)}, {period_label(item.period)}: {figure} ({status_phrase(item.status)}{rounded})"


def _line_label(line: TrendLine, keys: list[str], style: SeriesStyle, *, above: bool) -> dict[str, Any] | None:
    """The name beside the last point, away from the other line, so that no legend has to be matched by colour; None for
    a line without points.
    """
    drawn = [n for n, item in enumerate(line.figures) if item.value is not None]
    if not drawn:
        return None
    return {
        "x": keys[drawn[-1]], "y": line.figures[drawn[-1]].value, "text": f"<b>{html.escape(line.name)}</b>",
        "font": {"color": style.colour}, "showarrow": False, "xanchor": "right", "xshift": 10,
        "yshift": 18 if above else -18,
    }  # fmt: skip
