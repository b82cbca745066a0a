"""The changes of a load and the history of a figure as CSV, at addresses with the same query as their pages."""

from __future__ import annotations

from datetime import date

from dash import Dash
from flask import Response

from dashboard.exports.csv import write_csv
from dashboard.exports.downloads import csv_answer, register_download
from dashboard.exports.provenance import stand_phrase
from dashboard.gegevens.asked import ask_figure, ask_load
from dashboard.gegevens.view import FIGURE_CSV, LOAD_CSV
from dashboard.gegevens.words import KIND_NAMES, TURNS, FigureWords, value_words
from dashboard.load_history import KINDS, REPLACED, CellChange, StatusChange
from dashboard.router import Query
from dashboard.services import Services
from dashboard.words import known_on_phrase, source_name, stranger_phrase
from data_sources.contract import Load
from data_sources.registry import INDICATORS, slug
from data_sources.store.revisions import Side
from metrics.text.phrases import period_label, status_phrase
from metrics.text.units import exact_difference

_FIGURE_HEAD = ("Onderwerp", "CBS-term", "Regiocode", "Regio", "Periodecode", "Periode", "Uitsplitsing")
_SOURCE_HEAD = ("Tabel", "Lading", "Bekend", "Bron", "Adres", "Stand", "Let op")
_CHANGES_HEAD = (
    "Soort", "Hoe", *_FIGURE_HEAD, "Was", "Was ontbreekt", "Status was", "Lading was", "Werd", "Werd ontbreekt",
    "Status werd", "Verschil", "Eenheid", *_SOURCE_HEAD,
)  # fmt: skip
_TURNS_HEAD = (
    *_FIGURE_HEAD, "Wat er gebeurde", "Waarde", "Ontbreekt", "Status", "Verschil", "Eenheid", "Afronding",
    *_SOURCE_HEAD,
)  # fmt: skip


def register_load_csv(app: Dash, services: Services) -> None:
    """All changes of one load, whatever page of them is shown; a filter in the query holds."""
    register_download(app, LOAD_CSV, lambda query: _load_csv(query, services))


def register_figure_csv(app: Dash, services: Services) -> None:
    """The history of one figure."""
    register_download(app, FIGURE_CSV, lambda query: _figure_csv(query, services))


def _load_csv(query: Query, services: Services) -> Response:
    asked = ask_load(query, services)
    view, words = asked.view, FigureWords.of(services)
    source = _source(asked.load, services, view.as_of)
    rows = [[*_status_row(item, asked.before), *source] for item in asked.statuses()]
    # Of a first load all cells are new: they are the figures themselves, not changes.
    for kinds in ((), (REPLACED,)) if asked.is_first else (KINDS, (REPLACED,)):
        for item in asked.history.changes(asked.load, kinds, view.asked) if kinds else []:
            rows.append([*_change_row(item, words, replaced=kinds == (REPLACED,)), *source])
    name = f"veilig-thuis-lading-{asked.load.id}-wijzigingen-{_known(services, view.as_of)}"
    return csv_answer(write_csv(_CHANGES_HEAD, rows), name)


def _figure_csv(query: Query, services: Services) -> Response:
    view, turns = ask_figure(query, services)
    figure = _figure(view.indicator, view.region, view.period, view.breakdown, FigureWords.of(services))
    rows = [
        [
            *figure, TURNS[turn.kind],
            *_held(turn.answer, region=view.region, period=view.period, gone=turn.gone),
            _difference(turn.old, turn.answer), turn.unit or "", turn.rounding,
            *_source(turn.load, services, view.as_of),
        ]
        for turn in turns
    ]  # fmt: skip
    # A breakdown has signs that a file may not have in its name.
    parts = ["veilig-thuis", slug(view.indicator), view.region, view.period, *filter(None, [slug(view.breakdown)])]
    name = f"{'-'.join(parts)}-geschiedenis-{_known(services, view.as_of)}"
    return csv_answer(write_csv(_TURNS_HEAD, rows), name)


def _change_row(item: CellChange, words: FigureWords, *, replaced: bool) -> list[object]:
    kind = KIND_NAMES[REPLACED if replaced else item.kind]
    new = _held(item.new, region=item.region, period=item.period, gone=item.kind == "verdwenen")
    old = _held(item.old, region=item.region, period=item.period) if item.old else ["", "", ""]
    return [
        kind, TURNS[item.kind], *_figure(item.indicator, item.region, item.period, item.breakdown, words), *old,
        item.old.load if item.old else "", *new, _difference(item.old, item.new), item.unit or "",
    ]  # fmt: skip


def _status_row(item: StatusChange, before: Load | None) -> list[object]:
    """A period whose status changed, of all its figures at once."""
    old = status_phrase(item.old) if item.old else "nieuwe periode"
    return [
        "Status", "andere status" if item.old else "nieuwe periode", "alle", "", "", "alle", item.period,
        period_label(item.period), "", "", "", old, before.id if before else "", "", "", status_phrase(item.new), "",
        "",
    ]  # fmt: skip


def _held(side: Side, *, region: str, period: str, gone: bool = False) -> list[object]:
    """Value, why it is missing, status: the first or the second."""
    if side.value is not None:
        return [side.value, "", status_phrase(side.status)]
    return ["", value_words(None, side.missing, unit=None, region=region, period=period, gone=gone), ""]


def _difference(old: Side | None, new: Side) -> float | None:
    difference = exact_difference(old.value, new.value) if old else None
    return None if difference is None else float(difference)


def _figure(indicator: str, region: str, period: str, breakdown: str, words: FigureWords) -> list[object]:
    term = INDICATORS[indicator].cbs_term if indicator in INDICATORS else ""
    return [
        words.indicator(indicator), term, region, words.region(region), period, period_label(period),
        words.breakdown(breakdown),
    ]  # fmt: skip


def _source(load: Load, services: Services, as_of: date | None) -> list[object]:
    stand = stand_phrase(as_of, today=services.today())
    origin = stranger_phrase(load) or ""
    return [load.table, load.id, known_on_phrase(load), source_name(load), load.source_url, stand, origin]


def _known(services: Services, as_of: date | None) -> str:
    return f"bekend-op-{(as_of or services.today()).isoformat()}"
