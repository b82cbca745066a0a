"""Our own reference document for Word: pandoc's, with our styles, A4, page numbers and Dutch."""

from __future__ import annotations

from functools import cache

from lxml import etree

from dashboard.exports.documents.looks import (
    ACCENT,
    FONT,
    FOOTER_MM,
    GROUND,
    LINE,
    LOOKS,
    MARGIN_MM,
    MARK,
    MARK_LINE,
    PAGE_MM,
    SECOND_FONT,
    Look,
)
from dashboard.exports.documents.package import packed, parts_of
from dashboard.exports.documents.pandoc import default_reference

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TWIPS_PER_MM = 1440 / 25.4
_FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
# Styles that Word does not know by itself.
_OUR_OWN = (
    "bron",
    "let-op",
    "Figure",
    "Figure met tabel",
    "First Paragraph",
    "Compact",
    "Table Caption",
    "Table Heading",
)
_LANGUAGE = f'<w:lang xmlns:w="{W}" w:val="nl-NL" w:eastAsia="nl-NL" w:bidi="ar-SA"/>'


@cache
def reference_docx() -> bytes:
    """The file. Made at its first use, from what is in this package and in pandoc's."""
    parts = parts_of(default_reference("docx"))
    parts["word/styles.xml"] = _styles(parts["word/styles.xml"])
    parts["word/theme/theme1.xml"] = _theme(parts["word/theme/theme1.xml"])
    parts["word/fontTable.xml"] = _fonts(parts["word/fontTable.xml"])
    parts["word/footer1.xml"] = _footer()
    parts["word/document.xml"] = _page(parts["word/document.xml"])
    parts["word/_rels/document.xml.rels"] = _relation(parts["word/_rels/document.xml.rels"])
    parts["[Content_Types].xml"] = _content_types(parts["[Content_Types].xml"])
    return packed(parts)


def w(name: str) -> str:
    """A name of WordprocessingML, as lxml writes it."""
    return f"{{{W}}}{name}"


