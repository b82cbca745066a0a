"""A document as OpenDocument (ODT), the government's own format: real footnotes, charts as picture and as table."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from dashboard.exports.document import ChartBlock, Document
from dashboard.exports.documents import pandoc
from dashboard.exports.documents.chart_table import OPEN_NOTE, chart_table, has_open
from dashboard.exports.documents.inlines import Node, clean, paragraph, text
from dashboard.exports.documents.native_chart import native_of
from dashboard.exports.documents.odt_tables import finish_tables
from dashboard.exports.documents.package import packed, parts_of
from dashboard.exports.documents.pictures import picture_of
from dashboard.exports.documents.properties import odt_properties
from dashboard.exports.documents.reference_odt import o, text_width_mm, written
from dashboard.exports.documents.references import reference
from dashboard.exports.documents.tables import table_node
from dashboard.exports.documents.tree import tree

NO_PICTURE = "Van deze grafiek kon geen beeld worden gemaakt; de cijfers staan in de tabel hieronder."


def odt_file(document: Document, *, theme_dir: Path | None) -> bytes:
    """The file, in the styles of `brief.odt` in ``theme_dir`` or in ours. The same document gives the same file.

    Raises SettingsError for a broken brief.odt, DocumentUnavailable when it cannot be made in time, and ContractError
    for a chart of which there is nothing to show.
    """
    pictures: list[ChartBlock] = []

    def draw_chart(block: ChartBlock) -> list[Node]:
        if block.png is not None:
            pictures.append(block)
        return _chart_nodes(block)

    nodes = tree(document, draw_chart=draw_chart)
    made = pandoc.written(nodes, "odt", reference=reference("odt", theme_dir), made_at=document.made_at)
    parts = parts_of(made)
    root = etree.fromstring(parts["content.xml"])
    _finish_pictures(root, pictures, room_mm=text_width_mm(parts["styles.xml"]))
    finish_tables(root, nodes["blocks"])
    parts["content.xml"] = written(root)
    parts["meta.xml"] = odt_properties(document)
    return packed(parts)


def _chart_nodes(block: ChartBlock) -> list[Node]:
    native = native_of(block)
    if block.png is not None:
        # With its table beneath it a picture may stand on the page before; else it stays with its source.
        style = "Figure" if native is None else "Figure_20_met_20_tabel"
        nodes = [paragraph([picture_of(block, block.png)], style)]
    else:
        nodes = [paragraph(text(NO_PICTURE)), paragraph(text(clean(block.alt)))]
    if native is not None:
        caption = f"Cijfers bij de grafiek: {block.caption}"
        nodes.append(table_node(chart_table(native, caption=caption), text(clean(caption))))
        if has_open(native):
            nodes.append(paragraph(text(OPEN_NOTE), "bron"))
    return nodes


def _finish_pictures(root: etree._Element, drawn: list[ChartBlock], *, room_mm: float) -> None:
    """Each picture gets a name, its words and its exact size, where the page is as wide; it stands in the text like a
    letter.
    """
    for number, (frame, block) in enumerate(zip(root.iter(o("draw:frame")), drawn, strict=True), start=1):
        frame.set(o("draw:name"), f"Grafiek {number}")
        frame.set(o("text:anchor-type"), "as-char")
        share = min(1.0, room_mm / block.width_mm)
        frame.set(o("svg:width"), f"{block.width_mm * share:g}mm")
        frame.set(o("svg:height"), f"{block.height_mm * share:g}mm")
        for child in frame.findall(o("svg:desc")) + frame.findall(o("svg:title")):
            frame.remove(child)
        said = etree.SubElement(frame, o("svg:desc"))
        said.text = clean(block.alt).strip() or clean(block.caption)
