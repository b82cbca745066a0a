"""The page to propose that a row is withdrawn, with the reason."""

from __future__ import annotations

from flask import Response

from dashboard.components.error_summary import error_summary
from dashboard.components.form_field import FormField, field_id, form_field
from dashboard.components.row_change import WITHDRAWN, RowChange, row_change
from dashboard.desk.texts import why_not_reason
from dashboard.entry.changes import columns_of
from dashboard.entry.places import DATA, KEY, KIND, SLUGS, WITHDRAW, address, asked_kind, proposal_address
from dashboard.entry.rows import kind_name, row_title
from dashboard.services import Services
from dashboard.web.static_html import Element, Static
from dashboard.workbench import Visit, go, post_form
from data_sources.errors import UsageError
from data_sources.pilots.intake import REASON, Known, Standing
from data_sources.proposals import ProposedRow

NAME = "Rij intrekken"
_LONGEST = 500
_LEAD = "De rij geldt niet meer zodra een ander dit heeft goedgekeurd. U kunt de rij later nog lezen, met de reden."


def render(visit: Visit, services: Services, *, reason: str = "", wrong: str = "") -> Static:
    """The row and the form. Raises UsageError for a row that is not there."""
    known = services.desk.known()
    kind, key, standing = _asked(visit, known)
    title = row_title(kind, standing.record, known.ledger)
    field = FormField(
        REASON, "Reden", "Waarom deze rij niet meer geldt. De reden blijft bij de rij staan.", reason, "long",
        needed=True, wrong=[wrong] if wrong else (),
    )  # fmt: skip
    change = RowChange(
        anchor="rij-1", what=WITHDRAWN, kind=kind_name(kind), title=title,
        columns=columns_of(kind, standing.record, None, known), happened=False,
    )  # fmt: skip
    buttons = Element(
        "div",
        Element("button", "Bewaren als concept", type="submit", class_="button primary"),
        Element("a", "Niet intrekken", href=DATA, class_="button"),
        class_="buttons",
    )
    return Element(
        "div",
        Element("p", Element("a", "Terug naar de gegevens van de pilots", href=DATA), class_="back"),
        Element("h1", f"{kind_name(kind)} intrekken"),
        Element("p", _LEAD, class_="lead"),
        error_summary([(wrong, field_id(REASON))], nothing_done="Er is niets bewaard.") if wrong else None,
        Element("section", Element("h2", "De rij", id="de-rij"), row_change(change), class_="panel",
                aria_labelledby="de-rij"),
        post_form(
            visit.visitor, address(WITHDRAW, **{KIND: SLUGS[kind], KEY: key}), [form_field(field), buttons],
            class_="entry-form panel", novalidate="",
        ),
        class_="entry",
    )  # fmt: skip


def again(visit: Visit, services: Services) -> Static:
    """The form with the reason that was typed before; nothing is kept."""
    return render(visit, services, reason=visit.form.get(REASON, ""))


def handle(visit: Visit, services: Services) -> Response | Static:
    """A draft that withdraws the row; or the page with what is wrong."""
    kind, key, standing = _asked(visit, services.desk.known())
    reason = " ".join(visit.form.get(REASON, "").split())
    if not reason:
        return render(visit, services, wrong="Geef een reden.")
    if len(reason) > _LONGEST:
        return render(visit, services, reason=reason, wrong=f"De reden is langer dan {_LONGEST} tekens: kort die in.")
    if (wrong := why_not_reason(visit.form.get(REASON, ""))) is not None:
        return render(visit, services, reason=reason, wrong=wrong)
    row = ProposedRow(kind, key, standing.record, replaces=standing.entry, withdraws=True, reason=reason)
    kept = services.desk.create(visit.person, [row])
    return go(proposal_address(kept.id, happened="bewaard"))


def _asked(visit: Visit, known: Known) -> tuple[str, str, Standing]:
    kind, key = asked_kind(visit.asked(KIND)), visit.asked(KEY)
    standing = known.standing.get((kind, key))
    if standing is None:
        raise UsageError("Deze rij is er niet, of niet meer.", found=key)
    return kind, key, standing
