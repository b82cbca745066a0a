"""A chart on its own feet: with title, selection, source and status inside the picture, for a letter or a slide."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.theme import INK, INK_SOFT, changed

WIDTH, HEIGHT = 960, 600
# For charts of rows: names of areas, and what a share is a share of.
ROOM_FOR_NAMES = 392
# What stands beneath the horizontal axis: its labels.
AXIS_HEIGHT = 52
# What stands beside the vertical one, of a chart of lines.
ROOM_FOR_LABELS = 64
_LINE_CHARACTERS = 132
_LINE_HEIGHT, _TITLE_HEIGHT, _KEY_HEIGHT = 17, 72, 28
_FICTION: Mapping[str, Any] = {
    "text": "FICTIEF", "textangle": -24, "opacity": 0.14, "showarrow": False, "font": {"size": 128, "color": INK},
    "x": 0.5, "xref": "paper", "y": 0.5, "yref": "paper",
}  # fmt: skip


@dataclass(frozen=True)
class Provenance:
    """What a picture says of itself. Each line is a Dutch sentence: marks, sources, and how it stands.

    ``fictional``: the figures are made up, which then stands across the whole picture.
    """

    title: str
    subtitle: str
    lines: Sequence[str]
    fictional: bool = False


def picture(
    figure: go.Figure,
    provenance: Provenance,
    *,
    height: int = HEIGHT,
    left: int = ROOM_FOR_LABELS,
    axis: int = AXIS_HEIGHT,
) -> go.Figure:
    """A copy of the chart with its provenance in it, of a fixed size in pixels. Made at once, as `theme.chart` is.

    ``left``: room for what stands beside the vertical axis; ``axis``: for what stands beneath the horizontal one.
    """
    rows = [row for line in provenance.lines for row in textwrap.wrap(line, _LINE_CHARACTERS)]
    foot = _LINE_HEIGHT * len(rows)
    key = _KEY_HEIGHT if figure.layout.showlegend else 0
    drawn = figure.to_plotly_json()
    layout = drawn["layout"]
    if layout.get("template") == _usual_template():
        # Each figure gets that one by itself; given, it would be checked property by property.
        del layout["template"]
    changes: dict[str, Any] = {
        "width": WIDTH,
        "height": height,
        "autosize": False,
        "margin": {"l": left, "r": 32, "t": _TITLE_HEIGHT + 16 + key, "b": axis + foot},
        "title": {
            "text": f"<b>{html.escape(provenance.title)}</b><br><sup>{html.escape(provenance.subtitle)}</sup>",
            "x": 0, "xref": "container", "xanchor": "left", "pad": {"l": 24},
            "y": 1 - 24 / height, "yref": "container", "yanchor": "top", "font": {"size": 20},
        },
        "annotations": [
            *layout.get("annotations", ()),
            {
                "text": "<br>".join(html.escape(row) for row in rows), "align": "left", "showarrow": False,
                "x": 0, "xref": "paper", "xanchor": "left", "xshift": 24 - left,
                "y": 0, "yref": "paper", "yanchor": "top", "yshift": 12 - axis,
                "font": {"size": 12, "color": INK_SOFT},
            },
            *([_FICTION] if provenance.fictional else []),
        ],
        # Names are small and the key spacious, since a picture may be drawn in a wider font than the one it was
        # measured in.
        "legend": {"font": {"size": 12}, "entrywidth": 0.27, "entrywidthmode": "fraction"},
    }  # fmt: skip
    # A margin that grows by itself would move the text beneath, which hangs from the axis.
    upright = {"automargin": False, **({"tickfont": {"size": 12}} if left >= ROOM_FOR_NAMES else {})}
    changes |= {name: upright for name in layout if name.startswith("yaxis")}
    return go.Figure(data=drawn["data"], layout=changed(layout, changes))


@cache
def _usual_template() -> dict[str, Any]:
    """What plotly gives every figure that names no template."""
    template: dict[str, Any] = go.Figure().to_plotly_json()["layout"].get("template", {})
    return template
