"""What a view shows point by point: the worked rules, in words and numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.contract import Observation, Period
from metrics.derive import FigureIndex
from metrics.development import Measure, Point, develop
from metrics.readings import (
    GAP_OF_SMALL,
    GAP_WITHIN_ROUNDING,
    NOT_IN_PER_CENT,
    ZERO_DENOMINATOR,
    Reading,
    read_gaps,
    read_points,
    read_ratios,
)
from metrics.text.development import NEAR_100, WITHIN_ROUNDING, describe_values
from tests.figure_rows import figure, index

OLD, NEW = "2024HJ01", "2025HJ01"


def _points(
    figures: FigureIndex, measure: Measure = Measure.JAAR_EERDER, *, indicator: str = "meldingen",
    periods: Sequence[str] = (NEW,), base: str | None = OLD,
) -> list[Point]:  # fmt: skip
    return develop(
        figures, indicator=indicator, region="NL01", periods=[Period.parse(key) for key in periods], measure=measure,
        base=Period.parse(base) if base else None,
    )  # fmt: skip


def _pair(old: float | None, new: float | None, *, indicator: str = "meldingen", **more: object) -> list[Observation]:
    return [
        figure("NL01", period, value, indicator=indicator, **more)  # type: ignore[arg-type]
        for period, value in ((OLD, old), (NEW, new))
    ]


def _read(old: float | None, new: float | None, measure: Measure = Measure.JAAR_EERDER, **more: object) -> Reading:
    [reading] = read_points(_points(index(*_pair(old, new, **more)), measure))
    return reading


def test_the_worked_changes() -> None:
    assert _read(40, 45).text == f"{WITHIN_ROUNDING} (klein aantal)"
    assert (_read(40, 60).text, _read(40, 60).interval) == ("+20 meldingen (klein aantal)", "+15 tot +25")
    assert (_read(5000, 5005).text, _read(5000, 5005).faint) == (WITHIN_ROUNDING, True)
    sure = _read(5000, 5800)
    assert (sure.text, sure.interval, sure.faint) == ("+16,0%", "+15,9% tot +16,1%", False)
    assert "%" not in _read(40, 60).text + _read(40, 60).interval + _read(40, 60, Measure.INDEX).text


def test_an_index_is_not_told_from_100_within_rounding_and_not_of_a_small_count() -> None:
    assert _read(5000, 5005, Measure.INDEX).text == NEAR_100
    assert _read(40, 60, Measure.INDEX).text == "+20 meldingen (klein aantal)"
    assert (_read(5000, 5800, Measure.INDEX).text, _read(5000, 5800, Measure.INDEX).faint) == ("116,0", False)
    [base] = read_points(_points(index(*_pair(40, 60)), Measure.INDEX, periods=[OLD]))
    assert (base.text, base.interval, base.faint) == ("100,0 (basis)", "", False)


def test_an_interval_is_said_only_where_its_ends_read_differently() -> None:
    assert _read(70_000, 80_000).interval == ""
    assert _read(84_935, 84_935, Measure.NIVEAU).interval == ""
    rough = index(figure("NL01", OLD, 75_000, rounding=1000.0), figure("NL01", NEW, 84_935))
    assert read_points(_points(rough))[0].interval == "+12,5% tot +14,0%"
    assert read_points(_points(rough, Measure.NIVEAU, periods=[OLD]))[0].interval == "74.500 tot 75.500"
    assert _read(1000, 1100, rounding=None).interval == ""
    assert _read(500, 1000, rounding=1000.0).interval == "−50,0% of meer"


def test_a_share_changes_in_points() -> None:
    reading = _read(12.0, 13.3, unit="%", rounding=0.1)
    assert (reading.text, reading.interval) == ("+1,3 procentpunt", "+1,2 procentpunt tot +1,4 procentpunt")


def test_a_level_reads_as_its_figure_and_a_missing_one_as_its_reason() -> None:
    assert _read(1, 13.3, Measure.NIVEAU, unit="%", rounding=0.1).text == "13,3%"
    assert (_read(1, 40, Measure.NIVEAU).text, _read(1, 40, Measure.NIVEAU).faint) == ("40", False)
    assert _read(1, None, Measure.NIVEAU).text == "Geheim of onbekend bij CBS."


def test_a_gap_is_the_difference_of_two_changes() -> None:
    figures = index(*_pair(5000, 5800), *_pair(5000, 5500, indicator="adviezen"))
    [gap] = read_gaps(_points(figures, indicator="adviezen"), _points(figures))
    assert (gap.value, gap.text, gap.interval) == (-6.0, "−6,0 procentpunt", "−6,2 procentpunt tot −5,8 procentpunt")
    assert [item.period for item in gap.figures] == [NEW, OLD, NEW, OLD]


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ((5000, 5800), (5000, 5800), GAP_WITHIN_ROUNDING),
        ((5000, 5800), (40, 60), GAP_OF_SMALL),
        ((5000, 5800), (None, 60), "De basis (het eerste halfjaar van 2024) ontbreekt: geheim of onbekend bij CBS."),
    ],
)
def test_a_gap_that_cannot_be_named(
    first: tuple[float, float], second: tuple[float | None, float], text: str
) -> None:  # fmt: skip
    figures = index(*_pair(*first, indicator="adviezen"), *_pair(*second))
    [gap] = read_gaps(_points(figures, indicator="adviezen"), _points(figures))
    assert (gap.text, gap.text == GAP_WITHIN_ROUNDING) == (text, gap.interval != "")


def test_a_gap_over_a_break_or_with_a_share_is_refused() -> None:
    old, new = "2018HJ01", "2019HJ01"
    rows = [figure("NL01", key, 50_000.0, indicator=name) for key in (old, new) for name in ("adviezen", "meldingen")]
    both = [_points(index(*rows), indicator=name, periods=[new]) for name in ("adviezen", "meldingen")]
    assert read_gaps(*both)[0].value is None
    figures = index(*_pair(12.0, 13.0, unit="%", rounding=0.1), *_pair(5000, 5800, indicator="adviezen"))
    [gap] = read_gaps(_points(figures, indicator="adviezen"), _points(figures))
    assert (gap.value, gap.text) == (None, NOT_IN_PER_CENT)


def _ratio(above: float | None, below: float | None) -> Reading:
    figures = index(figure("NL01", NEW, above, indicator="adviezen"), figure("NL01", NEW, below))
    [reading] = read_ratios(
        figures, first="adviezen", second="meldingen", region="NL01", periods=[Period.parse(NEW)]
    )  # fmt: skip
    return reading


def test_a_ratio_has_two_decimals_and_its_interval() -> None:
    assert (_ratio(84_935, 66_270).text, _ratio(84_935, 66_270).interval) == ("1,28", "")
    small = _ratio(60, 40)
    assert (small.text, small.interval, small.faint) == ("1,50 (klein aantal)", "1,35 tot 1,67", True)
    assert _ratio(60, 0).text == ZERO_DENOMINATOR
    assert (_ratio(60, None).value, _ratio(60, None).text) == (None, "Geheim of onbekend bij CBS.")


def test_a_series_is_described_without_what_is_not_to_be_named() -> None:
    keys = ["2021HJ01", "2022HJ01", "2023HJ01", "2024HJ01", "2025HJ01", "2026HJ01"]
    values: list[float | None] = [1000, 1200, 1205, 1800, 900, None]
    rows = [
        figure("NL01", key, value, status="voorlopig" if key == NEW else "definitief")
        for key, value in zip(keys, values, strict=True)
    ]
    words = describe_values("Meldingen, verandering", read_points(_points(index(*rows), periods=keys)))
    assert words == (
        "Meldingen, verandering, van het eerste halfjaar van 2021 tot en met het eerste halfjaar van 2026."
        " Het laatste: −50,0% (het eerste halfjaar van 2025, voorlopig, binnen de afronding −50,2% tot −49,8%)."
        " Het hoogste is +49,4% in het eerste halfjaar van 2024, het laagste −50,0% in het eerste halfjaar van 2025."
        " Bij 1 van de 4 waarden past het verschil binnen de afronding of gaat het om een klein aantal."
        " Voor 2 van de 6 halfjaren is dit niet te geven."
    )
    assert "voor geen enkele periode" in describe_values("Meldingen", read_points(_points(index())))


def test_an_extreme_is_named_only_where_it_lies_beyond_all_others() -> None:
    keys = [f"{year}HJ01" for year in range(2022, 2027)]

    def told(*values: float) -> str:
        rows = (figure("NL01", key, value) for key, value in zip(keys, values, strict=True))
        return describe_values("Meldingen", read_points(_points(index(*rows), periods=keys[1:])))

    # All of them +10,0% within rounding.
    assert "Het hoogste" not in told(5000, 5500, 6050, 6655, 7320)
    assert "aagste" not in told(5000, 5500, 6050, 6655, 7320)
    assert "Het laagste is −50,0% in het eerste halfjaar van 2026." in told(5000, 5500, 6050, 6655, 3330)
    # That of a klein aantal is not named, and neither is one that it may exceed.
    assert "Het hoogste" not in told(50, 5500, 6050, 5000, 7000)


counts = st.integers(0, 2000).map(lambda n: n * 5.0)


@given(old=counts, new=counts, measure=st.sampled_from([Measure.JAAR_EERDER, Measure.INDEX, Measure.BASIS]))
def test_no_percentage_or_index_is_said_of_a_small_count_or_within_rounding(
    old: float, new: float, measure: Measure
) -> None:
    reading = _read(old, new, measure)
    if min(old, new) < 100 and reading.value is not None:
        assert "%" not in reading.text + reading.interval
        assert reading.faint
    if abs(new - old) <= 5 and reading.value is not None:
        assert WITHIN_ROUNDING in reading.text or NEAR_100 in reading.text
