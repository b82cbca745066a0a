"""When a change needs the caution that first and second half-years differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from data_sources.contract import Period
from metrics.growth import growth
from metrics.season import SEASON_CAUTION, season_notes, without_season
from tests.figure_rows import figure, index

keys = st.sampled_from([f"{year}{part}" for year in range(2019, 2027) for part in ("HJ01", "HJ02", "JJ00", "KW01")])


def _notes(period: str, base: str, *values: float | None, region: str = "NL01") -> tuple[str, ...]:
    pairs = zip((period, base), values, strict=True)
    figures = index(*(figure(region, key, value) for key, value in pairs))
    return growth(
        figures, indicator="meldingen", region=region, period=Period.parse(period), base=Period.parse(base)
    ).notes  # fmt: skip


def test_a_change_between_unlike_halves_comes_with_the_caution_once() -> None:
    assert _notes("2025HJ01", "2024HJ02", 1200, 1000) == (SEASON_CAUTION,)
    assert _notes("2025HJ02", "2019HJ01", 60, 40) == (SEASON_CAUTION, "Klein aantal: onder de 100.")
    assert _notes("2025HJ01", "2024HJ01", 1200, 1000) == ()
    assert _notes("2025JJ00", "2024JJ00", 1200, 1000) == ()


def test_what_is_not_compared_needs_none() -> None:
    assert SEASON_CAUTION not in _notes("2025HJ01", "2024HJ02", 1200, None)
    assert SEASON_CAUTION not in _notes("2023HJ01", "2022HJ02", 1200, 1000, region="VT27")


@given(period=keys, base=keys)
def test_only_halves_of_other_number_need_it(period: str, base: str) -> None:
    notes = season_notes(Period.parse(period), Period.parse(base))
    assert bool(notes) == ({period[4:], base[4:]} == {"HJ01", "HJ02"})
    assert without_season(["Iets anders.", *notes]) == ["Iets anders."]
