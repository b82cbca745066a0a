"""Small multiples: scales that hold what they draw, gaps, breaks, marks and words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.multiples import multiples_figure, multiples_height, panel_charts, panel_ranges
from dashboard.figures.panels import Panel
from dashboard.figures.theme import INK_SOFT, PAPER, SERIES
from dashboard.figures.ticks import round_ticks, value_range
from data_sources.contract import Observation, Period
from metrics.development import Measure, develop
from metrics.readings import read_points
from tests.figure_rows import figure, index

PERIODS = [Period(2022, "HJ", 1), Period(2022, "HJ", 2), Period(2023, "HJ", 1), Period(2023, "HJ", 2)]
Values = Sequence[float | None]


def _panel(
    figures: Sequence[Observation], *, region: str = "NL01", measure: Measure = Measure.NIVEAU,
    base: Period | None = None, name: str = "Regio <b>",
) -> Panel:  # fmt: skip
    points = develop(
        index(*figures), indicator="meldingen", region=region, periods=PERIODS, measure=measure, base=base
    )  # fmt: skip
    return Panel(name, SERIES[0], points, read_points(points), "84.935")


def _counts(values: Values, **more: object) -> Panel:
    figures = [figure("NL01", period.key, value) for period, value in zip(PERIODS, values, strict=True)]
    return _panel(figures, **more)  # type: ignore[arg-type]


SERIES_OF_VALUES = st.lists(
    st.lists(st.none() | st.integers(0, 20_000).map(lambda fives: fives * 5.0), min_size=4, max_size=4),
    min_size=2, max_size=6,
)  # fmt: skip


@given(SERIES_OF_VALUES, st.booleans(), st.sampled_from([Measure.NIVEAU, Measure.INDEX, Measure.JAAR_EERDER]))
def test_every_drawn_value_lies_within_its_scale(rows: list[Values], own_scale: bool, measure: Measure) -> None:
    panels = [_counts(row, measure=measure, base=PERIODS[0]) for row in rows]
    ranges = panel_ranges(panels, own_scale=own_scale)
    charts = panel_charts(panels, PERIODS, own_scale=own_scale)
    anchor = 100 if measure is Measure.INDEX else 0
    for panel, chart, (low, high) in zip(panels, charts, ranges, strict=True):
        assert chart["layout"]["yaxis"]["range"] == [low, high]
        assert all(low <= value <= high for value in panel.values)
        assert low <= anchor <= high
        assert low < high
    if not own_scale:
        assert len(set(ranges)) == 1


@given(st.lists(st.floats(-1e6, 1e7, allow_nan=False).map(lambda value: round(value, 2)), max_size=8), st.booleans())
def test_ticks_are_few_and_lie_on_the_axis(values: list[float], whole: bool) -> None:
    low, high = value_range(values)
    places, texts = round_ticks(low, high, whole=whole)
    assert 1 <= len(places) <= 6
    assert all(low <= place <= high for place in places)
    assert len(set(texts)) == len(texts)
    assert all("," not in text for text in texts) or not whole


def test_a_tick_is_written_as_a_dutch_reader_does() -> None:
    assert round_ticks(*value_range([84_935.0]), whole=True) == (
        [0, 20_000, 40_000, 60_000, 80_000],
        ["0", "20.000", "40.000", "60.000", "80.000"],
    )
    assert round_ticks(*value_range([-0.3, 0.12]))[1] == ["−0,3", "−0,2", "−0,1", "0,0", "0,1"]


def test_all_periods_are_on_each_axis_gaps_stay_open_and_names_are_escaped() -> None:
    panels = [_counts([100, None, 300, 400]), _counts([1, 2, 3, 4])]
    for chart in panel_charts(panels, PERIODS, own_scale=True):
        assert chart["layout"]["xaxis"]["categoryarray"] == [period.key for period in PERIODS]
        assert chart["data"][0]["connectgaps"] is False
    trace = panel_charts(panels, PERIODS, own_scale=True)[0]["data"][0]
    assert trace["y"] == [100, None, 300, 400]
    assert trace["customdata"][0] == "Regio &lt;b&gt;, 1e halfjaar 2022: <b>100</b> (definitief)"
    assert trace["customdata"][1] == "Regio &lt;b&gt;, 2e halfjaar 2022: Geheim of onbekend bij CBS"


def test_a_line_is_broken_where_its_region_changed_even_between_two_figures() -> None:
    figures = [figure("VT27", period.key, 500.0 + place) for place, period in enumerate(PERIODS)]
    trace = panel_charts([_panel(figures, region="VT27")], PERIODS, own_scale=True)[0]["data"][0]
    assert trace["x"] == ["2022HJ01", "2022HJ02", "2023HJ01", "2023HJ01", "2023HJ02"]
    assert trace["y"] == [500, 501, None, 502, 503]
    assert len(trace["customdata"]) == len(trace["text"]) == len(trace["marker"]["color"]) == 5


def test_marks_tell_status_rounding_and_what_is_not_to_be_named() -> None:
    figures = [
        figure("NL01", "2022HJ01", 40_000, rounding=1000), figure("NL01", "2022HJ02", 40_000),
        figure("NL01", "2023HJ01", 44_000, status="voorlopig"), figure("NL01", "2023HJ02", 40_000, status="onbekend"),
    ]  # fmt: skip
    marker = panel_charts([_panel(figures)], PERIODS, own_scale=True)[0]["data"][0]["marker"]
    assert marker["symbol"] == ["x-thin", "circle", "circle", "circle-open-dot"]
    assert [colour == PAPER for colour in marker["color"]] == [False, False, True, False]
    changes = _panel(figures, measure=Measure.JAAR_EERDER)
    marker = panel_charts([changes], PERIODS, own_scale=True)[0]["data"][0]["marker"]
    # The same as a year earlier: within rounding, so grey; of the first half the base is in thousands.
    assert marker["line"]["color"][3] == INK_SOFT
    assert marker["symbol"][2] == "x-thin"


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_the_panels_of_a_picture_lie_apart_and_within_it(count: int) -> None:
    panels = [_counts([1, 2, 3, place], name=f"Paneel {place}") for place in range(count)]
    figure = multiples_figure(panels, PERIODS, own_scale=False)
    boxes = []
    for trace in figure.data:
        x, y = (figure.layout[f"{axis[0]}axis{axis[1:]}"] for axis in (trace.xaxis, trace.yaxis))
        boxes.append((*x.domain, *y.domain))
        assert tuple(y.range) == panel_ranges(panels, own_scale=False)[0]
    assert all(0 <= edge <= 1 for box in boxes for edge in box)
    for place, (left, right, bottom, top) in enumerate(boxes):
        assert left < right
        assert bottom < top
        for other in boxes[place + 1 :]:
            assert right < other[0] or other[1] < left or top < other[2] or other[3] < bottom
    assert [note.text for note in figure.layout.annotations] == [f"<b>Paneel {n}</b><br>84.935" for n in range(count)]
    assert multiples_height(panels) > 100


def test_what_an_index_is_held_against_lies_beneath_its_points() -> None:
    panel = _counts([5000, 5500, 6000, 6500], measure=Measure.INDEX, base=PERIODS[0])
    kept = multiples_figure([panel, panel], PERIODS, own_scale=True)
    (line,) = panel_charts([panel], PERIODS, own_scale=True)[0]["layout"]["shapes"]
    assert [shape.layer for shape in kept.layout.shapes] == ["between", "between"] == [line["layer"]] * 2
    # Plotly cannot draw that by parts of an axis.
    assert [(shape.xref, shape.x0, shape.x1) for shape in kept.layout.shapes] == [("x", -0.5, 3.5), ("x2", -0.5, 3.5)]
    assert kept.layout.xaxis.layer == kept.layout.xaxis2.layer == "below traces"
