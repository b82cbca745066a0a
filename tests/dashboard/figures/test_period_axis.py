"""The axis of periods: a year stands beneath what belongs to it."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.events import position
from dashboard.figures.period_axis import period_axis
from data_sources.contract import Period, half_years
from data_sources.period import consecutive

HALVES = half_years(Period(2023, "HJ", 2), Period(2026, "HJ", 1))


def test_a_year_is_named_between_its_halves_and_marked_at_its_ends() -> None:
    axis = period_axis(HALVES)
    # Of the first and last year one half is shown.
    assert axis["ticktext"] == ["2023", "2024", "2025", "2026"]
    assert axis["tickvals"] == [0, 1.5, 3.5, 5]
    assert axis["minor"]["tickvals"] == [-0.5, 0.5, 2.5, 4.5, 5.5]
    assert axis["categoryarray"] == [half.key for half in HALVES]


def test_years_are_named_at_their_points() -> None:
    axis = period_axis(consecutive(Period(2019, "JJ", 0), Period(2021, "JJ", 0)))
    assert (axis["tickvals"], axis["ticktext"]) == ([0, 1, 2], ["2019", "2020", "2021"])


def test_of_many_years_every_second_one_is_named_with_the_last() -> None:
    axis = period_axis(HALVES, most_years=3)
    assert (axis["ticktext"], axis["tickvals"]) == (["2024", "2026"], [1.5, 5])
    assert len(axis["minor"]["tickvals"]) == 5


@given(st.integers(0, 11), st.integers(0, 11))
def test_a_band_over_a_year_lies_around_its_name(first: int, last: int) -> None:
    begin, end = sorted((first, last))
    halves = half_years(Period(2019, "HJ", 1), Period(2025, "HJ", 2))[begin : end + 1]
    axis = period_axis(halves)
    for name, place in zip(axis["ticktext"], axis["tickvals"], strict=True):
        band = position(date(int(name), 1, 1), halves), position(date(int(name) + 1, 1, 1), halves)
        assert sum(band) / 2 == place
        assert set(band) <= set(axis["minor"]["tickvals"])
