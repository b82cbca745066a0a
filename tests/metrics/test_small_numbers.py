"""What the public may read of figures that are not public: worked examples, and that nothing hidden can be computed."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.ledger import Ledger, PilotFigure
from data_sources.pilots.entries import build_ledger
from metrics.small_numbers import NOTHING, WITHHELD, as_public, hidden_on_any
from metrics.small_titles import without_numbers
from metrics.text.pilots import figure_phrase, size_phrase
from metrics.unknowns import determined
from tests.ledgers import bundled, figure

MAY_BE = "niet getoond, want het kan om minder dan 10 personen gaan"
MAY_TELL = "niet getoond, want een klein aantal zou eruit kunnen zijn af te leiden"
TELLS = "niet getoond, want een klein aantal zou eruit zijn af te leiden"


def ledger(*figures: PilotFigure) -> Ledger:
    return replace(build_ledger([]), figures=list(figures))


def shown(*figures: PilotFigure) -> list[str]:
    """What the public reads of figures whose titles say what is counted."""
    return [
        figure_phrase(replace(item, title=f"{item.title} ({item.unit})"))
        for item in as_public(ledger(*figures)).figures
    ]


def closed(value: str, unit: str = "personen", **texts: str) -> PilotFigure:
    return figure(value, unit, **{"public": "nee", "figure": f"f{value}", **texts})


def share(value: str, size: str, denominator: str = "onderzochte personen", **texts: str) -> PilotFigure:
    return closed(value, "%", denominator=denominator, denominator_value=size, **texts)


def places(*values: str, **texts: str) -> list[PilotFigure]:
    """A figure over places, the first of all places together."""
    return [
        closed(value, figure="personen", place=f"plaats {place}" if place else "", **texts)
        for place, value in enumerate(values)
    ]


# ---- one figure ----


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "words"),
    [
        ("0", "personen", "", "0"), ("1", "personen", "", "minder dan 10"), ("9", "personen", "", "minder dan 10"),
        ("10", "personen", "", "10"), ("5", "devices", "", "minder dan 10"), ("5", "aantal", "", "minder dan 10"),
        ("5", "bewoners van iets", "", "minder dan 10"), ("5", "regio's", "", "5"), ("5", "regio’s", "", "5"),
        ("5", "Gemeenten", "", "5"), ("5", "aanvragen", "", "5"), ("5", "jaar", "", "5 jaar"),
        ("5", "euro", "", "€ 5"), ("10", "personen", "bijna", "minder dan 10"), ("10", "personen", "ongeveer", MAY_BE),
        ("10", "personen", "minder dan", "minder dan 10"), ("15", "personen", "minder dan", MAY_BE),
        ("5", "personen", "meer dan", MAY_BE), ("10", "personen", "ruim", "ruim 10"),
        ("0", "personen", "ruim", MAY_BE), ("12", "personen", "globale inschatting", MAY_BE),
        ("225", "personen", "ruim", "ruim 225"),
    ],
)  # fmt: skip
def test_a_count_of_people_from_1_to_9_is_less_than_10(value: str, unit: str, qualifier: str, words: str) -> None:
    assert shown(closed(value, unit, qualifier=qualifier)) == [words]


@pytest.mark.parametrize(
    ("value", "size", "qualifier", "words"),
    [
        ("5", "100", "", MAY_BE), ("95", "100", "", MAY_BE), ("10", "100", "", "10%"), ("5", "200", "", "5%"),
        ("4.9", "200", "", MAY_BE), ("0", "100", "", "0%"), ("100", "100", "", "100%"), ("50", "", "", MAY_BE),
        # 'Ruim 225' is at least 225; 'bijna 100' may be 95, of which a tenth is fewer than ten.
        ("5", "225", "ruim", "5%"), ("10", "100", "bijna", MAY_BE), ("50", "1000", "minder dan", MAY_BE),
        ("90", "100", "", "90%"), ("91", "100", "", MAY_BE), ("40", "8", "", MAY_BE), ("0", "8", "", MAY_BE),
    ],
)  # fmt: skip
def test_a_share_is_not_shown_where_it_or_the_rest_is_1_to_9_people(
    value: str, size: str, qualifier: str, words: str
) -> None:
    assert shown(share(value, size, denominator_qualifier=qualifier)) == [words]


def test_a_share_of_requests_is_no_share_of_people_and_one_of_an_unnamed_whole_is() -> None:
    assert shown(share("75", "", denominator="aanvragen"), closed("75", "%", figure="zonder")) == ["75%", MAY_BE]


def test_a_small_size_of_a_denominator_is_less_than_10_too() -> None:
    (found,) = as_public(ledger(share("0", "8"))).figures
    assert (size_phrase(found), found.denominator_value) == ("minder dan 10", None)


def test_what_is_public_stays_exactly_as_it_is() -> None:
    assert as_public(bundled()) is bundled()
    out = figure("3", "personen")
    assert as_public(ledger(out, closed("12"))).figures[0] == out


def test_a_masked_figure_has_no_number_anywhere_and_its_passage_is_not_read() -> None:
    item = closed("7", title="Zeven kinderen van 7 tot 12 (7 personen)", passage="Het ging om 7 personen.")
    (found,) = as_public(ledger(item)).figures
    assert (found.value, found.qualifier, found.text) == (None, "minder dan", "minder dan 10")
    assert found.masked is not None
    assert found.masked.below == 10
    assert (found.source.passage, found.source.withheld) == (WITHHELD, True)
    assert found.title == "… kinderen van … tot 12 (… personen)"


def test_a_fact_in_words_that_is_not_public_is_not_there_and_of_a_larger_number_only_the_passage_is_withheld() -> None:
    words = figure(text="Er waren 3 meldingen.", public="nee", figure="woorden")
    (found,) = as_public(ledger(words, closed("40"))).figures
    assert (found.value, found.source.passage) == (40, WITHHELD)


# ---- what tells another ----


def test_of_places_beside_their_total_the_second_smallest_is_hidden_too() -> None:
    assert shown(*places("150", "5", "0", "40", "105")) == ["150", "minder dan 10", "0", TELLS, "105"]
    assert shown(*places("150", "5", "8", "137")) == ["150", "minder dan 10", "minder dan 10", "137"]


def test_without_a_total_or_where_the_places_are_not_all_there_is_no_other_is_hidden() -> None:
    assert shown(*places("150", "5", "40", "105")[1:]) == ["minder dan 10", "40", "105"]
    assert shown(*places("400", "5", "40", "105")) == ["400", "minder dan 10", "40", "105"]


def test_two_hidden_numbers_that_can_only_be_one_each_need_a_third() -> None:
    assert shown(*places("118", "9", "9", "100")) == ["118", "minder dan 10", "minder dan 10", TELLS]
    assert shown(*places("111", "1", "10", "100")) == ["111", "minder dan 10", TELLS, TELLS]


def test_parts_of_a_year_beside_that_year() -> None:
    periods = ("2026JJ00", "2026HJ01", "2026KW03", "2026KW04")
    figures = [
        closed(value, figure="p", period=period)
        for value, period in zip(("100", "60", "33", "7"), periods, strict=True)
    ]
    assert shown(*figures) == ["100", "60", TELLS, "minder dan 10"]
    assert shown(*figures[1:]) == ["60", "33", "minder dan 10"]


def test_counts_of_which_one_is_the_sum_of_others() -> None:
    assert shown(closed("120", title="Samen"), closed("30"), closed("4"), closed("86")) == [
        "120", TELLS, "minder dan 10", "86",
    ]  # fmt: skip


def test_shares_that_make_a_whole() -> None:
    assert shown(share("3", "200"), share("40", "200"), share("57", "200")) == [MAY_BE, TELLS, "57%"]
    assert shown(share("95", "100"), share("5", "100")) == [MAY_BE, MAY_BE]
    # Rounded, they come to 101.
    assert shown(share("3", "200"), share("41", "200"), share("57", "200")) == [MAY_BE, TELLS, "57%"]


def test_two_divisions_of_one_whole_each_hide_what_they_must() -> None:
    found = shown(share("3", "200"), share("40", "200"), share("57", "200"), share("88", "200"), share("12", "200"))
    assert found == [MAY_BE, TELLS, "57%", "88%", "12%"]


def test_counts_of_one_denominator_and_the_same_said_as_a_share() -> None:
    whole = {"denominator": "onderzochte personen", "denominator_value": "145"}
    counts = [closed(value, **whole) for value in ("5", "40", "100")]
    told = share("27.6", "145", figure="veertig-als-aandeel")
    assert shown(*counts, told) == ["minder dan 10", TELLS, "100", TELLS]


def test_a_denominator_as_large_as_a_hidden_count_is_hidden_with_its_share() -> None:
    figures = [*places("150", "5", "40", "105"), share("50", "40", "minderjarigen", place="plaats 2")]
    found = as_public(ledger(*figures)).figures[-1]
    assert (found.value, found.denominator_value, size_phrase(found)) == (None, None, TELLS)


def test_where_the_others_came_out_already_no_more_is_hidden_than_can_help() -> None:
    total, small, *others = places("150", "5", "40", "105")
    out = [replace(item, published=True) for item in (total, *others)]
    assert shown(out[0], small, *out[1:]) == ["150", "minder dan 10", "40", "105"]
    # The total is all that can still be hidden.
    assert shown(total, small, *out[1:]) == [TELLS, "minder dan 10", "40", "105"]
    # What the places tell already is not kept by hiding periods.
    whole = {"figure": "personen", "place": "plaats 1"}
    first = replace(small, period="2026HJ01")
    dated = [replace(item, period="2026HJ01") for item in out]
    periods = [closed("60", period="2026JJ00", **whole), closed("55", period="2026HJ02", **whole)]
    assert shown(dated[0], first, *dated[1:], *periods)[-2:] == ["60", "55"]


def test_too_many_numbers_to_try_are_all_hidden_beside_a_small_one() -> None:
    figures = [closed(str(11 * number)) for number in range(1, 13)]
    assert shown(*figures) == [str(11 * number) for number in range(1, 13)]
    assert set(shown(*figures, closed("3"))) == {MAY_TELL, "minder dan 10"}


def test_what_is_hidden_on_one_day_is_hidden_on_each_and_no_two_days_tell_it_together() -> None:
    total, small, other, large = places("150", "5", "40", "105")
    fresh = closed("12", figure="personen", place="plaats 4")
    later = [replace(total, value=162.0), small, other, large, fresh]
    hidden = hidden_on_any([[total, small, other, large], later])
    now = [figure_phrase(item) for item in as_public(ledger(*later), hidden=hidden).figures]
    then = [figure_phrase(item) for item in as_public(ledger(total, small, other, large), hidden=hidden).figures]
    assert (now, then) == (
        ["162", "minder dan 10", TELLS, "105", TELLS], ["150", "minder dan 10", TELLS, "105"],
    )  # fmt: skip
    assert hidden_on_any([bundled().figures]) == NOTHING


# ---- laws ----


SMALL = st.integers(0, 40)
GRID = ("", "noord", "midden", "zuid")
KINDS = ("mannen", "vrouwen", "kinderen")
PERIODS = ("2026JJ00", "2026HJ01", "2026HJ02")

Cell = tuple[str, str, str]


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[Cell, int], frozenset[Cell]]:
    """Numbers by kind, place and half, with all sums over places and over the year; and the cells that are absent."""
    inner = draw(st.fixed_dictionaries(dict.fromkeys(product(KINDS, GRID[1:], PERIODS[1:]), SMALL)))
    return _with_sums(inner), draw(st.frozensets(st.sampled_from(list(product(KINDS, GRID, PERIODS)))))


def _with_sums(inner: dict[Cell, int]) -> dict[Cell, int]:
    cells = dict(inner)
    for kind, half in product(KINDS, PERIODS[1:]):
        cells[kind, "", half] = sum(inner[kind, place, half] for place in GRID[1:])
    for kind, place in product(KINDS, GRID):
        cells[kind, place, PERIODS[0]] = sum(cells[kind, place, half] for half in PERIODS[1:])
    return cells


def sums_of(cells: set[Cell]) -> list[dict[Cell, int]]:
    """Each sum that holds, of cells that are all there."""
    over_places = [
        {(kind, place, period): 1 if place else -1 for place in GRID} for kind, period in product(KINDS, PERIODS)
    ]
    over_time = [
        {(kind, place, period): -1 if period == PERIODS[0] else 1 for period in PERIODS}
        for kind, place in product(KINDS, GRID)
    ]
    return [row for row in (*over_places, *over_time) if set(row) <= cells]


@settings(max_examples=60, deadline=None)
@given(tables())
def test_no_small_count_can_be_computed_from_all_that_is_shown(
    drawn: tuple[dict[Cell, int], frozenset[Cell]],
) -> None:
    numbers, gone = drawn
    cells = [cell for cell in numbers if cell not in gone]
    found = as_public(ledger(*(closed(str(numbers[c]), figure=c[0], place=c[1], period=c[2]) for c in cells))).figures
    assert all((item.value is None) or item.value == 0 or item.value >= 10 for item in found)
    hidden = [cell for cell, item in zip(cells, found, strict=True) if item.masked]
    if not hidden:
        return
    rows = [[row.get(cell, 0) for cell in hidden] for row in sums_of(set(cells))]
    matrix = np.array(rows or [[0] * len(hidden)], dtype=float)
    rank = np.linalg.matrix_rank(matrix)
    for n in (n for n, cell in enumerate(hidden) if numbers[cell] < 10):
        alone = np.zeros((1, len(hidden)))
        alone[0, n] = 1
        assert np.linalg.matrix_rank(np.vstack([matrix, alone])) > rank, hidden[n]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 60), min_size=2, max_size=5), st.integers(0, 1))
def test_no_masked_part_is_the_total_less_the_rest(parts: list[int], as_share: int) -> None:
    whole = sum(parts)
    whole_texts = {"denominator": "onderzochte personen", "denominator_value": str(whole)}
    figures = [
        closed(str(100 * part / whole), "%", figure=f"p{n}", **whole_texts) if as_share
        else closed(str(part), figure=f"p{n}", **whole_texts)
        for n, part in enumerate(parts)
    ]  # fmt: skip
    found = as_public(ledger(*figures)).figures
    hidden = [part for part, item in zip(parts, found, strict=True) if item.masked]
    assert len(hidden) != 1
    assert all(item.masked for part, item in zip(parts, found, strict=True) if part < 10)


@settings(max_examples=60, deadline=None)
@given(tables())
def test_what_was_made_fit_for_the_public_stays_as_it_is(drawn: tuple[dict[Cell, int], frozenset[Cell]]) -> None:
    numbers, gone = drawn
    cells = [cell for cell in numbers if cell not in gone]
    once = as_public(ledger(*(closed(str(numbers[c]), figure=c[0], place=c[1], period=c[2]) for c in cells)))
    assert as_public(once) == once


def test_an_unknown_is_determined_only_if_a_combination_leaves_it_alone() -> None:
    assert determined([{1: 1, 2: 1}, {2: 1, 3: 1}]) == frozenset()
    assert determined([{1: 1, 2: 1}, {2: 1, 3: 1}, {1: 1, 3: 1}]) == {1, 2, 3}
    assert determined([{1: 1, 2: 1}, {1: 1, 2: 1, 3: -1}]) == {3}
    assert determined([]) == frozenset()


@pytest.mark.parametrize(
    ("title", "without"),
    [
        ("Kinderen (3)", "Kinderen (…)"), ("De 3e meting", "De 3e meting"), ("Drie kinderen", "… kinderen"),
        ("In 2023", "In 2023"), ("3,5 jaar", "3,5 jaar"), ("Onder de 13", "Onder de 13"), ("Van 3.", "Van …."),
    ],
)  # fmt: skip
def test_a_title_is_read_without_hidden_numbers(title: str, without: str) -> None:
    assert without_numbers(title, [3.0]) == without
