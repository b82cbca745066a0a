"""The table of words and what they allow, by its own examples."""

from fractions import Fraction

import pytest

from metrics.text.wording import allowance


def _allowed(text: str, number: str, step: str, *, is_count: bool = True) -> tuple[Fraction, Fraction, bool, bool]:
    found = allowance(Fraction(number), step=Fraction(step), qualifier=text, is_count=is_count)
    return found.low, found.high, found.low_in, found.high_in


@pytest.mark.parametrize(
    ("text", "number", "step", "is_count", "low", "high"),
    [
        ("", "16", "1", False, "15.5", "16.5"),
        ("", "6.5", "0.1", False, "6.45", "6.55"),
        ("ruim", "225", "1", True, "225", "229.5"),
        ("bijna", "100", "1", True, "95", "100"),
        ("bijna", "12000", "1000", True, "11400", "12000"),
        ("ruim", "120000", "1000", True, "120000", "126000"),
        ("ongeveer", "5", "1", False, "4.5", "5.5"),
        ("ongeveer", "10", "1", False, "9.5", "10.5"),
        ("bijna", "1400000", "100000", True, "1330000", "1400000"),
    ],
)
def test_a_wording_allows_from_low_to_high(
    text: str, number: str, step: str, is_count: bool, low: str, high: str
) -> None:
    assert _allowed(text, number, step, is_count=is_count)[:2] == (Fraction(low), Fraction(high))


def test_a_bare_number_is_closed_at_the_near_end_and_open_at_the_far_one() -> None:
    assert _allowed("", "16", "1")[2:] == (True, False)


def test_about_is_closed_and_nearly_is_open_at_both_ends() -> None:
    assert _allowed("ongeveer", "5", "1")[2:] == (True, True)
    assert _allowed("bijna", "100", "1")[2:] == (False, False)


def test_an_interval_that_only_touches_an_open_end_does_not_meet() -> None:
    nearly = allowance(Fraction(100), step=Fraction(1), qualifier="bijna", is_count=True)
    assert not nearly.meets(Fraction(100), Fraction(110))
    assert nearly.meets(Fraction(99), Fraction(110))
    assert not nearly.meets(Fraction(101), Fraction(110))


def test_a_word_outside_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match="not a word of the table"):
        _allowed("flink", "100", "1")
