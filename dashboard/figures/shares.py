"""Shares of a pilot as bars, each with what it is a share of: they are not parts of one whole."""

from __future__ import annotations

import html
from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures.theme import FULL, INK, base_layout, solid
from data_sources.ledger import PilotFigure
from metrics.text.pilots import figure_phrase, share_phrase

_TICKS = [0, 25, 50, 75, 100]


def shares_figure(shares: Sequence[PilotFigure]) -> go.Figure:
    """One bar a share, from top to bottom in the order given. Each label names its denominator and its size."""
    figure = go.Figure(layout=base_layout())
    labels = [f"{html.escape(item.title)}<br><i>{html.escape(share_phrase(item))}</i>" for item in shares]
    figure.add_trace(
        go.Bar(
            orientation="h",
            y=labels,
            x=[item.value for item in shares],
            marker=solid(FULL),
            text=[figure_phrase(item) for item in shares],
            textposition="outside",
            cliponaxis=False,
            textfont={"size": 14, "color": INK},
            customdata=[_text(item) for item in shares],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    figure.update_layout(bargap=0.35, height=56 * len(shares) + 64, margin={"l": 16, "r": 48, "t": 16, "b": 40})
    figure.update_xaxes(
        range=[0, 100], tickmode="array", tickvals=_TICKS, ticktext=[f"{tick}%" for tick in _TICKS], showgrid=True
    )
    figure.update_yaxes(
        type="category", categoryorder="array", categoryarray=labels[::-1], automargin=True, tickformat=None,
        rangemode="normal", showgrid=False,
    )  # fmt: skip
    return figure


def _text(item: PilotFigure) -> str:
    return f"{html.escape(item.title)}: <b>{figure_phrase(item)}</b> {html.escape(share_phrase(item))}"
