"""Why a point has no value, in few words."""

from data_sources.contract import Period
from metrics.development import Measure, develop
from metrics.text.reasons import short_reason
from tests.figure_rows import figure, index


def _reason(measure: Measure, *figures: object, region: str = "NL01", base: Period | None = None) -> str:
    [point] = develop(
        index(*figures), indicator="meldingen", region=region, periods=[Period(2023, "JJ", 0)], measure=measure,  # type: ignore[arg-type]
        base=base,
    )  # fmt: skip
    return short_reason(point)


def test_a_reason_in_few_words() -> None:
    old, new = figure("NL01", "2022JJ00", 200), figure("NL01", "2023JJ00", 300)
    assert _reason(Measure.NIVEAU, new) == ""
    assert _reason(Measure.NIVEAU, figure("NL01", "2023JJ00", None)) == "geheim of onbekend bij CBS"
    assert _reason(Measure.JAAR_EERDER, new) == "basis ontbreekt: niet in de gegevens"
    assert _reason(Measure.JAAR_EERDER, old, new) == ""
    zero = figure("NL01", "2022JJ00", 0)
    assert _reason(Measure.JAAR_EERDER, zero, new) == "de basis (2022) is nul; een percentage is dan niet te geven"
    merged = figure("VT27", "2023JJ00", 300)
    assert _reason(Measure.JAAR_EERDER, merged, region="VT27") == "niet te vergelijken met 2022"
    assert _reason(Measure.INDEX, new) == "er is geen basisperiode gekozen"
