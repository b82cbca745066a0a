"""Outlines on a coarser grid: light, whole, and with the same border for both neighbours."""

from __future__ import annotations

import math
import time
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.outline import GRIDS, Outline, outlines
from data_sources.boundaries import Shape
from data_sources.cbs.geojson import read_boundaries
from demo.boundaries import boundary_file

SHAPES = read_boundaries(boundary_file(2022), year=2022).shapes
Edge = tuple[tuple[int, int], tuple[int, int]]


def edges(outline: Outline) -> list[Edge]:
    """Along its rings, each with its direction."""
    places = zip(outline.x, outline.y, strict=True)
    return [
        ((x, y), (right, top))
        for (x, y), (right, top) in pairwise(places)
        if x is not None and y is not None and right is not None and top is not None
    ]


def square(x: int, y: int, side: int) -> tuple[tuple[int, int], ...]:
    return ((x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y))


def moved(shape: Shape, right: int, up: int) -> Shape:
    polygons = tuple(
        tuple(tuple((x + right, y + up) for x, y in ring) for ring in polygon) for polygon in shape.polygons
    )
    return Shape(shape.code, shape.title, polygons)


def test_a_page_draws_every_region_on_the_finest_grid_that_is_light_enough() -> None:
    drawn, grid = outlines(SHAPES)
    assert ([item.code for item in drawn], grid) == ([shape.code for shape in SHAPES], 100)
    lightest, coarse = outlines(SHAPES, limit=0)
    assert (coarse, len(lightest)) == (GRIDS[-1], len(SHAPES))
    size = sum(len(str(value)) + 1 for item in drawn for value in (*item.x, *item.y) if value is not None)
    assert outlines(SHAPES, limit=size)[1] == 100
    assert outlines(SHAPES, limit=size - 1)[1] > 100


@given(st.integers(0, 4_000), st.integers(0, 4_000), st.sampled_from([0, 60_000]))
def test_neighbours_have_the_same_border_on_every_grid(right: int, up: int, limit: int) -> None:
    drawn, _ = outlines([moved(shape, right, up) for shape in SHAPES[:8]], limit=limit)
    found = Counter(edge for item in drawn for edge in edges(item))
    # What one region passes in one direction its neighbour passes in the other, so that nothing is drawn twice.
    assert set(found.values()) == {1}
    assert sum((two, one) in found for one, two in found) > 50
    assert all(one != two for one, two in found)


def test_a_ring_smaller_than_a_step_is_left_out_and_no_region_with_it() -> None:
    large, speck, hole = square(0, 0, 9_000), square(20_000, 0, 30), square(4_000, 4_000, 20)
    [item, tiny], grid = outlines(
        [Shape("VT01", "A", ((large, hole), (speck,))), Shape("VT02", "B", ((square(30_010, 30_010, 40),),))]
    )
    assert (item.x, item.y, grid) == ([0, 90, 90, 0, 0], [0, 0, 90, 90, 0], 100)
    assert (tiny.x, tiny.y) == ([300, 301, 301, 300, 300], [300, 300, 301, 301, 300])


@pytest.mark.parametrize("limit", [60_000, 0])
def test_a_label_lies_inside_its_own_region(limit: int) -> None:
    for item in outlines(SHAPES, limit=limit)[0]:
        x, y = item.label
        crossed = [
            left + (right - left) * (y - one) / (other - one) < x
            for (left, one), (right, other) in edges(item)
            if (one > y) != (other > y)
        ]
        assert sum(crossed) % 2 == 1, item.code


def jagged(x: int, y: int, points: int) -> tuple[tuple[int, int], ...]:
    """Around this place, with a border of which every second point lies far outside the others."""
    turns = [2 * math.pi * n / points for n in range(points)]
    far = [(30_000, 60_000)[n % 2] for n in range(points)]
    ring = [(round(x + r * math.cos(t)), round(y + r * math.sin(t))) for r, t in zip(far, turns, strict=True)]
    return (*ring, ring[0])


@pytest.mark.parametrize("regions", [1, 25])
def test_as_many_jagged_points_as_are_accepted_are_drawn_in_seconds(regions: int) -> None:
    each = 300_000 // regions
    shapes = [
        Shape(f"VT{n:02d}", "A", ((jagged(100_000 + 5_000 * n, 400_000, each - 1),),)) for n in range(1, regions + 1)
    ]
    begun = time.process_time()
    drawn, grid = outlines(shapes)
    assert (time.process_time() - begun < 10, grid) == (True, GRIDS[-1])
    for number, item in enumerate(drawn, 1):
        # In the round middle, where the border does not come.
        assert math.dist(item.label, (50 + 2.5 * number, 200)) < 15


def test_a_label_keeps_away_from_a_hole_and_from_islands() -> None:
    [item], _ = outlines(
        [Shape("VT01", "A", ((square(0, 0, 10_000), square(1_000, 1_000, 6_000)[::-1]), (square(50_000, 0, 900),)))]
    )
    x, y = item.label
    assert 0 < x < 100
    assert 0 < y < 100
    assert x > 71 or y > 71
