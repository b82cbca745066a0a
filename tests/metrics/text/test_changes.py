"""A change in the few words of a cell."""

from __future__ import annotations

import pytest

from data_sources.contract import Period
from metrics.growth import growth
from metrics.text.changes import ChangeWords, change_words
from tests.figure_rows import figure, index

_2024, _2025 = Period.parse("2024HJ01"), Period.parse("2025HJ01")
_BASE = "Het eerste halfjaar van 2024"


def _words(old: float | None, new: float | None, *, region: str = "NL01", **more: object) -> ChangeWords:
    figures = index(figure(region, "2024HJ01", old, **more), figure(region, "2025HJ01", new, **more))  # type: ignore[arg-type]
    return change_words(growth(figures, indicator="meldingen", region=region, period=_2025, base=_2024))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (5_000, 5_800, ChangeWords("+16,0%", "binnen de afronding +15,9% tot +16,1%", small=False)),
        (500_000, 505_000, ChangeWords("+1,0%", "", small=False)),
        (50_000, 50_010, ChangeWords("stijging onder 0,1%", "", small=False)),
        (5_000, 5_005, ChangeWords("geen verschil te noemen", "", small=False)),
        (40, 60, ChangeWords("+20 meldingen", "klein aantal", small=True)),
        (60, 40, ChangeWords("−20 meldingen", "klein aantal", small=True)),
        (40, 45, ChangeWords("geen verschil te noemen", "klein aantal", small=True)),
        (0, 200, ChangeWords("+200 meldingen", "klein aantal", small=True)),
        (
            None,
            200,
            ChangeWords("niet te geven", "Het eerste halfjaar van 2024: geheim of onbekend bij CBS.", small=False),
        ),
        (200, None, ChangeWords("niet te geven", "", small=False)),
        (None, None, ChangeWords("niet te geven", "", small=False)),
    ],
)
def test_what_stands_in_the_cell(old: float | None, new: float | None, words: ChangeWords) -> None:
    found = _words(old, new)
    assert found == words
    assert "%" not in found.text or not found.small


def test_a_share_changes_in_points() -> None:
    assert _words(12.5, 15.0, unit="%", rounding=0.1).text == "+2,5 procentpunt"


def test_across_a_break_the_reason_stands_beneath() -> None:
    figures = index(figure("VT27", "2023JJ00", 9_900.0))
    found = change_words(
        growth(figures, indicator="meldingen", region="VT27", period=Period(2023, "JJ", 0), base=Period(2022, "JJ", 0))
    )
    assert (found.text, found.small) == ("niet te vergelijken", False)
    assert found.detail.endswith("samen Oost-Brabant (VT27).")
