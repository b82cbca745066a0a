"""Dutch words for a point of a series: its value, how far rounding leaves it open, and a series of them described."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from data_sources.contract import UNIT_COUNT
from metrics.apart import lies_above, lies_below
from metrics.development import UNIT_INDEX, UNIT_POINTS, Measure, Point
from metrics.text.numbers import number, signed, signed_percent
from metrics.text.phrases import SMALL, period_phrase, status_phrase
from metrics.text.sentences import difference_phrase
from metrics.text.units import decimals_of, figure_text, figure_with_unit

WITHIN_ROUNDING = "geen verschil te noemen: het past binnen de afronding"
NO_CHANGE = "geen verandering (basis)"
NEAR_100 = "rond 100: het verschil met de basis past binnen de afronding"
# A count rounded coarser than this is one that somebody wrote down in hundreds or thousands.
_COARSE = 100
_KINDS = {"HJ": ("halfjaar", "halfjaren"), "JJ": ("jaar", "jaren"), "KW": ("kwartaal", "kwartalen")}


def measure_phrase(measure: Measure, *, base: str | None = None, kind: str = "halfjaar") -> str:
    """What is shown, in running text: 'index (het eerste halfjaar van 2019 = 100)'. ``base``: the key of the base, None
    where it is not chosen.
    """
    against = period_phrase(base) if base else "een basis"
    earlier = "dezelfde periode een jaar eerder" if kind == "halfjaar" else "het jaar ervoor"
    return {
        Measure.NIVEAU: "cijfers",
        Measure.INDEX: f"index ({against} = 100)" if base else "index",
        Measure.JAAR_EERDER: f"verandering ten opzichte van {earlier}",
        Measure.VORIG_HALFJAAR: "verandering ten opzichte van het vorige halfjaar",
        Measure.BASIS: f"verandering ten opzichte van {against}",
    }[measure]


def is_within_rounding(point: Point) -> bool:
    """Whether the change that a point rests on could be rounding alone."""
    return point.value is not None and point.growth is not None and point.growth.direction is None


def point_text(point: Point) -> str:
    """The value as a table says it, or why there is none.

    A change within rounding is not named. With a klein aantal the difference is a number ('+20 meldingen'), never a
    percentage or an index.
    """
    if point.value is None:
        return point.reason or ""
    if point.unit == UNIT_INDEX and point.is_base:
        return f"{number(point.value, 1)} (basis)"
    if point.base is None:
        return figure_text(point.figure)
    if point.is_base:
        return NO_CHANGE
    if is_within_rounding(point):
        small = f" ({SMALL})" if point.small_count else ""
        return f"{NEAR_100 if point.unit == UNIT_INDEX else WITHIN_ROUNDING}{small}"
    if point.small_count and point.growth is not None:
        return f"{difference_phrase(point.growth)} ({SMALL})"
    return _printed(point, point.value)


def interval_text(point: Point) -> str:
    """What the value can be, given the roundings: '+15,9% tot +16,1%'; '' where both ends read the same.

    CBS's counts, rates and shares are as precise as CBS gives them, so that a level has its ends only where somebody
    wrote it down coarser. With a klein aantal the ends are those of the difference.
    """
    if point.value is None or point.low is None or point.is_base:
        return ""
    if point.base is None:
        return _level_ends(point)
    if point.small_count and point.growth is not None:
        return _ends(point.growth.change_low, point.growth.change_high)
    low = _printed(point, point.low)
    if point.high is None:
        return f"{low} of meer"
    high = _printed(point, point.high)
    return f"{low} tot {high}" if low != high else ""


def _level_ends(point: Point) -> str:
    step = point.figure.rounding
    if point.figure.unit != UNIT_COUNT or step is None or step < _COARSE or point.low is None or point.high is None:
        return ""
    return f"{number(point.low)} tot {number(point.high)}"


def _ends(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    first, last = (signed(end, decimals_of(end)) for end in (low, high))
    return f"{first} tot {last}" if first != last else ""


def _printed(point: Point, value: float) -> str:
    if point.unit == UNIT_INDEX:
        return number(value, 1)
    return f"{signed(value, 1)} {UNIT_POINTS}" if point.unit == UNIT_POINTS else signed_percent(value)


def base_text(point: Point) -> str:
    """What a point is compared with: '84.935 (het eerste halfjaar van 2024)'; '' for a level."""
    if point.base is None:
        return ""
    found = "ontbreekt" if point.base.value is None else figure_with_unit(point.base)
    return f"{found} ({period_phrase(point.base.period)})"


class Said(Protocol):
    """What is described of a point: where it stands, its value with what rounding leaves open, and its words."""

    @property
    def key(self) -> str: ...
    @property
    def value(self) -> float | None: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def text(self) -> str: ...
    @property
    def interval(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def faint(self) -> bool: ...


def describe_values(name: str, said: Sequence[Said]) -> str:
    """Some Dutch sentences on one series of values in time order: the last, highest and lowest, what is missing.

    Values within rounding and those of a klein aantal are counted, and never named as highest or lowest; another is so
    only where it lies beyond all of them, whatever the rounding.
    """
    if not said:
        return f"{name}: geen perioden gekozen."
    span = f"van {period_phrase(said[0].key)} tot en met {period_phrase(said[-1].key)}"
    known = [item for item in said if item.value is not None]
    if not known:
        return f"{name}, {span}: voor geen enkele periode te geven."
    sentences = [f"{name}, {span}.", _told(known), _faint(known), _missing(said, known)]
    return " ".join(sentence for sentence in sentences if sentence)


def _told(known: Sequence[Said]) -> str:
    """The last, and the highest and lowest; one that is both is told once."""
    last = known[-1]
    named = [item for item in known if not item.faint]
    highest, lowest = (_alone(named, known, beyond) if len(named) > 2 else None for beyond in (lies_above, lies_below))
    also = ", ook het hoogste" if highest is last else ", ook het laagste" if lowest is last else ""
    certain = "" if last.status == "definitief" else f", {status_phrase(last.status)}"
    interval = f", binnen de afronding {last.interval}" if last.interval else ""
    end = f"Het laatste: {last.text} ({period_phrase(last.key)}{certain}{interval}){also}."
    top, bottom = (
        f"{item.text} in {period_phrase(item.key)}" if item is not None and item is not last else ""
        for item in (highest, lowest)
    )
    if top and bottom:
        return f"{end} Het hoogste is {top}, het laagste {bottom}."
    return end + (f" Het hoogste is {top}." if top else f" Het laagste is {bottom}." if bottom else "")


def _alone(named: Sequence[Said], known: Sequence[Said], beyond: Callable[[Said, Sequence[Said]], bool]) -> Said | None:
    """The one that surely lies beyond all others and reads otherwise than they do; None where none does."""
    for item in named:
        others = [other for other in known if other is not item]
        if beyond(item, others) and item.text not in {other.text for other in others}:
            return item
    return None


def _faint(known: Sequence[Said]) -> str:
    count = sum(item.faint for item in known)
    if not count:
        return ""
    many = f"Bij {count} van de {len(known)} waarden" if len(known) > 1 else "Bij deze waarde"
    return f"{many} past het verschil binnen de afronding of gaat het om een {SMALL}."


def _missing(said: Sequence[Said], known: Sequence[Said]) -> str:
    missing = len(said) - len(known)
    if not missing:
        return ""
    one, many = _KINDS[said[0].key[4:6]]
    return f"Voor {missing} van de {len(said)} {one if len(said) == 1 else many} is dit niet te geven."
