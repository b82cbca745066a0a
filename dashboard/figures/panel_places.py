"""Where small charts stand in a picture: row by row, each beneath its name, with room for the labels of its axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures.picture import RIGHT, ROOM_FOR_LABELS, WIDTH

# What stands beside a plot, at its left, in pixels.
_GUTTER = 72
_PLOT_HEIGHT, _TICKS_HEIGHT, _LINE_HEIGHT = 148, 44, 18
# How wide the panels of a picture are together, in pixels, and the least that one plot is.
_WIDTH, _LEAST = WIDTH - ROOM_FOR_LABELS - RIGHT, 200


@dataclass(frozen=True)
class Place:
    """A plot in the picture: from where to where, as parts of the width and height of all of them together."""

    across: tuple[float, float]
    upright: tuple[float, float]


@dataclass(frozen=True)
class Places:
    """One for each panel, and how high they are together, in pixels, without the labels beneath the lowest."""

    places: list[Place]
    height: int


def places_of(headings: Sequence[int], *, width: float = _WIDTH) -> Places:
    """For panels with headings of so many lines: two or four in two columns, other numbers in three, as far as
    ``width`` has room.

    The lowest plots end at the very bottom: the labels of their periods stand in the margin beneath.
    """
    room = max(1, int((width + _GUTTER) / (_LEAST + _GUTTER)))
    columns = min(room, 2 if len(headings) in {2, 4} else 3)
    rows = -(-len(headings) // columns)
    row_height = _PLOT_HEIGHT + _TICKS_HEIGHT + max(headings) * _LINE_HEIGHT
    height = rows * row_height - _TICKS_HEIGHT
    gutter = _GUTTER / width
    wide = (1 - (columns - 1) * gutter) / columns
    found = []
    for number in range(len(headings)):
        row, column = divmod(number, columns)
        bottom = (rows - 1 - row) * row_height / height
        left = column * (wide + gutter)
        found.append(Place((left, min(1.0, left + wide)), (bottom, min(1.0, bottom + _PLOT_HEIGHT / height))))
    return Places(found, height)
