"""The rows of one load beside its cells: the load itself, and what it calls things. Within a write transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert

from data_sources.published.bundle import PublishedSource
from data_sources.snapshot import TableSnapshot
from data_sources.store.cells import SnapshotKeys
from data_sources.store.keys import ensure_keys
from data_sources.store.models import (
    BreakdownRow,
    IndicatorRow,
    LoadCategoryRow,
    LoadIndicatorRow,
    LoadPeriodRow,
    LoadRegionRow,
    LoadRow,
    ObservationRow,
    PeriodRow,
    RegionRow,
)


def add_load(connection: Connection, **values: Any) -> int:
    """The number of a new row of loads."""
    return int(connection.execute(insert(LoadRow).returning(LoadRow.id), [values]).scalar_one())


def ensure_snapshot_keys(connection: Connection, snapshot: TableSnapshot) -> SnapshotKeys:
    """The numbers of all names in a snapshot; names not seen before get one."""
    return SnapshotKeys(
        indicator=ensure_keys(connection, IndicatorRow, [topic.indicator for topic in snapshot.topics]),
        region=ensure_keys(connection, RegionRow, [code for code, _ in snapshot.regions]),
        period=ensure_keys(connection, PeriodRow, [item.period.key for item in snapshot.periods]),
        breakdown=ensure_keys(connection, BreakdownRow, snapshot.breakdowns),
    )


def describe_load(connection: Connection, load: int, snapshot: TableSnapshot, keys: SnapshotKeys) -> None:
    """What this load calls things, how it rounds and how certain it is."""
    topics = [
        {
            "load_id": load, "indicator_id": keys.indicator[topic.indicator], "topic_key": topic.key,
            "title": topic.title, "group_title": topic.group_title, "unit": topic.unit, "decimals": topic.decimals,
            "rounding": topic.rounding, "description": topic.description,
        }
        for topic in snapshot.topics
    ]  # fmt: skip
    regions = [{"load_id": load, "region_id": keys.region[code], "title": title} for code, title in snapshot.regions]
    periods = [
        {
            "load_id": load, "period_id": keys.period[item.period.key], "title": item.title, "status": item.status,
            "status_basis": item.status_basis,
        }
        for item in snapshot.periods
    ]  # fmt: skip
    connection.execute(insert(LoadIndicatorRow), topics)
    connection.execute(insert(LoadRegionRow), regions)
    connection.execute(insert(LoadPeriodRow), periods)
    categories = [{"load_id": load, **vars(item)} for item in snapshot.categories]
    if categories:
        connection.execute(insert(LoadCategoryRow), categories)


def add_source(connection: Connection, source: PublishedSource) -> None:
    """A bundled source as one load: it writes every cell it carries, so that one found later falls into place."""
    indicators = ensure_keys(connection, IndicatorRow, [figure.indicator for figure in source.figures])
    regions = ensure_keys(connection, RegionRow, [figure.region for figure in source.figures])
    periods = ensure_keys(connection, PeriodRow, [figure.period for figure in source.figures])
    breakdowns = ensure_keys(connection, BreakdownRow, [figure.breakdown for figure in source.figures])
    load = add_load(
        connection,
        kind="published", table_id=source.table, host=None, known_on=source.known_on,
        known_on_precision=source.known_on_precision, known_on_basis=source.known_on_basis,
        published_on=source.published_on, fetched_at=None, source_key=source.key, source_title=source.title,
        source_url=source.url, place=source.place, modified=None, content_hash=source.content_hash, warnings=[],
        findings=[], file_name=None, file_hash=None,
        rows=len(source.figures), new=len(source.figures), changed=0, removed=0,
    )  # fmt: skip
    topics = {
        figure.indicator: {
            "load_id": load, "indicator_id": indicators[figure.indicator], "topic_key": None,
            "title": figure.indicator, "group_title": "", "unit": figure.unit, "decimals": None,
            "rounding": figure.rounding, "description": "",
        }
        for figure in source.figures
    }  # fmt: skip
    for indicator, topic in source.titles.topics.items():
        topics[indicator] |= {"title": topic.title, "group_title": topic.group}
    statuses = {
        figure.period: {
            "load_id": load, "period_id": periods[figure.period], "title": figure.period, "status": figure.status,
            "status_basis": figure.status_basis,
        }
        for figure in source.figures
    }  # fmt: skip
    connection.execute(insert(LoadIndicatorRow), list(topics.values()))
    connection.execute(insert(LoadPeriodRow), list(statuses.values()))
    named = [{"load_id": load, "region_id": regions[code], "title": t} for code, t in source.titles.regions.items()]
    categories = [{"load_id": load, **vars(item)} for item in source.titles.categories]
    for table, rows in ((LoadRegionRow, named), (LoadCategoryRow, categories)):
        if rows:
            connection.execute(insert(table), rows)
    connection.execute(
        insert(ObservationRow),
        [
            {
                "indicator_id": indicators[figure.indicator], "region_id": regions[figure.region],
                "period_id": periods[figure.period], "breakdown_id": breakdowns[figure.breakdown], "load_id": load,
                "value": figure.value, "state": int(figure.state),
            }
            for figure in source.figures
        ],
    )  # fmt: skip
