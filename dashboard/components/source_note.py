"""Where a figure comes from and since when it was known."""

from __future__ import annotations

from dash import html

from dashboard.words import known_on_phrase, source_name, stranger_phrase
from data_sources.contract import Load


def source_note(load: Load) -> html.P:
    """The source of one load, with a link to look it up; a stand-in's figures say whose they are."""
    stranger = stranger_phrase(load)
    mark = html.Strong(f" Let op: {stranger}.") if stranger else None
    link = html.A(source_name(load), href=load.source_url)
    return html.P(["Bron: ", link, f" ({known_on_phrase(load)}, lading {load.id}).", mark], className="source")
