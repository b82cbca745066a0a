"""The period: CBS's own key (``2025HJ01``), and what can be said about it without any data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from data_sources.errors import UsageError

PeriodKind = Literal["HJ", "KW", "JJ"]

_KEY = re.compile(r"([12][0-9]{3})(JJ|HJ|KW)([0-9]{2})")
_LAST_NUMBER: dict[str, int] = {"HJ": 2, "KW": 4}
# Within a year the parts come before the whole, as on CBS's own pages.
_ORDER: dict[str, int] = {"KW": 0, "HJ": 1, "JJ": 2}


@dataclass(frozen=True)
class Period:
    """A year (JJ), half-year (HJ) or quarter (KW). Sorts by year, then quarters, halves, year."""

    year: int
    kind: PeriodKind
    number: int

    @classmethod
    def parse(cls, key: str) -> Period:
        """The period of a CBS key. Raises UsageError for any other text (``2025HJ03`` included)."""
        match = _KEY.fullmatch(key)
        if match:
            year, kind, number = int(match[1]), match[2], int(match[3])
            if kind == "JJ" and number == 0:
                return cls(year, "JJ", 0)
            if kind == "HJ" and 1 <= number <= _LAST_NUMBER["HJ"]:
                return cls(year, "HJ", number)
            if kind == "KW" and 1 <= number <= _LAST_NUMBER["KW"]:
                return cls(year, "KW", number)
        raise UsageError(
            f"'{key}' is geen periode. Schrijf een CBS-code, zoals 2025HJ01 (eerste halfjaar),"
            " 2025JJ00 (jaar) of 2026KW01 (eerste kwartaal).",
            found=key,
        )

    @property
    def key(self) -> str:
        return f"{self.year:04d}{self.kind}{self.number:02d}"

    def __str__(self) -> str:
        return self.key

    def __lt__(self, other: Period) -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[int, int, int]:
        return self.year, _ORDER[self.kind], self.number

    def year_earlier(self) -> Period:
        """The same part of the year before: the season-safe base of comparison."""
        return Period(self.year - 1, self.kind, self.number)

    def halves(self) -> tuple[Period, Period]:
        """The two half-years of a year. Raises ValueError for anything that is not a year."""
        if self.kind != "JJ":
            raise ValueError(f"{self.key} is not a year")
        return Period(self.year, "HJ", 1), Period(self.year, "HJ", 2)

    @property
    def start(self) -> date:
        months = {"JJ": 12, "HJ": 6, "KW": 3}[self.kind]
        return date(self.year, 1 if self.kind == "JJ" else (self.number - 1) * months + 1, 1)

    @property
    def end(self) -> date:
        """Its last day: a first half-year ends on 30 June."""
        if self.kind == "JJ" or self.number == _LAST_NUMBER[self.kind]:
            return date(self.year, 12, 31)
        return Period(self.year, self.kind, self.number + 1).start - timedelta(days=1)


def half_years(first: Period, last: Period) -> list[Period]:
    """All half-years from first up to and including last, none left out."""
    if first.kind != "HJ" or last.kind != "HJ":
        raise ValueError(f"{first.key}–{last.key}: not half-years")
    return consecutive(first, last)


def consecutive(first: Period, last: Period) -> list[Period]:
    """All periods of one kind from first up to and including last, none left out."""
    if first.kind != last.kind:
        raise ValueError(f"{first.key}–{last.key}: not of one kind")
    numbers = range(1, _LAST_NUMBER[first.kind] + 1) if first.kind in _LAST_NUMBER else range(1)
    every = [Period(year, first.kind, number) for year in range(first.year, last.year + 1) for number in numbers]
    return [period for period in every if not period < first and not last < period]
