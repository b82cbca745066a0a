"""Moments in words: which days a wording may mean, and the convention behind it, by examples read as the ledger is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_sources.moment import MONTHS, Moment, read_moment
from metrics.text.numbers import day

_WITHOUT = "geen dagen: nooit voorbij"


@dataclass(frozen=True)
class Convention:
    """How a wording is read, by an example."""

    words: str
    example: Moment

    @property
    def days(self) -> str:
        return band_phrase(self.example)


def _convention(words: str, example: str) -> Convention:
    return Convention(words, read_moment(example))


CONVENTIONS: Sequence[Convention] = (
    _convention("voorjaar", "voorjaar 2027"),
    _convention("zomer", "zomer 2026"),
    _convention("in of vlak na de zomer", "in of vlak na de zomer 2026"),
    _convention("vlak na de zomer", "vlak na de zomer 2026"),
    _convention("na de zomer", "na de zomer 2026"),
    _convention("najaar", "najaar 2026"),
    _convention("medio of halverwege een jaar", "medio 2027"),
    _convention("eind van een jaar", "eind 2026"),
    _convention("begin van een maand", "begin juli 2026"),
    _convention("eind van een maand", "eind augustus 2026"),
    _convention("tot een maand", "tot september 2029"),
    _convention("een maand", "januari 2027"),
    _convention("een kwartaal", "1e kwartaal 2027"),
    _convention("een jaar", "2027"),
    _convention("vóór een jaar", "vóór 2026"),
    _convention("zonder datum", "zonder datum"),
)


def band_phrase(moment: Moment) -> str:
    """The band in words: '21 juni tot en met 22 september 2026', '1 tot en met 10 juli 2026', '31 augustus 2029'."""
    first, last = moment.first, moment.last
    if last is None:
        return _WITHOUT if first is None else f"vanaf {day(first)}"
    if first is None:
        return f"tot en met {day(last)}"
    if first == last:
        return day(last)
    begin = str(first.day) if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"
    return f"{begin if first.year == last.year else day(first)} tot en met {day(last)}"
