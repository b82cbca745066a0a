"""Events on a period axis: a thin line for a day or month, a light band for a moment that is less precise.

They stand in time and explain nothing. Positions are in categories: a period is one wide, with its point in the middle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dashboard.figures.theme import GRID, INK_SOFT, PAPER
from data_sources.contract import Period
from data_sources.ledger import REALISED, Event
from metrics.text.pilots import certainty_phrase

# A moment of one of these is a line, any other a band.
_SHARP = ("dag", "maand", "begin", "eind")
# Numbers nearer to each other than this part of the axis stand in different rows.
_APART = 0.06
_LEVEL_HEIGHT, _ROOM = 0.075, 0.02
# Of a row of numbers, in pixels.
_LEVEL_PIXELS = 20
_CIRCLED = 20
# Of the annotations that are numbers of events.
_NAME = "gebeurtenis"


@dataclass(frozen=True)
class Placed:
    """An event on an axis: its number there, and where its moment begins and ends, cut off at the ends of the axis.

    ``level``: the row its number stands in, 0 at the top, so that numbers do not cover each other.
    """

    number: int
    event: Event
    first: float
    last: float
    level: int = 0

    @property
    def mark(self) -> str:
        """Its number as it stands in chart, list and file: '①'."""
        return chr(ord("①") + self.number - 1) if self.number <= _CIRCLED else f"({self.number})"

    @property
    def centre(self) -> float:
        return (self.first + self.last) / 2

    @property
    def is_line(self) -> bool:
        moment = self.event.moment
        return moment.precision in _SHARP and moment.first is not None

    @property
    def is_planned(self) -> bool:
        return self.event.certainty != REALISED


def place_events(events: Sequence[Event], periods: Sequence[Period]) -> list[Placed]:
    """The events within the shown periods, in order of time, numbered from 1.

    periods: consecutive, of one kind. Left out are events of before and after them, and those without any day.
    """
    if not periods:
        return []
    first, last = periods[0].start, periods[-1].end
    inside = [
        (max(begin, first), min(end, last), event)
        for event in events
        for begin, end in [_band(event, first)]
        if begin is not None and end is not None and begin <= last and end >= first
    ]
    inside.sort(key=lambda item: (item[0], item[1]))
    placed = [
        Placed(number, event, position(begin, periods), position(end + timedelta(days=1), periods))
        for number, (begin, end, event) in enumerate(inside, start=1)
    ]
    return _in_rows(placed, len(periods))


def position(on: date, periods: Sequence[Period]) -> float:
    """Where a day begins on the axis: half a category before the point of its period, and on by the part that is over.

    A day after the last period stands at the end of the axis.
    """
    for place, period in enumerate(periods):
        if period.start <= on <= period.end:
            return place - 0.5 + (on - period.start).days / ((period.end - period.start).days + 1)
    return -0.5 if on < periods[0].start else len(periods) - 0.5


def events_of(placed: Sequence[Placed], period: Period) -> list[Placed]:
    """Those whose moment touches a period."""
    return [
        item
        for item in placed
        for begin, end in [_band(item.event, period.start)]
        if begin is not None and end is not None and begin <= period.end and end >= period.start
    ]


def event_line(placed: Placed, *, on: date) -> str:
    """An event in one line, as seen on a day: '① Campagne gestart: 29 augustus 2023 (gerealiseerd)'."""
    event = placed.event
    certain = certainty_phrase(event.certainty, event.moment, on=on)
    return f"{placed.mark} {event.title}: {event.moment.text} ({certain})"


def event_shapes(placed: Sequence[Placed]) -> list[dict[str, Any]]:
    """The events as shapes behind the points of a chart with a period axis."""
    return [_shape(item) for item in placed]


def event_marks(placed: Sequence[Placed]) -> list[dict[str, Any]]:
    """Their numbers, along the top of that chart."""
    return [_mark(item) for item in placed]


def headroom(placed: Sequence[Placed]) -> float:
    """The part of the height that the numbers take, above the highest point."""
    return 0.0 if not placed else _headroom(1 + max(item.level for item in placed))


def _headroom(rows: int) -> float:
    return _LEVEL_HEIGHT * rows + _ROOM


def along_top(notes: Sequence[Mapping[str, Any]]) -> int:
    """In how many rows the numbers of events stand in a chart that has them; 0 where it has none."""
    own = [note for note in notes if note.get("name") == _NAME]
    return max((1 + round(-note.get("yshift", 0) / _LEVEL_PIXELS) for note in own), default=0)


def with_room_above(axis: Mapping[str, Any], rows: int, height: float) -> dict[str, Any]:
    """The vertical axis with no point among the numbers, also in a plot that is lower than most, in pixels."""
    needed = (_LEVEL_PIXELS * rows + 8) / height
    if needed <= _headroom(rows):
        return dict(axis)
    bottom, top = axis["range"]
    return {**axis, "range": [bottom, bottom + (top - bottom) * (1 - _headroom(rows)) / (1 - needed)]}


def _band(event: Event, first: date) -> tuple[date | None, date | None]:
    """The days of a moment; one without a begin of its own begins where the axis does."""
    moment = event.moment
    if moment.last is None:
        return moment.first, moment.first
    return moment.first or min(first, moment.last), moment.last


def _in_rows(placed: Sequence[Placed], periods: int) -> list[Placed]:
    """Each number in the highest row where it does not come too near to the one before it."""
    ends: list[float] = []
    found = []
    for item in sorted(placed, key=lambda item: item.centre):
        level = next((row for row, end in enumerate(ends) if item.centre - end >= _APART * periods), len(ends))
        ends[level : level + 1] = [item.centre]
        found.append(Placed(item.number, item.event, item.first, item.last, level))
    return sorted(found, key=lambda item: item.number)


def _shape(item: Placed) -> dict[str, Any]:
    stroke = {"color": INK_SOFT, "width": 1, "dash": "dash" if item.is_planned else "dot"}
    span = {"x0": item.first, "x1": item.last} if not item.is_line else {"x0": item.centre, "x1": item.centre}
    drawn = {"type": "line"} if item.is_line else {"type": "rect", "fillcolor": GRID, "opacity": 0.6}
    return {**drawn, **span, "xref": "x", "y0": 0, "y1": 1, "yref": "paper", "layer": "below", "line": stroke}


def _mark(item: Placed) -> dict[str, Any]:
    return {
        "name": _NAME, "text": f"{item.mark} gepland" if item.is_planned else item.mark, "showarrow": False,
        "x": item.centre, "xref": "x", "y": 1, "yref": "paper", "yanchor": "top",
        "yshift": -_LEVEL_PIXELS * item.level, "bgcolor": PAPER, "borderpad": 0,
        "font": {"size": 16, "color": INK_SOFT},
    }  # fmt: skip
