"""Gegevens: where each table stands, every load with what it changed, and every attempt to get one."""

from __future__ import annotations

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.components.as_of_banner import as_of_banner
from dashboard.components.attributes import aria
from dashboard.components.pager import pager
from dashboard.gegevens.log_lists import attempt_list, load_list
from dashboard.gegevens.tables import table_card
from dashboard.gegevens.view import LOG, LogView, read_log_view
from dashboard.gegevens.words import counted, until_phrase
from dashboard.known_days import day_form
from dashboard.router import Query, Router
from dashboard.services import Services
from metrics.text.numbers import day

NAME = "Gegevens"
LEAD = "Wat er bij CBS is opgehaald, wanneer, en wat er daarna is veranderd"
PAGE_SIZE = 20
LOADS_HINT = (
    "Een lading is één levering van cijfers; niets wordt overschreven. Kies een lading om te zien wat zij veranderde,"
    " en daar een cijfer om zijn hele geschiedenis te zien."
)
ATTEMPTS_HINT = (
    "Elke keer dat er bij CBS is gekeken, ook als er niets veranderd was of als het niet lukte. Wat er ook misgaat: de"
    " cijfers die er waren, blijven staan."
)


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page at '/gegevens'."""
    router.add(
        LOG, name=NAME, heading=NAME, render=lambda query, _audience: render(query, services),
        title=lambda query: _title(query, services),
    )  # fmt: skip


def render(query: Query, services: Services) -> Component:
    """The page for a query. Raises UsageError for one that cannot be shown."""
    view = read_log_view(query, today=services.today())
    return html.Div(
        [
            *as_of_banner("de gegevens", view.as_of, now=view.link(as_of=None, loads_from=0, attempts_from=0)),
            html.H1(NAME),
            html.P(LEAD, className="lead"),
            html.Div(day_form(LOG, view.as_of, services, kept={}), className="choices"),
            _tables(view, services),
            *_loads(view, services),
            _attempts(view, services),
        ]
    )


def _title(query: Query, services: Services) -> str:
    as_of = read_log_view(query, today=services.today()).as_of
    return f"{NAME}, zoals bekend op {day(as_of)}" if as_of else NAME


def _tables(view: LogView, services: Services) -> html.Section:
    states = services.table_states(view.as_of)
    cards = [table_card(state, as_of=view.as_of) for state in states]
    return _section("stand", "Stand per tabel", cards)


def _loads(view: LogView, services: Services) -> list[Component]:
    found = services.load_history(view.as_of).loads()
    fetched = [item for item in found if item.load.kind != "published"]
    bundled = [item for item in found if item.load.kind == "published"]
    shown = fetched[view.loads_from : view.loads_from + PAGE_SIZE]
    nothing = f"Er is{until_phrase(view.as_of)} nog niets van CBS opgehaald."
    parts: list[Component] = [
        html.P(LOADS_HINT, className="hint"),
        load_list(shown, as_of=view.as_of) if shown else html.P(nothing),
        *pager(
            "ladingen", start=view.loads_from, shown=len(shown), total=len(fetched), size=PAGE_SIZE,
            link=lambda start: f"{view.link(loads_from=start)}#ladingen",
        ),
    ]  # fmt: skip
    if bundled:
        head = counted(len(bundled), "meegeleverde bron", "meegeleverde bronnen")
        parts.append(html.Details([html.Summary(head), load_list(bundled, as_of=view.as_of)]))
    return [_section("ladingen", "Ladingen", parts)]


def _attempts(view: LogView, services: Services) -> html.Section:
    shown, total = services.attempts(as_of=view.as_of, offset=view.attempts_from, limit=PAGE_SIZE)
    nothing = f"Er is{until_phrase(view.as_of)} nog niet bij CBS gekeken."
    return _section(
        "controles",
        "Controles",
        [
            html.P(ATTEMPTS_HINT, className="hint"),
            attempt_list(shown, as_of=view.as_of) if shown else html.P(nothing),
            *pager(
                "controles", start=view.attempts_from, shown=len(shown), total=total, size=PAGE_SIZE,
                link=lambda start: f"{view.link(attempts_from=start)}#controles",
            ),
        ],
    )  # fmt: skip


def _section(anchor: str, heading: str, parts: list[Component] | list[html.Section]) -> html.Section:
    return html.Section([html.H2(heading, id=anchor), *parts], className="panel", **aria(labelledby=anchor))
