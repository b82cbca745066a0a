"""Oost-Brabant before it was there: an addition of ours, and only where all of it is known."""

from dataclasses import replace

import pytest

from data_sources.contract import Period
from metrics.growth import Growth, growth
from metrics.predecessors import (
    SUM_OF_PREDECESSORS,
    growth_over_merger,
    growth_with_predecessors,
    sum_of_predecessors,
)
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


def test_asked_for_predecessors_only_a_merger_is_bridged() -> None:
    figures = counts(
        {**_MERGER, ("VT27", "2024JJ00"): 10_890.0, ("NL01", "2022JJ00"): 1e5, ("NL01", "2023JJ00"): 1.1e5}
    )

    def change(region: str, period: str, base: str) -> Growth:
        asked = {"region": region, "period": Period.parse(period), "base": Period.parse(base)}
        return growth_with_predecessors(figures, indicator="meldingen", names=_NAMES, **asked)  # type: ignore[arg-type]

    assert change("VT27", "2023JJ00", "2022JJ00") == growth_over_merger(
        figures, indicator="meldingen", region="VT27", period=_2023, base=_2022, names=_NAMES
    )
    for region, period, base in (("VT27", "2024JJ00", "2023JJ00"), ("NL01", "2023JJ00", "2022JJ00"),
                                 ("VT16", "2023JJ00", "2022JJ00")):  # fmt: skip
        plain = growth(
            figures, indicator="meldingen", region=region, period=Period.parse(period), base=Period.parse(base)
        )
        assert change(region, period, base) == plain


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({("VT26", "2022JJ00"): None}, ": van Zuidoost-Brabant (VT26) ontbreekt het cijfer (geheim of onbekend bij"),
        ({("VT16", "2022JJ00"): None, ("VT26", "2022JJ00"): None}, "; van Zuidoost-Brabant (VT26) ontbreekt het cijfe"),
    ],
)
def test_without_a_sum_the_refusal_stays_and_says_why(changed: dict[tuple[str, str], float | None], why: str) -> None:
    change = growth_with_predecessors(
        counts({**_MERGER, **changed}), indicator="meldingen", region="VT27", period=_2023, base=_2022, names=_NAMES
    )
    assert not change.comparable
    assert change.change is None
    assert change.notes[-1].startswith("Een som van de voorgangers is als basis (2022) niet te geven: van ")
    assert why in change.notes[-1]


def test_a_rate_is_refused_in_words_and_so_is_a_base_of_which_the_region_was_there() -> None:
    rates = index(
        *(figure(code, "2022JJ00", 400.0, unit="per 100 000 inwoners") for code in ("VT16", "VT26")),
        figure("VT27", "2023JJ00", 410.0, unit="per 100 000 inwoners"),
    )
    asked = {"indicator": "meldingen", "region": "VT27", "names": _NAMES}
    change = growth_with_predecessors(rates, period=_2023, base=_2022, **asked)  # type: ignore[arg-type]
    assert change.notes[-1].endswith("niet te geven: alleen aantallen worden opgeteld.")
    turned = growth_with_predecessors(counts(_MERGER), period=_2022, base=_2023, **asked)  # type: ignore[arg-type]
    assert not turned.comparable
    assert turned.notes[-1] == "Een som van de voorgangers is als basis (2023) niet te geven."


def test_the_merger_alone_is_bridged_not_another_break() -> None:
    _2018 = Period.parse("2018JJ00")
    figures = counts({("VT16", "2018JJ00"): 4_000.0, ("VT26", "2018JJ00"): 5_000.0, ("VT27", "2023JJ00"): 9_900.0})
    asked = {"indicator": "meldingen", "region": "VT27", "period": _2023, "base": _2018, "names": _NAMES}
    assert growth_over_merger(figures, **asked) is None  # type: ignore[arg-type]
    change = growth_with_predecessors(figures, **asked)  # type: ignore[arg-type]
    assert not change.comparable
    assert any("informatieprotocol" in note for note in change.notes)


def test_parts_that_were_added_up_themselves_are_said_to_be() -> None:
    halves = {(code, f"2022HJ0{half}"): 2_000.0 for code in ("VT16", "VT26") for half in (1, 2)}
    change = growth_over_merger(
        counts({**halves, ("VT27", "2023JJ00"): 8_800.0}), indicator="meldingen", region="VT27", period=_2023,
        base=_2022, names=_NAMES,
    )  # fmt: skip
    assert change is not None
    assert change.base_value == 8_000.0
    assert change.notes[1] == "2022: som van twee halfjaren."
