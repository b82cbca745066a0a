"""Which figures of the ledger can be told from others by adding and taking away. Pure.

All is in people: a share is the number that it is of its denominator. What is said to be no more than a sum is found by
the sum itself, since no source says which figures divide a whole; one too many hides more than needed, and never less.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from data_sources.ledger import PilotFigure
from data_sources.period import Period
from metrics.rounding import exact
from metrics.small_counts import FEWEST, is_about_people, is_share, size_of, span
from metrics.text.units import decimals_of

# Of more figures together than this not every sum is tried; then all of them hang together.
MOST_TRIED = 10


@dataclass(frozen=True)
class Breakdown:
    """That parts make a whole. Figures are named by their place in the list.

    ``whole`` None: a number that anybody may read, ``size`` (in people). ``by_name``: places of
    a total, or parts of a period; any other may come to the same by chance. ``tangled``: too many to know what adds up.
    """

    parts: tuple[int, ...]
    whole: int | None
    size: Fraction
    by_name: bool = False
    tangled: bool = False

    @property
    def members(self) -> tuple[int, ...]:
        return self.parts if self.whole is None else (*self.parts, self.whole)


@dataclass(frozen=True)
class _Reach:
    """How many people a figure can stand for, by its qualifier and the digits that it is written with."""

    low: Fraction
    high: Fraction


class BreakdownSearch:
    """The breakdowns of one list of figures. What takes long is done for a place and period when it is asked for."""

    def __init__(self, figures: Sequence[PilotFigure]) -> None:
        self._cells = {place: item for place, item in enumerate(figures) if size_of(item) is not None}
        self._reaches = {place: _reach(item) for place, item in self._cells.items()}
        self._groups = _groups(self._cells, lambda item: (item.pilot, item.place, item.period))
        self._found: dict[int, list[Breakdown]] = {}
        self._simple = [*_over_places(self._cells, self._reaches), *_over_periods(self._cells, self._reaches)]

    def holding(self, sought: Collection[int]) -> list[Breakdown]:
        """All that hold one of these figures."""
        wanted = set(sought)
        near = [n for n, group in enumerate(self._groups) if wanted & set(group)]
        found = [*self._simple, *(item for n in near for item in self._of_group(n))]
        return [item for item in dict.fromkeys(found) if wanted & set(item.members)]

    def _of_group(self, n: int) -> list[Breakdown]:
        if n not in self._found:
            group = self._groups[n]
            self._found[n] = [
                *_in_one_place(group, self._cells, self._reaches), *_said_twice(group, self._cells, self._reaches)
            ]  # fmt: skip
        return self._found[n]


def _over_places(cells: Mapping[int, PilotFigure], reaches: Mapping[int, _Reach]) -> Iterator[Breakdown]:
    """The same figure and period over places, beside that of all places."""
    for group in _groups(cells, lambda item: (item.pilot, item.figure, item.period, item.unit, item.denominator)):
        wholes = [place for place in group if not cells[place].place]
        parts = tuple(place for place in group if cells[place].place)
        for whole in wholes:
            if _adds_up(parts, reaches[whole], reaches, loose=len(parts) > 1):
                yield Breakdown(parts, whole, reaches[whole].low, by_name=True)


def _over_periods(cells: Mapping[int, PilotFigure], reaches: Mapping[int, _Reach]) -> Iterator[Breakdown]:
    """Parts of a year or half-year, beside that year or half-year."""
    dated = {place: item for place, item in cells.items() if item.period}
    for group in _groups(dated, lambda item: (item.pilot, item.figure, item.place, item.unit, item.denominator)):
        places = {Period.parse(dated[place].period): place for place in group}
        for period, whole in places.items():
            for split in _splits(period):
                parts = tuple(places[part] for part in split if part in places)
                if len(parts) == len(split) and _adds_up(parts, reaches[whole], reaches, loose=True):
                    yield Breakdown(parts, whole, reaches[whole].low, by_name=True)


def _splits(period: Period) -> list[tuple[Period, ...]]:
    """Each way in which shorter periods make a period: halves, quarters, or a half and the quarters of the other."""
    if period.kind == "HJ":
        return [(Period(period.year, "KW", 2 * period.number - 1), Period(period.year, "KW", 2 * period.number))]
    if period.kind != "JJ":
        return []
    first, second = period.halves()
    return [(*one, *other) for one in ((first,), *_splits(first)) for other in ((second,), *_splits(second))]


def _in_one_place(
    group: Sequence[int], cells: Mapping[int, PilotFigure], reaches: Mapping[int, _Reach]
) -> Iterator[Breakdown]:
    """Of one pilot, place and period: parts of one denominator, and counts of which one is the sum of others."""
    counts = [place for place in group if not is_share(cells[place])]
    for whole in counts:
        yield from _sums([place for place in counts if place != whole], whole, reaches[whole], cells, reaches)
    for (_, size, _), parts in _by_denominator(group, cells).items():
        yield from _sums(parts, None, _Reach(size, size), cells, reaches)


def _by_denominator(
    group: Iterable[int], cells: Mapping[int, PilotFigure]
) -> dict[tuple[str, Fraction, bool], list[int]]:
    """The shares and counts of each denominator; shares apart from counts, which may say the same twice."""
    found: dict[tuple[str, Fraction, bool], list[int]] = {}
    for place in group:
        item = cells[place]
        if item.denominator is not None and item.denominator_value is not None:
            key = (item.denominator, exact(item.denominator_value), is_share(item))
            found.setdefault(key, []).append(place)
    return found


def _sums(
    places: Sequence[int], whole: int | None, size: _Reach, cells: Mapping[int, PilotFigure],
    reaches: Mapping[int, _Reach],
) -> Iterator[Breakdown]:  # fmt: skip
    """Each choice of these that makes the whole; all together also where they nearly do."""
    some = tuple(place for place in places if size_of(cells[place]))
    if len(some) > MOST_TRIED:
        yield Breakdown(some, whole, size.low, tangled=True)
        return
    if len(some) > 1 and _adds_up(some, size, reaches, loose=True):
        yield Breakdown(some, whole, size.low)
    for count in range(2 if whole is None else 1, len(some) + 1):
        for parts in combinations(some, count):
            if _adds_up(parts, size, reaches):
                yield Breakdown(parts, whole, size.low)


def _said_twice(
    group: Sequence[int], cells: Mapping[int, PilotFigure], reaches: Mapping[int, _Reach]
) -> Iterator[Breakdown]:
    """A share and a count of the same place and period that come to the same number of people."""
    for one, other in combinations(group, 2):
        same = reaches[one].low <= reaches[other].high and reaches[other].low <= reaches[one].high
        if same and is_share(cells[one]) != is_share(cells[other]):
            yield Breakdown((one,), other, reaches[other].low)


def _adds_up(parts: Sequence[int], whole: _Reach, reaches: Mapping[int, _Reach], *, loose: bool = False) -> bool:
    """Whether parts can make a whole; ``loose``: or miss it by so little that the missing part would be nearly told."""
    if not parts:
        return False
    room = FEWEST - 1 if loose else 0
    low, high = (sum(getattr(reaches[place], end) for place in parts) for end in ("low", "high"))
    return bool(low - room <= whole.high and whole.low <= high + room)


def _reach(item: PilotFigure) -> _Reach:
    if item.value is None:
        raise ValueError(f"no number to reach from: {item.pilot} {item.figure}")
    found = span(item.value, item.qualifier)
    low, high = found.low, 2 * exact(item.value) if found.high is None else found.high
    if not is_share(item) or item.denominator_value is None:
        return _Reach(low, high)
    half = Fraction(1, 2 * 10 ** decimals_of(item.value))
    size = exact(item.denominator_value) / 100
    return _Reach((low - half) * size, (high + half) * size)


def _groups(cells: Mapping[int, PilotFigure], key: Callable[[PilotFigure], Hashable]) -> list[list[int]]:
    found: dict[Hashable, list[int]] = {}
    for place, item in cells.items():
        found.setdefault((key(item), is_about_people(item)), []).append(place)
    return [group for group in found.values() if len(group) > 1]
