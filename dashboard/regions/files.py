"""The page Regio's as a file: every region, everything that is known and computed of it, and where it came from."""

from __future__ import annotations

from fractions import Fraction

from dash import Dash
from flask import Response

from dashboard.exports.csv import write_csv
from dashboard.exports.downloads import csv_answer, register_download
from dashboard.exports.provenance import stand_phrase
from dashboard.regions.cards import file_name
from dashboard.regions.measures import change_reason, contribution_reason, places
from dashboard.regions.model import RegionRow, Regions, find_regions
from dashboard.regions.view import CSV_PATH
from dashboard.regions.words import elsewhen_phrase
from dashboard.router import Query
from dashboard.services import Services
from dashboard.words import known_on_phrase, stranger_phrase
from data_sources.contract import Load, Observation
from data_sources.registry import INDICATORS
from metrics.growth import Interval
from metrics.predecessors import OUR_SUMS
from metrics.ranking import Place
from metrics.text.phrases import missing_phrase, period_label, status_phrase

_HEAD = (
    "Gerangschikt op", "Plaats", "Plaats ten minste", "Plaats ten hoogste", "Regiocode", "Regio", "Onderwerp",
    "CBS-term", "Periodecode", "Periode", "Waarde", "Eenheid", "Status", "Ontbreekt", "Afgeleid", "Afronding",
    "Per 100.000 inwoners", "Ontbreekt (per 100.000)", "Basisperiodecode", "Basisperiode", "Basiswaarde",
    "Status basis", "Ontbreekt (basis)", "Afgeleid (basis)", "Verschil", "Verschil laag", "Verschil hoog",
    "Verandering (%)", "Verandering laag (%)", "Verandering hoog (%)", "Richting", "Klein aantal",
    "Geen verandering omdat", "Bijdrage (procentpunt)", "Bijdrage laag", "Bijdrage hoog", "Geen bijdrage omdat",
    "Opmerking", "Tabel", "Bekend", "Lading", "Bekend (basis)", "Lading (basis)", "Bron", "Stand", "Let op",
)  # fmt: skip


def register_regions_csv(app: Dash, services: Services) -> None:
    """The same query as the page, at an address of its own."""

    def answer(query: Query) -> Response:
        found, today = find_regions(query, services), services.today()
        written = regions_csv(found, stand=stand_phrase(found.view.as_of, today=today))
        return csv_answer(written, file_name(found, today=today))

    register_download(app, CSV_PATH, answer)


def regions_csv(found: Regions, *, stand: str) -> bytes:
    """The country, the regions in the order of the ranking, the rest if there is one, and regions of other years.

    A percentage of a klein aantal is left out, as everywhere. ``stand``: as of which day, in words.
    """
    order = places(found)
    rows = {row.region: row for row in found.rows}
    body = [_row(found, found.national, None, stand), *(_row(found, rows[code], order[code], stand) for code in order)]
    return write_csv(_HEAD, [*body, *_rest(found, stand), *_elsewhen(found, stand)])


def _row(found: Regions, row: RegionRow, place: Place | None, stand: str) -> list[object]:
    change, part, own = row.growth, row.part, row.figure
    told = change.comparable and change.change is not None
    percent = told and not change.small_count
    load, base_load = (None if number is None else found.loads[number] for number in (own.load, change.base_load))
    interval = part.interval if part else None
    return [
        *_head(found, place), row.region, row.name, *_topic(found), own.value, own.unit, *_certain(own),
        own.rounding if own.value is not None else None,
        row.rate.value, missing_phrase(row.rate) if row.rate.value is None else "",
        found.base.key, period_label(found.base.key), change.base_value, *_certain(row.base),
        change.change if told else None, *(_if(told, end) for end in (change.change_low, change.change_high)),
        *(_if(percent, end) for end in (change.change_pct, change.change_pct_low, change.change_pct_high)),
        _if(told, change.direction or "geen verschil te noemen"), "ja" if change.small_count else "nee",
        "" if told else change_reason(row),
        _float(part.value if part else None), *_interval(interval),
        contribution_reason(part) if part is not None and part.value is None else "",
        " ".join(change.notes), own.table, *_known(load), *_known(base_load), own.source_url, stand,
        " ".join(dict.fromkeys(text for one in (load, base_load) if one and (text := stranger_phrase(one)))),
    ]  # fmt: skip


def _head(found: Regions, place: Place | None) -> list[object]:
    return [found.measure.value, *((place.place, place.best, place.worst) if place else (None, None, None))]


def _topic(found: Regions) -> list[object]:
    followed = INDICATORS.get(found.topic.slug)
    term = followed.cbs_term if followed else ""
    return [found.topic.title, term, found.period.key, period_label(found.period.key)]


def _certain(figure: Observation) -> list[object]:
    """Status, why missing, and whose addition it is."""
    return [
        status_phrase(figure.status) if figure.value is not None else "",
        missing_phrase(figure) if figure.value is None else "",
        figure.status_basis if figure.status_basis in OUR_SUMS else "",
    ]


def _if(given: bool, value: object) -> object:
    return value if given else None


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _interval(interval: Interval | None) -> list[object]:
    return [_float(interval.low), _float(interval.high)] if interval else [None, None]


def _known(load: Load | None) -> list[object]:
    return [known_on_phrase(load), load.id] if load else ["", ""]


def _rest(found: Regions, stand: str) -> list[list[object]]:
    rest = found.contributions.rest
    if rest is None:
        return []
    named = {"Regio": "Overige regio's samen", "Opmerking": ", ".join(found.names[code] for code in rest.regions)}
    known = {"Bijdrage (procentpunt)": float(rest.value)}
    ends = dict(zip(("Bijdrage laag", "Bijdrage hoog"), _interval(rest.interval), strict=True))
    loads = found.shown_loads
    rests_on = {
        "Basisperiodecode": found.base.key, "Basisperiode": period_label(found.base.key),
        "Status": status_phrase(found.contributions.status),
        "Tabel": ", ".join(dict.fromkeys(load.table for load in loads)),
        "Bekend": ", ".join(dict.fromkeys(map(known_on_phrase, loads))),
        "Lading": ", ".join(str(load.id) for load in loads),
        "Bron": ", ".join(dict.fromkeys(load.source_url for load in loads)),
        "Let op": " ".join(dict.fromkeys(text for load in loads if (text := stranger_phrase(load)))),
    }  # fmt: skip
    return [_named(found, {**named, **known, **ends, **rests_on, "Stand": stand})]


def _elsewhen(found: Regions, stand: str) -> list[list[object]]:
    told = {code: elsewhen_phrase(found, code) for code in found.elsewhen}
    return [
        _named(found, {"Regiocode": code, "Regio": found.names[code], "Ontbreekt": words, "Stand": stand})
        for code, words in told.items()
    ]


def _named(found: Regions, cells: dict[str, object]) -> list[object]:
    """A row of which most cells are empty."""
    topic = dict(zip(("Onderwerp", "CBS-term", "Periodecode", "Periode"), _topic(found), strict=True))
    return [{**topic, **cells}.get(name) for name in _HEAD]
