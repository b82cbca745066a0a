"""Which numbers of people of one pilot can be told from others by adding and taking away. Pure.

All days are taken together: a number is the same on each day on which it says the same. What no source calls a sum is
found by the sum itself; one too many hides more than needed, and never less. A cell that is in no row of the ledger,
but which the others leave room for, is an unknown like any other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from data_sources.period import Period
from metrics.people_numbers import ONE, Number
from metrics.small_counts import FEWEST

# Of more numbers together than this not every sum is tried; then all of them hang together.
MOST_TRIED = 10
# More sums than this among so few numbers are chance, or come from words like 'ongeveer': nobody can tell which hold.
_MOST_SUMS = 200
_ROOM = (FEWEST - 1) * ONE
_REST = "…"


@dataclass(frozen=True)
class Sum:
    """That parts make a whole. ``by_name``: exactly, and by what they are; any other may come to the same by chance, or
    nearly, or with a cell that is absent.
    """

    parts: tuple[int, ...]
    whole: int
    by_name: bool = False

    @property
    def members(self) -> tuple[int, ...]:
        return (*self.parts, self.whole)


@dataclass(frozen=True)
class Sums:
    """``numbers``: by the name they have in the sums; a name that is not here is of an absent cell. ``pools``: too many
    to know what adds up.
    """

    numbers: Mapping[int, Number]
    sums: Sequence[Sum]
    pools: Collection[frozenset[int]]


def find_sums(days: Iterable[Sequence[Number]]) -> Sums:
    """All sums among the numbers of one pilot, over its days together."""
    search = _Search(days)
    search.run()
    return Sums(search.numbers, _useful(search.sums, search.numbers), search.pools)


def _useful(found: Iterable[Sum], numbers: Mapping[int, Number]) -> list[Sum]:
    """Without those with an absent cell that stands nowhere else: it can be anything, so that they tell nothing."""
    sums = list(dict.fromkeys(found))
    while True:
        times = Counter(name for item in sums for name in set(item.members) if name not in numbers)
        kept = [item for item in sums if all(name in numbers or times[name] > 1 for name in item.members)]
        if len(kept) == len(sums):
            return kept
        sums = kept


class _Search:
    """One search; ``seen``: what was searched on an earlier day, since most of a day is as it was."""

    def __init__(self, days: Iterable[Sequence[Number]]) -> None:
        self._names: dict[Hashable, int] = {}
        self.numbers: dict[int, Number] = {}
        self.sums: list[Sum] = []
        self.pools: set[frozenset[int]] = set()
        self._seen: set[Hashable] = set()
        self._days = [self._named(day) for day in days]
        everything = [pair for day in self._days for pair in day]
        self._places: dict[str, set[str]] = defaultdict(set)
        self._periods: dict[str, set[str]] = defaultdict(set)
        for _, item in everything:
            self._places[item.code].add(item.place)
            self._periods[item.code].add(item.period)

    def run(self) -> None:
        for day in self._days:
            if not self._is_new("day", (name for name, _ in day)):
                continue
            codes: dict[str, list[tuple[int, Number]]] = defaultdict(list)
            periods: dict[str, list[tuple[int, Number]]] = defaultdict(list)
            for name, item in day:
                codes[item.code].append((name, item))
                periods[item.period].append((name, item))
            for code, group in codes.items():
                if self._is_new(code, (name for name, _ in group)):
                    self._over_places(code, group)
                    self._over_periods(code, group)
            for period, group in periods.items():
                if self._is_new(period, (name for name, _ in group)):
                    self._within_period(group)
        self._as_on_other_days()

    def _named(self, day: Sequence[Number]) -> list[tuple[int, Number]]:
        pairs = [(self._names.setdefault(item.cell, len(self._names)), item) for item in day]
        for name, item in pairs:
            known = self.numbers.get(name, item)
            self.numbers[name] = replace(
                known, low=min(known.low, item.low), high=max(known.high, item.high),
                public=known.public or item.public, mask=known.mask or item.mask,
            )  # fmt: skip
        return pairs

    def _is_new(self, kind: str, names: Iterable[int]) -> bool:
        before = len(self._seen)
        self._seen.add((kind, frozenset(names)))
        return len(self._seen) > before

    def _absent(self, code: str, place: str, period: str) -> int:
        return self._names.setdefault(("absent", code, place, period), len(self._names))

    # ---- by name ----

    def _over_places(self, code: str, group: Sequence[tuple[int, Number]]) -> None:
        """The same over places, beside all places together; and places that lie in one of which the name begins so."""
        periods: dict[str, list[tuple[int, Number]]] = defaultdict(list)
        for name, item in group:
            periods[item.period].append((name, item))
        for period, cells in periods.items():
            parts = [name for name, item in cells if item.place]
            gone = self._places[code] - {item.place for _, item in cells} - {""}
            absent = [self._absent(code, place, period) for place in sorted(gone)]
            for whole in [name for name, item in cells if not item.place]:
                self._family(parts, whole, absent or [self._absent(code, _REST, period)])
            if "" in self._places[code] and len(parts) == len(cells):
                self._add([*parts, *absent], self._absent(code, "", period))
            for whole, item in cells:
                within = [name for name, other in cells if item.place and _lies_in(other.place, item.place)]
                self._family(within, whole, [self._absent(code, f"{_REST}{item.place}", period)])
            self._pairs([name for name, _ in cells])

    def _over_periods(self, code: str, group: Sequence[tuple[int, Number]]) -> None:
        """Parts of a year or half-year beside that year or half-year, and of all time beside what has no period."""
        cells: dict[tuple[str, str], list[int]] = defaultdict(list)
        for name, item in group:
            cells[item.place, item.period].append(name)
        splits = list(_time_splits(self._periods[code]))
        for place in sorted({*self._places[code], ""}):
            for whole, parts in splits:
                held = [cells.get((place, part)) or [self._absent(code, place, part)] for part in parts]
                for one in cells.get((place, whole)) or [self._absent(code, place, whole)]:
                    names = [name for names in held for name in names]
                    if all(name in self.numbers for name in (*names, one)):
                        self._add_if(names, one)
                    else:
                        self._add(names, one)
            self._try_all([name for (at, _), names in cells.items() if at == place for name in names], else_all=False)

    def _family(self, parts: Sequence[int], whole: int, absent: Sequence[int]) -> None:
        if parts:
            self._add_if(parts, whole)
            self._add([*parts, *absent], whole)

    def _add_if(self, parts: Sequence[int], whole: int) -> None:
        """Where they make it, or miss it by so little that what is missing would be nearly told."""
        if self._makes(parts, whole):
            self.sums.append(Sum(tuple(parts), whole, by_name=True))
        elif len(parts) > 1 and self._makes(parts, whole, room=_ROOM):
            self._add(parts, whole)

    def _add(self, parts: Sequence[int], whole: int) -> None:
        self.sums.append(Sum(tuple(parts), whole))

    def _as_on_other_days(self) -> None:
        """What is absent on one day may be what it was, or will be, on another."""
        known: dict[Hashable, list[int]] = defaultdict(list)
        for name, item in self.numbers.items():
            known["absent", item.code, item.place, item.period].append(name)
        for key, absent in self._names.items():
            self.sums += [Sum((name,), absent) for name in known.get(key, ())]

    # ---- by what adds up ----

    def _within_period(self, group: Sequence[tuple[int, Number]]) -> None:
        """Whatever adds up among the numbers of one period: of all places where they are few, else of each place, and
        of those that are no complete division over places.
        """
        some = {name: item for name, item in group if not item.is_nobody}
        counts = [name for name, item in some.items() if not item.is_share]
        places: dict[str, list[int]] = defaultdict(list)
        for name in counts:
            places[some[name].place].append(name)
        for names in places.values():
            self._nearly_all(names)
        if len(counts) <= MOST_TRIED:
            self._try_all(counts)
        else:
            for names in places.values():
                self._try_all(names)
            self._try_all(self._apart({name: some[name] for name in counts}))
        self._of_wholes(some)
        self._said_twice(some)

    def _apart(self, counts: Mapping[int, Number]) -> list[int]:
        """The counts whose code has no total here that its places make exactly."""
        codes: dict[str, list[int]] = defaultdict(list)
        for name, item in counts.items():
            codes[item.code].append(name)
        found = []
        for names in codes.values():
            parts = [name for name in names if counts[name].place]
            totals = [name for name in names if not counts[name].place]
            if not parts or not any(self._makes(parts, total) for total in totals):
                found += names
        return found

    def _of_wholes(self, some: Mapping[int, Number]) -> None:
        """Parts of one denominator; shares apart from counts, which may say the same twice."""
        wholes: dict[tuple[int, bool], list[int]] = defaultdict(list)
        for name, item in some.items():
            if item.whole is not None and item.whole in self._names:
                wholes[self._names[item.whole], item.is_share].append(name)
        for (whole, shares), names in wholes.items():
            if len(names) > 1 and self._makes(names, whole, room=_ROOM):
                self.sums.append(Sum(tuple(names), whole))
            if not shares:
                continue
            if len(names) > MOST_TRIED:
                self.pools.add(frozenset(names))
            else:
                self.sums += self._made(names, [whole])

    def _said_twice(self, some: Mapping[int, Number]) -> None:
        """A share and a count of the same place and period that come to the same number of people."""
        for share, item in some.items():
            for count, other in some.items():
                if item.is_share and not other.is_share and item.whole != other.cell and item.place == other.place \
                        and item.low <= other.high and other.low <= item.high:  # fmt: skip
                    self.sums.append(Sum((share,), count))

    def _nearly_all(self, names: Sequence[int]) -> None:
        for whole in names:
            rest = [name for name in names if name != whole]
            if len(rest) > 1 and self._makes(rest, whole, room=_ROOM):
                self.sums.append(Sum(tuple(rest), whole))

    def _pairs(self, names: Sequence[int]) -> None:
        """Of numbers that are too many to try every sum: any two that make a third."""
        some = [name for name in names if not self.numbers[name].is_nobody]
        if len(some) <= MOST_TRIED:
            return
        wholes: dict[int, list[int]] = defaultdict(list)
        for name in some:
            for size in {self.numbers[name].low, self.numbers[name].high}:
                wholes[size].append(name)
        for n, one in enumerate(some):
            for other in some[n + 1 :]:
                together = self.numbers[one].low + self.numbers[other].low
                self.sums += [Sum((one, other), whole) for whole in wholes.get(together, ())]

    def _try_all(self, names: Sequence[int], *, else_all: bool = True) -> None:
        """Each choice of these that makes one of them."""
        some = list(dict.fromkeys(name for name in names if not self.numbers[name].is_nobody))
        if not self._is_new("try", some):
            return
        found = self._made(some, some) if len(some) <= MOST_TRIED else None
        if found is not None and len(found) <= _MOST_SUMS:
            self.sums += found
        elif found is not None or else_all:
            self.pools.add(frozenset(some))

    def _made(self, names: Sequence[int], wholes: Sequence[int]) -> list[Sum]:
        """Each choice of names that makes a whole; one alone only of the same place and period."""
        sums, chosen = [(0, 0)], [()]  # type: tuple[list[tuple[int, int]], list[tuple[int, ...]]]
        for name in names:
            item = self.numbers[name]
            sums += [(low + item.low, high + item.high) for low, high in sums]
            chosen += [(*choice, name) for choice in chosen]
        found = []
        for whole in wholes:
            item = self.numbers[whole]
            for (low, high), parts in zip(sums, chosen, strict=True):
                if low <= item.high and item.low <= high and parts and whole not in parts \
                        and (len(parts) > 1 or self._is_beside(parts[0], whole)):  # fmt: skip
                    found.append(Sum(parts, whole))
        return found

    def _is_beside(self, one: int, other: int) -> bool:
        a, b = self.numbers[one], self.numbers[other]
        return (a.place, a.period) == (b.place, b.period) and a.whole != b.cell

    def _makes(self, parts: Sequence[int], whole: int, *, room: int = 0) -> bool:
        low, high = (sum(getattr(self.numbers[name], end) for name in parts) for end in ("low", "high"))
        return bool(parts) and low - room <= self.numbers[whole].high and self.numbers[whole].low <= high + room


def _lies_in(place: str, whole: str) -> bool:
    """Whether by its name a place is a part of another: 'Zuid: Breda', 'Zuid A' of 'Zuid'."""
    return place.startswith(whole) and place != whole and not place[len(whole)].isalnum()


def _time_splits(keys: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each whole among these periods with the parts among them that make it; '' is all of time."""
    periods = sorted((Period.parse(key) for key in keys if key), key=lambda item: item.key)
    for period in periods:
        for split in _splits(period):
            if all(part in periods for part in split):
                yield period.key, tuple(part.key for part in split)
    if "" in keys and periods:
        kinds = {kind: tuple(item.key for item in periods if item.kind == kind) for kind in ("JJ", "HJ", "KW")}
        within = {part for period in periods for split in _splits(period) for part in split}
        tops = tuple(item.key for item in periods if item not in within)
        yield from (("", parts) for parts in dict.fromkeys((tops, *kinds.values())) if parts)


def _splits(period: Period) -> list[tuple[Period, ...]]:
    """Each way in which shorter periods make a period: halves, quarters, or a half and the quarters of the other."""
    if period.kind == "HJ":
        return [(Period(period.year, "KW", 2 * period.number - 1), Period(period.year, "KW", 2 * period.number))]
    if period.kind != "JJ":
        return []
    first, second = period.halves()
    return [(*one, *other) for one in ((first,), *_splits(first)) for other in ((second,), *_splits(second))]