def written(root: etree._Element) -> bytes:
    """An XML part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def styles_by_name(root: etree._Element) -> dict[str, etree._Element]:
    """The paragraph and table styles of a styles part; Word does not mind the case of a name."""
    return {
        style.find(w("name")).get(w("val")).lower(): style
        for style in root.iter(w("style"))
        if style.get(w("type")) in ("paragraph", "table") and style.find(w("name")) is not None
    }


def _styles(given: bytes) -> bytes:
    root = etree.fromstring(given)
    defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    for child in list(defaults):
        defaults.remove(child)
    fonts = f'<w:rFonts xmlns:w="{W}" w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{SECOND_FONT}"/>'
    for text in (fonts, f'<w:sz xmlns:w="{W}" w:val="21"/>', f'<w:szCs xmlns:w="{W}" w:val="21"/>', _LANGUAGE):
        defaults.append(etree.fromstring(text))
    known = styles_by_name(root)
    for look in LOOKS:
        _put(root, known, look)
    root.replace(known["table"], etree.fromstring(_TABLE))
    return written(root)


def add_missing_styles(given: bytes) -> bytes:
    """A styles part of others, with those of our styles that it lacks; what it has stays as it is."""
    root = etree.fromstring(given)
    known = styles_by_name(root)
    if "normal" not in known:
        raise ValueError("without a style Normal")
    for look in LOOKS:
        if look.name.lower() not in known:
            _put(root, known, look)
    if "table" not in known:
        ours = etree.fromstring(_TABLE)
        # Tables that the ministry makes itself keep its own look.
        ours.attrib.pop(w("default"))
        root.append(ours)
    return written(root)


def _put(root: etree._Element, known: dict[str, etree._Element], look: Look) -> None:
    """Give a style our look, or add it; ``known`` learns of it."""
    style = known.get(look.name.lower())
    if style is None:
        attributes = {w("type"): "paragraph", w("styleId"): look.name.replace(" ", "")}
        style = etree.SubElement(root, w("style"), attributes)
        if look.name in _OUR_OWN:
            style.set(w("customStyle"), "1")
        etree.SubElement(style, w("name"), {w("val"): look.name})
        known[look.name.lower()] = style
    _dress(style, look, {name: item.get(w("styleId"), "") for name, item in known.items()})


def _dress(style: etree._Element, look: Look, ids: dict[str, str]) -> None:
    """Give a style our look; what else it says of itself stays, but for what made it look otherwise."""
    for name in ("basedOn", "link", "pPr", "rPr", "semiHidden", "unhideWhenUsed", "rsid"):
        for child in style.findall(w(name)):
            style.remove(child)
    if look.based_on:
        based = etree.Element(w("basedOn"), {w("val"): ids[look.based_on.lower()]})
        style.insert(1, based)
    if style.find(w("qFormat")) is None:
        etree.SubElement(style, w("qFormat"))
    style.extend(etree.fromstring(f'<x xmlns:w="{W}">{_paragraph(look)}{_run(look)}</x>'))


def _paragraph(look: Look) -> str:
    parts = ["<w:keepNext/><w:keepLines/>" if look.keep else ""]
    if look.mark:
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="{size}" w:space="6" w:color="{MARK_LINE}"/>'
            for side, size in (("left", 24),)
        )
        parts.append(f'<w:pBdr>{sides}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{MARK}"/>')
    line = f' w:line="{round(240 * look.line)}" w:lineRule="auto"' if look.line else ""
    parts.append(f'<w:spacing w:before="{round(look.before * 20)}" w:after="{round(look.after * 20)}"{line}/>')
    if look.mark:
        parts.append('<w:ind w:left="170" w:right="0"/>')
    if look.level:
        parts.append(f'<w:outlineLvl w:val="{look.level - 1}"/>')
    return f"<w:pPr>{''.join(parts)}</w:pPr>"


def _run(look: Look) -> str:
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    colour = f'<w:color w:val="{look.colour}"/>' if look.colour else ""
    size = f'<w:sz w:val="{round(look.size * 2)}"/><w:szCs w:val="{round(look.size * 2)}"/>' if look.size else ""
    return f"<w:rPr>{bold}{colour}{size}</w:rPr>"


_TABLE = f"""<w:style xmlns:w="{W}" w:type="table" w:default="1" w:customStyle="1" w:styleId="Table">
<w:name w:val="Table"/><w:qFormat/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>
<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="20" w:type="dxa"/>
<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr>
<w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/></w:tcBorders>
<w:shd w:val="clear" w:color="auto" w:fill="{GROUND}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>
</w:style>"""


def _theme(given: bytes) -> bytes:
    """The font that a chart takes, which looks no further than the theme: one that every office program has."""
    root = etree.fromstring(given)
    for kind in ("majorFont", "minorFont"):
        latin = root.find(f".//{{{A}}}{kind}/{{{A}}}latin")
        latin.attrib.clear()
        latin.set("typeface", SECOND_FONT)
    return written(root)


def _fonts(given: bytes) -> bytes:
    root = etree.fromstring(given)
    root.insert(
        0,
        etree.fromstring(
            f'<w:font xmlns:w="{W}" w:name="{FONT}"><w:altName w:val="{SECOND_FONT}"/><w:charset w:val="00"/>'
            '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        ),
    )
    return written(root)


def _footer() -> bytes:
    def field(name: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    words = [f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>' for words in ("Bladzijde ", " van ")]
    return written(
        etree.fromstring(
            f'<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="right"/></w:pPr>'
            f"{words[0]}{field('PAGE')}{words[1]}{field('NUMPAGES')}</w:p></w:ftr>"
        )
    )


def _page(given: bytes) -> bytes:
    root = etree.fromstring(given)
    section = root.find(f"{w('body')}/{w('sectPr')}")
    margin, footer = round(MARGIN_MM * _TWIPS_PER_MM), round(FOOTER_MM * _TWIPS_PER_MM)
    wide, high = (round(side * _TWIPS_PER_MM) for side in PAGE_MM)
    new = etree.fromstring(
        f'<w:sectPr xmlns:w="{W}" xmlns:r="{R}"><w:footerReference w:type="default" r:id="rIdFooter"/>'
        f'<w:pgSz w:w="{wide}" w:h="{high}"/><w:pgMar w:top="{margin}" w:right="{margin}" w:bottom="{margin}"'
        f' w:left="{margin}" w:header="{footer}" w:footer="{footer}" w:gutter="0"/><w:cols w:space="708"/></w:sectPr>'
    )
    section.getparent().replace(section, new)
    return written(root)


def _relation(given: bytes) -> bytes:
    root = etree.fromstring(given)
    etree.SubElement(
        root, f"{{{RELATIONS}}}Relationship", {"Id": "rIdFooter", "Type": f"{R}/footer", "Target": "footer1.xml"}
    )
    return written(root)


def _content_types(given: bytes) -> bytes:
    root = etree.fromstring(given)
    part = {"PartName": "/word/footer1.xml", "ContentType": _FOOTER_TYPE}
    etree.SubElement(root, f"{{{TYPES}}}Override", part)
    return written(root)
