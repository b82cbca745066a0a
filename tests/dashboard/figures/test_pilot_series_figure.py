"""The chart of a series of pilot figures: each point in the words of its source, nothing where there is nothing."""

from __future__ import annotations

from dataclasses import replace

from dashboard.figures.pilot_series import pilot_series_figure
from dashboard.figures.shares import shares_figure
from data_sources.ledger import PilotFigure
from data_sources.pilots.entries import build_ledger
from metrics.pilot_series import find_series
from metrics.small_numbers import as_public
from tests.ledgers import bundled, figure


def quarter(n: int, value: str, **texts: str) -> PilotFigure:
    return figure(value, "personen", period=f"2026KW0{n}", **texts)


def public(*figures: PilotFigure) -> list[PilotFigure]:
    return list(as_public(replace(build_ledger([]), figures=list(figures))).figures)


def test_years_without_a_figure_are_gaps_with_words() -> None:
    (series,) = find_series(bundled().figures)
    drawn = pilot_series_figure([series], series.periods)
    (line,) = drawn.data
    assert (list(line.y), list(line.text)) == ([19, None, None, 21], ["19%", "", "", "21%"])
    assert line.connectgaps is False
    assert line.customdata[1] == "Geweld gestopt, een jaar na de melding, 2021: niet in de bronnen"
    assert line.customdata[3] == (
        "Geweld gestopt, een jaar na de melding, 2023: <b>21%</b> van de partnerrelaties en gezinnen"
        " (aantal niet gegeven)"
    )


def test_a_qualified_point_is_open_and_keeps_its_word_and_a_masked_one_has_no_height() -> None:
    figures = public(quarter(1, "225", qualifier="ruim"), quarter(2, "7", public="nee"), quarter(3, "240"))
    (series,) = find_series(figures)
    drawn = pilot_series_figure([series], series.periods)
    (line,) = drawn.data
    assert (list(line.y), list(line.text)) == ([225, None, 240], ["ruim 225", "", "240"])
    assert line.marker.color[0] != line.marker.color[2]
    (mark,) = drawn.layout.annotations
    assert (mark.text, mark.x, mark.yref) == ("○ minder dan 10", 1, "paper")
    assert line.customdata[1] == "Personen onderzocht, 2e kwartaal 2026: <b>minder dan 10</b>"
    assert list(drawn.layout.xaxis.ticktext) == ["1e kw.<br>2026", "2e kw.<br>2026", "3e kw.<br>2026"]


def test_what_editors_alone_read_is_marked_in_the_words_of_its_point_and_names_are_escaped() -> None:
    figures = [quarter(1, "17", public="nee", title="A <b>"), quarter(2, "7", public="nee", title="A <b>")]
    (series,) = find_series(figures)
    (line,) = pilot_series_figure([series], series.periods).data
    assert line.customdata[1] == "A &lt;b&gt;, 2e kwartaal 2026: <b>7 personen</b> (niet openbaar)"


def test_a_share_that_is_not_shown_has_words_in_the_place_of_a_bar() -> None:
    share = {"denominator": "onderzochte personen", "denominator_value": "100", "public": "nee"}
    drawn = shares_figure(public(figure("5", "%", figure="a", **share), figure("40", "%", figure="b", **share)))
    assert list(drawn.data[0].x) == [None, 40]
    assert [mark.text for mark in drawn.layout.annotations] == [
        "<i>niet getoond, want het kan om minder dan<br>10 personen gaan</i>"
    ]
    assert not any("5%" in text for text in drawn.data[0].text)
