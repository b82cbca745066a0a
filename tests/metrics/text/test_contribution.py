"""What regions add, in words: what adds up, what does not, and what is not given."""

from __future__ import annotations

from data_sources.contract import NATIONAL, Period
from data_sources.regions import VT_REGIONS, vt_regions
from metrics.contribution import Contributions, contributions
from metrics.text.contribution import describe_contributions
from tests.figure_rows import figure, index

_BASE, _PERIOD = Period.parse("2023JJ00"), Period.parse("2024JJ00")
_NAMES = {code: item.name for code, item in VT_REGIONS.items()}


def _found(
    total: tuple[float | None, float | None], status: str = "definitief", **other: tuple[float | None, float | None]
) -> Contributions:
    rows = []
    for place, year in enumerate((_BASE, _PERIOD)):
        rows.append(figure(NATIONAL, year.key, total[place], status=status))
        for code in vt_regions(year):
            rows.append(figure(code, year.key, other.get(code, (1_000.0, 1_000.0))[place], status=status))
    return contributions(index(*rows), indicator="meldingen", period=_PERIOD, base=_BASE)


def test_from_the_national_growth_to_each_side_and_the_sum() -> None:
    told = describe_contributions(_found((25_005, 25_500), VT01=(1_000, 1_600), VT02=(1_000, 900)), _NAMES)
    assert told == [
        "Nederland: +2,0% ten opzichte van 2023.",
        "De grootste bijdragen: Amsterdam-Amstelland (+2,40 procentpunt).",
        "Het meest omlaag: Drenthe (−0,40 procentpunt).",
        "Alle 25 regio's samen: +2,00 procentpunt; dat is 0,020 procentpunt meer dan de landelijke groei, wat binnen de"
        " afronding past (die kan ten hoogste 0,520 schelen).",
    ]


def test_a_sum_that_rounding_cannot_explain_is_told_as_such() -> None:
    told = describe_contributions(_found((25_000, 27_500)), _NAMES)
    assert told[-1] == (
        "Alle 25 regio's samen: 0,00 procentpunt; dat is 10,000 procentpunt minder dan de landelijke groei, en dat is"
        " meer dan afronding kan verklaren (ten hoogste 0,520)."
    )


def test_a_rest_has_its_interval_and_says_that_it_is_not_one_region() -> None:
    told = describe_contributions(
        _found((25_000, 27_500), VT01=(None, None), VT02=(None, None), status="voorlopig"), _NAMES
    )
    assert told[1] == (
        "Overige regio's, waarvan een cijfer ontbreekt (Amsterdam-Amstelland, Drenthe), samen: +10,00 procentpunt"
        " (binnen de afronding +9,52 tot +10,48). Per regio is dat niet te geven."
    )
    assert told[-1] == "De cijfers zijn deels of geheel voorlopig; bijdragen kunnen nog veranderen."


def test_without_a_national_growth_it_says_that_nothing_can_be_split() -> None:
    assert describe_contributions(_found((None, 25_000)), _NAMES) == [
        "Nederland: geen verandering te geven ten opzichte van 2023. Wat regio's daaraan bijdragen, is niet te geven."
    ]


def test_only_those_that_surely_add_more_than_all_others_are_named() -> None:
    even = dict.fromkeys(vt_regions(_PERIOD), (1000.0, 900.0))
    told = describe_contributions(_found((25_000, 22_500), **even), _NAMES)
    assert not any("omlaag" in sentence for sentence in told)
    two = even | {"VT01": (1_000.0, 700.0), "VT02": (1_000.0, 700.0)}
    assert (
        "Het meest omlaag: Drenthe (−1,20 procentpunt), Amsterdam-Amstelland (−1,20 procentpunt)."
        in describe_contributions(_found((25_000, 22_100), **two), _NAMES)
    )


def test_a_small_national_count_says_why_it_is_not_split() -> None:
    told = describe_contributions(_found((60, 80)), _NAMES)
    assert told == [
        "Nederland: +20 meldingen ten opzichte van 2023. Wat regio's daaraan bijdragen, is niet te geven: het"
        " landelijke aantal is klein (onder de 100)."
    ]
