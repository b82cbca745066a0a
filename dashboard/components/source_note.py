"""Where a figure comes from and since when it was known."""

from __future__ import annotations

from dash import html

from dashboard.words import known_on_phrase
from data_sources.contract import Load


def source_note(load: Load) -> html.P:
    """The source of one load, with a link to look it up; a stand-in's figures say whose they are."""
    stranger = [html.Strong(f" Niet van CBS ({load.host}).")] if load.host and load.kind == "demo" else []
    return html.P(
        ["Bron: ", html.A(load.source_title, href=load.source_url), f" ({known_on_phrase(load)}).", *stranger],
        className="source",
    )
