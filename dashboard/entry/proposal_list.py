"""Proposals in a list: what is in each, whose it is, and how it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from dashboard.entry.places import proposal_address
from dashboard.entry.rows import kind_name
from dashboard.web.static_html import Element, Static
from dashboard.words import moment_phrase
from data_sources.proposals import BY_COMMAND, BY_FILE, Proposal
from metrics.text.numbers import number

_DECIDED = {"goedgekeurd": "goedgekeurd", "afgewezen": "afgewezen", "ingetrokken": "ingetrokken"}


def contents(proposal: Proposal) -> str:
    """What is in it, counted: '2 cijfers, 1 stap'."""
    counts = Counter(row.kind for row in proposal.rows)
    parts = [f"{number(count)} {kind_name(kind, count).lower()}" for kind, count in counts.items()]
    return ", ".join(parts) or "nog geen rijen"


def origin_phrase(proposal: Proposal) -> str:
    """How the rows came in: 'ingevuld', 'uit bestand weekcijfers.xlsx', 'met de opdrachtregel uit …'."""
    origin = proposal.origin
    if origin.way == BY_FILE:
        return f"uit bestand {origin.file_name}"
    if origin.way == BY_COMMAND:
        return f"met de opdrachtregel ingelezen uit {origin.file_name}" if origin.file_name else "met de opdrachtregel"
    return "in het formulier ingevuld"


def state_phrase(proposal: Proposal) -> str:
    """How it stands, with who and when."""
    if proposal.decision is not None:
        who = f"door {proposal.decision.name} op {moment_phrase(proposal.decision.at)}"
        return f"{_DECIDED.get(proposal.state, proposal.state)} {who}"
    if proposal.submitted_at is not None:
        return f"ingediend op {moment_phrase(proposal.submitted_at)}"
    return f"concept, laatst gewijzigd op {moment_phrase(proposal.changed_at)}"


def embargo_phrase(proposal: Proposal) -> str:
    """From when its rows may be seen."""
    if proposal.visible_from is None:
        return "zichtbaar zodra het is goedgekeurd"
    return f"zichtbaar vanaf {moment_phrase(proposal.visible_from)}"


def proposal_list(
    proposals: Sequence[Proposal], *, empty: str, note: Callable[[Proposal], str | None] = lambda _proposal: None
) -> Static:
    """The list, or why there is nothing in it. ``note``: what the reader should know of one."""
    if not proposals:
        return Element("p", empty, class_="hint")
    return Element("ul", *(_item(proposal, note(proposal)) for proposal in proposals), class_="proposals")


def _item(proposal: Proposal, note: str | None) -> Element:
    told = f"{proposal.author_name}, {origin_phrase(proposal)}; {state_phrase(proposal)}; {embargo_phrase(proposal)}"
    return Element(
        "li",
        Element("a", f"Voorstel {proposal.id}: {contents(proposal)}", href=proposal_address(proposal.id)),
        Element("p", told, class_="detail"),
        Element("p", note) if note else None,
    )
