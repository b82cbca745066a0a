"""What the newest statline load of a table calls things, out of the store."""

from __future__ import annotations

from sqlalchemy import Engine, select

from data_sources.known_table import KnownTable
from data_sources.snapshot import Category, Topic
from data_sources.store.history import newest_load
from data_sources.store.models import (
    IndicatorRow,
    LoadCategoryRow,
    LoadIndicatorRow,
    LoadPeriodRow,
    LoadRegionRow,
    PeriodRow,
    RegionRow,
)


def known_table(engine: Engine, table: str) -> KnownTable:
    """The names of the newest load of a table; an empty one before the first."""
    load = newest_load(engine, table)
    if load is None:
        return KnownTable()
    topics = (
        select(
            IndicatorRow.code, LoadIndicatorRow.topic_key, LoadIndicatorRow.title, LoadIndicatorRow.group_title,
            LoadIndicatorRow.unit, LoadIndicatorRow.decimals, LoadIndicatorRow.rounding, LoadIndicatorRow.description,
        )
        .join(IndicatorRow, IndicatorRow.id == LoadIndicatorRow.indicator_id)
        .where(LoadIndicatorRow.load_id == load.id)
        .order_by(IndicatorRow.id)
    )  # fmt: skip
    regions = (
        select(RegionRow.code, LoadRegionRow.title)
        .join(RegionRow, RegionRow.id == LoadRegionRow.region_id)
        .where(LoadRegionRow.load_id == load.id)
        .order_by(RegionRow.id)
    )
    periods = (
        select(PeriodRow.code, LoadPeriodRow.status)
        .join(PeriodRow, PeriodRow.id == LoadPeriodRow.period_id)
        .where(LoadPeriodRow.load_id == load.id)
    )
    categories = select(
        LoadCategoryRow.dimension, LoadCategoryRow.dimension_title, LoadCategoryRow.code, LoadCategoryRow.title,
        LoadCategoryRow.place,
    ).where(LoadCategoryRow.load_id == load.id)  # fmt: skip
    with engine.begin() as connection:
        return KnownTable(
            load=load.id,
            title=load.source_title,
            topics=[Topic(row[0], row[1] or "", *row[2:]) for row in connection.execute(topics)],
            regions={code: title for code, title in connection.execute(regions)},  # noqa: C416 - rows are no pairs
            periods={key: status for key, status in connection.execute(periods)},  # noqa: C416
            categories=sorted(
                (Category(*row) for row in connection.execute(categories)),
                key=lambda item: (item.dimension, item.place),
            ),
        )
