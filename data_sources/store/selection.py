"""The stored rows that bear on a question, with what is needed to read them. Shared by answers and revisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from data_sources.contract import Load
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
    place = {load: n for n, load in enumerate(loads)}
    found = [row for row in connection.execute(query) if row[4] in place]
    found.sort(key=lambda row: (row[:4], place[row[4]]))
    return [
        StoredRow((row[0], row[1], row[2], row[3]), row[4], row[5], CellState(row[6]), topics[row[4], row[0]].rounding)
        if (row[4], row[0]) in topics
        else StoredRow((row[0], row[1], row[2], row[3]), row[4], row[5], CellState(row[6]), None)
        for row in found
    ]
