"""Pilot figures of two or more periods: which make a series, and what may be said of a change in one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from data_sources.contract import UNIT_PERCENT
from data_sources.ledger import PilotFigure
from data_sources.period import Period, PeriodKind, consecutive
from metrics.growth import SMALL_COUNT
from metrics.rounding import exact
from metrics.text.units import decimals_of, exact_difference


@dataclass(frozen=True)
class PilotSeries:
    """One figure of a pilot over periods of one kind, in their order. ``periods``: from the first to the last of them,
    also those that no source has a figure of.
    """

    name: str
    figures: Sequence[PilotFigure]
    periods: Sequence[Period]

    @property
    def kind(self) -> PeriodKind:
        return self.periods[0].kind

    @property
    def unit(self) -> str:
        return self.figures[0].unit

    def of(self, period: Period) -> PilotFigure | None:
        """The figure of a period; None where no source has one."""
        return next((item for item in self.figures if item.period == period.key), None)


class Unsaid(Enum):
    """Why no change is told between two figures."""

    NOT_SHOWN = "niet getoond"
    NOT_EXACT = "geen exact getal"
    ROUNDING = "binnen de afronding"


@dataclass(frozen=True)
class SeriesChange:
    """The later figure less the earlier one, in their unit; of shares in procentpunt. ``percent``: of the earlier one;
    None for shares, from zero, and where either is a klein aantal (``small``).
    """

    old: PilotFigure
    new: PilotFigure
    difference: Decimal
    percent: Fraction | None
    small: bool


def find_series(figures: Iterable[PilotFigure]) -> list[PilotSeries]:
    """The series among the figures of one pilot, in the order of their first figure. A year and its half are two
    things, and so are shares of different wholes. One of which no number may be read at all is none.
    """
    groups: dict[tuple[str, ...], list[PilotFigure]] = {}
    for item in figures:
        if item.period and not item.is_fact:
            kind = Period.parse(item.period).kind
            groups.setdefault((item.figure, item.place, item.unit, item.denominator or "", kind), []).append(item)
    return [
        _series(group)
        for group in groups.values()
        if len(group) > 1 and any(item.value is not None for item in group)
    ]  # fmt: skip


def by_topic(figures: Iterable[PilotFigure]) -> list[list[PilotFigure]]:
    """Figures of the same topic together, each topic from its newest period on; a figure without a period comes last.

    Topics keep the order of their first figure.
    """
    topics: dict[tuple[str, ...], list[PilotFigure]] = {}
    for item in figures:
        key = (item.pilot, item.figure, item.place, item.unit, item.denominator or "")
        topics.setdefault(key, []).append(item)
    return [sorted(topic, key=last_day, reverse=True) for topic in topics.values()]


def last_day(figure: PilotFigure) -> date:
    """The last day of its period; of a figure without one a day before all others."""
    return Period.parse(figure.period).end if figure.period else date.min


def change_of(old: PilotFigure, new: PilotFigure) -> SeriesChange | Unsaid:
    """The change from one figure of a series to a later one, or why none is told: only two exact numbers have one, and
    of shares only one that is more than their rounding. A count is taken as it is written.
    """
    if old.masked is not None or new.masked is not None:
        return Unsaid.NOT_SHOWN
    difference = exact_difference(old.value, new.value)
    if old.value is None or new.value is None or difference is None or old.qualifier or new.qualifier:
        return Unsaid.NOT_EXACT
    if new.unit == UNIT_PERCENT:
        if abs(Fraction(difference)) <= (_step(old.value) + _step(new.value)) / 2:
            return Unsaid.ROUNDING if difference else SeriesChange(old, new, difference, None, small=False)
        return SeriesChange(old, new, difference, None, small=False)
    small = min(old.value, new.value) < SMALL_COUNT
    percent = None if small else Fraction(difference) / exact(old.value) * 100
    return SeriesChange(old, new, difference, percent, small)


def _series(group: Sequence[PilotFigure]) -> PilotSeries:
    # Of one period that a correction and what it corrects would both be of, the later row is the figure.
    dated = {Period.parse(item.period): item for item in sorted(group, key=lambda item: item.entry)}
    ordered = sorted(dated)
    figures = [dated[period] for period in ordered]
    place = f" ({figures[0].place})" if figures[0].place else ""
    return PilotSeries(f"{_common_title(figures)}{place}", figures, consecutive(ordered[0], ordered[-1]))


def _common_title(figures: Sequence[PilotFigure]) -> str:
    """The title, without what only tells the period: '(jaar van het onderzoek: 2023)' behind one, 2020 behind another.
    That of the newest where they have no beginning of their own in common.
    """
    titles = list(dict.fromkeys(item.title for item in figures))
    if len(titles) == 1:
        return titles[0]
    bare = {title.rpartition(" (")[0] if title.endswith(")") else "" for title in titles}
    return bare.pop() if len(bare) == 1 and "" not in bare else titles[-1]


def _step(value: float) -> Fraction:
    return Fraction(1, 10 ** decimals_of(value))
