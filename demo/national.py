"""The national half-year totals of the fictional table, before rounding. Invented; they are nobody's figures.

Year on year, 2025 over 2024 and 2024 over 2023, gestarte adviezen grow by 16 and ontvangen meldingen by 5 per cent.
"""

from __future__ import annotations

from data_sources.contract import Period

_FIRST_YEAR = 2019

# Gestarte adviezen, ontvangen meldingen.
_TOTALS: dict[str, tuple[int, int]] = {
    "2019HJ01": (42_688, 51_962), "2019HJ02": (44_951, 50_608),
    "2020HJ01": (47_316, 52_417), "2020HJ02": (48_727, 51_366),
    "2021HJ01": (51_874, 50_233), "2021HJ02": (51_092, 49_618),
    "2022HJ01": (52_608, 50_921), "2022HJ02": (54_233, 49_876),
    "2023HJ01": (58_913, 51_187), "2023HJ02": (60_026, 52_352),
    "2024HJ01": (68_457, 53_762), "2024HJ02": (69_511, 54_953),
    "2025HJ01": (79_412, 56_438), "2025HJ02": (80_631, 57_713),
    "2026HJ01": (86_803, 57_619),
}  # fmt: skip

# The other measures: share of the meldingen in 2019HJ01, and what is added to it each half-year.
_SHARES: dict[str, tuple[float, float]] = {
    "GestarteCasussen": (0.7480, 0.0011),
    "ActieveCasussen": (1.1230, -0.0024),
    "GestarteDienstenOnderzoek": (0.0730, -0.0004),
    "AfgerondeDienstenOnderzoek": (0.0690, -0.0003),
    "AfgerondeDienstenVoorwaardenEnVervolg": (0.2630, 0.0017),
}


def national_total(measure: str, half: Period) -> int:
    """The national count of a measure in a half-year. Raises KeyError for a half-year without figures."""
    adviezen, meldingen = _TOTALS[half.key]
    if measure == "GestarteAdviezen":
        return adviezen
    if measure == "OntvangenMeldingen":
        return meldingen
    start, step = _SHARES[measure]
    return round(meldingen * (start + step * (2 * (half.year - _FIRST_YEAR) + half.number - 1)))
