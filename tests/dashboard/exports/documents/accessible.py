"""What a document must have for who does not see it, read from the file itself and not from what made it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_DC = "http://purl.org/dc/elements/1.1/"


def faults_of(content: bytes) -> list[str]:
    """All that is wrong with a DOCX or ODT; nothing for a good one."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return list(_docx(parts) if "word/document.xml" in parts else _odt(parts))


def _docx(parts: dict[str, bytes]) -> Iterator[str]:
    document, styles, core = (
        etree.fromstring(parts[name]) for name in ("word/document.xml", "word/styles.xml", "docProps/core.xml")
    )
    yield from _properties(core)
    language = styles.find(f".//{{{_W}}}docDefaults//{{{_W}}}lang")
    if language is None or language.get(f"{{{_W}}}val") != "nl-NL":
        yield "the language of the text is not Dutch"
    names = {
        style.get(f"{{{_W}}}styleId"): style.find(f"{{{_W}}}name").get(f"{{{_W}}}val") for style in _styles(styles)
    }
    headings = []
    for paragraph in document.iter(f"{{{_W}}}p"):
        style = paragraph.find(f"{{{_W}}}pPr/{{{_W}}}pStyle")
        name = names.get(style.get(f"{{{_W}}}val"), "") if style is not None else ""
        if name.lower().startswith("heading "):
            headings.append((int(name.split()[1]), "".join(paragraph.itertext())))
    yield from _headings(headings)
    numbers = []
    for drawing in document.iter(f"{{{_WP}}}docPr"):
        numbers.append(drawing.get("id"))
        if not (drawing.get("descr") or "").strip():
            yield f"drawing {drawing.get('name')} has no words"
    if len(set(numbers)) != len(numbers):
        yield "two drawings have the same number"
    for table in document.iter(f"{{{_W}}}tbl"):
        if table.find(f"{{{_W}}}tr/{{{_W}}}trPr/{{{_W}}}tblHeader") is None:
            yield "a table has no row of heads"
        if table.find(f"{{{_W}}}tblPr/{{{_W}}}tblCaption") is None:
            yield "a table has no caption"
    notes = etree.fromstring(parts["word/footnotes.xml"]).iter(f"{{{_W}}}footnote")
    written = [note.get(f"{{{_W}}}id") for note in notes if note.get(f"{{{_W}}}type") is None]
    referred = [note.get(f"{{{_W}}}id") for note in document.iter(f"{{{_W}}}footnoteReference")]
    if written != referred:
        yield f"footnotes {written} are referred to as {referred}"


def _styles(root: etree._Element) -> Iterator[etree._Element]:
    return root.iter(f"{{{_W}}}style")


def _odt(parts: dict[str, bytes]) -> Iterator[str]:
    content, styles, meta = (etree.fromstring(parts[name]) for name in ("content.xml", "styles.xml", "meta.xml"))
    text, style, fo, table, draw, svg = (
        _ODF.format(name) for name in ("text", "style", "xsl-fo-compatible", "table", "drawing", "svg-compatible")
    )
    yield from _properties(meta)
    default = styles.find(f".//{{{style}}}default-style[@{{{style}}}family='paragraph']/{{{style}}}text-properties")
    if (default.get(f"{{{fo}}}language"), default.get(f"{{{fo}}}country")) != ("nl", "NL"):
        yield "the language of the text is not Dutch"
    headings = content.iter(f"{{{text}}}h")
    yield from _headings([(int(item.get(f"{{{text}}}outline-level")), "".join(item.itertext())) for item in headings])
    for frame in content.iter(f"{{{draw}}}frame"):
        said = frame.find(f"{{{svg}}}desc")
        if said is None or not (said.text or "").strip():
            yield f"picture {frame.get(f'{{{draw}}}name')} has no words"
    for item in content.iter(f"{{{table}}}table"):
        if item.find(f"{{{table}}}table-header-rows") is None:
            yield "a table has no row of heads"
        if "Caption" not in item.getprevious().get(f"{{{text}}}style-name"):
            yield "a table has no caption"
    numbers = [item.findtext(f"{{{text}}}note-citation") for item in content.iter(f"{{{text}}}note")]
    if numbers != [str(number) for number in range(1, len(numbers) + 1)]:
        yield f"footnotes are numbered {numbers}"


def _properties(root: etree._Element) -> Iterator[str]:
    for name in ("title", "subject", "creator"):
        if not (root.findtext(f".//{{{_DC}}}{name}") or "").strip():
            yield f"its properties have no {name}"
    if root.findtext(f".//{{{_DC}}}language") != "nl-NL":
        yield "its properties do not say that it is in Dutch"


def _headings(found: Sequence[tuple[int, str]]) -> Iterator[str]:
    before = 0
    for level, words in found:
        if not words.strip():
            yield "a heading is empty"
        if level > before + 1:
            yield f"heading ‘{words}’ jumps from level {before} to {level}"
        before = level
