"""What the author of a draft may do with it on its page: add rows, and choose from when it may be seen."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.components.form_field import form_field
from dashboard.entry.embargo import DAY, HELP, TIME, embargo_fields, embargo_texts
from dashboard.entry.places import EMBARGO, KIND, KINDS, OF, ROW, address, deed
from dashboard.entry.rows import kind_name
from dashboard.web.static_html import Element, Static
from dashboard.workbench import Visit, post_form
from data_sources.proposals import Proposal


def draft_ways(visit: Visit, proposal: Proposal, typed: Mapping[str, str], wrong: Mapping[str, str]) -> list[Static]:
    """``typed``: what the form was sent with, and ``wrong`` what is wrong in it."""
    buttons = [
        Element("a", kind_name(kind), href=address(ROW, **{KIND: slug, OF: proposal.id}), class_="button")
        for slug, kind in KINDS.items()
    ]
    day, clock = embargo_texts(proposal.visible_from)
    if DAY in typed:
        day, clock = typed[DAY], typed.get(TIME, "")
    fields = [form_field(item) for item in embargo_fields(day, clock, wrong)]
    keep = Element("button", "Moment bewaren", type="submit", class_="button")
    return [
        Element(
            "section", Element("h2", "Rij toevoegen", id="erbij"), Element("div", *buttons, class_="buttons"),
            class_="panel", aria_labelledby="erbij",
        ),
        Element(
            "section", Element("h2", "Zichtbaar vanaf", id="vanaf"), Element("p", HELP, class_="hint"),
            post_form(
                visit.visitor, deed(EMBARGO, proposal.id),
                [Element("div", *fields, class_="pair"), Element("div", keep, class_="buttons")],
                class_="entry-form", novalidate="",
            ),
            class_="panel", aria_labelledby="vanaf",
        ),
    ]  # fmt: skip
