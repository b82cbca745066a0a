"""Native charts put into a Word file, each in the place of the picture that kept it free."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from lxml import etree

from dashboard.exports.document import ChartBlock
from dashboard.exports.documents.native_chart import SHEET_RELATION, chart_files
from dashboard.exports.documents.reference_docx import RELATIONS, TYPES, A, R, written

WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCUMENT, _DOCUMENT_RELATIONS, _CONTENT_TYPES = (
    "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml",
)  # fmt: skip


def put_charts(
    parts: dict[str, bytes], root: etree._Element, charts: Mapping[int, ChartBlock], *, made_at: datetime
) -> None:
    """Put charts into the parts of a file. ``root``: its document, which is changed in place; ``charts``: by the number
    of the drawing, from 0, whose place they take.
    """
    if not charts:
        return
    relations = etree.fromstring(parts[_DOCUMENT_RELATIONS])
    types = etree.fromstring(parts[_CONTENT_TYPES])
    if not any(item.get("Extension") == "xlsx" for item in types):
        types.insert(0, etree.Element(f"{{{TYPES}}}Default", {"Extension": "xlsx", "ContentType": _SHEET_TYPE}))
    inlines = list(root.iter(f"{{{WP}}}inline"))
    for number, (place, block) in enumerate(sorted(charts.items()), start=1):
        assert block.native is not None
        made = chart_files(block.native, made_at=made_at)
        name, relation = f"charts/chart{number}.xml", f"rIdChart{number}"
        parts[f"word/{name}"] = made.drawing
        parts[f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"] = made.sheet
        parts[f"word/charts/_rels/chart{number}.xml.rels"] = _to_sheet(number)
        _relate(relations, relation, "chart", name)
        etree.SubElement(types, f"{{{TYPES}}}Override", {"PartName": f"/word/{name}", "ContentType": _CHART_TYPE})
        _replace(inlines[place], relation, parts, relations)
    parts[_DOCUMENT_RELATIONS], parts[_CONTENT_TYPES] = written(relations), written(types)


def _to_sheet(number: int) -> bytes:
    root = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
    _relate(root, SHEET_RELATION, "package", f"../embeddings/Microsoft_Excel_Sheet{number}.xlsx")
    return written(root)


def _relate(relations: etree._Element, relation: str, kind: str, target: str) -> None:
    attributes = {"Id": relation, "Type": f"{R}/{kind}", "Target": target}
    etree.SubElement(relations, f"{{{RELATIONS}}}Relationship", attributes)


def _replace(inline: etree._Element, relation: str, parts: dict[str, bytes], relations: etree._Element) -> None:
    """The chart in place of a picture, which then goes from the file, unless it stands somewhere else as well."""
    data = inline.find(f"{{{A}}}graphic/{{{A}}}graphicData")
    held = next(data.iter(f"{{{A}}}blip")).get(f"{{{R}}}embed")
    for child in list(data):
        data.remove(child)
    data.set("uri", C)
    etree.SubElement(data, f"{{{C}}}chart", {f"{{{R}}}id": relation}, nsmap={"c": C, "r": R})
    document = inline.getroottree().getroot()
    if any(blip.get(f"{{{R}}}embed") == held for blip in document.iter(f"{{{A}}}blip")):
        return
    for item in relations.findall(f"{{{RELATIONS}}}Relationship"):
        if item.get("Id") == held:
            relations.remove(item)
            parts.pop(f"word/{item.get('Target')}", None)
