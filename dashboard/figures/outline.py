"""Outlines as a chart draws them: on a coarser grid, so that a page stays light.

Nothing is simplified but by rounding: neighbours share their points, so they round to the same ones, drop the same
repeated ones, and never gape or overlap. What a shape was in the store it stays there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from data_sources.boundaries import Polygon, Ring, Shape

# Metres; the finest with which all outlines together are no longer than the limit, in characters on their way.
GRIDS = (100, 200, 500, 1000, 2000)
LIMIT = 60_000
# No point is shorter on its way: a digit and a comma for each of its numbers.
_SHORTEST = 4
_LINES = 12
# Of a line the widest, and of all places those with most room on their line: a jagged border cuts a line into thousands
# of spans, and each place is held against every edge.
_SPANS, _TRIED = 3, 60

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Outline:
    """One region in steps of the grid, its rings apart by None; ``label``: a place well inside it."""

    code: str
    x: list[int | None]
    y: list[int | None]
    label: tuple[float, float]


def outlines(shapes: Sequence[Shape], *, limit: int = LIMIT) -> tuple[list[Outline], int]:
    """The outlines in the order given, and the metres of a step. A ring smaller than a step is left out; of a region
    that would be left without any its largest ring is drawn as a square of one step.
    """
    if not shapes:
        return [], GRIDS[0]
    rings = _Rings.of(shapes)
    for grid in GRIDS:
        rounded = _rounded(rings, grid)
        # Cheaper than drawing them, and enough to know that they are too many.
        if grid != GRIDS[-1] and _SHORTEST * int(rounded.points[rounded.kept].sum()) > limit:
            continue
        drawn = _drawn(shapes, rounded, grid)
        if grid == GRIDS[-1] or sum(map(_size, drawn)) <= limit:
            break
    return [_outline(shape.code, polygons) for shape, polygons in zip(shapes, drawn, strict=True)], grid


@dataclass(frozen=True)
class _Rings:
    """All rings one after another: their points, where each begins, and the number of the outside of its polygon."""

    points: Whole
    begins: Whole
    outside: Whole

    @classmethod
    def of(cls, shapes: Sequence[Shape]) -> _Rings:
        rings: list[Ring] = []
        outside: list[int] = []
        for polygon in (polygon for shape in shapes for polygon in shape.polygons):
            outside += [len(rings)] * len(polygon)
            rings += polygon
        points = np.array([point for ring in rings for point in ring], dtype=np.int64).reshape(-1, 2)
        begins = np.cumsum([0, *(len(ring) for ring in rings[:-1])])
        return cls(points, begins, np.array(outside, dtype=np.int64))


@dataclass(frozen=True)
class _Rounded:
    """The same on a grid. ``fresh``: by point, whether it is another than the one before it; by ring, how many
    ``points`` are, and whether it is ``kept``: something is left of its area, and of that of the outside around it.
    """

    steps: Whole
    fresh: NDArray[np.bool_]
    begins: Whole
    points: Whole
    kept: NDArray[np.bool_]


def _rounded(rings: _Rings, grid: int) -> _Rounded:
    steps = (rings.points + grid // 2) // grid
    fresh = np.append(True, (steps[1:] != steps[:-1]).any(axis=1))
    fresh[rings.begins] = True
    (x, y), (right, top) = steps.T, np.roll(steps, -1, axis=0).T
    turns = x * top - right * y
    # From the last point of a ring to the first of the next there is no edge.
    turns[rings.begins - 1] = 0
    points = np.add.reduceat(fresh.astype(np.int64), rings.begins)
    whole = (points > 3) & (np.add.reduceat(turns, rings.begins) != 0)
    return _Rounded(steps, fresh, rings.begins, points, whole & whole[rings.outside])


def _drawn(shapes: Sequence[Shape], rounded: _Rounded, grid: int) -> list[list[Polygon]]:
    found: list[list[Polygon]] = []
    number = 0
    for shape in shapes:
        polygons = []
        for polygon in shape.polygons:
            rings = [_ring(rounded, number + n, len(ring)) for n, ring in enumerate(polygon)]
            number += len(polygon)
            if rings[0]:
                polygons.append(tuple(ring for ring in rings if ring))
        found.append(polygons or [_square(shape, grid)])
    return found


def _ring(rounded: _Rounded, number: int, length: int) -> Ring:
    """Without points that repeat the one before; () for one that is not kept."""
    if not rounded.kept[number]:
        return ()
    part = slice(rounded.begins[number], rounded.begins[number] + length)
    return tuple((x, y) for x, y in rounded.steps[part][rounded.fresh[part]].tolist())


def _size(polygons: Sequence[Polygon]) -> int:
    """In characters on its way, with a comma after each number."""
    return sum(len(f"{x},{y},") for polygon in polygons for ring in polygon for x, y in ring)


def _outline(code: str, polygons: Sequence[Polygon]) -> Outline:
    x: list[int | None] = []
    y: list[int | None] = []
    for ring in (ring for polygon in polygons for ring in polygon):
        x += [*([None] if x else []), *(point[0] for point in ring)]
        y += [*([None] if y else []), *(point[1] for point in ring)]
    largest = max(polygons, key=lambda polygon: abs(_twice_area(polygon[0])))
    return Outline(code, x, y, _inside(largest))


def _square(shape: Shape, grid: int) -> Polygon:
    largest = max((polygon[0] for polygon in shape.polygons), key=lambda ring: abs(_twice_area(ring)))
    x, y = (min(point[axis] for point in largest) // grid for axis in (0, 1))
    return (((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)),)


def _twice_area(ring: Ring) -> int:
    return sum(x * top - right * y for (x, y), (right, top) in pairwise(ring))


def _inside(polygon: Polygon) -> tuple[float, float]:
    """Of some places inside it, along lines from west to east, the one that lies farthest from its border."""
    ends = np.array([pair for ring in polygon for pair in pairwise(ring)], dtype=float)
    places = sorted(_places(polygon, ends), reverse=True)
    best, most = places[0][1:], -1.0
    for room, *place in places[:_TRIED]:
        # No place has more room than along its own line.
        if room <= most:
            break
        most, best = max((most, best), (_room(ends, place), (place[0], place[1])))
    return round(best[0], 1), round(best[1], 1)


def _places(polygon: Polygon, ends: NDArray[np.float64]) -> list[tuple[float, float, float]]:
    """Some places inside it, each after the room it has on its line, squared."""
    low, high = (pick(point[1] for point in polygon[0]) for pick in (min, max))
    places = []
    for line in range(1, _LINES + 1):
        # Never along a border, which runs over whole steps.
        y = low + (high - low) * line / (_LINES + 1) + 0.01
        crossed = _crossings(ends, y)
        spans = sorted((right - left, left) for left, right in zip(crossed[::2], crossed[1::2], strict=False))
        for width, left in spans[-_SPANS:]:
            places += [
                ((width * min(part, 1 - part)) ** 2, left + width * part, y) for part in (0.25, 0.4, 0.5, 0.6, 0.75)
            ]
    return places


def _room(ends: NDArray[np.float64], place: Sequence[float]) -> float:
    """How far a place is from the nearest of these edges, squared."""
    begin, along = ends[:, 0], ends[:, 1] - ends[:, 0]
    there = np.array(place) - begin
    part = np.clip((there * along).sum(axis=1) / np.maximum((along**2).sum(axis=1), 1e-9), 0, 1)
    return float(((there - along * part[:, None]) ** 2).sum(axis=1).min())


def _crossings(ends: NDArray[np.float64], y: float) -> list[float]:
    """From west to east."""
    crossing = ends[(ends[:, 0, 1] > y) != (ends[:, 1, 1] > y)]
    (left, one), (right, other) = crossing[:, 0].T, crossing[:, 1].T
    found: list[float] = np.sort(left + (right - left) * (y - one) / (other - one)).tolist()
    return found
