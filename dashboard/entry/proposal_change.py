"""What the author of a draft may do with its rows on its page: add one."""

from __future__ import annotations

from dashboard.entry.places import KIND, KINDS, OF, ROW, address
from dashboard.entry.rows import kind_name
from dashboard.web.static_html import Element
from data_sources.proposals import Proposal


def add_row_ways(proposal: Proposal) -> Element:
    """The ways to the form of each kind, for this draft."""
    buttons = [
        Element("a", kind_name(kind), href=address(ROW, **{KIND: slug, OF: proposal.id}), class_="button")
        for slug, kind in KINDS.items()
    ]
    return Element(
        "section", Element("h2", "Rij toevoegen", id="erbij"), Element("div", *buttons, class_="buttons"),
        class_="panel", aria_labelledby="erbij",
    )  # fmt: skip
