"""Which regions make up the national growth, in procentpunten: what each adds to it, and what may be said of the rest.

A region adds (its figure − its base) / the national base × 100. The Veilig Thuis regions divide the country, so that
together they make its growth, but for rounding: every figure is rounded by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from data_sources.contract import NATIONAL, UNIT_COUNT, Observation, Period
from data_sources.regions import vt_regions
from data_sources.registry import break_between
from metrics.derive import FigureIndex, find_observation
from metrics.growth import Growth, Interval, bounds, change_between, difference
from metrics.predecessors import SUM_OF_PREDECESSORS, sum_of_predecessors
from metrics.rounding import exact
from metrics.status import combined_status


@dataclass(frozen=True)
class Contribution:
    """What one region adds, in procentpunten; unrounded. value None: it cannot be given.

    ``figure`` and ``base`` are what it is computed from; the base of a merged region may be a sum of ours
    (`metrics.predecessors`, by its ``status_basis``). interval: as far as rounding allows, None where a rounding is not
    known. refused: a break stands between, though both figures may be there.
    """

    region: str
    figure: Observation
    base: Observation
    value: Fraction | None
    interval: Interval | None
    refused: bool

    @property
    def is_bridged(self) -> bool:
        return self.base.status_basis == SUM_OF_PREDECESSORS

    @property
    def small_count(self) -> bool:
        """Whether a count under 100 is involved."""
        return any(item.value is not None and item.value < 100 for item in (self.figure, self.base))


@dataclass(frozen=True)
class Rest:
    """What the regions without a contribution add together; ``regions`` are at least two, none of them told apart."""

    regions: tuple[str, ...]
    value: Fraction
    interval: Interval | None


@dataclass(frozen=True)
class Contributions:
    """All regions of a period, in the order of CBS's list, and the growth of the country they are part of.

    is_given: whether that growth can be split at all; if not, no region adds anything. rest: None where nothing or
    everything is missing, and where it would lay a missing figure bare. total: the sum of what all regions add, only
    where none is left out. tolerance: how far that sum may be from the national growth by rounding alone, None where a
    rounding is not known. alone: whether a missing figure has too few others to hide among, so that neither rest nor
    sum is given. status: of all that it rests on.
    """

    national: Growth
    is_given: bool
    regions: tuple[Contribution, ...]
    rest: Rest | None
    total: Fraction | None
    tolerance: Fraction | None
    alone: bool
    status: str

    @property
    def gap(self) -> Fraction | None:
        """How far the sum is from the national growth, in procentpunten."""
        if self.total is None or self.national.value is None or self.national.base_value is None:
            return None
        return self.total - (exact(self.national.value) / exact(self.national.base_value) - 1) * 100


def contributions(
    figures: FigureIndex, *, indicator: str, period: Period, base: Period, bridged: bool = False
) -> Contributions:
    """What each Veilig Thuis region of ``period`` adds to the growth of the country since ``base``; counts only.

    ``bridged``: the base of a merged region is the sum of its predecessors, an addition of ours; without it a region
    across a merger is refused. Figures of two lanes (fetched and bundled) are not set against each other: nothing is
    given then.
    """
    new, old = (_figure(figures, indicator, NATIONAL, one) for one in (period, base))
    national = change_between(new, old, notes=[])
    pairs = [
        (_figure(figures, indicator, code, period), _base(figures, indicator, code, period, base, bridged))
        for code in vt_regions(period)
    ]
    before = [_figure(figures, indicator, code, base) for code in vt_regions(base)]
    rests_on = [new, old, *(item for pair in pairs for item in pair)]
    usable = _can_be_split(national, rests_on, figures)
    parts = tuple(_contribution(one, other, old, usable=usable) for one, other in pairs)
    shown = [part for part in parts if part.value is not None]
    refused = [part.region for part in parts if part.refused]
    missing = [part.region for part in parts if part.value is None and not part.refused]
    sides = ([one for one, _ in pairs], before)
    alone = bool(shown) and (
        _stands_alone([(part.figure, part.base) for part in parts if part.region in missing])
        or any(_stands_alone([(item,) for item in side if item.value is None]) for side in sides)
    )
    may_add = usable and not alone and not refused
    whole = usable and not missing and not refused
    return Contributions(
        national=national,
        is_given=usable,
        regions=parts,
        rest=_rest(missing, shown, new, old) if may_add and missing and shown else None,
        total=sum((part.value or Fraction(0) for part in shown), Fraction(0)) if whole else None,
        tolerance=_tolerance(rests_on, old) if whole else None,
        alone=usable and alone,
        status=combined_status(item.status for item in rests_on if item.value is not None),
    )


def _stands_alone(lacking: Sequence[tuple[Observation, ...]]) -> bool:
    """Whether a figure among what is missing could be told from the total less the others.

    Only secret figures hide one another: what cannot be, or is not there, holds nothing to hide behind.
    """
    hidden = sum(any(item.missing == "geheim-of-onbekend" for item in one) for one in lacking)
    return bool(lacking) and hidden < 2


def _figure(figures: FigureIndex, indicator: str, region: str, period: Period) -> Observation:
    return find_observation(figures, indicator=indicator, region=region, period=period).observation


def _base(
    figures: FigureIndex, indicator: str, region: str, period: Period, base: Period, bridged: bool
) -> Observation:
    """As it is, or as the sum of its predecessors where it was not there yet and that may be asked."""
    found = (
        sum_of_predecessors(figures, indicator=indicator, region=region, period=base)
        if bridged and break_between(region, base, period)
        else None
    )
    return found.observation if found else _figure(figures, indicator, region, base)


def _can_be_split(national: Growth, rests_on: Iterable[Observation], figures: FigureIndex) -> bool:
    """Whether regions can be part of it: a growth of counts on a base above zero, all of it of one lane; and none of
    a klein aantal, of which parts in procentpunten would tell the percentage.
    """
    known = [item for item in rests_on if item.value is not None]
    lanes = {figures.loads[item.load].kind == "published" for item in known if item.load is not None}
    counts = all(item.unit == UNIT_COUNT for item in known)
    there = national.change_pct is not None and national.comparable and not national.small_count
    return there and counts and len(lanes) == 1


def _contribution(figure: Observation, base: Observation, old: Observation, *, usable: bool) -> Contribution:
    bridged = base.status_basis == SUM_OF_PREDECESSORS
    step = break_between(figure.region, Period.parse(base.period), Period.parse(figure.period))
    refused = step is not None and bool(step.regions) and not bridged
    if not usable or refused or figure.value is None or base.value is None:
        return Contribution(figure.region, figure, base, None, None, refused)
    value = (exact(figure.value) - exact(base.value)) / exact(old.value or 0) * 100
    return Contribution(figure.region, figure, base, value, _share(difference(figure, base), bounds(old)), False)


def _share(change: Interval | None, whole: Interval | None) -> Interval | None:
    """A change as a part of the national base, in per cent, whichever way both were rounded."""
    if change is None or whole is None or change.high is None or whole.high is None or whole.low <= 0:
        return None
    ends = [end / size * 100 for end in (change.low, change.high) for size in (whole.low, whole.high)]
    return Interval(min(ends), max(ends))


def _rest(missing: Sequence[str], shown: Sequence[Contribution], new: Observation, old: Observation) -> Rest:
    """The national growth less what is shown; as coarse as all that it is made of."""
    left = [
        exact(total.value or 0) - sum(exact(item.value or 0) for item in parts)
        for total, parts in ((new, [part.figure for part in shown]), (old, [part.base for part in shown]))
    ]
    change = left[0] - left[1]
    steps = [item.rounding for item in (new, old, *(one for part in shown for one in (part.figure, part.base)))]
    slack = None if None in steps else sum((exact(step or 0) for step in steps), Fraction(0)) / 2
    interval = None if slack is None else _share(Interval(change - slack, change + slack), bounds(old))
    return Rest(tuple(missing), change / exact(old.value or 0) * 100, interval)


def _tolerance(rests_on: Iterable[Observation], old: Observation) -> Fraction | None:
    """Each figure may be half its step off; together they may be off by half the sum of the steps."""
    steps = [item.rounding for item in rests_on]
    if None in steps:
        return None
    return sum((exact(step or 0) for step in steps), Fraction(0)) / 2 / exact(old.value or 0) * 100
