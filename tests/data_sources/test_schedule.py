"""When a refresh is due, and the loop that waits for it."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from data_sources.schedule import check_cron, next_due, run_schedule

DAILY = "45 6 * * *"


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


def test_an_empty_line_is_never() -> None:
    assert next_due("", after=datetime(2026, 11, 21, tzinfo=UTC)) is None
    assert check_cron("") == ""


@pytest.mark.parametrize("line", ["elke dag", "61 6 * * *", "45 6 * *"])
def test_a_line_that_is_no_cron_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        check_cron(line)


class _Clock(threading.Event):
    """A clock that moves only when somebody waits on it; also the event that stops the loop."""

    def __init__(self, start: datetime) -> None:
        super().__init__()
        self.moment = start

    def now(self) -> datetime:
        return self.moment

    def wait(self, timeout: float | None = None) -> bool:
        self.moment += timedelta(seconds=timeout or 0)
        return self.is_set()


def test_the_loop_refreshes_once_a_moment_and_goes_on_after_one_that_breaks() -> None:
    clock = _Clock(datetime(2026, 11, 21, 5, 40, tzinfo=UTC))
    served: list[datetime] = []

    def refresh() -> None:
        served.append(clock.moment)
        if len(served) == 1:
            raise RuntimeError("a refresh that breaks")
        if len(served) == 3:
            clock.set()

    run_schedule(DAILY, now=clock.now, refresh=refresh, stop=clock)
    first = datetime(2026, 11, 21, 5, 45, tzinfo=UTC)
    assert served == [first, first + timedelta(days=1), first + timedelta(days=2)]


def test_the_loop_ends_at_once_when_stopped_or_when_never_due() -> None:
    clock = _Clock(datetime(2026, 11, 21, tzinfo=UTC))
    run_schedule("", now=clock.now, refresh=lambda: pytest.fail("must not refresh"), stop=clock)
    clock.set()
    run_schedule(DAILY, now=clock.now, refresh=lambda: pytest.fail("must not refresh"), stop=clock)
    assert clock.moment == datetime(2026, 11, 21, tzinfo=UTC)
