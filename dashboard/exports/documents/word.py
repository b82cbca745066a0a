"""A document for Word (DOCX): real footnotes, and charts that Word draws itself and can edit."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from dashboard.exports.document import ChartBlock, Document
from dashboard.exports.documents import pandoc
from dashboard.exports.documents.chart_parts import WP, put_charts
from dashboard.exports.documents.chart_table import UNCERTAIN, has_open
from dashboard.exports.documents.inlines import Node, clean, paragraph, text
from dashboard.exports.documents.native_chart import drawable, native_of
from dashboard.exports.documents.package import packed, parts_of
from dashboard.exports.documents.pictures import PLACE, picture_of
from dashboard.exports.documents.properties import app_properties, core_properties
from dashboard.exports.documents.reference_docx import A, w, written
from dashboard.exports.documents.references import reference
from dashboard.exports.documents.tables import KEPT_WHOLE, row_heads
from dashboard.exports.documents.tree import tree

_EMU_PER_MM, _EMU_PER_TWIP = 36_000, 635
_SLACK = 20
# In twentieths of a point.
_ROOM_AFTER_TABLE = 160
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def docx_file(document: Document, *, theme_dir: Path | None) -> bytes:
    """The file, in the styles of `brief.docx` in ``theme_dir`` or in ours. The same document gives the same file.

    Raises SettingsError for a broken brief.docx, DocumentUnavailable when it cannot be made in time, and ContractError
    for a chart of which there is nothing to show.
    """
    drawn: list[ChartBlock] = []

    def draw_chart(block: ChartBlock) -> list[Node]:
        drawn.append(block)
        return _chart_nodes(block)

    nodes = tree(document, draw_chart=draw_chart)
    made = pandoc.written(nodes, "docx", reference=reference("docx", theme_dir), made_at=document.made_at)
    parts = parts_of(made)
    root = etree.fromstring(parts["word/document.xml"])
    _finish_drawings(root, drawn)
    native = {place: block for place, block in enumerate(drawn) if drawable(block.native)}
    put_charts(parts, root, native, made_at=document.made_at)
    _finish_tables(root, row_heads(nodes["blocks"]))
    parts["word/document.xml"] = written(root)
    parts["word/settings.xml"] = _settings(parts["word/settings.xml"])
    parts["docProps/core.xml"], parts["docProps/app.xml"] = core_properties(document), app_properties()
    return packed(parts)


def _chart_nodes(block: ChartBlock) -> list[Node]:
    native = native_of(block)
    png = PLACE if native is not None or block.png is None else block.png
    nodes = [paragraph([picture_of(block, png)], "Figure")]
    if native is not None and has_open(native):
        shape = "open of groter punt" if native.kind == "lijn" else "gearceerd vlak"
        nodes.append(paragraph(text(f"Een {shape} is een cijfer dat {UNCERTAIN} is."), "bron"))
    return nodes


def _finish_drawings(root: etree._Element, drawn: list[ChartBlock]) -> None:
    """Each drawing gets its exact size, where the page is as wide, a name, its words and a number of its own."""
    room = _text_width(root)
    for number, (inline, block) in enumerate(zip(root.iter(f"{{{WP}}}inline"), drawn, strict=True), start=1):
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        share = min(1.0, room / (block.width_mm * _EMU_PER_MM))
        wide, high = (round(side * _EMU_PER_MM * share) for side in (block.width_mm, block.height_mm))
        size = {"cx": str(wide), "cy": str(high)}
        for extent in (inline.find(f"{{{WP}}}extent"), *inline.iter(f"{{{A}}}ext")):
            extent.attrib.update(size)
        for named in (inline.find(f"{{{WP}}}docPr"), *inline.iter(f"{{{_PIC}}}cNvPr")):
            named.attrib.pop("title", None)
            said = clean(block.alt).strip() or clean(block.caption)
            named.attrib.update({"id": str(number), "name": f"Grafiek {number}", "descr": said})


def _text_width(root: etree._Element) -> float:
    """Of the page, in EMU: a ministry's own may have wide margins. As wide as need be where the page says nothing."""
    size, margins = (next(root.iter(w(name)), None) for name in ("pgSz", "pgMar"))
    if size is None or margins is None:
        return float("inf")
    sides = (size.get(w("w")), margins.get(w("left"), "0"), margins.get(w("right"), "0"))
    whole, left, right = (float(side) for side in sides)
    # A little more than the text is not seen, and keeps 160 mm on our own page exactly that.
    return (whole - left - right + _SLACK) * _EMU_PER_TWIP


def _finish_tables(root: etree._Element, heads: list[int]) -> None:
    """Rows stay whole on a page, and a table says that its first column holds heads."""
    for table, columns in zip(root.iter(w("tbl")), heads, strict=True):
        look = table.find(f"{w('tblPr')}/{w('tblLook')}")
        if columns:
            look.set(w("firstColumn"), "1")
            look.set(w("val"), f"{int(look.get(w('val')), 16) | 0x80:04X}")
        _room_after(table)
        rows = list(table.iter(w("tr")))
        if len(rows) <= KEPT_WHOLE + 1:
            _keep_together(rows[:-1])
        for row in rows:
            properties = row.find(w("trPr"))
            if properties is None:
                properties = etree.Element(w("trPr"))
                row.insert(0, properties)
            properties.insert(0, etree.Element(w("cantSplit")))


def _keep_together(rows: list[etree._Element]) -> None:
    for row in rows:
        for properties in row.iter(w("pPr")):
            after = [child for child in properties if child.tag == w("pStyle")]
            properties.insert(len(after), etree.Element(w("keepNext")))


def _room_after(table: etree._Element) -> None:
    """A table has no room beneath it of its own: what follows keeps its distance."""
    follows = table.getnext()
    if follows is None or follows.tag != w("p"):
        return
    properties = follows.find(w("pPr"))
    if properties is None or properties.find(w("spacing")) is not None:
        return
    spacing = etree.Element(w("spacing"), {w("before"): str(_ROOM_AFTER_TABLE)})
    after = [child for child in properties if child.tag in (w("pStyle"), w("keepNext"), w("keepLines"))]
    properties.insert(len(after), spacing)


def _settings(given: bytes) -> bytes:
    """That this is a document of today's Word, which else opens it as one of 2007, and in Dutch."""
    root = etree.fromstring(given)
    if root.find(w("compat")) is None:
        compat = etree.Element(w("compat"))
        attributes = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": "15"}
        etree.SubElement(compat, w("compatSetting"), {w(name): value for name, value in attributes.items()})
        after = next(
            child
            for child in root
            if child.tag in (w("docVars"), w("rsids"), w("themeFontLang"), w("clrSchemeMapping"))
        )
        after.addprevious(compat)
    for name, value in {"themeFontLang": "nl-NL", "decimalSymbol": ",", "listSeparator": ";"}.items():
        if (found := root.find(w(name))) is not None:
            found.set(w("val"), value)
    return written(root)
