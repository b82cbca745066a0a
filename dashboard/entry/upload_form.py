"""The form to send a spreadsheet, with the templates it is made from."""

from __future__ import annotations

from dashboard.components.form_field import field_id, field_message
from dashboard.entry.places import FILE, TEMPLATE
from dashboard.visitor import Visitor
from dashboard.web.static_html import Element
from dashboard.workbench import post_form
from metrics.text.numbers import number

UPLOAD = "bestand"
ACCEPTED = ".xlsx,.ods"


def upload_form(visitor: Visitor, *, largest: int, wrong: str = "") -> Element:
    """``largest``: in bytes; ``wrong``: what is wrong with what was sent before."""
    at = field_id(UPLOAD)
    megabytes = f"{number(largest / 1_000_000, 0 if largest >= 1_000_000 else 1)} MB"
    field = Element(
        "div",
        Element("label", "Bestand", for_=at),
        Element("p", f"Het ingevulde sjabloon, XLSX of ODS, ten hoogste {megabytes}.", class_="hint", id=f"{at}-hulp"),
        field_message(UPLOAD, [wrong] if wrong else []),
        Element(
            "input", type="file", name=UPLOAD, id=at, accept=ACCEPTED, aria_describedby=f"{at}-hulp {at}-fout",
            aria_required="true", aria_invalid="true" if wrong else None,
        ),
        class_="field wrong" if wrong else "field",
    )  # fmt: skip
    send = Element("button", "Bestand nakijken", type="submit", class_="button primary")
    return post_form(
        visitor, FILE, [field, Element("div", send, class_="buttons")], upload=True, class_="entry-form",
        aria_label="Bestand insturen",
    )  # fmt: skip


def template_links() -> Element:
    """The template in both kinds, with what is known now in its lists."""
    return Element(
        "div",
        Element("a", "Sjabloon XLSX", href=f"{TEMPLATE}.xlsx", class_="button", download=""),
        Element("a", "Sjabloon ODS", href=f"{TEMPLATE}.ods", class_="button", download=""),
        class_="buttons",
    )
