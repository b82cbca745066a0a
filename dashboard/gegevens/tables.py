"""Where each table stands: when it was looked at, how that ended, what the newest load is and what may come."""

from __future__ import annotations

from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from dashboard.gegevens.view import LoadView
from dashboard.gegevens.words import age_phrase, outcome_phrase, until_phrase
from dashboard.table_state import TableState
from dashboard.words import known_on_phrase, moment_phrase
from data_sources.registry import SOURCES
from metrics.text.numbers import day
from metrics.text.phrases import upper_first
from metrics.text.release import expected_phrase

Fact = tuple[str, str | Component | list[str | Component]]


def table_card(state: TableState, *, as_of: date | None) -> html.Section:
    """A table and how it stands; of an earlier day without what lies ahead of the schedule."""
    heading = f"tabel-{state.table}"
    title = SOURCES[state.table].title if state.table in SOURCES else ""
    facts = [*_checked(state, as_of), *_newest(state, as_of), ("Nieuwe cijfers van CBS", _expected(state))]
    if as_of is None:
        look = moment_phrase(state.due) if state.due else "niet gepland"
        facts.insert(-1, ("Volgende controle", look))
    return html.Section(
        [
            html.H3([f"Tabel {state.table}", html.Small(title)], id=heading),
            html.Dl([html.Div([html.Dt(name), html.Dd(words)]) for name, words in facts]),
        ],
        className="definition table-state",
        **aria(labelledby=heading),
    )


def _checked(state: TableState, as_of: date | None) -> list[Fact]:
    success, last = state.last_success, state.last_attempt
    if last is None:
        return [("Laatst gecontroleerd", f"nog nooit{until_phrase(as_of)}")]
    checked: list[Fact] = [("Laatst gecontroleerd", "nog nooit met succes")]
    if success is not None and state.age is not None:
        back = f"{age_phrase(state.age)} {'geleden' if as_of is None else f'voor het einde van {day(as_of)}'}"
        old = html.Strong(" Verouderd.") if state.stale else None
        words: list[str | Component] = [f"{moment_phrase(success.started_at)} ({back}).", *([old] if old else [])]
        checked = [("Laatst gecontroleerd", words)]
    if success is not None and success.id == last.id:
        return [*checked, ("Uitkomst", f"{outcome_phrase(last)}.")]
    return [*checked, ("Laatste poging", f"{moment_phrase(last.started_at)}. {outcome_phrase(last)}.")]


def _newest(state: TableState, as_of: date | None) -> list[Fact]:
    if state.load is None:
        return [("Cijfers van", "nog niets van deze tabel opgehaald")]
    link = html.A(f"lading {state.load.id}", href=LoadView(str(state.load.id), as_of=as_of).link())
    return [("Cijfers van", [link, f", {known_on_phrase(state.load)}"])]


def _expected(state: TableState) -> str:
    if state.discontinued:
        return "CBS heeft deze tabel stopgezet; er wordt niets meer verwacht."
    if state.expected is None:
        return "Niets over te zeggen: er is geen periode bekend om van uit te gaan."
    phrase = expected_phrase(state.expected)
    return f"{upper_first(phrase)}." if state.expected.over else f"Verwacht: {phrase}."
