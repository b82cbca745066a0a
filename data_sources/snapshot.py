"""One delivery of a table on its way into the store: what CBS said, in columns, checked, not yet kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from data_sources.categories import Category
from data_sources.cbs.periods import FeedPeriod
from data_sources.contract import MISSING
from data_sources.findings import Finding
from data_sources.stamp import Stamp

__all__ = ["Category", "CellState", "Codes", "TableSnapshot", "Topic"]

Codes = npt.NDArray[np.int64]


class CellState(IntEnum):
    """What a stored cell holds: a value, one of the reasons of missing, or 'no longer in the table'."""

    VALUE = 0
    SECRET_OR_UNKNOWN = 1
    IMPOSSIBLE = 2
    GONE = 9

    @property
    def missing(self) -> str | None:
        """The contract's word; GONE is answered as niet-aanwezig."""
        return {
            CellState.VALUE: None,
            CellState.SECRET_OR_UNKNOWN: MISSING[0],
            CellState.IMPOSSIBLE: MISSING[1],
            CellState.GONE: MISSING[2],
        }[self]


@dataclass(frozen=True)
class Topic:
    """A topic of the table under our name. ``rounding``: 5 for counts, 10^-decimals for rates, None unknown."""

    indicator: str
    key: str
    title: str
    group_title: str
    unit: str
    decimals: int | None
    rounding: float | None
    description: str


@dataclass(frozen=True)
class TableSnapshot:
    """All cells of a table. Cell n is (indicator[n], region[n], period[n], breakdown[n]): indexes into the lists.

    ``value`` is NaN where ``state`` is not VALUE (CellState). Keys are unique.
    """

    table: str
    title: str
    stamp: Stamp
    topics: list[Topic]
    regions: list[tuple[str, str]]
    periods: list[FeedPeriod]
    breakdowns: list[str]
    indicator: Codes
    region: Codes
    period: Codes
    breakdown: Codes
    value: npt.NDArray[np.float64]
    state: npt.NDArray[np.int8]
    findings: list[Finding] = field(default_factory=list)
    categories: list[Category] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.value)

    @property
    def modified(self) -> str | None:
        """CBS's own text of when the table was last changed."""
        return self.stamp.modified

    def content_hash(self) -> str:
        """Equal for two deliveries that say the same: what they call things, how certain, and every cell.

        The moment of change, texts, running numbers, key numbers and any order do not count.
        """
        digest = hashlib.sha256()
        lists = (
            sorted((topic.indicator, topic.title, topic.unit, topic.decimals) for topic in self.topics),
            sorted(self.regions),
            sorted((item.period.key, item.status) for item in self.periods),
            sorted(self.breakdowns),
            *([sorted((item.dimension, item.code, item.title) for item in self.categories)] if self.categories else []),
        )
        digest.update(repr(lists).encode())
        order = self._sorted_cells()
        for names, codes in (
            ([topic.indicator for topic in self.topics], self.indicator),
            ([code for code, _ in self.regions], self.region),
            ([item.period.key for item in self.periods], self.period),
            (self.breakdowns, self.breakdown),
        ):
            digest.update(_ranks(names)[codes][order].tobytes())
        digest.update(np.nan_to_num(self.value[order], nan=0.0).tobytes())
        digest.update(self.state[order].tobytes())
        return digest.hexdigest()

    def _sorted_cells(self) -> npt.NDArray[np.intp]:
        keys = [
            _ranks(self.breakdowns)[self.breakdown],
            _ranks([item.period.key for item in self.periods])[self.period],
            _ranks([code for code, _ in self.regions])[self.region],
            _ranks([topic.indicator for topic in self.topics])[self.indicator],
        ]
        return np.lexsort(keys)


def _ranks(names: list[str]) -> Codes:
    """The place of each name in the sorted list of names."""
    ranks = np.empty(len(names), dtype=np.int64)
    ranks[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    return ranks
