"""A chart on its own feet: with title, selection, source and status inside the picture, for a letter or a slide."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures.theme import INK, INK_SOFT

WIDTH, HEIGHT = 960, 600
_LINE_CHARACTERS = 132
_LINE_HEIGHT, _TITLE_HEIGHT, _AXIS_HEIGHT, _KEY_HEIGHT = 17, 72, 52, 28


@dataclass(frozen=True)
class Provenance:
    """What a picture says of itself. Each line is a Dutch sentence: marks, sources, and how it stands.

    ``fictional``: the figures are made up, which then stands across the whole picture.
    """

    title: str
    subtitle: str
    lines: Sequence[str]
    fictional: bool = False


def picture(figure: go.Figure, provenance: Provenance, *, height: int = HEIGHT) -> go.Figure:
    """A copy of the chart with its provenance in it, of a fixed size in pixels."""
    rows = [row for line in provenance.lines for row in textwrap.wrap(line, _LINE_CHARACTERS)]
    foot = _LINE_HEIGHT * len(rows)
    key = _KEY_HEIGHT if figure.layout.showlegend else 0
    drawn = go.Figure(figure)
    drawn.update_layout(
        width=WIDTH,
        height=height,
        autosize=False,
        margin={"l": 64, "r": 32, "t": _TITLE_HEIGHT + 16 + key, "b": _AXIS_HEIGHT + foot},
        title={
            "text": f"<b>{html.escape(provenance.title)}</b><br><sup>{html.escape(provenance.subtitle)}</sup>",
            "x": 0, "xref": "container", "xanchor": "left", "pad": {"l": 24},
            "y": 1 - 24 / height, "yref": "container", "yanchor": "top", "font": {"size": 20},
        },
    )  # fmt: skip
    drawn.add_annotation(
        text="<br>".join(html.escape(row) for row in rows), align="left", showarrow=False,
        x=0, xref="paper", xanchor="left", xshift=-40, y=0, yref="paper", yanchor="top", yshift=-_AXIS_HEIGHT + 12,
        font={"size": 12, "color": INK_SOFT},
    )  # fmt: skip
    if provenance.fictional:
        drawn.add_annotation(
            text="FICTIEF", textangle=-24, opacity=0.14, showarrow=False, font={"size": 128, "color": INK},
            x=0.5, xref="paper", y=0.5, yref="paper",
        )  # fmt: skip
    return drawn
