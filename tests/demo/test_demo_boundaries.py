"""The made-up outlines: whole, without overlap, and each place in the region it was meant for."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from demo.boundaries import SIDE, YEARS, boundary_file
from demo.outline import PLACES
from demo.regions import MERGED_VT, NEW_VT


def regions(year: int) -> dict[str, Any]:
    found = json.loads(boundary_file(year))
    return {item["properties"]["statcode"]: item["geometry"]["coordinates"] for item in found["features"]}


def squares(polygons: Any) -> float:
    """The area in squares of the drawing: that of the outsides less that of the holes."""
    rings = [ring for polygon in polygons for ring in polygon]
    twice = [sum(one[0] * two[1] - two[0] * one[1] for one, two in pairwise(ring)) for ring in rings]
    return sum(twice) / 2 / (SIDE * 1000) ** 2


@pytest.mark.parametrize("year", YEARS)
def test_every_region_of_the_year_is_drawn_and_neighbours_share_their_border(year: int) -> None:
    found = regions(year)
    assert set(found) == (set(PLACES) if year < 2023 else set(PLACES) - set(MERGED_VT) | {NEW_VT})
    edges = Counter(
        (tuple(one), tuple(two))
        for polygons in found.values()
        for polygon in polygons
        for ring in polygon
        for one, two in pairwise(ring)
    )
    # Each edge once in its direction: no square belongs to two regions.
    assert set(edges.values()) == {1}
    assert sum((two, one) in edges for one, two in edges) > 300
    assert "FICTIEF" in json.loads(boundary_file(year))["note"]


def test_the_merged_region_is_as_large_as_the_two_it_was_made_from() -> None:
    before, after = regions(2022), regions(2023)
    assert squares(after[NEW_VT]) == sum(squares(before[code]) for code in MERGED_VT)
    assert all(squares(after[code]) == squares(before[code]) for code in set(PLACES) - set(MERGED_VT))
    assert 1900 < sum(map(squares, after.values())) < 2400
