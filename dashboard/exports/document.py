"""A document for a letter, whatever program it is for: headings, paragraphs with real footnotes, charts and tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.exports.exported import NativeChart, WordTable


@dataclass(frozen=True)
class Span:
    """A piece of running text; ``footnote``: what stands at the foot of the page, with its number behind the piece."""

    text: str
    footnote: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Heading:
    """``level``: 1 for the highest within the document; its title stands above all."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class TextBlock:
    """A paragraph. ``style``: '' for running text, 'bron' for sources and notes in small type, 'let-op' for a mark that
    must not be missed (fiction, figures that are not public).
    """

    spans: tuple[Span, ...]
    style: str = ""


@dataclass(frozen=True)
class ChartBlock:
    """A chart with its caption and its words for who does not see it. ``png``: its picture, where it can be drawn;
    ``native``: the chart as an office program draws it, where there is such a form. ``width_mm``: of both. At least one
    of the two is there; where the kind of document takes no native chart, the table stands in its place too.
    ``footnote``: behind the caption.
    """

    caption: str
    alt: str
    png: bytes | None
    native: NativeChart | None
    width_mm: int
    height_mm: int
    footnote: str = ""


@dataclass(frozen=True)
class TableBlock:
    """A table with its caption; column heads are repeated on every page."""

    table: WordTable
    footnote: str = ""


Block = Heading | TextBlock | ChartBlock | TableBlock


@dataclass(frozen=True)
class Document:
    """A whole document in Dutch. ``subject``: one line on what it is, for its properties; ``made_at``: aware."""

    title: str
    subject: str
    blocks: tuple[Block, ...]
    made_at: datetime
