"""A development as a file: a row a period and series, with the figures it rests on, what follows, and the events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.exports.exported import Cell, ValueTable
from dashboard.figures.development import ReadingLine
from dashboard.figures.events import Placed, event_line, events_of
from dashboard.words import known_on_phrase, stranger_phrase
from data_sources.contract import Load, Observation
from metrics.derive import SUM_OF_HALVES
from metrics.readings import Reading
from metrics.text.phrases import missing_phrase, period_label, status_phrase

_FIGURE_HEAD = ("Onderwerp", "CBS-term", "Periodecode", "Waarde", "Eenheid", "Status", "Ontbreekt", "Afgeleid",
                "Afronding", "Tabel", "Bekend", "Lading", "Bron")  # fmt: skip
_HEAD = (
    "Weergave", "Reeks", "Regiocode", "Regio", "Periodecode", "Periode", "Uitkomst", "Laag", "Hoog", "Eenheid uitkomst",
    "Status uitkomst", "In woorden", "Binnen de afronding", "Opmerkingen", "Gebeurtenissen", "Stand", "Let op",
)  # fmt: skip


def development_table(
    lines: Sequence[ReadingLine], loads: Mapping[int, Load], *, way: str, region: tuple[str, str],
    figures: Sequence[str], events: Sequence[Placed], names: Mapping[str, str], terms: Mapping[str, str], on: date,
    stand: str,
) -> ValueTable:  # fmt: skip
    """One row a reading, also where there is no value (then with the reason). The outcome of a change, an index or a
    difference in growth of a klein aantal is left out, as everywhere; its words and its figures are there.

    ``figures``: what the figures of a reading are called, in their order; ``region``: its code and title; ``names``: of
    the topics, ``terms``: what CBS calls them where that is another name; ``stand``: as of which day, in words; ``on``:
    the day as seen on which planned events stand.
    """
    head = (*_HEAD[:6], *(f"{one}: {name.lower()}" for one in figures for name in _FIGURE_HEAD), *_HEAD[6:])
    rows = [
        _row(item, line.name, loads, way, region, len(figures), events, names, terms, on, stand)
        for line in lines
        for item in line.readings
    ]
    return ValueTable(head, rows)


def _row(
    item: Reading, name: str, loads: Mapping[int, Load], way: str, region: tuple[str, str], figures: int,
    events: Sequence[Placed], names: Mapping[str, str], terms: Mapping[str, str], on: date, stand: str,
) -> list[Cell]:  # fmt: skip
    used = [loads[figure.load] for figure in item.figures if figure.load is not None]
    strangers = dict.fromkeys(text for load in used if (text := stranger_phrase(load)))
    cells: list[Cell] = []
    for place in range(figures):
        cells += (
            _figure(item.figures[place], loads, names, terms)
            if place < len(item.figures)
            else [None] * len(_FIGURE_HEAD)
        )
    # A change of a klein aantal is named in words alone; a ratio, which has no unit, and a level are given.
    unnamed = item.small_count and item.faint and bool(item.unit)
    outcome = (None, None, None, "") if unnamed else (item.value, item.low, item.high, item.unit)
    return [
        way, name, *region, item.key, period_label(item.key), *cells, *outcome,
        status_phrase(item.status) if item.value is not None else "", item.text, item.interval, " ".join(item.notes),
        "; ".join(event_line(one, on=on) for one in events_of(events, item.period)), stand, "; ".join(strangers),
    ]  # fmt: skip


def _figure(
    figure: Observation, loads: Mapping[int, Load], names: Mapping[str, str], terms: Mapping[str, str]
) -> list[Cell]:
    load = loads[figure.load] if figure.load is not None else None
    return [
        names.get(figure.indicator, figure.indicator), terms.get(figure.indicator, ""), figure.period,
        figure.value, figure.unit, status_phrase(figure.status) if figure.missing is None else "",
        missing_phrase(figure) if figure.missing else "",
        figure.status_basis if figure.status_basis == SUM_OF_HALVES else "", figure.rounding, figure.table,
        known_on_phrase(load) if load else "", load.id if load else "", figure.source_url,
    ]  # fmt: skip
