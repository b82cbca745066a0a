"""The days on which something became known, and a form that chooses one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dash import dcc, html

from dashboard.components.attributes import aria
from dashboard.components.choices import as_of_choice
from dashboard.services import Services
from dashboard.words import day_name


def day_names(services: Services) -> dict[date, str]:
    """The days on which something became known, newest first, with their names."""
    return {known: day_name(loads) for known, loads in services.known_days().items()}


def day_form(path: str, as_of: date | None, services: Services, *, kept: Mapping[str, str]) -> html.Form:
    """Sends the visitor to the same page as known on a day. ``kept``: what the address asks for besides."""
    return html.Form(
        [
            *(dcc.Input(type="hidden", name=name, value=text) for name, text in kept.items() if text),
            as_of_choice(as_of, day_names(services)),
            html.Button("Toon", type="submit", className="button primary"),
        ],
        action=path,
        method="get",
        **aria(label="Kies de dag waarvan u de stand wilt zien"),
    )
