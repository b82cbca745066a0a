"""From a chart as it is drawn to one that an office program draws itself, with its values in an embedded sheet."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from dashboard.exports.exported import NativeChart, NativeKind, NativeSeries
from dashboard.figures.theme import GRID, PAPER, TOGETHER
from data_sources.errors import UsageError
from data_sources.period import Period
from metrics.text.phrases import SMALL, period_label
from metrics.text.units import decimals_of

# What such a value is in; of a klein aantal it is drawn, and written nowhere: the sheet of an Office chart would.
_COMPUTED = {"%", "procentpunt", "index"}
_TAG = re.compile(r"<[^>]+>")
# The decimals of a value among words: values are written bold.
_DECIMALS = re.compile(r"<b>[^<\d]*[\d.]+,(\d+)")
# What is written beside a name on the axis: the value itself, or why there is none.
_VALUE_BESIDE_NAME = re.compile(r"(<br>)?(<span[^>]*>)?<b>.*?</b>")

Trace = Mapping[str, Any]


def native_chart(figure: go.Figure, *, unit: str) -> NativeChart | None:
    """The same chart, its points in the order of its axis; a gap stays a gap.

    ``unit``: what its values are in, '' for counts. None for a chart that has no such form: a map, a timeline, small
    charts that each have their own scale, or more lines than can be told apart.
    """
    traces = [trace for trace in figure.to_plotly_json()["data"] if trace.get("customdata") is not None]
    kinds = {trace["type"] for trace in traces}
    if kinds == {"scatter"}:
        together = len(traces) <= len(TOGETHER) and _is_on_one_scale(figure)
        return _lines(traces, unit) if together and all(map(_is_of_periods, traces)) else None
    if kinds == {"bar"} and not any(trace.get("base") is not None for trace in traces):
        return _bars(figure, traces, unit)
    return None


def _lines(traces: Sequence[Trace], unit: str) -> NativeChart:
    keys = sorted({str(key) for trace in traces for key in trace["x"]}, key=Period.parse)
    looks = [(str(trace["line"]["color"]), str(trace["line"]["dash"])) for trace in traces]
    if len(set(looks)) < len(looks):
        # Small charts may look alike; in one chart their lines may not.
        looks = [(style.colour, style.dash) for style in TOGETHER[: len(traces)]]
    series = [one for trace, look in zip(traces, looks, strict=True) for one in _line(trace, keys, unit, look)]
    return _chart("lijn", [period_label(key) for key in keys], series, unit, traces)


def _line(trace: Trace, keys: Sequence[str], unit: str, look: tuple[str, str]) -> list[NativeSeries]:
    """One series; more of them where the line is broken between two periods, since no gap can stand there."""
    places = list(trace["x"])
    # Where a period stands twice, the line is broken before the second.
    breaks = [n for n, (one, other) in enumerate(pairwise(places), start=1) if one == other]
    parts = [range(first, last) for first, last in pairwise([0, *breaks, len(places)])]
    values, open_, name = _values(trace["y"], trace, unit), _open(trace), _plain(trace["name"])
    found = []
    for part in parts:
        own = {places[n]: n for n in part}
        since = "" if part.start == 0 else f" (vanaf {period_label(places[part.start])})"
        found.append(
            NativeSeries(
                name=f"{name}{since}",
                values=tuple(values[own[key]] if key in own else None for key in keys),
                open=tuple(open_[own[key]] if key in own else False for key in keys),
                colour=look[0],
                dash=look[1],
            )
        )
    return [one for one in found if any(value is not None for value in one.values)] or found[:1]


def _bars(figure: go.Figure, traces: Sequence[Trace], unit: str) -> NativeChart:
    lying = traces[0].get("orientation") == "h"
    names, numbers = ("y", "x") if lying else ("x", "y")
    kind: NativeKind = "staaf" if lying else "kolom"
    if figure.layout.barmode == "stack" and len(traces) > 1:
        kind = "staaf-gestapeld" if lying else "kolom-gestapeld"
    series = [
        NativeSeries(
            name=_plain(trace.get("name") or unit or "Aantal"),
            values=_values(trace[numbers], trace, unit),
            open=_open(trace),
            colour=_bar_colour(trace["marker"]),
        )
        for trace in traces
    ]
    return _chart(kind, [_category(str(name)) for name in traces[0][names]], series, unit, traces)


def _chart(
    kind: NativeKind, categories: Sequence[str], series: Sequence[NativeSeries], unit: str, traces: Sequence[Trace]
) -> NativeChart:
    return NativeChart(kind, tuple(categories), tuple(series), unit, _decimals(traces, series))


def _decimals(traces: Sequence[Trace], series: Sequence[NativeSeries]) -> int:
    """As many as the values are written with; where none is written, as many as they have."""
    words = [str(text) for trace in traces for name in ("customdata", "y") for text in trace[name]]
    written = [len(found[1]) for text in words for found in _DECIMALS.finditer(text)]
    values = [value for one in series for value in one.values if value is not None]
    return max(written, default=0) if any("<b>" in text for text in words) else max(map(decimals_of, values), default=0)


def _values(values: Sequence[Any], trace: Trace, unit: str) -> tuple[float | None, ...]:
    """As drawn; None for a gap, and for what is written nowhere."""
    words = trace["customdata"]
    hidden = [unit in _COMPUTED and SMALL in str(text) for text in words]
    return tuple(
        None if value is None or hide else float(value) for value, hide in zip(values, hidden, strict=True)
    )  # fmt: skip


def _open(trace: Trace) -> tuple[bool, ...]:
    """Which points are not definitive: filled with the paper, striped, or open with a dot."""
    marker, count = trace["marker"], len(trace["customdata"])
    colours = _each(marker.get("color"), count)
    symbols = _each(marker.get("symbol", ""), count)
    stripes = _each(marker.get("pattern", {}).get("shape", ""), count)
    return tuple(
        colour == PAPER or str(symbol).endswith("-open-dot") or bool(stripe)
        for colour, symbol, stripe in zip(colours, symbols, stripes, strict=True)
    )


def _each(value: Any, count: int) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value] * count


def _bar_colour(marker: Mapping[str, Any]) -> str:
    """The colour of the most bars that are full; that of their edge where none is."""
    colours = [colour for colour in _each(marker.get("color"), 1) if colour not in {PAPER, GRID}]
    return str(max(colours, key=colours.count) if colours else marker.get("line", {}).get("color", PAPER))


def _category(label: str) -> str:
    """The name of a bar without its value, which the chart itself gives; why there is none stays."""
    return _plain(_VALUE_BESIDE_NAME.sub("", label).replace("<br><i>", ", "))


def _plain(text: str) -> str:
    """Text of plotly's pseudo-HTML."""
    bare = html.unescape(_TAG.sub("", str(text).replace("<br>", " "))).replace("\u200b", "")
    return " ".join(bare.split())


def _is_of_periods(trace: Trace) -> bool:
    try:
        return all(bool(Period.parse(str(key))) for key in trace.get("x", [""]))
    except UsageError:
        return False


def _is_on_one_scale(figure: go.Figure) -> bool:
    """Whether all that is drawn can be read along one axis."""
    layout = figure.to_plotly_json()["layout"]
    ranges = {tuple(layout[name].get("range") or ()) for name in layout if re.fullmatch(r"yaxis\d*", name)}
    return len(ranges) == 1
