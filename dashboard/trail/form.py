"""Choosing events: by who, what, when and words, with a form that writes the address."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.trail.view import FIRST, LAST, LONGEST, PATH, PROPOSAL, WHAT, WHO, WORDS, AuditView
from dashboard.web.static_html import Element
from data_sources.audit import ACTIONS, OF_LEDGER
from metrics.text.phrases import upper_first


def audit_form(view: AuditView, actors: Sequence[tuple[str, str]], *, of_accounts: bool) -> Element:
    """``actors``: whom one can choose, by username and name."""
    asked = view.asked
    people = [(username, f"{name} ({username})" if name else upper_first(username)) for username, name in actors]
    if asked.actor and asked.actor not in dict(people):
        people.append((asked.actor, asked.actor))
    offered = ACTIONS if of_accounts else OF_LEDGER
    actions = [(action, upper_first(text)) for action, text in offered.items()]
    proposal = [] if asked.proposal is None else [_line("Voorstel", PROPOSAL, "number", str(asked.proposal), min=1)]
    return Element(
        "form",
        _choice("Wie", WHO, [("", "Iedereen"), *people], asked.actor),
        _choice("Wat", WHAT, [("", "Alles"), *actions], asked.action),
        _line("Van", FIRST, "date", asked.first.isoformat() if asked.first else ""),
        _line("Tot en met", LAST, "date", asked.last.isoformat() if asked.last else ""),
        _line("Woorden in onderwerp of reden", WORDS, "search", asked.words, maxlength=LONGEST),
        *proposal,
        Element("button", "Toon", type="submit", class_="button primary"),
        action=PATH, method="get", aria_label="Kies wat u wilt zien",
    )  # fmt: skip


def _choice(label: str, name: str, offered: Sequence[tuple[str, str]], chosen: str) -> Element:
    options = [Element("option", text, value=value, selected=value == chosen) for value, text in offered]
    return Element("label", Element("span", label), Element("select", *options, name=name))


def _line(label: str, name: str, kind: str, value: str, **more: object) -> Element:
    return Element("label", Element("span", label), Element("input", type=kind, name=name, value=value or None, **more))
