"""The charts of the ledger: every row drawn as far as it is known, in lists a reader can see, and escaped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dashboard.figures.coverage import CoveragePoint, coverage_figure
from dashboard.figures.picture import Provenance, picture
from dashboard.figures.shares import share_names, shares_figure
from dashboard.figures.timeline import TimelineRow, timeline_figure
from metrics.rollout import AreaState
from tests.ledgers import bundled, figure, on, step

TODAY = on("2026-11-21")
PROVENANCE = Provenance(title="Titel", subtitle="Onder", lines=["Bron: brief."])


def point(label: str, day: str, *counts: int) -> CoveragePoint:
    return CoveragePoint(label, on(day), dict(zip(AreaState, counts, strict=True)), 0)


def test_the_parts_of_each_bar_are_all_areas_and_the_future_is_marked() -> None:
    drawn = coverage_figure(
        [point("3e kwartaal 2026", "2026-09-30", 4, 3, 3, 3), point("1e kwartaal 2027", "2027-03-31", 4, 7, 0, 2)],
        today=TODAY,
    )
    assert [sum(counts) for counts in zip(*(trace.y for trace in drawn.data), strict=True)] == [13, 13]
    assert drawn.data[1].customdata[1] == (
        "1e kwartaal 2027 (stand op 31 maart 2027, vooruit), volgens planning, niet bevestigd: <b>7</b> van 13 gebieden"
    )
    assert drawn.data[2].text[1] == ""
    assert [shape.x0 for shape in drawn.layout.shapes] == [0.5]
    assert drawn.data[1].marker.pattern.shape == "/"


def test_a_bar_is_its_band_and_one_without_a_begin_says_so() -> None:
    rows = [
        TimelineRow("Limburg <b>", [step("limburg", moment="zomer 2026", certainty="gepland")]),
        TimelineRow("Haaglanden", [step("haaglanden", phase="pilot", moment="vóór 2026")]),
    ]
    drawn = timeline_figure(rows, first=date(2025, 10, 1), last=date(2027, 9, 30), on=TODAY)
    pilot, preparation, use = drawn.data
    days = 24 * 60 * 60 * 1000
    assert (list(use.base), list(use.x)) == (["2026-06-21", None], [94 * days, None])
    assert (list(pilot.base), list(pilot.x)) == ([None, "2025-10-01"], [None, 92 * days])
    assert (list(pilot.text), list(pilot.textposition)) == (["", "vóór 2026"], ["outside", "inside"])
    assert list(use.marker.pattern.shape) == ["/", ""]
    assert list(preparation.x) == [None, None]
    assert use.customdata[0] == (
        "Limburg &lt;b&gt;, in gebruik: <b>zomer 2026</b> (gepland; moment voorbij, niet bevestigd)"
    )


def test_shares_of_several_periods_or_places_are_told_apart() -> None:
    one = figure("95", "%", title="Volwassen", period="2026KW01", denominator="onderzochte personen")
    later = replace(one, period="2026KW02", value=90.0)
    assert [name for name, _ in share_names([one, replace(one, title="Vrouw")])] == ["Volwassen", "Vrouw"]
    assert [name for name, _ in share_names([one, later])] == [
        "Volwassen (1e kwartaal 2026)", "Volwassen (2e kwartaal 2026)",
    ]  # fmt: skip
    (bars,) = shares_figure([one, later]).data
    assert len(set(bars.y)) == 2
    assert "van de onderzochte personen (aantal niet gegeven)" in bars.y[0]


def test_every_share_of_farr_is_drawn_with_its_denominator() -> None:
    shares = [item for item in bundled().figures if item.pilot == "farr" and item.unit == "%"]
    (bars,) = shares_figure(shares).data
    assert list(bars.text) == ["95%", "5%", "90%", "10%", "78%", "46%", "75%", "92%"]
    assert all("van de " in label for label in bars.y)


def test_a_picture_leaves_the_room_its_names_and_axis_need() -> None:
    shares = [figure("95", "%", denominator="onderzochte personen")]
    kept = picture(shares_figure(shares), PROVENANCE, height=400, left=392, axis=84)
    assert (kept.layout.height, kept.layout.margin.l) == (400, 392)
    foot = kept.layout.annotations[-1]
    assert (foot.xshift, foot.yshift) == (24 - 392, 12 - 84)
    assert kept.layout.yaxis.automargin is False
