"""A chart as an office program draws and edits it: DrawingML, made from python-pptx's and finished for a letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import TYPE_CHECKING, Any

from dashboard.exports.document import ChartBlock
from dashboard.exports.documents.chart_axes import finish_axes
from dashboard.exports.documents.chart_series import finish_series
from dashboard.exports.documents.inlines import LANGUAGE, clean
from dashboard.exports.documents.looks import INK
from dashboard.exports.documents.workbook import workbook
from dashboard.exports.exported import NativeChart
from data_sources.errors import ContractError

if TYPE_CHECKING:
    from pptx.chart.data import CategoryChartData

POINTS = 9
# The name of the relation from a chart to its sheet.
SHEET_RELATION = "rIdSheet"


@dataclass(frozen=True)
class ChartFiles:
    """The two parts of a native chart: its drawing, and its sheet."""

    drawing: bytes
    sheet: bytes


def drawable(chart: NativeChart | None) -> bool:
    """Whether there is anything to draw: categories, and a series with a number."""
    return chart is not None and bool(chart.categories) and any(
        value is not None for series in chart.series for value in series.values
    )  # fmt: skip


def native_of(block: ChartBlock) -> NativeChart | None:
    """The chart of a block where there is anything to draw. Raises ContractError where there is no picture either."""
    if block.native is not None and drawable(block.native):
        return block.native
    if block.png is None:
        raise ContractError(f"Van de grafiek ‘{block.caption}’ is er geen beeld en geen cijfer om te tonen.")
    return None


def chart_files(chart: NativeChart, *, made_at: datetime) -> ChartFiles:
    """Both parts. Values are exact, whatever the axis shows of them.

    Raises ContractError for series of another length than the categories, and for values that are no numbers.
    """
    from lxml import etree
    from pptx.chart.chart import Chart
    from pptx.chart.xmlwriter import ChartXmlWriter
    from pptx.oxml import parse_xml

    _check(chart)
    data = _data(chart)
    root: Any = parse_xml(ChartXmlWriter(_kind(chart), data).xml.encode())
    drawn = Chart(root, None)
    _letters(drawn)
    _frame(drawn, root, legend=len(chart.series) > 1)
    finish_series(drawn, chart)
    finish_axes(drawn, chart)
    _link(root)
    for named in root.iter("{*}rPr", "{*}defRPr", "{*}endParaRPr"):
        named.set("lang", LANGUAGE)
    drawing = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return ChartFiles(drawing, workbook(data, made_at=made_at))


def number_format(decimals: int) -> str:
    """How Office writes the numbers; it puts the points and commas of its own language in."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _check(chart: NativeChart) -> None:
    for series in chart.series:
        if not len(series.values) == len(series.open) == len(chart.categories):
            raise ContractError(
                "Een grafiek heeft niet voor elke categorie een waarde. Dit is een fout in het programma.",
                expected=len(chart.categories), found=len(series.values),
            )  # fmt: skip
        if any(value is not None and not isfinite(value) for value in series.values):
            raise ContractError("Een grafiek bevat een waarde die geen getal is. Dit is een fout in het programma.")


def _data(chart: NativeChart) -> CategoryChartData:
    from pptx.chart.data import CategoryChartData

    data = CategoryChartData(number_format=number_format(chart.decimals))
    data.categories = [clean(name) for name in chart.categories]
    for series in chart.series:
        data.add_series(clean(series.name), series.values)
    return data


def _kind(chart: NativeChart) -> Any:
    from pptx.enum.chart import XL_CHART_TYPE

    return {
        "lijn": XL_CHART_TYPE.LINE_MARKERS,
        "kolom": XL_CHART_TYPE.COLUMN_CLUSTERED,
        "staaf": XL_CHART_TYPE.BAR_CLUSTERED,
        "kolom-gestapeld": XL_CHART_TYPE.COLUMN_STACKED,
        "staaf-gestapeld": XL_CHART_TYPE.BAR_STACKED,
    }[chart.kind]


def _letters(drawn: Any) -> None:
    """Nine points everywhere, in the font of the theme of the document."""
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    drawn.font.size = Pt(POINTS)
    drawn.font.color.rgb = RGBColor.from_string(INK.upper())


def _frame(drawn: Any, root: Any, *, legend: bool) -> None:
    """No title, since the caption stands above; no frame; a legend only where there is something to tell
    apart."""
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.oxml import parse_xml

    drawn.has_title = False
    drawn.has_legend = legend
    if legend:
        drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False
    space = root.nsmap["c"]
    bare = f'<c:spPr xmlns:c="{space}" xmlns:a="{root.nsmap["a"]}"><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
    root.find("{*}chart").addnext(parse_xml(bare))
    root.find("{*}date1904").addnext(parse_xml(f'<c:roundedCorners xmlns:c="{space}" val="0"/>'))
    root.find("{*}date1904").addnext(parse_xml(f'<c:lang xmlns:c="{space}" val="{LANGUAGE}"/>'))
    plot = root.find("{*}chart/{*}plotArea")
    if plot.find("{*}layout") is None:
        plot.insert(0, parse_xml(f'<c:layout xmlns:c="{space}"/>'))
    if root.find("{*}chart/{*}plotVisOnly") is None:
        blanks = root.find("{*}chart/{*}dispBlanksAs")
        blanks.addprevious(parse_xml(f'<c:plotVisOnly xmlns:c="{space}" val="1"/>'))


def _link(root: Any) -> None:
    """Ties the drawing to its sheet, which Office opens for "Gegevens bewerken"."""
    from pptx.oxml import parse_xml

    spaces = f'xmlns:c="{root.nsmap["c"]}" xmlns:r="{root.nsmap["r"]}"'
    root.append(parse_xml(f'<c:externalData {spaces} r:id="{SHEET_RELATION}"><c:autoUpdate val="0"/></c:externalData>'))
