"""Which edition a period is drawn with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.boundaries import fitting_year
from data_sources.contract import Period
from data_sources.regions import vt_regions

OLD, NEW = (vt_regions(Period(year, "JJ", 0)) for year in (2022, 2023))


@pytest.mark.parametrize(
    ("years", "period", "found"),
    [
        ({}, "2025HJ01", None),
        ({2022: OLD, 2025: NEW}, "2025HJ01", 2025),
        # Of its own year, whatever is in it.
        ({2022: OLD, 2025: NEW[:20]}, "2025JJ00", 2025),
        ({2022: OLD, 2025: NEW}, "2023HJ02", 2025),
        ({2020: OLD, 2024: NEW}, "2021JJ00", 2020),
        # Nearer, but with other regions.
        ({2022: OLD, 2026: NEW}, "2023HJ01", 2026),
        ({2023: NEW, 2025: NEW}, "2024HJ01", 2025),
        # Where none fits, the nearest has to do.
        ({2024: NEW, 2026: NEW}, "2022HJ01", 2024),
    ],
)
def test_the_year_itself_then_the_nearest_that_fits_then_the_nearest(
    years: dict[int, list[str]], period: str, found: int | None
) -> None:
    assert fitting_year(years, Period.parse(period)) == found


@given(st.dictionaries(st.integers(2018, 2028), st.sampled_from([OLD, NEW, NEW[:21]])), st.integers(2019, 2027))
def test_an_edition_that_fits_is_never_passed_over(years: dict[int, list[str]], year: int) -> None:
    period = Period(year, "HJ", 1)
    found = fitting_year(years, period)
    assert (found is None) == (not years)
    if found is not None and found != year:
        fits = {other for other, codes in years.items() if set(codes) == set(vt_regions(period))}
        assert not fits or found in fits
        assert all(abs(other - year) >= abs(found - year) for other in fits or years)
