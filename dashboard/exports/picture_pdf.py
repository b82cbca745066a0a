"""A PDF of one page as large as its picture, which says in Dutch what it shows."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from dashboard.figures.fitting import Fitted

if TYPE_CHECKING:
    from dashboard.exports.pictures import PictureWords

_POINTS_PER_MM = 72 / 25.4


def pdf_file(content: bytes, words: PictureWords, made: Fitted) -> bytes:
    """The page at its exact size, with its words in it; without the moment of making, so that it stays the same."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, RectangleObject, TextStringObject

    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    (page,) = writer.pages
    top = float(page.mediabox.top)
    # The browser rounds a page up to whole pixels; the picture stands at its top left.
    box = RectangleObject((0, top - made.height_mm * _POINTS_PER_MM, made.width_mm * _POINTS_PER_MM, top))
    for name in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        page[NameObject(name)] = box
    writer.metadata = {
        "/Title": words.title, "/Subject": words.alt, "/Keywords": words.source, "/Author": words.software,
        "/Creator": words.software, "/Producer": words.software, "/Rights": words.licence,
    }  # fmt: skip
    root: Any = writer.root_object
    root[NameObject("/Lang")] = TextStringObject("nl-NL")
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}  # the title, not the name of the file
    )
    _say(root, TextStringObject(words.alt))
    made_of = BytesIO()
    writer.write(made_of)
    return made_of.getvalue()


def _say(root: Any, alt: Any) -> None:
    """Give the one figure of a tagged page its text for who does not see it."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    waiting = [root.get("/StructTreeRoot")]
    while waiting:
        part = waiting.pop()
        part = part.get_object() if part is not None else None
        if isinstance(part, ArrayObject):
            waiting += list(part)
        elif isinstance(part, DictionaryObject):
            if part.get("/S") in {"/Figure", "/Image"}:
                part[NameObject("/Alt")] = alt
            waiting.append(part.raw_get("/K") if "/K" in part else None)
