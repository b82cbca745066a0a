"""A rest never gives away a figure that CBS keeps: laws over generated tables, and the cases one meets."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from data_sources.contract import Observation
from metrics.residual import Part, split_total

_ABSENT = Observation.absent(indicator="meldingen", region="NL01", period="2025JJ00")


def _figure(value: int | None) -> Observation:
    if value is None:
        return replace(_ABSENT, missing="geheim-of-onbekend", unit="aantal", rounding=5.0)
    return replace(_ABSENT, value=float(value), missing=None, unit="aantal", rounding=5.0, status="definitief")


def _parts(*values: int | None) -> list[Part]:
    return [Part(f"deel {n}", _figure(value)) for n, value in enumerate(values)]


def _shown(*values: int | None, total: int | None) -> tuple[list[str], tuple[float, tuple[str, ...]] | None]:
    split = split_total(_figure(total), _parts(*values))
    rest = (split.rest.value, split.rest.covers) if split.rest else None
    return [part.name for part in split.shown], rest


def test_two_missing_parts_have_a_rest() -> None:
    assert _shown(60, None, None, total=75) == (["deel 0"], (15.0, ("deel 1", "deel 2")))


def test_one_missing_part_is_joined_to_the_smallest_shown_one() -> None:
    assert _shown(60, 20, None, total=85) == (["deel 0"], (25.0, ("deel 1", "deel 2")))


def test_a_rest_that_rounding_leaves_nothing_of_takes_another_part_in() -> None:
    assert _shown(60, 15, None, None, total=75) == (["deel 0"], (15.0, ("deel 1", "deel 2", "deel 3")))


def test_nothing_missing_has_no_rest_and_neither_has_a_missing_total() -> None:
    assert _shown(60, 15, total=80) == (["deel 0", "deel 1"], None)
    assert _shown(60, None, None, total=None) == (["deel 0"], None)


def test_a_part_that_is_all_there_is_has_no_rest() -> None:
    assert _shown(None, total=10) == ([], None)
    assert _shown(60, None, None, total=0) == (["deel 0"], None)


def test_a_rest_is_as_coarse_as_all_it_is_made_of() -> None:
    rest = split_total(_figure(90), _parts(60, 20, None, None)).rest
    assert rest is not None
    assert rest.rounding == 15.0
    unknown = [*_parts(60, None, None), Part("los", replace(_figure(20), rounding=None))]
    rest = split_total(_figure(90), unknown).rest
    assert rest is not None
    assert rest.rounding is None


@st.composite
def _tables(draw: st.DrawFn) -> tuple[Observation, list[Part], list[int]]:
    """A total and its parts as CBS would print them: rounded to five by themselves, and secret below ten."""
    true = draw(st.lists(st.integers(0, 60), min_size=1, max_size=8))
    printed = [(count + 2) // 5 * 5 for count in true]
    total = (sum(true) + 2) // 5 * 5
    hidden = [value if value >= 10 else None for value in printed]
    return _figure(total if total >= 10 else None), _parts(*hidden), true


@given(_tables())
def test_no_shown_sum_covers_a_single_missing_cell(table: tuple[Observation, list[Part], list[int]]) -> None:
    total, parts, _ = table
    split = split_total(total, parts)
    missing = {part.name for part in parts if part.figure.value is None}
    shown = {part.name for part in split.shown}
    assert not shown & missing
    if split.rest is None:
        return
    covered = set(split.rest.covers)
    # With the total and all that is shown, subtraction gives the sum of what the rest covers, and nothing less.
    assert missing <= covered
    assert len(covered) >= 2
    assert covered | shown == {part.name for part in parts}
    assert not covered & shown
    assert split.rest.value > 0


@given(_tables())
def test_what_is_shown_and_the_rest_are_the_total(table: tuple[Observation, list[Part], list[int]]) -> None:
    total, parts, true = table
    split = split_total(total, parts)
    if split.rest is None:
        return
    assert sum(part.figure.value or 0 for part in split.shown) + split.rest.value == total.value
    real = sum(count for part, count in zip(parts, true, strict=True) if part.name in split.rest.covers)
    assert split.rest.rounding is not None
    assert abs(real - split.rest.value) <= split.rest.rounding / 2
