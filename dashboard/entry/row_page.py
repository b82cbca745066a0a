"""The page with the form of one row, what happens when it is sent, and what a script asks while one types."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, jsonify

from dashboard.components.error_summary import error_summary
from dashboard.components.form_field import FormField, form_field
from dashboard.entry.changes import row_anchor
from dashboard.entry.draft import DraftCheck, check_in_draft, key_columns
from dashboard.entry.embargo import DAY, HELP, TIME, Embargo, embargo_fields, read_embargo
from dashboard.entry.places import (
    CHECK,
    HOME,
    ROW,
    address,
    proposal_address,
)
from dashboard.entry.row_asked import Asked, read_asked
from dashboard.entry.row_form import RowEntry, finding_text, findings_by_field, row_fields, summary_of
from dashboard.entry.rows import kind_name, row_title
from dashboard.services import Services
from dashboard.web.static_html import Element, Static
from dashboard.workbench import Visit, go, post_form
from data_sources.pilots.fields import FIELDS

NAME = "Rij"
NOTHING_SAVED = "Er is niets bewaard. Wat u hebt ingevuld staat er nog."


def render(visit: Visit, services: Services) -> Static:
    """The form as it is opened."""
    asked = read_asked(visit, services)
    return row_page(visit, asked, asked.first_texts(), DraftCheck(), Embargo(), ("", ""))


def row_page(
    visit: Visit, asked: Asked, texts: Mapping[str, str], found: DraftCheck, embargo: Embargo, moment: tuple[str, str]
) -> Static:
    """The form with what was typed, and what is wrong with it. ``moment``: day and time of the embargo, as typed."""
    entry = RowEntry(
        asked.kind, texts, before=asked.before(), findings=found.mine,
        fixed=key_columns(asked.kind) if asked.corrected_key is not None else frozenset(),
    )  # fmt: skip
    fields = row_fields(entry, FIELDS[asked.kind], asked.known)
    when = embargo_fields(*moment, embargo.wrong) if asked.proposal is None else []
    wrong = _summary(asked, found, embargo, [*fields, *when])
    return Element(
        "div",
        Element("p", _back(asked), class_="back"),
        Element("h1", _heading(asked)),
        Element("p", _lead(asked), class_="lead"),
        error_summary(wrong, nothing_done=NOTHING_SAVED) if wrong else None,
        _form(visit, asked, fields, when, found),
        class_="entry",
    )


def handle(visit: Visit, services: Services) -> Response | Static:
    """Keep the row in a draft and lead to it; or the page with what is wrong."""
    asked = read_asked(visit, services)
    texts, moment = _typed(visit, asked), (visit.form.get(DAY, ""), visit.form.get(TIME, ""))
    found, embargo = _checked(asked, texts, services), Embargo()
    if asked.proposal is None:
        embargo = read_embargo(*moment, now=services.now())
    if found.mine or found.others or embargo.wrong:
        return row_page(visit, asked, texts, found, embargo, moment)
    desk = services.desk
    if asked.proposal is None:
        kept = desk.create(visit.person, found.rows, visible_from=embargo.moment)
        return go(proposal_address(kept.id, happened="bewaard"))
    kept = desk.change(visit.person, asked.proposal.id, found.rows, visible_from=asked.proposal.visible_from)
    return go(proposal_address(kept.id, happened="gewijzigd"))


def check_answer(visit: Visit, services: Services) -> Response:
    """What is wrong with what was typed so far, by field; nothing is kept."""
    asked = read_asked(visit, services)
    fields = findings_by_field(_checked(asked, _typed(visit, asked), services).mine)
    if asked.proposal is None:
        embargo = read_embargo(visit.form.get(DAY, ""), visit.form.get(TIME, ""), now=services.now())
        fields |= {name: [text] for name, text in embargo.wrong.items()}
    return jsonify({"row": fields.pop("", []), "fields": fields})


def _checked(asked: Asked, texts: Mapping[str, str], services: Services) -> DraftCheck:
    return check_in_draft(
        asked.kind, texts, draft=asked.proposal.rows if asked.proposal else (), place=asked.place,
        key=asked.corrected_key, known=asked.known, today=services.today(),
    )  # fmt: skip


def _typed(visit: Visit, asked: Asked) -> dict[str, str]:
    # A browser sends a line break as two characters.
    return {item.column: visit.form.get(item.column, "").replace("\r\n", "\n") for item in FIELDS[asked.kind]}


def _summary(
    asked: Asked, found: DraftCheck, embargo: Embargo, fields: list[FormField]
) -> list[tuple[str, str | None]]:
    wrong = summary_of(found.mine, [field.name for field in fields])
    wrong += [(text, f"veld-{name}") for name, text in embargo.wrong.items()]
    return wrong + [(f"Rij {item.line} van dit voorstel: {finding_text(item)}", None) for item in found.others]


def _form(visit: Visit, asked: Asked, fields: list[FormField], when: list[FormField], found: DraftCheck) -> Element:
    row_wrong = findings_by_field(found.mine).get("", [])
    back = proposal_address(asked.proposal.id) if asked.proposal else HOME
    children: list[Static] = [
        *(form_field(field) for field in fields),
        Element("fieldset", Element("legend", "Wanneer het te zien is"),
                Element("p", HELP, class_="hint"),
                Element("div", *(form_field(field) for field in when), class_="pair")) if when else None,
        Element("p", *(Element("span", text) for text in row_wrong), class_="field-message", id="rij-fout",
                aria_live="polite"),
        Element("div", Element("button", "Bewaren als concept", type="submit", class_="button primary"),
                Element("a", "Niet bewaren", href=back, class_="button"), class_="buttons"),
    ]  # fmt: skip
    return post_form(
        visit.visitor, address(ROW, **asked.query), children, class_="entry-form panel", novalidate="",
        data_check=address(CHECK, **asked.query),
    )  # fmt: skip


def _back(asked: Asked) -> Element:
    if asked.proposal is None:
        return Element("a", "Terug naar Invoer", href=HOME)
    anchor = f"#{row_anchor(asked.place)}" if asked.place is not None else ""
    return Element(
        "a", f"Terug naar voorstel {asked.proposal.id}", href=f"{proposal_address(asked.proposal.id)}{anchor}"
    )


def _heading(asked: Asked) -> str:
    name = kind_name(asked.kind)
    if asked.corrected_key is not None:
        return f"{name} corrigeren"
    return f"{name} wijzigen" if asked.place is not None else f"{name} toevoegen"


def _lead(asked: Asked) -> str:
    key = asked.corrected_key
    standing = asked.known.standing.get((asked.kind, key)) if key is not None else None
    if standing is not None:
        return f"{row_title(asked.kind, standing.record, asked.known.ledger)}. De oude rij blijft te lezen."
    return "U bewaart een concept. Het telt pas als een ander het heeft goedgekeurd."
