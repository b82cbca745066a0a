"""The ways on from a proposal, why there is none, and the click that confirms on a page that shows all its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from dashboard.components.form_field import FormField, form_field
from dashboard.desk.desk import Desk
from dashboard.entry.embargo import DAY, HELP, TIME, embargo_fields, embargo_texts
from dashboard.entry.places import (
    APPROVE,
    DECISION,
    DROP,
    NUMBER,
    PLACE,
    PROPOSAL,
    REJECT,
    SUBMIT,
    TAKE_BACK,
    address,
    asked_number,
    deed,
)
from dashboard.entry.take_over import is_own
from dashboard.web.static_html import Element, Static
from dashboard.words import moment_phrase
from dashboard.workbench import Visit, post_form
from data_sources.proposals import DRAFT, SUBMITTED, Proposal

REASON = "reden"
# What the reader of a decision saw: another one cannot be decided on by it.
SEEN = "gezien"


@dataclass(frozen=True)
class _Way:
    """``asks``: whether for a reason, which is then ``needed`` or not; ``chooses_when``, ``tells_when``: whether it is
    chosen or said there from when the rows may be seen.
    """

    heading: str
    meaning: str
    button: str
    asks: bool = False
    needed: bool = False
    chooses_when: bool = False
    tells_when: bool = False


_WAYS: Mapping[str, _Way] = {
    SUBMIT: _Way(
        "Indienen", "Een ander beoordeelt het. Tot dan kunt u het nog intrekken, niet meer wijzigen.", "Indienen",
        chooses_when=True,
    ),
    APPROVE: _Way(
        "Goedkeuren", "U keurt alle rijen hieronder goed, zoals ze er staan.", "Goedkeuren", tells_when=True
    ),
    REJECT: _Way(
        "Afwijzen", "Het voorstel gaat niet door; de maker leest de reden.", "Afwijzen", asks=True, needed=True
    ),
    TAKE_BACK: _Way(
        "Voorstel intrekken", "Het voorstel gaat niet door. U kunt het later nog lezen.", "Voorstel intrekken",
        asks=True,
    ),
}  # fmt: skip


def seen_of(proposal: Proposal) -> str:
    """Another one as soon as anything in the proposal is another."""
    told = [proposal.id, proposal.state, proposal.visible_from, [(row.kind, row.key, dict(row.record), row.replaces,
            row.withdraws, row.reason) for row in proposal.rows]]  # fmt: skip
    return sha256(repr(told).encode()).hexdigest()


def ways_on(visit: Visit, desk: Desk, proposal: Proposal) -> list[Static]:
    """The ways on, with the reason where there is none."""
    ways: list[Static] = [
        _link(f"{way.button}…", proposal, what, primary=what in {SUBMIT, APPROVE})
        for what, way in _WAYS.items()
        if _may(visit, desk, proposal, what)
    ]
    why = _why_not(visit, desk, proposal)
    if not ways and not why:
        return []
    return [
        Element(
            "section", Element("h2", "Verder", id="verder"), Element("p", why, class_="notice") if why else None,
            Element("div", *ways, class_="buttons") if ways else None, class_="panel", aria_labelledby="verder",
        )
    ]  # fmt: skip


def _why_not(visit: Visit, desk: Desk, proposal: Proposal) -> str | None:
    """Why the reader cannot take the step that comes next."""
    if proposal.state == DRAFT:
        if not is_own(proposal, visit.person):
            return f"Dit is een concept van {proposal.author_name}: alleen {proposal.author_name} kan het indienen."
        return desk.why_not_submit(visit.person, proposal)
    return desk.why_not_approve(visit.person, proposal) if proposal.state == SUBMITTED else None


def _link(name: str, proposal: Proposal, what: str, *, primary: bool = False) -> Element:
    at = address(PROPOSAL, **{NUMBER: proposal.id, DECISION: what})
    return Element("a", name, href=f"{at}#besluit", class_="button primary" if primary else "button")


def decision_form(
    visit: Visit, desk: Desk, proposal: Proposal, typed: Mapping[str, str], wrong: Mapping[str, str], asked: str
) -> list[Static]:
    """The form that confirms what was chosen, above the rows that it is about."""
    if asked == DROP:
        return _drop(visit, desk, proposal)
    if asked not in _WAYS or not _may(visit, desk, proposal, asked):
        return []
    way = _WAYS[asked]
    reason = FormField(
        REASON, "Reden", "Wat de ander moet weten.", typed.get(REASON, ""), "long", needed=way.needed,
        wrong=[wrong[REASON]] if REASON in wrong else (),
    )  # fmt: skip
    return [
        Element(
            "section", Element("h2", way.heading, id="besluit"),
            Element("p", f"{way.meaning} {_when(proposal)}" if way.tells_when else way.meaning),
            post_form(
                visit.visitor, deed(asked, proposal.id),
                [
                    Element("input", type="hidden", name=SEEN, value=seen_of(proposal)),
                    form_field(reason) if way.asks else None,
                    _moment(proposal, typed, wrong) if way.chooses_when else None,
                    _buttons(way.button, proposal),
                ],
                class_="entry-form", novalidate="",
            ),
            class_="panel decision", aria_labelledby="besluit",
        )
    ]  # fmt: skip


def _moment(proposal: Proposal, typed: Mapping[str, str], wrong: Mapping[str, str]) -> Element:
    day, clock = (typed[DAY], typed.get(TIME, "")) if DAY in typed else embargo_texts(proposal.visible_from)
    fields = [form_field(item) for item in embargo_fields(day, clock, wrong)]
    return Element(
        "fieldset", Element("legend", "Wanneer het te zien is"), Element("p", HELP, class_="hint"),
        Element("div", *fields, class_="pair"),
    )  # fmt: skip


def _may(visit: Visit, desk: Desk, proposal: Proposal, what: str) -> bool:
    rules = {
        SUBMIT: desk.why_not_submit, APPROVE: desk.why_not_approve, REJECT: desk.why_not_reject,
        TAKE_BACK: desk.why_not_take_back,
    }  # fmt: skip
    return rules[what](visit.person, proposal) is None


def _drop(visit: Visit, desk: Desk, proposal: Proposal) -> list[Static]:
    place = visit.asked(PLACE)
    if desk.why_not_change(visit.person, proposal) is not None or asked_number(place, "rij") >= len(proposal.rows):
        return []
    return [
        Element(
            "section", Element("h2", f"Rij {int(place) + 1} weghalen", id="besluit"),
            Element("p", "De rij gaat uit dit voorstel. In de gegevens verandert niets."),
            post_form(
                visit.visitor, deed(DROP, proposal.id),
                [
                    Element("input", type="hidden", name=SEEN, value=seen_of(proposal)),
                    Element("input", type="hidden", name=PLACE, value=place),
                    _buttons("Rij weghalen", proposal),
                ],
                class_="entry-form",
            ),
            class_="panel decision", aria_labelledby="besluit",
        )
    ]  # fmt: skip


def _buttons(name: str, proposal: Proposal) -> Element:
    stop = Element("a", "Toch niet", href=address(PROPOSAL, **{NUMBER: proposal.id}), class_="button")
    return Element("div", Element("button", name, type="submit", class_="button primary"), stop, class_="buttons")


def _when(proposal: Proposal) -> str:
    if proposal.visible_from is None:
        return "De rijen zijn zichtbaar zodra het voorstel is goedgekeurd."
    moment = moment_phrase(proposal.visible_from)
    return f"De rijen zijn zichtbaar vanaf {moment}; wordt het voorstel later goedgekeurd, dan vanaf dat moment."
