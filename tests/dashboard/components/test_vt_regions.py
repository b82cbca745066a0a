"""The map of the Veilig Thuis regions: every region has a place, no two share one, and neighbours are neighbours."""

from __future__ import annotations

import pytest

from dashboard.components.vt_regions import PLACES
from data_sources.contract import Period
from data_sources.regions import VT_REGIONS, vt_regions

_BEFORE, _AFTER = Period.parse("2022JJ00"), Period.parse("2023JJ00")


def test_every_region_that_ever_was_has_a_place() -> None:
    assert set(PLACES) == set(VT_REGIONS)


@pytest.mark.parametrize("period", [_BEFORE, _AFTER])
def test_no_two_regions_of_a_period_share_a_place(period: Period) -> None:
    there = [PLACES[code] for code in vt_regions(period)]
    assert len(set(there)) == len(there) == (26 if period == _BEFORE else 25)


def test_only_water_and_abroad_are_empty() -> None:
    """In each row the empty places between two regions: the IJsselmeer, and Belgium."""
    empty = {}
    for period in (_BEFORE, _AFTER):
        taken = {PLACES[code] for code in vt_regions(period)}
        for row in range(1, 8):
            columns = sorted(column for at, column in taken if at == row)
            empty[period.year, row] = [one for one in range(columns[0], columns[-1]) if one not in columns]
    assert {key: holes for key, holes in empty.items() if holes} == {
        (2022, 2): [3], (2023, 2): [3], (2022, 7): [3], (2023, 7): [3, 4],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("one", "way", "other"),
    [
        ("VT04", "left of", "VT08"), ("VT08", "above", "VT02"), ("VT02", "above", "VT19"), ("VT17", "above", "VT22"),
        ("VT12", "left of", "VT01"), ("VT09", "above", "VT18"), ("VT18", "above", "VT23"), ("VT23", "left of", "VT21"),
        ("VT13", "above", "VT25"), ("VT11", "above", "VT14"), ("VT01", "left of", "VT07"), ("VT07", "above", "VT20"),
        ("VT15", "left of", "VT27"), ("VT16", "above", "VT26"), ("VT05", "above", "VT06"), ("VT18", "left of", "VT24"),
    ],
)  # fmt: skip
def test_neighbours_lie_as_in_the_country(one: str, way: str, other: str) -> None:
    step = (0, 1) if way == "left of" else (1, 0)
    assert (PLACES[one].row + step[0], PLACES[one].column + step[1]) == PLACES[other]


def test_the_corners_of_the_country_are_the_corners_of_the_map() -> None:
    rows, columns = [place.row for place in PLACES.values()], [place.column for place in PLACES.values()]
    assert PLACES["VT08"] == (min(rows), max(columns))  # Groningen
    assert PLACES["VT23"] == (max(rows), min(columns))  # Zeeland
    assert PLACES["VT25"] == (max(rows), max(columns))  # Zuid-Limburg
