"""A picture at a size in millimetres: type in points whatever the size, and all that belongs in it whole.

A picture is drawn in pixels of its own, in which running text is always as large as on the screen; what such a pixel
becomes on paper follows from the type size of the preset. So lines, marks and gaps keep their relation to the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

import plotly.graph_objects as go

from dashboard.exports.presets import PIXELS_PER_MM, Preset
from dashboard.figures.events import along_top, with_room_above
from dashboard.figures.narrow import (
    apart,
    bar_words,
    name_rows,
    names_beside,
    text_width,
    thinned,
    turned,
    upright_bars,
    wrapped,
)
from dashboard.figures.panel_places import places_of
from dashboard.figures.picture import (
    AXIS_HEIGHT,
    CHARACTER,
    CHARACTER_OF_FIRA,
    FOOT_SIZE,
    RIGHT,
    ROOM_FOR_LABELS,
    Provenance,
    Room,
    above,
    beneath,
    edge_of,
    frame,
    framed,
    is_rows,
    without_frame,
)

Part = dict[str, Any]

_TEXT = 14
_PIXELS_PER_POINT = 96 / 72
# How much smaller type is made at a time, in points.
_SMALLER = 0.5
# The least height of a plot, of a map in it, and of a row with one line; in pixels.
_PLOT, _MAP, _ROW, _LINE = 190, 330, 26, 15
# As much of the width as names may take beside bars.
_NAMES = 0.46


@dataclass(frozen=True)
class Fitted:
    """A picture of ``figure.layout.width`` by ``height`` pixels, of which each is ``scale`` CSS pixels on paper."""

    figure: go.Figure
    scale: float
    width_mm: float
    height_mm: float


def fitted(kept: go.Figure, provenance: Provenance, preset: Preset, *, in_fira: bool) -> Fitted:
    """A picture as `picture` makes it, at the size of a preset; see there for when it is higher. ``in_fira``: it is
    drawn in Fira Sans, which is narrower than what may be drawn in its place.
    """
    points, least = preset.text_points, preset.least_points or preset.text_points
    while True:
        scale = points * _PIXELS_PER_POINT / _TEXT
        width, height = (mm * PIXELS_PER_MM / scale for mm in (preset.width_mm, preset.height_mm))
        drawn, room, plot = _arranged(without_frame(kept), width)
        room = replace(room, character=CHARACTER_OF_FIRA if in_fira else CHARACTER)
        around = above(drawn, provenance, room, width=width) + beneath(provenance, room, width=width)
        if around + plot <= height or points - _SMALLER < least:
            break
        points -= _SMALLER
    height_mm = preset.height_mm if around + plot <= height else ceil((around + plot) * scale / PIXELS_PER_MM)
    height = height_mm * PIXELS_PER_MM / scale
    drawn = _settled(drawn, width - room.left - room.right, height - around)
    # Plotly names each trace anew in what it draws, unless it has a name already.
    drawn["data"] = [{**trace, "uid": f"r{n}"} for n, trace in enumerate(drawn["data"])]
    changes = frame(drawn, provenance, room, width=width, height=height)
    return Fitted(framed(drawn, changes), scale, preset.width_mm, height_mm)


def _arranged(drawn: Part, width: float) -> tuple[Part, Room, float]:
    """The chart with all that depends on its width, the room around it, and the least height of its plot."""
    meta = drawn["layout"].get("meta") or {}
    axis = meta.get("axis", AXIS_HEIGHT)
    if is_rows(drawn):
        return _rows_arranged(drawn, width, axis)
    left = meta.get("left", ROOM_FOR_LABELS) if width >= 500 or "key" in meta else min(meta.get("left", 88), 96)
    room = Room(min(left, edge_of(width)) if "key" in meta else left, axis, RIGHT if width >= 500 else 18)
    across = width - room.left - room.right
    if "panels" in meta:
        return _panels_arranged(drawn, meta["panels"], across), room, places_of(meta["panels"], width=across).height
    if "key" in meta:
        key_width, key_height = meta["key"]
        beside = across - key_width >= _MAP * 0.85
        return drawn, room, max(key_height, _MAP) if beside else key_height + _MAP
    traces, layout = upright_bars(drawn["data"], drawn["layout"], across)
    layout["xaxis"] = thinned(layout["xaxis"], across)
    layout["annotations"] = [turned(note, layout["xaxis"], across, room.right) for note in layout["annotations"]]
    traces, names = names_beside({"data": traces, "layout": layout}, across)
    traces = [apart(trace, across) for trace in traces]
    room = Room(room.left, max(axis, _axis_height(layout["xaxis"])), room.right, names)
    return {"data": traces, "layout": layout}, room, _PLOT


def _axis_height(axis: Mapping[str, Any]) -> float:
    """What the labels beneath an axis take."""
    return 28 + 18 * max((str(text).count("<br>") + 1 for text in axis.get("ticktext") or [""]), default=1)


def _rows_arranged(drawn: Part, width: float, axis: float) -> tuple[Part, Room, float]:
    layout, edge = drawn["layout"], edge_of(width)
    most = width * _NAMES - edge
    _, taken, _ = name_rows(layout, most)
    # As far as is known before what does not fit in the bars has come to stand with the names.
    across = width - taken - edge - 14 - RIGHT
    traces: list[Part] = []
    moved: dict[str, str] = {}
    beyond = 0.0
    for trace in drawn["data"]:
        kept, away, needed = bar_words(trace, layout["xaxis"], across)
        traces.append(kept)
        moved |= away
        beyond = max(beyond, needed, _beyond(trace))
    upright, taken, lines = name_rows(layout, most, moved)
    left = round(taken + edge + 14)
    right = max(RIGHT if width >= 500 else 18, beyond)
    across = width - left - right
    notes = [turned(_within(note, across), layout["xaxis"], across, right) for note in layout["annotations"]]
    more = max((note["text"].count("<br>") + 1 for note in notes if note.get("yref") != "paper"), default=1)
    row = max(_ROW, _LINE * max(lines, more) + 8)
    layout = {**layout, "yaxis": upright, "xaxis": thinned(layout["xaxis"], across), "annotations": notes}
    traces, names = names_beside({"data": traces, "layout": layout}, across)
    room = Room(left, max(axis, _axis_height(layout["xaxis"])), right, names)
    return {"data": traces, "layout": layout}, room, len(upright["tickvals"]) * row + 12


def _beyond(trace: Mapping[str, Any]) -> float:
    """What the words at the end of a bar need beyond the plot, where the longest bar ends near its edge."""
    if not isinstance(trace.get("textposition"), str) or trace["textposition"] != "outside":
        return 0.0
    return max((text_width(str(word), trace["textfont"]["size"]) for word in trace["text"]), default=0.0) + 8


def _within(note: Mapping[str, Any], across: float) -> Part:
    """Words in the place of a bar, in lines that fit beside the names."""
    if note.get("x") != 0 or note.get("xanchor") != "left" or note.get("yref") == "paper":
        return dict(note)
    return {**note, "text": wrapped(note["text"].replace("<br>", " "), int(across / (FOOT_SIZE * CHARACTER) * 0.9))}


def _panels_arranged(drawn: Part, headings: list[int], across: float) -> Part:
    """Small charts in as many columns as there is room for."""
    layout = dict(drawn["layout"])
    notes = [dict(note) for note in layout["annotations"]]
    for number, place in enumerate(places_of(headings, width=across).places):
        end = str(number + 1) if number else ""
        wide = (place.across[1] - place.across[0]) * across
        layout |= {
            f"xaxis{end}": {**thinned(layout[f"xaxis{end}"], wide), "domain": place.across},
            f"yaxis{end}": {**layout[f"yaxis{end}"], "domain": place.upright},
        }
        notes[number] |= {"x": place.across[0], "y": place.upright[1]}
    return {"data": drawn["data"], "layout": {**layout, "annotations": notes}}


def _settled(drawn: Part, across: float, height: float) -> Part:
    """The chart in a plot that is as large as it became: a map beside or beneath its key, and numbers along the top
    above every point.
    """
    layout = dict(drawn["layout"])
    key = (layout.get("meta") or {}).get("key")
    if key is not None and across - key[0] >= _MAP * 0.85:
        layout["xaxis"] = {**layout["xaxis"], "domain": [key[0] / across, 1]}
    elif key is not None:
        layout["yaxis"] = {**layout["yaxis"], "domain": [0, 1 - key[1] / height]}
    rows = along_top(layout["annotations"])
    if rows:
        layout["yaxis"] = with_room_above(layout["yaxis"], rows, height)
    return {"data": drawn["data"], "layout": layout}
