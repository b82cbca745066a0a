"""The page with the form of one row, what happens when it is sent, and what a script asks while one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Response, jsonify

from dashboard.components.error_summary import error_summary
from dashboard.components.form_field import FormField, form_field
from dashboard.entry.changes import row_anchor
from dashboard.entry.draft import DraftCheck, key_columns
from dashboard.entry.embargo import DAY, HELP, TIME, Embargo, embargo_fields, read_embargo
from dashboard.entry.new_document import NAMES, SOURCE, check_with_document, new_document_part, with_rows
from dashboard.entry.places import CHECK, HOME, ROW, address, proposal_address
from dashboard.entry.row_asked import Asked, read_asked
from dashboard.entry.row_form import RowEntry, finding_text, findings_by_field, grouped, row_fields, summary_of
from dashboard.entry.rows import kind_name, row_title
from dashboard.services import Services
from dashboard.web.static_html import Element, Static
from dashboard.workbench import Visit, go, post_form
from data_sources.pilots.fields import FIELDS

Groups = Sequence[tuple[str, Sequence[FormField]]]

NAME = "Rij"
NOTHING_SAVED = "Er is niets bewaard. Wat u hebt ingevuld staat er nog."
LEAVE = "Wat u hebt ingevuld gaat verloren. Toch niet bewaren?"
STILL_THERE = "Dit had u ingevuld. Het is nog niet bewaard."


def render(visit: Visit, services: Services) -> Static:
    """The form as it is opened."""
    asked = read_asked(visit, services)
    return row_page(visit, asked, asked.first_texts(), DraftCheck(), Embargo(), ("", ""))


def again(visit: Visit, services: Services) -> Static:
    """The form as it was filled in before; nothing is kept."""
    asked = read_asked(visit, services)
    moment = visit.form.get(DAY, ""), visit.form.get(TIME, "")
    return row_page(visit, asked, _typed(visit, asked), DraftCheck(), Embargo(), moment, note=STILL_THERE)


def row_page(
    visit: Visit, asked: Asked, texts: Mapping[str, str], found: DraftCheck, embargo: Embargo,
    moment: tuple[str, str], *, note: str = "",
) -> Static:  # fmt: skip
    """The form with what was typed, and what is wrong with it. ``moment``: day and time of the embargo, as typed;
    ``note``: what is said first.
    """
    entry = RowEntry(
        asked.kind, texts, before=asked.before(), findings=found.mine,
        fixed=key_columns(asked.kind) if asked.corrected_key is not None else frozenset(),
    )  # fmt: skip
    known = with_rows(asked.known, asked.proposal.rows if asked.proposal else ())
    groups = grouped(asked.kind, row_fields(entry, FIELDS[asked.kind], known))
    document = new_document_part(texts, found.mine, known) if asked.kind != SOURCE else None
    when = embargo_fields(*moment, embargo.wrong) if asked.proposal is None else []
    wrong = _summary(found, embargo, _names(groups, when))
    return Element(
        "div",
        Element("p", _back(asked), class_="back"),
        Element("h1", _heading(asked)),
        Element("p", _lead(asked), class_="lead"),
        Element("p", note, class_="happened", role="status") if note else None,
        error_summary(wrong, nothing_done=NOTHING_SAVED) if wrong else None,
        _form(visit, asked, _fieldsets(groups, document), when, found),
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
    return check_with_document(
        asked.kind, texts, draft=asked.proposal.rows if asked.proposal else (), place=asked.place,
        key=asked.corrected_key, known=asked.known, today=services.today(),
    )  # fmt: skip


def _typed(visit: Visit, asked: Asked) -> dict[str, str]:
    # A browser sends a line break as two characters.
    columns = [item.column for item in FIELDS[asked.kind]]
    names = columns if asked.kind == SOURCE else [*columns, *NAMES]
    return {name: visit.form.get(name, "").replace("\r\n", "\n") for name in names}


def _names(groups: Groups, when: Sequence[FormField]) -> list[str]:
    """The names of the fields, as they follow each other."""
    names = [[field.name for field in fields] for _, fields in groups]
    with_new = [[*found, *NAMES] if SOURCE in found else found for found in names]
    return [*(name for found in with_new for name in found), *(field.name for field in when)]


def _summary(found: DraftCheck, embargo: Embargo, names: Sequence[str]) -> list[tuple[str, str | None]]:
    wrong = summary_of(found.mine, names)
    wrong += [(text, f"veld-{name}") for name, text in embargo.wrong.items()]
    return wrong + [(f"Rij {item.line} van dit voorstel: {finding_text(item)}", None) for item in found.others]


def _fieldsets(groups: Groups, document: Element | None) -> list[Static]:
    """Each group of fields beneath its heading; the new document stands with the choice of a document."""
    parts: list[Static] = []
    for name, fields in groups:
        children: list[Static] = []
        for field in fields:
            children += [form_field(field), *([document] if document and field.name == SOURCE else [])]
        parts += [Element("fieldset", Element("legend", name), *children)] if name else children
    return parts


def _form(
    visit: Visit, asked: Asked, fields: Sequence[Static], when: Sequence[FormField], found: DraftCheck
) -> Element:
    row_wrong = findings_by_field(found.mine).get("", [])
    back = proposal_address(asked.proposal.id) if asked.proposal else HOME
    children: list[Static] = [
        *fields,
        Element("fieldset", Element("legend", "Wanneer het te zien is"),
                Element("p", HELP, class_="hint"),
                Element("div", *(form_field(field) for field in when), class_="pair")) if when else None,
        Element("p", *(Element("span", text) for text in row_wrong), class_="field-message", id="rij-fout",
                aria_live="polite"),
        Element("div", Element("button", "Bewaren als concept", type="submit", class_="button primary"),
                Element("a", "Niet bewaren", href=back, class_="button", data_leave=LEAVE), class_="buttons"),
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
        return f"{row_title(asked.kind, standing.record, asked.known.ledger)}. U kunt de oude rij later nog lezen."
    return "U bewaart een concept. Het telt pas als een ander het heeft goedgekeurd."
