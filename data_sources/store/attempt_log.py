"""The log of attempts, newest first and a page at a time; and what the newest of a table say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, ScalarSelect, Select, Text, cast, func, select

from data_sources.stamp import Stamp
from data_sources.store.history import SUCCESS, Attempt, read_attempt
from data_sources.store.limits import ended_attempts
from data_sources.store.models import AttemptRow


@dataclass(frozen=True)
class TableLog:
    """The newest attempts at one table. ``stamp``: what CBS last said of its change; None when it never did."""

    last: Attempt | None
    last_success: Attempt | None
    attempts: int
    stamp: Stamp | None


def newest_attempts(
    engine: Engine, *, before: datetime | None = None, offset: int = 0, limit: int
) -> tuple[list[Attempt], int]:
    """A page of attempts that began before a moment (None: all), newest first; and how many there are in all."""
    table = AttemptRow.__table__
    with engine.begin() as connection:
        limits = _begun_before(connection, before)
        query = select(table).where(*limits).order_by(AttemptRow.id.desc()).offset(offset).limit(limit)
        total = connection.execute(select(func.count()).select_from(table).where(*limits)).scalar_one()
        return [read_attempt(row) for row in connection.execute(query)], int(total)


def tried_tables(engine: Engine, *, before: datetime | None = None) -> list[str]:
    """The tables that were ever tried, in the order of their first attempt."""
    with engine.begin() as connection:
        query = select(AttemptRow.table_id).where(*_begun_before(connection, before)).group_by(AttemptRow.table_id)
        return list(connection.execute(query.order_by(func.min(AttemptRow.id))).scalars())


def table_log(engine: Engine, table: str, *, before: datetime | None = None) -> TableLog:
    """The newest attempts at a table that began before a moment (None: all)."""
    with engine.begin() as connection:
        of_table = [AttemptRow.table_id == table, *_begun_before(connection, before)]
        rows = connection.execute(_newest_of(of_table)).all()
    found = [read_attempt(row) for row in rows]
    return TableLog(
        last=next(iter(found), None),
        last_success=next((attempt for attempt in found if attempt.outcome in SUCCESS), None),
        attempts=int(rows[0].attempts) if rows else 0,
        stamp=Stamp.read(next((attempt.stamp for attempt in found if attempt.stamp is not None), None)),
    )


def _newest_of(of_table: list[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    """The newest attempt, the newest with success and the newest with a stamp, of some; and how many those are."""
    # A stamp that is not there may have been kept as JSON's null, which is not that of SQL.
    stamped = func.coalesce(cast(AttemptRow.stamp, Text), "null") != "null"

    def newest(*limits: ColumnElement[bool]) -> ScalarSelect[int]:
        query = select(AttemptRow.id).where(*of_table, *limits).order_by(AttemptRow.id.desc()).limit(1)
        return query.scalar_subquery()

    # All in one question, which is asked of each table on every page with figures.
    newest_of_each = AttemptRow.id.in_([newest(), newest(AttemptRow.outcome.in_(SUCCESS)), newest(stamped)])
    count = select(func.count()).select_from(AttemptRow).where(*of_table).scalar_subquery()
    return select(AttemptRow.__table__, count.label("attempts")).where(newest_of_each).order_by(AttemptRow.id.desc())


def _begun_before(connection: Connection, moment: datetime | None) -> list[ColumnElement[bool]]:
    known = ended_attempts(connection)
    return known if moment is None else [*known, AttemptRow.started_at < moment]
