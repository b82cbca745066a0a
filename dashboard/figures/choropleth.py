"""A map of shaded regions, drawn with no more than lines: each region is a line around it, filled.

Each region also bears a sign of its class, so that the map can be read without its colours. The last trace holds the
signs; a walk by keyboard goes along its points (`assets/kaart.js`).
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.outline import Outline
from dashboard.figures.theme import INK, INK_SOFT, PAPER, SHADES, chart

ABSENT = "absent"
_HOVER_CHARACTERS, _KEY_CHARACTERS = 56, 36
# Of the key inside a picture, in pixels.
_TITLE_HEIGHT, _LINE_HEIGHT, _KEY_GAP, _KEY_SIDE, _CHARACTER = 26, 17, 7, 26, 7


@dataclass(frozen=True)
class Area:
    """A region on the map: its outline, the name of its shade (`theme.SHADES`), the sign of its class, and all that is
    to be said of it as a Dutch sentence.
    """

    outline: Outline
    shade: str
    sign: str
    words: str


@dataclass(frozen=True)
class Key:
    """What a shade and its sign mean."""

    shade: str
    sign: str
    words: str


def choropleth_figure(areas: Sequence[Area], *, keys: Sequence[Key] = (), title: str = "") -> go.Figure:
    """The map in the order given; it keeps its form whatever room it gets. A region without figure is hatched.

    ``keys``: what to say of the shades inside the figure, under ``title``; a page says it beside the map.
    """
    traces = [*map(_area, areas), _signs(areas)]
    # A grid would say nothing: places on the map are places in the country.
    axis: dict[str, Any] = {"visible": False, "fixedrange": True, "constrain": "domain"}
    across, along = (_range([value for area in areas for value in getattr(area.outline, name)]) for name in "xy")
    layout = {
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8}, "hovermode": "closest", "dragmode": False,
        "xaxis": {**axis, "range": across},
        "yaxis": {**axis, "range": along, "scaleanchor": "x", "scaleratio": 1, "rangemode": "normal"},
    }  # fmt: skip
    return chart(traces, layout | (_legend(keys, title) if keys else {}))


def _range(values: Sequence[int | None]) -> list[float]:
    """From the first to the last place, with room for the line around it."""
    known = [value for value in values if value is not None]
    room = (max(known) - min(known)) * 0.01
    return [min(known) - room, max(known) + room]


def _area(area: Area) -> dict[str, Any]:
    fill: dict[str, Any] = {"fillcolor": SHADES[area.shade][0]}
    if area.shade == ABSENT:
        fill["fillpattern"] = {
            "shape": "/", "fillmode": "replace", "bgcolor": PAPER, "fgcolor": INK_SOFT, "size": 8, "solidity": 0.15,
        }  # fmt: skip
    return {
        "type": "scatter", "mode": "lines", "x": area.outline.x, "y": area.outline.y, "fill": "toself", **fill,
        # Where two dark shades meet, only a light line tells them apart.
        "line": {"color": PAPER if SHADES[area.shade][1] == PAPER else INK_SOFT, "width": 1},
        "hoveron": "fills", "hoverinfo": "text", "text": _wrapped(area.words),
    }  # fmt: skip


def _signs(areas: Sequence[Area]) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "text",
        "x": [area.outline.label[0] for area in areas], "y": [area.outline.label[1] for area in areas],
        "text": [f"<b>{html.escape(area.sign)}</b>" for area in areas],
        "textfont": {"size": 13, "color": [SHADES[area.shade][1] for area in areas]},
        "hovertext": [_wrapped(area.words) for area in areas], "hoverinfo": "text",
        # Spoken on the keyboard walk, and written beneath the map.
        "customdata": [html.escape(area.words) for area in areas],
    }  # fmt: skip


def _legend(keys: Sequence[Key], title: str) -> dict[str, Any]:
    """A square with its sign for each shade, and what it means beside it; from the top left corner down, in pixels.

    Drawn by hand: plotly cuts its own legend off where the font is wider than the one it measured.
    """
    shapes: list[dict[str, Any]] = []
    texts = [_text(f"<b>{html.escape(title)}</b>", down=0)]
    down = _TITLE_HEIGHT
    for key in keys:
        words = _wrapped(key.words, _KEY_CHARACTERS)
        shapes.append(_square(key, down))
        sign, ink = f"<b>{html.escape(key.sign)}</b>", SHADES[key.shade][1]
        texts.append(_text(sign, down=down, x=_KEY_SIDE / 2, xanchor="center", color=ink))
        texts.append(_text(words, down=down, x=_KEY_SIDE + 8))
        down += _LINE_HEIGHT * (1 + words.count("<br>")) + _KEY_GAP
    # For a picture of another size: what the key takes of it, in pixels.
    across = max(len(line) for key in keys for line in textwrap.wrap(key.words, _KEY_CHARACTERS)) * _CHARACTER
    return {"shapes": shapes, "annotations": texts, "meta": {"key": [round(_KEY_SIDE + 8 + across), down]}}


def _square(key: Key, down: float) -> dict[str, Any]:
    return {
        "type": "rect", "xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel",
        "xanchor": 0, "yanchor": 1, "x0": 0, "x1": _KEY_SIDE, "y0": -down, "y1": -down - _LINE_HEIGHT,
        "fillcolor": SHADES[key.shade][0], "line": {"color": INK_SOFT, "width": 1},
    }  # fmt: skip


def _text(words: str, *, down: float, x: float = 0, xanchor: str = "left", color: str = INK) -> dict[str, Any]:
    return {
        "text": words, "align": "left", "showarrow": False, "xref": "paper", "yref": "paper", "x": 0, "y": 1,
        "xanchor": xanchor, "xshift": x, "yanchor": "top", "yshift": -down + 3, "font": {"size": 12, "color": color},
    }  # fmt: skip


def _wrapped(words: str, width: int = _HOVER_CHARACTERS) -> str:
    """In lines that fit a hover label or a key; pseudo-HTML, so escaped."""
    return "<br>".join(html.escape(line) for line in textwrap.wrap(words, width))
