"""Events on a period axis: where they stand, which are left out, how they are numbered and said."""

from __future__ import annotations

from datetime import date

import plotly.graph_objects as go
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.events import event_line, event_marks, event_shapes, events_of, headroom, place_events, position
from data_sources.contract import Period, half_years
from data_sources.ledger import Event, Source
from data_sources.moment import read_moment

HALVES = half_years(Period(2023, "HJ", 1), Period(2025, "HJ", 2))
YEARS = [Period(year, "JJ", 0) for year in (2023, 2024, 2025)]
ON = date(2026, 11, 21)


def _event(moment: str, certainty: str = "gerealiseerd", title: str = "Iets") -> Event:
    return Event("iets", title, read_moment(moment), certainty, Source("L26", "onderdeel e", "zo"), 1)


def test_a_day_stands_where_its_period_is_over_so_far() -> None:
    assert position(date(2023, 1, 1), HALVES) == -0.5
    assert position(date(2023, 7, 1), HALVES) == 0.5
    assert position(date(2023, 7, 2), YEARS) == -0.5 + 182 / 365
    assert position(date(2026, 1, 1), HALVES) == 5.5
    assert position(date(2022, 5, 1), HALVES) == -0.5


def test_a_day_and_a_month_are_lines_and_less_precise_moments_bands() -> None:
    year, day, month, until = place_events(
        [_event("oktober 2025"), _event("2023"), _event("29 augustus 2023"), _event("tot halverwege 2025")], HALVES
    )[:4]  # fmt: skip
    assert [item.event.moment.text for item in (year, day, month, until)] == [
        "2023", "29 augustus 2023", "tot halverwege 2025", "oktober 2025",
    ]  # fmt: skip
    assert (year.first, year.last, year.is_line) == (-0.5, 1.5, False)
    assert day.is_line
    assert 0.5 < day.first < day.last < 1.5
    assert (month.is_line, until.is_line) == (False, True)
    assert [item.mark for item in (year, day, month, until)] == ["①", "②", "③", "④"]


def test_what_lies_outside_the_shown_periods_is_left_out_and_a_band_over_the_edge_is_cut() -> None:
    outside = [_event("29 juni 2026"), _event("31 december 2022"), _event("zonder datum")]
    assert place_events(outside, HALVES) == []
    assert place_events([_event("2023")], []) == []
    [cut] = place_events([_event("2023")], HALVES[1:])
    assert (cut.first, cut.last) == (-0.5, 0.5)
    [open_] = place_events([_event("vóór 2024")], HALVES)
    assert (open_.first, open_.last, open_.is_line) == (-0.5, 1.5, False)


def test_numbers_that_would_cover_each_other_stand_in_rows() -> None:
    placed = place_events([_event("2025"), _event("tot halverwege 2025"), _event("1 maart 2023")], HALVES)
    assert sorted(item.level for item in placed) == [0, 0, 1]
    assert headroom(placed) > headroom(placed[:1]) > headroom([]) == 0


def test_an_event_belongs_to_every_period_that_it_may_be_in() -> None:
    placed = place_events([_event("2023"), _event("29 augustus 2023")], HALVES)
    assert [len(events_of(placed, period)) for period in HALVES] == [1, 2, 0, 0, 0, 0]


def test_a_planned_event_says_so_and_one_that_is_over_is_not_confirmed() -> None:
    [placed] = place_events([_event("29 augustus 2025", "gepland", "Campagne <b>")], HALVES)
    assert event_line(placed, on=date(2025, 8, 1)) == "① Campagne <b>: 29 augustus 2025 (gepland)"
    assert event_line(placed, on=ON).endswith("(gepland; moment voorbij, niet bevestigd)")
    [shape], [mark] = event_shapes([placed]), event_marks([placed])
    assert (shape["type"], shape["line"]["dash"], shape["layer"]) == ("line", "dash", "below")
    assert mark["text"] == "① gepland"
    # What plotly would not know it refuses.
    assert len(go.Figure(layout={"shapes": [shape], "annotations": [mark]}).layout.shapes) == 1


@given(on=st.dates(date(2023, 1, 1), date(2025, 12, 31)))
def test_later_days_stand_further_and_within_their_period(on: date) -> None:
    for periods in (HALVES, YEARS):
        place = next(n for n, period in enumerate(periods) if period.start <= on <= period.end)
        assert place - 0.5 <= position(on, periods) < place + 0.5
