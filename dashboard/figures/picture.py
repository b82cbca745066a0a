"""A chart on its own feet: with title, selection, source and status inside the picture, for a letter or a slide."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures.theme import INK, INK_SOFT

WIDTH, HEIGHT = 960, 600
# For charts of rows: names of areas, and what a share is a share of.
ROOM_FOR_NAMES = 392
# What stands beneath the horizontal axis: its labels.
AXIS_HEIGHT = 52
# What stands beside the vertical one, of a chart of lines.
ROOM_FOR_LABELS = 64
_LINE_CHARACTERS = 132
_LINE_HEIGHT, _TITLE_HEIGHT, _KEY_HEIGHT = 17, 72, 28


@dataclass(frozen=True)
class Provenance:
    """What a picture says of itself. Each line is a Dutch sentence: marks, sources, and how it stands.

    ``fictional``: the figures are made up, which then stands across the whole picture.
    """

    title: str
    subtitle: str
    lines: Sequence[str]
    fictional: bool = False


def lines_height(provenance: Provenance) -> int:
    """How high the lines beneath a picture are together, in pixels."""
    return _LINE_HEIGHT * len(_rows(provenance))


def picture(
    figure: go.Figure,
    provenance: Provenance,
    *,
    height: int = HEIGHT,
    left: int = ROOM_FOR_LABELS,
    axis: int = AXIS_HEIGHT,
) -> go.Figure:
    """A copy of the chart with its provenance in it, of a fixed size in pixels.

    ``left``: room for what stands beside the vertical axis; ``axis``: for what stands beneath the horizontal one.
    """
    rows = _rows(provenance)
    foot = lines_height(provenance)
    key = _KEY_HEIGHT if figure.layout.showlegend else 0
    drawn = go.Figure(figure)
    drawn.update_layout(
        width=WIDTH,
        height=height,
        autosize=False,
        margin={"l": left, "r": 32, "t": _TITLE_HEIGHT + 16 + key, "b": axis + foot},
        title={
            "text": f"<b>{html.escape(provenance.title)}</b><br><sup>{html.escape(provenance.subtitle)}</sup>",
            "x": 0, "xref": "container", "xanchor": "left", "pad": {"l": 24},
            "y": 1 - 24 / height, "yref": "container", "yanchor": "top", "font": {"size": 20},
        },
    )  # fmt: skip
    drawn.add_annotation(
        text="<br>".join(html.escape(row) for row in rows), align="left", showarrow=False,
        x=0, xref="paper", xanchor="left", xshift=24 - left, y=0, yref="paper", yanchor="top", yshift=12 - axis,
        font={"size": 12, "color": INK_SOFT},
    )  # fmt: skip
    # A margin that grows by itself would move the text beneath, which hangs from the axis. Names are small and the key
    # spacious, since a picture may be drawn in a wider font than the one it was measured in.
    drawn.update_yaxes(automargin=False, **({"tickfont": {"size": 12}} if left >= ROOM_FOR_NAMES else {}))
    drawn.update_layout(legend={"font": {"size": 12}, "entrywidth": 0.27, "entrywidthmode": "fraction"})
    if provenance.fictional:
        drawn.add_annotation(
            text="FICTIEF", textangle=-24, opacity=0.14, showarrow=False, font={"size": 128, "color": INK},
            x=0.5, xref="paper", y=0.5, yref="paper",
        )  # fmt: skip
    return drawn


def _rows(provenance: Provenance) -> list[str]:
    return [row for line in provenance.lines for row in textwrap.wrap(line, _LINE_CHARACTERS)]
