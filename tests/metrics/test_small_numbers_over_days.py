"""That what the public reads on all days together tells no small number: worked examples, and a law over tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.ledger import PilotFigure
from metrics.small_numbers import as_public, hidden_on_any
from metrics.text.pilots import figure_phrase, size_phrase
from metrics.unknowns import determined
from tests.metrics.test_small_numbers import MAY_BE, TELLS, closed, ledger, places, share, shown

LESS = "minder dan 10"


def read(*days: Sequence[PilotFigure]) -> list[list[str]]:
    """What the public reads on each day, as all of them together allow."""
    hidden = hidden_on_any(days)
    return [[figure_phrase(item) for item in as_public(ledger(*day), hidden=hidden).figures] for day in days]


def test_a_correction_does_not_tell_by_the_day_before_it() -> None:
    # 40 less 29 is 11, and 15 less 11 would be the 4.
    first, second = read(places("40", "5", "6", "29"), places("15", "5", "6", "4"))
    assert "29" not in first or "15" not in second
    assert first[1:3] == [LESS, LESS]


def test_the_size_of_a_denominator_is_not_the_total_less_the_rest() -> None:
    figures = [
        share("30", "100", "vrouwen", figure="s"),
        share("50", "92", "vrouwen", figure="s", place="Noord"),
        share("50", "8", "vrouwen", figure="s", place="Zuid"),
    ]
    found = as_public(ledger(*figures)).figures
    assert [size_phrase(item) for item in found] == ["100", TELLS, LESS]
    assert [figure_phrase(item) for item in found] == ["30%", TELLS, MAY_BE]


def test_a_size_stands_in_for_the_count_that_is_not_there() -> None:
    figures = [
        closed("100", figure="n"), closed("8", figure="n", place="B"),
        share("50", "92", "personen", figure="s", place="A"),
    ]  # fmt: skip
    assert shown(*figures) == ["100", LESS, TELLS]


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ([{"period": ""}, {"period": "2026KW01"}, {"period": "2026KW02"}], ["100", TELLS, LESS]),
        ([{}, {"place": "Noord", "unit": "vrouwen"}, {"place": "Zuid", "unit": "vrouwen"}], ["100", TELLS, LESS]),
        ([{}, {"place": "Noord", "figure": "noord"}, {"place": "Zuid", "figure": "zuid"}], ["100", TELLS, LESS]),
        ([{"place": "Nederland"}, {"place": "Noord"}, {"place": "Zuid"}], ["100", TELLS, LESS]),
        ([{"place": "Zuid"}, {"place": "Zuid: A"}, {"place": "Zuid: B"}], ["100", TELLS, LESS]),
    ],
)  # fmt: skip
def test_a_total_by_another_name_is_a_total(texts: list[dict[str, str]], words: list[str]) -> None:
    values = ("100", "92", "8")
    figures = [closed(value, **{"figure": "n", **more}) for value, more in zip(values, texts, strict=True)]
    assert shown(*figures) == words


def test_a_place_within_a_place_is_its_part_also_among_many() -> None:
    others = [closed(str(1000 + 37 * n * n), figure="n", place=f"plaats {n}") for n in range(12)]
    parts = [("Zuid", "20"), ("Zuid: A", "12"), ("Zuid: B", "8")]
    found = shown(*(closed(value, figure="n", place=place) for place, value in parts), *others)
    assert (found[1] != "12", found[2]) == (True, LESS)


def test_an_absent_cell_that_the_periods_tell_does_not_tell_a_small_one() -> None:
    # Noord in the second quarter is in no row, and is 90 - 40; then Zuid would be 55 - 50.
    cells = {
        ("", "2026KW02"): "55", ("Zuid", "2026KW02"): "5", ("Noord", "2026HJ01"): "90", ("Noord", "2026KW01"): "40",
    }  # fmt: skip
    found = shown(*(closed(value, figure="n", place=place, period=when) for (place, when), value in cells.items()))
    assert found[1] == LESS
    assert TELLS in (found[0], found[2], found[3])


def test_what_comes_only_later_is_counted_with_already() -> None:
    total, part, small = places("20", "12", "8")
    assert read([total, part], [total, part, small])[0] == ["20", TELLS]


@pytest.mark.parametrize("unit", ["percentage", "procent", "‰", "procentpunt", "% van de zaken"])
def test_a_unit_that_means_a_share_is_a_share_of_nobody_knows_how_many(unit: str) -> None:
    assert shown(closed("16", unit)) == [MAY_BE]


def test_requests_and_municipalities_are_no_people_whatever_stands_before_them() -> None:
    figures = [closed("8", "adviesvragen"), share("5", "40", "de deelnemende gemeenten", figure="s")]
    assert shown(*figures) == ["8", "5%"]
    assert shown(closed("8", "bewoners van gemeenten")) == [LESS]


def test_no_words_of_a_closed_figure_tell_a_hidden_number_of_its_pilot() -> None:
    # 4.321 is hidden beside the 8.
    figures = [
        closed("104329", figure="n"), closed("8", figure="n", place="Groep van acht"),
        closed("4321", figure="n", place="B", title="Nazorg voor 4.321 personen", part="tabel 3: 8 personen"),
        closed("100000", figure="n", place="C"),
        share("50", "8", "de 8 vrouwen", figure="deel-van-de-8-vrouwen", title="Achttal, 8x en 8-tal"),
    ]  # fmt: skip
    found = as_public(ledger(*figures)).figures
    assert [(item.place, item.title) for item in found[1:3]] == [
        ("Groep van …", "Personen onderzocht"), ("B", "Nazorg voor … personen"),
    ]  # fmt: skip
    assert found[2].source.part == "tabel 3: … personen"
    assert (found[4].figure, found[4].denominator) == ("deel-van-de-n-vrouwen", "de … vrouwen")
    assert found[4].title == "…, …x en …-tal"


def test_places_whose_names_are_only_a_number_apart_stay_apart() -> None:
    figures = [closed("8", figure="n", place="Groep 8"), closed("9", figure="n", place="Groep 9")]
    assert [item.place for item in as_public(ledger(*figures)).figures] == ["Groep …", "Groep … b"]


# ---- a law ----


PLACES, PERIODS = ("", "noord", "zuid", "oost"), ("2026HJ01", "2026KW01", "2026KW02")
CELLS = list(product(PLACES, PERIODS))
Table = dict[tuple[str, str], int]
NUMBER = st.one_of(st.integers(0, 12), st.integers(10, 60))


@st.composite
def days_of(draw: st.DrawFn) -> list[tuple[Table, frozenset[tuple[str, str]]]]:
    """Some days, each with all its numbers and the cells that are in no row; on the next some are corrected."""
    inner = draw(st.fixed_dictionaries(dict.fromkeys(product(PLACES[1:], PERIODS[1:]), NUMBER)))
    found = []
    for gone in draw(st.lists(st.frozensets(st.sampled_from(CELLS), max_size=4), min_size=1, max_size=3)):
        found.append((_summed(inner), gone))
        inner = inner | draw(st.dictionaries(st.sampled_from(list(inner)), NUMBER, max_size=3))
    return found


def _summed(inner: Table) -> Table:
    halves = {(place, PERIODS[0]): inner[place, PERIODS[1]] + inner[place, PERIODS[2]] for place in PLACES[1:]}
    cells = inner | halves
    return cells | {("", period): sum(cells[place, period] for place in PLACES[1:]) for period in PERIODS}


def _sums() -> Iterator[dict[tuple[str, str], int]]:
    yield from ({(place, period): 1 if place else -1 for place in PLACES} for period in PERIODS)
    yield from ({(place, period): -1 if period == PERIODS[0] else 1 for period in PERIODS} for place in PLACES)


@settings(max_examples=60, deadline=None)
@given(days_of())
def test_over_all_days_together_no_small_number_can_be_told(
    drawn: list[tuple[Table, frozenset[tuple[str, str]]]],
) -> None:
    days = [
        [closed(str(table[cell]), figure="n", place=cell[0], period=cell[1]) for cell in CELLS if cell not in gone]
        for table, gone in drawn
    ]
    hidden = hidden_on_any(days)
    names: dict[tuple[tuple[str, str], int], int] = {}
    few, rows = set(), []
    for (table, gone), figures in zip(drawn, days, strict=True):
        read_as = {(item.place, item.period): item for item in as_public(ledger(*figures), hidden=hidden).figures}
        assert all(item.value is None for cell, item in read_as.items() if 0 < table[cell] < 10)
        for sum_ in _sums():
            row: Counter[int] = Counter()
            for cell, factor in sum_.items():
                if cell in gone or read_as[cell].value is None:
                    name = names.setdefault((cell, table[cell]), len(names))
                    row[name] += factor
                    if cell not in gone and 0 < table[cell] < 10:
                        few.add(name)
            rows.append(dict(row))
    assert determined(rows) & few == frozenset()


def test_a_figure_that_came_out_later_is_not_hidden_then() -> None:
    total, small, other = places("60", "8", "52")
    out = replace(other, published=True)
    assert read([total, small, other], [total, small, out])[1][2] == "52"
