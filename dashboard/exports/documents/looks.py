"""How our own documents look: one table of styles, from which both reference documents are made.

A ministry's brief.docx or brief.odt replaces all of it; what counts then are the names of the styles.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

# Whoever does not have the first gets the second, which is on every machine of an office.
FONT, SECOND_FONT = "Fira Sans", "Arial"
INK, SOFT, ACCENT, LINE, GROUND, MARK, MARK_LINE = "1b2733", "52606d", "14477a", "b9c3cd", "eef2f6", "fff4d6", "b45309"
PAGE_MM, MARGIN_MM, FOOTER_MM = (210, 297), 25, 12


@dataclass(frozen=True)
class Look:
    """One style of paragraphs. Sizes are points, ``line`` a share of the size of the type.

    odt: its name in OpenDocument, where that is another. based_on: a style by the name that Word gives it. level: of a
    heading. keep: stays with what follows. mark: stands in a box that cannot be missed.
    """

    name: str
    odt: str = ""
    based_on: str = "Normal"
    size: float | None = None
    colour: str | None = None
    bold: bool = False
    before: float = 0
    after: float = 0
    line: float | None = None
    level: int | None = None
    keep: bool = False
    mark: bool = False

    @property
    def odt_name(self) -> str:
        """As OpenDocument writes it within the file: without spaces."""
        return (self.odt or self.name).replace(" ", "_20_")


_CAPTION = Look("caption", odt="Caption", size=9.5, colour=INK, bold=True, before=12, after=4, line=1.15, keep=True)


def _heading(level: int, size: float, colour: str, *, before: float, after: float) -> Look:
    return Look(
        f"heading {level}", odt=f"Heading {level}", size=size, colour=colour, bold=True, before=before, after=after,
        line=1.15, level=level, keep=True,
    )  # fmt: skip


LOOKS = (
    Look("Normal", odt="Standard", based_on="", size=10.5, colour=INK, line=1.25),
    Look("Body Text", odt="Text body", after=8),
    Look("First Paragraph", odt="First paragraph", based_on="Body Text", after=8),
    Look("Title", size=20, colour=ACCENT, bold=True, after=14, line=1.1, keep=True),
    _heading(1, 15, ACCENT, before=18, after=6),
    _heading(2, 12.5, ACCENT, before=14, after=4),
    _heading(3, 10.5, INK, before=12, after=3),
    _heading(4, 10.5, SOFT, before=10, after=2),
    _CAPTION,
    replace(_CAPTION, name="Table Caption", odt="TableCaption", based_on="caption"),
    Look("Figure", after=4, line=1.0, keep=True),
    Look("Figure met tabel", after=4, line=1.0),
    Look("bron", size=8.5, colour=SOFT, after=8, line=1.2),
    Look("let-op", size=10, colour=INK, before=6, after=10, line=1.2, mark=True),
    Look("Compact", odt="Table Contents", size=9, before=2, after=2, line=1.1),
    Look("Table Heading", based_on="Compact", size=9, bold=True, before=2, after=2, line=1.1, keep=True),
    Look("footnote text", odt="Footnote", size=8.5, colour=INK, after=2, line=1.15),
    Look("footer", odt="Footer", size=8, colour=SOFT, line=1.0),
)
