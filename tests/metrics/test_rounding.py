"""One rounding rule everywhere: half away from zero, in decimals."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.rounding import Number, round_half_away


@pytest.mark.parametrize(
    ("number", "decimals", "rounded"),
    [
        (2.5, 0, "3"), (-2.5, 0, "-3"), (2.675, 2, "2.68"), (13.25, 1, "13.3"), (0.05, 1, "0.1"), (-0.04, 1, "0.0"),
        (-0.05, 1, "-0.1"), (99.999, 0, "100"), (4.96, 1, "5.0"), (84935, 0, "84935"), (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"), (Fraction(249999999999999999999, 10**20), 0, "2"), (Decimal("1.005"), 2, "1.01"),
    ],
)  # fmt: skip
def test_halves_go_away_from_zero(number: Number, decimals: int, rounded: str) -> None:
    assert round_half_away(number, decimals) == Decimal(rounded)
    assert str(round_half_away(number, decimals)) == rounded


@given(st.fractions(-10_000, 10_000), st.integers(0, 4))
def test_rounding_moves_a_number_by_at_most_half_a_step(number: Fraction, decimals: int) -> None:
    rounded = Fraction(round_half_away(number, decimals))
    assert abs(rounded - number) <= Fraction(1, 2 * 10**decimals)


@given(st.fractions(0, 10_000), st.integers(0, 4))
def test_rounding_is_the_same_on_both_sides_of_zero(number: Fraction, decimals: int) -> None:
    assert round_half_away(-number, decimals) == -round_half_away(number, decimals)
