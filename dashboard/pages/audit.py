"""Audit: who did what to the ledger, when and why, with what was there before; for administrators of accounts, too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from flask import Response

from dashboard.components.error_summary import summary_of
from dashboard.components.pager import pager
from dashboard.exports.audit_csv import audit_csv
from dashboard.exports.downloads import csv_answer
from dashboard.services import Services
from dashboard.trail.form import audit_form
from dashboard.trail.list import event_list
from dashboard.trail.view import CSV_PATH, PATH, AuditView, read_audit_form, read_audit_view
from dashboard.view import asked_values
from dashboard.web.static_html import Element, Static
from dashboard.workbench import Visit, Workbench
from data_sources.people import ADMINISTRATOR, EDITOR
from metrics.text.numbers import number

NAME = "Audit"
PARENT = "/invoer"
PAGE_SIZE = 50
_LEAD = "Wie wat deed, wanneer en waarom, en wat er daarvoor stond"
_KEPT = "Niets hiervan kan worden gewijzigd of gewist. De nieuwste handeling staat bovenaan."


def register(workbench: Workbench, services: Services) -> None:
    """Put the page at '/audit', beneath Invoer, and all it is about as a file beside it."""

    def show(visit: Visit) -> Static | Response:
        view, wrong = read_audit_form(visit.query)
        if wrong:
            return workbench.answer(PATH, _page(visit, services, view, wrong, []), status=422)
        events, total = services.audit.events(visit.person, view.asked, offset=view.start, limit=PAGE_SIZE)
        found = [
            _found(view, total),
            event_list(events, services.desk.known()) if events else None,
            *pager("handelingen", start=view.start, shown=len(events), total=total, size=PAGE_SIZE,
                   link=lambda start: view.link(start=start)),
        ]  # fmt: skip
        return _page(visit, services, view, wrong, found)

    workbench.page(PATH, name=NAME, role=EDITOR, render=show, parent=PARENT, listed=True)
    workbench.file(CSV_PATH, role=EDITOR, answer=lambda visit: _file(visit, services))


def _page(
    visit: Visit, services: Services, view: AuditView, wrong: Mapping[str, str], found: Sequence[Static]
) -> Static:  # fmt: skip
    """The page with its form, and beneath it what was found."""
    sees_all = visit.visitor.may(ADMINISTRATOR)
    whose = "" if sees_all else " Aanmeldingen en wijzigingen van accounts ziet alleen een beheerder."
    form = audit_form(
        view, services.audit.actors(visit.person), typed=asked_values(visit.query), wrong=wrong, of_accounts=sees_all
    )
    return Element(
        "div",
        html.H1(NAME),
        summary_of(wrong, nothing_done="Er is niet gezocht."),
        html.P(_LEAD, className="lead"),
        html.P(f"{_KEPT}{whose}", className="hint"),
        Element("div", form, class_="choices"),
        *found,
        class_="audit",
    )


def _found(view: AuditView, total: int) -> Element:
    """How many there are, and the ways out of the choice."""
    counted = "Eén handeling" if total == 1 else f"{number(total)} handelingen" if total else "Geen handelingen"
    ways: list[Static] = [html.A("Download als CSV", href=view.link(CSV_PATH))] if total else []
    if view.is_filtered:
        ways.append(html.A("Toon alles", href=PATH))
    return Element("p", f"{counted}.", *ways, class_="found-events", role="status")


def _file(visit: Visit, services: Services) -> Response:
    view = read_audit_view(visit.query)
    written = audit_csv(services.audit.each(visit.person, view.asked), services.desk.known())
    return csv_answer(written, f"audit-{services.today().isoformat()}")
