"""A document as the tree that pandoc builds files from."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dashboard.exports.document import Block, ChartBlock, Document, Heading, Span, TableBlock, TextBlock
from dashboard.exports.documents.inlines import LANGUAGE, Node, note, paragraph, text
from dashboard.exports.documents.tables import table_node

# What a kind of file puts beneath the caption of a chart.
DrawChart = Callable[[ChartBlock], list[Node]]

API_VERSION = [1, 23, 1]


def tree(document: Document, *, draw_chart: DrawChart) -> Node:
    """The whole document; ``draw_chart`` says what stands beneath the caption of a chart."""
    blocks = [node for block in document.blocks for node in _nodes(block, draw_chart)]
    meta = {"title": {"t": "MetaInlines", "c": text(document.title)}, "lang": {"t": "MetaString", "c": LANGUAGE}}
    return {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": blocks}


def _nodes(block: Block, draw_chart: DrawChart) -> Iterator[Node]:
    match block:
        case Heading(text=words, level=level):
            if words.strip():
                yield {"t": "Header", "c": [level, ["", [], []], text(words)]}
        case TextBlock(spans=spans, style=style):
            if inlines := [node for span in spans for node in _span(span)]:
                yield paragraph(inlines, style)
        case ChartBlock(caption=caption, footnote=footnote):
            yield paragraph([*text(caption), *note(footnote)], "Caption")
            yield from draw_chart(block)
        case TableBlock(table=table, footnote=footnote):
            yield table_node(table, [*text(table.caption), *note(footnote)])


def _span(span: Span) -> list[Node]:
    words = text(span.text)
    return [*([{"t": "Strong", "c": words}] if span.strong and words else words), *note(span.footnote)]
