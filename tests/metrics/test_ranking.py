"""Places with ties, what rounding leaves open of them, and classes for a map: cases, and laws."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.classes import class_of, quantile_classes
from metrics.growth import Interval
from metrics.ranking import Candidate, Place, ranking


def _count(name: str, value: int | None, step: int = 5) -> Candidate:
    if value is None:
        return Candidate(name, None)
    half = Fraction(step, 2)
    return Candidate(name, Fraction(value), Interval(max(Fraction(0), value - half), value + half))


def test_equal_values_share_a_place_and_the_next_is_skipped() -> None:
    placed = ranking([_count("a", 105), _count("b", 300), _count("c", None), _count("d", 105), _count("e", 0)])
    assert placed == [
        Place("b", 1, 1, 1), Place("a", 2, 2, 3), Place("d", 2, 2, 3), Place("e", 4, 4, 4),
        Place("c", None, None, None),
    ]  # fmt: skip


def test_neighbours_rounded_to_five_are_told_apart_and_thousands_leave_places_open() -> None:
    assert [(item.best, item.worst) for item in ranking([_count("a", 105), _count("b", 100)])] == [(1, 1), (2, 2)]
    rough = ranking([_count("a", 75_000, 1000), _count("b", 75_400), _count("c", 74_400)])
    assert [(item.name, item.place, item.best, item.worst) for item in rough] == [
        ("b", 1, 1, 2), ("a", 2, 1, 2), ("c", 3, 3, 3),
    ]  # fmt: skip


def test_without_a_known_rounding_nothing_is_said_of_what_it_leaves_open() -> None:
    placed = ranking([Candidate("a", Fraction(10)), _count("b", 20)])
    assert placed == [Place("b", 1, None, None), Place("a", 2, None, None)]
    assert not placed[0].is_open


def test_an_unbounded_growth_may_stand_above_all() -> None:
    open_end = Candidate("a", Fraction(50), Interval(Fraction(10), None))
    placed = {item.name: item for item in ranking([open_end, _count("b", 200), _count("c", 5)])}
    assert (placed["a"].best, placed["a"].worst) == (1, 2)
    assert (placed["b"].best, placed["b"].worst) == (1, 2)
    assert (placed["c"].best, placed["c"].worst) == (3, 3)


_ROUNDED = st.lists(st.tuples(st.integers(0, 3_000), st.sampled_from((1, 5, 10, 100))), min_size=1, max_size=9)


@given(_ROUNDED)
def test_the_true_place_is_one_of_those_left_open(drawn: list[tuple[int, int]]) -> None:
    rounded = [_count(str(n), (true + step // 2) // step * step, step) for n, (true, step) in enumerate(drawn)]
    for item in ranking(rounded):
        true = 1 + sum(other > drawn[int(item.name)][0] for other, _ in drawn)
        assert item.place is not None
        assert item.best is not None
        assert item.worst is not None
        assert item.best <= true <= item.worst
        assert item.best <= item.place <= item.worst


@given(st.lists(st.one_of(st.none(), st.integers(0, 40)), max_size=12))
def test_places_follow_the_values(drawn: list[int | None]) -> None:
    placed = ranking([_count(str(n), value) for n, value in enumerate(drawn)])
    values = [drawn[int(item.name)] for item in placed]
    known = [value for value in values if value is not None]
    assert values == sorted(known, reverse=True) + [None] * (len(values) - len(known))
    assert len({item.name for item in placed}) == len(drawn)
    for item, value in zip(placed, values, strict=True):
        assert item.place == (None if value is None else 1 + sum(other > value for other in known))


@pytest.mark.parametrize(
    ("values", "classes"),
    [
        ([], []),
        ([3], [(3, 3, 1)]),
        ([1, 1, 1, 1, 2, 9], [(1, 1, 4), (2, 2, 1), (9, 9, 1)]),
        (range(1, 11), [(1, 2, 2), (3, 4, 2), (5, 6, 2), (7, 8, 2), (9, 10, 2)]),
    ],
)
def test_classes_have_about_as_many_values_each(values: list[int], classes: list[tuple[int, int, int]]) -> None:
    found = quantile_classes([Fraction(value) for value in values])
    assert [(item.low, item.high, item.size) for item in found] == classes


@given(st.lists(st.integers(-50, 50).map(Fraction), min_size=1, max_size=40), st.integers(1, 5))
def test_each_value_is_in_one_class_and_no_class_is_empty(values: list[Fraction], most: int) -> None:
    classes = quantile_classes(values, most=most)
    assert 1 <= len(classes) <= most
    assert sum(item.size for item in classes) == len(values)
    assert all(one.high < other.low for one, other in itertools.pairwise(classes))
    for value in values:
        class_of(value, classes)
    with pytest.raises(ValueError, match="in no class"):
        class_of(max(values) + 1, classes)
