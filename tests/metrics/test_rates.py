"""Which rate belongs to which count."""

from __future__ import annotations

from data_sources.contract import UNIT_COUNT, UNIT_PER_100000
from data_sources.shapes import TopicShape
from metrics.rates import rates_of_counts

RATE = "ontvangen-meldingen-per-100000"


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
