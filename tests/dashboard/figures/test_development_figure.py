"""The chart of a development: marks, intervals only where they matter, breaks, pairs of seasons."""

from __future__ import annotations

from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.figures.development import ReadingLine, Vertical, breaks_within, development_figure
from dashboard.figures.seasons import NAMES, season_lines
from data_sources.contract import Period, half_years
from metrics.development import Measure, develop
from metrics.readings import Reading, read_points
from tests.figure_rows import figure, index

HALVES = half_years(Period(2023, "HJ", 1), Period(2025, "HJ", 1))
KEYS = [period.key for period in HALVES]


def _readings(
    values: list[float | None], measure: Measure = Measure.NIVEAU, *, status: str = "definitief", rounding: float = 5.0
) -> list[Reading]:
    rows = [
        figure("NL01", key, value, status=status if key == KEYS[-1] else "definitief", rounding=rounding)
        for key, value in zip(KEYS, values, strict=True)
    ]
    points = develop(
        index(*rows), indicator="meldingen", region="NL01", periods=HALVES, measure=measure, base=HALVES[0]
    )
    return read_points(points)


def _drawn(readings: list[Reading], reference: float | None = None) -> go.Figure:
    line = ReadingLine("Meld<b>ingen", readings, style=1)
    return development_figure([line], HALVES, region="NL01", vertical=Vertical(reference=reference))


def test_all_periods_stand_on_the_axis_and_a_gap_stays_open() -> None:
    chart = _drawn(_readings([5000, None, 5800, 6000, 6100], status="voorlopig"))
    trace = chart.data[0]
    assert list(chart.layout.xaxis.categoryarray) == KEYS
    assert (list(trace.y), trace.connectgaps) == ([5000, None, 5800, 6000, 6100], False)
    assert (trace.marker.color[-1], trace.marker.color[0]) == ("#ffffff", "#b45309")
    assert trace.customdata[0] == "Meld&lt;b&gt;ingen, 1e halfjaar 2023: <b>5.000</b> (definitief)"
    assert trace.customdata[1] == "Meld&lt;b&gt;ingen, 2e halfjaar 2023: Geheim of onbekend bij CBS."


def test_an_interval_is_drawn_only_where_its_ends_read_differently() -> None:
    precise = _drawn(_readings([70_000, 71_000, 72_500, 80_000, 84_935], Measure.BASIS))
    assert precise.data[0].error_y.array is None
    rough = _drawn(_readings([5000, 5001, 5800, 200_000, None], Measure.BASIS))
    bars = rough.data[0].error_y
    assert bars.symmetric is False
    assert bars.array[0] == bars.array[4] == 0.0
    assert bars.array[2] == pytest.approx(0.108, abs=0.001)
    assert bars.arrayminus[2] == pytest.approx(0.108, abs=0.001)


def test_what_is_no_difference_to_read_is_grey_and_has_a_cross_in_it() -> None:
    chart = _drawn(_readings([5000, 5005, 5800, 40, 5000], Measure.BASIS), reference=0.0)
    marker = chart.data[0].marker
    assert list(marker.symbol) == ["square", "square-x", "square", "square-x", "square-x"]
    assert [colour == "#52606d" for colour in marker.line.color] == [False, True, False, True, True]
    assert "+20" not in chart.data[0].customdata[3]
    assert "klein aantal" in chart.data[0].customdata[3]


def test_a_break_is_drawn_only_in_its_regions_and_within_the_periods() -> None:
    periods = half_years(Period(2022, "HJ", 1), Period(2023, "HJ", 2))
    assert [place for _, place in breaks_within("VT27", periods)] == [1.5]
    assert breaks_within("NL01", periods) == breaks_within("VT27", HALVES) == []
    assert [place for _, place in breaks_within("NL01", half_years(Period(2018, "HJ", 2), Period(2019, "HJ", 1)))]
    line = ReadingLine("Meldingen", _readings([None] * 5)[:4])
    chart = development_figure([line], periods, region="VT27", vertical=Vertical())
    assert [note.text for note in chart.layout.annotations] == ["breuk"]


def test_a_pair_of_seasons_is_two_lines_over_the_years() -> None:
    readings = _readings([10_000, 20_000, 11_000, 21_000, 12_000], status="voorlopig")
    lines, years = season_lines(readings, on=date(2025, 12, 31))
    assert [period.key for period in years] == ["2023JJ00", "2024JJ00", "2025JJ00"]
    assert [[item.value for item in line.readings] for line in lines] == [
        [10_000, 11_000, 12_000], [20_000, 21_000],
    ]  # fmt: skip
    chart = development_figure(lines, years, region="NL01", vertical=Vertical())
    assert tuple(trace.name for trace in chart.data if trace.customdata) == NAMES
    assert [colour == "#ffffff" for colour in chart.data[0].marker.color] == [False, False, True]
    assert chart.layout.yaxis.range[0] == 0
    # The second half was not over, so that it is not missing; a day later it is.
    assert list(chart.data[1].x) == ["2023JJ00", "2024JJ00"]
    over, _ = season_lines(readings, on=date(2026, 1, 1))
    assert over[1].readings[2].text == "valt buiten de getoonde perioden"
    with pytest.raises(ValueError, match="half-years"):
        season_lines(
            read_points(
                develop(
                    index(), indicator="meldingen", region="NL01", periods=[Period(2023, "JJ", 0)],
                    measure=Measure.NIVEAU, base=None,
                )
            ),
            on=date(2025, 12, 31),
        )  # fmt: skip


def test_long_names_are_broken_for_narrow_screens() -> None:
    lines = [ReadingLine("Afgeronde diensten voorwaarden en vervolg", _readings([1.0] * 5), style=n) for n in (0, 1)]
    chart = development_figure(lines, HALVES, region="NL01", vertical=Vertical())
    assert chart.data[0].name == "Afgeronde diensten<br>voorwaarden en vervolg"
    assert chart.layout.showlegend


def test_the_key_has_filled_marks_whatever_the_first_figure_is() -> None:
    readings = _readings([None, None, None, None, 6100], status="onbekend")
    lines = [ReadingLine(name, readings[::-1], style=style) for style, name in enumerate(("Adviezen", "Meldingen"))]
    chart = development_figure(lines, HALVES, region="NL01", vertical=Vertical())
    drawn, key = chart.data[:2], chart.data[2:]
    assert [trace.marker.symbol[0] for trace in drawn] == ["circle-open-dot", "square-open-dot"]
    assert [(trace.name, trace.marker.symbol, trace.marker.color) for trace in key] == [
        ("Adviezen", "circle", "#14477a"), ("Meldingen", "square", "#b45309"),
    ]  # fmt: skip
    assert [trace.showlegend for trace in chart.data] == [False, False, True, True]
    assert [trace.legendgroup for trace in drawn] == [trace.legendgroup for trace in key]
    assert all(trace.x == (None,) and trace.customdata is None for trace in key)
