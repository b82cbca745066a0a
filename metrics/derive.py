"""Finding the figure a computation needs; a year that is not there may be the sum of its two halves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from data_sources.contract import UNIT_COUNT, Load, Observation, Period, observations
from metrics.status import combined_status
from metrics.text.phrases import period_phrase, upper_first

SUM_OF_HALVES = "som van twee halfjaren"


@dataclass(frozen=True)
class FigureIndex:
    """A contract table laid out for looking up single figures; make one a question, not one a figure.

    counts: of rates among the figures the counts they belong to (`metrics.rates.with_counts`), as far as known.
    """

    rows: Mapping[tuple[str, str, str, str], Observation]
    loads: Mapping[int, Load]
    counts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, table: pd.DataFrame, loads: Mapping[int, Load]) -> FigureIndex:
        """``loads``: those the table's rows refer to, in load order."""
        return cls.of_rows(observations(table), loads)

    @classmethod
    def of_rows(cls, rows: Iterable[Observation], loads: Mapping[int, Load]) -> FigureIndex:
        """The same from the rows as values: a table made of them to be read again takes ten times as long."""
        return cls({(item.indicator, item.region, item.period, item.breakdown): item for item in rows}, loads)

    def pick(self, *, indicator: str, region: str, period: Period, breakdown: str = "") -> Observation:
        """The figure as stored; an absent observation where there is none."""
        return self.rows.get((indicator, region, period.key, breakdown)) or Observation.absent(
            indicator=indicator, region=region, period=period.key, breakdown=breakdown
        )


@dataclass(frozen=True)
class Found:
    """A figure for use in a computation; ``halves`` are what it was added up from, if it was. ``count``: of a rate the
    count it belongs to, where that is known.
    """

    observation: Observation
    halves: tuple[Observation, ...] | None = None
    count: Observation | None = None


def find_observation(
    figures: FigureIndex, *, indicator: str, region: str, period: Period, breakdown: str = ""
) -> Found:
    """The figure of a period, or the year as sum of its halves; else an absent observation.

    A year is derived only when it is niet-aanwezig: never when it is secret, impossible or disappeared. Both
    halves must be counts in one lane (fetched or bundled). Its rounding is the sum of theirs, None if either is
    not known; its load the later of the two. A half is never a year minus the other half.
    """
    found = _find(figures, indicator, region, period, breakdown)
    count = figures.counts.get(indicator)
    return replace(found, count=_find(figures, count, region, period, breakdown).observation) if count else found


def _find(figures: FigureIndex, indicator: str, region: str, period: Period, breakdown: str) -> Found:
    own = figures.pick(indicator=indicator, region=region, period=period, breakdown=breakdown)
    if own.missing != "niet-aanwezig" or own.gone or period.kind != "JJ":
        return Found(own)
    first, second = (
        figures.pick(indicator=indicator, region=region, period=half, breakdown=breakdown) for half in period.halves()
    )
    if not _may_add(first, second, figures.loads):
        return Found(own)
    return Found(_sum(own, first, second, figures.loads), (first, second))


def note_on_derived(found: Found) -> list[str]:
    """The Dutch note that belongs beside a derived year; empty for a figure as CBS gives it."""
    if found.halves is None:
        return []
    return [f"{upper_first(period_phrase(found.observation.period))}: {SUM_OF_HALVES}."]


def _may_add(first: Observation, second: Observation, loads: Mapping[int, Load]) -> bool:
    if first.value is None or second.value is None or first.load is None or second.load is None:
        return False
    one_lane = (loads[first.load].kind == "published") == (loads[second.load].kind == "published")
    return one_lane and first.unit == second.unit == UNIT_COUNT


def _sum(year: Observation, first: Observation, second: Observation, loads: Mapping[int, Load]) -> Observation:
    order = list(loads)
    later = max((first, second), key=lambda half: order.index(int(half.load or 0)))
    known = first.rounding is not None and second.rounding is not None
    return replace(
        year,
        value=float(first.value or 0) + float(second.value or 0),
        unit=UNIT_COUNT,
        missing=None,
        status=combined_status((first.status, second.status)),
        status_basis=SUM_OF_HALVES,
        rounding=float(first.rounding or 0) + float(second.rounding or 0) if known else None,
        table=later.table,
        load=later.load,
        source_url=later.source_url,
    )


def note_on_sums(series: Sequence[tuple[str, Iterable[Observation]]]) -> list[str]:
    """One Dutch note on the added up years among the shown figures of some named series; empty without any.

    The series are named only where not all that have figures were added up in the same years.
    """
    known = [(name, [item for item in figures if item.value is not None]) for name, figures in series]
    years = [(name, _added_up(figures)) for name, figures in known if figures]
    if len({found for _, found in years}) == 1:
        same = years[0][1]
        return [f"{_listed(same)}: {SUM_OF_HALVES}."] if same else []
    told = [f"{name}: {_listed(found)}" for name, found in years if found]
    return [f"{upper_first(SUM_OF_HALVES)}: {'; '.join(told)}."] if told else []


def _added_up(figures: Iterable[Observation]) -> tuple[str, ...]:
    found = {item.period for item in figures if item.status_basis == SUM_OF_HALVES}
    return tuple(period_phrase(period) for period in sorted(found))


def _listed(years: Sequence[str]) -> str:
    return " en ".join(part for part in (", ".join(years[:-1]), years[-1]) if part)
