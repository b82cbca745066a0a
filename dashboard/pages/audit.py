"""Audit: who did what to the ledger, when and why, with what was there before; for administrators of accounts, too."""

from __future__ import annotations

from dash import html
from flask import Response

from dashboard.components.pager import pager
from dashboard.exports.audit_csv import audit_csv
from dashboard.exports.downloads import csv_answer
from dashboard.services import Services
from dashboard.trail.form import audit_form
from dashboard.trail.list import event_list
from dashboard.trail.view import CSV_PATH, PATH, AuditView, read_audit_view
from dashboard.web.static_html import Element, Static
from dashboard.workbench import Visit, Workbench
from data_sources.people import ADMINISTRATOR, EDITOR
from metrics.text.numbers import number

NAME = "Audit"
PARENT = "/invoer"
PAGE_SIZE = 50
_LEAD = "Wie wat deed, wanneer en waarom, en wat er daarvoor stond"
_KEPT = "Niets hiervan kan worden gewijzigd of gewist. De nieuwste gebeurtenis staat bovenaan."


def register(workbench: Workbench, services: Services) -> None:
    """Put the page at '/audit', beneath Invoer, and all it is about as a file beside it."""
    workbench.page(
        PATH, name=NAME, role=EDITOR, render=lambda visit: _page(visit, services), parent=PARENT, listed=True
    )
    workbench.file(CSV_PATH, role=EDITOR, answer=lambda visit: _file(visit, services))


def _page(visit: Visit, services: Services) -> Static:
    view, audit, person = read_audit_view(visit.query), services.audit, visit.person
    events, total = audit.events(person, view.asked, offset=view.start, limit=PAGE_SIZE)
    sees_all = visit.visitor.may(ADMINISTRATOR)
    whose = "" if sees_all else " Aanmeldingen en wijzigingen van accounts ziet alleen een beheerder."
    return Element(
        "div",
        html.H1(NAME),
        html.P(_LEAD, className="lead"),
        html.P(f"{_KEPT}{whose}", className="hint"),
        Element("div", audit_form(view, audit.actors(person), of_accounts=sees_all), class_="choices"),
        _found(view, total),
        event_list(events, services.desk.known()) if events else None,
        *pager("gebeurtenissen", start=view.start, shown=len(events), total=total, size=PAGE_SIZE,
               link=lambda start: view.link(start=start)),
        class_="audit",
    )  # fmt: skip


def _found(view: AuditView, total: int) -> Element:
    """How many there are, and the ways out of the choice."""
    counted = "Eén gebeurtenis" if total == 1 else f"{number(total)} gebeurtenissen" if total else "Geen gebeurtenissen"
    ways: list[Static] = [html.A("Download als CSV", href=view.link(CSV_PATH))] if total else []
    if view.is_filtered:
        ways.append(html.A("Toon alles", href=PATH))
    return Element("p", f"{counted}.", *ways, class_="found-events", role="status")


def _file(visit: Visit, services: Services) -> Response:
    view = read_audit_view(visit.query)
    written = audit_csv(services.audit.each(visit.person, view.asked), services.desk.known())
    return csv_answer(written, f"audit-{services.today().isoformat()}")
