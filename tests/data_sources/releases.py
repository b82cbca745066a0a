"""The fictional releases, built once for all tests and cut down to what a quick refresh needs."""

from __future__ import annotations

from functools import cache

from demo.changes import small
from demo.table import FictionalTable, build_release

KERNCIJFERS = "84847NED"
NATION, LANDSDELEN = ["NL01"], [f"LD{n:02d}" for n in range(1, 5)]
PROVINCES = [f"PV{n}" for n in range(20, 32)]
VT_REGIONS = ["VT05", "VT16", "VT26", "VT27"]
MUNICIPALITIES = ["GM7260", "GM7049", "GM7022"]
REGIONS = [*NATION, *LANDSDELEN, *PROVINCES, *VT_REGIONS, *MUNICIPALITIES]


@cache
def release(number: int) -> FictionalTable:
    """A release with all its regions."""
    return build_release(number)


@cache
def quick(number: int) -> FictionalTable:
    """A release with a few regions of each kind."""
    return small(release(number), regions=REGIONS)


@cache
def tiny(number: int) -> FictionalTable:
    """A release with the Netherlands and one province."""
    return small(release(number), regions=["NL01", "PV20"])
