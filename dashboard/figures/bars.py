"""Bars of one period: one a row, in the order of CBS's list. A figure that is missing has a name and no bar."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures.theme import FULL, INK, PAPER, chart, hatched, solid
from data_sources.contract import Observation
from metrics.text.phrases import missing_phrase, period_label, status_phrase
from metrics.text.units import decimals_of, figure_text, figure_with_unit

_BAR, _MARGIN = 30, 72


@dataclass(frozen=True)
class Bar:
    """A bar: its name on screen, and its figure."""

    name: str
    figure: Observation


def bars_figure(bars: Sequence[Bar], *, unit: str = "") -> go.Figure:
    """From top to bottom in the order given. Full bars are definitive, striped ones provisional, open ones unknown.

    ``unit``: what the axis is in, in words; empty for a count.
    """
    labels = _labels(bars)
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": labels,
        "x": [bar.figure.value for bar in bars],
        "marker": _marker(bars),
        "text": [figure_text(bar.figure) if bar.figure.value is not None else "" for bar in bars],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": 13, "color": INK},
        "customdata": [_bar_text(bar) for bar in bars],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    title = {"text": html.escape(unit), "standoff": 8, "font": {"size": 14}}
    layout = {
        "bargap": 0.35,
        "height": bars_height(len(bars)),
        "margin": {"l": 16, "r": 72, "t": 16, "b": 40},
        "xaxis": {
            "rangemode": "tozero", "showgrid": True, "tickformat": f",.{_tick_decimals(bars)}f", "nticks": 6,
            **({"title": title, "automargin": True} if unit else {}),
        },
        "yaxis": {
            "type": "category", "categoryorder": "array", "categoryarray": labels[::-1], "automargin": True,
            "tickformat": None, "rangemode": "normal", "showgrid": False, "ticklabelstandoff": 6,
        },
    }  # fmt: skip
    return chart([trace], layout)


def bars_height(bars: int) -> int:
    """In pixels."""
    return _BAR * bars + _MARGIN


def _labels(bars: Sequence[Bar]) -> list[str]:
    """The names, with why there is no bar; names that are equal get different widths, or plotly adds them up."""
    labels: list[str] = []
    for bar in bars:
        why = f" <i>({missing_phrase(bar.figure)})</i>" if bar.figure.value is None else ""
        label = f"{html.escape(_short(bar.name))}{why}"
        while label in labels:
            label += "\u200b"
        labels.append(label)
    return labels


def _short(name: str) -> str:
    return name if len(name) <= 48 else f"{name[:47]}…"


def _marker(bars: Sequence[Bar]) -> dict[str, object]:
    """One kind for all when they are equally certain, as those of one period of one load are; else the least."""
    statuses = {bar.figure.status for bar in bars if bar.figure.value is not None}
    if "onbekend" in statuses:
        return solid(PAPER)
    return hatched(FULL) if statuses - {"definitief"} else solid(FULL)


def _tick_decimals(bars: Sequence[Bar]) -> int:
    """As many as the finest figure has, or ticks between them would look alike."""
    known = [bar.figure.value for bar in bars if bar.figure.value is not None]
    return max(map(decimals_of, known), default=0)


def _bar_text(bar: Bar) -> str:
    """One bar in words; pseudo-HTML, so names are escaped."""
    name, period = html.escape(bar.name), period_label(bar.figure.period)
    if bar.figure.value is None:
        return f"{name}, {period}: {missing_phrase(bar.figure)}"
    return f"{name}, {period}: <b>{html.escape(figure_with_unit(bar.figure))}</b> ({status_phrase(bar.figure.status)})"
