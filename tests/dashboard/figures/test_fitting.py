"""Pictures at sizes in millimetres: type that stays readable, room for all that belongs in them, and greys."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from dashboard.exports.presets import PIXELS_PER_MM, PRESETS, Preset, of_width
from dashboard.figures.bars import Bar, bars_figure
from dashboard.figures.fitting import fitted
from dashboard.figures.grey import grey_of, in_grey, luminance
from dashboard.figures.narrow import thinned, turned, wrapped
from dashboard.figures.picture import Provenance, picture
from dashboard.figures.theme import BESIDE, FULL
from data_sources.contract import Observation
from data_sources.errors import UsageError
from tests.dashboard.exports.exported_chart import PROVENANCE, figure

MORE = [f"Let op: bijzonderheid {n} {'van belang. ' * 12}" for n in range(9)]
LONG = replace(PROVENANCE, lines=[*PROVENANCE.lines, *MORE])
ALL = pytest.mark.parametrize("preset", PRESETS.values(), ids=list(PRESETS))


def _bar(n: int) -> Bar:
    """The third one is secret."""
    figure = Observation(
        indicator="meldingen", region="NL01", period="2025HJ01", breakdown="", value=None if n == 2 else n * 1e3,
        unit="aantal", status="definitief", status_basis="", missing="geheim-of-onbekend" if n == 2 else None,
        rounding=5.0, table="84847NED", load=1, source_url="", since=1,
    )  # fmt: skip
    return Bar(f"Regio met een lange naam nummer {n} in het Land van Heusden", figure)


@ALL
def test_a_picture_has_the_width_and_the_type_of_its_preset(preset: Preset) -> None:
    made = fitted(picture(figure(), PROVENANCE), PROVENANCE, preset, in_fira=True)
    assert made.figure.layout.width * made.scale == pytest.approx(preset.width_mm * PIXELS_PER_MM)
    assert made.figure.layout.height * made.scale == pytest.approx(made.height_mm * PIXELS_PER_MM)
    points = made.figure.layout.font.size * made.scale * 72 / 96
    assert (preset.least_points or preset.text_points) <= points <= preset.text_points + 1e-9
    assert made.height_mm >= preset.height_mm


def test_a_short_chart_keeps_the_ratio_of_a_slide_and_the_type_size_of_a_letter() -> None:
    kept = picture(figure(), PROVENANCE)
    slide, letter = (fitted(kept, PROVENANCE, PRESETS[name], in_fira=True) for name in ("dia", "breed"))
    assert (slide.width_mm, slide.height_mm) == (254, 143)
    assert (letter.width_mm, letter.height_mm) == (160, 100)
    assert letter.figure.layout.font.size * letter.scale * 72 / 96 == pytest.approx(9)


@ALL
def test_more_lines_make_a_picture_higher_and_leave_its_plot_readable(preset: Preset) -> None:
    made = fitted(picture(figure(), LONG), LONG, preset, in_fira=True)
    layout = made.figure.layout
    assert layout.height - layout.margin.t - layout.margin.b >= 190
    foot = layout.annotations[-1].text
    assert all(f"bijzonderheid {n} " in foot.replace("<br>", " ") for n in range(9))
    # Each line of the foot has 17 pixels, and starts 12 beneath what stands along the axis.
    assert layout.margin.b >= -layout.annotations[-1].yshift + 17 * (foot.count("<br>") + 1)


@ALL
def test_every_bar_has_its_whole_name_in_lines_beside_it_and_room_for_them(preset: Preset) -> None:
    bars = bars_figure([_bar(n) for n in range(14)])
    made = fitted(picture(bars, PROVENANCE, left=392), PROVENANCE, preset, in_fira=False)
    layout = made.figure.layout
    names = list(layout.yaxis.ticktext)
    assert len(names) == 14
    assert list(layout.yaxis.tickvals) == list(bars.data[0].y)[::-1]
    assert "geheim" in names[-3]
    lines = max(name.count("<br>") + 1 for name in names)
    assert (layout.height - layout.margin.t - layout.margin.b) / 14 >= 15 * lines
    assert layout.margin.l <= 0.5 * layout.width
    # What stands at the end of the longest bar has room beyond the plot.
    assert layout.margin.r >= 6 * len("13.000")


def test_a_picture_can_be_fitted_again_and_shows_its_foot_once() -> None:
    fiction = replace(PROVENANCE, fictional=True)
    kept = picture(figure(), fiction)
    half = fitted(kept, fiction, PRESETS["half"], in_fira=True).figure
    again = fitted(half, fiction, PRESETS["half"], in_fira=True).figure
    assert [note.name for note in again.layout.annotations] == ["herkomst", "fictief"]
    assert again.layout.height == half.layout.height


def test_any_width_has_the_ratio_of_its_preset_within_limits() -> None:
    made = of_width(PRESETS["breed"], 120)
    assert (made.width_mm, made.height_mm, made.text_points) == (120, 75, 9.0)
    for width in (39, 401):
        with pytest.raises(UsageError, match="40 tot en met 400 millimeter"):
            of_width(PRESETS["breed"], width)


def test_pseudo_html_is_wrapped_between_its_words_and_never_within_a_mark() -> None:
    said = 'Noord- en Midden Limburg<br><span style="font-size:11px"><b>+12,3% &amp; meer</b></span>'
    assert wrapped(said, 14) == (
        'Noord- en<br>Midden Limburg<br><span style="font-size:11px"><b>+12,3% &amp; meer</b></span>'
    )
    assert wrapped("Kindermishandelingszaak", 8) == "Kindermishandelingszaak"
    assert wrapped("", 8) == ""


def test_of_too_many_periods_every_second_one_is_named_the_last_among_them() -> None:
    years = [str(year) for year in range(2015, 2026)]
    axis = {"type": "category", "tickvals": list(range(11)), "ticktext": years}
    assert thinned(axis, 600) == axis
    assert thinned(axis, 300)["ticktext"] == years[::2]
    assert thinned(axis, 300)["tickvals"] == [0, 2, 4, 6, 8, 10]


def test_of_quarters_those_that_name_their_year_stay() -> None:
    quarters = [(month, year) for year in (2025, 2026) for month in ("jan", "apr", "jul", "okt")]
    texts = [f"{month}<br>{year}" if month == "jan" else month for month, year in quarters]
    axis = {"type": "date", "tickvals": [f"q{n}" for n in range(8)], "ticktext": texts}
    assert thinned(axis, 130)["ticktext"] == ["jan<br>2025", "jan<br>2026"]


def test_a_label_that_would_leave_the_picture_stands_on_the_other_side_of_its_line() -> None:
    axis = {"type": "date", "range": ["2025-01-01", "2027-01-01"]}
    note = {"text": "stand op 21 november 2026", "xref": "x", "x": "2026-11-24", "xanchor": "left"}
    assert turned(note, axis, 300, 20)["xanchor"] == "right"
    assert turned({**note, "x": "2025-03-01"}, axis, 300, 20)["xanchor"] == "left"


def test_in_grey_no_colour_is_left_and_series_stay_readable_and_apart() -> None:
    drawn = in_grey(picture(figure(), PROVENANCE))
    colours = [trace.line.color for trace in drawn.data]
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in colours)
    assert drawn.layout.font.color[1:3] == drawn.layout.font.color[5:7]
    assert [trace.line.dash for trace in drawn.data] == ["solid", "dash"]
    greys = {grey_of(style.colour[1:]) for style in BESIDE}
    assert len(greys) == len(BESIDE)
    for grey in greys:
        assert 1.05 / (luminance(grey[1:]) + 0.05) >= 3
    for one, other in combinations(sorted(greys), 2):
        assert abs(int(one[1:3], 16) - int(other[1:3], 16)) >= 12


def test_the_picture_itself_keeps_its_colours() -> None:
    kept = picture(figure(), PROVENANCE)
    in_grey(kept)
    assert kept.data[0].line.color == FULL


def test_a_picture_without_subtitle_or_lines_can_be_fitted() -> None:
    bare = Provenance("Titel", "", [])
    assert fitted(picture(figure(), bare), bare, PRESETS["half"], in_fira=True).height_mm == 70
