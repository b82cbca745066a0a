"""The page Invoer: what waits, what one is at work on, what was decided, and the ways to enter something new."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.components.attributes import aria
from dashboard.desk.desk import Desk
from dashboard.entry.places import DATA, KIND, KINDS, ROW, address
from dashboard.entry.proposal_list import proposal_list
from dashboard.entry.rows import kind_name
from dashboard.entry.upload_form import template_links, upload_form
from dashboard.services import Services
from dashboard.web.static_html import Element, Static
from dashboard.workbench import Visit
from data_sources.people import Person
from data_sources.pilots.sheets.limits import MAX_FILE
from data_sources.proposals import APPROVED, DRAFT, REJECTED, SUBMITTED, WITHDRAWN, Proposal

NAME = "Invoer"
LEAD = "Cijfers, stappen, mijlpalen en gebeurtenissen van de pilots invoeren; een ander keurt ze goed"
ALONE = (
    "U kunt nu alleen concepten maken. Wat u invoert moet een tweede persoon goedkeuren, en die is er niet: er is maar"
    " één persoon met de rol redacteur of beheerder. Een beheerder voegt een tweede persoon toe met"
)
COMMAND = "python app.py users add NAAM --role redacteur"
_RECENT = 10


def render(visit: Visit, services: Services) -> Static:
    """The page for who asks."""
    desk, person = services.desk, visit.person
    open_ones = desk.proposals([SUBMITTED])
    return Element(
        "div",
        Element("h1", NAME),
        Element("p", LEAD, class_="lead"),
        *alone(desk),
        _section("Te beoordelen", _waiting([one for one in open_ones if not _is_mine(one, person)], desk, person)),
        _section("Nieuw", *_new(visit)),
        _section("Mijn concepten", _mine(desk, person, DRAFT, "U hebt geen concepten.")),
        _section("Door mij ingediend", _mine(desk, person, SUBMITTED, "Er wacht niets van u op een ander.")),
        *_of_others(desk, person),
        _section("Goedgekeurd, nog niet zichtbaar", _hidden(services)),
        _section("Onlangs besloten", _decided(desk)),
        class_="entry",
    )


def alone(desk: Desk) -> list[Static]:
    """That nobody could approve anything, and what to do; nothing where there are two people or more."""
    if len(desk.editors()) > 1:
        return []
    return [Element("div", Element("p", f"{ALONE} ", Element("code", COMMAND), "."), class_="notice")]


def _section(heading: str, *content: Static) -> Element:
    at = f"deel-{heading.lower().replace(' ', '-').replace(',', '')}"
    return Element("section", Element("h2", heading, id=at), *content, class_="panel", **aria(labelledby=at))


def _waiting(proposals: Sequence[Proposal], desk: Desk, person: Person) -> Static:
    def why(proposal: Proposal) -> str | None:
        return desk.why_not_approve(person, proposal)

    return proposal_list(proposals, empty="Er wacht niets op uw oordeel.", note=why)


def _mine(desk: Desk, person: Person, state: str, empty: str) -> Static:
    def why(proposal: Proposal) -> str | None:
        return desk.why_not_submit(person, proposal) if state == DRAFT else None

    return proposal_list([one for one in desk.proposals([state]) if _is_mine(one, person)], empty=empty, note=why)


def _of_others(desk: Desk, person: Person) -> list[Static]:
    drafts = [one for one in desk.proposals([DRAFT]) if not _is_mine(one, person)]
    return [_section("Concepten van anderen", proposal_list(drafts, empty=""))] if drafts else []


def _hidden(services: Services) -> Static:
    now = services.now()
    hidden = [
        one for one in services.desk.proposals([APPROVED]) if one.visible_from is not None and one.visible_from > now
    ]
    return proposal_list(hidden, empty="Er staat niets klaar voor later.")


def _decided(desk: Desk) -> Static:
    decided = desk.proposals([APPROVED, REJECTED, WITHDRAWN])

    def reason(proposal: Proposal) -> str | None:
        return f"Reden: {proposal.decision.reason}" if proposal.decision and proposal.decision.reason else None

    newest = sorted(decided, key=lambda one: (one.decision.at if one.decision else one.changed_at, one.id))[::-1]
    return proposal_list(newest[:_RECENT], empty="Er is nog niets besloten.", note=reason)


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


def _is_mine(proposal: Proposal, person: Person) -> bool:
    return person.person == proposal.author_person or person.username == proposal.author
