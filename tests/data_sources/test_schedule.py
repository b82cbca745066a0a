"""When a refresh is due, and the loop that waits for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.schedule import check_cron, latest_due, next_due, run_schedule, slot_to_serve
from data_sources.store.lease import hold
from data_sources.store.prepare import Store
from data_sources.store.slots import Slot, claim, finish, newest_slot

DAILY, HOURLY = "45 6 * * *", "45 * * * *"


@pytest.mark.parametrize(
    ("after", "due"),
    [
        (datetime(2026, 11, 21, 5, 44, tzinfo=UTC), datetime(2026, 11, 21, 5, 45, tzinfo=UTC)),
        (datetime(2026, 11, 21, 5, 46, tzinfo=UTC), datetime(2026, 11, 22, 5, 45, tzinfo=UTC)),
        (datetime(2026, 7, 1, 4, 0, tzinfo=UTC), datetime(2026, 7, 1, 4, 45, tzinfo=UTC)),
        # The night in which the clock goes back: 6:45 in Amsterdam is an hour later in UTC than the day before.
        (datetime(2026, 10, 24, 5, 0, tzinfo=UTC), datetime(2026, 10, 25, 5, 45, tzinfo=UTC)),
        (datetime(2026, 10, 24, 4, 0, tzinfo=UTC), datetime(2026, 10, 24, 4, 45, tzinfo=UTC)),
    ],
)
def test_the_daily_moment_is_in_amsterdam_time(after: datetime, due: datetime) -> None:
    assert next_due(DAILY, after=after) == due


def test_a_moment_that_was_just_served_is_not_due_again() -> None:
    due = datetime(2026, 11, 21, 5, 45, tzinfo=UTC)
    assert next_due(DAILY, after=due) == due + timedelta(days=1)


def test_no_moment_is_due_twice_in_the_hour_that_the_clock_goes_through_twice() -> None:
    moment, end = datetime(2028, 10, 28, 23, 58, tzinfo=UTC), datetime(2028, 10, 29, 2, 2, tzinfo=UTC)
    while moment < end:
        assert next_due("* * * * *", after=moment) == moment + MINUTE
        moment += MINUTE


def test_an_empty_line_is_never() -> None:
    assert next_due("", after=datetime(2026, 11, 21, tzinfo=UTC)) is None
    assert check_cron("") == ""


@pytest.mark.parametrize("line", ["elke dag", "61 6 * * *", "45 6 * *"])
def test_a_line_that_is_no_cron_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        check_cron(line)


@pytest.mark.parametrize(
    ("line", "until", "due"),
    [
        (DAILY, datetime(2026, 11, 21, 5, 45, tzinfo=UTC), datetime(2026, 11, 21, 5, 45, tzinfo=UTC)),
        (DAILY, datetime(2026, 11, 21, 5, 44, 59, tzinfo=UTC), datetime(2026, 11, 20, 5, 45, tzinfo=UTC)),
        # Summer time ended in between.
        (DAILY, datetime(2026, 10, 25, 5, 0, tzinfo=UTC), datetime(2026, 10, 24, 4, 45, tzinfo=UTC)),
        ("0 3 29 2 *", datetime(2027, 6, 1, tzinfo=UTC), datetime(2024, 2, 29, 2, 0, tzinfo=UTC)),
        ("0 3 31 2 *", datetime(2027, 6, 1, tzinfo=UTC), None),
        ("", datetime(2027, 6, 1, tzinfo=UTC), None),
    ],
)
def test_the_last_moment_that_was_due(line: str, until: datetime, due: datetime | None) -> None:
    assert latest_due(line, until=until) == due


@given(
    line=st.sampled_from([DAILY, "* * * * *", "*/7 2 * * *", "30 2 * * 0", "0 0 1 * *", "15 6 1 1 *"]),
    until=st.datetimes(datetime(2020, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC)),
)
def test_no_moment_lies_between_the_last_one_and_now(line: str, until: datetime) -> None:
    due = latest_due(line, until=until)
    assert due is not None
    assert due <= until
    following = next_due(line, after=due)
    assert following is not None
    assert following > until


SLOT = datetime(2026, 11, 21, 5, 45, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def slot(due_at: datetime, *, tries: int = 1, is_finished: bool = True) -> Slot:
    return Slot(due_at, due_at, due_at + MINUTE if is_finished else None, tries)


@pytest.mark.parametrize(
    ("begun", "now", "newest", "due"),
    [
        # Due while the process runs, with or without a past.
        (SLOT - MINUTE, SLOT, None, SLOT),
        (SLOT - MINUTE, SLOT, slot(SLOT - DAY), SLOT),
        # The machine slept through it, and through two before.
        (SLOT - 3 * DAY, SLOT + 4 * HOUR, slot(SLOT - 3 * DAY), SLOT),
        # Missed before the start: not in a fresh store, elsewhere after a minute.
        (SLOT + HOUR, SLOT + 2 * HOUR, None, None),
        (SLOT + HOUR, SLOT + HOUR + MINUTE / 2, slot(SLOT - 3 * DAY), None),
        (SLOT + HOUR, SLOT + HOUR + MINUTE, slot(SLOT - 3 * DAY), SLOT),
        # Served already.
        (SLOT - MINUTE, SLOT, slot(SLOT), None),
        (SLOT - MINUTE, SLOT + DAY - MINUTE, slot(SLOT), None),
        # Begun and not finished: taken over at once, or after a minute by a process that just started; not for ever.
        (SLOT - MINUTE, SLOT + MINUTE, slot(SLOT, is_finished=False), SLOT),
        (SLOT + MINUTE, SLOT + MINUTE, slot(SLOT, is_finished=False), None),
        (SLOT + MINUTE, SLOT + 2 * MINUTE, slot(SLOT, is_finished=False, tries=2), SLOT),
        (SLOT - MINUTE, SLOT + MINUTE, slot(SLOT, is_finished=False, tries=3), None),
        # What was left unfinished before the last moment is not gone back to.
        (SLOT - 2 * DAY, SLOT, slot(SLOT - DAY, is_finished=False), SLOT),
    ],
)
def test_which_moment_has_to_be_served(
    begun: datetime, now: datetime, newest: Slot | None, due: datetime | None
) -> None:
    assert slot_to_serve(DAILY, now=now, begun=begun, newest=newest) == due


class _Clock(threading.Event):
    """A clock that moves only when somebody waits on it, and stops the loop at ``until``."""

    def __init__(self, start: datetime, *, until: datetime) -> None:
        super().__init__()
        self.moment, self._until = start, until

    def now(self) -> datetime:
        return self.moment

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout, "the loop has to wait"
        self.moment += timedelta(seconds=timeout)
        if self.moment >= self._until:
            self.set()
        return self.is_set()


def follow(
    store: Store, clock: _Clock, *, line: str = HOURLY, meanwhile: Callable[[], None] | None = None
) -> list[str]:
    """The moments at which the loop refreshed, until its clock stops."""
    served: list[str] = []

    def refresh() -> None:
        served.append(f"{clock.moment:%d %H:%M}")
        if meanwhile is not None:
            meanwhile()

    run_schedule(line, engines=store.engines, now=clock.now, refresh=refresh, stop=clock)
    return served


def finished(store: Store) -> bool:
    newest = newest_slot(store.engines.reader, "refresh", now=SLOT + 9 * DAY)
    assert newest is not None
    return newest.finished_at is not None


def test_the_loop_refreshes_once_a_moment_and_goes_on_after_one_that_breaks(
    begun: Store, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down() -> None:
        raise RuntimeError("a refresh that breaks")

    clock = _Clock(SLOT - MINUTE, until=SLOT + 2 * HOUR + MINUTE)
    assert follow(begun, clock, meanwhile=break_down) == ["21 05:45", "21 06:45", "21 07:45"]
    assert finished(begun)
    assert caplog.text.count("scheduled refresh failed") == 3


def test_a_fresh_store_is_not_refreshed_before_its_first_moment(begun: Store) -> None:
    assert follow(begun, _Clock(SLOT + MINUTE, until=SLOT + HOUR - MINUTE)) == []


def test_what_was_missed_while_nobody_ran_is_caught_up_once_and_not_at_the_start(begun: Store) -> None:
    assert follow(begun, _Clock(SLOT - MINUTE, until=SLOT + 2 * MINUTE)) == ["21 05:45"]
    away = SLOT + 4 * DAY + 10 * MINUTE
    assert follow(begun, _Clock(away, until=away + 20 * MINUTE)) == ["25 05:56"]
    assert follow(begun, _Clock(away + 20 * MINUTE, until=away + 40 * MINUTE)) == []


def test_what_was_missed_while_the_machine_slept_is_caught_up_once(begun: Store) -> None:
    clock = _Clock(SLOT - MINUTE, until=SLOT + 3 * DAY + 40 * MINUTE)

    def sleep() -> None:
        if clock.moment == SLOT:
            clock.moment += 3 * DAY + 10 * MINUTE

    assert follow(begun, clock, meanwhile=sleep) == ["21 05:45", "24 05:56"]


def test_a_moment_whose_runner_died_is_taken_over_three_times_at_most(begun: Store) -> None:
    for _ in range(2):
        assert claim(begun.engines.writer, "refresh", SLOT, at=SLOT)

    def die() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        follow(begun, _Clock(SLOT + MINUTE, until=SLOT + HOUR - MINUTE), meanwhile=die)
    assert not finished(begun)
    assert follow(begun, _Clock(SLOT + 20 * MINUTE, until=SLOT + HOUR - MINUTE)) == []


def test_a_moment_that_another_process_is_serving_is_left_to_it_and_looked_at_again(begun: Store) -> None:
    with hold(begun.engines, "schedule"):
        assert follow(begun, _Clock(SLOT - MINUTE, until=SLOT + 3 * MINUTE)) == []
        assert claim(begun.engines.writer, "refresh", SLOT, at=SLOT)
        finish(begun.engines.writer, "refresh", SLOT, at=SLOT)
    assert follow(begun, _Clock(SLOT + MINUTE, until=SLOT + 20 * MINUTE)) == []


def test_a_clock_that_was_a_month_ahead_for_a_moment_costs_no_look(
    begun: Store, caplog: pytest.LogCaptureFixture
) -> None:
    ahead = SLOT + 30 * DAY
    assert follow(begun, _Clock(ahead - MINUTE, until=ahead + 2 * MINUTE)) == ["21 05:45"]
    assert "from the future" not in caplog.text
    assert follow(begun, _Clock(SLOT - MINUTE, until=SLOT + HOUR + 2 * MINUTE)) == ["21 05:45", "21 06:45"]
    assert "passes over moments from the future, up to 2026-12-21 05:45:00+00:00" in caplog.text


def test_a_clock_that_is_put_right_while_the_schedule_runs_costs_no_look(begun: Store) -> None:
    clock = _Clock(SLOT + 30 * DAY - MINUTE, until=SLOT + 40 * DAY)

    def put_right() -> None:
        clock.moment, clock._until = SLOT - MINUTE, SLOT + HOUR + 2 * MINUTE

    waiting = iter([None, put_right])
    wait = clock.wait

    def wait_and_put_right(timeout: float | None = None) -> bool:
        ended = wait(timeout)
        act = next(waiting, None)
        if act is not None:
            act()
        return ended

    clock.wait = wait_and_put_right  # type: ignore[method-assign]
    assert follow(begun, clock) == ["21 05:45", "21 05:45", "21 06:45"]


def test_a_store_that_is_out_of_reach_for_a_while_does_not_end_the_schedule(
    begun: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    rename(begun, "schedule_slot", "away")
    clock = _Clock(SLOT - MINUTE, until=SLOT + 20 * MINUTE)
    back = clock.wait

    def wait(timeout: float | None = None) -> bool:
        if clock.moment == SLOT + 2 * MINUTE:
            rename(begun, "away", "schedule_slot")
        return back(timeout)

    clock.wait = wait  # type: ignore[method-assign]
    assert follow(begun, clock) == ["21 05:48"]
    assert "the schedule could not be followed" in caplog.text


def rename(store: Store, name: str, other: str) -> None:
    with store.engines.writer.begin() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {name} RENAME TO {other}")


def test_the_loop_ends_at_once_when_stopped_or_when_never_due(begun: Store) -> None:
    clock = _Clock(SLOT - MINUTE, until=SLOT + DAY)
    assert follow(begun, clock, line="") == []
    assert clock.moment == SLOT - MINUTE
    clock.set()
    assert follow(begun, clock) == []
    assert clock.moment == SLOT - MINUTE
