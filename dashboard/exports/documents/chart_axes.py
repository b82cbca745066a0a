"""The axes of a native chart: from zero, in round numbers, with light lines and the unit beside them."""

from __future__ import annotations

from typing import Any

from dashboard.exports.documents.inlines import clean
from dashboard.exports.documents.looks import INK, SOFT
from dashboard.exports.exported import NativeChart

_GRID = "e4e8ec"


def finish_axes(drawn: Any, chart: NativeChart) -> None:
    """Both axes of a python-pptx chart. A bar's length is its value, so that its axis begins at zero; lines do as well,
    as on the screen, where no value is below it.
    """
    _categories(drawn.category_axis, chart)
    _values(drawn.value_axis, chart)


def _categories(axis: Any, chart: NativeChart) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    axis.has_major_gridlines = False
    axis.major_tick_mark = XL_TICK_MARK.NONE
    # Also where values are negative, names stand at the edge and not amidst the bars.
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _line(axis.format.line, SOFT)
    if chart.kind.startswith("staaf"):
        # The first category stands on top, as in the table.
        axis.reverse_order = True


def _values(axis: Any, chart: NativeChart) -> None:
    from pptx.enum.chart import XL_TICK_MARK
    from pptx.oxml import parse_xml

    values = [value for series in chart.series for value in series.values if value is not None]
    if min(values) >= 0:
        axis.minimum_scale = 0
    elif max(values) <= 0:
        axis.maximum_scale = 0
    axis.has_major_gridlines = True
    _line(axis.major_gridlines.format.line, _GRID)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.fill.background()
    axis.tick_labels.number_format = _axis_format(chart, values)
    axis.tick_labels.number_format_is_linked = False
    crosses = axis._element.find("{*}crosses")
    if chart.kind.startswith("staaf"):
        # The numbers stand beneath the last category, which is the lowest.
        crosses.set("val", "max")
    crosses.addnext(parse_xml(f'<c:crossBetween xmlns:c="{axis._element.nsmap["c"]}" val="between"/>'))
    _title(axis, chart.unit)


def _axis_format(chart: NativeChart, values: list[float]) -> str:
    """Steps of an axis are round: decimals only where values are so small that steps may lie between whole numbers."""
    decimals = chart.decimals if max(map(abs, values)) < 10 else 0
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _title(axis: Any, unit: str) -> None:
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    if not (words := clean(unit).strip()):
        axis.has_title = False
        return
    axis.has_title = True
    axis.axis_title.text_frame.text = words
    font = axis.axis_title.text_frame.paragraphs[0].runs[0].font
    font.size, font.bold = Pt(9), False
    font.color.rgb = RGBColor.from_string(INK.upper())


def _line(line: Any, colour: str) -> None:
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    line.color.rgb = RGBColor.from_string(colour.upper())
    line.width = Pt(0.75)
