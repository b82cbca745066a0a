"""What loads speak of, and what the newest one that names a thing calls it: topics, and codes of further dimensions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Engine, and_, func, select

from data_sources.period import Period
from data_sources.store.models import (
    IndicatorRow,
    LoadCategoryRow,
    LoadIndicatorRow,
    LoadPeriodRow,
    LoadRow,
    PeriodRow,
)


@dataclass(frozen=True)
class TopicName:
    """A topic as CBS titles it, under the group it stands in, with its unit."""

    title: str
    group: str
    unit: str


@dataclass(frozen=True)
class Names:
    """topics: by indicator. categories: titles of the dimension and of the code, by both their codes."""

    topics: dict[str, TopicName]
    categories: dict[tuple[str, str], tuple[str, str]]


def read_names(engine: Engine) -> Names:
    """The names of everything StatLine loads ever brought; bundled sources name nothing."""
    statline = select(LoadRow.id).where(LoadRow.kind != "published")
    newest = (
        select(LoadIndicatorRow.indicator_id, func.max(LoadIndicatorRow.load_id).label("load_id"))
        .where(LoadIndicatorRow.load_id.in_(statline))
        .group_by(LoadIndicatorRow.indicator_id)
        .subquery()
    )
    topics = (
        select(IndicatorRow.code, LoadIndicatorRow.title, LoadIndicatorRow.group_title, LoadIndicatorRow.unit)
        .join(IndicatorRow, IndicatorRow.id == LoadIndicatorRow.indicator_id)
        .join(
            newest,
            and_(
                newest.c.indicator_id == LoadIndicatorRow.indicator_id, newest.c.load_id == LoadIndicatorRow.load_id
            ),
        )
    )  # fmt: skip
    categories = select(
        LoadCategoryRow.dimension, LoadCategoryRow.code, LoadCategoryRow.dimension_title, LoadCategoryRow.title
    ).order_by(LoadCategoryRow.load_id)
    with engine.begin() as connection:
        return Names(
            {code: TopicName(title, group, unit) for code, title, group, unit in connection.execute(topics)},
            {(row[0], row[1]): (row[2], row[3]) for row in connection.execute(categories)},
        )


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
