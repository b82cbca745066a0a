"""Bars of one period: in the order given, a missing figure without a bar, and lines told apart by style."""

from dataclasses import replace

from dashboard.figures.bars import Bar, bars_figure
from dashboard.figures.theme import FULL, PAPER, SERIES
from dashboard.figures.trend import TrendLine, trend_figure
from data_sources.contract import Observation, Period

FIGURE = replace(
    Observation.absent(indicator="84849NED:gestarte-adviezen", region="PV20", period="2025HJ01"),
    value=2500.0, missing=None, unit="aantal", rounding=5.0, status="definitief",
)  # fmt: skip
SECRET = replace(FIGURE, value=None, missing="geheim-of-onbekend")


def test_a_missing_figure_has_its_reason_and_no_bar() -> None:
    bars = bars_figure([Bar("Groningen (PV)", FIGURE), Bar("<b>Drenthe</b>", SECRET)]).data[0]
    assert list(bars.x) == [2500.0, None]
    assert list(bars.text) == ["2.500", ""]
    assert bars.y[1] == "&lt;b&gt;Drenthe&lt;/b&gt; <i>(geheim of onbekend bij CBS)</i>"
    assert bars.customdata[1] == "&lt;b&gt;Drenthe&lt;/b&gt;, 1e halfjaar 2025: geheim of onbekend bij CBS"
    assert bars.customdata[0] == "Groningen (PV), 1e halfjaar 2025: <b>2.500</b> (definitief)"


def test_the_first_row_stands_on_top_and_equal_names_stay_apart() -> None:
    figure = bars_figure([Bar("Eerste", FIGURE), Bar("Zelfde", FIGURE), Bar("Zelfde", FIGURE)])
    names = list(figure.layout.yaxis.categoryarray)
    assert names[-1] == "Eerste"
    assert len(set(names)) == 3


def test_the_least_certain_figure_marks_all_bars() -> None:
    provisional, unknown = replace(FIGURE, status="voorlopig"), replace(FIGURE, status="onbekend")
    assert bars_figure([Bar("a", FIGURE)]).data[0].marker.color == FULL
    assert bars_figure([Bar("a", FIGURE), Bar("b", provisional)]).data[0].marker.pattern.shape == "/"
    assert bars_figure([Bar("a", unknown), Bar("b", provisional)]).data[0].marker.color == PAPER


def test_a_rate_has_its_unit_beneath_the_axis_and_at_each_bar_in_words() -> None:
    rate = replace(FIGURE, value=419.0, unit="per 100 000 inwoners", rounding=0.1)
    figure = bars_figure([Bar("Drenthe (PV)", rate)], unit="per 100.000 inwoners")
    assert figure.layout.xaxis.title.text == "per 100.000 inwoners"
    assert list(figure.data[0].text) == ["419,0"]
    assert figure.data[0].customdata[0] == (
        "Drenthe (PV), 1e halfjaar 2025: <b>419,0 per 100.000 inwoners</b> (definitief)"
    )
    assert bars_figure([Bar("Drenthe (PV)", FIGURE)]).layout.xaxis.title.text is None


def test_ticks_have_as_many_decimals_as_the_finest_figure() -> None:
    shares = [replace(FIGURE, value=value, unit="%", rounding=0.01) for value in (0.0, 0.05, 0.1)]
    figure = bars_figure([Bar(str(share.value), share) for share in shares], unit="%")
    assert figure.layout.xaxis.tickformat == ",.2f"
    assert list(figure.data[0].text) == ["0,00%", "0,05%", "0,10%"]
    assert bars_figure([Bar("a", FIGURE)]).layout.xaxis.tickformat == ",.0f"


def test_lines_of_one_indicator_differ_in_dash_and_are_named_above() -> None:
    lines = [TrendLine(FIGURE.indicator, name, [FIGURE], style=n) for n, name in enumerate(("a", "b", "c"))]
    figure = trend_figure(lines, [Period(2025, "HJ", 1)], legend=True)
    assert [trace.line.dash for trace in figure.data] == [style.dash for style in SERIES]
    assert figure.layout.showlegend is True
    assert not figure.layout.annotations


def test_a_line_of_shares_says_so_beside_the_axis_and_at_each_point() -> None:
    share = replace(FIGURE, value=13.0, unit="%", rounding=0.1)
    figure = trend_figure([TrendLine(FIGURE.indicator, "a", [share])], [Period(2025, "HJ", 1)], unit="%")
    assert figure.layout.yaxis.title.text == "%"
    assert figure.data[0].customdata[0] == "a, 1e halfjaar 2025: <b>13,0%</b> (definitief)"
