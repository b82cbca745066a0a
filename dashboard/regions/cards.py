"""The chart cards of the page Regio's: the ranking of the regions, and what each adds to the national growth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dash import html

from dashboard.components.chart_card import ChartCard
from dashboard.components.source_note import source_note
from dashboard.exports.provenance import source_lines, used_line
from dashboard.figures.bars import bars_height
from dashboard.figures.picture import AXIS_HEIGHT, ROOM_FOR_NAMES, Provenance, picture
from dashboard.figures.ranked_bars import Certainty, RankedBar, ranked_bars
from dashboard.regions.measures import Measured, measured, places
from dashboard.regions.model import RegionRow, Regions
from dashboard.regions.table import part_table, region_table
from dashboard.regions.view import CONTRIBUTION, CSV_PATH, RANKING, Measure
from dashboard.regions.words import (
    DIFFER_IN_SIZE,
    LARGE_WEIGH_MORE,
    SMALL_RATES,
    certainty,
    measure_title,
    national_sentence,
    predecessor_notes,
    region_sentence,
    season_of,
    span_phrase,
)
from dashboard.words import NOT_GIVEN
from data_sources.registry import BREAKS
from metrics.derive import SUM_OF_HALVES
from metrics.growth import Interval
from metrics.ranking import Place
from metrics.text.contribution import DECIMALS, describe_contributions
from metrics.text.numbers import signed, signed_percent
from metrics.text.phrases import SMALL, period_label

MARKS = (
    "Gevulde staven zijn definitieve cijfers, gestreepte voorlopige, open staven van onbekende status; lichtgrijs is"
    " een klein aantal (onder de 100). Waar een staaf ontbreekt, staat waarom."
)
OPEN_ENDS = "Een dun streepje op een staaf is wat de afronding open laat."
# What the bars are in.
UNITS = {
    Measure.COUNT: "", Measure.RATE: "per 100.000 inwoners", Measure.GROWTH: "%", Measure.CONTRIBUTION: "procentpunt",
}  # fmt: skip
# In a picture, beneath the axis: pixels for the unit; above the bars for the title; and for the sources.
_UNIT_HEIGHT, _ROOM = 28, 220


def ranking_card(found: Regions, *, today: date) -> ChartCard:
    """The ranking by the measure that is shown: bars, and a table of everything about each region."""
    order = places(found)
    rows = {row.region: row for row in found.rows}
    bars = [_bar(found, rows[code], place) for code, place in order.items()]
    return _card(
        found, bars, title=f"{measure_title(found)}: ranglijst", span=span_phrase(found), measure=found.measure,
        chart=RANKING, name=file_name(found, today=today), table=region_table(found, order), today=today,
        description=[*_ends(found, order), *([sentence] if (sentence := national_sentence(found)) else [])],
    )  # fmt: skip


def contribution_card(found: Regions, *, today: date) -> ChartCard:
    """Which regions make up the national growth. Only where there is one."""
    split = found.contributions
    rows = sorted(found.rows, key=_part_order)
    bars = [_part_bar(row) for row in rows]
    span = f"{period_label(found.period.key)} ten opzichte van {period_label(found.base.key)}"
    return _card(
        found, bars, title=f"Bijdrage aan de landelijke groei van {found.lower_title}", span=span,
        measure=Measure.CONTRIBUTION, chart=CONTRIBUTION, name=f"opbouw-{file_name(found, today=today)}",
        table=part_table(found, rows), today=today, description=describe_contributions(split, found.names),
    )  # fmt: skip


def file_name(found: Regions, *, today: date) -> str:
    """What a kept file is called."""
    stand = (found.view.as_of or today).isoformat()
    return f"regios-{found.topic.slug}-{found.period.key}-{found.measure}-bekend-op-{stand}"


def _card(
    found: Regions, bars: Sequence[RankedBar], *, title: str, span: str, measure: Measure, chart: str, name: str,
    table: html.Table, description: Sequence[str], today: date,
) -> ChartCard:  # fmt: skip
    changes = measure in {Measure.GROWTH, Measure.CONTRIBUTION}
    unit = UNITS[measure]
    figure = ranked_bars(bars, unit=unit, signed=changes)
    marks = f"{MARKS} {OPEN_ENDS}" if any(bar.low is not None for bar in bars) else MARKS
    provenance = Provenance(
        title=title, subtitle=f"{span}, Veilig Thuis-regio's",
        lines=[
            marks, *notes_of(found, measure), *(season_of(found) if changes else []), *source_lines(found.shown_loads),
            f"{certainty(found)} {used_line(found.shown_loads, found.view.as_of, today=today)}".strip(),
        ],
        fictional=any(load.kind == "demo" for load in found.shown_loads),
    )  # fmt: skip
    return ChartCard(
        name=name, chart=chart, address=found.view.link(), title=title, figure=figure, provenance=provenance,
        picture=picture(
            figure, provenance, height=bars_height(len(bars)) + _ROOM, left=ROOM_FOR_NAMES,
            axis=AXIS_HEIGHT + (_UNIT_HEIGHT if unit else 0),
        ),
        table=table, description=description, hint=f"{span}. {certainty(found)} {marks}",
        notes=notes_of(found, measure), sources=[source_note(load) for load in found.shown_loads],
        csv_address=found.view.link(CSV_PATH), rows=True, wide=True,
    )  # fmt: skip


def notes_of(found: Regions, measure: Measure) -> list[str]:
    """What belongs beside the figures, so that they are not read for more than they say."""
    notes = {Measure.COUNT: [DIFFER_IN_SIZE], Measure.CONTRIBUTION: [LARGE_WEIGH_MORE]}.get(measure, [])
    if any(row.small_count for row in found.rows) and measure is Measure.RATE:
        notes.append(SMALL_RATES)
    if any(row.figure.missing == "geheim-of-onbekend" for row in found.rows):
        notes.append(NOT_GIVEN)
    between = [step for step in BREAKS if found.base.start < step.first.start <= found.period.end]
    notes += [step.reason for step in between]
    return [*notes, *predecessor_notes(found), *_added_up(found)]


def _added_up(found: Regions) -> list[str]:
    """The years that CBS does not give and that were added up, newest first."""
    shown = (item for row in (*found.rows, found.national) for item in (row.figure, row.base))
    years = sorted({item.period for item in shown if item.status_basis == SUM_OF_HALVES}, reverse=True)
    return [f"{period_label(year)}: {SUM_OF_HALVES}." for year in years]


def _bar(found: Regions, row: RegionRow, place: Place) -> RankedBar:
    shown = measured(row, found.measure)
    status = row.figure.status if found.measure in {Measure.COUNT, Measure.RATE} else row.growth.status
    return _drawn(row.name, shown, region_sentence(found, row, place), status, found.measure)


def _part_bar(row: RegionRow) -> RankedBar:
    shown = measured(row, Measure.CONTRIBUTION)
    words = f"{row.name}: {shown.text or shown.why}{' procentpunt' if shown.text and not shown.even else ''}"
    return _drawn(row.name, shown, words, row.growth.status, Measure.CONTRIBUTION)


def _drawn(name: str, shown: Measured, words: str, status: str, measure: Measure) -> RankedBar:
    text = shown.text or shown.why
    changes = measure in {Measure.GROWTH, Measure.CONTRIBUTION}
    ends = _open_ends(shown.interval, measure) if changes else None
    return RankedBar(
        name=name,
        value=None if shown.value is None else float(shown.value),
        text=f"{text}, {SMALL}" if shown.small else text,
        words=words,
        certainty=_certainty(status, small=shown.small),
        low=ends[0] if ends else None,
        high=ends[1] if ends else None,
    )


def _open_ends(interval: Interval | None, measure: Measure) -> tuple[float, float] | None:
    """The ends of an interval, where they are written differently."""
    if interval is None or interval.high is None:
        return None
    low, high = interval.low, interval.high
    written = [signed_percent(end) if measure is Measure.GROWTH else signed(end, DECIMALS) for end in (low, high)]
    return (float(low), float(high)) if written[0] != written[1] else None


def _certainty(status: str, *, small: bool) -> Certainty:
    if small:
        return Certainty.SMALL
    known = {"definitief": Certainty.DEFINITIVE, "onbekend": Certainty.UNKNOWN}
    return known.get(status, Certainty.PROVISIONAL)


def _part_order(row: RegionRow) -> tuple[bool, float]:
    value = row.part.value if row.part else None
    return value is None, -float(value or 0)


def _ends(found: Regions, order: Mapping[str, Place]) -> list[str]:
    """The first and the last region of the ranking, and how many have no place."""
    ranked = [code for code, place in order.items() if place.place is not None]
    if not ranked:
        return ["Van geen enkele regio is dit te geven."]
    rows = {row.region: row for row in found.rows}
    told = [region_sentence(found, rows[code], order[code]) for code in dict.fromkeys((ranked[0], ranked[-1]))]
    absent = len(order) - len(ranked)
    why = "met een klein aantal of zonder cijfer" if found.measure is Measure.GROWTH else "zonder cijfer"
    return [*told, *([f"Zonder plaats, {why}: {absent} van de {len(order)} regio's."] if absent else [])]
