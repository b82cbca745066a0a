"""Bars from high to low, to both sides of zero where need be, with what rounding leaves open of each."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import plotly.graph_objects as go

from dashboard.figures.bars import bars_height
from dashboard.figures.theme import FULL, GRID, INK, LIGHT, PAPER, chart

# Characters of a label that fit in a picture beside the bars.
_ON_A_LINE = 46


class Certainty(StrEnum):
    """How a bar is drawn: full, striped, open, or greyed for a small count, whatever its status."""

    DEFINITIVE = "definitief"
    PROVISIONAL = "voorlopig"
    UNKNOWN = "onbekend"
    SMALL = "klein"


@dataclass(frozen=True)
class RankedBar:
    """A bar: its name, its value (None: why stands in ``text``), its value as text, and all of it in words.

    low, high: as far as rounding allows; None where that need not be drawn or is not known.
    """

    name: str
    value: float | None
    text: str
    words: str
    certainty: Certainty
    low: float | None = None
    high: float | None = None


def ranked_bars(bars: Sequence[RankedBar], *, unit: str, signed: bool = False) -> go.Figure:
    """From top to bottom in the order given; what is written stands with the name, where no bar can cover it.

    ``unit``: what the axis is in, in words; empty for a count. ``signed``: the axis may go below zero.
    """
    labels = [_label(bar) for bar in bars]
    layout = {
        "bargap": 0.35, "height": bars_height(len(bars)), "margin": {"l": 16, "r": 24, "t": 16, "b": 40},
        "xaxis": {
            "rangemode": "normal" if signed else "tozero", "showgrid": True, "gridcolor": GRID, "nticks": 6,
            # As many decimals as a tick has, and no more.
            "tickformat": ",~f", "exponentformat": "none", "automargin": True,
            "zeroline": signed, "zerolinecolor": INK, "zerolinewidth": 1,
            "title": {"text": html.escape(unit), "standoff": 8, "font": {"size": 14}} if unit else None,
        },
        "yaxis": {
            "type": "category", "categoryorder": "array", "categoryarray": labels[::-1], "automargin": True,
            "tickformat": None, "rangemode": "normal", "showgrid": False, "ticklabelstandoff": 6,
        },
    }  # fmt: skip
    return chart([_trace(bars, labels)], layout)


def _trace(bars: Sequence[RankedBar], labels: Sequence[str]) -> dict[str, object]:
    return {
        "type": "bar", "orientation": "h", "y": list(labels), "x": [bar.value for bar in bars],
        "marker": _marker(bars), "error_x": _errors(bars), "customdata": [html.escape(bar.words) for bar in bars],
        "hovertemplate": "%{customdata}<extra></extra>",
    }  # fmt: skip


def _label(bar: RankedBar) -> str:
    """The name with what is written beside it; beneath it, in small, where both do not fit on a line."""
    name, text = html.escape(bar.name), html.escape(bar.text)
    said = f"<b>{text}</b>" if bar.value is not None else f"<i>({text})</i>"
    if len(bar.name) + len(bar.text) > _ON_A_LINE:
        return f'{name}<br><span style="font-size:11px">{said}</span>'
    return f"{name}  {said}"


def _marker(bars: Sequence[RankedBar]) -> dict[str, object]:
    # What rounding leaves open is drawn across the end of a bar, and would not be seen on a dark one.
    full = LIGHT if any(bar.low is not None for bar in bars) else FULL
    colours = {Certainty.SMALL: GRID, Certainty.UNKNOWN: PAPER}
    striped = [bar.certainty is Certainty.PROVISIONAL for bar in bars]
    marker: dict[str, object] = {
        "color": [colours.get(bar.certainty, full) for bar in bars], "line": {"color": FULL, "width": 1},
    }  # fmt: skip
    if any(striped):
        marker["pattern"] = {
            "shape": ["/" if one else "" for one in striped], "fillmode": "replace", "bgcolor": PAPER,
            "fgcolor": FULL, "size": 10, "solidity": 0.12,
        }  # fmt: skip
    return marker


def _errors(bars: Sequence[RankedBar]) -> dict[str, object] | None:
    """None where no bar has an interval to draw; one without it then has one of no length, which shows nothing."""
    drawn = [bar.value is not None and bar.low is not None and bar.high is not None for bar in bars]
    if not any(drawn):
        return None

    def length(bar: RankedBar, end: float | None) -> float | None:
        return abs(end - bar.value) if bar.value is not None and end is not None else None

    return {
        "type": "data", "symmetric": False, "color": INK, "thickness": 1.5, "width": 4,
        "array": [length(bar, bar.high) if shown else None for bar, shown in zip(bars, drawn, strict=True)],
        "arrayminus": [length(bar, bar.low) if shown else None for bar, shown in zip(bars, drawn, strict=True)],
    }  # fmt: skip
