"""One load: which periods got another status, and which figures it changed, added or no longer carries."""

from __future__ import annotations

from collections.abc import Mapping

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.components.as_of_banner import as_of_banner
from dashboard.components.attributes import aria
from dashboard.components.pager import pager
from dashboard.components.source_note import source_note
from dashboard.gegevens.asked import LoadAsked, ask_load, has_filter
from dashboard.gegevens.changes import change_table, status_table
from dashboard.gegevens.files import register_load_csv
from dashboard.gegevens.load_form import load_form
from dashboard.gegevens.log_lists import finding_list
from dashboard.gegevens.view import LOAD, LOAD_CSV, LOG, LogView
from dashboard.gegevens.words import KIND_NAMES, FigureWords, basis_phrase, counted
from dashboard.load_history import REPLACED
from dashboard.router import Query, Router
from dashboard.services import Services
from metrics.text.numbers import number

NAME = "Lading"
PAGE_SIZE = 50
_MEANINGS = {
    "gewijzigd": "CBS heeft een ander cijfer gegeven dan in de vorige lading.",
    "preciezer": "Het nieuwe cijfer past binnen de afronding van het oude: hetzelfde cijfer, preciezer gegeven.",
    "verdwenen": "Deze cijfers stonden in de vorige lading en staan niet meer in de tabel.",
    REPLACED: "Tot deze lading gaf een eerder gepubliceerde bron het antwoord.",
    "nieuw": "Deze cijfers stonden niet in de vorige lading.",
}


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page at '/gegevens/lading', and its changes as a file beside it."""
    router.add(
        LOAD, name=NAME, heading=NAME, render=lambda query, _audience: render(query, services),
        title=lambda query: f"Lading {ask_load(query, services).load.id} · Gegevens", parent=LOG,
    )  # fmt: skip
    register_load_csv(app, services)


def render(query: Query, services: Services) -> Component:
    """The page for a query. Raises UsageError for one that cannot be shown."""
    asked = ask_load(query, services)
    view, load = asked.view, asked.load
    return html.Div(
        [
            *as_of_banner("de gegevens", view.as_of, now=view.link(as_of=None)),
            html.P(html.A("Alle ladingen", href=LogView(as_of=view.as_of).link()), className="back"),
            html.H1(f"Lading {load.id}: wat er veranderde"),
            html.P(_brought(asked), className="lead"),
            source_note(load),
            html.P(f"Datum: {basis_phrase(load)}.", className="source"),
            *finding_list(asked.counts.findings, asked.counts.warnings),
            *_statuses(asked),
            _changes(asked, FigureWords.of(services)),
        ],
        className="load-page",
    )


def _brought(asked: LoadAsked) -> str:
    counts = asked.counts
    if asked.load.kind == "published":
        return f"Een meegeleverde bron met {counted(counts.rows, 'cijfer', 'cijfers')}"
    if asked.is_first:
        return f"De eerste lading van tabel {asked.load.table}: {counted(counts.new, 'cijfer', 'cijfers')}, alle nieuw"
    return f"{counted(counts.rows, 'cijfer', 'cijfers')} uit tabel {asked.load.table}, vergeleken met de lading ervoor"


def _statuses(asked: LoadAsked) -> list[Component]:
    found = asked.statuses()
    if not found:
        return []
    return [
        html.Section(
            [
                html.H2("Status per periode", id="status"),
                html.P("De status hoort bij een periode en geldt voor al haar cijfers.", className="hint"),
                status_table(found, caption=f"Andere status in lading {asked.load.id}"),
            ],
            className="panel",
            **aria(labelledby="status"),
        )
    ]


def _changes(asked: LoadAsked, words: FigureWords) -> html.Section:
    counts = asked.kinds()
    kind = asked.view.kind if asked.view.kind in counts else next((name for name in counts if counts[name]), "")
    if not kind and not has_filter(asked.view):
        nothing = html.P("Deze lading veranderde geen cijfer dat er al was.")
        return html.Section(
            [html.H2("Cijfers", id="cijfers"), nothing], className="panel", **aria(labelledby="cijfers")
        )
    shown = _kind(asked, kind, counts[kind], words) if kind else [html.P("Niets met deze keuze.")]
    csv = html.A(
        "Download alle wijzigingen (CSV)", href=asked.view.link(LOAD_CSV, kind=""), className="button", download=""
    )
    return html.Section(
        [
            html.H2("Cijfers", id="cijfers"),
            html.Div(load_form(asked, words), className="choices"),
            _kinds(asked, counts, kind),
            *shown,
            html.Div(csv, className="ways-out"),
        ],
        className="panel",
        **aria(labelledby="cijfers"),
    )


def _kinds(asked: LoadAsked, counts: Mapping[str, int], chosen: str) -> html.Nav:
    """The kinds with their counts, as links; a kind without cells is only named. What took the place of another source
    is only there when it is.
    """
    items: list[Component] = []
    for kind, count in counts.items():
        text = f"{KIND_NAMES[kind]}: {number(count)}"
        if kind == REPLACED and not count and kind != chosen:
            continue
        current = aria(current="true") if kind == chosen else {}
        link = html.A(text, href=f"{asked.view.link(kind=kind)}#cijfers", **current)
        items.append(html.Li(link if count else text))
    return html.Nav(html.Ul(items), className="kinds", **aria(label="Soort wijziging"))


def _kind(asked: LoadAsked, kind: str, total: int, words: FigureWords) -> list[Component]:
    view = asked.view
    found = asked.history.changes(asked.load, [kind], view.asked, offset=view.start, limit=PAGE_SIZE)
    caption = f"{KIND_NAMES[kind]} in lading {asked.load.id}"
    table = change_table(found, kind, words=words, caption=caption, as_of=view.as_of)
    return [
        html.P(_MEANINGS[kind], className="hint"),
        *([table] if found else [html.P("Hier staan geen cijfers." if total else "Geen cijfers van deze soort.")]),
        *pager(
            "cijfers", start=view.start, shown=len(found), total=total, size=PAGE_SIZE,
            link=lambda start: f"{view.link(kind=kind, start=start)}#cijfers",
        ),
    ]  # fmt: skip
