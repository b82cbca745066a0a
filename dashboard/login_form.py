"""The form on which one logs in, on the page for it and wherever somebody turns out to be logged in no more."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.components.form_field import FormField, form_field, wrong_with
from dashboard.visitor import Visitor
from dashboard.web.carried import Carried, carried_fields
from dashboard.web.static_html import Element
from dashboard.workbench import post_form

LOGIN = "/aanmelden"
# Names of fields, and of what is asked in the address.
NAME, PASSWORD, FURTHER = "gebruikersnaam", "wachtwoord", "verder"


def login_form(
    visitor: Visitor, *, further: str, name: str = "", errors: Mapping[str, str] | None = None,
    carried: Carried | None = None,
) -> Element:  # fmt: skip
    """``further``: where one goes on to; ``name``: as typed before; ``carried``: what was typed in another form."""
    errors = errors or {}
    fields = [
        Element("input", type="hidden", name=FURTHER, value=further),
        *carried_fields(carried),
        form_field(
            FormField(
                NAME, "Gebruikersnaam", value=name, needed=True, wrong=wrong_with(errors, NAME),
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
    return post_form(visitor, LOGIN, fields, class_="entry-form people-form", novalidate="novalidate")
