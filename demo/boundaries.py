"""Made-up outlines of the Veilig Thuis regions, in the form in which PDOK gives the real ones: squares of some
kilometres, so that nobody takes them for a map.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

from demo.outline import LAND, PLACES, WATER, Place
from demo.regions import MERGED_VT, NEW_VT, VT_MERGER_YEAR, VT_NAMES

# Of a square, in kilometres.
SIDE = 4
YEARS = (2022, 2023, 2025, 2026)

Cell = tuple[int, int]
Corner = tuple[int, int]


def boundary_files() -> dict[str, bytes]:
    """Every edition by the path at which the stand-in gives it."""
    return {f"/cbs/gebiedsindelingen/{year}/wfs/v1_0": boundary_file(year) for year in YEARS}


def boundary_service(root: str) -> str:
    """The address of the outlines at a stand-in, with {year} for the year."""
    return f"{root}/cbs/gebiedsindelingen/{{year}}/wfs/v1_0"


@cache
def boundary_file(year: int) -> bytes:
    """The outlines of a year as GeoJSON: 26 regions up to 2022, 25 from 2023. Equal at every call."""
    areas = _areas()
    if year >= VT_MERGER_YEAR:
        areas = {code: cells for code, cells in areas.items() if code not in MERGED_VT}
        areas[NEW_VT] = [cell for code in MERGED_VT for cell in _areas()[code]]
    return json.dumps(
        {
            "type": "FeatureCollection",
            "name": "veiligthuisregio_gegeneraliseerd",
            "note": "FICTIEF: grof getekend voor een demonstratie, geen grenzen van CBS of Kadaster.",
            "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},
            "features": [_feature(year, code, areas[code]) for code in sorted(areas)],
        }
    ).encode()


def _feature(year: int, code: str, cells: Iterable[Cell]) -> dict[str, object]:
    polygons = [
        [[[x * 1000.0 * SIDE, y * 1000.0 * SIDE] for x, y in ring] for ring in rings]
        for rings in _polygons(set(cells))
    ]  # fmt: skip
    return {
        "type": "Feature",
        "id": f"veiligthuisregio_gegeneraliseerd.{year}{code}",
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        "properties": {
            "jaarcode": year, "jrstatcode": f"{year}{code}", "statcode": code, "statnaam": VT_NAMES[code],
            "rubriek": "veiligthuisregio",
        },
    }  # fmt: skip


@cache
def _areas() -> dict[str, list[Cell]]:
    """The squares of each area as of 2022: those of the land, by the nearest place."""
    found: dict[str, list[Cell]] = {code: [] for code in PLACES}
    for column in range(320 // SIDE):
        for row in range(300 // SIDE, 640 // SIDE):
            middle = ((column + 0.5) * SIDE, (row + 0.5) * SIDE)
            if _inside(middle, LAND) and not any(_inside(middle, lake) for lake in WATER):
                found[_nearest(middle)].append((column, row))
    return found


def _nearest(middle: Place) -> str:
    def far(code: str) -> float:
        return min((x - middle[0]) ** 2 + (y - middle[1]) ** 2 for x, y in PLACES[code])

    return min(PLACES, key=far)


def _inside(point: Place, ring: tuple[Place, ...]) -> bool:
    x, y = point
    crossed = False
    for n, (right, top) in enumerate(ring):
        left, low = ring[n - 1]
        if (top > y) != (low > y) and x < (left - right) * (y - top) / (low - top) + right:
            crossed = not crossed
    return crossed


def _polygons(cells: set[Cell]) -> list[list[list[Corner]]]:
    """The outlines of the squares: of each part its outside, anticlockwise, and then its holes."""
    rings = _rings(cells)
    outside, holes = ([ring for ring in rings if (_twice_area(ring) > 0) == wanted] for wanted in (True, False))
    return [
        [ring, *(hole for hole in holes if _inside(_within(hole), tuple((float(x), float(y)) for x, y in ring)))]
        for ring in outside
    ]


def _rings(cells: set[Cell]) -> list[list[Corner]]:
    """Closed rings along the edges between these squares and what is none of them, with the squares on the left."""
    after: dict[Corner, list[Corner]] = {}
    for x, y in sorted(cells):
        for begin, end, other in (
            ((x, y), (x + 1, y), (x, y - 1)), ((x + 1, y), (x + 1, y + 1), (x + 1, y)),
            ((x + 1, y + 1), (x, y + 1), (x, y + 1)), ((x, y + 1), (x, y), (x - 1, y)),
        ):  # fmt: skip
            if other not in cells:
                after.setdefault(begin, []).append(end)
    rings = []
    while after:
        ring = [min(after)]
        while len(ring) == 1 or ring[-1] != ring[0]:
            ring.append(_next(after, ring))
        rings.append(ring)
    return rings


def _next(after: dict[Corner, list[Corner]], ring: list[Corner]) -> Corner:
    """Where the edge goes on: to the left where two ways meet, so that squares that touch at a corner stay apart."""
    here = ring[-1]
    ways = after[here]
    if len(ways) > 1 and len(ring) > 1:
        dx, dy = here[0] - ring[-2][0], here[1] - ring[-2][1]
        ways.sort(key=lambda way: dx * (way[1] - here[1]) - dy * (way[0] - here[0]))
    chosen = ways.pop()
    if not ways:
        del after[here]
    return chosen


def _twice_area(ring: list[Corner]) -> int:
    return sum(ring[n - 1][0] * y - x * ring[n - 1][1] for n, (x, y) in enumerate(ring))


def _within(hole: list[Corner]) -> Place:
    """A point just inside a hole: beside the middle of its first edge, to the right of it."""
    (x, y), (right, top) = hole[0], hole[1]
    return ((x + right) / 2 + (top - y) * 0.5, (y + top) / 2 - (right - x) * 0.5)
