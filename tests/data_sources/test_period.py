"""A period is read from CBS's own key, and from nothing that merely looks like one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.errors import UsageError
from data_sources.period import Period, consecutive, half_years

PERIODS = st.builds(
    lambda year, part: Period.parse(f"{year}{part}"),
    st.integers(1900, 2100),
    st.sampled_from(["JJ00", "HJ01", "HJ02", "KW01", "KW02", "KW03", "KW04"]),
)


@pytest.mark.parametrize(
    ("key", "first_day", "last_day"),
    [
        ("2025HJ01", date(2025, 1, 1), date(2025, 6, 30)),
        ("2025HJ02", date(2025, 7, 1), date(2025, 12, 31)),
        ("2024JJ00", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024KW01", date(2024, 1, 1), date(2024, 3, 31)),
        ("2026KW04", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_key_of_cbs_is_read(key: str, first_day: date, last_day: date) -> None:
    period = Period.parse(key)
    assert (str(period), period.start, period.end) == (key, first_day, last_day)


@pytest.mark.parametrize(
    "text",
    [
        "", "2025", "2025HJ03", "2025HJ00", "2025HJ1", "2025KW05", "2025KW00", "2025JJ01", "2025hj01", "2025MM01",
        " 2025HJ01", "2025HJ01 ", "2025HJ01\n", "0000JJ00", "9999JJ00", "２０２５HJ01", "2025HJ01, 2025HJ02",
    ],
)  # fmt: skip
def test_any_other_text_is_refused_in_a_dutch_sentence_that_shows_it(text: str) -> None:
    with pytest.raises(UsageError, match=r"is geen periode\. Schrijf een CBS-code") as error:
        Period.parse(text)
    assert f"'{text}'" in error.value.message
    assert error.value.exit_code == 2


@given(PERIODS)
def test_a_period_written_as_its_key_is_read_back(period: Period) -> None:
    assert Period.parse(period.key) == period


def test_the_parts_of_a_year_come_before_the_year_itself() -> None:
    keys = ["2024JJ00", "2025KW01", "2025KW04", "2025HJ01", "2025HJ02", "2025JJ00", "2026KW01"]
    assert [period.key for period in sorted(Period.parse(key) for key in reversed(keys))] == keys


@given(PERIODS, PERIODS)
def test_of_two_different_periods_exactly_one_comes_first(one: Period, other: Period) -> None:
    assert [one < other, one == other, other < one].count(True) == 1


@given(PERIODS)
def test_a_year_earlier_is_the_same_part_of_the_year_before(period: Period) -> None:
    earlier = period.year_earlier()
    assert (earlier.kind, earlier.number) == (period.kind, period.number)
    assert earlier.start == period.start.replace(year=period.start.year - 1)


@given(st.integers(1900, 2100))
def test_two_halves_cover_a_year_and_overlap_nowhere(year: int) -> None:
    whole = Period(year, "JJ", 0)
    first, second = whole.halves()
    assert (first.start, second.end) == (whole.start, whole.end)
    assert first.end + timedelta(days=1) == second.start


@pytest.mark.parametrize("key", ["2025HJ01", "2025KW03"])
def test_only_a_year_has_halves(key: str) -> None:
    with pytest.raises(ValueError, match=key):
        Period.parse(key).halves()


def test_no_half_year_between_two_is_left_out() -> None:
    found = half_years(Period.parse("2019HJ02"), Period.parse("2021HJ01"))
    assert [period.key for period in found] == ["2019HJ02", "2020HJ01", "2020HJ02", "2021HJ01"]
    assert half_years(Period.parse("2021HJ01"), Period.parse("2019HJ02")) == []
    with pytest.raises(ValueError, match="not half-years"):
        half_years(Period.parse("2019JJ00"), Period.parse("2021HJ01"))


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2024HJ02", "2026HJ01", ["2024HJ02", "2025HJ01", "2025HJ02", "2026HJ01"]),
        ("2024JJ00", "2026JJ00", ["2024JJ00", "2025JJ00", "2026JJ00"]),
        ("2024KW03", "2025KW01", ["2024KW03", "2024KW04", "2025KW01"]),
        ("2025HJ01", "2025HJ01", ["2025HJ01"]),
    ],
)
def test_between_two_periods_none_is_left_out(first: str, last: str, found: list[str]) -> None:
    assert [period.key for period in consecutive(Period.parse(first), Period.parse(last))] == found


def test_periods_of_two_kinds_have_nothing_between_them() -> None:
    with pytest.raises(ValueError, match="not of one kind"):
        consecutive(Period.parse("2024HJ02"), Period.parse("2025JJ00"))
