"""Bars of one period: one a row, in the order of CBS's list. A figure that is missing has a name and no bar."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures.theme import FULL, INK, PAPER, base_layout, hatched, solid
from data_sources.contract import UNIT_PERCENT, Observation
from metrics.text.numbers import number
from metrics.text.phrases import missing_phrase, period_label, status_phrase

_BAR, _MARGIN = 30, 72


@dataclass(frozen=True)
class Bar:
    """A bar: its name on screen, and its figure."""

    name: str
    figure: Observation


def bars_figure(bars: Sequence[Bar]) -> go.Figure:
    """From top to bottom in the order given. Full bars are definitive, striped ones provisional, open ones unknown."""
    figure = go.Figure(layout=base_layout())
    labels = _labels(bars)
    figure.add_trace(
        go.Bar(
            orientation="h",
            y=labels,
            x=[bar.figure.value for bar in bars],
            marker=_marker(bars),
            text=[figure_text(bar.figure) if bar.figure.value is not None else "" for bar in bars],
            textposition="outside",
            cliponaxis=False,
            textfont={"size": 13, "color": INK},
            customdata=[_bar_text(bar) for bar in bars],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    figure.update_layout(bargap=0.35, height=bars_height(len(bars)), margin={"l": 16, "r": 72, "t": 16, "b": 40})
    figure.update_xaxes(rangemode="tozero", showgrid=True, tickformat=",d" if _whole(bars) else ",.1f", nticks=6)
    figure.update_yaxes(
        type="category", categoryorder="array", categoryarray=labels[::-1], automargin=True, tickformat=None,
        rangemode="normal", showgrid=False, ticklabelstandoff=6,
    )  # fmt: skip
    return figure


def bars_height(bars: int) -> int:
    """In pixels."""
    return _BAR * bars + _MARGIN


def figure_text(figure: Observation) -> str:
    """A figure as a table writes it: '84.935', '13,3%', '183,3'; only for one that is there."""
    decimals = 0 if figure.rounding is None or figure.rounding >= 1 else 1
    text = number(figure.value or 0.0, decimals)
    return f"{text}%" if figure.unit == UNIT_PERCENT else text


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


def _whole(bars: Sequence[Bar]) -> bool:
    return all(bar.figure.value is None or bar.figure.value == int(bar.figure.value) for bar in bars)


def _bar_text(bar: Bar) -> str:
    """One bar in words; pseudo-HTML, so names are escaped."""
    name, period = html.escape(bar.name), period_label(bar.figure.period)
    if bar.figure.value is None:
        return f"{name}, {period}: {missing_phrase(bar.figure)}"
    return f"{name}, {period}: <b>{figure_text(bar.figure)}</b> ({status_phrase(bar.figure.status)})"
