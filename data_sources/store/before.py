"""The newest load of a table, as far as the checks hold a new delivery against it."""

from __future__ import annotations

from sqlalchemy import Engine, select

from data_sources.checks import Before, all_places
from data_sources.contract import NATIONAL, observations
from data_sources.registry import INDICATORS
from data_sources.store.history import newest_load, newest_topics
from data_sources.store.models import LoadCategoryRow, LoadPeriodRow, LoadRegionRow, LoadRow, PeriodRow, RegionRow
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
        dimensions = connection.execute(
            select(LoadCategoryRow.dimension).where(LoadCategoryRow.load_id == load.id)
        ).scalars()
        places = all_places(len(regions), len(named), dimensions)
    topics = newest_topics(engine, table)
    figures = observations(Reader(engine).figures(Question(list(INDICATORS), [NATIONAL])).table)
    had = cells // max(len(topics), 1)
    return Before(
        places=had, full=had == places, topics=topics, regions=dict(regions), periods=named,
        national={
            (item.indicator, item.period): item.value
            for item in figures
            if item.load == load.id and item.value is not None
        },
    )  # fmt: skip
