"""The series of the page Vergelijken as a file: each value with the figures, the base and the rounding it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dashboard.comparison.model import Comparison, Series
from dashboard.exports.exported import Cell, ValueTable
from dashboard.words import known_on_phrase, stranger_phrase
from data_sources.contract import Load, Observation
from data_sources.registry import INDICATORS
from metrics.derive import SUM_OF_HALVES
from metrics.development import Point
from metrics.text.development import measure_phrase
from metrics.text.phrases import missing_phrase, period_label, status_phrase

_HEAD = (
    "Onderwerp", "CBS-term", "Regiocode", "Regio", "Periodecode", "Periode",
    "Weergave", "Uitkomst", "Eenheid uitkomst", "Laagst binnen afronding", "Hoogst binnen afronding", "Klein aantal",
    "Geen uitkomst", "Opmerkingen",
    "Waarde", "Eenheid", "Status", "Ontbreekt", "Afgeleid", "Afronding", "Tabel", "Bekend", "Lading", "Bron",
    "Basisperiodecode", "Basiswaarde", "Basisstatus", "Basislading", "Stand", "Let op",
)  # fmt: skip


def comparison_table(found: Comparison, regions: Mapping[str, str], *, stand: str) -> ValueTable:
    """One row a period of a series, also without a value, then with the reason.

    The outcome of a change or index of a klein aantal is left out, as everywhere; its two figures are there. ``stand``:
    as of which day, in words.
    """
    rows = [_row(found, series, point, regions, stand) for series in found.series for point in series.points]
    return ValueTable(_HEAD, rows)


def _row(
    found: Comparison, series: Series, point: Point, regions: Mapping[str, str], stand: str
) -> list[Cell]:  # fmt: skip
    figure, base = point.figure, point.base
    load, base_load = (_load(item, found.loads) for item in (figure, base))
    indicator = INDICATORS.get(series.topic.counted)
    unnamed = point.small_count and base is not None and not point.is_base
    outcome = (None, None, None) if unnamed else (point.value, point.low, point.high)
    return [
        series.topic.name, indicator.cbs_term if indicator else "", series.region, regions[series.region],
        point.period.key, period_label(point.period.key),
        measure_phrase(found.view.measure, base=found.base.key if found.base else None, kind=found.view.kind),
        outcome[0], point.unit if outcome[0] is not None else "", outcome[1], outcome[2],
        "ja" if point.small_count else "", point.reason or ("Klein aantal: onder de 100." if unnamed else ""),
        " ".join(point.notes),
        figure.value, figure.unit or "", status_phrase(figure.status) if figure.value is not None else "",
        missing_phrase(figure) if figure.value is None else "",
        SUM_OF_HALVES if figure.status_basis == SUM_OF_HALVES else "", figure.rounding, figure.table or "",
        known_on_phrase(load) if load else "", load.id if load else "", figure.source_url or "",
        base.period if base else "", base.value if base else None,
        status_phrase(base.status) if base and base.value is not None else "",
        base_load.id if base_load else "", stand, _strangers([load, base_load]),
    ]  # fmt: skip


def _load(figure: Observation | None, loads: Mapping[int, Load]) -> Load | None:
    return loads[figure.load] if figure is not None and figure.load is not None else None


def _strangers(loads: Iterable[Load | None]) -> str:
    found = [stranger_phrase(load) for load in loads if load is not None]
    return "; ".join(dict.fromkeys(text for text in found if text))
