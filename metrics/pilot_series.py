"""Pilot figures of two or more periods: which make a series, and what may be said of a change in one. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from data_sources.contract import UNIT_PERCENT
from data_sources.ledger import UNIT_EURO, UNIT_YEARS, PilotFigure
from data_sources.period import Period, PeriodKind, consecutive
from metrics.growth import SMALL_COUNT
from metrics.rounding import exact, round_half_away
from metrics.text.units import decimals_of, exact_difference

_THOUSAND = 1000
_NO_COUNTS = (UNIT_PERCENT, UNIT_EURO, UNIT_YEARS)
_OF_PERIOD = re.compile(r"\b(?:\d{4}|[1-4]e|eerste|tweede|derde|vierde|kwartaal|halfjaar)\b(?: van\b)?", re.IGNORECASE)


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
    None for shares, from zero, where either is a klein aantal (``small``), and where their rounding would make it read
    otherwise. ``rounded``: either may have been rounded to thousands.
    """

    old: PilotFigure
    new: PilotFigure
    difference: Decimal
    percent: Fraction | None
    small: bool
    rounded: bool = False


def find_series(figures: Iterable[PilotFigure]) -> list[PilotSeries]:
    """The series among the figures of one pilot, in the order of their first figure. A year and its half are two
    things, and so are shares of different wholes. One of which no number may be read at all is none.
    """
    groups: dict[tuple[str, ...], list[PilotFigure]] = {}
    for item in figures:
        if item.period and not item.is_fact:
            kind = Period.parse(item.period).kind
            groups.setdefault((*_topic(item), kind), []).append(item)
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
        topics.setdefault(_topic(item), []).append(item)
    return [sorted(topic, key=last_day, reverse=True) for topic in topics.values()]


def last_day(figure: PilotFigure) -> date:
    """The last day of its period; of a figure without one a day before all others."""
    return Period.parse(figure.period).end if figure.period else date.min


def change_of(old: PilotFigure, new: PilotFigure) -> SeriesChange | Unsaid:
    """The change from one figure of a series to a later one, or why none is told: only two exact numbers have one, and
    only one that is more than their rounding. A count is taken as it is written, but one that ends in 000 as rounded.
    """
    if old.masked is not None or new.masked is not None:
        return Unsaid.NOT_SHOWN
    difference = exact_difference(old.value, new.value)
    if old.value is None or new.value is None or difference is None or old.qualifier or new.qualifier:
        return Unsaid.NOT_EXACT
    steps = _step(old), _step(new)
    rounded = new.unit == UNIT_PERCENT or max(steps) > 1
    if rounded and 0 < abs(Fraction(difference)) <= sum(steps) / 2:
        return Unsaid.ROUNDING
    if new.unit == UNIT_PERCENT:
        return SeriesChange(old, new, difference, None, small=False)
    small = min(old.value, new.value) < SMALL_COUNT
    percent = None if small else _percent(exact(old.value), exact(new.value), *steps)
    return SeriesChange(old, new, difference, percent, small, rounded)


def _percent(old: Fraction, new: Fraction, old_step: Fraction, new_step: Fraction) -> Fraction | None:
    """The change in per cent; None where the ends of what thousands leave open would be written otherwise."""
    low, high = new, new
    base_low, base_high = old, old
    if new_step > 1:
        low, high = new - new_step / 2, new + new_step / 2
    if old_step > 1:
        base_low, base_high = old - old_step / 2, old + old_step / 2
    ends = {round_half_away((top / base - 1) * 100, 1) for top, base in ((low, base_high), (high, base_low))}
    return (new / old - 1) * 100 if len(ends) == 1 else None


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


def _topic(figure: PilotFigure) -> tuple[str, ...]:
    """What a figure is of, whatever its period. What stands in brackets behind a title is part of that, so that
    '(vrouwen)' and '(mannen)' are two topics, also under one code; but not the period there.
    """
    in_brackets = figure.title.rpartition(" (")[2].removesuffix(")") if figure.title.endswith(")") else ""
    if figure.period and figure.period[:4] in in_brackets:
        in_brackets = _OF_PERIOD.sub("", in_brackets).strip(" ,;:")
    return figure.pilot, figure.figure, figure.place, figure.unit, figure.denominator or "", in_brackets


def _step(figure: PilotFigure) -> Fraction:
    """To what a number may have been rounded, by how it is written: that of a count which ends in 000 is a thousand."""
    value = figure.value or 0
    if figure.unit not in _NO_COUNTS and value and value % _THOUSAND == 0:
        return Fraction(_THOUSAND)
    return Fraction(1, 10 ** decimals_of(value))
