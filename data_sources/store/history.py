"""What happened: attempts, the newest load of a table, and what it called things."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, Row, select

from data_sources.contract import Load, Period
from data_sources.findings import Finding, read_findings
from data_sources.store.loads import is_statline, read_loads
from data_sources.store.models import (
    AttemptRow,
    IndicatorRow,
    LoadIndicatorRow,
    LoadPeriodRow,
    LoadRow,
    PeriodRow,
)

SUCCESS = ("stored", "unchanged")


@dataclass(frozen=True)
class Attempt:
    """One try to refresh a table; ``outcome`` and ``finished_at`` are None while it runs or when it was killed.

    ``stamp``: what CBS said of the table's change (data_sources/stamp.py), None where it said nothing. ``compared``:
    whether every cell was looked at. ``messages``: whom was told of the load, and whether that worked. ``progress``:
    how far one under way is (data_sources/attempt_progress.py).
    """

    id: int
    table: str
    host: str
    started_at: datetime
    finished_at: datetime | None
    outcome: str | None
    load: int | None
    error: str | None
    warnings: list[str]
    stamp: dict[str, Any] | None
    compared: bool
    findings: list[Finding]
    messages: list[str]
    progress: str | None = None


@dataclass(frozen=True)
class LoadCounts:
    """A load with what it brought, counted in cells."""

    load: Load
    rows: int
    new: int
    changed: int
    removed: int
    warnings: list[str]
    findings: list[Finding]
    file_hash: str | None


def attempts(engine: Engine, *, table: str | None = None) -> list[Attempt]:
    """All attempts, oldest first."""
    query = select(AttemptRow.__table__).order_by(AttemptRow.id)
    if table is not None:
        query = query.where(AttemptRow.table_id == table)
    with engine.begin() as connection:
        return [read_attempt(row) for row in connection.execute(query)]


def last_success(
    engine: Engine, table: str, *, host: str | None = None, compared: bool | None = None
) -> Attempt | None:  # fmt: skip
    """The last successful attempt at a table, from this host (None: any), of all or of those that compared it all."""
    query = select(AttemptRow.__table__).where(AttemptRow.table_id == table, AttemptRow.outcome.in_(SUCCESS))
    if host is not None:
        query = query.where(AttemptRow.host == host)
    if compared is not None:
        query = query.where(AttemptRow.compared == compared)
    with engine.begin() as connection:
        row = connection.execute(query.order_by(AttemptRow.id.desc()).limit(1)).one_or_none()
    return None if row is None else read_attempt(row)


def storing_attempt(engine: Engine, table: str) -> int | None:
    """The attempt that stored the newest statline load of a table; None before the first, or where it was killed."""
    load = newest_load(engine, table)
    if load is None:
        return None
    query = select(AttemptRow.id).where(AttemptRow.load_id == load.id, AttemptRow.outcome == "stored")
    with engine.begin() as connection:
        return connection.execute(query.order_by(AttemptRow.id).limit(1)).scalar_one_or_none()


def load_counts(engine: Engine) -> list[LoadCounts]:
    """All loads in the order in which they count, with their counts."""
    with engine.begin() as connection:
        counts = {
            row.id: row
            for row in connection.execute(
                select(
                    LoadRow.id, LoadRow.rows, LoadRow.new, LoadRow.changed, LoadRow.removed, LoadRow.warnings,
                    LoadRow.findings, LoadRow.file_hash,
                )
            )
        }  # fmt: skip
        return [
            LoadCounts(
                load, row.rows, row.new, row.changed, row.removed, list(row.warnings), read_findings(row.findings),
                row.file_hash,
            )
            for load in read_loads(connection)
            if (row := counts[load.id])
        ]  # fmt: skip


def load_rows(engine: Engine, table: str) -> int:
    """The number of cells in the newest statline load of a table; 0 before the first."""
    load = newest_load(engine, table)
    if load is None:
        return 0
    with engine.begin() as connection:
        return connection.execute(select(LoadRow.rows).where(LoadRow.id == load.id)).scalar_one()


def newest_load(engine: Engine, table: str, *, as_of: date | None = None) -> Load | None:
    """The newest statline load of a table known on a day (None: of all); None before the first."""
    with engine.begin() as connection:
        loads = [load for load in read_loads(connection, as_of=as_of) if is_statline(load) and load.table == table]
    return loads[-1] if loads else None


def newest_period(engine: Engine, loads: Collection[int]) -> Period | None:
    """The last period that any of these loads speaks of; None where they speak of none."""
    query = select(PeriodRow.code).join(LoadPeriodRow, LoadPeriodRow.period_id == PeriodRow.id).distinct()
    with engine.begin() as connection:
        found = connection.execute(query.where(LoadPeriodRow.load_id.in_(loads))).scalars()
        return max((Period.parse(code) for code in found), key=lambda item: (item.end, item), default=None)


def load_periods(engine: Engine, load: int) -> dict[str, str]:
    """The periods of a load, CBS's key to how certain its figures are."""
    query = (
        select(PeriodRow.code, LoadPeriodRow.status)
        .join(PeriodRow, PeriodRow.id == LoadPeriodRow.period_id)
        .where(LoadPeriodRow.load_id == load)
    )
    with engine.begin() as connection:
        return dict(connection.execute(query).all())


def newest_modified(engine: Engine, table: str) -> str | None:
    """CBS's Modified in the newest statline load of a table; None before the first, or where it bore none."""
    load = newest_load(engine, table)
    if load is None:
        return None
    with engine.begin() as connection:
        return connection.execute(select(LoadRow.modified).where(LoadRow.id == load.id)).scalar_one()


def newest_topics(engine: Engine, table: str) -> dict[str, str]:
    """The titles of the topics in the newest statline load of a table, by indicator; empty before the first."""
    load = newest_load(engine, table)
    if load is None:
        return {}
    query = (
        select(IndicatorRow.code, LoadIndicatorRow.title)
        .join(IndicatorRow, IndicatorRow.id == LoadIndicatorRow.indicator_id)
        .where(LoadIndicatorRow.load_id == load.id)
    )
    with engine.begin() as connection:
        return dict(connection.execute(query).all())


def last_checked_modified(engine: Engine, table: str) -> str | None:
    """The last Modified that CBS gave at a successful check of the table; None when it never gave one."""
    query = (
        select(AttemptRow.modified)
        .where(AttemptRow.table_id == table, AttemptRow.outcome.in_(SUCCESS), AttemptRow.modified.is_not(None))
        .order_by(AttemptRow.id.desc())
        .limit(1)
    )
    with engine.begin() as connection:
        return connection.execute(query).scalar_one_or_none()


def statline_hosts(engine: Engine) -> set[str]:
    """The hosts whose figures the statline lane holds."""
    query = select(LoadRow.host).where(LoadRow.kind != "published", LoadRow.host.is_not(None)).distinct()
    with engine.begin() as connection:
        return {host for host in connection.execute(query).scalars() if host is not None}


def read_attempt(row: Row[*tuple[Any, ...]]) -> Attempt:
    """A row of the attempt table as a value."""
    return Attempt(
        row.id, row.table_id, row.host, row.started_at, row.finished_at, row.outcome, row.load_id, row.error,
        list(row.warnings), row.stamp, row.compared, read_findings(row.findings), list(row.messages), row.progress,
    )  # fmt: skip
