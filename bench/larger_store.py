"""A store that holds several times the values of another: of each delivery as many again that correct every cell."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, insert, literal, select

from data_sources.store.engine import open_engines
from data_sources.store.models import (
    LoadCategoryRow,
    LoadIndicatorRow,
    LoadPeriodRow,
    LoadRegionRow,
    LoadRow,
    ObservationRow,
)

# What hangs on a load.
_OF_LOAD: tuple[type[Any], ...] = (LoadIndicatorRow, LoadRegionRow, LoadPeriodRow, LoadCategoryRow, ObservationRow)
# What CBS rounds its counts to, so that a corrected figure is one that could be.
_STEP = 5


def multiply(database_url: str, *, times: int) -> None:
    """Add to each load ``times - 1`` of the same day in which each cell is one step higher than in the one before.

    The pages then show as many regions, periods and days as before, while every figure has to be found among so many
    times the rows: the worst that a longer history can do to them.
    """
    engines = open_engines(database_url)
    with engines.writer.begin() as connection:
        numbers: list[int] = list(connection.execute(select(LoadRow.id)).scalars())
        for turn in range(1, times):
            _add_again(connection, numbers, turn)
    engines.dispose()


def values_in(database_url: str) -> int:
    """How many rows of figures a store holds."""
    engines = open_engines(database_url)
    with engines.reader.begin() as connection:
        count = int(connection.execute(select(func.count()).select_from(ObservationRow)).scalar_one())
    engines.dispose()
    return count


def _add_again(connection: Connection, numbers: list[int], turn: int) -> None:
    further = turn * max(numbers)
    _copy(connection, LoadRow, LoadRow.id, numbers, {"id": LoadRow.id + further, "content_hash": literal(f"{turn}")})
    for table in _OF_LOAD:
        changes: dict[str, Any] = {"load_id": table.load_id + further}
        if table is ObservationRow:
            changes["value"] = ObservationRow.value + turn * _STEP
        _copy(connection, table, table.load_id, numbers, changes)


def _copy(connection: Connection, table: type[Any], load: Any, numbers: list[int], changes: dict[str, Any]) -> None:
    columns = [column.name for column in table.__table__.columns]
    rows = select(*(changes.get(name, getattr(table, name)) for name in columns)).where(load.in_(numbers))
    connection.execute(insert(table).from_select(columns, rows))
