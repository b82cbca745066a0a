"""Logging in and out: a form that is sent, and what becomes of it."""

from __future__ import annotations

from dash import html
from flask import Response, request

from dashboard.components.error_summary import summary_of
from dashboard.components.form_field import FormField, form_field, wrong_with
from dashboard.services import Services
from dashboard.web.own_path import own_path
from dashboard.web.session_cookie import forget_token, keep_token, shown_token
from dashboard.web.static_html import Element, Static
from dashboard.workbench import Visit, Workbench, go, post_form
from data_sources.errors import PasswordRefused
from data_sources.people import READER

PATH, LOGOUT = "/aanmelden", "/afmelden"
HEADING = "Aanmelden"
_SIGNED_OUT = "U bent afgemeld."
# Names of fields, and of what is asked in the address.
NAME, PASSWORD, FURTHER = "gebruikersnaam", "wachtwoord", "verder"
LEFT = "afgemeld"


def register(workbench: Workbench, services: Services) -> None:
    accounts = services.accounts

    def show(visit: Visit) -> Static:
        if not accounts.with_passwords:
            text = "Aanmelden met een wachtwoord staat hier uit. Vraag de beheerder hoe u zich aanmeldt."
            return [html.H1(HEADING), html.P(text, className="lead")]
        if visit.visitor.person is not None:
            return _already(visit)
        return _form(visit, further=own_path(visit.asked(FURTHER)), errors={})

    def login(visit: Visit) -> Response:
        further = own_path(visit.form.get(FURTHER, ""))
        name, password = visit.form.get(NAME, ""), visit.form.get(PASSWORD, "")
        errors = {} if name.strip() else {NAME: "Vul uw gebruikersnaam in."}
        errors |= {} if password else {PASSWORD: "Vul uw wachtwoord in."}
        if not errors:
            try:
                token = accounts.login(name, password, request.remote_addr or "", instead_of=shown_token())
            except PasswordRefused as error:
                errors = {PASSWORD: error.message}
            else:
                keep_token(token)
                return go(further)
        return workbench.answer(PATH, _form(visit, further=further, errors=errors), status=422)

    def logout(_visit: Visit) -> Response:
        accounts.logout(shown_token())
        forget_token()
        return go(f"{PATH}?{LEFT}=ja")

    workbench.page(PATH, name=HEADING, role=None, render=show, parent=PATH)
    workbench.action(PATH, role=None, handle=login)
    workbench.action(LOGOUT, role=READER, handle=logout)


def _form(visit: Visit, *, further: str, errors: dict[str, str]) -> Static:
    fields = [
        Element("input", type="hidden", name=FURTHER, value=further),
        form_field(
            FormField(
                NAME, "Gebruikersnaam", value=visit.form.get(NAME, ""), needed=True, wrong=wrong_with(errors, NAME),
                autocomplete="username",
            )
        ),
        form_field(
            FormField(
                PASSWORD, "Wachtwoord", kind="password", needed=True, wrong=wrong_with(errors, PASSWORD),
                autocomplete="current-password",
            )
        ),
        Element("button", "Aanmelden", type="submit", class_="button primary"),
    ]  # fmt: skip
    lead = (
        "Aanmelden is voor wie cijfers invoert, goedkeurt of beheert. Een account of een nieuw wachtwoord krijgt u van"
        " de beheerder."
    )
    return [
        html.H1(HEADING),
        summary_of(errors, nothing_done="U bent niet aangemeld."),
        Element("p", _SIGNED_OUT, class_="notice", role="status") if visit.asked(LEFT) and not errors else None,
        html.P(lead, className="lead"),
        post_form(visit.visitor, PATH, fields, class_="entry-form people-form", novalidate="novalidate"),
    ]


def _already(visit: Visit) -> Static:
    person = visit.person
    return [
        html.H1(HEADING),
        html.P(f"U bent al aangemeld als {person.name} ({person.role}).", className="lead"),
        html.P(html.A("Uw account", href="/account")),
        post_form(visit.visitor, LOGOUT, [Element("button", "Afmelden", type="submit", class_="button")]),
    ]
