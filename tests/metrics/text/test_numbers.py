"""Dutch numbers and days."""

from datetime import date
from fractions import Fraction

from metrics.text.numbers import day, month, number, percent, signed, signed_percent


def test_counts_have_points_between_thousands() -> None:
    assert [number(value) for value in (0, 5, 84935.0, 1_234_567)] == ["0", "5", "84.935", "1.234.567"]


def test_decimals_have_a_comma_and_a_true_minus() -> None:
    assert number(1234.55, 1) == "1.234,6"
    assert percent(16.0) == "16,0%"
    assert signed_percent(-6.3) == "−6,3%"
    assert signed_percent(Fraction(1325, 100)) == "+13,3%"


def test_what_rounds_to_zero_has_no_sign() -> None:
    assert signed_percent(-0.04) == "0,0%"
    assert signed_percent(0.04) == "0,0%"
    assert signed(0) == "0"


def test_days_and_months_are_dutch() -> None:
    assert day(date(2025, 10, 24)) == "24 oktober 2025"
    assert month(date(2026, 3, 1)) == "maart 2026"
