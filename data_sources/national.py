"""The figures for the Netherlands in a delivery, and those of its landsdelen beside them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from data_sources.contract import NATIONAL
from data_sources.snapshot import CellState, TableSnapshot, Topic

_PARTS = "LD"


@dataclass(frozen=True)
class AgainstParts:
    """A total, and the sum of its ``count`` parts, none of which is missing."""

    period: str
    total: float
    parts: float
    count: int


@dataclass(frozen=True)
class NationalSeries:
    """One topic without breakdown: by period the value for the Netherlands, and of each landsdeel (None: missing).

    ``periods``: all that the table has, with or without a value.
    """

    topic: Topic
    periods: frozenset[str]
    values: dict[str, float]
    parts: dict[str, list[float | None]]

    def against_parts(self) -> Iterator[AgainstParts]:
        """Each period in which the total and every one of its parts has a value."""
        for period, total in self.values.items():
            parts = [value for value in self.parts.get(period, []) if value is not None]
            if parts and len(parts) == len(self.parts[period]):
                yield AgainstParts(period, total, sum(parts), len(parts))


def national_series(snapshot: TableSnapshot) -> list[NationalSeries]:
    """One for each topic of the snapshot, in its order."""
    codes = [code for code, _ in snapshot.regions]
    wanted = np.array([code == NATIONAL or code.startswith(_PARTS) for code in codes])
    plain = np.array([name == "" for name in snapshot.breakdowns])
    places = np.flatnonzero(wanted[snapshot.region] & plain[snapshot.breakdown])
    periods = [item.period.key for item in snapshot.periods]
    series = [NationalSeries(topic, frozenset(periods), {}, {}) for topic in snapshot.topics]
    columns = (snapshot.indicator, snapshot.region, snapshot.period, snapshot.value, snapshot.state)
    for topic, region, period, value, state in zip(*(column[places].tolist() for column in columns), strict=True):
        shown = value if state == CellState.VALUE else None
        if codes[region] != NATIONAL:
            series[topic].parts.setdefault(periods[period], []).append(shown)
        elif shown is not None:
            series[topic].values[periods[period]] = shown
    return series
