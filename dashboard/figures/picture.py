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
# What stays empty around all of it.
EDGE = 24
# For charts of rows: names of areas, and what a share is a share of.
ROOM_FOR_NAMES = 392
# What stands beneath the horizontal axis: its labels.
AXIS_HEIGHT = 52
# What stands beside the vertical one, of a chart of lines.
ROOM_FOR_LABELS = 88
_LINE_CHARACTERS = 132
# As many as fit across in the widest font that a picture may be drawn in.
_TITLE_CHARACTERS, _SUBTITLE_CHARACTERS = 74, 126
_TITLE_LINE, _SUBTITLE_LINE = 26, 18
# From the top of a title's capitals to the line that they stand on, which is where plotly places it.
_TITLE_CAPITALS = 15
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

    ``left``: room for what stands beside the vertical axis; ``axis``: for what stands beneath the horizontal one. A
    title of several lines makes it higher.
    """
    rows = _rows(provenance.lines)
    foot = _LINE_HEIGHT * len(rows)
    title = textwrap.wrap(provenance.title, _TITLE_CHARACTERS)
    subtitle = textwrap.wrap(provenance.subtitle, _SUBTITLE_CHARACTERS)
    more = _TITLE_LINE * max(0, len(title) - 1) + _SUBTITLE_LINE * max(0, len(subtitle) - 1)
    height += more
    key = _key_height(figure)
    drawn = figure.to_plotly_json()
    layout = drawn["layout"]
    if layout.get("template") == _usual_template():
        # Each figure gets that one by itself; given, it would be checked property by property.
        del layout["template"]
    each = 0.27 if len(_named(figure)) > 2 else 0.48
    changes: dict[str, Any] = {
        "width": WIDTH,
        "height": height,
        "autosize": False,
        "margin": {"l": left, "r": 32, "t": _TITLE_HEIGHT + 16 + key + more, "b": axis + foot},
        "title": {
            "text": "<br>".join([*_marked("b", title), *_marked("sup", subtitle)]),
            "x": 0, "xref": "container", "xanchor": "left", "pad": {"l": EDGE},
            "y": 1 - (EDGE + _TITLE_CAPITALS) / height, "yref": "container", "yanchor": "top", "font": {"size": 20},
        },
        "annotations": [
            *layout.get("annotations", ()),
            {
                "text": "<br>".join(html.escape(row) for row in rows), "align": "left", "showarrow": False,
                "x": 0, "xref": "paper", "xanchor": "left", "xshift": EDGE - left,
                "y": 0, "yref": "paper", "yanchor": "top", "yshift": 12 - axis,
                "font": {"size": 12, "color": INK_SOFT},
            },
            *([_FICTION] if provenance.fictional else []),
        ],
        # Names are small and the key spacious, since a picture may be drawn in a wider font than the one it was
        # measured in.
        "legend": {"font": {"size": 12}, "entrywidth": each, "entrywidthmode": "fraction"},
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


def _key_height(figure: go.Figure) -> int:
    """What the names above a chart take, of which the longest may have several lines."""
    if not figure.layout.showlegend:
        return 0
    return _KEY_HEIGHT + _LINE_HEIGHT * max(str(trace.name).count("<br>") for trace in _named(figure))


def _named(figure: go.Figure) -> list[Any]:
    """The traces that have a name above the chart."""
    return [trace for trace in figure.data if trace.showlegend is not False]


def lines_height(lines: Sequence[str]) -> int:
    """The pixels that lines of provenance take, for a picture that has more of them than others."""
    return _LINE_HEIGHT * len(_rows(lines))


def _rows(lines: Sequence[str]) -> list[str]:
    return [row for line in lines for row in textwrap.wrap(line, _LINE_CHARACTERS)]


def _marked(mark: str, rows: Sequence[str]) -> list[str]:
    return [f"<{mark}>{html.escape(row)}</{mark}>" for row in rows]
