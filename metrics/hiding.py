"""Which numbers of one pilot have to be hidden, so that none that may be few can be told from what is shown. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data_sources.ledger import Mask
from metrics.breakdowns import Sum, Sums
from metrics.people_numbers import ONE, Number
from metrics.small_counts import FEWEST
from metrics.unknowns import determined

TELLS_ANOTHER = Mask("niet getoond, want een klein aantal zou eruit zijn af te leiden")
MAY_TELL = Mask("niet getoond, want een klein aantal zou eruit kunnen zijn af te leiden")

# Of more that hang together than this it is not worked out what tells what: all of them are hidden.
MOST_UNKNOWN, MOST_SUMS = 100, 600


def hide(found: Sums) -> dict[int, Mask]:
    """The masks, by name of the number.

    Of every number that may be few by itself, no adding and taking away of the sums gives its value from what is shown;
    but for what public numbers tell by themselves, which cannot be helped.
    """
    hider = _Hider(found)
    while hider.hide_more():
        pass
    return hider.masks


@dataclass(frozen=True)
class _Knot:
    """Sums that hang together by numbers that a reader does not know."""

    sums: Sequence[Sum]
    unknown: frozenset[int]


class _Hider:
    def __init__(self, found: Sums) -> None:
        self._numbers, self._sums, self._pools = found.numbers, found.sums, found.pools
        self.masks = {
            name: item.mask for name, item in found.numbers.items() if item.mask is not None and not item.public
        }
        self._few = frozenset(self.masks)
        self._safe: set[tuple[frozenset[int], int]] = set()
        names = {item.cell: name for name, item in found.numbers.items()}
        self._shares_of: dict[int, list[int]] = defaultdict(list)
        for name, item in found.numbers.items():
            if item.is_share and item.whole in names:
                self._shares_of[names[item.whole]].append(name)

    def hide_more(self) -> bool:
        """Whether there was more to hide; it is hidden now."""
        before = len(self.masks)
        for pool in self._pools:
            if pool & self.masks.keys():
                self._hide(pool, MAY_TELL)
        for size, shares in self._shares_of.items():
            # A share of which nobody may read of how many is one of an unknown number.
            if size in self.masks:
                self._hide(shares, TELLS_ANOTHER)
        for knot in self._knots():
            self._loosen(knot)
        return len(self.masks) > before

    def _hide(self, names: Iterable[int], mask: Mask) -> None:
        self.masks |= {name: mask for name in names if self._is_free(name)}

    def _is_free(self, name: int) -> bool:
        """Whether it is shown and can be hidden: not what came out already, and that nobody is there may be told."""
        item = self._numbers.get(name)
        return item is not None and name not in self.masks and not item.public and not item.is_nobody

    def _knots(self) -> list[_Knot]:
        """Those that hold a number that may be few."""
        root: dict[int, int] = {}

        def top(name: int) -> int:
            while root.setdefault(name, name) != name:
                root[name] = name = root[root[name]]
            return name

        open_sums = [(item, [name for name in item.members if self._is_unknown(name)]) for item in self._sums]
        for _, names in open_sums:
            for name in names[1:]:
                root[top(name)] = top(names[0])
        sums: dict[int, list[Sum]] = defaultdict(list)
        unknown: dict[int, set[int]] = defaultdict(set)
        for item, names in open_sums:
            if names:
                sums[top(names[0])].append(item)
                unknown[top(names[0])].update(names)
        return [_Knot(sums[n], frozenset(unknown[n])) for n in sums if unknown[n] & self._few]

    def _is_unknown(self, name: int) -> bool:
        return name in self.masks or name not in self._numbers

    def _loosen(self, knot: _Knot) -> None:
        mark = (knot.unknown, len(knot.sums))
        if mark in self._safe:
            return
        free = {name for item in knot.sums for name in item.members if self._is_free(name)}
        if len(knot.unknown) > MOST_UNKNOWN or len(knot.sums) > MOST_SUMS:
            self._hide(free, MAY_TELL)
        elif victim := self._next(knot):
            self._hide(victim, TELLS_ANOTHER)
        else:
            self._safe.add(mark)

    def _next(self, knot: _Knot) -> set[int]:
        """The smallest part that helps, where fewest others are hidden; a whole where no part does. Nothing where
        nothing is told, or nothing helps.
        """
        told = self._told(knot)
        near = [item for item in knot.sums if told & set(item.members) or self._is_bound(item)]
        # What several sums tell together may have to be mended in one that the told number does not stand in.
        for among in (near, knot.sums if told else []):
            choices = [
                (sum(map(self._is_unknown, item.members)), name == item.whole, self._numbers[name].low, name)
                for item in among
                for name in item.members
                if self._is_free(name)
            ]
            if choices:
                return {min(choices)[-1]}
        return set()

    def _told(self, knot: _Knot) -> frozenset[int]:
        """What is hidden and told all the same, where something that may be few is. Not what a total tells of which
        all else came out already: nothing can be done about that.
        """
        rows, lost = [], set()
        for item in knot.sums:
            names = [name for name in item.members if self._is_unknown(name)]
            rows.append({name: -1 if name == item.whole else 1 for name in names})
            if len(names) == 1 and item.by_name and not any(self._is_free(name) for name in item.members):
                lost.add(names[0])
        told = (determined(rows) & self.masks.keys()) - lost
        return told if told & self._few else frozenset()

    def _is_bound(self, item: Sum) -> bool:
        """Whether several hidden parts can be one number each, since a small number is 1 to 9 and another is more."""
        hidden = [name for name in item.parts if self._is_unknown(name)]
        if len(hidden) < 2 or self._is_unknown(item.whole) or any(name not in self._numbers for name in hidden):
            return False
        whole = self._numbers[item.whole]
        left = whole.low - sum(self._numbers[name].low for name in item.parts if name not in hidden)
        ends = [_ends(self._numbers[name], whole) for name in hidden]
        lowest, highest = sum(low for low, _ in ends), sum(high for _, high in ends)
        return any(
            min(high, left - (lowest - low)) - max(low, left - (highest - high)) < ONE for low, high in ends
        )  # fmt: skip


def _ends(item: Number, whole: Number) -> tuple[int, int]:
    """Between which numbers of people a reader knows a hidden one to be."""
    few = FEWEST * ONE
    if (item.low + item.high) / 2 < few:
        return ONE, few - ONE
    if item.is_share and whole.high - (item.low + item.high) / 2 < few:
        return whole.high - few + ONE, whole.high - ONE
    return few, max(whole.high, item.high)
