"""The lists of the page Gegevens: loads and attempts, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.gegevens.view import LoadView
from dashboard.gegevens.words import basis_phrase, counted, looked_phrase, outcome_phrase
from dashboard.load_history import LoadCounts
from dashboard.words import known_on_phrase, moment_phrase, stranger_phrase
from data_sources.findings import Finding
from data_sources.registry import CBS_HOST
from data_sources.store.history import Attempt
from metrics.text.numbers import number
from metrics.text.phrases import upper_first


def load_list(loads: Sequence[LoadCounts], *, as_of: date | None) -> html.Ul:
    """One item a load: when it was known, what it is, how much it changed, and what was remarked."""
    return html.Ul([_load(item, as_of) for item in loads], className="moments log")


def attempt_list(attempts: Sequence[Attempt], *, as_of: date | None) -> html.Ul:
    """One item an attempt: when, how it ended, how far it looked, and what was found and told."""
    return html.Ul([_attempt(item, as_of) for item in attempts], className="moments log")


def finding_list(findings: Sequence[Finding], warnings: Sequence[str]) -> list[Component]:
    """What checks found, folded; ``warnings``: sentences, of which those of a finding are not said twice."""
    bare = [text for text in warnings if text not in {item.message for item in findings}]
    if not findings and not bare:
        return []
    errors = sum(item.severity == "fout" for item in findings)
    remarks = len(findings) - errors + len(bare)
    head = " en ".join(
        [
            *([counted(errors, "fout", "fouten")] if errors else []),
            *([counted(remarks, "waarschuwing", "waarschuwingen")] if remarks else []),
        ]
    )
    items = [*(_finding(item) for item in findings), *(html.Li(text) for text in bare)]
    return [html.Details([html.Summary(head), html.Ul(items, className="findings")], className="passage")]


def _load(item: LoadCounts, as_of: date | None) -> html.Li:
    load = item.load
    link = html.A(_name(item), href=LoadView(str(load.id), as_of=as_of).link())
    origin = stranger_phrase(load)
    mark = [html.P(html.Strong(f"Let op: {origin}."), className="detail")] if origin else []
    return html.Li(
        [
            html.P(upper_first(known_on_phrase(load)), className="moment-when"),
            html.Div(
                [
                    html.P(link, className="moment-title"),
                    html.P(_brought(item)),
                    html.P(f"Datum: {basis_phrase(load)}.", className="detail"),
                    *mark,
                    *finding_list(item.findings, item.warnings),
                ]
            ),
        ]
    )


def _name(item: LoadCounts) -> str:
    load = item.load
    return load.source_title if load.kind == "published" else f"Lading {load.id}, tabel {load.table}"


def _brought(item: LoadCounts) -> str:
    if item.load.kind == "published":
        return f"{counted(item.rows, 'cijfer', 'cijfers')} uit deze bron."
    if item.rows == item.new:
        return f"Eerste lading van deze tabel: {counted(item.new, 'cijfer', 'cijfers')}, alle nieuw."
    return (
        f"{number(item.new)} nieuw, {number(item.changed)} gewijzigd, {number(item.removed)} verdwenen, van"
        f" {counted(item.rows, 'cijfer', 'cijfers')}."
    )


def _attempt(item: Attempt, as_of: date | None) -> html.Li:
    looked = ", ".join(part for part in (looked_phrase(item), _took(item)) if part)
    where = f"Tabel {item.table}{'' if item.host == CBS_HOST else f', bij {item.host}'}"
    load = (
        [html.P(html.A(f"Lading {item.load}", href=LoadView(str(item.load), as_of=as_of).link()), className="detail")]
        if item.load is not None
        else []
    )
    told = [html.P(text, className="detail") for text in item.messages]
    return html.Li(
        [
            html.P(upper_first(moment_phrase(item.started_at)), className="moment-when"),
            html.Div(
                [
                    html.P(f"{outcome_phrase(item)}.", className="moment-title"),
                    *([html.P(item.error)] if item.error else []),
                    html.P(f"{where}{f': {looked}' if looked else ''}.", className="detail"),
                    *load,
                    *told,
                    *finding_list(item.findings, item.warnings),
                ]
            ),
        ]
    )


def _took(item: Attempt) -> str:
    if item.finished_at is None:
        return ""
    seconds = (item.finished_at - item.started_at).total_seconds()
    return "in minder dan een seconde" if seconds < 1 else f"in {number(seconds, 1)} seconden"


def _finding(item: Finding) -> html.Li:
    facts = f"Verwacht: {item.expected}. Gevonden: {item.found}."
    return html.Li(
        [
            html.P([html.Strong(f"{item.severity.capitalize()}: "), item.message]),
            html.P(f"{facts} Controle: {item.name}.", className="detail"),
        ]
    )
