"""The card of the map of the regions as they lie: map, legend, table, words and where all of it came from."""

from __future__ import annotations

from datetime import date

from dash import html

from dashboard.components.attributes import aria
from dashboard.components.chart_card import ChartCard
from dashboard.components.source_note import source_note
from dashboard.components.tile_grid import legend_group
from dashboard.exports.provenance import source_lines, used_line
from dashboard.figures.choropleth import choropleth_figure
from dashboard.figures.picture import Provenance, picture
from dashboard.regions.cards import file_name, notes_of
from dashboard.regions.choropleth import CHART, CSV_PATH, PATH, RegionMap
from dashboard.regions.measures import measured, places
from dashboard.regions.model import Regions
from dashboard.regions.table import region_table
from dashboard.regions.view import Measure
from dashboard.regions.words import (
    certainty,
    key_facts,
    measure_title,
    national_sentence,
    region_sentence,
    season_of,
    span_phrase,
)
from dashboard.words import boundaries_phrase
from metrics.text.numbers import day, number
from metrics.text.phrases import period_label

_HEIGHT = 760
_HINT = "Elke regio draagt het teken van haar klasse; de klassen hebben elk ongeveer evenveel regio's."
_CHANGE_HINT = "Elke regio draagt het teken van haar klasse: + voor een stijging, − voor een daling."


def map_card(shown: RegionMap, *, today: date) -> ChartCard:
    """The map by the measure that is shown, with everything that belongs beside it."""
    found = shown.found
    title, span = f"{measure_title(found)}: kaart", span_phrase(found)
    hint = _CHANGE_HINT if found.measure is Measure.GROWTH else _HINT
    notes = notes_of(found, found.measure)
    season = season_of(found) if found.measure is Measure.GROWTH else []
    borders = boundaries_line(shown)
    unit = legend_title(found)
    provenance = Provenance(
        title=title, subtitle=f"{span}, Veilig Thuis-regio's",
        lines=[
            hint, *notes, *season, *map_notes(shown), *source_lines(found.shown_loads), borders,
            f"{certainty(found)} {used_line(found.shown_loads, found.view.as_of, today=today)}".strip(),
        ],
        fictional=any(load.kind == "demo" for load in found.shown_loads),
    )  # fmt: skip
    return ChartCard(
        name=map_file_name(found, today=today),
        chart=CHART,
        address=found.view.link(PATH),
        title=title,
        figure=choropleth_figure(shown.areas),
        picture=picture(
            choropleth_figure(shown.areas, keys=shown.keys, title=unit), provenance, height=_HEIGHT, left=24, axis=24
        ),
        provenance=provenance,
        table=region_table(found, places(found)),
        description=_words(found),
        hint=" ".join(part for part in (f"{span}.", certainty(found), hint) if part),
        # The table holds the change of each region, whatever the map shows.
        notes=[*notes, *season_of(found), *map_notes(shown)],
        sources=[*(source_note(load) for load in found.shown_loads), html.P(borders, className="source")],
        csv_address=found.view.link(CSV_PATH),
        is_map=True,
        legend=_legend(shown, unit),
    )


def map_file_name(found: Regions, *, today: date) -> str:
    """What a kept file is called."""
    return f"kaart-{file_name(found, today=today)}"


def legend_title(found: Regions) -> str:
    """What the numbers of the legend are in."""
    return "Verandering in procenten" if found.measure is Measure.GROWTH else "Per 100.000 inwoners"


def boundaries_line(shown: RegionMap) -> str:
    """Where the boundaries came from, and what was done to them."""
    rounded = f"getekend op {number(shown.grid)} meter nauwkeurig"
    return f"Grenzen: {boundaries_phrase(shown.boundaries)}; {rounded}."


def map_notes(shown: RegionMap) -> list[str]:
    """Where the boundaries are not those of the period or of the day that is looked at."""
    found, year = shown.found, shown.boundaries.year
    period = period_label(found.period.key)
    notes = []
    if year != found.period.year:
        notes.append(f"De grenzen zijn die van {year}; bij {period} kunnen ze iets anders hebben gelopen.")
    if shown.undrawn:
        names = ", ".join(found.names[code] for code in shown.undrawn)
        notes.append(f"Zonder grens, en daarom alleen in de tabel: {names}.")
    if shown.strange:
        titles = {shape.code: shape.title for shape in shown.boundaries.shapes}
        names = ", ".join(found.names.get(code, titles[code]) for code in shown.strange)
        notes.append(f"Wel een grens, maar geen regio van {period}, en daarom zonder cijfer: {names}.")
    if shown.is_later and found.view.as_of is not None:
        known = day(shown.boundaries.known_on)
        notes.append(f"De grenzen kwamen pas op {known} in deze opslag; de cijfers zijn die van de gekozen dag.")
    return notes


def _words(found: Regions) -> list[str]:
    """How many rose and fell, the first and the last, and the country."""
    order = places(found)
    rows = {row.region: row for row in found.rows}
    ranked = [code for code, place in order.items() if place.place is not None]
    ends = [region_sentence(found, rows[code], order[code]) for code in dict.fromkeys([*ranked[:1], *ranked[-1:]])]
    absent = sum(measured(row, found.measure).value is None for row in found.rows)
    missing = [f"Zonder cijfer: {absent} van de {len(found.rows)} regio's."] if absent else []
    facts = [key_facts(found)] if found.measure is Measure.GROWTH else []
    return [*facts, *ends, *missing, *([sentence] if (sentence := national_sentence(found)) else [])]


def _legend(shown: RegionMap, title: str) -> html.Div:
    meanings = [(_sample(key.sign, key.shade), key.words) for key in shown.keys]
    return html.Div(
        html.Div(legend_group(title, meanings, id="kaart-legenda"), className="tile-legend"),
        className="shaded map-legend",
    )


def _sample(sign: str, shade: str) -> html.Span:
    """A piece of the map, of which who hears the page hears the sign."""
    seen = html.Span(sign, className=f"sample {shade}", **aria(hidden="true"))
    return html.Span([seen, html.Span(f"Teken {sign}: ", className="heard")], className="sample-place")
