"""Shares of a pilot as bars, each with what it is a share of: they are not parts of one whole."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.theme import FULL, INK, INK_SOFT, chart, solid
from data_sources.ledger import PilotFigure
from metrics.text.phrases import period_label
from metrics.text.pilots import figure_phrase, not_public, share_phrase

_TICKS = [0, 25, 50, 75, 100]
# As many as fit in a line beside the names, also on a screen of middling width.
_CHARACTERS = 40


def shares_figure(shares: Sequence[PilotFigure]) -> go.Figure:
    """One bar a share, from top to bottom in the order given. Each label names its denominator and its size.

    Of a share that is not shown there is no bar, and words in its place.
    """
    labels = [f"{html.escape(name)}<br><i>{html.escape(share_phrase(item))}</i>" for name, item in share_names(shares)]
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": labels,
        "x": [item.value for item in shares],
        "marker": solid(FULL),
        "text": [f"{figure_phrase(item)}{not_public(item)}" for item in shares],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": 14, "color": INK},
        "customdata": [_text(name, item) for name, item in share_names(shares)],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    layout = {
        "annotations": [_words(label, item) for label, item in zip(labels, shares, strict=True) if item.masked],
        "bargap": 0.35,
        "height": 56 * len(shares) + 64,
        "margin": {"l": 16, "r": 48, "t": 16, "b": 40},
        "xaxis": {
            "range": [0, 100], "tickmode": "array", "tickvals": _TICKS, "ticktext": [f"{tick}%" for tick in _TICKS],
            "showgrid": True,
        },
        "yaxis": {
            "type": "category", "categoryorder": "array", "categoryarray": labels[::-1], "automargin": True,
            "tickformat": None, "rangemode": "normal", "showgrid": False,
        },
    }  # fmt: skip
    return chart([trace], layout)


def _words(label: str, item: PilotFigure) -> dict[str, Any]:
    text = "<br>".join(textwrap.wrap(html.escape(figure_phrase(item)), _CHARACTERS))
    return {
        "x": 0, "y": label, "text": f"<i>{text}</i>", "showarrow": False, "xanchor": "left", "xshift": 4,
        "align": "left", "font": {"size": 13, "color": INK_SOFT},
    }  # fmt: skip


def share_names(shares: Sequence[PilotFigure]) -> list[tuple[str, PilotFigure]]:
    """Each share with its name: its title, and its place and period where that tells it from another."""
    places, periods = {item.place for item in shares}, {item.period for item in shares}
    named = []
    for item in shares:
        more = [item.place] if item.place and len(places) > 1 else []
        more += [period_label(item.period)] if item.period and len(periods) > 1 else []
        named.append((f"{item.title} ({', '.join(more)})" if more else item.title, item))
    return named


def _text(name: str, item: PilotFigure) -> str:
    return f"{html.escape(name)}: <b>{figure_phrase(item)}</b>{not_public(item)} {html.escape(share_phrase(item))}"
