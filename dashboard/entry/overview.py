"""The page Invoer: what waits, what one is at work on, what was decided, and the ways to enter something new."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard.components.attributes import aria
from dashboard.desk.desk import Desk
from dashboard.entry.new_document import SOURCE, with_rows
from dashboard.entry.places import DATA, KIND, KINDS, ROW, address
from dashboard.entry.proposal_list import proposal_list
from dashboard.entry.rows import kind_name
from dashboard.entry.take_over import came_back, is_own
from dashboard.entry.upload_form import template_links, upload_form
from dashboard.services import Services
from dashboard.web.static_html import Element, Static
from dashboard.workbench import Visit
from data_sources.pilots.sheets.limits import MAX_FILE
from data_sources.proposals import APPROVED, DRAFT, REJECTED, STATES, SUBMITTED, WITHDRAWN, Proposal

NAME = "Invoer"
LEAD = "Cijfers, stappen, mijlpalen en gebeurtenissen van de pilots invoeren; een ander keurt ze goed"
ALONE = (
    "U kunt nu alleen concepten maken. Wat u invoert moet een tweede persoon goedkeuren, en die is er niet: er is maar"
    " één persoon met de rol redacteur of beheerder. Een beheerder voegt een tweede persoon toe met"
)
COMMAND = "python app.py users add NAAM --role redacteur"
_RECENT = 10
Note = Callable[[Proposal], str | None]


def render(visit: Visit, services: Services) -> Static:
    """The page for who asks. Each proposal stands in one list only."""
    desk, person, now = services.desk, visit.person, services.now()
    everything = desk.proposals(STATES)
    of = {state: [one for one in everything if one.state == state] for state in STATES}
    back = came_back(everything, person, now=now)
    hidden = [one for one in of[APPROVED] if one.visible_from is not None and one.visible_from > now]
    shown = {one.id for one in (*back, *hidden)}
    decided = [one for one in (*of[APPROVED], *of[REJECTED], *of[WITHDRAWN]) if one.id not in shown]
    ledger = with_rows(desk.known(), [row for one in everything for row in one.rows if row.kind == SOURCE]).ledger

    def listed(found: Sequence[Proposal], empty: str, note: Note = _no_note) -> Static:
        return proposal_list(found, ledger=ledger, now=now, empty=empty, note=note)

    def mine(state: str) -> list[Proposal]:
        return [one for one in of[state] if is_own(one, person)]

    others = [one for one in of[DRAFT] if not is_own(one, person)]
    waiting = [one for one in of[SUBMITTED] if not is_own(one, person)]
    return Element(
        "div",
        Element("h1", NAME),
        Element("p", LEAD, class_="lead"),
        *alone(desk),
        *([_section("Teruggekregen", listed(back, "", _returned))] if back else []),
        _section("Te beoordelen", listed(waiting, "Er wacht niets op uw oordeel.",
                                         lambda one: desk.why_not_approve(person, one))),
        _section("Nieuw", *_new(visit)),
        _section("Mijn concepten", listed(mine(DRAFT), "U hebt geen concepten.",
                                          lambda one: desk.why_not_submit(person, one))),
        _section("Door mij ingediend", listed(mine(SUBMITTED), "Er wacht niets van u op een ander.")),
        *([_section("Concepten van anderen", listed(others, ""))] if others else []),
        _section("Goedgekeurd, nog niet zichtbaar", listed(hidden, "Er staat niets klaar voor later.")),
        _section("Onlangs besloten", listed(_newest(decided), "Er is nog niets besloten.", _reason)),
        class_="entry",
    )  # fmt: skip


def alone(desk: Desk) -> list[Static]:
    """That nobody could approve anything, and what to do; nothing where there are two people or more."""
    if len(desk.editors()) > 1:
        return []
    return [Element("div", Element("p", f"{ALONE} ", Element("code", COMMAND), "."), class_="notice")]


def _section(heading: str, *content: Static) -> Element:
    at = f"deel-{heading.lower().replace(' ', '-').replace(',', '')}"
    return Element("section", Element("h2", heading, id=at), *content, class_="panel", **aria(labelledby=at))


def _no_note(_proposal: Proposal) -> str | None:
    return None


def _reason(proposal: Proposal) -> str | None:
    return f"Reden: {proposal.decision.reason}" if proposal.decision and proposal.decision.reason else None


def _returned(proposal: Proposal) -> str | None:
    return f"{_reason(proposal) or ''} Op de pagina van het voorstel neemt u het over als nieuw concept.".strip()


def _newest(decided: Sequence[Proposal]) -> list[Proposal]:
    newest = sorted(decided, key=lambda one: (one.decision.at if one.decision else one.changed_at, one.id))[::-1]
    return newest[:_RECENT]


def _new(visit: Visit) -> list[Static]:
    buttons = [
        Element("a", kind_name(kind), href=address(ROW, **{KIND: slug}), class_="button")
        for slug, kind in KINDS.items()
    ]
    return [
        Element("h3", "Eén rij in een formulier"),
        Element("div", *buttons, class_="buttons"),
        Element(
            "p",
            "Een rij corrigeren of intrekken kan bij de ",
            Element("a", "gegevens van de pilots", href=DATA),
            ".",
            class_="hint",
        ),
        Element("h3", "Meer rijen in een rekenblad"),
        template_links(),
        Element("p", "Vul het sjabloon in en stuur het hier in. U ziet eerst wat er zou veranderen.", class_="hint"),
        upload_form(visit.visitor, largest=MAX_FILE),
    ]
