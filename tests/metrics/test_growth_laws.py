"""Laws of growth over generated figures."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from data_sources.contract import Observation
from metrics.growth import SMALL_COUNT, change_between

counts = st.integers(0, 400_000).map(lambda n: n * 5)
# Where within half a step of the printed count the true one lies.
shares = st.fractions(Fraction(-1, 2), Fraction(1, 2), max_denominator=1000)
roundings = st.sampled_from([5.0, 10.0, 1000.0])


def _figure(period: str, value: float, rounding: float | None) -> Observation:
    return Observation(
        indicator="meldingen", region="NL01", period=period, breakdown="", value=value, unit="aantal",
        status="definitief", status_basis="", missing=None, rounding=rounding, table="84847NED", load=1,
        source_url="", since=1,
    )  # fmt: skip


@given(new=counts, old=counts, new_step=roundings, old_step=roundings)
def test_the_point_lies_in_its_interval(new: int, old: int, new_step: float, old_step: float) -> None:
    change = change_between(_figure("2025HJ01", new, new_step), _figure("2024HJ01", old, old_step), notes=[])
    assert change.change_low is not None
    assert change.change_high is not None
    assert change.change is not None
    assert change.change_low <= change.change <= change.change_high
    if change.change_pct is not None and change.change_pct_low is not None:
        assert change.change_pct_low <= change.change_pct
        assert change.change_pct_high is None or change.change_pct <= change.change_pct_high


@given(new=counts, old=counts, step=roundings, share=shares, other=shares)
def test_whatever_the_true_counts_are_the_interval_holds_their_growth(
    new: int, old: int, step: float, share: Fraction, other: Fraction
) -> None:
    true_new, true_old = (
        Fraction(new) + share * Fraction(step),
        Fraction(old) + other * Fraction(step),
    )
    if true_new < 0 or true_old <= 0:
        return
    change = change_between(_figure("2025HJ01", new, step), _figure("2024HJ01", old, step), notes=[])
    growth = float((true_new / true_old - 1) * 100)
    slack = 1e-9 * max(1.0, abs(growth))
    assert change.change_pct_low is None or change.change_pct_low <= growth + slack
    assert change.change_pct_high is None or growth <= change.change_pct_high + slack
    if change.direction == "stijging":
        assert true_new > true_old
    if change.direction == "daling":
        assert true_new < true_old


@given(new=counts, old=counts)
def test_a_coarser_rounding_never_names_more_than_a_finer_one(new: int, old: int) -> None:
    fine = change_between(_figure("2025HJ01", new, 5.0), _figure("2024HJ01", old, 5.0), notes=[])
    coarse = change_between(_figure("2025HJ01", new, 1000.0), _figure("2024HJ01", old, 5.0), notes=[])
    assert coarse.direction in {None, fine.direction}


@given(new=counts, old=counts)
def test_small_counts_are_marked(new: int, old: int) -> None:
    change = change_between(_figure("2025HJ01", new, 5.0), _figure("2024HJ01", old, 5.0), notes=[])
    assert change.small_count == (min(new, old) < SMALL_COUNT)


@given(value=counts)
def test_no_change_has_no_direction(value: int) -> None:
    change = change_between(_figure("2025HJ01", value, None), _figure("2024HJ01", value, None), notes=[])
    assert change.change == 0.0
    assert change.direction is None
