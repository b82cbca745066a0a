"""Invented sister tables in the wire form of CBS's: further dimensions, groups of topics, shares; same traps.

Their totals are those of the fictional kerncijfers, so that whoever compares tables finds no difference.
"""

from __future__ import annotations

from itertools import product

from data_sources.cbs.periods import period_title
from data_sources.contract import UNIT_COUNT, Period
from demo.cells import typed, untyped
from demo.municipalities import make_municipalities
from demo.regions import CATEGORY_GROUPS, Region, all_regions
from demo.releases import RELEASES, Release, period_row, period_status, release_periods, table_info
from demo.sister_counts import printed_columns
from demo.sister_shapes import SISTERS, Dimension, Sister
from demo.table import FictionalTable, category_groups, region_row
from demo.topics import Row, property_row

# A few years and municipalities are enough to be asked for; the tables stay small.
FIRST_YEAR = 2022
_MUNICIPALITIES = 8
_CODE_WIDTH = 8


def build_sisters(number: int = 2) -> list[FictionalTable]:
    """The sister tables of a release, by table id. Equal at every call; raises KeyError for another number."""
    return [_build(sister, RELEASES[number]) for sister in SISTERS]


def sister_regions(*, municipalities: bool) -> list[Region]:
    """As in the fictional kerncijfers, but with a few municipalities (the first one has gone), or none."""
    regions = all_regions(list(make_municipalities()))
    own = [region for region in regions if region.code.startswith("GM")]
    gone = [region for region in own if region.last_year == FIRST_YEAR]
    kept = {region.code for region in [*gone[:1], *own[: _MUNICIPALITIES - 1]]} if municipalities else set()
    return [region for region in regions if not region.code.startswith("GM") or region.code in kept]


def _build(sister: Sister, release: Release) -> FictionalTable:
    regions = sister_regions(municipalities=sister.municipalities)
    periods = [period for period in release_periods(release) if period.year >= FIRST_YEAR]
    keys = [f"{topic.name}_{number}" for number, topic in enumerate(sister.topics, start=1)]
    typed_rows, untyped_rows = _data_sets(sister, regions, periods, keys, release.number)
    last = period_title(periods[-1])
    info = table_info(release, first_topic=keys[0]) | {
        "Title": sister.title, "ShortTitle": sister.short_title, "Identifier": sister.table_id,
        "Period": f"{period_title(periods[0])} - {last}",
        "DefaultPresentation": "ts=1700000000000&graphtype=Table&r=RegioS&k=Topics,Perioden",
    }  # fmt: skip
    return FictionalTable(
        sister.table_id,
        {
            "TableInfos": [info],
            "UntypedDataSet": untyped_rows,
            "TypedDataSet": typed_rows,
            "DataProperties": _properties(sister, keys),
            "CategoryGroups": category_groups(),
            **{dimension.key: _code_list(dimension) for dimension in sister.dimensions},
            "RegioS": [region_row(region) for region in regions if region.code[:2] in CATEGORY_GROUPS],
            "Perioden": [
                period_row(p.key, title=period_title(p), status=period_status(p, release.last_half.year))
                for p in periods
            ],
        },
    )


def _data_sets(
    sister: Sister, regions: list[Region], periods: list[Period], keys: list[str], release: int
) -> tuple[list[Row], list[Row]]:
    """TypedDataSet and UntypedDataSet: every category in every region and period, the period fastest."""
    columns = printed_columns(sister, regions, periods, release)
    codes = list(product(*([item.code.ljust(_CODE_WIDTH) for item in one.categories] for one in sister.dimensions)))
    names = [dimension.key for dimension in sister.dimensions]
    typed_rows: list[Row] = []
    untyped_rows: list[Row] = []
    for (category, combined), (place, region), period in product(enumerate(codes), enumerate(regions), periods):
        head: Row = {"ID": len(typed_rows), **dict(zip(names, combined, strict=True))}
        head |= {"RegioS": region.code.ljust(6), "Perioden": period.key}
        typed_row, untyped_row = head.copy(), head.copy()
        for number, (key, topic) in enumerate(zip(keys, sister.topics, strict=True)):
            cell = columns[number, category, period][place]
            typed_row[key] = typed(cell)
            untyped_row[key] = untyped(cell, decimals=0 if topic.unit == UNIT_COUNT else 1)
        typed_rows.append(typed_row)
        untyped_rows.append(untyped_row)
    return typed_rows, untyped_rows


def _properties(sister: Sister, keys: list[str]) -> list[Row]:
    """The rows of DataProperties: further dimensions, region, period, then groups and topics in their order."""
    rows = [
        property_row(n, n, None, "Dimension", one.key, one.title, "") for n, one in enumerate(sister.dimensions)
    ]  # fmt: skip
    rows.append(
        property_row(len(rows), len(rows), None, "GeoDimension", "RegioS", "Regio's", "") | {"MapYear": ""}
    )  # fmt: skip
    rows.append(
        property_row(len(rows), len(rows), None, "TimeDimension", "Perioden", "Perioden", "") | {"ReleasePolicy": True}
    )
    groups: dict[tuple[str, ...], int] = {}
    for position, (key, topic) in enumerate(zip(keys, sister.topics, strict=True), start=len(rows)):
        for depth in range(1, len(topic.groups) + 1):
            path = topic.groups[:depth]
            if path not in groups:
                groups[path] = len(rows)
                rows.append(property_row(len(rows), None, groups.get(path[:-1]), "TopicGroup", "", path[-1], ""))
        count = topic.unit == UNIT_COUNT
        rows.append(
            property_row(len(rows), position, groups.get(topic.groups), "Topic", key, topic.title, "FICTIEF.")
            | {"Datatype": "Long" if count else "Double", "Unit": topic.unit, "Decimals": int(not count), "Default": ""}
        )  # fmt: skip
    return rows


def _code_list(dimension: Dimension) -> list[Row]:
    return [
        {"Key": item.code.ljust(_CODE_WIDTH), "Title": item.title, "Description": "", "CategoryGroupID": None}
        for item in dimension.categories
    ]
