"""Ranked bars: values and absences, what rounding leaves open, small counts, and text that may not become markup."""

from __future__ import annotations

import pytest

from dashboard.figures.ranked_bars import Certainty, RankedBar, ranked_bars
from dashboard.figures.theme import FULL, GRID, LIGHT, PAPER

_BARS = [
    RankedBar("Oost", 16.0, "+16,0%", "Oost: +16,0%", Certainty.DEFINITIVE, 15.9, 16.2),
    RankedBar("<West>", -4.0, "−4,0%", "<West>: −4,0%", Certainty.PROVISIONAL),
    RankedBar("Zuid", 50.0, "+20 meldingen, klein aantal", "Zuid: +20", Certainty.SMALL, 30.0, 70.0),
    RankedBar("Midden", 1.0, "+1,0%", "Midden: +1,0%", Certainty.UNKNOWN),
    RankedBar("Noord", None, "geheim of onbekend bij CBS", "Noord: geheim", Certainty.DEFINITIVE),
]


def test_what_is_missing_has_a_name_a_reason_and_no_bar() -> None:
    trace = ranked_bars(_BARS, unit="%", signed=True).data[0]
    assert trace.x == (16.0, -4.0, 50.0, 1.0, None)
    assert trace.y[4] == "Noord  <i>(geheim of onbekend bij CBS)</i>"
    assert trace.y[0] == "Oost  <b>+16,0%</b>"


def test_a_long_label_goes_on_beneath_its_name() -> None:
    long = RankedBar(
        "Noord- en Oost-Gelderland", None, "niet te vergelijken met 1e halfjaar 2022", "", Certainty.UNKNOWN
    )
    assert ranked_bars([long], unit="").data[0].y[0] == (
        'Noord- en Oost-Gelderland<br><span style="font-size:11px"><i>(niet te vergelijken met 1e halfjaar 2022)</i>'
        "</span>"
    )


def test_what_rounding_leaves_open_is_drawn_where_it_is_given() -> None:
    figure = ranked_bars(_BARS, unit="%", signed=True)
    errors = figure.data[0].error_x
    assert errors.array[0] == pytest.approx(0.2)
    assert errors.arrayminus[0] == pytest.approx(0.1)
    assert errors.array[2] == errors.arrayminus[2] == 20.0
    assert errors.array[1] is errors.array[4] is None
    without = ranked_bars([bar for bar in _BARS if bar.low is None], unit="")
    assert without.data[0].error_x.array is None


def test_certainty_is_told_by_more_than_colour() -> None:
    marker = ranked_bars(_BARS, unit="%", signed=True).data[0].marker
    assert marker.color == (LIGHT, LIGHT, GRID, PAPER, LIGHT)
    assert marker.pattern.shape == ("", "/", "", "", "")
    plain = ranked_bars([RankedBar("Oost", 5.0, "5", "Oost: 5", Certainty.DEFINITIVE)], unit="").data[0].marker
    assert plain.color == (FULL,)
    assert plain.pattern.shape is None


def test_names_and_words_are_escaped_and_the_first_stands_on_top() -> None:
    figure = ranked_bars(_BARS, unit="<per>", signed=True)
    assert figure.data[0].y[1].startswith("&lt;West&gt;")
    assert figure.data[0].customdata[1] == "&lt;West&gt;: −4,0%"
    assert figure.layout.xaxis.title.text == "&lt;per&gt;"
    assert figure.layout.yaxis.categoryarray[-1] == figure.data[0].y[0]
    assert figure.layout.yaxis.type == "category"


def test_an_axis_of_counts_begins_at_zero() -> None:
    bars = [RankedBar("Oost", 5_000.0, "5.000", "Oost", Certainty.DEFINITIVE)]
    assert ranked_bars(bars, unit="").layout.xaxis.rangemode == "tozero"
    assert ranked_bars(bars, unit="%", signed=True).layout.xaxis.rangemode == "normal"
