"""The newest load of a table, as far as the checks hold a new delivery against it."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, select

from data_sources.check_changes import Before, all_places
from data_sources.contract import NATIONAL, observations
from data_sources.registry import INDICATORS
from data_sources.snapshot import CellState
from data_sources.store.history import newest_load, newest_topics
from data_sources.store.models import (
    BreakdownRow,
    LoadCategoryRow,
    LoadIndicatorRow,
    LoadPeriodRow,
    LoadRegionRow,
    LoadRow,
    ObservationRow,
    PeriodRow,
    RegionRow,
)
from data_sources.store.reader import Question, Reader


def read_before(engine: Engine, table: str) -> Before | None:
    """What the newest statline load of a table says; None before the first."""
    load = newest_load(engine, table)
    if load is None:
        return None
    with engine.begin() as connection:
        cells = connection.execute(select(LoadRow.rows).where(LoadRow.id == load.id)).scalar_one()
        regions = connection.execute(
            select(RegionRow.code, LoadRegionRow.title)
            .join(RegionRow, RegionRow.id == LoadRegionRow.region_id)
            .where(LoadRegionRow.load_id == load.id)
        ).all()
        periods = connection.execute(
            select(PeriodRow.code)
            .join(LoadPeriodRow, PeriodRow.id == LoadPeriodRow.period_id)
            .where(LoadPeriodRow.load_id == load.id)
        ).scalars()
        named = frozenset(periods)
        kept = connection.execute(
            select(LoadCategoryRow.dimension, LoadCategoryRow.code, LoadCategoryRow.title).where(
                LoadCategoryRow.load_id == load.id
            )
        ).all()
        categories = {(dimension, code): title for dimension, code, title in kept}
        places = all_places(len(regions), len(named), [dimension for dimension, _ in categories])
        totals = not categories or _has_totals(connection, load.id)
    topics = newest_topics(engine, table)
    figures = observations(Reader(engine).figures(Question(list(INDICATORS), [NATIONAL])).table)
    had = cells // max(len(topics), 1)
    return Before(
        places=had, full=had == places, topics=topics, regions=dict(regions), periods=named,
        categories=categories, totals=totals,
        national={
            (item.indicator, item.period): item.value
            for item in figures
            if item.load == load.id and item.value is not None
        },
    )  # fmt: skip


def _has_totals(connection: Connection, load: int) -> bool:
    """Whether the table has figures without breakdown: those that stand at the total of every dimension."""
    query = (
        select(ObservationRow.load_id)
        .join(BreakdownRow, BreakdownRow.id == ObservationRow.breakdown_id)
        .join(LoadIndicatorRow, LoadIndicatorRow.indicator_id == ObservationRow.indicator_id)
        .where(LoadIndicatorRow.load_id == load, BreakdownRow.code == "", ObservationRow.state != CellState.GONE)
    )
    return connection.execute(query.limit(1)).first() is not None
