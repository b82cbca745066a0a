"""One figure over the periods, in the measure a reader chose: as it is, as an index, or as a change against a base.

Each point stands with the figures it rests on, how far rounding leaves it open, and why it is not there if it is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from data_sources.contract import UNIT_PERCENT, Observation, Period
from data_sources.registry import break_between
from metrics.derive import FigureIndex, Found, find_observation, note_on_derived
from metrics.growth import Growth, bounds, change_of_found, is_small_count
from metrics.rounding import exact
from metrics.season import SEASON_OF_SERIES, season_said, without_season
from metrics.text.phrases import missing_phrase, period_phrase, upper_first

UNIT_INDEX, UNIT_POINTS = "index", "procentpunt"

NO_BASE = "Er is geen basisperiode gekozen."
NO_HALF_BEFORE = "Alleen een halfjaar heeft een vorig halfjaar."
BEFORE_BASE = "Ligt vóór de basis"
NO_INDEX_OF_SHARE = "Een aandeel verandert in procentpunten; een index ervan wordt niet gegeven."


class Measure(StrEnum):
    """How the figures of a series are shown; the values are the words of the address."""

    NIVEAU = "niveau"
    INDEX = "index"
    JAAR_EERDER = "jaar-eerder"
    VORIG_HALFJAAR = "vorig-halfjaar"
    BASIS = "basis"


# Those that compare each period with one base for all.
WITH_BASE = (Measure.INDEX, Measure.BASIS)


@dataclass(frozen=True)
class Point:
    """One period of a series in a measure, unrounded.

    unit: the figure's own for a level; index, % or procentpunt for what is compared; '' where no figure of the series
    is there. low/high: as far as rounding allows, both None where a rounding is not known, high alone where it is
    unbounded. ``reason``: a Dutch sentence, exactly where ``value`` is None. small_count: a count under 100 is
    involved, be it that of a rate. ``growth``: the change that a change or index rests on; None for a level, without a
    base, and in the base period itself. notes: Dutch sentences that belong beside the value.
    """

    period: Period
    figure: Observation
    base: Observation | None
    value: float | None
    low: float | None
    high: float | None
    unit: str
    status: str
    reason: str | None
    small_count: bool
    growth: Growth | None
    notes: tuple[str, ...] = ()

    @property
    def is_base(self) -> bool:
        """Whether this is the period that the others are compared with."""
        return self.base is not None and self.base.period == self.figure.period


def develop(
    figures: FigureIndex, *, indicator: str, region: str, periods: Sequence[Period], measure: Measure,
    base: Period | None, breakdown: str = "",
) -> list[Point]:  # fmt: skip
    """A point for each period, in their order. ``base`` counts for INDEX and BASIS only.

    A figure that is missing, a base that is missing or zero, and a break between the two leave a point without value,
    with the reason. So does a base that is later, but for an index: a change runs forwards. A year that is not there is
    the sum of its halves (`metrics.derive`), with a note. A share changes in procentpunt and has no index. Raises
    ValueError for a base of another kind of period.
    """
    if measure in WITH_BASE and base is not None and any(period.kind != base.kind for period in periods):
        raise ValueError(f"{base.key}: not of one kind with the periods")

    def find(period: Period) -> Found:
        return find_observation(figures, indicator=indicator, region=region, period=period, breakdown=breakdown)

    found = [find(period) for period in periods]
    own = next((item.observation.unit for item in found if item.observation.unit), "")
    against = [base_of(period, measure, base) for period in periods]
    if measure is Measure.NIVEAU:
        return [_level(period, item, own) for period, item in zip(periods, found, strict=True)]
    return [
        _compared(period, item, find(old) if old is not None else None, measure, own)
        for period, item, old in zip(periods, found, against, strict=True)
    ]


def base_of(period: Period, measure: Measure, base: Period | None) -> Period | None:
    """The period that a period is compared with; None for a level, and where there is none to compare with."""
    if measure is Measure.JAAR_EERDER:
        return period.year_earlier()
    if measure is Measure.VORIG_HALFJAAR:
        return half_before(period)
    return base if measure in WITH_BASE else None


def half_before(period: Period) -> Period | None:
    """The half-year before a half-year; None for a period that is none."""
    if period.kind != "HJ":
        return None
    return Period(period.year, "HJ", 1) if period.number == 2 else Period(period.year - 1, "HJ", 2)


def _level(period: Period, found: Found, own: str) -> Point:
    figure = found.observation
    interval = bounds(figure)
    return Point(
        period=period, figure=figure, base=None, value=figure.value,
        low=float(interval.low) if interval else None,
        high=float(interval.high) if interval and interval.high is not None else None,
        unit=figure.unit or own, status=figure.status, reason=_why_missing(figure),
        small_count=is_small_count(figure, found.count), growth=None, notes=tuple(note_on_derived(found)),
    )  # fmt: skip


def _compared(period: Period, new: Found, old: Found | None, measure: Measure, own: str) -> Point:
    figure = new.observation
    share = (figure.unit or own) == UNIT_PERCENT
    unit = UNIT_INDEX if measure is Measure.INDEX else UNIT_POINTS if share else UNIT_PERCENT if own else ""
    if old is None:
        return _refused(period, new, _why_missing(figure) or _no_base(measure), unit)
    if old.observation.period == figure.period:
        return _base_itself(period, new, measure, unit, share=share)
    change = change_of_found(new, old)
    value, low, high = _of_change(change, measure, share=share)
    reason = _why_not(figure, old.observation, change, measure, share=share)
    return Point(
        period=period, figure=figure, base=old.observation, unit=unit, status=change.status, reason=reason,
        value=value if reason is None else None, low=low if reason is None else None,
        high=high if reason is None else None, small_count=change.small_count, growth=change,
        notes=_notes(change, measure, given=reason is None),
    )  # fmt: skip


def _notes(change: Growth, measure: Measure, *, given: bool) -> tuple[str, ...]:
    """Those of the change; what is not given needs no caution, and that of an index is about its course."""
    caution = season_said(change.notes) if given else []
    if measure is Measure.INDEX:
        caution = [SEASON_OF_SERIES] if caution else []
    return (*without_season(change.notes), *caution)


def _base_itself(period: Period, found: Found, measure: Measure, unit: str, *, share: bool) -> Point:
    """The base compared with itself is 100, or no change, whatever its rounding: it is one and the same figure."""
    figure = found.observation
    index = measure is Measure.INDEX
    reason = _why_missing(figure) or (NO_INDEX_OF_SHARE if index and share else None)
    if reason is None and figure.value == 0 and not share:
        reason = _zero_base(figure, measure)
    value = None if reason is not None else 100.0 if index else 0.0
    return Point(
        period=period, figure=figure, base=figure, value=value, low=value, high=value, unit=unit, status=figure.status,
        reason=reason, small_count=is_small_count(figure, found.count), growth=None,
        notes=tuple(note_on_derived(found)),
    )  # fmt: skip


def _refused(period: Period, found: Found, reason: str, unit: str) -> Point:
    figure = found.observation
    return Point(
        period=period, figure=figure, base=None, value=None, low=None, high=None, unit=unit, status=figure.status,
        reason=reason, small_count=is_small_count(figure, found.count), growth=None,
    )  # fmt: skip


def _of_change(
    change: Growth, measure: Measure, *, share: bool
) -> tuple[float | None, float | None, float | None]:  # fmt: skip
    """The value of a measure and its interval, out of the change it rests on."""
    if measure is Measure.INDEX:
        return _index(change.change_pct), _index(change.change_pct_low), _index(change.change_pct_high)
    if share:
        return change.change, change.change_low, change.change_high
    return change.change_pct, change.change_pct_low, change.change_pct_high


def _index(percentage: float | None) -> float | None:
    return None if percentage is None else float(exact(percentage) + Fraction(100))


def _why_not(figure: Observation, base: Observation, change: Growth, measure: Measure, *, share: bool) -> str | None:
    """Why there is no value: of several reasons the one that the others follow from."""
    if figure.value is None:
        return _why_missing(figure)
    step = break_between(figure.region, Period.parse(base.period), Period.parse(figure.period))
    if step is not None:
        return f"Niet te vergelijken met {period_phrase(base.period)}. {step.reason}"
    if measure is Measure.BASIS and Period.parse(figure.period) < Period.parse(base.period):
        return f"{BEFORE_BASE} ({period_phrase(base.period)})."
    if base.value is None:
        return f"De basis ({period_phrase(base.period)}) ontbreekt: {missing_phrase(base)}."
    if share:
        return NO_INDEX_OF_SHARE if measure is Measure.INDEX else None
    return _zero_base(base, measure) if change.change_pct is None else None


def _why_missing(figure: Observation) -> str | None:
    if figure.value is not None:
        return None
    words = missing_phrase(figure)
    return f"{upper_first(words)}."


def _no_base(measure: Measure) -> str:
    return NO_HALF_BEFORE if measure is Measure.VORIG_HALFJAAR else NO_BASE


def _zero_base(base: Observation, measure: Measure) -> str:
    what = "een index" if measure is Measure.INDEX else "een percentage"
    return f"De basis ({period_phrase(base.period)}) is nul; {what} is dan niet te geven."
