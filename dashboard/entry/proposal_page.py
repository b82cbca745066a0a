"""The page of one proposal: all it would change, and what the reader may do with it, or why not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dashboard.components.error_summary import error_summary
from dashboard.components.form_field import field_id
from dashboard.entry.places import DECISION, HAPPENED, HOME, MESSAGES, NUMBER, TAKE_OVER, UNCHANGED, asked_number, deed
from dashboard.entry.proposal_change import add_row_ways
from dashboard.entry.proposal_decision import decision_form, ways_on
from dashboard.entry.proposal_list import contents, embargo_phrase, origin_phrase, state_phrase
from dashboard.entry.proposal_rows import proposal_rows
from dashboard.entry.proposal_warnings import warnings_panel
from dashboard.entry.take_over import may_take_over
from dashboard.services import Services
from dashboard.web.static_html import Element, Static
from dashboard.words import moment_phrase
from dashboard.workbench import Visit, post_form
from data_sources.proposals import Proposal
from metrics.text.numbers import number

NAME = "Voorstel"


def render(visit: Visit, services: Services) -> Static:
    """The page of the proposal that the address asks for. Raises UsageError for one that is not there."""
    proposal = services.desk.proposal(asked_number(visit.asked(NUMBER), "voorstel"))
    return proposal_page(visit, services, proposal)


def proposal_page(
    visit: Visit, services: Services, proposal: Proposal, *, typed: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None, decision: str = "",
) -> Static:  # fmt: skip
    """``typed`` and ``wrong``: what a form on the page was sent with, and what is wrong in it; ``decision``: the one
    that it was about.
    """
    desk, typed, wrong = services.desk, typed or {}, wrong or {}
    known, may_change = desk.known(), desk.why_not_change(visit.person, proposal) is None
    message = _message(visit) if not wrong else None
    deciding = decision_form(visit, desk, proposal, typed, wrong, decision or visit.asked(DECISION))
    # Who is asked to confirm something sees nothing else to do than that, or not.
    further = [] if deciding else ways_on(visit, desk, proposal)
    own_ways = [add_row_ways(proposal)] if may_change and not deciding else []
    return Element(
        "div",
        Element("p", Element("a", "Terug naar Invoer", href=HOME), class_="back"),
        Element("h1", f"Voorstel {proposal.id}: {contents(proposal)}"),
        Element("p", message, class_="happened", role="status") if message else None,
        error_summary([(text, field_id(name)) for name, text in wrong.items()], nothing_done="Er is niets veranderd.")
        if wrong
        else None,
        _facts(proposal, services.now()),
        *_take_over(visit, proposal),
        *deciding,
        warnings_panel(proposal, known),
        proposal_rows(desk, proposal, known, may_change=may_change and not deciding),
        *own_ways,
        *further,
        class_="entry",
    )


def _message(visit: Visit) -> str | None:
    """What was just done, by a word in the address that we know."""
    message, unchanged = MESSAGES.get(visit.asked(HAPPENED)), visit.asked(UNCHANGED)
    if message is None or not unchanged:
        return message
    count = asked_number(unchanged, "rij")
    same = (
        "Eén rij stond er al precies zo en doet"
        if count == 1
        else f"{number(count)} rijen stonden er al precies zo en doen"
    )
    return f"{message} {same} niet mee."


def _take_over(visit: Visit, proposal: Proposal) -> list[Static]:
    """The way on with what came back, for who made it."""
    if not may_take_over(visit.person, proposal):
        return []
    button = Element("button", "Als nieuw concept overnemen", type="submit", class_="button primary")
    return [
        Element(
            "section", Element("h2", "Verder met dit voorstel", id="overnemen"),
            Element("p", "De rijen komen in een nieuw concept, dat u kunt wijzigen en opnieuw indienen. Dit voorstel"
                    " verandert niet."),
            post_form(visit.visitor, deed(TAKE_OVER, proposal.id), [Element("div", button, class_="buttons")]),
            class_="panel", aria_labelledby="overnemen",
        )
    ]  # fmt: skip


def _facts(proposal: Proposal, now: datetime) -> Element:
    facts = [
        ("Stand", state_phrase(proposal)),
        ("Gemaakt door", f"{proposal.author_name} ({proposal.author}) op {moment_phrase(proposal.created_at)}"),
        ("Hoe", origin_phrase(proposal)),
    ]
    visible = embargo_phrase(proposal, now)
    facts += [("Zichtbaar", visible)] if visible else []
    if proposal.decision is not None and proposal.decision.reason:
        facts.append(("Reden van het besluit", proposal.decision.reason))
    parts = [part for name, text in facts for part in (Element("dt", name), Element("dd", text))]
    return Element("dl", *parts, class_="facts")
