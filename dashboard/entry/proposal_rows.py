"""The rows of a proposal on its page: what each would change, with what the reader should know of it."""

from __future__ import annotations

from dashboard.components.row_change import row_change
from dashboard.desk.desk import Desk
from dashboard.entry.changes import change_of
from dashboard.entry.new_document import with_rows
from dashboard.entry.places import DECISION, DROP, KIND, NUMBER, OF, PLACE, PROPOSAL, ROW, SLUGS, address
from dashboard.entry.public_view import public_notes
from dashboard.web.static_html import Element, Static
from data_sources.pilots.intake import Known
from data_sources.proposals import APPROVED, DRAFT, SUBMITTED, Proposal, ProposedRow
from data_sources.records import Record

_STALE = "Intussen is deze rij door iemand anders veranderd. Haal de rij uit het voorstel en maak de correctie opnieuw."


def proposal_rows(desk: Desk, proposal: Proposal, known: Known, *, may_change: bool) -> Element:
    """All rows. ``may_change``: whether the reader may change them."""
    is_open = proposal.state in {DRAFT, SUBMITTED}
    public, named = public_notes(proposal.rows, known), with_rows(known, proposal.rows)
    changes = [
        row_change(
            change_of(
                row, place, named, before=before_of(desk, row, known),
                notes=_notes(row, proposal, known, public.get(place)),
                happened=proposal.state == APPROVED, ways=_row_ways(proposal, row, place) if may_change else (),
            )
        )
        for place, row in enumerate(proposal.rows)
    ]  # fmt: skip
    empty = [] if changes else [Element("p", "In dit voorstel staan geen rijen.", class_="hint")]
    return Element(
        "section",
        Element("h2", "Wat er zou veranderen" if is_open else "Wat het voorstel inhield", id="rijen"),
        *changes, *empty, class_="panel", aria_labelledby="rijen",
    )  # fmt: skip


def before_of(desk: Desk, row: ProposedRow, known: Known) -> Record | None:
    """The record that a row replaces, also when another one has taken its place since."""
    if row.replaces is None:
        return None
    standing = known.standing.get((row.kind, row.key))
    if standing is not None and standing.entry == row.replaces:
        return standing.record
    return next((line.record for line in desk.history(row.kind, row.key) if line.id == row.replaces), None)


def _notes(row: ProposedRow, proposal: Proposal, known: Known, public: str | None) -> list[str]:
    standing = known.standing.get((row.kind, row.key))
    answers = standing.entry if standing else None
    is_stale = proposal.state in {DRAFT, SUBMITTED} and answers != row.replaces
    return [*([_STALE] if is_stale else []), *([public] if public else [])]


def _row_ways(proposal: Proposal, row: ProposedRow, place: int) -> list[Static]:
    heard = Element("span", f" van rij {place + 1}", class_="heard")
    ways: list[Static] = []
    if not row.withdraws:
        ways.append(
            Element(
                "a", "Wijzigen", heard, class_="button",
                href=address(ROW, **{KIND: SLUGS[row.kind], OF: proposal.id, PLACE: place}),
            )
        )  # fmt: skip
    # A proposal without rows is none: the last one goes by withdrawing the proposal.
    if len(proposal.rows) > 1:
        at = address(PROPOSAL, **{NUMBER: proposal.id, DECISION: DROP, PLACE: place})
        ways.append(Element("a", "Weghalen", heard, class_="button", href=f"{at}#besluit"))
    return ways
