"""Which series lies highest or lowest: worked examples, and the law that only what rounding cannot turn is told."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from data_sources.contract import Period
from metrics.apart import lie_apart
from metrics.development import Measure, Point, develop
from metrics.rounding import exact
from tests.figure_rows import figure, index

PERIODS = [Period(2024, "HJ", 1), Period(2024, "HJ", 2), Period(2025, "HJ", 1)]


def _indices(*values: float | None, rounding: float | None = 5.0) -> list[Point]:
    figures = index(
        *(figure("NL01", period.key, value, rounding=rounding) for period, value in zip(PERIODS, values, strict=True))
    )
    return develop(
        figures, indicator="meldingen", region="NL01", periods=PERIODS, measure=Measure.INDEX, base=PERIODS[0]
    )  # fmt: skip


def test_the_highest_and_the_lowest_are_told_where_their_intervals_lie_apart() -> None:
    found = lie_apart([_indices(1000, 1100, 1200), _indices(2000, 2100, 2000), _indices(1000, 900, 1100)])
    assert found is not None
    assert (found.period.key, found.highest, found.lowest, found.compared) == ("2025HJ01", 0, 1, (0, 1, 2))


def test_nothing_is_told_where_rounding_could_turn_it_round() -> None:
    found = lie_apart([_indices(1000, 1100, 1200), _indices(1000, 1100, 1205)])
    assert found is not None
    assert (found.highest, found.lowest) == (None, None)


def test_the_newest_period_that_all_have_counts_and_one_that_never_compares_is_left_out() -> None:
    found = lie_apart([_indices(1000, 1500, None), _indices(1000, 1100, 3000), _indices(None, 1100, 1200)])
    assert found is not None
    assert (found.period.key, found.highest, found.lowest, found.compared) == ("2024HJ02", 0, 1, (0, 1))


def test_small_counts_unknown_roundings_and_the_base_itself_say_nothing() -> None:
    other = _indices(1000, 1100, 1200)
    assert lie_apart([other, _indices(40, 60, 90)]) is None
    assert lie_apart([other, _indices(1000, 1100, 1500, rounding=None)]) is None
    assert lie_apart([other, _indices(1000, None, None)]) is None
    assert lie_apart([other]) is None


COUNTS = st.integers(20, 400).map(lambda fives: fives * 5.0)


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=2, max_size=6), st.data())
def test_no_figures_that_round_to_these_have_another_highest_or_lowest(
    pairs: list[tuple[float, float]], data: st.DataObject
) -> None:
    found = lie_apart([_indices(old, None, new) for old, new in pairs])
    if found is None:
        return
    off = st.fractions(Fraction(-5, 2), Fraction(5, 2), max_denominator=8)
    true = [
        (exact(pairs[place][1]) + data.draw(off)) / (exact(pairs[place][0]) + data.draw(off))
        for place in found.compared
    ]
    if found.highest is not None:
        assert true[found.compared.index(found.highest)] == max(true)
    if found.lowest is not None:
        assert true[found.compared.index(found.lowest)] == min(true)
