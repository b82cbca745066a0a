"""The series of a native chart as on the screen: their colours and dashes, and which points are not definitive."""

from __future__ import annotations

from typing import Any

from dashboard.exports.exported import NativeChart, NativeSeries

# LibreOffice fills all points alike; there an open one is told by its size.
LINE_POINTS, MARK_POINTS, OPEN_POINTS = 2.0, 6, 9
# Of a column's width: room beside it.
_GAP = 60
_WHITE = "FFFFFF"
_DASHES = {
    "solid": "SOLID", "dash": "DASH", "dot": "ROUND_DOT", "dashdot": "DASH_DOT", "longdash": "LONG_DASH",
    "longdashdot": "LONG_DASH_DOT",
}  # fmt: skip
# So that lines are told apart without colour, also where they touch.
_MARKS = ("CIRCLE", "SQUARE", "DIAMOND", "TRIANGLE")


def finish_series(drawn: Any, chart: NativeChart) -> None:
    """Colour, dash, marks and open points of all series of a python-pptx chart."""
    plot = drawn.plots[0]
    plot.vary_by_categories = False
    if chart.kind == "lijn":
        for number, (made, series) in enumerate(zip(plot.series, chart.series, strict=True)):
            _line(made, series, _MARKS[number % len(_MARKS)])
        return
    plot.gap_width = _GAP
    plot.overlap = 100 if chart.kind.endswith("gestapeld") else 0
    for made, series in zip(plot.series, chart.series, strict=True):
        _bars(made, series)


def _line(made: Any, series: NativeSeries, mark: str) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    colour = _colour(series.colour)
    made.smooth = False
    made.format.line.width = Pt(LINE_POINTS)
    made.format.line.color.rgb = colour
    made.format.line.dash_style = getattr(MSO_LINE, _DASHES.get(series.dash, "DASH"))
    for number, is_open in enumerate((False, *series.open)):
        if number and not is_open:
            continue
        # The first is how all points look, the others are points that look otherwise.
        marker = made.points[number - 1].marker if number else made.marker
        marker.style = getattr(XL_MARKER_STYLE, mark)
        marker.size = OPEN_POINTS if is_open else MARK_POINTS
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = _colour(_WHITE) if is_open else colour
        marker.format.line.color.rgb = colour
        marker.format.line.width = Pt(1.25)
        marker.format.line.dash_style = MSO_LINE.SOLID
        if number:
            # A point says all of itself: without this the piece of line towards it would lose its look.
            line = made.points[number - 1].format.line
            line.width, line.color.rgb = Pt(LINE_POINTS), colour
            line.dash_style = getattr(MSO_LINE, _DASHES.get(series.dash, "DASH"))


def _bars(made: Any, series: NativeSeries) -> None:
    colour = _colour(series.colour)
    made.invert_if_negative = False
    made.format.fill.solid()
    made.format.fill.fore_color.rgb = colour
    _outline(made.format.line, colour)
    for number, is_open in enumerate(series.open):
        if is_open:
            _hatch(made.points[number].format, colour)


def _hatch(look: Any, colour: Any) -> None:
    from pptx.enum.dml import MSO_PATTERN

    look.fill.patterned()
    look.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    look.fill.fore_color.rgb = colour
    look.fill.back_color.rgb = _colour(_WHITE)
    _outline(look.line, colour)


def _outline(line: Any, colour: Any) -> None:
    from pptx.util import Pt

    line.color.rgb = colour
    line.width = Pt(0.75)


def _colour(code: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(code.lstrip("#").upper())
