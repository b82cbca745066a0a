"""One region in one period: its figure, its change, and CBS's own rate; nothing out of other regions."""

from __future__ import annotations

from data_sources.contract import UNIT_PER_100000, Period
from data_sources.registry import INDICATORS
from metrics.derive import FigureIndex
from metrics.growth import growth
from metrics.predecessors import SUM_OF_PREDECESSORS
from metrics.profile import Standing, newest_period, rate_of, rate_slug, standing
from tests.figure_rows import counts, figure, index

MELDINGEN = INDICATORS["meldingen"]
RATE = "ontvangen-meldingen-per-100000"
_2024, _2025 = Period.parse("2024HJ01"), Period.parse("2025HJ01")


def _standing(figures: FigureIndex, region: str = "VT09", **more: object) -> Standing:
    asked = {"period": _2025, "base": _2024, "names": {}, **more}
    return standing(figures, indicator=MELDINGEN, region=region, **asked)  # type: ignore[arg-type]


def test_a_region_has_its_figure_its_change_and_the_rate_that_cbs_gives() -> None:
    figures = index(
        figure("VT09", "2024HJ01", 3_000), figure("VT09", "2025HJ01", 3_300, status="voorlopig"),
        figure("VT09", "2025HJ01", 274.7, indicator=RATE, unit=UNIT_PER_100000, rounding=0.1, status="voorlopig"),
    )  # fmt: skip
    found = _standing(figures)
    assert (found.figure.value, found.base.value, found.rate.value) == (3_300, 3_000, 274.7)
    assert found.growth == growth(figures, indicator="meldingen", region="VT09", period=_2025, base=_2024)
    assert found.growth.status == "voorlopig"
    assert (found.parts, len(found.shown)) == ((), 3)
    assert (rate_slug(MELDINGEN), rate_slug(INDICATORS["adviezen"])) == (RATE, "gestarte-adviezen-per-100000")


def test_without_a_rate_none_is_computed() -> None:
    found = _standing(counts({("VT09", "2025HJ01"): 3_300.0}))
    assert (found.rate.value, found.rate.missing) == (None, "niet-aanwezig")


def test_where_the_count_is_secret_the_rate_is_not_shown_either() -> None:
    rates = figure("GM0001", "2025HJ01", 12.5, indicator=RATE, unit=UNIT_PER_100000, rounding=0.1)
    for missing, shown in (("geheim-of-onbekend", None), ("niet-aanwezig", 12.5), ("onmogelijk", 12.5)):
        figures = index(figure("GM0001", "2025HJ01", None, missing=missing), rates)
        found = _standing(figures, "GM0001")
        assert found.rate.value == shown
        assert found.growth.change is None
    secret = index(figure("GM0001", "2025HJ01", None), rates)
    withheld = rate_of(secret, indicator=MELDINGEN, region="GM0001", period=_2025)
    # Neither is there a load, by which the page would lead to it.
    assert (withheld.missing, withheld.load, withheld.rounding) == ("geheim-of-onbekend", None, None)


def test_the_newest_period_is_the_last_with_a_figure_a_sum_of_halves_too() -> None:
    years = [Period(year, "JJ", 0) for year in range(2023, 2027)]
    figures = counts({("VT09", "2024HJ01"): 0.0, ("VT09", "2024HJ02"): 5.0, ("VT09", "2025JJ00"): None})
    assert newest_period(figures, indicator=MELDINGEN, region="VT09", periods=years) == Period(2024, "JJ", 0)
    assert newest_period(figures, indicator=MELDINGEN, region="VT10", periods=years) is None


def test_a_merged_region_is_compared_with_its_predecessors_only_where_asked() -> None:
    figures = counts({("VT16", "2022JJ00"): 4_000.0, ("VT26", "2022JJ00"): 5_000.0, ("VT27", "2023JJ00"): 9_900.0})
    asked = {"period": Period(2023, "JJ", 0), "base": Period(2022, "JJ", 0), "names": {"VT16": "A", "VT26": "B"}}
    plain = _standing(figures, "VT27", **asked)
    assert (plain.growth.comparable, plain.base.value, plain.parts) == (False, None, ())
    merged = _standing(figures, "VT27", merged=True, **asked)
    assert (merged.base.value, merged.base.status_basis) == (9_000, SUM_OF_PREDECESSORS)
    assert [part.region for part in merged.parts] == ["VT16", "VT26"]
    assert "A (VT16) en B (VT26), bij elkaar opgeteld door dit dashboard" in merged.growth.notes[0]
    # A part that is missing makes no sum: the refusal stays.
    lacking = counts({("VT16", "2022JJ00"): 4_000.0, ("VT27", "2023JJ00"): 9_900.0})
    assert not _standing(lacking, "VT27", merged=True, **asked).growth.comparable
