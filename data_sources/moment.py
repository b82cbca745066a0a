"""A moment as a letter gives it: 'zomer 2026', 'medio 2027', 'januari 2026'. Never more precise than its words.

The words stay; beside them stands the band of days they may mean, by one convention for the whole product (it is
explained on the page Slachtofferdevice). Nothing on screen shows a band as if it were the moment.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from data_sources.errors import UsageError

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
PRECISIONS = ("dag", "maand", "kwartaal", "seizoen", "begin", "medio", "eind", "jaar", "open")
WITHOUT_DATE = "zonder datum"

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_YEAR = r"(?P<year>[12][0-9]{3})"


@dataclass(frozen=True)
class Moment:
    """``text``: the words, as shown. ``first`` and ``last``: the band, both days in it; None where it is open.

    precision: one of PRECISIONS.
    """

    text: str
    first: date | None
    last: date | None
    precision: str

    def is_over(self, on: date) -> bool:
        """Whether the whole band lies before a day; never for a moment without an end."""
        return self.last is not None and self.last < on

    def has_begun(self, on: date) -> bool:
        """Whether the first day of the band has come. Of a band without one that is only sure on its last day."""
        begin = self.first or self.last
        return begin is not None and begin <= on

    def is_to_come(self, on: date) -> bool:
        """Whether all of the band lies after a day; never for one without days, of which nothing can be said."""
        begin = self.first or self.last
        return begin is not None and begin > on


Band = tuple[date | None, date | None]
Reading = tuple[re.Pattern[str], str, Callable[[re.Match[str]], Band]]


def read_moment(text: str) -> Moment:
    """The moment of a text. Raises UsageError, saying what can be written, for any other text."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    for pattern, precision, band in _READINGS:
        match = pattern.fullmatch(words.lower())
        if match:
            try:
                first, last = band(match)
            except ValueError:
                break
            return Moment(words, first, last, precision)
    raise UsageError(
        f"'{text}' is geen moment. Schrijf bijvoorbeeld 29 juni 2026, juni 2026, begin juli 2026, 1e kwartaal 2027,"
        f" zomer 2026, medio 2027, eind 2026, 2027, vóór 2026, tot september 2029 of {WITHOUT_DATE}.",
        found=text,
    )


def _year(match: re.Match[str]) -> int:
    return int(match["year"])


def _month(match: re.Match[str]) -> int:
    return MONTHS.index(match["month"]) + 1


def _whole_day(match: re.Match[str]) -> Band:
    on = date(_year(match), _month(match), int(match["day"]))
    return on, on


def _whole_month(match: re.Match[str]) -> Band:
    return _days_of_month(match, 1, None)


def _days_of_month(match: re.Match[str], first: int, last: int | None) -> Band:
    year, month = _year(match), _month(match)
    return date(year, month, first), date(year, month, last or calendar.monthrange(year, month)[1])


def _until_month(match: re.Match[str]) -> Band:
    """'tot september' ends with the last day of August."""
    end = date(_year(match), _month(match), 1) - timedelta(days=1)
    return end, end


def _quarter(match: re.Match[str]) -> Band:
    year, last_month = _year(match), int(match["quarter"]) * 3
    return date(year, last_month - 2, 1), date(year, last_month, calendar.monthrange(year, last_month)[1])


def _between(first: tuple[int, int], last: tuple[int, int]) -> Callable[[re.Match[str]], Band]:
    """The same days (month, day) of any year."""
    return lambda match: (date(_year(match), *first), date(_year(match), *last))


def _reading(pattern: str, precision: str, band: Callable[[re.Match[str]], Band]) -> Reading:
    return re.compile(pattern), precision, band


_READINGS: tuple[Reading, ...] = (
    _reading(rf"(?P<day>[0-9]{{1,2}}) {_MONTH} {_YEAR}", "dag", _whole_day),
    _reading(rf"{_MONTH} {_YEAR}", "maand", _whole_month),
    _reading(rf"begin {_MONTH} {_YEAR}", "begin", lambda match: _days_of_month(match, 1, 10)),
    _reading(rf"eind {_MONTH} {_YEAR}", "eind", lambda match: _days_of_month(match, 21, None)),
    _reading(rf"tot {_MONTH} {_YEAR}", "maand", _until_month),
    _reading(rf"(?P<quarter>[1-4])e kwartaal {_YEAR}", "kwartaal", _quarter),
    _reading(rf"voorjaar {_YEAR}", "seizoen", _between((3, 20), (6, 20))),
    _reading(rf"zomer {_YEAR}", "seizoen", _between((6, 21), (9, 22))),
    _reading(rf"in of vlak na de zomer {_YEAR}", "seizoen", _between((6, 21), (10, 31))),
    _reading(rf"vlak na de zomer {_YEAR}", "seizoen", _between((9, 23), (10, 31))),
    _reading(rf"(?:najaar|na de zomer) {_YEAR}", "seizoen", _between((9, 23), (12, 20))),
    _reading(rf"(?:medio|halverwege) {_YEAR}", "medio", _between((6, 1), (7, 31))),
    _reading(rf"tot halverwege {_YEAR}", "medio", _between((6, 1), (7, 31))),
    _reading(rf"eind {_YEAR}", "eind", _between((11, 1), (12, 31))),
    _reading(_YEAR, "jaar", _between((1, 1), (12, 31))),
    _reading(rf"v[oó][oó]r {_YEAR}", "open", lambda match: (None, date(_year(match) - 1, 12, 31))),
    _reading(WITHOUT_DATE, "open", lambda _match: (None, None)),
)
