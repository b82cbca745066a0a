"""The page of one proposal: all it would change, and what the reader may do with it, or why not."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from dashboard.components.error_summary import error_summary
from dashboard.components.form_field import FormField, field_id, form_field
from dashboard.components.row_change import row_change
from dashboard.desk.desk import Desk
from dashboard.entry.changes import change_of
from dashboard.entry.embargo import DAY, TIME, embargo_fields, embargo_texts
from dashboard.entry.places import (
    APPROVE,
    DECISION,
    DROP,
    EMBARGO,
    HAPPENED,
    HOME,
    KIND,
    KINDS,
    MESSAGES,
    NUMBER,
    OF,
    PLACE,
    PROPOSAL,
    REJECT,
    ROW,
    SLUGS,
    SUBMIT,
    TAKE_BACK,
    UNCHANGED,
    address,
    asked_number,
    deed,
)
from dashboard.entry.proposal_list import contents, embargo_phrase, origin_phrase, state_phrase
from dashboard.entry.public_view import public_notes
from dashboard.entry.rows import kind_name
from dashboard.services import Services
from dashboard.web.static_html import Element, Static
from dashboard.words import moment_phrase
from dashboard.workbench import Visit, post_form
from data_sources.pilots.intake import Known
from data_sources.proposals import DRAFT, SUBMITTED, Proposal, ProposedRow
from data_sources.records import Record
from metrics.text.numbers import number

NAME = "Voorstel"
REASON = "reden"
# What the reader of a decision saw: another one cannot be decided on by it.
SEEN = "gezien"
_STALE = "Intussen is deze rij door iemand anders veranderd. Haal haar uit het voorstel en maak de verbetering opnieuw."


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
    desk, wrong = services.desk, wrong or {}
    known, may_change = desk.known(), desk.why_not_change(visit.person, proposal) is None
    message = _message(visit) if not wrong else None
    return Element(
        "div",
        Element("p", Element("a", "Terug naar Invoer", href=HOME), class_="back"),
        Element("h1", f"Voorstel {proposal.id}: {contents(proposal)}"),
        Element("p", message, class_="happened", role="status") if message else None,
        error_summary([(text, field_id(name)) for name, text in wrong.items()], nothing_done="Er is niets veranderd.")
        if wrong
        else None,
        _facts(proposal),
        *_decision(visit, desk, proposal, typed or {}, wrong, decision or visit.asked(DECISION)),
        _rows(desk, proposal, known, may_change=may_change),
        *(_change(visit, proposal, typed, wrong) if may_change else []),
        *_next(visit, desk, proposal),
        class_="entry",
    )


def _message(visit: Visit) -> str | None:
    """What was just done, by a word in the address that we know."""
    message, unchanged = MESSAGES.get(visit.asked(HAPPENED)), visit.asked(UNCHANGED)
    if message is None or not unchanged:
        return message
    count = asked_number(unchanged, "rij")
    return f"{message} {'Eén rij stond' if count == 1 else f'{number(count)} rijen stonden'} er al precies zo en doen niet mee."


def seen_of(proposal: Proposal) -> str:
    """Another one as soon as anything in the proposal is another."""
    told = [proposal.id, proposal.state, proposal.visible_from, [(row.kind, row.key, dict(row.record), row.replaces,
            row.withdraws, row.reason) for row in proposal.rows]]  # fmt: skip
    return sha256(repr(told).encode()).hexdigest()


def _facts(proposal: Proposal) -> Element:
    facts = [
        ("Stand", state_phrase(proposal)),
        ("Gemaakt door", f"{proposal.author_name} ({proposal.author}) op {moment_phrase(proposal.created_at)}"),
        ("Hoe", origin_phrase(proposal)),
        ("Zichtbaar", embargo_phrase(proposal)),
    ]
    if proposal.decision is not None and proposal.decision.reason:
        facts.append(("Reden van het besluit", proposal.decision.reason))
    parts = [part for name, text in facts for part in (Element("dt", name), Element("dd", text))]
    return Element("dl", *parts, class_="facts")


# ---- the rows ----


def _rows(desk: Desk, proposal: Proposal, known: Known, *, may_change: bool) -> Element:
    public = public_notes(proposal.rows, known)
    changes = [
        row_change(
            change_of(
                row, place, known, before=before_of(desk, row, known),
                notes=_notes(row, proposal, known, public.get(place)),
                ways=_row_ways(proposal, row, place) if may_change else (),
            )
        )
        for place, row in enumerate(proposal.rows)
    ]  # fmt: skip
    empty = [] if changes else [Element("p", "In dit voorstel staan geen rijen.", class_="hint")]
    return Element(
        "section", Element("h2", "Wat er zou veranderen" if _is_open(proposal) else "Wat het voorstel inhield", id="rijen"),
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
    is_stale = _is_open(proposal) and (standing.entry if standing else None) != row.replaces
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


# ---- what the author may do ----


def _change(
    visit: Visit, proposal: Proposal, typed: Mapping[str, str] | None, wrong: Mapping[str, str]
) -> list[Static]:
    buttons = [
        Element("a", kind_name(kind), href=address(ROW, **{KIND: slug, OF: proposal.id}), class_="button")
        for slug, kind in KINDS.items()
    ]
    day, clock = embargo_texts(proposal.visible_from)
    if typed is not None and DAY in typed:
        day, clock = typed[DAY], typed.get(TIME, "")
    fields = [form_field(item) for item in embargo_fields(day, clock, wrong)]
    keep = Element("button", "Moment bewaren", type="submit", class_="button")
    return [
        Element(
            "section", Element("h2", "Rij toevoegen", id="erbij"), Element("div", *buttons, class_="buttons"),
            class_="panel", aria_labelledby="erbij",
        ),
        Element(
            "section", Element("h2", "Zichtbaar vanaf", id="vanaf"),
            post_form(
                visit.visitor, deed(EMBARGO, proposal.id),
                [Element("div", *fields, class_="pair"), Element("div", keep, class_="buttons")],
                class_="entry-form", novalidate="",
            ),
            class_="panel", aria_labelledby="vanaf",
        ),
    ]  # fmt: skip


def _next(visit: Visit, desk: Desk, proposal: Proposal) -> list[Static]:
    """The ways on, with the reason where there is none."""
    ways: list[Static] = [
        _way(f"{name}…", proposal, what, primary=what in {SUBMIT, APPROVE})
        for what, (_, _, name, _, _) in _DECISIONS.items()
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
    if proposal.state == DRAFT and desk.why_not_take_back(visit.person, proposal) is None:
        return desk.why_not_submit(visit.person, proposal)
    return desk.why_not_approve(visit.person, proposal) if proposal.state == SUBMITTED else None


def _way(name: str, proposal: Proposal, what: str, *, primary: bool = False) -> Element:
    at = address(PROPOSAL, **{NUMBER: proposal.id, DECISION: what})
    return Element("a", name, href=f"{at}#besluit", class_="button primary" if primary else "button")


# ---- the click that confirms ----

# Of each decision: its heading, what it means, the button, whether a reason is asked for and whether one must be given.
_DECISIONS: Mapping[str, tuple[str, str, str, bool, bool]] = {
    SUBMIT: ("Indienen", "Een ander beoordeelt het. Tot dan kunt u het nog intrekken, niet meer wijzigen.", "Indienen",
             False, False),
    APPROVE: ("Goedkeuren", "U keurt alle rijen hieronder goed, zoals ze er staan.", "Goedkeuren", False, False),
    REJECT: ("Afwijzen", "Het voorstel gaat niet door; de maker leest de reden.", "Afwijzen", True, True),
    TAKE_BACK: ("Intrekken", "Het voorstel gaat niet door. Het blijft te lezen.", "Voorstel intrekken", True, False),
}  # fmt: skip


def _decision(
    visit: Visit, desk: Desk, proposal: Proposal, typed: Mapping[str, str], wrong: Mapping[str, str], asked: str
) -> list[Static]:
    """The form that confirms what was chosen, above the rows that it is about."""
    if asked == DROP:
        return _drop(visit, desk, proposal)
    if asked not in _DECISIONS or not _may(visit, desk, proposal, asked):
        return []
    heading, meaning, button, asks, needed = _DECISIONS[asked]
    reason = FormField(
        REASON, "Reden", "Wat de ander moet weten.", typed.get(REASON, ""), "long", needed=needed,
        wrong=[wrong[REASON]] if REASON in wrong else (),
    )  # fmt: skip
    return [
        Element(
            "section", Element("h2", heading, id="besluit"),
            Element("p", f"{meaning} {_when(proposal) if asked in {SUBMIT, APPROVE} else ''}".strip()),
            post_form(
                visit.visitor, deed(asked, proposal.id),
                [
                    Element("input", type="hidden", name=SEEN, value=seen_of(proposal)),
                    form_field(reason) if asks else None,
                    _buttons(button, proposal),
                ],
                class_="entry-form", novalidate="",
            ),
            class_="panel decision", aria_labelledby="besluit",
        )
    ]  # fmt: skip


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
        return "Ze zijn zichtbaar zodra het voorstel is goedgekeurd."
    return f"Ze zijn zichtbaar vanaf {moment_phrase(proposal.visible_from)}, en als het voorstel later wordt goedgekeurd vanaf dan."


def _is_open(proposal: Proposal) -> bool:
    return proposal.state in {DRAFT, SUBMITTED}

