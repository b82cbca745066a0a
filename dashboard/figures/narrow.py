"""What stands along the axes of a chart, fitted to a narrower one: names in more lines, fewer periods named."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dashboard.figures.picture import CHARACTER

Part = dict[str, Any]

_TAG = re.compile(r"<[^>]+>")
_BREAK = "<br>"
# Between two labels beside each other, in pixels.
_APART = 10
_TICK_SIZE, _NAME_SIZE = 14, 12


def text_width(text: str, size: float) -> float:
    """The most pixels that the longest line of a pseudo-HTML text takes."""
    return max(len(_plain(line)) for line in text.split(_BREAK)) * size * CHARACTER


def wrapped(text: str, characters: int) -> str:
    """Pseudo-HTML in lines of at most so many characters, where no word is longer. Marks stay around what they mark:
    plotly opens them again on a new line.
    """
    return _BREAK.join(_wrapped_line(line, characters) for line in text.split(_BREAK))


def _wrapped_line(line: str, characters: int) -> str:
    rows, row, length = [], "", 0
    # A mark may hold blanks of its own, and is no place to break a line.
    for word in re.findall(r"(?:<[^>]*>|[^\s<])+", line):
        size = len(_plain(word))
        if row and length + 1 + size > characters:
            rows.append(row)
            row, length = word, size
        else:
            row, length = (f"{row} {word}", length + 1 + size) if row else (word, size)
    return _BREAK.join([*rows, row])


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text)).replace("\u200b", "")


def name_rows(
    layout: Mapping[str, Any], width: float, more: Mapping[str, str] | None = None
) -> tuple[Part, float, int]:
    """The vertical axis with its names in lines no wider than ``width``, the width they then take, and the most lines
    of a name. Bars stay where they are: what they are told apart by is not what is written. ``more``: what is added to
    a name, on a line of its own.
    """
    names = [str(name) for name in layout["yaxis"]["categoryarray"]]
    added = [f"{name}<br>{more[name]}" if more and name in more else name for name in names]
    lines = [wrapped(name, int(width / (_NAME_SIZE * CHARACTER))) for name in added]
    axis = {
        **layout["yaxis"], "tickmode": "array", "tickvals": names, "ticktext": lines, "ticklabelstandoff": 6,
    }  # fmt: skip
    taken = max((text_width(line, _NAME_SIZE) for line in lines), default=0.0)
    return axis, taken, max((line.count(_BREAK) + 1 for line in lines), default=1)


def thinned(axis: Mapping[str, Any], width: float) -> Part:
    """A horizontal axis of which no more places are named than have room beside each other: every second one, or every
    third. Those that also name a year stay, where some do.
    """
    texts = axis.get("ticktext")
    if not texts or axis.get("type") not in {"category", "date"}:
        most = max(2, int(width / 70))
        return {**axis, "nticks": min(axis.get("nticks") or most, most), "tickangle": 0}
    size = axis.get("tickfont", {}).get("size", _TICK_SIZE)
    widest = max(text_width(text, size) for text in texts) + _APART
    step = max(1, -(-round(widest * len(texts)) // round(width)))
    if step == 1:
        return dict(axis)
    years = [place for place, text in enumerate(texts) if _BREAK in text]
    if step > 2 and 0 < len(years) < len(texts) and widest * len(years) <= width:
        return {
            **axis, "tickvals": [axis["tickvals"][place] for place in years],
            "ticktext": [texts[place] for place in years], "tickangle": 0,
        }  # fmt: skip
    start = max(range(step), key=lambda first: (_named_years(texts[first::step]), (len(texts) - 1 - first) % step == 0))
    return {**axis, "tickvals": axis["tickvals"][start::step], "ticktext": texts[start::step], "tickangle": 0}


def _named_years(texts: Sequence[str]) -> int:
    return sum(_BREAK in text for text in texts)


def apart(trace: Mapping[str, Any], width: float) -> Part:
    """A line whose points bear words, with every second word beneath its point where they would run into each other."""
    words = trace.get("text") or []
    if "text" not in str(trace.get("mode", "")) or "lines" not in trace["mode"]:
        return dict(trace)
    widest = max((text_width(str(word), trace["textfont"]["size"]) for word in words), default=0.0)
    if widest * len(words) <= width:
        return dict(trace)
    return {**trace, "textposition": ["top center" if n % 2 == 0 else "bottom center" for n in range(len(words))]}


def upright_bars(
    traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any], width: float
) -> tuple[list[Part], Part]:
    """Stacked bars whose numbers stay as large as they are in a narrow chart, where plotly would make them smaller."""
    if layout.get("barmode") != "stack":
        return [dict(trace) for trace in traces], dict(layout)
    places = len(layout["xaxis"]["categoryarray"])
    # Plotly would else widen the axis for the words above the bars.
    axis = {**layout["xaxis"], "range": [-0.5, places - 0.5]}
    gap = layout.get("bargap", 0.2) if width / places > 40 else 0.1
    kept = [
        {**trace, "constraintext": "none", "textfont": {**trace["textfont"], "size": 12}} if "text" in trace else trace
        for trace in traces
    ]
    return [dict(trace) for trace in kept], {**layout, "bargap": gap, "xaxis": axis}


def turned(note: Mapping[str, Any], axis: Mapping[str, Any], across: float, right: float) -> Part:
    """A label that begins at a line in the plot; on the other side of it where the picture ends before its words do."""
    begin = _part_of(axis, note.get("x")) if note.get("xref") == "x" and note.get("xanchor") == "left" else None
    if begin is None or begin * across + text_width(note["text"], 12) <= across + right - 4:
        return dict(note)
    return {**note, "xanchor": "right", "xshift": -6}


def _part_of(axis: Mapping[str, Any], place: Any) -> float | None:
    """Where a place lies between the ends of an axis, from 0 to 1; None for an axis that finds its ends itself."""
    if "range" not in axis:
        return None
    first, last, found = (_number(value) for value in (*axis["range"], place))
    return None if found is None or first is None or last is None else (found - first) / (last - first)


def _number(value: Any) -> float | None:
    if isinstance(value, (int, float)):
        return float(value)
    try:
        return datetime.fromisoformat(str(value)).timestamp()
    except ValueError:
        return None


def bar_words(trace: Mapping[str, Any], axis: Mapping[str, Any], across: float) -> tuple[Part, dict[str, str], float]:
    """Lying bars on an axis of days: without the words that do not fit within their bar, those words by the name of
    their row, and what the words after a bar need beyond the plot.
    """
    if axis.get("type") != "date" or isinstance(trace.get("textposition"), str):
        return dict(trace), {}, 0.0
    first, last = (datetime.fromisoformat(end) for end in axis["range"])
    whole = (last - first).total_seconds()
    words, moved, beyond = list(trace["text"]), {}, 0.0
    for n, (word, base, length) in enumerate(zip(words, trace["base"], trace["x"], strict=True)):
        if not word or base is None:
            continue
        wide = text_width(word, 12) + 8
        begin = (datetime.fromisoformat(base) - first).total_seconds() / whole
        size = length / 1000 / whole
        if trace["textposition"][n] == "inside" and wide > size * across:
            words[n], moved[trace["y"][n]] = "", f"<i>{trace['name']}: {word}</i>"
        elif trace["textposition"][n] == "outside" and begin + size <= 1:
            beyond = max(beyond, (begin + size - 1) * across + wide)
    return {**trace, "text": words}, moved, beyond


def names_beside(drawn: Mapping[str, Any], width: float) -> tuple[list[Part], int | None]:
    """The traces with their names in lines that fit above a plot of this width, and how many names stand beside each
    other there; None: there is no key.
    """
    traces = [dict(trace) for trace in drawn["data"]]
    named = [trace for trace in traces if trace.get("showlegend") is not False]
    if not drawn["layout"].get("showlegend") or not named:
        return traces, None
    mark = 44
    for trace in named:
        trace["name"] = wrapped(str(trace.get("name", "")), max(8, int((width - mark) / (_NAME_SIZE * CHARACTER))))
    each = max(text_width(trace["name"], _NAME_SIZE) for trace in named) + mark
    return traces, max(1, min(len(named), int(width / each)))
