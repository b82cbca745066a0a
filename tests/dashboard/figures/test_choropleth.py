"""The map as a figure: filled lines and signs, nothing that the small bundle of plotly lacks."""

from __future__ import annotations

from dashboard.figures.choropleth import Area, Key, choropleth_figure
from dashboard.figures.outline import Outline
from dashboard.figures.theme import SHADES
from dashboard.web.bundle import BASIC_TRACES
from tests.dashboard.test_tokens import LIGHT

SQUARE = Outline("VT01", [0, 9, 9, 0, 0, None, 12, 13, 13, 12], [0, 0, 9, 9, 0, None, 0, 0, 1, 0], (4.5, 4.5))
AREAS = [
    Area(SQUARE, "shade-5", "5", "Haaglanden: 12,5 <meldingen> & meer."),
    Area(SQUARE, "absent", "×", "Zeeland: geheim of onbekend bij CBS."),
]
KEYS = [Key("shade-5", "5", "10,0 tot en met 12,5 (1 regio)"), Key("absent", "×", "geen cijfer te geven; zie de tabel")]


def test_each_region_is_a_filled_line_and_the_last_trace_holds_the_signs() -> None:
    dark, absent, signs = choropleth_figure(AREAS).to_plotly_json()["data"]
    assert {trace["type"] for trace in (dark, absent, signs)} <= BASIC_TRACES
    assert (dark["x"], dark["y"], dark["fill"], dark["hoveron"]) == (SQUARE.x, SQUARE.y, "toself", "fills")
    assert dark["fillcolor"] == SHADES["shade-5"][0]
    assert "fillpattern" not in dark
    assert absent["fillpattern"]["shape"] == "/"
    assert (signs["mode"], signs["text"], signs["x"]) == ("text", ["<b>5</b>", "<b>×</b>"], [4.5, 4.5])
    assert signs["textfont"]["color"] == [SHADES["shade-5"][1], SHADES["absent"][1]]


def test_what_is_said_of_a_region_is_escaped_and_the_same_for_pointer_and_keyboard() -> None:
    dark, _, signs = choropleth_figure(AREAS).to_plotly_json()["data"]
    assert dark["text"] == signs["hovertext"][0] == "Haaglanden: 12,5 &lt;meldingen&gt; &amp; meer."
    assert signs["customdata"][0] == "Haaglanden: 12,5 &lt;meldingen&gt; &amp; meer."


def test_the_map_keeps_its_form_and_shows_no_axes() -> None:
    layout = choropleth_figure(AREAS).to_plotly_json()["layout"]
    assert (layout["yaxis"]["scaleanchor"], layout["yaxis"]["scaleratio"]) == ("x", 1)
    assert (layout["xaxis"]["visible"], layout["yaxis"]["visible"], layout["showlegend"]) == (False, False, False)
    low, high = layout["xaxis"]["range"]
    assert (low < 0, high > 13) == (True, True)


def test_a_picture_says_inside_itself_what_each_shade_and_sign_means() -> None:
    found = choropleth_figure(AREAS, keys=KEYS, title="Per 100.000 inwoners").to_plotly_json()["layout"]
    assert [item["text"] for item in found["annotations"]] == [
        "<b>Per 100.000 inwoners</b>", "<b>5</b>", "10,0 tot en met 12,5 (1 regio)", "<b>×</b>",
        "geen cijfer te geven; zie de tabel",
    ]  # fmt: skip
    assert [item["fillcolor"] for item in found["shapes"]] == [SHADES["shade-5"][0], SHADES["absent"][0]]
    assert found["shapes"][0]["y1"] > found["shapes"][1]["y0"]
    assert "shapes" not in choropleth_figure(AREAS).to_plotly_json()["layout"]


def test_pictures_use_the_shades_of_the_screen() -> None:
    for name, (fill, ink) in SHADES.items():
        wanted = (LIGHT["paper"], LIGHT["ink"]) if name == "absent" else (LIGHT[name], LIGHT[f"{name}-ink"])
        assert (fill, ink) == wanted, name
