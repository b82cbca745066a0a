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
_LINES = 12


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
    for grid in GRIDS:
        drawn = [_drawn(shape, grid) for shape in shapes]
        if sum(map(_size, drawn)) <= limit:
            break
    return [_outline(shape.code, polygons) for shape, polygons in zip(shapes, drawn, strict=True)], grid


def _drawn(shape: Shape, grid: int) -> list[Polygon]:
    kept = [rounded for polygon in shape.polygons if (rounded := _on_grid(polygon, grid))]
    return kept or [_square(shape, grid)]


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


def _on_grid(polygon: Polygon, grid: int) -> Polygon:
    rings = [_rounded(ring, grid) for ring in polygon]
    return tuple(ring for ring in rings if ring) if rings[0] else ()


def _rounded(ring: Ring, grid: int) -> Ring:
    """Without points that repeat the one before; () when nothing is left of its area."""
    half = grid // 2
    points = [((x + half) // grid, (y + half) // grid) for x, y in ring]
    kept = tuple(point for n, point in enumerate(points) if n == 0 or point != points[n - 1])
    return kept if len(kept) > 3 and _twice_area(kept) != 0 else ()


def _square(shape: Shape, grid: int) -> Polygon:
    largest = max((polygon[0] for polygon in shape.polygons), key=lambda ring: abs(_twice_area(ring)))
    x, y = (min(point[axis] for point in largest) // grid for axis in (0, 1))
    return (((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)),)


def _twice_area(ring: Ring) -> int:
    return sum(x * top - right * y for (x, y), (right, top) in pairwise(ring))


def _inside(polygon: Polygon) -> tuple[float, float]:
    """Of some places inside it, along lines from west to east, the one that lies farthest from its border."""
    low, high = (pick(point[1] for point in polygon[0]) for pick in (min, max))
    places = []
    for line in range(1, _LINES + 1):
        # Never along a border, which runs over whole steps.
        y = low + (high - low) * line / (_LINES + 1) + 0.01
        crossed = sorted(_crossings(polygon, y))
        for left, right in zip(crossed[::2], crossed[1::2], strict=False):
            places += [(left + (right - left) * part, y) for part in (0.25, 0.4, 0.5, 0.6, 0.75)]
    x, y = places[int(np.argmax(_room(polygon, np.array(places))))]
    return round(x, 1), round(y, 1)


def _room(polygon: Polygon, places: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each place is from the nearest border, squared."""
    ends = np.array([pair for ring in polygon for pair in pairwise(ring)], dtype=float)
    begin, along = ends[:, 0], ends[:, 1] - ends[:, 0]
    there = places[:, None] - begin
    part = np.clip((there * along).sum(axis=2) / np.maximum((along**2).sum(axis=1), 1e-9), 0, 1)
    squared: NDArray[np.float64] = ((there - along * part[:, :, None]) ** 2).sum(axis=2)
    nearest: NDArray[np.float64] = squared.min(axis=1)
    return nearest


def _crossings(polygon: Polygon, y: float) -> list[float]:
    return [
        left + (right - left) * (y - one) / (other - one)
        for ring in polygon
        for (left, one), (right, other) in pairwise(ring)
        if (one > y) != (other > y)
    ]
