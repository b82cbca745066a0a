"""What is odd about the rows of a proposal, above them: for who made it and who is to approve it to look at."""

from __future__ import annotations

from dashboard.entry.changes import row_anchor
from dashboard.entry.row_form import finding_text
from dashboard.web.static_html import Element
from data_sources.pilots.intake import Known
from data_sources.pilots.warnings import warnings_of
from data_sources.proposals import DRAFT, SUBMITTED, Proposal


def warnings_panel(proposal: Proposal, known: Known) -> Element | None:
    """A panel with a line for each warning, with a link to its row; None of a proposal that is decided, or of none."""
    found = warnings_of(proposal.rows, known) if proposal.state in {DRAFT, SUBMITTED} else ()
    if not found:
        return None
    lines = [
        Element(
            "li", Element("a", f"Rij {item.line}, {item.column}", href=f"#{row_anchor((item.line or 1) - 1)}"),
            f": {finding_text(item)}",
        )
        for item in found
    ]  # fmt: skip
    return Element(
        "section",
        Element("h2", "Let op", id="let-op"),
        Element("p", "Dit houdt niets tegen. Kijk het na voordat u het indient of goedkeurt.", class_="hint"),
        Element("ul", *lines), class_="panel", aria_labelledby="let-op",
    )  # fmt: skip
