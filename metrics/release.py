"""When CBS is expected next, by the rhythm it has had so far. A guess of ours, never a promise of CBS.

New figures came in late October (a first half-year) and in late April (a second one, with its year).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data_sources.contract import Period


@dataclass(frozen=True)
class Expected:
    """The figures to come after the newest period, and the month at whose end they are expected.

    ``over``: that month is over, and they have not come.
    """

    periods: tuple[Period, ...]
    year: int
    month: int
    over: bool


def expected_release(newest_period: Period | None, today: date) -> Expected | None:
    """What is expected after the newest period in the store; None without one, and after a quarter."""
    if newest_period is None or newest_period.kind == "KW":
        return None
    year = newest_period.year
    if newest_period.kind == "HJ" and newest_period.number == 1:
        return _expected(Period(year, "HJ", 2), Period(year, "JJ", 0), year=year + 1, month=4, today=today)
    return _expected(Period(year + 1, "HJ", 1), year=year + 1, month=10, today=today)


def _expected(*periods: Period, year: int, month: int, today: date) -> Expected:
    return Expected(periods, year, month, over=today >= date(year, month + 1, 1))
