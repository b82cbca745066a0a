"""Where the tables stand: when each was looked at, what that brought, and what is to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Engine

from dashboard.settings import Settings
from data_sources.contract import Load
from data_sources.days import AMSTERDAM, day_of
from data_sources.schedule import next_due
from data_sources.store.attempt_log import table_log
from data_sources.store.history import Attempt, newest_period
from data_sources.store.names import bundled_loads
from metrics.release import Expected, expected_release


@dataclass(frozen=True)
class TableState:
    """Where one table stands. ``load`` is the newest, ``stale`` when too long without a successful check.

    due: when the schedule looks at it next; None for a table it does not refresh, and as of an earlier day.
    discontinued: CBS has stopped the table. expected: what is guessed to come next; None where nothing is.
    """

    table: str
    last_attempt: Attempt | None
    last_success: Attempt | None
    attempts: int
    load: Load | None
    age: timedelta | None
    stale: bool
    due: datetime | None
    discontinued: bool
    expected: Expected | None


def table_state(
    reader: Engine, settings: Settings, table: str, load: Load | None, *, now: datetime, as_of: date | None
) -> TableState:
    """The state of a table whose newest load is ``load``, or what it was at the end of a day in Amsterdam."""
    log = table_log(reader, table, before=end_of(as_of))
    age = (end_of(as_of) or now) - log.last_success.started_at if log.last_success else None
    discontinued = log.stamp is not None and log.stamp.discontinued
    is_set = table in settings.tables.split()
    newest = newest_period(reader, [load.id] if load else bundled_loads(reader, table, as_of=as_of))
    return TableState(
        table=table,
        last_attempt=log.last,
        last_success=log.last_success,
        attempts=log.attempts,
        load=load,
        age=age,
        # One that was fetched by hand once is not overdue: nobody set it to be looked at.
        stale=is_set and (age is None or age > timedelta(days=settings.stale_days)),
        due=next_due(settings.refresh_cron, after=now) if is_set and as_of is None else None,
        discontinued=discontinued,
        expected=None if discontinued else expected_release(newest, as_of or day_of(now)),
    )


def end_of(day: date | None) -> datetime | None:
    """The moment at which a day in Amsterdam is over."""
    return None if day is None else datetime.combine(day + timedelta(days=1), time(), AMSTERDAM)
