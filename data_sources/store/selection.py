"""The stored rows that bear on a question, with what is needed to read them. Shared by answers and revisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, and_, select
from sqlalchemy.orm import aliased

from data_sources.contract import Load
from data_sources.registry import table_of
from data_sources.snapshot import CellState
from data_sources.store.answers import CellKey, StoredRow
from data_sources.store.keys import KeyRow, key_numbers
from data_sources.store.loads import is_statline, read_loads
from data_sources.store.models import (
    BreakdownRow,
    IndicatorRow,
    LoadIndicatorRow,
    LoadPeriodRow,
    ObservationRow,
    PeriodRow,
    RegionRow,
)


@dataclass(frozen=True)
class Question:
    """What is asked for; None means all of it. ``loads``: only rows of these loads, as if no others were known."""

    indicators: Sequence[str] | None
    regions: Sequence[str] | None = None
    periods: Sequence[str] | None = None
    breakdowns: Sequence[str] | None = ("",)
    as_of: date | None = None
    loads: Sequence[int] | None = None


@dataclass(frozen=True)
class Topic:
    """What a load says of an indicator."""

    unit: str
    rounding: float | None


@dataclass(frozen=True)
class Certainty:
    """What a load says of a period."""

    status: str
    basis: str


UNKNOWN = Certainty("onbekend", "")


@dataclass(frozen=True)
class Selection:
    """Rows cell by cell, in load order within a cell; and the loads, topics and certainties they refer to."""

    rows: list[StoredRow]
    loads: dict[int, Load]
    topics: Mapping[tuple[int, int], Topic]
    certainties: Mapping[tuple[int, int], Certainty]
    names: tuple[dict[int, str], dict[int, str], dict[int, str], dict[int, str]]

    def cell(self, key: CellKey) -> tuple[str, str, str, str]:
        """The indicator, region, period and breakdown of a cell."""
        indicators, regions, periods, breakdowns = self.names
        return indicators[key[0]], regions[key[1]], periods[key[2]], breakdowns[key[3]]

    def certainty(self, load: int, key: CellKey) -> Certainty:
        return self.certainties.get((load, key[2]), UNKNOWN)

    def recoded_by(self, key: CellKey) -> int | None:
        """The load from which on no bundled row of a cell answers, since its table was fetched; None without one.

        Bundled parts of a sister table bear codes of our own (data_sources/published/README.md). CBS's codes for the
        same parts are others, so that no later load could ever replace them: they would be answered for ever.
        """
        return self._fetched.get(key[0]) if self.names[3][key[3]] else None

    def in_force(self, rows: list[StoredRow]) -> list[StoredRow]:
        """Those of one cell's rows that may answer: without bundled ones under a code that CBS does not use."""
        if not rows or self.recoded_by(rows[0].key) is None:
            return rows
        return [row for row in rows if is_statline(self.loads[row.load])]

    @cached_property
    def _fetched(self) -> dict[int, int]:
        """The first statline load of the table that an indicator names itself, where it was fetched."""
        first: dict[str, int] = {}
        for load in filter(is_statline, self.loads.values()):
            first.setdefault(load.table, load.id)
        own = {number: table_of(code) for number, code in self.names[0].items() if ":" in code}
        return {number: first[table] for number, table in own.items() if table in first}


def select_rows(connection: Connection, question: Question) -> Selection:
    """All rows of known loads that bear on a question."""
    known = read_loads(connection, as_of=question.as_of)
    loads = {load.id: load for load in known if question.loads is None or load.id in question.loads}
    names = (
        _names(connection, IndicatorRow, question.indicators),
        _names(connection, RegionRow, question.regions),
        _names(connection, PeriodRow, question.periods),
        _names(connection, BreakdownRow, question.breakdowns),
    )
    topics = _topics(connection)
    asked = (question.indicators, question.regions, question.periods, question.breakdowns)
    limits = [None if codes is None else list(found) for codes, found in zip(asked, names, strict=True)]
    rows = _rows(connection, limits, loads, topics, only_these=question.loads is not None)
    return Selection(rows, loads, topics, _certainties(connection), names)


