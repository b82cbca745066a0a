"""One's own account: who one is here, what one may do, another password, and logging out."""

from __future__ import annotations

from dash import html
from flask import Response, request

from dashboard.components.error_summary import summary_of
from dashboard.components.form_field import FormField, form_field, wrong_with
from dashboard.pages.aanmelden import LOGOUT
from dashboard.services import Services
from dashboard.web.session_cookie import keep_token, shown_token
from dashboard.web.static_html import Element, Static
from dashboard.words import moment_phrase
from dashboard.workbench import Visit, Workbench, go, post_form
from data_sources.errors import PasswordRefused, UsageError
from data_sources.people import ADMINISTRATOR, EDITOR, READER, SHORTEST_PASSWORD

PATH = "/account"
HEADING = "Uw account"
_OLD, _NEW, _AGAIN = "huidig", "nieuw", "nogmaals"
_ROLES = {
    READER: "lezer: u mag alles lezen waarvoor aanmelden nodig is.",
    EDITOR: "redacteur: u mag cijfers, stappen en mijlpalen van pilots invoeren, en die van een ander goedkeuren.",
    ADMINISTRATOR: "beheerder: u mag wat een redacteur mag, en daarnaast bij CBS verversen en zien wat accounts doen.",
}


def register(workbench: Workbench, services: Services) -> None:
    def show(visit: Visit) -> Static:
        return _page(visit, services, errors={})

    def change(visit: Visit) -> Response:
        old, new = visit.form.get(_OLD, ""), visit.form.get(_NEW, "")
        errors = {} if old else {_OLD: "Vul uw huidige wachtwoord in."}
        if new != visit.form.get(_AGAIN, ""):
            errors[_AGAIN] = "De twee nieuwe wachtwoorden zijn niet gelijk."
        if not errors:
            try:
                keep_token(services.accounts.change_password(visit.person, old, new, request.remote_addr or ""))
                return go(f"{PATH}?gewijzigd=ja")
            except PasswordRefused as error:
                errors[_OLD] = error.message
            except UsageError as error:
                errors[_NEW] = error.message
        return workbench.answer(PATH, _page(visit, services, errors=errors), status=422)

    workbench.page(PATH, name="Account", heading=HEADING, role=READER, render=show, parent=PATH)
    workbench.action(PATH, role=READER, handle=change)


def _page(visit: Visit, services: Services, *, errors: dict[str, str]) -> Static:
    changed = "Uw wachtwoord is gewijzigd. Waar u elders was aangemeld, bent u afgemeld."
    return [
        html.H1(HEADING),
        summary_of(errors, nothing_done="Uw wachtwoord is niet gewijzigd."),
        html.P(changed, className="notice", role="status") if visit.asked("gewijzigd") and not errors else None,
        _who(visit, services),
        html.H2("Ander wachtwoord"),
        post_form(
            visit.visitor, PATH, _fields(visit, errors), class_="entry-form people-form", novalidate="novalidate"
        ),
        html.H2("Afmelden"),
        html.P("U wordt vanzelf afgemeld na een uur zonder activiteit, en altijd na twaalf uur."),
        post_form(visit.visitor, LOGOUT, [Element("button", "Afmelden", type="submit", class_="button")]),
    ]


def _who(visit: Visit, services: Services) -> Static:
    person = visit.person
    session = services.accounts.session(shown_token())
    made = services.accounts.find(person.username).created_at
    facts = [
        ("Naam", person.name),
        ("Gebruikersnaam", person.username),
        ("Rol", _ROLES[person.role]),
        ("Account sinds", moment_phrase(made)),
        *([("Aangemeld sinds", moment_phrase(session.created_at))] if session else []),
    ]
    return html.Dl(
        [part for term, words in facts for part in (html.Dt(term), html.Dd(words))], className="people-facts"
    )


def _fields(visit: Visit, errors: dict[str, str]) -> list[Static]:
    hint = f"Ten minste {SHORTEST_PASSWORD} tekens; een zin van enkele woorden is goed. Zonder uw gebruikersnaam erin."
    return [
        # For whoever keeps passwords: whose this one is.
        Element("input", type="hidden", autocomplete="username", value=visit.person.username),
        _password(_OLD, "Huidig wachtwoord", errors, autocomplete="current-password"),
        _password(_NEW, "Nieuw wachtwoord", errors, autocomplete="new-password", help=hint),
        _password(_AGAIN, "Nieuw wachtwoord, nogmaals", errors, autocomplete="new-password"),
        Element("button", "Wachtwoord wijzigen", type="submit", class_="button primary"),
    ]  # fmt: skip


def _password(name: str, label: str, errors: dict[str, str], *, autocomplete: str, help: str = "") -> Element:
    wrong = wrong_with(errors, name)
    return form_field(
        FormField(name, label, help=help, kind="password", needed=True, wrong=wrong, autocomplete=autocomplete)
    )
