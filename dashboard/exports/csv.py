"""Rows as CSV for a Dutch spreadsheet: UTF-8 with BOM, semicolons, decimal commas, nothing that can run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice

from dashboard.exports.exported import Cell, ValueTable
from dashboard.words import known_on_phrase, stranger_phrase
from data_sources.contract import Load, Observation
from data_sources.regions import short_titles
from data_sources.registry import INDICATORS
from metrics.derive import SUM_OF_HALVES
from metrics.predecessors import SUM_OF_PREDECESSORS, note_on_predecessors
from metrics.text.phrases import missing_phrase, period_label, status_phrase

_BOM = "\ufeff"
_PART = 1000
FIGURE_HEAD = (
    "Onderwerp", "CBS-term", "Regiocode", "Regio", "Periodecode", "Periode", "Waarde", "Eenheid", "Status", "Ontbreekt",
    "Afgeleid", "Afronding", "Tabel", "Bekend", "Lading", "Bron", "Stand", "Let op",
)  # fmt: skip
# A spreadsheet takes a text that begins like this for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def figures_table(
    figures: Sequence[Observation], loads: Mapping[int, Load], regions: Mapping[str, str], *, stand: str
) -> ValueTable:
    """One row a figure, also where it is missing (then with the reason), each with its source and load.

    ``stand``: as of which day, in words.
    """
    return ValueTable(FIGURE_HEAD, [figure_row(item, loads, regions, stand) for item in figures])


def table_csv(table: ValueTable) -> bytes:
    """A table of values as a file."""
    return write_csv(table.head, table.rows)


def write_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A file of texts, numbers and None (an empty cell) under these names."""
    return b"".join(csv_parts(head, rows))


def csv_parts(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The same file in parts, each of some rows, so that a long one need not be held whole."""
    listed = iter(rows)
    yield (_BOM + _written([head])).encode()
    while part := list(islice(listed, _PART)):
        yield _written([_cell(value) for value in row] for row in part).encode()


def _written(rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def figure_row(item: Observation, loads: Mapping[int, Load], regions: Mapping[str, str], stand: str) -> list[Cell]:
    """The cells of one figure, in the order of FIGURE_HEAD."""
    indicator = INDICATORS.get(item.indicator)
    load = loads[item.load] if item.load is not None else None
    return [
        indicator.title if indicator else item.indicator,
        indicator.cbs_term if indicator else "",
        item.region,
        regions.get(item.region, item.region),
        item.period,
        period_label(item.period),
        item.value,
        item.unit,
        status_phrase(item.status) if item.missing is None else "",
        missing_phrase(item) if item.missing else "",
        item.status_basis if item.status_basis in {SUM_OF_HALVES, SUM_OF_PREDECESSORS} else "",
        item.rounding,
        item.table,
        known_on_phrase(load) if load else "",
        load.id if load else "",
        item.source_url,
        stand,
        "; ".join(_cautions(item, load, regions)),
    ]


def _cautions(item: Observation, load: Load | None, regions: Mapping[str, str]) -> Iterator[str]:
    """That a figure is a stranger's, and whose addition it is."""
    stranger = stranger_phrase(load) if load else None
    if stranger:
        yield stranger
    if item.status_basis == SUM_OF_PREDECESSORS:
        yield note_on_predecessors(item, short_titles(regions))


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, float):
        # As many decimals as it has: a float counts as what it prints.
        return f"{Decimal(repr(value)):f}".replace(".", ",") if value != int(value) else str(int(value))
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
