"""Published changes held against figures: the letter of 2026, the press, and what was revised since."""

import pytest

from data_sources.contract import Observation
from metrics.growth import Growth, change_between
from metrics.published import hold_against


def _growth(new: float | None, old: float, *, rounding: float = 5.0) -> Growth:
    return change_between(_figure("2025JJ00", new, 5.0), _figure("2024JJ00", old, rounding), notes=[])


def _figure(period: str, value: float | None, rounding: float) -> Observation:
    return Observation(
        indicator="adviezen", region="NL01", period=period, breakdown="", value=value, unit="aantal",
        status="voorlopig", status_basis="", missing=None if value is not None else "niet-aanwezig",
        rounding=rounding, table="84847NED", load=1, source_url="", since=1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("new", "old", "value", "qualifier", "rounding", "verdict"),
    [
        (116_000, 100_000, 16, "", 1, "klopt"),
        (116_500, 100_000, 16, "", 1, "onbekend"),  # 16,5 is the open end, but rounding reaches below it
        (117_000, 100_000, 16, "", 1, "onjuist"),
        (105_500, 100_000, 5, "ongeveer", 1, "klopt"),
        (93_500, 100_000, -6.5, "", 0.1, "klopt"),
        (106_500, 100_000, -6.5, "", 0.1, "onjuist"),
        (134_170, 122_050, 9.7, "", 0.1, "onjuist"),
    ],
)
def test_a_percentage_is_judged_on_what_its_wording_allows(
    new: float, old: float, value: float, qualifier: str, rounding: float, verdict: str
) -> None:
    held = hold_against(_growth(new, old), kind="procent", value=value, rounding=rounding, qualifier=qualifier)
    assert held.verdict == verdict


def test_a_difference_is_judged_as_a_count() -> None:
    growth = _growth(134_170, 122_050)
    assert hold_against(growth, kind="aantal", value=12_000, rounding=1000, qualifier="bijna").verdict == "onjuist"
    assert hold_against(growth, kind="aantal", value=12_000, rounding=1000, qualifier="ruim").verdict == "klopt"


def test_a_coarse_base_leaves_it_open() -> None:
    growth = _growth(84_935, 75_000, rounding=1000.0)
    assert hold_against(growth, kind="procent", value=14, rounding=1, qualifier="").verdict == "onbekend"
    assert hold_against(growth, kind="procent", value=13, rounding=1, qualifier="").verdict == "klopt"
    assert hold_against(growth, kind="procent", value=12, rounding=1, qualifier="").verdict == "onbekend"
    assert hold_against(growth, kind="procent", value=11, rounding=1, qualifier="").verdict == "onjuist"


def test_without_figures_or_without_a_number_nothing_is_judged() -> None:
    assert hold_against(_growth(None, 1000), kind="procent", value=16, rounding=1, qualifier="").verdict == "onbekend"
    words = hold_against(_growth(1100, 1000), kind="tekst", value=None, rounding=None, qualifier="")
    assert (words.verdict, words.computed) == ("onbekend", None)
