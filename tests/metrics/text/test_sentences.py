"""Change and gap in one Dutch line."""

import pytest

from data_sources.contract import Observation
from metrics.compare import growth_gap
from metrics.growth import Growth, change_between
from metrics.text.sentences import gap_sentence, growth_sentence


def _growth(
    new: float | None, old: float | None, *, indicator: str = "adviezen", unit: str = "aantal", rounding: float = 5.0,
    old_rounding: float | None = None, region: str = "NL01", periods: tuple[str, str] = ("2025HJ01", "2024HJ01"),
) -> Growth:  # fmt: skip
    def figure(period: str, value: float | None, step: float) -> Observation:
        return Observation(
            indicator=indicator, region=region, period=period, breakdown="", value=value, unit=unit,
            status="definitief", status_basis="", missing=None if value is not None else "niet-aanwezig",
            rounding=step, table="84847NED", load=1, source_url="", since=1,
        )  # fmt: skip

    return change_between(
        figure(periods[0], new, rounding), figure(periods[1], old, old_rounding or rounding), notes=[]
    )


@pytest.mark.parametrize(
    ("growth", "sentence"),
    [
        (_growth(84_935, 75_000, old_rounding=1000.0),
         "+13,2% ten opzichte van het eerste halfjaar van 2024 (binnen de afronding +12,5% tot +14,0%)"),
        (_growth(5_800, 5_000),
         "+16,0% ten opzichte van het eerste halfjaar van 2024 (binnen de afronding +15,9% tot +16,1%)"),
        (_growth(66_155, 67_545, periods=("2022HJ01", "2021HJ01")),
         "−2,1% ten opzichte van het eerste halfjaar van 2021"),
        # Sure to be a rise, and not to be told as none.
        (_growth(50_010, 50_000), "Stijging onder 0,1% ten opzichte van het eerste halfjaar van 2024"),
        (_growth(50_000, 50_010), "Daling onder 0,1% ten opzichte van het eerste halfjaar van 2024"),
        (_growth(5_005, 5_000),
         "Geen verschil te noemen ten opzichte van het eerste halfjaar van 2024: het past binnen de afronding."),
        (_growth(45, 40),
         "Geen verschil te noemen ten opzichte van het eerste halfjaar van 2024: het past binnen de afronding."),
        (_growth(60, 40), "+20 adviesvragen ten opzichte van het eerste halfjaar van 2024"),
        (_growth(60, 40, indicator="meldingen"), "+20 meldingen ten opzichte van het eerste halfjaar van 2024"),
        (_growth(40, 60, indicator="gestarte-casussen"), "−20 in aantal ten opzichte van het eerste halfjaar van 2024"),
        (_growth(41, 40, indicator="meldingen", rounding=0.5),
         "+1 melding ten opzichte van het eerste halfjaar van 2024"),
        (_growth(40, 41, rounding=0.5), "−1 adviesvraag ten opzichte van het eerste halfjaar van 2024"),
        (_growth(39.0, 36.5, unit="%", rounding=0.1), "+2,5 procentpunt ten opzichte van het eerste halfjaar van 2024"),
        (_growth(None, 40), "Geen verandering te geven ten opzichte van het eerste halfjaar van 2024."),
        (_growth(150, 0), "+150 adviesvragen ten opzichte van het eerste halfjaar van 2024"),
        (_growth(4_000, 2_000, region="VT27", periods=("2023JJ00", "2022JJ00")), "Niet te vergelijken met 2022."),
    ],
)  # fmt: skip
def test_a_change_is_told_in_one_line(growth: Growth, sentence: str) -> None:
    assert growth_sentence(growth) == sentence


def test_a_gap_names_both_changes_and_its_interval() -> None:
    pair = (_growth(84_935, 75_000, old_rounding=1000.0), _growth(66_270, 64_000, old_rounding=1000.0))
    assert gap_sentence("adviesvragen", "meldingen", pair, growth_gap(*pair)) == (
        "Het verschil in groei tussen adviesvragen (+13,2%) en meldingen (+3,5%), ten opzichte van het eerste halfjaar"
        " van 2024, is 9,7 procentpunt (binnen de afronding 8,1 tot 11,3)."
    )


def test_a_gap_that_rounding_can_explain_is_not_named() -> None:
    pair = (_growth(5_100, 5_000, rounding=100.0), _growth(5_090, 5_000, rounding=100.0))
    told = gap_sentence("adviesvragen", "meldingen", pair, growth_gap(*pair))
    assert told is not None
    assert told.endswith("is niet groter dan afronding kan verklaren.")


def test_there_is_no_gap_with_a_small_count_or_a_missing_figure() -> None:
    small = (_growth(60, 40), _growth(5_800, 5_000))
    assert gap_sentence("a", "b", small, growth_gap(*small)) is None
    absent = (_growth(None, 40), _growth(5_800, 5_000))
    assert gap_sentence("a", "b", absent, growth_gap(*absent)) is None
