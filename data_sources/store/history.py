"""What happened: attempts, the newest load of a table, and what it called things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select

from data_sources.contract import Load
from data_sources.store.loads import is_statline, read_loads
from data_sources.store.models import AttemptRow, IndicatorRow, LoadIndicatorRow, LoadRow

SUCCESS = ("stored", "unchanged")


@dataclass(frozen=True)
class Attempt:
    """One try to refresh a table; ``outcome`` and ``finished_at`` are None while it runs or when it was killed."""

    id: int
    table: str
    host: str
    started_at: datetime
    finished_at: datetime | None
    outcome: str | None
    load: int | None
    error: str | None
    warnings: list[str]


@dataclass(frozen=True)
class LoadCounts:
    """A load with what it brought, counted in cells. ``file_hash``: sha256 of the file it was read from, if any."""

    load: Load
    rows: int
    new: int
    changed: int
    removed: int
    warnings: list[str]
    file_hash: str | None = None


def attempts(engine: Engine, *, table: str | None = None) -> list[Attempt]:
    """All attempts, oldest first."""
    query = select(AttemptRow.__table__).order_by(AttemptRow.id)
    if table is not None:
        query = query.where(AttemptRow.table_id == table)
    with engine.begin() as connection:
        return [
            Attempt(
                row.id, row.table_id, row.host, row.started_at, row.finished_at, row.outcome, row.load_id, row.error,
                list(row.warnings),
            )
            for row in connection.execute(query)
        ]  # fmt: skip


def load_counts(engine: Engine) -> list[LoadCounts]:
    """All loads in the order in which they count, with their counts."""
    with engine.begin() as connection:
        counts = {
            row.id: row
            for row in connection.execute(
                select(
                    LoadRow.id,
                    LoadRow.rows,
                    LoadRow.new,
                    LoadRow.changed,
                    LoadRow.removed,
                    LoadRow.warnings,
                    LoadRow.file_hash,
                )
            )
        }
        return [
            LoadCounts(
                load, counts[load.id].rows, counts[load.id].new, counts[load.id].changed, counts[load.id].removed,
                list(counts[load.id].warnings), counts[load.id].file_hash,
            )
            for load in read_loads(connection)
        ]  # fmt: skip


def newest_load(engine: Engine, table: str) -> Load | None:
    """The newest statline load of a table; None before the first."""
    with engine.begin() as connection:
        loads = [load for load in read_loads(connection) if is_statline(load) and load.table == table]
    return loads[-1] if loads else None


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
