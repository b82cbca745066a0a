"""What a table holds and the cells of a choice in it, for whoever looks around in the store.

A table that was fetched answers from its own loads; one that was not yet, from what is bundled of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, Engine, select

from data_sources.categories import Category, total_codes
from data_sources.contract import NATIONAL, Load, Observation, Period
from data_sources.registry import INDICATORS, TABLES, table_of
from data_sources.shapes import CellName, Choice, DimensionShape, TableShape, TopicShape, in_order_of_levels
from data_sources.store.keys import KeyRow, key_numbers
from data_sources.store.loads import is_statline, read_loads
from data_sources.store.models import (
    BreakdownRow,
    IndicatorRow,
    LoadCategoryRow,
    LoadIndicatorRow,
    LoadPeriodRow,
    LoadRegionRow,
    ObservationRow,
    PeriodRow,
    RegionRow,
)
from data_sources.store.reader import Reader
from data_sources.store.selection import Question

Pair = tuple[str, str]


def tables_with_figures(engine: Engine, *, as_of: date | None = None) -> list[str]:
    """The tables that some known load holds a figure of: those of Veilig Thuis in their order, then any others."""
    with engine.begin() as connection:
        loads = {load.id: load for load in read_loads(connection, as_of=as_of)}
        bundled = [number for number, load in loads.items() if not is_statline(load)]
        query = (
            select(IndicatorRow.code)
            .join(LoadIndicatorRow, LoadIndicatorRow.indicator_id == IndicatorRow.id)
            .where(LoadIndicatorRow.load_id.in_(bundled))
            .distinct()
        )
        found = {table_of(indicator) for indicator in connection.execute(query).scalars()}
    found |= {load.table for load in loads.values() if is_statline(load)}
    return [*(table for table in TABLES if table in found), *sorted(found - set(TABLES))]


def table_shape(engine: Engine, table: str, *, as_of: date | None = None) -> TableShape | None:
    """What can be chosen in a table as known on a day; None where nothing of it is known."""
    with engine.begin() as connection:
        known = read_loads(connection, as_of=as_of)
        fetched = [load for load in known if is_statline(load) and load.table == table]
        topics = _topics(connection, fetched or [load for load in known if not is_statline(load)], table)
        carrying = {load for load, _ in topics}
        loads = [load for load in fetched or known if load.id in carrying]
        if not loads:
            return None
        shapes = _newest_topics(topics, loads)
        cells = None if fetched else _cells(connection, [load.id for load in loads], list(shapes.values()))
        regions = _regions(connection, loads)
        dimensions = _dimensions(connection, loads)
        periods = _periods(connection, loads)
    if cells is not None:
        regions = {code: regions.get(code, _own_title(code)) for _, code, _, _ in cells}
        periods = {period for _, _, period, _ in cells}
    return TableShape(
        table=table,
        title=fetched[-1].source_title if fetched else TABLES[table].title if table in TABLES else table,
        loads=tuple(loads),
        topics=tuple(shapes.values()),
        dimensions=tuple(dimensions),
        regions=dict(in_order_of_levels(regions)),
        periods=tuple(sorted(map(Period.parse, periods))),
        cells=cells,
    )


def table_days(engine: Engine, table: str) -> set[date]:
    """The days on which something became known of a table: between them no answer about it changes."""
    with engine.begin() as connection:
        loads = read_loads(connection)
        carrying = {load for load, _ in _topics(connection, loads, table)}
    return {load.known_on for load in loads if load.id in carrying}


def rows_present(engine: Engine, shape: TableShape, choice: Choice) -> list[Pair]:
    """The region and breakdown of each row of a choice that has a cell in any period, by region, then by category."""
    names = list(choice.breakdowns(shape))
    with engine.begin() as connection:
        indicators = key_numbers(connection, IndicatorRow)
        regions = _numbered(connection, RegionRow, choice.regions)
        periods = _numbered(connection, PeriodRow, [period.key for period in choice.periods])
        breakdowns = _numbered(connection, BreakdownRow, names)
        query = (
            select(ObservationRow.region_id, ObservationRow.breakdown_id)
            .where(
                ObservationRow.indicator_id == indicators[choice.indicator],
                ObservationRow.region_id.in_(regions),
                ObservationRow.period_id.in_(periods),
                ObservationRow.breakdown_id.in_(breakdowns),
                ObservationRow.load_id.in_([load.id for load in shape.loads]),
            )
            .distinct()
        )
        found = {(regions[region], breakdowns[name]) for region, name in connection.execute(query)}
    return [(region, name) for region in choice.regions for name in names if (region, name) in found]


def cells_of(engine: Engine, shape: TableShape, choice: Choice, rows: Sequence[Pair]) -> list[Observation]:
    """The cells of these rows of a choice, in no order. One that the table does not have is not among them."""
    regions = list(dict.fromkeys(region for region, _ in rows))
    breakdowns = list(dict.fromkeys(name for _, name in rows))
    wanted = set(rows)
    found = Reader(engine).cells(_question(shape, choice, regions, breakdowns))
    return [item for item in found if (item.region, item.breakdown) in wanted]


def _question(shape: TableShape, choice: Choice, regions: Sequence[str], breakdowns: Sequence[str]) -> Question:
    periods = [period.key for period in choice.periods]
    return Question([choice.indicator], regions, periods, breakdowns, loads=[load.id for load in shape.loads])


def _numbered(connection: Connection, table: KeyRow, codes: Sequence[str]) -> dict[int, str]:
    """The store's numbers of these codes, as far as it has them."""
    numbers = key_numbers(connection, table)
    return {numbers[code]: code for code in codes if code in numbers}


