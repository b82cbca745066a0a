"""Choosing the day of the state and the day of the knowledge, for the pilot pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from dash import dcc, html

from dashboard.components.attributes import aria
from dashboard.components.choices import choice, options
from dashboard.ledger_view import DAY, ON, LedgerView
from dashboard.view import AS_OF
from data_sources.ledger import Document
from metrics.text.numbers import day

NOW = "Alles wat bekend is"


def ledger_form(
    view: LedgerView, path: str, *, documents: Iterable[Document], days: Mapping[date, str], today: date
) -> html.Form:
    """Sends the visitor to the address of a view. ``days``: the days of the state on offer, with their names;
    ``today`` is that day when none is asked for.
    """
    return html.Form(
        [
            _state_choice(view, days, today),
            _own_day(),
            choice("Zoals bekend op", AS_OF, options(_known(view, documents), _text(view.as_of))),
            html.Button("Toon", type="submit", className="button primary"),
        ],
        action=path,
        method="get",
        **aria(label="Kies wat u wilt zien"),
    )


def _state_choice(view: LedgerView, days: Mapping[date, str], today: date) -> html.Label:
    offered = {("" if item == today else item.isoformat()): text for item, text in days.items()}
    if view.on is not None and view.on not in days:
        offered[view.on.isoformat()] = day(view.on)
    chosen = "" if view.on in {None, today} else _text(view.on)
    return choice("Stand", ON, options(list(offered.items()), chosen))


def _own_day() -> html.Label:
    """For a day that is not among the choices, as letters ask for."""
    return html.Label(
        [html.Span("Of op een dag"), dcc.Input(name=DAY, type="text", placeholder="2026-10-01", className="day")]
    )


def _known(view: LedgerView, documents: Iterable[Document]) -> list[tuple[str, str]]:
    """The days on which a document became known, newest first: between them nothing changes."""
    named: dict[date, list[str]] = {}
    for item in documents:
        named.setdefault(item.known_on, []).append(item.short)
    if view.as_of is not None:
        named.setdefault(view.as_of, [])
    found = [
        (known.isoformat(), f"{day(known)} ({', '.join(names)})" if names else day(known))
        for known, names in sorted(named.items(), reverse=True)
    ]
    return [("", NOW), *found]


def _text(value: date | None) -> str:
    return value.isoformat() if value else ""
