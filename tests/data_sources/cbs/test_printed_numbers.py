"""Numbers as a table prints them are read as they were meant, or refused: never as something else."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from data_sources.cbs.printed_numbers import decimals_of, plain_numbers
from data_sources.errors import SourceUnreadable

COUNTS = st.lists(st.integers(0, 2_000_000), min_size=1, max_size=6)
RATES = st.lists(st.integers(0, 99_999_999), min_size=1, max_size=6)
Printed = Callable[[int, int], str]


def plain(units: int, decimals: int) -> str:
    whole, rest = divmod(units, 10**decimals)
    return f"{whole}.{rest:0{decimals}d}" if decimals else str(whole)


def dutch(units: int, decimals: int) -> str:
    whole, _, rest = plain(units, decimals).partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")


def spaced(units: int, decimals: int) -> str:
    whole, _, rest = plain(units, decimals).partition(".")
    return f"{int(whole):,}".replace(",", "\u202f") + (f",{rest}" if rest else "")


def undivided(units: int, decimals: int) -> str:
    return plain(units, decimals).replace(".", ",")


@given(
    counts=COUNTS, rates=RATES, decimals=st.integers(0, 3), printed=st.sampled_from([plain, dutch, spaced, undivided])
)
def test_what_is_printed_in_one_hand_comes_back_or_is_refused(
    counts: list[int], rates: list[int], decimals: int, printed: Printed
) -> None:
    columns = {"n": [printed(count, 0) for count in counts], "r": [printed(rate, decimals) for rate in rates]}
    try:
        found = plain_numbers(columns, counts={"n"})
    except SourceUnreadable:
        # Only a point in a rate can be read in two ways.
        assert any("." in text for text in columns["r"]), columns
        return
    assert [float(str(cell)) for cell in found["n"]] == counts
    assert [float(str(cell)) for cell in found["r"]] == [float(plain(rate, decimals)) for rate in rates]


@given(counts=COUNTS, printed=st.sampled_from([plain, dutch, spaced]))
def test_counts_alone_are_never_refused(counts: list[int], printed: Printed) -> None:
    found = plain_numbers({"n": [printed(count, 0) for count in counts]}, counts={"n"})
    assert found == {"n": [str(count) for count in counts]}


def test_decimals_are_the_most_that_are_shown() -> None:
    assert [decimals_of(cells) for cells in (["1", "2.25", None], ["7", "."], [".", None], [])] == [2, 0, None, None]
