"""Which rate belongs to which count, and that none tells a secret count."""

from __future__ import annotations

import pytest

from data_sources.contract import UNIT_COUNT, UNIT_PER_100000, Period
from data_sources.shapes import TopicShape
from metrics.rates import rate_figure, rates_of_counts, with_counts
from tests.figure_rows import figure, index

RATE = "ontvangen-meldingen-per-100000"
COUNTS = {RATE: "meldingen"}
_2025 = Period.parse("2025HJ01")


def _topic(indicator: str, title: str, group: str = "") -> TopicShape:
    unit = UNIT_PER_100000 if indicator.endswith("per-100000") else UNIT_COUNT
    return TopicShape(indicator, title, group, unit, None)


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
