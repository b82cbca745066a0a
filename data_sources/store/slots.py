"""Who took on which moment of the schedule: one row a moment, whose key lets only one have it.

Rows are kept for a year, to be looked up; the newest one stays, since it tells what was missed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, Select, delete, insert, select, update

from data_sources.store.models import ScheduleSlotRow

# A run that kills its process each time is given up, so that it does not do so all day.
_MOST_TRIES = 3
_KEPT = timedelta(days=366)


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


def newest_slot(engine: Engine, job: str) -> Slot | None:
    """The latest moment of a job that anybody took on; None before the first."""
    with engine.begin() as connection:
        return _read(connection, _slots(job).order_by(ScheduleSlotRow.due_at.desc()).limit(1))


def claim(engine: Engine, job: str, due_at: datetime, *, at: datetime) -> bool:
    """Take on a moment, or take it over; False where it is over or a later one was taken on.

    To be asked by who holds the lease of the schedule: a moment that is not finished then has a dead runner.
    """
    with engine.begin() as connection:
        newest = _read(connection, _slots(job).order_by(ScheduleSlotRow.due_at.desc()).limit(1))
        if newest is None or newest.due_at < due_at:
            row = {"job": job, "due_at": due_at, "claimed_at": at, "tries": 1}
            connection.execute(insert(ScheduleSlotRow), [row])
            old = delete(ScheduleSlotRow).where(ScheduleSlotRow.job == job, ScheduleSlotRow.due_at < due_at - _KEPT)
            connection.execute(old)
            return True
        if newest.due_at > due_at or newest.is_over:
            return False
        this = update(ScheduleSlotRow).where(ScheduleSlotRow.job == job, ScheduleSlotRow.due_at == due_at)
        connection.execute(this.values(claimed_at=at, tries=newest.tries + 1))
        return True


def finish(engine: Engine, job: str, due_at: datetime, *, at: datetime) -> None:
    """Say that a moment was served, however its work ended."""
    this = update(ScheduleSlotRow).where(ScheduleSlotRow.job == job, ScheduleSlotRow.due_at == due_at)
    with engine.begin() as connection:
        connection.execute(this.values(finished_at=at))


def _slots(job: str) -> Select[datetime, datetime, datetime | None, int]:
    row = ScheduleSlotRow
    return select(row.due_at, row.claimed_at, row.finished_at, row.tries).where(row.job == job)


def _read(connection: Connection, query: Select[datetime, datetime, datetime | None, int]) -> Slot | None:
    row = connection.execute(query).one_or_none()
    return None if row is None else Slot(*row)
