"""Which charts an office program can draw itself, and that no line is left out of one."""

from __future__ import annotations

from dashboard.exports.native import native_chart
from dashboard.figures.theme import TOGETHER
from dashboard.figures.trend import TrendLine, trend_figure
from data_sources.contract import Observation, Period

PERIODS = [Period(2023, "HJ", 1), Period(2023, "HJ", 2)]


def line(name: str, status: str = "definitief") -> TrendLine:
    """Two half-years of one indicator, so that all lines look alike."""
    figures = [
        Observation(
            indicator="adviezen", region="NL01", period=period.key, breakdown="", value=1000.0 + number, unit="aantal",
            status=status, status_basis="", missing=None, rounding=5, table="84847NED", load=1, source_url=None,
        )
        for number, period in enumerate(PERIODS)
    ]  # fmt: skip
    return TrendLine("adviezen", name, figures)


def drawn(count: int) -> list[TrendLine]:
    return [line(f"Lijn {number}") for number in range(count)]


def test_lines_that_look_alike_are_told_apart_and_all_there() -> None:
    native = native_chart(trend_figure(drawn(len(TOGETHER)), PERIODS), unit="")
    assert native is not None
    assert [one.name for one in native.series] == [f"Lijn {number}" for number in range(len(TOGETHER))]
    assert len({(one.colour, one.dash) for one in native.series}) == len(TOGETHER)


def test_more_lines_than_can_be_told_apart_make_no_office_chart() -> None:
    assert native_chart(trend_figure(drawn(len(TOGETHER) + 1), PERIODS), unit="") is None


def test_a_figure_of_unknown_status_is_open_as_a_provisional_one_is() -> None:
    for status, marked in (("definitief", False), ("voorlopig", True), ("onbekend", True)):
        native = native_chart(trend_figure([line("Adviesvragen", status)], PERIODS), unit="")
        assert native is not None
        assert native.series[0].open == (marked, marked)
