"""The pages of the regions as files, and their charts by name: every region, with all that is known and computed."""

from __future__ import annotations

from fractions import Fraction

from dash import Dash
from flask import Response

from dashboard.charts import Chart, Charted
from dashboard.components.chart_card import ChartCard
from dashboard.exports.csv import table_csv
from dashboard.exports.downloads import csv_answer, register_download
from dashboard.exports.exported import Cell, ValueTable
from dashboard.exports.provenance import stand_phrase
from dashboard.regions import choropleth
from dashboard.regions.cards import UNITS, contribution_card, file_name, ranking_card
from dashboard.regions.choropleth import build_map, find_map_regions
from dashboard.regions.choropleth_card import map_card, map_file_name
from dashboard.regions.measures import change_reason, contribution_reason, places
from dashboard.regions.model import RegionRow, Regions, find_regions
from dashboard.regions.view import CONTRIBUTION, CSV_PATH, PATH, RANKING, Measure
from dashboard.regions.words import elsewhen_phrase
from dashboard.router import Query
from dashboard.services import Services
from dashboard.visitor import Audience
from dashboard.words import known_on_phrase, stranger_phrase
from data_sources.contract import Load, Observation
from data_sources.errors import UsageError
from data_sources.registry import INDICATORS
from metrics.growth import Interval
from metrics.predecessors import OUR_SUMS
from metrics.ranking import Place
from metrics.text.contribution import describe_contributions
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
        return csv_answer(table_csv(_values(found, services)), file_name(found, today=today))

    register_download(app, CSV_PATH, answer)


def register_map_csv(app: Dash, services: Services) -> None:
    """The same of the map, whose measures are others."""

    def answer(query: Query) -> Response:
        found, today = find_map_regions(query, services), services.today()
        return csv_answer(table_csv(_values(found, services)), map_file_name(found, today=today))

    register_download(app, choropleth.CSV_PATH, answer)


def _values(found: Regions, services: Services) -> ValueTable:
    return regions_table(found, stand=stand_phrase(found.view.as_of, today=services.today()))


def _ranking(query: Query, _audience: Audience, services: Services) -> Charted:
    found = _with_figures(find_regions(query, services))
    return _charted(ranking_card(found, today=services.today()), found, services)


def _contribution(query: Query, _audience: Audience, services: Services) -> Charted:
    found = _with_figures(find_regions(query, services))
    if not found.contributions.is_given:
        raise UsageError(" ".join(describe_contributions(found.contributions, found.names)))
    return _charted(contribution_card(found, today=services.today()), found, services)


def _map(query: Query, _audience: Audience, services: Services) -> Charted:
    found = _with_figures(find_map_regions(query, services))
    shown = build_map(found, services)
    if shown is None:
        raise UsageError(
            "Deze opslag bevat nog geen grenzen van de Veilig Thuis-regio's. Haal ze op met 'python app.py boundaries"
            " fetch', of neem de ranglijst."
        )
    return _charted(map_card(shown, today=services.today()), found, services)


def _charted(card: ChartCard, found: Regions, services: Services) -> Charted:
    measure = Measure.CONTRIBUTION if card.chart == CONTRIBUTION else found.measure
    return Charted(
        card, _values(found, services), loads=found.shown_loads, figures=tuple(_shown(found, measure)),
        unit=UNITS[measure],
    )  # fmt: skip


def _shown(found: Regions, measure: Measure) -> list[Observation]:
    """The figures that the measure rests on."""
    if measure is Measure.RATE:
        return [row.rate for row in found.rows]
    based = [row.base for row in found.rows] if measure is not Measure.COUNT else []
    return [*(row.figure for row in found.rows), *based]


def _with_figures(found: Regions) -> Regions:
    if found.is_empty:
        raise UsageError(
            f"Over {period_label(found.period.key)} is van geen enkele Veilig Thuis-regio een cijfer bekend in deze"
            f" opslag ({found.lower_title}). Kies een andere periode of dag."
        )
    return found


CHARTS = (
    Chart(RANKING, "Veilig Thuis-regio's: ranglijst", PATH, _ranking),
    Chart(CONTRIBUTION, "Veilig Thuis-regio's: bijdrage aan de landelijke groei", PATH, _contribution),
    Chart(choropleth.CHART, "Veilig Thuis-regio's: kaart", choropleth.PATH, _map),
)


def regions_table(found: Regions, *, stand: str) -> ValueTable:
    """The country, the regions in the order of the ranking, the rest if there is one, and regions of other years.

    A percentage of a klein aantal is left out, as everywhere. ``stand``: as of which day, in words.
    """
    order = places(found)
    rows = {row.region: row for row in found.rows}
    body = [_row(found, found.national, None, stand), *(_row(found, rows[code], order[code], stand) for code in order)]
    return ValueTable(_HEAD, [*body, *_rest(found, stand), *_elsewhen(found, stand)])


def _row(found: Regions, row: RegionRow, place: Place | None, stand: str) -> list[Cell]:
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


def _head(found: Regions, place: Place | None) -> list[Cell]:
    return [found.measure.value, *((place.place, place.best, place.worst) if place else (None, None, None))]


def _topic(found: Regions) -> list[Cell]:
    followed = INDICATORS.get(found.topic.slug)
    term = followed.cbs_term if followed else ""
    return [found.topic.title, term, found.period.key, period_label(found.period.key)]


def _certain(figure: Observation) -> list[Cell]:
    """Status, why missing, and whose addition it is."""
    return [
        status_phrase(figure.status) if figure.value is not None else "",
        missing_phrase(figure) if figure.value is None else "",
        figure.status_basis if figure.status_basis in OUR_SUMS else "",
    ]


def _if(given: bool, value: Cell) -> Cell:
    return value if given else None


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _interval(interval: Interval | None) -> list[Cell]:
    return [_float(interval.low), _float(interval.high)] if interval else [None, None]


def _known(load: Load | None) -> list[Cell]:
    return [known_on_phrase(load), load.id] if load else ["", ""]


def _rest(found: Regions, stand: str) -> list[list[Cell]]:
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


def _elsewhen(found: Regions, stand: str) -> list[list[Cell]]:
    told = {code: elsewhen_phrase(found, code) for code in found.elsewhen}
    return [
        _named(found, {"Regiocode": code, "Regio": found.names[code], "Ontbreekt": words, "Stand": stand})
        for code, words in told.items()
    ]


def _named(found: Regions, cells: dict[str, Cell]) -> list[Cell]:
    """A row of which most cells are empty."""
    topic = dict(zip(("Onderwerp", "CBS-term", "Periodecode", "Periode"), _topic(found), strict=True))
    return [{**topic, **cells}.get(name) for name in _HEAD]
