"""What loads speak of, and what the newest one that names a thing calls it: topics, and codes of further dimensions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Select, and_, func, select
from sqlalchemy.orm import QueryableAttribute

from data_sources.period import Period
from data_sources.registry import table_of
from data_sources.store.limits import known_loads
from data_sources.store.loads import is_statline, read_loads
from data_sources.store.models import (
    IndicatorRow,
    LoadCategoryRow,
    LoadIndicatorRow,
    LoadPeriodRow,
    LoadRegionRow,
    LoadRow,
    PeriodRow,
    RegionRow,
)


@dataclass(frozen=True)
class TopicName:
    """A topic as CBS titles it, under the group it stands in, with its unit."""

    title: str
    group: str
    unit: str


@dataclass(frozen=True)
class Names:
    """topics: by indicator. regions: by code. categories: titles of dimension and code, by both their codes."""

    topics: dict[str, TopicName]
    regions: dict[str, str]
    categories: dict[tuple[str, str], tuple[str, str]]


def read_names(engine: Engine) -> Names:
    """The names of everything that loads brought: those of StatLine, and where it has none those of a bundled source.

    A topic that a bundled source only knows by our own slug has no name.
    """
    topics = select(
        IndicatorRow.code, LoadIndicatorRow.title, LoadIndicatorRow.group_title, LoadIndicatorRow.unit
    ).join(LoadIndicatorRow, LoadIndicatorRow.indicator_id == IndicatorRow.id)
    regions = select(RegionRow.code, LoadRegionRow.title).join(LoadRegionRow, LoadRegionRow.region_id == RegionRow.id)
    with engine.begin() as connection:
        topic_rows = _newest(connection, topics, LoadIndicatorRow.load_id, LoadIndicatorRow.indicator_id)
        region_rows = _newest(connection, regions, LoadRegionRow.load_id, LoadRegionRow.region_id)
        categories = select(
            LoadCategoryRow.dimension, LoadCategoryRow.code, LoadCategoryRow.dimension_title, LoadCategoryRow.title
        ).where(*known_loads(connection, LoadCategoryRow.load_id)).order_by(LoadCategoryRow.load_id)  # fmt: skip
        titles = {(row[0], row[1]): (row[2], row[3]) for row in connection.execute(categories)}
    named = {row[0]: TopicName(row[1], row[2], row[3]) for row in topic_rows if row[1] != row[0]}
    return Names(named, {row[0]: row[1] for row in region_rows}, titles)


def _newest(
    connection: Connection, titles: Select[*tuple[Any, ...]], load: QueryableAttribute[int],
    key: QueryableAttribute[int],
) -> list[Sequence[Any]]:  # fmt: skip
    """The titles that the newest load of each key gives; bundled sources come first, so that what comes after wins."""
    rows: list[Sequence[Any]] = []
    for bundled in (True, False):
        limits = known_loads(connection, LoadRow.id)
        of_kind = select(LoadRow.id).where((LoadRow.kind == "published") == bundled, *limits)
        newest = select(key.label("key"), func.max(load).label("load")).where(load.in_(of_kind)).group_by(key)
        found = newest.subquery()
        query = titles.join(found, and_(found.c.key == key, found.c.load == load))
        rows += [tuple(row) for row in connection.execute(query)]
    return rows


def bundled_loads(engine: Engine, table: str, *, as_of: date | None = None) -> list[int]:
    """The bundled sources known on a day that carry indicators of a table."""
    query = select(LoadIndicatorRow.load_id, IndicatorRow.code).join(
        IndicatorRow, IndicatorRow.id == LoadIndicatorRow.indicator_id
    )
    with engine.begin() as connection:
        loads = [load.id for load in read_loads(connection, as_of=as_of) if not is_statline(load)]
        found = connection.execute(query.where(LoadIndicatorRow.load_id.in_(loads))).all()
    return sorted({load for load, code in found if table_of(code) == table})


@dataclass(frozen=True)
class Contents:
    """The indicators and periods that some loads speak of, sorted."""

    indicators: list[str]
    periods: list[Period]


def read_contents(engine: Engine, loads: Collection[int]) -> Contents:
    """What these loads speak of together."""
    indicators = (
        select(IndicatorRow.code)
        .join(LoadIndicatorRow, LoadIndicatorRow.indicator_id == IndicatorRow.id)
        .where(LoadIndicatorRow.load_id.in_(loads))
        .distinct()
    )
    periods = (
        select(PeriodRow.code)
        .join(LoadPeriodRow, LoadPeriodRow.period_id == PeriodRow.id)
        .where(LoadPeriodRow.load_id.in_(loads))
        .distinct()
    )
    with engine.begin() as connection:
        return Contents(
            sorted(connection.execute(indicators).scalars()),
            sorted(Period.parse(code) for code in connection.execute(periods).scalars()),
        )
