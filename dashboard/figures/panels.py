"""One series as a small chart draws it: its points with their marks, its gaps, and the words of each point."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.figures.theme import INK_SOFT, PAPER, SeriesStyle
from data_sources.registry import break_between
from metrics.derive import SUM_OF_HALVES
from metrics.development import Point
from metrics.readings import Reading
from metrics.text.phrases import period_label, status_phrase
from metrics.text.units import figure_text

Part = dict[str, Any]

_PROVISIONAL = {"voorlopig", "nader-voorlopig"}
_HOVER_CHARACTERS = 34


@dataclass(frozen=True)
class Panel:
    """One series: its name on screen, its style, and a point for each period, those without a value included, with
    their words. ``last``: its newest value in words.
    """

    name: str
    style: SeriesStyle
    points: Sequence[Point]
    readings: Sequence[Reading]
    last: str

    @property
    def values(self) -> list[float]:
        return [point.value for point in self.points if point.value is not None]


def panel_trace(panel: Panel) -> Part:
    """The line of a panel as plotly takes it. Hollow markers are provisional figures, grey ones changes that are not to
    be named; with a dot, or a cross, as in every chart of lines. It is broken where the region changed.
    """
    steps = _steps(panel.points)
    colours = [INK_SOFT if item.faint else panel.style.colour for item in panel.readings]
    fills = [
        PAPER if item.status in _PROVISIONAL else colour for item, colour in zip(panel.readings, colours, strict=True)
    ]
    return {
        "type": "scatter",
        "name": html.escape(panel.name),
        "x": _spread([item.key for item in panel.readings], steps),
        "y": _spread([item.value for item in panel.readings], steps, None),
        "mode": "lines+markers",
        "connectgaps": False,
        # A marker on the edge of the scale is drawn whole.
        "cliponaxis": False,
        "line": {"color": panel.style.colour, "dash": panel.style.dash, "width": 2},
        "marker": {
            "size": 7,
            "symbol": _spread([_symbol(item, panel.style) for item in panel.readings], steps),
            "color": _spread(fills, steps),
            "line": {"color": _spread(colours, steps), "width": 2},
        },
        # Spoken on the keyboard walk; under the pointer the same in short lines, for a small chart.
        "customdata": _spread([_spoken(panel.name, item) for item in panel.readings], steps),
        "text": _spread([_hover(item) for item in panel.readings], steps),
        "hovertemplate": "%{text}<extra></extra>",
    }


def _steps(points: Sequence[Point]) -> list[int]:
    """Before which points a break stands: a line is not drawn across it, also where there is no period between."""
    return [
        place
        for place in range(1, len(points))
        if break_between(points[place].figure.region, points[place - 1].period, points[place].period)
    ]


def _spread(values: Sequence[Any], steps: Sequence[int], *between: Any) -> list[Any]:
    """The values, with one more before each break: ``between``, or the one after it once more."""
    found = list(values)
    for place in reversed(steps):
        found.insert(place, between[0] if between else found[place])
    return found


def _symbol(item: Reading, style: SeriesStyle) -> str:
    """A cross for what rests on a figure in thousands; open with a dot when nobody says how certain the figure is."""
    if any(figure.rounding is not None and figure.rounding >= 1000 for figure in item.figures):
        return "x-thin"
    return f"{style.symbol}-open-dot" if item.status == "onbekend" else style.symbol


def _spoken(name: str, item: Reading) -> str:
    """One point in words; pseudo-HTML, so names are escaped."""
    head = f"{html.escape(name)}, {period_label(item.key)}"
    text = html.escape(item.text.rstrip("."))
    return f"{head}: {text}" if item.value is None else f"{head}: <b>{text}</b> ({'; '.join(_remarks(item))})"


def _hover(item: Reading) -> str:
    remarks = [f"<b>{html.escape(item.text)}</b>", *_remarks(item)]
    lines = [line for text in remarks for line in textwrap.wrap(text, _HOVER_CHARACTERS)]
    return "<br>".join([period_label(item.key), *lines])


def _remarks(item: Reading) -> list[str]:
    """How certain, how far rounding leaves it open, what it was computed from."""
    known = [figure for figure in item.figures if figure.value is not None]
    compared = len(known) == 2 and known[0].period != known[1].period
    both = [" tegen ".join(figure_text(figure) for figure in known)] if compared else []
    added = [SUM_OF_HALVES] if any(figure.status_basis == SUM_OF_HALVES for figure in known) else []
    between = [f"binnen de afronding {item.interval}"] if item.interval else []
    return [status_phrase(item.status), *between, *both, *added]
