"""The numbers of a native chart as a table of words, for a kind of document that draws no such chart."""

from __future__ import annotations

from dashboard.exports.exported import NativeChart, WordTable
from metrics.text.numbers import number

OPEN_MARK = "*"
# Bundled figures often are of unknown status: they may be definitive all the same.
UNCERTAIN = "voorlopig, of van onbekende status"
OPEN_NOTE = f"{OPEN_MARK} Dit cijfer is {UNCERTAIN}."
NO_NUMBER = "geen cijfer"


def chart_table(chart: NativeChart, *, caption: str) -> WordTable:
    """A row for each category and a column for each series. What is not definitive bears a mark, which OPEN_NOTE says
    the meaning of; a gap says that there is no number.
    """
    # Lines go over periods; what bars stand for may be anything.
    first = "Periode" if chart.kind == "lijn" else "Onderdeel"
    head = (first, *(f"{series.name} ({chart.unit})" if chart.unit else series.name for series in chart.series))
    rows = tuple(
        (
            category,
            *(_words(series.values[place], series.open[place], chart.decimals) for series in chart.series),
        )
        for place, category in enumerate(chart.categories)
    )
    return WordTable(caption=caption, head=(head,), rows=rows, row_heads=1)


def has_open(chart: NativeChart) -> bool:
    """Whether a number that is shown is not definitive."""
    return any(
        mark and value is not None
        for series in chart.series
        for mark, value in zip(series.open, series.values, strict=True)
    )


def _words(value: float | None, is_open: bool, decimals: int) -> str:
    if value is None:
        return NO_NUMBER
    return number(value, decimals) + (OPEN_MARK if is_open else "")
