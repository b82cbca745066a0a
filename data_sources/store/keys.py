"""The numbers that stand for indicators, regions, periods and breakdowns in the observation table."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from data_sources.store.models import BreakdownRow, IndicatorRow, PeriodRow, RegionRow

KeyRow = type[IndicatorRow] | type[RegionRow] | type[PeriodRow] | type[BreakdownRow]


def key_numbers(connection: Connection, table: KeyRow) -> dict[str, int]:
    """All codes of one kind and their numbers."""
    return dict(connection.execute(select(table.code, table.id)).all())


def ensure_keys(connection: Connection, table: KeyRow, codes: Iterable[str]) -> dict[str, int]:
    """The numbers of these codes; codes not seen before get one. Only within a write transaction."""
    wanted = list(dict.fromkeys(codes))
    numbers = key_numbers(connection, table)
    new = [{"code": code} for code in wanted if code not in numbers]
    if new:
        connection.execute(insert(table), new)
        numbers = key_numbers(connection, table)
    return {code: numbers[code] for code in wanted}
