"""A moment of the schedule is had by one, once; by another only when the first did not finish."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from data_sources.store.models import ScheduleSlotRow
from data_sources.store.prepare import Store
from data_sources.store.slots import Slot, claim, finish, newest_slot

DUE = datetime(2026, 11, 21, 5, 45, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def take(store: Store, due_at: datetime, *, job: str = "refresh") -> bool:
    return claim(store.engines.writer, job, due_at, at=due_at + MINUTE)


def newest(store: Store, *, now: datetime = DUE + 9 * DAY, job: str = "refresh") -> Slot | None:
    return newest_slot(store.engines.reader, job, now=now)


def test_a_moment_that_is_finished_is_not_had_again(store: Store) -> None:
    assert newest(store) is None
    assert take(store, DUE)
    assert newest(store) == Slot(DUE, DUE + MINUTE, None, 1)
    finish(store.engines.writer, "refresh", DUE, at=DUE + 2 * MINUTE)
    assert not take(store, DUE)
    assert newest(store) == Slot(DUE, DUE + MINUTE, DUE + 2 * MINUTE, 1)


def test_a_moment_that_is_not_finished_is_taken_over_twice(store: Store) -> None:
    assert [take(store, DUE) for _ in range(5)] == [True, True, True, False, False]
    slot = newest(store)
    assert slot is not None
    assert (slot.tries, slot.is_over) == (3, True)


def test_a_moment_before_the_latest_one_is_not_gone_back_to(store: Store) -> None:
    assert take(store, DUE)
    assert take(store, DUE + DAY)
    assert not claim(store.engines.writer, "refresh", DUE, at=DUE + DAY + MINUTE)
    assert not claim(store.engines.writer, "refresh", DUE - DAY, at=DUE + DAY + MINUTE)


def test_another_job_has_moments_of_its_own(store: Store) -> None:
    assert take(store, DUE)
    assert newest(store, job="other") is None
    assert take(store, DUE - DAY, job="other")


def test_moments_of_more_than_a_year_ago_are_forgotten_but_never_the_newest(store: Store) -> None:
    assert take(store, DUE - 9000 * DAY, job="other")
    for due_at in (DUE, DUE + DAY, DUE + 366 * DAY, DUE + 367 * DAY):
        assert take(store, due_at)
    with store.engines.reader.begin() as connection:
        query = select(ScheduleSlotRow.job, ScheduleSlotRow.due_at)
        kept = sorted(tuple(row) for row in connection.execute(query))
    assert kept == [
        ("other", DUE - 9000 * DAY), *(("refresh", day) for day in (DUE + DAY, DUE + 366 * DAY, DUE + 367 * DAY))
    ]  # fmt: skip


def test_a_moment_from_the_future_keeps_nobody_from_one_that_has_come(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    assert take(store, DUE + 400 * DAY)
    assert newest(store, now=DUE + MINUTE) is None
    assert take(store, DUE)
    assert newest(store, now=DUE + MINUTE) == Slot(DUE, DUE + MINUTE, None, 1)
    assert "passes over moments from the future" in caplog.text


def test_a_moment_that_was_taken_on_and_served_before_it_came_is_had_again(store: Store) -> None:
    early = DUE + 5 * 60 * MINUTE
    assert claim(store.engines.writer, "refresh", DUE, at=early)
    finish(store.engines.writer, "refresh", DUE, at=early)
    assert newest(store, now=DUE + MINUTE) is None
    assert take(store, DUE)
    assert newest(store, now=DUE + MINUTE) == Slot(DUE, DUE + MINUTE, None, 1)


def test_a_moment_served_by_a_clock_that_is_a_minute_ahead_is_not_had_again(store: Store) -> None:
    assert take(store, DUE)
    finish(store.engines.writer, "refresh", DUE, at=DUE + 2 * MINUTE)
    assert not claim(store.engines.writer, "refresh", DUE, at=DUE)