def select_bundled(connection: Connection) -> Selection:
    """All rows of the cells that any bundled source carries: some thousands at most, however many there are in all."""
    loads = {load.id: load for load in read_loads(connection)}
    bundled = [load.id for load in loads.values() if not is_statline(load)]
    one, other = aliased(ObservationRow), aliased(ObservationRow)
    # Named first, so that what they may be is looked through and not the whole table.
    indicators = select(LoadIndicatorRow.indicator_id).where(LoadIndicatorRow.load_id.in_(bundled))
    periods = select(LoadPeriodRow.period_id).where(LoadPeriodRow.load_id.in_(bundled))
    cells = (
        select(one.indicator_id, one.region_id, one.period_id, one.breakdown_id)
        .where(one.load_id.in_(bundled), one.indicator_id.in_(indicators), one.period_id.in_(periods))
        .distinct()
        .subquery()
    )
    keys = (other.indicator_id, other.region_id, other.period_id, other.breakdown_id)
    query = select(*keys, other.load_id, other.value, other.state).join(
        cells, and_(*(key == column for key, column in zip(keys, cells.c, strict=True)))
    )
    topics = _topics(connection)
    rows = _in_load_order((tuple(row) for row in connection.execute(query)), loads, topics)
    tables: tuple[KeyRow, ...] = (IndicatorRow, RegionRow, PeriodRow, BreakdownRow)
    first, second, third, fourth = (_names(connection, table, None) for table in tables)
    return Selection(rows, loads, topics, _certainties(connection), (first, second, third, fourth))


def newest_statline(loads: Iterable[Load]) -> dict[str, int]:
    """For each table the newest statline load among these, which are in load order."""
    return {load.table: load.id for load in loads if is_statline(load)}


def _names(connection: Connection, table: KeyRow, codes: Sequence[str] | None) -> dict[int, str]:
    numbers = key_numbers(connection, table)
    wanted = numbers if codes is None else [code for code in codes if code in numbers]
    return {numbers[code]: code for code in wanted}


def _topics(connection: Connection) -> dict[tuple[int, int], Topic]:
    query = select(
        LoadIndicatorRow.load_id, LoadIndicatorRow.indicator_id, LoadIndicatorRow.unit, LoadIndicatorRow.rounding
    )
    return {(load, indicator): Topic(unit, step) for load, indicator, unit, step in connection.execute(query)}


def _certainties(connection: Connection) -> dict[tuple[int, int], Certainty]:
    query = select(LoadPeriodRow.load_id, LoadPeriodRow.period_id, LoadPeriodRow.status, LoadPeriodRow.status_basis)
    return {(load, period): Certainty(word, basis) for load, period, word, basis in connection.execute(query)}


def _rows(
    connection: Connection,
    limits: list[list[int] | None],
    loads: dict[int, Load],
    topics: Mapping[tuple[int, int], Topic],
    *,
    only_these: bool,
) -> list[StoredRow]:
    keys = (
        ObservationRow.indicator_id, ObservationRow.region_id, ObservationRow.period_id, ObservationRow.breakdown_id,
    )  # fmt: skip
    query = select(*keys, ObservationRow.load_id, ObservationRow.value, ObservationRow.state)
    for column, wanted in zip(keys, limits, strict=True):
        if wanted is not None:
            query = query.where(column.in_(wanted))
    if only_these:
        query = query.where(ObservationRow.load_id.in_(loads))
    return _in_load_order((tuple(row) for row in connection.execute(query)), loads, topics)


def _in_load_order(
    found: Iterable[Sequence[Any]], loads: Mapping[int, Load], topics: Mapping[tuple[int, int], Topic]
) -> list[StoredRow]:
    """Rows of the observation table, those of known loads, as values; cell by cell, in load order within a cell."""
    place = {load: n for n, load in enumerate(loads)}
    known = sorted((row for row in found if row[4] in place), key=lambda row: (row[:4], place[row[4]]))
    return [
        StoredRow((row[0], row[1], row[2], row[3]), row[4], row[5], CellState(row[6]), topics[row[4], row[0]].rounding)
        if (row[4], row[0]) in topics
        else StoredRow((row[0], row[1], row[2], row[3]), row[4], row[5], CellState(row[6]), None)
        for row in known
    ]
