"""How every chart looks: type, colours, grid. One home for each colour; told apart by shape and dash as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from data_sources.registry import INDICATORS

FONT_STACK = '"Fira Sans", "Segoe UI", Arial, sans-serif'
INK, INK_SOFT, PAPER, GRID = "#1b2733", "#52606d", "#ffffff", "#e4e8ec"


@dataclass(frozen=True)
class SeriesStyle:
    """One series: at least 3:1 against the paper, and a different grey, dash and marker from the others."""

    colour: str
    dash: str
    symbol: str


SERIES = (
    SeriesStyle("#14477a", "solid", "circle"),
    SeriesStyle("#b45309", "dash", "square"),
    SeriesStyle("#4f9a5f", "dot", "diamond"),
)
# Of a region and up to three that it lies in; the last one, of the country, is drawn softer than the others.
BESIDE = (*SERIES, SeriesStyle(INK_SOFT, "dashdot", "triangle-up"))
# Of as many lines as may stand in one chart of an office program.
TOGETHER = (
    *BESIDE, SeriesStyle("#7b3f98", "longdash", "triangle-down"), SeriesStyle("#0f6b62", "longdashdot", "x")
)  # fmt: skip
# Of bars that stand for a state: the further, the darker; the style sheet has the same colours for the dark screen.
FULL, LIGHT = SERIES[0].colour, "#b9cde0"

# Of a map: the shade of a class and the ink that is read on it, by the name of the shade's token.
SHADES = {
    "shade-1": ("#e3edf6", INK), "shade-2": ("#b9cfe4", INK), "shade-3": ("#86abcf", INK),
    "shade-4": ("#2f6ca8", PAPER), "shade-5": ("#14477a", PAPER),
    "fall-2": ("#0f6b62", PAPER), "fall-1": ("#a9d8d1", INK), "even": ("#eceff2", INK), "rise-1": ("#f3cfa8", INK),
    "rise-2": ("#96460a", PAPER), "small": ("#d9dee3", INK), "absent": (PAPER, INK),
}  # fmt: skip


def series_style(indicator: str) -> SeriesStyle:
    """The style of an indicator, the same in every chart; the last one for those beyond the followed ones."""
    followed = list(INDICATORS)
    return SERIES[min(followed.index(indicator) if indicator in followed else len(SERIES), len(SERIES) - 1)]


def solid(colour: str) -> dict[str, Any]:
    """The marker of bars in one colour, with an outline that also shows a bar as light as the paper."""
    return {"color": colour, "line": {"color": INK_SOFT if colour == PAPER else FULL, "width": 1}}


def hatched(colour: str) -> dict[str, Any]:
    """The marker of bars for what is planned or not confirmed: stripes, so that it is not told by colour alone."""
    pattern = {
        "shape": "/", "fillmode": "replace", "bgcolor": PAPER, "fgcolor": colour, "size": 10, "solidity": 0.12,
    }  # fmt: skip
    return {"color": colour, "line": {"color": FULL, "width": 1}, "pattern": pattern}


# What all charts start from: Dutch separators, no surprises on the axes.
BASE: Mapping[str, Any] = {
    "font": {"family": FONT_STACK, "size": 14, "color": INK},
    "paper_bgcolor": PAPER,
    "plot_bgcolor": PAPER,
    "separators": ",.",
    "margin": {"l": 56, "r": 24, "t": 24, "b": 40},
    "showlegend": False,
    "hoverlabel": {"font": {"family": FONT_STACK, "size": 14}, "bgcolor": PAPER},
    "xaxis": {"showgrid": False, "linecolor": GRID, "tickcolor": GRID, "fixedrange": True},
    "yaxis": {
        "gridcolor": GRID,
        "zeroline": False,
        "rangemode": "tozero",
        "tickformat": ",.0f",
        "exponentformat": "none",
        "fixedrange": True,
    },
}


def chart(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> go.Figure:
    """A figure of these traces, on the layout all charts start from with some of it changed.

    Made at once: plotly takes as long for each later change as for the whole figure.
    """
    return go.Figure(data=list(traces), layout=changed(BASE, layout))


def changed(layout: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A layout with some of it changed, as plotly's own update does it: what is within what is named stays, lists are
    replaced, and None takes away.
    """
    result = dict(layout)
    for name, value in changes.items():
        if value is None:
            result.pop(name, None)
        elif isinstance(value, Mapping):
            result[name] = changed(result.get(name, {}), value)
        else:
            result[name] = value
    return result
