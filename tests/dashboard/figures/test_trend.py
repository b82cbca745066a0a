"""The trend chart and its picture: gaps, marks, order, words."""

from dashboard.figures.picture import HEIGHT, WIDTH, Provenance, picture
from dashboard.figures.trend import TrendLine, trend_figure
from data_sources.contract import Observation, Period

PERIODS = [Period(2023, "HJ", 2), Period(2024, "HJ", 1), Period(2024, "HJ", 2), Period(2025, "HJ", 1)]


def _figure(period: str, value: float | None, *, status: str = "definitief", rounding: float = 5.0) -> Observation:
    return Observation(
        indicator="adviezen", region="NL01", period=period, breakdown="", value=value, unit="aantal", status=status,
        status_basis="", missing=None if value is not None else "niet-aanwezig", rounding=rounding, table="84847NED",
        load=1, source_url="", since=1,
    )  # fmt: skip


LINE = TrendLine(
    "adviezen",
    "Advies<b>vragen",
    [
        _figure("2023HJ02", 70_000), _figure("2024HJ01", 75_000, rounding=1000.0), _figure("2024HJ02", None),
        _figure("2025HJ01", 84_935, status="voorlopig"),
    ],
)  # fmt: skip


def test_all_periods_stand_on_the_axis_and_a_gap_stays_open() -> None:
    figure = trend_figure([LINE], PERIODS)
    assert list(figure.layout.xaxis.categoryarray) == ["2023HJ02", "2024HJ01", "2024HJ02", "2025HJ01"]
    assert figure.layout.xaxis.type == "category"
    trace = figure.data[0]
    assert list(trace.y) == [70_000, 75_000, None, 84_935]
    assert trace.connectgaps is False
    # Plain lists: arrays would reach the browser as base64 that neither tests nor screen readers can see.
    assert figure.to_plotly_json()["data"][0]["y"] == [70_000, 75_000, None, 84_935]


def test_provisional_points_are_hollow_and_rounded_ones_crosses() -> None:
    marker = trend_figure([LINE], PERIODS).data[0].marker
    assert marker.color[0] != marker.color[3] == "#ffffff"
    assert marker.symbol[1] == "x-thin"
    assert marker.symbol[0] == "circle"


def test_each_point_has_its_dutch_sentence_and_names_are_escaped() -> None:
    words = trend_figure([LINE], PERIODS).data[0].customdata
    assert words[3] == "Advies&lt;b&gt;vragen, 1e halfjaar 2025: <b>84.935</b> (voorlopig)"
    assert words[1].endswith("<b>75.000</b> (definitief, afgerond op duizendtallen)")
    assert words[2] == "Advies&lt;b&gt;vragen, 2e halfjaar 2024: niet in de gegevens"


def test_a_line_without_any_figure_is_drawn_empty() -> None:
    empty = TrendLine("meldingen", "Leeg", [_figure(period.key, None) for period in PERIODS])
    assert list(trend_figure([empty], PERIODS).data[0].y) == [None] * 4


def test_a_picture_carries_its_provenance_and_leaves_the_chart_alone() -> None:
    figure = trend_figure([LINE], PERIODS)
    before = figure.to_json()
    drawn = picture(figure, Provenance("Titel", "Nederland, per halfjaar", ["Bron: x." * 40, "Stand: nu."]))
    assert figure.to_json() == before
    assert (drawn.layout.width, drawn.layout.height) == (WIDTH, HEIGHT)
    assert "Titel" in drawn.layout.title.text
    foot = drawn.layout.annotations[-1].text
    assert "Stand: nu." in foot
    assert foot.count("<br>") >= 3
