"""Where a row of the ledger was read: the document, its part, its date, and the words themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dash import html

from dashboard.exports.provenance import document_lines
from dashboard.words import document_phrase
from data_sources.ledger import Document, Source


def ledger_source(
    source: Source, documents: Mapping[str, Document], *, name: str | None = None, about: str = ""
) -> html.Details:
    """The source in one line, with the passage to fold out, or that it is not for who reads this. ``name`` stands for
    it where space is scarce; ``about`` tells it apart from its likes for who hears the page.
    """
    document = documents[source.document]
    heard = [html.Span(f" bij {about}", className="heard")] if about else []
    return html.Details(
        [
            html.Summary([name or f"Bron: {document.short}, {source.part}", *heard]),
            html.P(source.passage) if source.withheld else html.Blockquote(html.P(f"“{source.passage}”")),
            html.P(f"{document.title} ({document_phrase(document)}).", className="source"),
        ],
        className="passage short" if name else "passage",
    )


def document_notes(codes: Iterable[str], documents: Mapping[str, Document]) -> list[html.P]:
    """A line for each document, for beneath a chart."""
    found = [documents[code] for code in dict.fromkeys(codes)]
    return [html.P(line, className="source") for line in document_lines(found)]
