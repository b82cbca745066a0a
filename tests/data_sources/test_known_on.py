"""On what day a StatLine load was known, and how we know."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.known_on import known_on, read_modified

APRIL, MAY, OCTOBER = "2026-04-30T02:00:00", "2026-05-12T02:00:00", "2026-10-30T02:00:00"
MOMENTS = st.none() | st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(ZoneInfo("UTC")))


@pytest.mark.parametrize(
    ("modified", "checked", "fetched", "previous", "expected"),
    [
        pytest.param(APRIL, None, "2026-11-21", None, ("2026-04-30", "cbs-modified"), id="the first load of a table"),
        pytest.param(OCTOBER, APRIL, "2026-11-21", "2026-04-30", ("2026-10-30", "cbs-modified"), id="Modified moved"),
        pytest.param(APRIL, APRIL, "2026-11-21", "2026-04-30", ("2026-11-21", "opgehaald"), id="mended in place"),
        pytest.param(APRIL, MAY, "2026-11-21", "2026-05-12", ("2026-11-21", "opgehaald"), id="Modified went back"),
        pytest.param(None, APRIL, "2026-11-21", "2026-04-30", ("2026-11-21", "opgehaald"), id="no Modified"),
        pytest.param(None, None, "2026-11-21", None, ("2026-11-21", "opgehaald"), id="never a Modified"),
        pytest.param(MAY, None, "2026-11-21", "2026-04-30", ("2026-05-12", "cbs-modified"), id="a Modified again"),
        pytest.param(OCTOBER, APRIL, "2026-10-29", "2026-04-30", ("2026-10-29", "opgehaald"), id="a Modified to come"),
        pytest.param(OCTOBER, APRIL, "2026-10-30", "2026-04-30", ("2026-10-30", "cbs-modified"), id="that very day"),
        pytest.param(MAY, APRIL, "2026-11-21", "2026-06-01", ("2026-06-01", "afgeleid"), id="before the previous load"),
        pytest.param(MAY, APRIL, "2026-11-21", "2026-05-12", ("2026-05-12", "cbs-modified"), id="same day as previous"),
    ],
)
def test_the_day_is_that_of_modified_if_it_moved_and_else_the_day_of_fetching(
    modified: str | None, checked: str | None, fetched: str, previous: str | None, expected: tuple[str, str]
) -> None:
    day, basis = known_on(
        modified=read_modified(modified),
        checked=read_modified(checked),
        fetch_day=date.fromisoformat(fetched),
        previous=date.fromisoformat(previous) if previous else None,
    )
    assert (day.isoformat(), basis) == expected


@given(
    modified=MOMENTS,
    checked=MOMENTS,
    fetch_day=st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    back=st.none() | st.integers(0, 1000),
)
def test_it_is_never_after_the_fetch_day_and_never_before_the_previous_load(
    modified: datetime | None, checked: datetime | None, fetch_day: date, back: int | None
) -> None:
    previous = None if back is None else fetch_day - timedelta(days=back)
    day, basis = known_on(modified=modified, checked=checked, fetch_day=fetch_day, previous=previous)
    assert day <= fetch_day
    assert previous is None or previous <= day
    assert basis in {"cbs-modified", "opgehaald", "afgeleid"}
    if basis == "cbs-modified":
        assert modified is not None
        assert modified.date() == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-04-30T02:00:00", "2026-04-30T02:00:00+02:00"),
        ("2026-12-30T02:00:00", "2026-12-30T02:00:00+01:00"),
        ("2026-04-29T23:30:00Z", "2026-04-30T01:30:00+02:00"),
        ("2026-04-30", "2026-04-30T00:00:00+02:00"),
        ("30 april 2026", None),
        ("", None),
        (None, None),
    ],
)
def test_modified_is_a_moment_in_amsterdam_or_nothing(text: str | None, expected: str | None) -> None:
    found = read_modified(text)
    assert (found.isoformat() if found else None) == expected
