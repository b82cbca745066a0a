"""How every chart looks: type, colours, grid. One home for each colour; told apart by shape and dash as well."""

from __future__ import annotations

from dataclasses import dataclass

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


def series_style(indicator: str) -> SeriesStyle:
    """The style of an indicator, the same in every chart; the last one for those beyond the followed ones."""
    followed = list(INDICATORS)
    return SERIES[min(followed.index(indicator) if indicator in followed else len(SERIES), len(SERIES) - 1)]


def base_layout() -> go.Layout:
    """The layout all charts start from: Dutch separators, no surprises on the axes."""
    return go.Layout(
        font={"family": FONT_STACK, "size": 14, "color": INK},
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        separators=",.",
        margin={"l": 56, "r": 24, "t": 24, "b": 48},
        showlegend=False,
        hoverlabel={"font": {"family": FONT_STACK, "size": 14}, "bgcolor": PAPER},
        xaxis={"showgrid": False, "linecolor": GRID, "tickcolor": GRID, "fixedrange": True},
        yaxis={
            "gridcolor": GRID,
            "zeroline": False,
            "rangemode": "tozero",
            "tickformat": ",.0f",
            "exponentformat": "none",
            "fixedrange": True,
        },
    )
