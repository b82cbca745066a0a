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
RIGHT = 32
# The most that a character takes of its size, in the widest font that a picture may be drawn in, and in Fira Sans.
CHARACTER, CHARACTER_OF_FIRA = 0.576, 0.525
_BOLDER = 1.07
_TITLE_SIZE, _SUBTITLE_SIZE, FOOT_SIZE = 20, 13, 12
# Plotly sets all lines of a title equally far apart.
_TITLE_LINE, _SUBTITLE_LINE = 26, 26
# From the top of a title's capitals to the line that they stand on, which is where plotly places it.
_TITLE_CAPITALS = 15
_LINE_HEIGHT, _TITLE_HEIGHT, _KEY_HEIGHT = 17, 72, 28
# Of what a picture adds to the annotations of its chart.
_FOOT, _FICTIONAL = "herkomst", "fictief"
_FICTION: Mapping[str, Any] = {
    "name": _FICTIONAL, "text": "FICTIEF", "textangle": -24, "opacity": 0.14, "showarrow": False,
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


@dataclass(frozen=True)
class Room:
    """What a picture keeps free around its chart, in pixels. left: for what stands beside the vertical axis; right:
    beyond the plot; axis: for what stands beneath the horizontal one. names: how many stand beside each other in the
    key; None: two or three. character: the most that one takes of its size, in the font it is drawn in.
    """

    left: float
    axis: float
    right: float = RIGHT
    names: int | None = None
    character: float = CHARACTER


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
    title of several lines makes it higher. It can be fitted to another size (`fitting`).
    """
    drawn = figure.to_plotly_json()
    height += _more_lines(provenance, WIDTH, CHARACTER)
    changes = frame(drawn, provenance, Room(left, axis), width=WIDTH, height=height)
    changes["meta"] = {"left": left, "axis": axis, **(drawn["layout"].get("meta") or {})}
    return framed(drawn, changes)


def framed(drawn: Mapping[str, Any], changes: Mapping[str, Any]) -> go.Figure:
    """The chart with these changes of its layout."""
    layout = dict(drawn["layout"])
    if layout.get("template") == _usual_template():
        # Each figure gets that one by itself; given, it would be checked property by property.
        del layout["template"]
    return go.Figure(data=drawn["data"], layout=changed(layout, changes))


def without_frame(kept: go.Figure) -> dict[str, Any]:
    """The chart in a picture, without what the picture added to its annotations."""
    drawn: dict[str, Any] = kept.to_plotly_json()
    layout = dict(drawn["layout"])
    own = {_FOOT, _FICTIONAL}
    layout["annotations"] = [note for note in layout.get("annotations", ()) if note.get("name") not in own]
    return {"data": [dict(trace) for trace in drawn["data"]], "layout": layout}


def frame(
    drawn: Mapping[str, Any], provenance: Provenance, room: Room, *, width: float, height: float
) -> dict[str, Any]:
    """What a picture of this size changes in the layout of its chart: sizes, title, key, and the lines beneath."""
    edge, rows = edge_of(width), _rows(provenance.lines, width, room.character)
    title, subtitle = _heads(provenance, width, room.character)
    layout = drawn["layout"]
    names = room.names or (3 if len(_named(drawn)) > 2 else 2)
    plot = height - above(drawn, provenance, room, width=width) - beneath(provenance, room, width=width)
    changes: dict[str, Any] = {
        "width": width,
        "height": height,
        "autosize": False,
        "margin": {
            "l": room.left, "r": room.right, "t": above(drawn, provenance, room, width=width),
            "b": beneath(provenance, room, width=width),
        },
        "title": {
            "text": "<br>".join([*_marked("b", title), *_below_title(subtitle)]),
            "x": 0, "xref": "container", "xanchor": "left", "pad": {"l": edge},
            "y": 1 - (edge + _TITLE_CAPITALS) / height, "yref": "container", "yanchor": "top",
            "font": {"size": _TITLE_SIZE},
        },
        "annotations": [
            *layout.get("annotations", ()),
            {
                "name": _FOOT,
                "text": "<br>".join(html.escape(row) for row in rows), "align": "left", "showarrow": False,
                "x": 0, "xref": "paper", "xanchor": "left", "xshift": edge - room.left,
                "y": 0, "yref": "paper", "yanchor": "top", "yshift": 12 - room.axis,
                "font": {"size": FOOT_SIZE, "color": INK_SOFT},
            },
            *([{**_FICTION, "font": {"size": round(128 * width / WIDTH), "color": INK}}] if provenance.fictional
              else []),
        ],
        # Names are small and the key spacious, since a picture may be drawn in a wider font than the one it was
        # measured in.
        "legend": {
            "font": {"size": 12}, "entrywidth": round(0.96 / names, 2) - 0.05 / names, "entrywidthmode": "fraction",
            "y": 1 + (6 + _marks_height(layout)) / max(plot, 1),
        },
    }  # fmt: skip
    # A margin that grows by itself would move the text beneath, which hangs from the axis.
    upright = {"automargin": False, **({"tickfont": {"size": 12}} if is_rows(drawn) else {})}
    return changes | {name: upright for name in layout if name.startswith("yaxis")}


def above(drawn: Mapping[str, Any], provenance: Provenance, room: Room, *, width: float) -> float:
    """What stands above the plot: the title, the key, and what a chart writes along its top; in pixels."""
    key = _key_height(drawn, room.names) + (_marks_height(drawn["layout"]) if _key_height(drawn, room.names) else 0)
    return _TITLE_HEIGHT - EDGE + edge_of(width) + 16 + key + _more_lines(provenance, width, room.character)


def beneath(provenance: Provenance, room: Room, *, width: float) -> float:
    """What stands beneath the plot: labels of the axis, and the lines of provenance; in pixels."""
    return (
        room.axis + _LINE_HEIGHT * len(_rows(provenance.lines, width, room.character)) + max(0, edge_of(width) - EDGE)
    )


def edge_of(width: float) -> float:
    """What stays empty around a picture."""
    return EDGE if width >= 600 else 14


def is_rows(drawn: Mapping[str, Any]) -> bool:
    """Whether it is a chart of lying bars, each with its name beside it."""
    return any(trace.get("type") == "bar" and trace.get("orientation") == "h" for trace in drawn["data"])


def _heads(provenance: Provenance, width: float, character: float) -> tuple[list[str], list[str]]:
    across = width - 2 * edge_of(width)
    return (
        textwrap.wrap(provenance.title, int(across / (_TITLE_SIZE * character * _BOLDER))),
        textwrap.wrap(provenance.subtitle, int(across / (_SUBTITLE_SIZE * character))),
    )


def _more_lines(provenance: Provenance, width: float, character: float) -> int:
    """What a title of more than a line takes more than one."""
    title, subtitle = _heads(provenance, width, character)
    return _TITLE_LINE * max(0, len(title) - 1) + _SUBTITLE_LINE * max(0, len(subtitle) - 1)


def _marks_height(layout: Mapping[str, Any]) -> int:
    """What a chart itself writes just above its plot, where its key would stand."""
    return 20 if any(
        note.get("y") == 1 and note.get("yref") == "paper" and note.get("yanchor") == "bottom"
        and note.get("xref") == "x"
        for note in layout.get("annotations", ())
    ) else 0  # fmt: skip


@cache
def _usual_template() -> dict[str, Any]:
    """What plotly gives every figure that names no template."""
    template: dict[str, Any] = go.Figure().to_plotly_json()["layout"].get("template", {})
    return template


def _key_height(drawn: Mapping[str, Any], names: int | None = None) -> int:
    """What the names above a chart take, of which the longest may have several lines. ``names``: how many stand beside
    each other; None: all.
    """
    named = _named(drawn)
    if not drawn["layout"].get("showlegend") or not named:
        return 0
    rows = -(-len(named) // names) if names else 1
    lines = max(str(trace.get("name", "")).count("<br>") for trace in named)
    return _KEY_HEIGHT + _LINE_HEIGHT * (rows * (lines + 1) - 1) + 4 * (rows - 1)


def _named(drawn: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The traces that have a name above the chart."""
    return [trace for trace in drawn["data"] if trace.get("showlegend") is not False]


def lines_height(lines: Sequence[str]) -> int:
    """The pixels that lines of provenance take, for a picture that has more of them than others."""
    return _LINE_HEIGHT * len(_rows(lines, WIDTH, CHARACTER))


def _rows(lines: Sequence[str], width: float, character: float) -> list[str]:
    characters = int((width - 2 * edge_of(width)) / (FOOT_SIZE * character))
    return [row for line in lines for row in textwrap.wrap(line, characters)]


def _below_title(rows: Sequence[str]) -> list[str]:
    """One line stands close to the title; several stand as far from each other as from it."""
    if len(rows) < 2:
        return _marked("sup", rows)
    return [f'<span style="font-size:{_SUBTITLE_SIZE}px">{html.escape(row)}</span>' for row in rows]


def _marked(mark: str, rows: Sequence[str]) -> list[str]:
    return [f"<{mark}>{html.escape(row)}</{mark}>" for row in rows]
