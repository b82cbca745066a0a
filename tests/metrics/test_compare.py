"""Growth gap and ratio: two indicators in one period."""

import pytest

from data_sources.contract import Observation
from metrics.compare import growth_gap, ratio
from metrics.growth import Growth, change_between


def _figure(indicator: str, period: str, value: float | None, *, rounding: float | None = 5.0) -> Observation:
    return Observation(
        indicator=indicator, region="NL01", period=period, breakdown="", value=value, unit="aantal",
        status="voorlopig" if period == "2025HJ01" else "definitief", status_basis="",
        missing=None if value is not None else "geheim-of-onbekend", rounding=rounding, table="84847NED", load=1,
        source_url="", since=1,
    )  # fmt: skip


def _growth(
    indicator: str, new: float | None, old: float | None, *, rounding: float = 5.0, base: str = "2022HJ01"
) -> Growth:
    return change_between(
        _figure(indicator, "2025HJ01", new), _figure(indicator, base, old, rounding=rounding), notes=[]
    )


def test_the_gap_is_in_procentpunten_with_the_rounding_of_all_four_figures() -> None:
    gap = growth_gap(_growth("adviezen", 84_935, 66_155), _growth("meldingen", 66_270, 59_985))
    assert gap.unit == "procentpunt"
    assert gap.status == "voorlopig"
    assert gap.missing is None
    assert gap.value == pytest.approx(28.3879 - 10.4776, abs=1e-3)
    assert gap.low is not None
    assert gap.high is not None
    assert gap.low < gap.value < gap.high
    assert gap.high - gap.low == pytest.approx(0.0351, abs=1e-3)


def test_the_gap_needs_the_same_base_on_both_sides() -> None:
    with pytest.raises(ValueError, match="same period, base and region"):
        growth_gap(_growth("adviezen", 84_935, 66_155), _growth("meldingen", 66_270, 64_000, base="2024HJ01"))


def test_a_missing_figure_leaves_no_gap_and_says_why() -> None:
    gap = growth_gap(_growth("adviezen", None, 66_155), _growth("meldingen", 66_270, 59_985))
    assert (gap.value, gap.low, gap.high, gap.missing) == (None, None, None, "geheim-of-onbekend")
    assert gap.notes


def test_adviezen_per_melding_has_an_interval() -> None:
    found = ratio(_figure("adviezen", "2025HJ01", 84_935), _figure("meldingen", "2025HJ01", 66_270))
    assert found.value == pytest.approx(1.28165, abs=1e-5)
    assert found.low == pytest.approx(84_932.5 / 66_272.5)
    assert found.high == pytest.approx(84_937.5 / 66_267.5)


def test_a_ratio_to_nothing_is_refused_in_words() -> None:
    found = ratio(_figure("adviezen", "2025HJ01", 10), _figure("meldingen", "2025HJ01", 0))
    assert found.value is None
    assert "nul" in found.notes[0]


def test_a_ratio_of_figures_that_may_be_nothing_has_no_interval() -> None:
    found = ratio(_figure("adviezen", "2025HJ01", 500), _figure("meldingen", "2025HJ01", 500, rounding=1000.0))
    assert found.value == 1.0
    assert found.low is None
