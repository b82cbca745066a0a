"""Logging in and out: a form that is sent, and what becomes of it."""

from __future__ import annotations

from dash import html
from flask import Response, g, request

from dashboard.components.error_summary import summary_of
from dashboard.login_form import FURTHER, LOGIN, NAME, PASSWORD, login_form
from dashboard.services import Services
from dashboard.web.carried import Carried, carried_along, show_again_form
from dashboard.web.own_path import own_path
from dashboard.web.session_cookie import forget_token, keep_token, shown_token
from dashboard.web.static_html import Element, Static
from dashboard.workbench import Visit, Workbench, go, post_form
from data_sources.errors import PasswordRefused
from data_sources.people import READER

PATH, LOGOUT = LOGIN, "/afmelden"
HEADING, DONE = "Aanmelden", "U bent aangemeld"
_SIGNED_OUT = "U bent afgemeld."
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
                carried = carried_along(visit.form)
                return go(further) if carried is None else _go_on(token, carried)
        return workbench.answer(PATH, _form(visit, further=further, errors=errors), status=422)

    def _go_on(token: str, carried: Carried) -> Response:
        """On to what somebody had typed when their session ended: they see it, and send it once more or not."""
        g.visitor = accounts.visitor_of(token)
        text = "Wat u had ingevuld is nog niet bewaard. Bekijk het en bewaar het dan."
        content = [Element("h1", DONE), Element("p", text, class_="lead"), show_again_form(g.visitor, carried)]
        return workbench.answer(PATH, content, title=f"{DONE} · Veilig Thuis in cijfers")

    def logout(_visit: Visit) -> Response:
        accounts.logout(shown_token())
        forget_token()
        return go(f"{PATH}?{LEFT}=ja")

    workbench.page(PATH, name=HEADING, role=None, render=show, parent=PATH)
    workbench.action(PATH, role=None, handle=login)
    workbench.action(LOGOUT, role=READER, handle=logout)


def _form(visit: Visit, *, further: str, errors: dict[str, str]) -> Static:
    lead = (
        "Aanmelden is voor wie cijfers invoert, goedkeurt of beheert. Een account of een nieuw wachtwoord krijgt u van"
        " de beheerder."
    )
    return [
        html.H1(HEADING),
        summary_of(errors, nothing_done="U bent niet aangemeld."),
        Element("p", _SIGNED_OUT, class_="notice", role="status") if visit.asked(LEFT) and not errors else None,
        html.P(lead, className="lead"),
        login_form(
            visit.visitor,
            further=further,
            name=visit.form.get(NAME, ""),
            errors=errors,
            carried=carried_along(visit.form),
        ),
    ]


def _already(visit: Visit) -> Static:
    person = visit.person
    return [
        html.H1(HEADING),
        html.P(f"U bent al aangemeld als {person.name} ({person.role}).", className="lead"),
        html.P(html.A("Uw account", href="/account")),
        post_form(visit.visitor, LOGOUT, [Element("button", "Afmelden", type="submit", class_="button")]),
    ]
