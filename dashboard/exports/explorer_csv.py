"""The whole answer of the page Verkenner as a file, row by row as it is read: no more than the table has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dashboard.explorer.view import ExplorerView
from dashboard.exports.exported import Cell
from dashboard.words import known_on_phrase, stranger_phrase
from data_sources.contract import Observation
from data_sources.shapes import TableShape
from metrics.text.phrases import missing_phrase, period_label, status_phrase
from metrics.text.units import topic_names

_HEAD = ("Tabel", "Onderwerp", "Groep")
_TAIL = (
    "Uitsplitsing", "Regiocode", "Regio", "Periodecode", "Periode", "Waarde", "Eenheid", "Status", "Ontbreekt",
    "Afronding", "Bekend", "Lading", "Bron", "Stand", "Let op",
)  # fmt: skip


def explorer_head(shape: TableShape) -> tuple[str, ...]:
    """The names of the columns, among them the dimensions of the table."""
    return (*_HEAD, *(dimension.title for dimension in shape.dimensions), *_TAIL)


def explorer_rows(
    figures: Iterable[Observation], view: ExplorerView, shape: TableShape, *, stand: str
) -> Iterator[list[Cell]]:
    """One row a cell that the table has, also where its figure is missing, then with the reason; made while the figures
    are read.

    ``stand``: as of which day, in words.
    """
    topic = shape.topic(view.indicator)
    name = topic_names(shape)[topic.indicator]
    names = view.choice(shape).breakdowns(shape)
    titles = {
        breakdown: [
            next(item.title for item in dimension.categories if item.code == code)
            for dimension, code in zip(shape.dimensions, codes, strict=True)
        ]
        for breakdown, codes in names.items()
    }
    loads = {load.id: load for load in shape.loads}

    def row(item: Observation) -> list[Cell]:
        load = loads[item.load] if item.load is not None else None
        return [
            shape.table, name, topic.group, *titles[item.breakdown], item.breakdown, item.region,
            shape.regions[item.region], item.period, period_label(item.period), item.value, item.unit or topic.unit,
            status_phrase(item.status) if item.missing is None else "",
            missing_phrase(item) if item.missing else "",
            item.rounding if item.missing is None else None,
            known_on_phrase(load) if load else "", load.id if load else "", item.source_url, stand,
            (stranger_phrase(load) or "") if load else "",
        ]  # fmt: skip

    return map(row, figures)
