"""An SVG that stands on its own: its size in millimetres, its words for who does not see it, its letters within."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.exports.fonts import font_faces
from dashboard.figures.fitting import Fitted

if TYPE_CHECKING:
    from dashboard.exports.pictures import PictureWords

_SVG = "{http://www.w3.org/2000/svg}"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
# Weights that charts are lettered in.
_WEIGHTS = (400, 700)
# By what plotly names parts of one drawing: made up anew for each.
_OWN_NAME = re.compile(rb'id="(?:top)?defs-([0-9a-f]{6})"')


def svg_file(content: bytes, words: PictureWords, made: Fitted, *, frontend: Path) -> bytes:
    """The picture with size, words and font in it."""
    from lxml import etree

    # Nothing outside is read: it is our own drawing, of texts that others wrote.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(_same_names(content), parser)
    root.set("width", f"{made.width_mm:g}mm")
    root.set("height", f"{made.height_mm:g}mm")
    root.set("viewBox", f"0 0 {made.figure.layout.width:g} {made.figure.layout.height:g}")
    root.set("role", "img")
    root.set("lang", "nl")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "nl")
    root.set("aria-labelledby", "titel beschrijving")
    title, description = _element(etree, "title", words.title), _element(etree, "desc", words.alt)
    title.set("id", "titel")
    description.set("id", "beschrijving")
    faces = font_faces(frontend, ["".join(node.itertext()) for node in root.iter(f"{_SVG}text")], _WEIGHTS)
    style = [_element(etree, "style", faces)] if faces else []
    for place, element in enumerate([title, description, _metadata(etree, words), *style]):
        root.insert(place, element)
    made_of: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made_of


def _same_names(content: bytes) -> bytes:
    """The same drawing gives the same file."""
    found = _OWN_NAME.search(content)
    return re.sub(rb"(?<=[A-Za-z-])" + found[1], b"vt", content) if found else content


def _metadata(etree: Any, words: PictureWords) -> Any:
    metadata = etree.Element(f"{_SVG}metadata", nsmap={"dc": _DUBLIN})
    for name, text in (
        ("source", words.source), ("rights", words.licence), ("description", "\n".join(words.lines)),
        ("creator", words.software), ("language", "nl"),
    ):  # fmt: skip
        etree.SubElement(metadata, f"{{{_DUBLIN}}}{name}").text = text
    return metadata


def _element(etree: Any, name: str, text: str) -> Any:
    element = etree.Element(f"{_SVG}{name}")
    element.text = text
    return element
