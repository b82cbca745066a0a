"""Our own reference document for OpenDocument: pandoc's, with our styles, A4, page numbers and Dutch."""

from __future__ import annotations

import re
from functools import cache

from lxml import etree

from dashboard.exports.documents.looks import (
    FONT,
    LOOKS,
    MARGIN_MM,
    MARK,
    MARK_LINE,
    PAGE_MM,
    SECOND_FONT,
    SOFT,
    Look,
)
from dashboard.exports.documents.package import packed, parts_of
from dashboard.exports.documents.pandoc import default_reference

SPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{what}:1.0"
    for name, what in {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible", "meta": "meta",
    }.items()
}  # fmt: skip
_DECLARED = " ".join(f'xmlns:{name}="{address}"' for name, address in SPACES.items())


def o(name: str) -> str:
    """A name of OpenDocument ('text:p'), as lxml writes it."""
    space, local = name.split(":")
    return f"{{{SPACES[space]}}}{local}"


def fragment(text: str) -> etree._Element:
    """A piece of OpenDocument."""
    return etree.fromstring(f"<x {_DECLARED}>{text}</x>")[0]


def written(root: etree._Element) -> bytes:
    """An XML part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def text_width_mm(styles: bytes) -> float:
    """How wide the text of a page is, by a styles part; as wide as need be where it does not say so."""
    layout = next(etree.fromstring(styles).iter(o("style:page-layout-properties")), None)
    if layout is None:
        return float("inf")
    whole, left, right = (
        _mm(layout.get(o(f"fo:{side}"), "")) for side in ("page-width", "margin-left", "margin-right")
    )
    return float("inf") if whole is None else whole - (left or 0.0) - (right or 0.0)


def _mm(length: str) -> float | None:
    found = re.fullmatch(r"([\d.]+)(mm|cm|in|pt)", length)
    return float(found[1]) * {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}[found[2]] if found else None


@cache
def reference_odt() -> bytes:
    """The file. Made at its first use, from what is in this package and in pandoc's."""
    parts = parts_of(default_reference("odt"))
    root = etree.fromstring(parts["styles.xml"])
    _font(root)
    styles = root.find(o("office:styles"))
    for look in LOOKS:
        put_look(styles, look)
    _footnotes(styles)
    _page(root)
    parts["styles.xml"] = written(root)
    return packed(parts)


def put_look(styles: etree._Element, look: Look) -> None:
    """Give a style our look, or add it."""
    own = next((item for item in styles.findall(o("style:style")) if item.get(o("style:name")) == look.odt_name), None)
    if own is None:
        own = etree.SubElement(
            styles, o("style:style"), {o("style:name"): look.odt_name, o("style:family"): "paragraph"}
        )
        if "_20_" in look.odt_name:
            own.set(o("style:display-name"), look.odt or look.name)
    for child in list(own):
        own.remove(child)
    if based := next((item for item in LOOKS if item.name == look.based_on), None):
        own.set(o("style:parent-style-name"), based.odt_name)
    if look.level:
        own.set(o("style:default-outline-level"), str(look.level))
    own.append(fragment(_paragraph(look)))
    own.append(fragment(_run(look)))


def _paragraph(look: Look) -> str:
    left, indent = (3, 0) if look.mark else (4, -4) if look.name == "footnote text" else (0, 0)
    words = [
        f'fo:margin-top="{look.before:g}pt" fo:margin-bottom="{look.after:g}pt" fo:text-indent="{indent}mm"'
        f' fo:margin-left="{left}mm" fo:margin-right="0mm" style:contextual-spacing="false"'
    ]
    if look.line:
        words.append(f'fo:line-height="{round(look.line * 100)}%"')
    if look.keep:
        words.append('fo:keep-with-next="always" fo:keep-together="always"')
    if look.mark:
        words.append(
            f'fo:background-color="#{MARK}" fo:border-left="3pt solid #{MARK_LINE}" fo:border-right="none"'
            ' fo:border-top="none" fo:border-bottom="none" fo:padding="2mm"'
        )
    if look.name == "footer":
        words.append('fo:text-align="end"')
    return f"<style:paragraph-properties {' '.join(words)}/>"


def _run(look: Look) -> str:
    words = []
    if look.size:
        words += [
            f'{name}="{look.size:g}pt"' for name in ("fo:font-size", "style:font-size-asian", "style:font-size-complex")
        ]
    if look.colour:
        words.append(f'fo:color="#{look.colour}" style:use-window-font-color="false"')
    weight = "bold" if look.bold else "normal"
    if look.bold or look.level or look.name in ("Title", "caption"):
        words.append(f'fo:font-weight="{weight}" style:font-weight-asian="{weight}" fo:font-style="normal"')
    return f"<style:text-properties {' '.join(words)}/>"


def _footnotes(styles: etree._Element) -> None:
    """Numbered through the document, small and raised, each with its text a little to the right of its number."""
    for found in styles.findall(o("text:notes-configuration")):
        if found.get(o("text:note-class")) == "footnote":
            styles.remove(found)
    styles.append(
        fragment(
            '<text:notes-configuration text:note-class="footnote" text:citation-style-name="Footnote_20_Symbol"'
            ' text:citation-body-style-name="Footnote_20_anchor" style:num-format="1" text:start-value="0"'
            ' text:footnotes-position="page" text:start-numbering-at="document"/>'
        )
    )


def _font(root: etree._Element) -> None:
    faces = root.find(o("office:font-face-decls"))
    faces.append(
        fragment(
            f'<style:font-face style:name="{FONT}" svg:font-family="\'{FONT}\', {SECOND_FONT}"'
            ' style:font-family-generic="swiss" style:font-pitch="variable"/>'
        )
    )
    for default in root.iter(o("style:default-style")):
        for text in default.findall(o("style:text-properties")):
            text.set(o("style:font-name"), FONT)
            text.set(o("fo:language"), "nl")
            text.set(o("fo:country"), "NL")
    # Headings and captions had fonts of their own.
    for text in root.find(o("office:styles")).iter(o("style:text-properties")):
        if text.getparent().tag == o("style:style") and text.get(o("style:font-name")) != "Courier New":
            text.attrib.pop(o("style:font-name"), None)


def _page(root: etree._Element) -> None:
    layout = root.find(f".//{o('style:page-layout-properties')}")
    wide, high = PAGE_MM
    for name, value in {"fo:page-width": wide, "fo:page-height": high}.items():
        layout.set(o(name), f"{value}mm")
    for side in ("top", "right", "bottom", "left"):
        # The footer stands within the lower margin, as it does in Word.
        layout.set(o(f"fo:margin-{side}"), f"{MARGIN_MM if side != 'bottom' else 12}mm")
    line = layout.find(o("style:footnote-sep"))
    line.set(o("style:line-style"), "solid")
    line.set(o("style:color"), f"#{SOFT}")
    footer = root.find(f".//{o('style:footer-style')}/{o('style:header-footer-properties')}")
    footer.set(o("fo:min-height"), "13mm")
    footer.set(o("fo:margin-top"), "8mm")
    master = root.find(f".//{o('style:master-page')}/{o('style:footer')}")
    for child in list(master):
        master.remove(child)
    master.append(
        fragment(
            '<text:p text:style-name="Footer">Bladzijde <text:page-number text:select-page="current">1'
            "</text:page-number> van <text:page-count>1</text:page-count></text:p>"
        )
    )
