"""A full-size, invented table in the wire form of CBS's 84847NED: same shape and same traps, other figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data_sources.contract import Period
from demo.cells import Cell, cells, typed, untyped
from demo.counts import Underlying, underlying
from demo.municipalities import make_municipalities
from demo.regions import CATEGORY_GROUPS, CATEGORY_TITLES, Region, all_regions
from demo.releases import RELEASES, TABLE_ID, period_rows, release_periods, table_info
from demo.topics import Row, Topic, data_properties, topics

KEY_WIDTH = 6


@dataclass(frozen=True)
class FictionalTable:
    """The entity sets of one release, by name in the order of the root document.

    The rows are shared between a table and its variants: never change one in place, see ``demo.changes``.
    """

    table_id: str
    sets: dict[str, list[Row]]


def build_release(number: int = 1) -> FictionalTable:
    """Release 1 (April 2026) or 2 (October 2026). Equal at every call; raises KeyError for another number."""
    release = RELEASES[number]
    periods = release_periods(release)
    arranged = topics(number)
    columns = [topic for group in arranged.values() for topic in group]
    municipalities = make_municipalities()
    regions = all_regions(municipalities)
    counted = underlying(municipalities, regions, periods=periods, release=number)
    typed_rows, untyped_rows = _data_sets(counted, regions, periods, columns)
    return FictionalTable(
        TABLE_ID,
        {
            "TableInfos": [table_info(release, first_topic=columns[0].key)],
            "UntypedDataSet": untyped_rows,
            "TypedDataSet": typed_rows,
            "DataProperties": data_properties(arranged),
            "CategoryGroups": category_groups(),
            "RegioS": [region_row(region) for region in regions],
            "Perioden": period_rows(release),
        },
    )


def _data_sets(
    counted: Underlying, regions: list[Region], periods: list[Period], columns: list[Topic]
) -> tuple[list[Row], list[Row]]:
    """TypedDataSet and UntypedDataSet: every region in every period, the period fastest."""
    printed = {(topic.key, period): _column(counted, regions, period, topic) for topic in columns for period in periods}
    typed_rows: list[Row] = []
    untyped_rows: list[Row] = []
    for number, (place, region, period) in enumerate(_places(regions, periods)):
        dimensions: Row = {"ID": number, "RegioS": region.code.ljust(KEY_WIDTH), "Perioden": period.key}
        typed_row, untyped_row = dimensions.copy(), dimensions.copy()
        for topic in columns:
            cell = printed[topic.key, period][place]
            typed_row[topic.key] = typed(cell)
            untyped_row[topic.key] = untyped(cell, decimals=topic.decimals)
        typed_rows.append(typed_row)
        untyped_rows.append(untyped_row)
    return typed_rows, untyped_rows


def _places(regions: list[Region], periods: list[Period]) -> Iterator[tuple[int, Region, Period]]:
    return ((place, region, period) for place, region in enumerate(regions) for period in periods)


def _column(counted: Underlying, regions: list[Region], period: Period, topic: Topic) -> list[Cell]:
    return cells(
        counted.counts[topic.measure.name][period],
        counted.population[period],
        unit=topic.unit,
        outside=[not region.exists_in(period.year) for region in regions],
        mark=[region.outside for region in regions],
    )


def category_groups() -> list[Row]:
    """The groups of the list of regions."""
    return [
        {"ID": number, "DimensionKey": "RegioS", "Title": title, "Description": "", "ParentID": None}
        for number, title in enumerate(CATEGORY_TITLES, start=1)
    ]


def region_row(region: Region) -> Row:
    """A region in the code list, its key padded as CBS pads it."""
    return {
        "Key": region.code.ljust(KEY_WIDTH),
        "Title": region.title,
        "Description": region.description,
        "CategoryGroupID": CATEGORY_GROUPS[region.code[:2]],
    }
