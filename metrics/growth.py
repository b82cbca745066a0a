"""Change from a base period to a period: as a point, and as the interval that rounding leaves open.

CBS counts are complete counts. The interval is about *afronding* (a count rounded to 5 may be up to 2,5 off),
never about chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from data_sources.contract import UNIT_COUNT, UNIT_PERCENT, Observation, Period
from data_sources.registry import break_between
from metrics.derive import FigureIndex, Found, find_observation, note_on_derived
from metrics.rounding import exact
from metrics.season import season_notes
from metrics.status import combined_status
from metrics.text.phrases import missing_phrase, period_phrase, upper_first

SMALL_COUNT = 100

STIJGING, DALING = "stijging", "daling"


@dataclass(frozen=True)
class Interval:
    """What a number can be, given the rounding of what it was computed from. ``high`` None: unbounded."""

    low: Fraction
    high: Fraction | None


@dataclass(frozen=True)
class Growth:
    """The change of one figure against a base, unrounded.

    change: in ``change_unit`` (the figure's own unit; procentpunt for shares). change_pct: per cent of the base;
    None for shares, without either figure, and on a base of zero. low/high: as far as rounding allows; None where
    a rounding is not known. direction: 'stijging' or 'daling' when no rounding can turn it round, else None.
    comparable: False only when a break stands between the periods. small_count: a count under 100 is involved, be it
    that of a rate.
    missing: why there is no change to give. notes: Dutch sentences that belong beside the number.
    """

    indicator: str
    region: str
    breakdown: str
    period: str
    base: str
    unit: str | None
    value: float | None
    base_value: float | None
    change: float | None
    change_unit: str | None
    change_low: float | None
    change_high: float | None
    change_pct: float | None
    change_pct_low: float | None
    change_pct_high: float | None
    direction: str | None
    small_count: bool
    status: str
    missing: str | None
    comparable: bool
    notes: tuple[str, ...]
    load: int | None
    base_load: int | None


def growth(
    figures: FigureIndex, *, indicator: str, region: str, period: Period, base: Period, breakdown: str = ""
) -> Growth:
    """The change from ``base`` to ``period``; always one answer, also without figures.

    A year that is not there is the sum of its halves (`metrics.derive`), with a note saying so.
    """
    new = find_observation(figures, indicator=indicator, region=region, period=period, breakdown=breakdown)
    old = find_observation(figures, indicator=indicator, region=region, period=base, breakdown=breakdown)
    return change_of_found(new, old)


def change_of_found(new: Found, old: Found) -> Growth:
    """The change between two figures as found, with the notes on both; that of a rate knows of its counts."""
    notes = [*note_on_derived(new), *note_on_derived(old)]
    return change_between(new.observation, old.observation, notes=notes, counts=(new.count, old.count))


def change_between(
    new: Observation, old: Observation, *, notes: list[str], bridged: bool = False,
    counts: Sequence[Observation | None] = (),
) -> Growth:  # fmt: skip
    """The change between two observations of the same indicator, region and breakdown.

    A change that is given between a first and a second half-year comes with the caution of the season.
    ``bridged``: the base was made comparable (`metrics.predecessors`), so that a break of the region is none here.
    ``counts``: of rates the counts they belong to.
    """
    period, base = Period.parse(new.period), Period.parse(old.period)
    step = None if bridged else break_between(new.region, base, period)
    notes = [*notes, *_notes_on_figures(new, old), *([step.reason] if step else [])]
    unit = new.unit or old.unit
    share = unit == UNIT_PERCENT
    change = interval = percentage = percentages = None
    if new.value is not None and old.value is not None:
        change, interval = exact(new.value) - exact(old.value), difference(new, old)
        if not share and old.value == 0:
            notes.append(f"De basis ({period_phrase(old.period)}) is nul; een percentage is dan niet te geven.")
        elif not share:
            percentage, percentages = (exact(new.value) / exact(old.value) - 1) * 100, _percentages(new, old)
            if percentages is not None and percentages.high is None:
                notes.append("De afronding van de basis is zo grof dat de groei naar boven niet te begrenzen is.")
    if change is not None and step is None:
        notes += season_notes(period, base)
    small = is_small_count(new, old, *counts)
    return Growth(
        indicator=new.indicator, region=new.region, breakdown=new.breakdown, period=new.period, base=old.period,
        unit=unit, value=new.value, base_value=old.value,
        change=_float(change), change_unit="procentpunt" if share else unit,
        change_low=_float(interval.low if interval else None), change_high=_float(interval.high if interval else None),
        change_pct=_float(percentage), change_pct_low=_float(percentages.low if percentages else None),
        change_pct_high=_float(percentages.high if percentages else None),
        direction=_direction(change, interval), small_count=small,
        status=combined_status((new.status, old.status)), missing=new.missing or old.missing,
        comparable=step is None, notes=(*notes, *(["Klein aantal: onder de 100."] if small else [])),
        load=new.load, base_load=old.load,
    )  # fmt: skip


def is_small_count(*figures: Observation | None) -> bool:
    """Whether a count under 100 is among the figures."""
    return any(
        item is not None and item.unit == UNIT_COUNT and item.value is not None and item.value < SMALL_COUNT
        for item in figures
    )


def _notes_on_figures(new: Observation, old: Observation) -> list[str]:
    notes = []
    for item in (new, old):
        if item.missing is not None:
            notes.append(f"{upper_first(period_phrase(item.period))}: {missing_phrase(item)}.")
        elif item.rounding is None:
            notes.append(
                f"Van {period_phrase(item.period)} is de afronding niet bekend; een interval ontbreekt daarom."
            )
        elif item.rounding >= 100 and item.unit == UNIT_COUNT:
            notes.append(f"Het cijfer van {period_phrase(item.period)} is afgerond op {_step(item.rounding)}.")
    return notes


def _step(rounding: float) -> str:
    """A rounding step in words or digits: 'duizendtallen', '10'."""
    words = {10: "tientallen", 100: "honderdtallen", 1000: "duizendtallen", 10_000: "tienduizendtallen"}
    return words.get(int(rounding), f"{rounding:g}")


def bounds(item: Observation) -> Interval | None:
    """What a figure can be, given its rounding; None where that is not known or there is no figure."""
    if item.value is None or item.rounding is None:
        return None
    half = exact(item.rounding) / 2
    # Nothing that is counted or divided here can be below zero, however coarse the rounding.
    return Interval(max(Fraction(0), exact(item.value) - half), exact(item.value) + half)


def difference(new: Observation, old: Observation) -> Interval | None:
    """What a change can be, given both roundings; None where one is not known."""
    above, below = bounds(new), bounds(old)
    if above is None or below is None or above.high is None or below.high is None:
        return None
    return Interval(above.low - below.high, above.high - below.low)


def _percentages(new: Observation, old: Observation) -> Interval | None:
    above, below = bounds(new), bounds(old)
    if above is None or below is None or above.high is None or below.high is None:
        return None
    high = (above.high / below.low - 1) * 100 if below.low > 0 else None
    return Interval((above.low / below.high - 1) * 100, high)


def _direction(change: Fraction | None, interval: Interval | None) -> str | None:
    """Up or down when all of the interval is; without a known rounding the point itself decides."""
    if change is None:
        return None
    low, high = (interval.low, interval.high) if interval else (change, change)
    if low > 0:
        return STIJGING
    return DALING if high is not None and high < 0 else None


def _float(number: Fraction | None) -> float | None:
    return None if number is None else float(number)
