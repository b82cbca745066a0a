"""The outlines of the Veilig Thuis regions: the shapes, and which edition of them fits a period.

CBS and Kadaster publish an edition of the 'gebiedsindelingen' each year. Places are whole metres of the Dutch grid
(RD, EPSG:28992): x to the east, y to the north.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from data_sources.period import Period
from data_sources.regions import vt_regions

Point = tuple[int, int]
# Closed: the last point is the first. Of a polygon the first ring is the outside, anticlockwise; the rest are holes,
# clockwise.
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]

# Where boundaries come from unless somebody says otherwise; of the same publisher as the figures.
PDOK_HOST = "service.pdok.nl"
LICENCE = "CC BY 4.0"


@dataclass(frozen=True)
class Shape:
    """The outline of a region: its code (VT01), CBS's name for it, and its polygons, islands included."""

    code: str
    title: str
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True)
class BoundaryEdition:
    """The outlines of one year as they were delivered, read and checked, not yet kept. Shapes are in order of code."""

    year: int
    shapes: tuple[Shape, ...]
    warnings: list[str] = field(default_factory=list)

    def content_hash(self) -> str:
        """Equal for two deliveries that say the same; order, direction and where a ring begins are settled by then."""
        return hashlib.sha256(repr((self.year, self.shapes)).encode()).hexdigest()


@dataclass(frozen=True)
class Boundaries:
    """A stored edition. ``known_on`` is a whole day in Amsterdam, ``fetched_at`` aware (UTC), ``host`` a name without
    port or 'bestand' with ``file_name``, ``load`` its number in the store. Shapes are unique and in order of code.
    """

    year: int
    host: str
    file_name: str | None
    source_url: str
    fetched_at: datetime
    known_on: date
    shapes: tuple[Shape, ...]
    load: int


def fitting_year(editions: Mapping[int, Collection[str]], period: Period) -> int | None:
    """The year whose outlines a period is drawn with, among these (year to codes); None without any.

    That of the period itself; else the nearest with exactly the regions of the period; else the nearest. Of two
    equally near the later one.
    """
    if period.year in editions:
        return period.year
    wanted = set(vt_regions(period))
    fitting = [year for year, codes in editions.items() if set(codes) == wanted]
    return min(fitting or editions, key=lambda year: (abs(year - period.year), -year), default=None)
