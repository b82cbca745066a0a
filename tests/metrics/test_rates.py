"""Which rate belongs to which count, that none tells a secret count, and that a rate of a klein aantal is one too."""

from __future__ import annotations

import pytest

from data_sources.contract import UNIT_COUNT, UNIT_PER_100000, Period
from data_sources.shapes import TopicShape
from metrics.derive import FigureIndex
from metrics.development import Measure, develop
from metrics.growth import growth
from metrics.rates import rate_figure, rates_of_counts, with_counts
from metrics.readings import read_points, read_ratios
from tests.figure_rows import figure, index

RATE = "ontvangen-meldingen-per-100000"
COUNTS = {RATE: "meldingen"}
_2024, _2025 = Period.parse("2024HJ01"), Period.parse("2025HJ01")


def _topic(indicator: str, title: str, group: str = "") -> TopicShape:
    unit = UNIT_PER_100000 if indicator.endswith("per-100000") else UNIT_COUNT
    return TopicShape(indicator, title, group, unit, None)


def _rated(counts: tuple[float | None, float | None], rates: tuple[float, float]) -> FigureIndex:
    """Meldingen and their rate of one region, in both periods."""
    return index(
        *(figure("VT03", period, count) for period, count in zip(("2024HJ01", "2025HJ01"), counts, strict=True)),
        *(
            figure("VT03", period, rate, indicator=RATE, unit=UNIT_PER_100000, rounding=0.1)
            for period, rate in zip(("2024HJ01", "2025HJ01"), rates, strict=True)
        ),
    )


# ---- which belongs to which ---------------------------------------------------------------------------------
def test_a_rate_belongs_to_the_count_of_its_title() -> None:
    topics = [
        _topic("meldingen", "Ontvangen meldingen", "A"),
        _topic(RATE, "Ontvangen meldingen", "B"),
        _topic("c", "C"),
    ]
    assert rates_of_counts(topics) == {"meldingen": RATE}


def test_of_counts_with_one_title_only_that_of_the_same_group_has_the_rate() -> None:
    counts = [_topic("onderzoek-totaal", "Totaal", "Onderzoek"), _topic("voorwaarden-totaal", "Totaal", "Voorwaarden")]
    rate = _topic("totaal-per-100000", "Totaal", "Onderzoek")
    assert rates_of_counts([*counts, rate]) == {"onderzoek-totaal": "totaal-per-100000"}
    elsewhere = _topic("totaal-per-100000", "Totaal", "Elders")
    assert rates_of_counts([*counts, elsewhere]) == {}
    both = [rate, _topic("voorwaarden-totaal-per-100000", "Totaal", "Voorwaarden")]
    assert rates_of_counts([*counts, *both]) == {
        "onderzoek-totaal": "totaal-per-100000", "voorwaarden-totaal": "voorwaarden-totaal-per-100000",
    }  # fmt: skip
    alike = [_topic("totaal", "Totaal", "Onderzoek"), _topic("totaal-2", "Totaal", "Onderzoek")]
    assert rates_of_counts([*alike, rate]) == {}


def test_a_followed_count_of_another_title_has_the_rate_of_its_name() -> None:
    count, rate = _topic("meldingen", "Ontvangen meldingen (aantal)"), _topic(RATE, "Ontvangen meldingen")
    assert rates_of_counts([count, rate]) == {"meldingen": RATE}
    # Unless that is the rate of another.
    assert rates_of_counts([count, _topic("other", "Ontvangen meldingen"), rate]) == {"other": RATE}


# ---- what is secret -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("missing", "shown"), [("geheim-of-onbekend", None), ("niet-aanwezig", 12.5), ("onmogelijk", 12.5)]
)
def test_where_the_count_is_secret_the_rate_is_missing_for_that_reason(missing: str, shown: float | None) -> None:
    figures = index(
        figure("VT03", "2025HJ01", None, missing=missing),
        figure("VT03", "2025HJ01", 12.5, indicator=RATE, unit=UNIT_PER_100000, rounding=0.1),
    )
    asked = {"region": "VT03", "period": _2025}
    found = rate_figure(figures, rate=RATE, count="meldingen", **asked)  # type: ignore[arg-type]
    assert found.value == shown
    assert with_counts(figures, COUNTS).pick(indicator=RATE, **asked) == found  # type: ignore[arg-type]
    if shown is None:
        assert (found.missing, found.load, found.rounding) == ("geheim-of-onbekend", None, None)
    # Of a rate whose count is not known nothing is hidden.
    assert with_counts(figures, {}).rows == figures.rows


# ---- a klein aantal -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(("counts", "small"), [((40, 60), True), ((120, 95), True), ((400, 600), False)])
def test_a_rate_of_a_small_count_changes_by_a_number_never_in_per_cent(
    counts: tuple[float, float], small: bool
) -> None:
    figures = with_counts(_rated(counts, (4.0, 6.0)), COUNTS)
    asked = {"indicator": RATE, "region": "VT03"}
    assert growth(figures, period=_2025, base=_2024, **asked).small_count is small  # type: ignore[arg-type]
    for measure in (Measure.JAAR_EERDER, Measure.INDEX):
        points = develop(figures, periods=[_2024, _2025], measure=measure, base=_2024, **asked)  # type: ignore[arg-type]
        last = read_points(points)[-1]
        assert (last.small_count, last.faint) == (small, small)
        assert (last.text == "+2 per 100.000 inwoners (klein aantal)") is small
    [ratio] = read_ratios(figures, first=RATE, second=RATE, region="VT03", periods=[_2025])
    assert ratio.small_count is (counts[1] < 100)


def test_without_a_known_count_a_rate_is_as_it_was() -> None:
    figures = _rated((40, 60), (4.0, 6.0))
    assert not growth(figures, indicator=RATE, region="VT03", period=_2025, base=_2024).small_count
