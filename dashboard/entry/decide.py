"""What happens with a proposal when the click that confirms is sent; a page of its own says what happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Response

from dashboard.desk.texts import why_not_reason
from dashboard.entry.draft import drop_row
from dashboard.entry.embargo import DAY, TIME, embargo_texts, read_embargo
from dashboard.entry.places import (
    APPROVE,
    DROP,
    NUMBER,
    PLACE,
    REJECT,
    SUBMIT,
    TAKE_BACK,
    TAKE_OVER,
    asked_number,
    proposal_address,
)
from dashboard.entry.proposal_decision import REASON, SEEN, seen_of
from dashboard.entry.proposal_page import proposal_page
from dashboard.entry.take_over import take_over
from dashboard.services import Services
from dashboard.web.static_html import Static
from dashboard.workbench import Visit, go
from data_sources.errors import UsageError
from data_sources.proposals import Proposal

Outcome = Response | Static
_CHANGED = "Het voorstel is veranderd sinds u het bekeek. Bekijk het opnieuw en beslis dan."
_NO_REASON = "Geef een reden, zodat de maker weet wat er anders moet."
_LONGEST = 500


def submit(visit: Visit, services: Services, proposal: Proposal) -> Outcome:
    """Keep the moment that was chosen on the way, and ask others to decide."""
    _check_seen(visit, proposal)
    day, clock = embargo_texts(proposal.visible_from)
    typed = {DAY: visit.form.get(DAY, day), TIME: visit.form.get(TIME, clock)}
    embargo = read_embargo(typed[DAY], typed[TIME], now=services.now())
    if embargo.wrong:
        return proposal_page(visit, services, proposal, typed=typed, wrong=embargo.wrong, decision=SUBMIT)
    if embargo.moment != proposal.visible_from:
        services.desk.change(visit.person, proposal.id, proposal.rows, visible_from=embargo.moment)
    services.desk.submit(visit.person, proposal.id)
    return go(proposal_address(proposal.id, happened="ingediend"))


def approve(visit: Visit, services: Services, proposal: Proposal) -> Outcome:
    _check_seen(visit, proposal)
    services.desk.approve(visit.person, proposal.id)
    return go(proposal_address(proposal.id, happened="goedgekeurd"))


def reject(visit: Visit, services: Services, proposal: Proposal) -> Outcome:
    _check_seen(visit, proposal)
    reason, wrong = _reason(visit)
    if not reason.strip() or wrong:
        found = {REASON: wrong or _NO_REASON}
        return proposal_page(visit, services, proposal, typed={REASON: reason}, wrong=found, decision=REJECT)
    services.desk.reject(visit.person, proposal.id, reason)
    return go(proposal_address(proposal.id, happened="afgewezen"))


def take_back(visit: Visit, services: Services, proposal: Proposal) -> Outcome:
    reason, wrong = _reason(visit)
    if wrong:
        return proposal_page(
            visit, services, proposal, typed={REASON: reason}, wrong={REASON: wrong}, decision=TAKE_BACK
        )
    services.desk.take_back(visit.person, proposal.id, reason)
    return go(proposal_address(proposal.id, happened="teruggenomen"))


def drop(visit: Visit, services: Services, proposal: Proposal) -> Outcome:
    _check_seen(visit, proposal)
    rows = drop_row(proposal.rows, asked_number(visit.form.get(PLACE, ""), "rij"))
    services.desk.change(visit.person, proposal.id, rows, visible_from=proposal.visible_from)
    return go(proposal_address(proposal.id, happened="rij-weg"))


def take_it_over(visit: Visit, services: Services, proposal: Proposal) -> Outcome:
    kept = take_over(services.desk, visit.person, proposal, now=services.now())
    return go(proposal_address(kept.id, happened="overgenomen"))


ACTIONS: Mapping[str, Callable[[Visit, Services, Proposal], Outcome]] = {
    SUBMIT: submit, APPROVE: approve, REJECT: reject, TAKE_BACK: take_back, DROP: drop,
    TAKE_OVER: take_it_over,
}  # fmt: skip


def decided_again(visit: Visit, services: Services, proposal: Proposal, what: str) -> Static:
    """The page on which a decision is confirmed, with what was filled in there before; nothing happens."""
    typed = {name: visit.form[name] for name in (REASON, DAY, TIME) if name in visit.form}
    return proposal_page(visit, services, proposal, typed=typed, decision=what)


def asked_proposal(visit: Visit, services: Services) -> Proposal:
    return services.desk.proposal(asked_number(visit.asked(NUMBER), "voorstel"))


def _check_seen(visit: Visit, proposal: Proposal) -> None:
    """Raises UsageError where the proposal is not what the page with the button showed."""
    if visit.form.get(SEEN, "") != seen_of(proposal):
        raise UsageError(_CHANGED)


def _reason(visit: Visit) -> tuple[str, str]:
    """The reason as typed, and what is wrong with it."""
    reason = visit.form.get(REASON, "").strip()
    too_long = f"De reden is langer dan {_LONGEST} tekens: kort die in."
    return reason, too_long if len(reason) > _LONGEST else why_not_reason(reason) or ""
