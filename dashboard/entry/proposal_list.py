"""Proposals in a list: what is in each, whose it is, and how it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from dashboard.entry.places import proposal_address
from dashboard.entry.rows import kind_name, row_subject
from dashboard.web.static_html import Element, Static
from dashboard.words import moment_phrase
from data_sources.ledger import Ledger
from data_sources.proposals import APPROVED, BY_COMMAND, BY_FILE, REJECTED, WITHDRAWN, Proposal
from metrics.text.numbers import number

# How many rows of a proposal a list names.
_NAMED = 2
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


def embargo_phrase(proposal: Proposal, now: datetime) -> str:
    """From when its rows may be seen; '' of one that came to nothing."""
    if proposal.state in {REJECTED, WITHDRAWN}:
        return ""
    moment = proposal.visible_from
    if proposal.state == APPROVED and proposal.decision is not None:
        moment = max(moment, proposal.decision.at) if moment else proposal.decision.at
        return f"zichtbaar {'vanaf' if moment > now else 'sinds'} {moment_phrase(moment)}"
    return f"zichtbaar vanaf {moment_phrase(moment)}" if moment else "zichtbaar zodra het is goedgekeurd"


def subjects(proposal: Proposal, ledger: Ledger) -> str:
    """What its first rows are about, and how many more there are."""
    first = [
        f"{row_subject(row.kind, row.record, ledger)}{' (intrekken)' if row.withdraws else ''}"
        for row in proposal.rows[:_NAMED]
    ]
    more = len(proposal.rows) - len(first)
    return "; ".join([*first, *([f"en nog {number(more)}"] if more else [])])


def proposal_list(
    proposals: Sequence[Proposal], *, ledger: Ledger, now: datetime, empty: str,
    note: Callable[[Proposal], str | None] = lambda _proposal: None,
) -> Static:  # fmt: skip
    """The list, or why there is nothing in it. ``ledger``: of what is known, for the names; ``note``: what the reader
    should know of one.
    """
    if not proposals:
        return Element("p", empty, class_="hint")
    return Element("ul", *(_item(proposal, note(proposal), ledger, now) for proposal in proposals), class_="proposals")


def _item(proposal: Proposal, note: str | None, ledger: Ledger, now: datetime) -> Element:
    told = [
        f"{proposal.author_name}, {origin_phrase(proposal)}", state_phrase(proposal), embargo_phrase(proposal, now),
    ]  # fmt: skip
    name = f"Voorstel {proposal.id}: {contents(proposal)} – {subjects(proposal, ledger)}"
    return Element(
        "li",
        Element("a", name, href=proposal_address(proposal.id)),
        Element("p", "; ".join(part for part in told if part), class_="detail"),
        Element("p", note) if note else None,
    )
