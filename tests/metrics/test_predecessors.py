"""Oost-Brabant before it was there: an addition of ours, and only where all of it is known."""

from dataclasses import replace

import pytest

from data_sources.contract import Period
from metrics.growth import growth
from metrics.predecessors import SUM_OF_PREDECESSORS, growth_over_merger, sum_of_predecessors
from metrics.text.sentences import growth_sentence
from tests.figure_rows import counts, figure, index, load

_2022, _2023 = Period.parse("2022JJ00"), Period.parse("2023JJ00")
_NAMES = {"VT16": "Brabant Noordoost", "VT26": "Zuidoost-Brabant"}
_MERGER = {
    ("VT16", "2022JJ00"): 4_000.0, ("VT26", "2022JJ00"): 5_000.0, ("VT27", "2022JJ00"): None,
    ("VT16", "2023JJ00"): None, ("VT26", "2023JJ00"): None, ("VT27", "2023JJ00"): 9_900.0,
}  # fmt: skip


def test_the_comparison_as_cbs_gives_it_is_refused_with_the_reason() -> None:
    change = growth(counts(_MERGER), indicator="meldingen", region="VT27", period=_2023, base=_2022)
    assert not change.comparable
    assert change.change_pct is None
    assert change.notes[:2] == (
        "2022: regio bestond nog niet.",
        "Vanaf 2023 zijn Brabant Noordoost (VT16) en Zuidoost-Brabant (VT26) samen Oost-Brabant (VT27).",
    )


def test_with_the_sum_of_its_predecessors_it_works_and_says_whose_sum_that_is() -> None:
    change = growth_over_merger(
        counts(_MERGER), indicator="meldingen", region="VT27", period=_2023, base=_2022, names=_NAMES
    )
    assert change is not None
    assert change.comparable
    assert change.base_value == 9_000.0
    assert change.change_pct == pytest.approx(10.0)
    # Two roundings of 5 in the base, one in the figure: 9897,5 / 9005 and 9902,5 / 8995.
    assert (change.change_pct_low, change.change_pct_high) == pytest.approx((9.9112, 10.0889), abs=1e-4)
    assert change.notes == (
        "Basis 2022: Brabant Noordoost (VT16) en Zuidoost-Brabant (VT26), bij elkaar opgeteld door dit dashboard;"
        " CBS geeft deze som niet.",
    )
    assert growth_sentence(change).startswith("+10,0% ten opzichte van 2022")


def test_a_missing_part_makes_no_sum() -> None:
    figures = counts({**_MERGER, ("VT26", "2022JJ00"): None})
    assert sum_of_predecessors(figures, indicator="meldingen", region="VT27", period=_2022) is None
    without = counts({key: value for key, value in _MERGER.items() if key[0] != "VT26"})
    assert sum_of_predecessors(without, indicator="meldingen", region="VT27", period=_2022) is None


def test_a_rate_is_never_added_up_and_neither_are_two_lanes() -> None:
    rates = index(*(figure(code, "2022JJ00", 400.0, unit="per 100 000 inwoners") for code in ("VT16", "VT26")))
    assert sum_of_predecessors(rates, indicator="meldingen", region="VT27", period=_2022) is None
    lanes = index(
        figure("VT16", "2022JJ00", 4_000), figure("VT26", "2022JJ00", 5_000, load=2),
        loads={1: load(), 2: load(2, "published")},
    )  # fmt: skip
    assert sum_of_predecessors(lanes, indicator="meldingen", region="VT27", period=_2022) is None


def test_the_sum_is_as_certain_as_its_least_certain_part_and_as_coarse_as_both() -> None:
    figures = index(
        figure("VT16", "2022JJ00", 4_000), figure("VT26", "2022JJ00", 5_000, status="voorlopig", rounding=1000)
    )
    found = sum_of_predecessors(figures, indicator="meldingen", region="VT27", period=_2022)
    assert found is not None
    total = found.observation
    assert (total.region, total.value, total.rounding, total.status) == ("VT27", 9_000.0, 1_005.0, "voorlopig")
    assert total.status_basis == SUM_OF_PREDECESSORS
    unknown = index(figure("VT16", "2022JJ00", 4_000), replace(figure("VT26", "2022JJ00", 5_000), rounding=None))
    found = sum_of_predecessors(unknown, indicator="meldingen", region="VT27", period=_2022)
    assert found is not None
    assert found.observation.rounding is None


def test_only_a_merged_region_before_its_merger_has_predecessors() -> None:
    figures = counts(_MERGER)
    assert sum_of_predecessors(figures, indicator="meldingen", region="VT27", period=_2023) is None
    assert sum_of_predecessors(figures, indicator="meldingen", region="VT01", period=_2022) is None