def _topics(connection: Connection, loads: Sequence[Load], table: str) -> dict[tuple[int, str], TopicShape]:
    """What each load calls the topics of the table, in the order in which the store first met them."""
    query = (
        select(
            LoadIndicatorRow.load_id, IndicatorRow.code, LoadIndicatorRow.title, LoadIndicatorRow.group_title,
            LoadIndicatorRow.unit, LoadIndicatorRow.rounding,
        )
        .join(IndicatorRow, IndicatorRow.id == LoadIndicatorRow.indicator_id)
        .where(LoadIndicatorRow.load_id.in_([load.id for load in loads]))
        .order_by(IndicatorRow.id)
    )  # fmt: skip
    return {
        (load, code): TopicShape(code, _topic_title(code, title), group, unit, rounding)
        for load, code, title, group, unit, rounding in connection.execute(query)
        if table_of(code) == table
    }


def _topic_title(indicator: str, title: str) -> str:
    """A bundled figure of a followed indicator comes without a title of its own."""
    return INDICATORS[indicator].title if indicator == title and indicator in INDICATORS else title


def _newest_topics(topics: dict[tuple[int, str], TopicShape], loads: Sequence[Load]) -> dict[str, TopicShape]:
    shapes = dict.fromkeys(code for _, code in topics)
    newest = {code: topics[load.id, code] for code in shapes for load in loads if (load.id, code) in topics}
    return newest


def _regions(connection: Connection, loads: Sequence[Load]) -> dict[str, str]:
    """Of each region its newest title."""
    query = (
        select(LoadRegionRow.load_id, RegionRow.code, LoadRegionRow.title)
        .join(RegionRow, RegionRow.id == LoadRegionRow.region_id)
        .where(LoadRegionRow.load_id.in_([load.id for load in loads]))
    )
    place = {load.id: n for n, load in enumerate(loads)}
    rows = sorted(connection.execute(query).all(), key=lambda row: place[row[0]])
    return {code: title for _, code, title in rows}


def _own_title(region: str) -> str:
    return "Nederland" if region == NATIONAL else region


def _dimensions(connection: Connection, loads: Sequence[Load]) -> list[DimensionShape]:
    """Of each dimension its categories under their newest titles, in the order of CBS's newest list."""
    query = select(LoadCategoryRow.__table__).where(LoadCategoryRow.load_id.in_([load.id for load in loads]))
    place = {load.id: n for n, load in enumerate(loads)}
    rows = sorted(connection.execute(query), key=lambda row: place[row.load_id])
    newest: dict[str, dict[str, Category]] = {}
    for row in rows:
        category = Category(row.dimension, row.dimension_title, row.code, row.title, row.place)
        newest.setdefault(row.dimension, {})[row.code] = category
    totals = total_codes(item for listed in newest.values() for item in listed.values())
    return [
        DimensionShape(
            key, next(iter(listed.values())).dimension_title,
            tuple(sorted(listed.values(), key=lambda item: (item.place, item.code))), totals.get(key),
        )
        for key, listed in sorted(newest.items())
    ]  # fmt: skip


def _periods(connection: Connection, loads: Sequence[Load]) -> set[str]:
    query = (
        select(PeriodRow.code)
        .join(LoadPeriodRow, LoadPeriodRow.period_id == PeriodRow.id)
        .where(LoadPeriodRow.load_id.in_([load.id for load in loads]))
    )
    return set(connection.execute(query).scalars())


def _cells(connection: Connection, loads: Sequence[int], topics: Sequence[TopicShape]) -> frozenset[CellName]:
    """All cells that these loads have of the topics: for the few that are bundled."""
    query = (
        select(IndicatorRow.code, RegionRow.code, PeriodRow.code, BreakdownRow.code)
        .select_from(ObservationRow)
        .join(IndicatorRow, IndicatorRow.id == ObservationRow.indicator_id)
        .join(RegionRow, RegionRow.id == ObservationRow.region_id)
        .join(PeriodRow, PeriodRow.id == ObservationRow.period_id)
        .join(BreakdownRow, BreakdownRow.id == ObservationRow.breakdown_id)
        .where(
            IndicatorRow.code.in_([topic.indicator for topic in topics]), ObservationRow.load_id.in_(loads)
        )
    )  # fmt: skip
    return frozenset((row[0], row[1], row[2], row[3]) for row in connection.execute(query))
