"""One measure of a region as the map, the ranking and the table show it: a number, its words, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from dashboard.regions.model import RegionRow, Regions
from dashboard.regions.view import Measure
from data_sources.contract import Observation
from metrics.contribution import Contribution
from metrics.growth import Growth, Interval, bounds
from metrics.ranking import Candidate, Place, ranking
from metrics.rounding import exact
from metrics.text.contribution import DECIMALS, could_be_nothing
from metrics.text.numbers import signed
from metrics.text.phrases import missing_phrase, period_label
from metrics.text.sentences import difference_phrase, percentage_phrase
from metrics.text.units import figure_text

NO_DIFFERENCE = "geen verschil te noemen"
NAMES: Mapping[Measure, str] = {
    Measure.COUNT: "Aantal", Measure.RATE: "Per 100.000 inwoners", Measure.GROWTH: "Verandering van het aantal",
    Measure.CONTRIBUTION: "Bijdrage aan de landelijke groei",
}  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """value and interval: exact, in the unit of the measure; None where it cannot be given, then with ``why``.

    text: as it is written, without a unit. small: a count under 100 is involved. even: rounding alone could explain it.
    Of a small count no change is ranked or written in per cent; ``value`` is there for its bar.
    """

    value: Fraction | None
    interval: Interval | None
    text: str
    why: str
    small: bool
    even: bool
    ranked: bool


def measured(row: RegionRow, measure: Measure) -> Measured:
    """What a region has of a measure."""
    if measure is Measure.COUNT:
        return _level(row.figure, small=row.small_count)
    if measure is Measure.RATE:
        return _level(row.rate, small=row.small_count)
    return _change(row) if measure is Measure.GROWTH else _contribution(row)


def places(found: Regions) -> dict[str, Place]:
    """The place of each region by the measure that is shown, in the order of the ranking; those without one last,
    a klein aantal before what is missing.
    """
    shown = {row.region: measured(row, found.measure) for row in found.rows}
    apart = sorted(
        shown,
        key=lambda code: (not shown[code].ranked, shown[code].value is None, -float(shown[code].value or 0)),
    )
    candidates = [
        Candidate(code, shown[code].value if shown[code].ranked else None, shown[code].interval) for code in apart
    ]
    return {place.name: place for place in ranking(candidates)}


def change_reason(row: RegionRow) -> str:
    """Why there is no change to give of a region."""
    change, base = row.growth, period_label(row.growth.base)
    if row.figure.value is None:
        return missing_phrase(row.figure)
    if not change.comparable:
        return f"niet te vergelijken met {base}"
    if change.base_value is None:
        return f"{base}: {missing_phrase(row.base)}"
    return f"geen percentage: {base} is nul"


def change_words(growth: Growth) -> str:
    """A change as short as it can be said; only for one that can be given."""
    if growth.direction is None:
        return NO_DIFFERENCE
    if growth.small_count or growth.change_pct is None:
        return difference_phrase(growth)
    return percentage_phrase(growth.change_pct)


def contribution_words(value: Fraction, interval: Interval | None) -> str:
    """A part of the national growth in procentpunten: '+0,27'; or that rounding alone could explain it."""
    return NO_DIFFERENCE if could_be_nothing(value, interval) else signed(value, DECIMALS)


def contribution_reason(part: Contribution) -> str:
    """Why a region's part is not given."""
    if part.refused:
        return f"niet te vergelijken met {period_label(part.base.period)}"
    if part.figure.value is None:
        return missing_phrase(part.figure)
    if part.base.value is None:
        return f"{period_label(part.base.period)}: {missing_phrase(part.base)}"
    return "geen landelijke groei te geven"


def _level(figure: Observation, *, small: bool) -> Measured:
    if figure.value is None:
        return Measured(None, None, "", missing_phrase(figure), False, False, False)
    return Measured(exact(figure.value), bounds(figure), figure_text(figure), "", small, False, True)


def _change(row: RegionRow) -> Measured:
    growth = row.growth
    if not growth.comparable or growth.change_pct is None or growth.change is None:
        small = growth.comparable and growth.change is not None
        # On a base of zero the difference can be told, but not drawn beside percentages.
        text = change_words(growth) if small else ""
        return Measured(None, None, text, change_reason(row), small, False, False)
    interval = None
    if growth.change_pct_low is not None:
        high = growth.change_pct_high
        interval = Interval(exact(growth.change_pct_low), None if high is None else exact(high))
    return Measured(
        exact(growth.change_pct), interval, change_words(growth), "", growth.small_count, growth.direction is None,
        not growth.small_count,
    )  # fmt: skip


def _contribution(row: RegionRow) -> Measured:
    part = row.part
    if part is None or part.value is None:
        why = contribution_reason(part) if part else ""
        return Measured(None, None, "", why, False, False, False)
    even = could_be_nothing(part.value, part.interval)
    words = contribution_words(part.value, part.interval)
    return Measured(part.value, part.interval, words, "", part.small_count, even, True)
