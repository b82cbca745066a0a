"""Choosing events: by who, what, when and words, with a form that writes the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.components.form_field import field_id, field_message, wrong_with
from dashboard.trail.view import FIRST, LAST, LONGEST, PATH, PROPOSAL, WHAT, WHO, WORDS, AuditView
from dashboard.web.static_html import Element
from data_sources.audit import ACTIONS, OF_LEDGER
from metrics.text.phrases import upper_first


def audit_form(
    view: AuditView, actors: Sequence[tuple[str, str]], *, typed: Mapping[str, str], wrong: Mapping[str, str],
    of_accounts: bool,
) -> Element:  # fmt: skip
    """``actors``: whom one can choose, by username and name. ``typed``: what stands in the fields, by their names;
    ``wrong``: what is wrong with it.
    """
    asked = view.asked
    people = [(username, f"{name} ({username})" if name else upper_first(username)) for username, name in actors]
    if asked.actor and asked.actor not in dict(people):
        people.append((asked.actor, asked.actor))
    offered = ACTIONS if of_accounts else OF_LEDGER
    actions = [(action, upper_first(text)) for action, text in offered.items()]
    lines = [("Van", FIRST, "date"), ("Tot en met", LAST, "date"), ("Woorden in onderwerp of reden", WORDS, "search")]
    if PROPOSAL in typed:
        lines.append(("Voorstel", PROPOSAL, "number"))
    return Element(
        "form",
        _choice("Wie", WHO, [("", "Iedereen"), *people], asked.actor),
        _choice("Wat", WHAT, [("", "Alles"), *actions], asked.action),
        *(_line(label, name, kind, typed.get(name, ""), wrong) for label, name, kind in lines),
        Element("button", "Toon", type="submit", class_="button primary"),
        action=PATH, method="get", aria_label="Kies wat u wilt zien",
    )  # fmt: skip


def _choice(label: str, name: str, offered: Sequence[tuple[str, str]], chosen: str) -> Element:
    options = [Element("option", text, value=value, selected=value == chosen) for value, text in offered]
    return Element("label", Element("span", label), Element("select", *options, name=name))


def _line(label: str, name: str, kind: str, value: str, wrong: Mapping[str, str]) -> Element:
    at = field_id(name)
    limit = {"search": {"maxlength": LONGEST}, "number": {"min": 1}}.get(kind, {})
    told = {"aria_invalid": "true", "aria_describedby": f"{at}-fout"} if name in wrong else {}
    field = Element("input", type=kind, name=name, id=at, value=value or None, **limit, **told)
    message = field_message(name, wrong_with(wrong, name)) if name in wrong else None
    return Element(
        "div", Element("label", Element("span", label), field), message, class_="field wrong" if message else "field"
    )
