"""Who took on which moment of the schedule: one row a moment, whose key lets only one have it.

Rows are kept for a year, to be looked up; the newest one stays, since it tells what was missed. A row from the future
was written by a clock that was ahead: it is passed over, or nobody would look at CBS until that future has come.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, or_, select, update

from data_sources.store.models import ScheduleSlotRow

# A run that kills its process each time is given up, so that it does not do so all day.
_MOST_TRIES = 3
_KEPT = timedelta(days=366)
# Clocks of machines that share a store may differ this much without being wrong.
_SKEW = timedelta(minutes=10)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Slot:
    """A moment that somebody took on; ``finished_at`` None while it runs or when its runner died."""

    due_at: datetime
    claimed_at: datetime
    finished_at: datetime | None
    tries: int

    @property
    def is_over(self) -> bool:
        """Whether nobody has to run it any more: it was finished, or tried often enough."""
        return self.finished_at is not None or self.tries >= _MOST_TRIES


def newest_slot(engine: Engine, job: str, *, now: datetime) -> Slot | None:
    """The latest moment of a job up to and including ``now`` that anybody took on; None before the first."""
    with engine.begin() as connection:
        return _newest(connection, job, now)


def claim(engine: Engine, job: str, due_at: datetime, *, at: datetime) -> bool:
    """Take on a moment, or take it over; False where it is over or a later one was taken on. ``at``: now.

    To be asked by who holds the lease of the schedule: a moment that is not finished then has a dead runner.
    """
    with engine.begin() as connection:
        _tell_of_the_future(connection, job, at)
        newest = _newest(connection, job, at)
        if newest is None or newest.due_at < due_at:
            # Where a clock that was ahead took on this same moment before it came.
            connection.execute(delete(ScheduleSlotRow).where(*_is(job, due_at)))
            row = {"job": job, "due_at": due_at, "claimed_at": at, "tries": 1}
            connection.execute(insert(ScheduleSlotRow), [row])
            old = delete(ScheduleSlotRow).where(ScheduleSlotRow.job == job, ScheduleSlotRow.due_at < due_at - _KEPT)
            connection.execute(old)
            return True
        if newest.due_at > due_at or newest.is_over:
            return False
        this = update(ScheduleSlotRow).where(*_is(job, due_at))
        connection.execute(this.values(claimed_at=at, tries=newest.tries + 1))
        return True


def finish(engine: Engine, job: str, due_at: datetime, *, at: datetime) -> None:
    """Say that a moment was served, however its work ended."""
    this = update(ScheduleSlotRow).where(*_is(job, due_at))
    with engine.begin() as connection:
        connection.execute(this.values(finished_at=at))


def _is(job: str, due_at: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return ScheduleSlotRow.job == job, ScheduleSlotRow.due_at == due_at


def _newest(connection: Connection, job: str, now: datetime) -> Slot | None:
    row = ScheduleSlotRow
    query = select(row.due_at, row.claimed_at, row.finished_at, row.tries).where(row.job == job)
    past = query.where(row.due_at <= now, row.claimed_at <= now + _SKEW)
    found = connection.execute(past.order_by(row.due_at.desc()).limit(1)).one_or_none()
    return None if found is None else Slot(*found)


def _tell_of_the_future(connection: Connection, job: str, now: datetime) -> None:
    row = ScheduleSlotRow
    ahead = or_(row.due_at > now + _SKEW, row.claimed_at > now + _SKEW)
    latest = connection.execute(select(func.max(row.due_at)).where(row.job == job, ahead)).scalar_one()
    if latest is not None:
        log.warning("the schedule passes over moments from the future, up to %s: a clock was or is wrong", latest)
