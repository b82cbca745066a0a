"""Pilot figures are added up only where that means something; otherwise the refusal says why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.errors import AdditionRefused
from data_sources.ledger import PilotFigure
from metrics.pilots import add_figures, why_apart
from tests.ledgers import bundled, figure, pilot

PILOTS = {slug: pilot(slug, title=slug.title(), counts=f"{slug}-zaken") for slug in ("farr", "loef", "huisverbod")}
DEN_HAAG, UTRECHT = figure("12", place="Den Haag"), figure("30", place="Utrecht")


def bundled_figure(slug: str, name: str) -> PilotFigure:
    return next(item for item in bundled().figures if (item.pilot, item.figure) == (slug, name))


@pytest.mark.parametrize("order", [1, -1])
def test_farr_and_loef_are_never_added_and_the_refusal_says_why(order: int) -> None:
    figures = [bundled_figure("farr", "personen-onderzocht"), bundled_figure("loef", "personen-methode-toegepast")]
    with pytest.raises(AdditionRefused, match=r"^Deze cijfers worden niet opgeteld\. FARR en LOEF") as error:
        add_figures(figures[::order], bundled().pilots)
    assert error.value.exit_code == 2
    for reason in (
        "andere uitvoerders", "een andere methode", "FARR telt personen die zijn onderzocht",
        "LOEF personen bij wie de methode is toegepast", "niet of regio's of personen elkaar overlappen",
    ):  # fmt: skip
        assert reason in error.value.message


def test_pilots_are_refused_before_anything_else_is_said() -> None:
    shares = [figure("95", "%", place="a"), figure("90", "%", pilot="loef", qualifier="ruim")]
    with pytest.raises(AdditionRefused, match="Farr telt farr-zaken, Loef telt loef-zaken"):
        add_figures(shares, PILOTS)


@pytest.mark.parametrize(
    ("figures", "why"),
    [
        ([], "Er zijn geen cijfers om op te tellen"),
        ([figure("95", "%", place="a"), figure("5", "%", place="b")], "Percentages worden niet opgeteld"),
        ([figure("95", "%")], "Percentages worden niet opgeteld"),
        ([figure(text="Er komt een protocol.")], "‘Personen onderzocht’ is een feit in woorden"),
        (
            [figure(text="a", place="a"), figure(text="b", place="b")],
            "‘Personen onderzocht’ is een feit in woorden; er is niets op te tellen",
        ),
        ([figure("225", qualifier="ruim")], "‘ruim 225’ is geen exact getal"),
        ([DEN_HAAG, figure("100", qualifier="bijna", place="Utrecht")], "‘bijna 100’ is geen exact getal"),
        (
            [figure("1000000", "euro", qualifier="globale inschatting")],
            r"‘€ 1 miljoen \(globale inschatting\)’ is geen exact getal",
        ),
        ([figure("1250000", qualifier="ruim")], r"‘ruim 1\.250\.000’ is geen exact getal"),
        ([figure("12", period="2026KW01"), figure("30", period="2026KW02")], "verschillende perioden"),
        ([figure("12", period="2026KW01", place="a"), figure("30", place="b")], "verschillende perioden"),
        ([figure("12", "aantal", place="a"), figure("30", "euro", place="b")], "verschillende eenheden"),
        ([figure("12", place="a"), figure(text="Twaalf.", place="b")], "verschillende eenheden"),
        ([DEN_HAAG, figure("30", figure="vrouw", place="Utrecht")], "verschillende onderwerpen"),
        ([DEN_HAAG, UTRECHT, DEN_HAAG], "Een plaats zou dubbel tellen"),
        ([figure("12"), figure("12")], "Een plaats zou dubbel tellen"),
        # A figure of no place in particular may be that of all places.
        ([figure("42"), UTRECHT], "Een plaats zou dubbel tellen"),
    ],
)  # fmt: skip
def test_what_does_not_add_up_is_refused_with_the_reason(figures: list[PilotFigure], why: str) -> None:
    with pytest.raises(AdditionRefused, match=why) as error:
        add_figures(figures, PILOTS)
    assert error.value.exit_code == 2
    assert error.value.message.endswith(".")


def test_two_places_of_one_pilot_add_up() -> None:
    assert add_figures([DEN_HAAG, UTRECHT], PILOTS) == 42
    assert add_figures([DEN_HAAG], PILOTS) == 12
    assert add_figures([figure("0", place="a"), figure("0", place="b")], PILOTS) == 0
    assert add_figures([figure("1250.5", "euro", place="a"), figure("0.5", "euro", place="b")], PILOTS) == 1251


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_sum_is_that_of_the_places_in_any_order(values: list[int], random: object) -> None:
    figures = [figure(str(value), place=f"plaats {n}") for n, value in enumerate(values)]
    shuffled = random.sample(figures, len(figures))  # type: ignore[attr-defined]
    assert add_figures(shuffled, PILOTS) == sum(values)


@given(st.integers(0, 5), st.sampled_from(["ruim", "bijna", "ongeveer", "meer dan", "minder dan"]))
def test_one_qualified_number_among_exact_ones_is_enough_to_refuse(which: int, qualifier: str) -> None:
    figures = [figure(str(10 + n), place=f"plaats {n}") for n in range(6)]
    figures[which] = replace(figures[which], qualifier=qualifier)
    with pytest.raises(AdditionRefused, match=f"‘{qualifier} {10 + which}’ is geen exact getal"):
        add_figures(figures, PILOTS)


def test_no_two_figures_of_different_pilots_in_the_ledger_add_up() -> None:
    ledger = bundled()
    first = {item.pilot: item for item in ledger.figures}
    for one in first.values():
        for other in first.values():
            if one.pilot != other.pilot:
                with pytest.raises(AdditionRefused, match="Deze cijfers worden niet opgeteld"):
                    add_figures([one, other], ledger.pilots)


def test_why_two_pilots_are_apart_is_what_either_of_them_declares() -> None:
    one = pilot("farr", apart_from="loef", apart_why="De methode is anders.")
    other = pilot("loef")
    assert why_apart(one, other) == why_apart(other, one) == "De methode is anders."
    undeclared = why_apart(PILOTS["farr"], PILOTS["huisverbod"])
    assert undeclared == (
        "Farr telt farr-zaken, Huisverbod telt huisverbod-zaken; verschillende pilots worden niet opgeteld."
    )
