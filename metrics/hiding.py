"""Which figure has to be hidden next, so that a hidden one cannot be told from what is still shown. Pure.

Figures are named by their place in a list; ``free`` are those that are shown and can be hidden: what came out already
cannot.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction

from data_sources.ledger import PilotFigure
from metrics.breakdowns import Breakdown
from metrics.small_counts import FEWEST, is_share, size_of
from metrics.unknowns import determined


def next_to_hide(
    figures: Sequence[PilotFigure], breakdowns: Sequence[Breakdown], hidden: Collection[int], free: Collection[int]
) -> set[int]:
    """The smallest part that helps, where fewest others are hidden; a whole where no part does. Nothing where nothing
    is told, or nothing helps.
    """
    told = _by_sums(figures, breakdowns, hidden, free)
    near = [item for item in breakdowns if told & set(item.members) or _by_bounds(figures, item, hidden)]
    # What several breakdowns tell together may have to be mended in one that the told figure does not stand in.
    for among in (near, _connected(breakdowns, told, hidden)):
        choices = [
            (len({*item.members} & {*hidden}), place == item.whole, _size(figures[place]), place)
            for item in among
            for place in _free_members(figures, item, free)
        ]
        if choices:
            return {min(choices)[-1]}
    return set()


def _by_sums(
    figures: Sequence[PilotFigure], breakdowns: Sequence[Breakdown], hidden: Collection[int], free: Collection[int]
) -> set[int]:
    """Hidden figures that adding and taking away tells. Not one that a total tells of which all else came out already:
    nothing can be done about that.
    """
    unknown = [[place for place in item.members if place in hidden] for item in breakdowns]
    lost = {
        places[0]
        for item, places in zip(breakdowns, unknown, strict=True)
        if len(places) == 1 and item.by_name and not _free_members(figures, item, free)
    }
    rows = [
        {place: -1 if place == item.whole else 1 for place in places}
        for item, places in zip(breakdowns, unknown, strict=True)
    ]
    return set(determined(rows)) - lost


def _by_bounds(figures: Sequence[PilotFigure], breakdown: Breakdown, hidden: Collection[int]) -> bool:
    """Whether several hidden parts can be one number each, since a small number is 1 to 9 and another is more."""
    parts = [place for place in breakdown.parts if place in hidden]
    if len(parts) < 2 or breakdown.whole in hidden:
        return False
    shown = (_size(figures[place]) for place in breakdown.parts if place not in hidden)
    left = breakdown.size - sum(shown, Fraction(0))
    ends = [_ends(figures[place], breakdown.size) for place in parts]
    lowest, highest = sum(low for low, _ in ends), sum(high for _, high in ends)
    return any(
        min(high, left - (lowest - low)) - max(low, left - (highest - high)) < 1 for low, high in ends
    )  # fmt: skip


def _ends(figure: PilotFigure, whole: Fraction) -> tuple[Fraction, Fraction]:
    """Between which numbers of people a reader knows a hidden figure to be."""
    size = _size(figure)
    if size < FEWEST:
        return Fraction(1), Fraction(FEWEST - 1)
    if is_share(figure) and whole - size < FEWEST:
        return whole - FEWEST + 1, whole - 1
    return Fraction(FEWEST), max(whole, size)


def _connected(breakdowns: Sequence[Breakdown], start: Iterable[int], hidden: Collection[int]) -> list[Breakdown]:
    """The breakdowns that hang together with these figures by hidden ones."""
    reached, found, rest = set(start), list[Breakdown](), list(breakdowns)
    while new := [item for item in rest if reached & set(item.members)]:
        found += new
        rest = [item for item in rest if item not in new]
        reached |= {place for item in new for place in item.members if place in hidden}
    return found


def _free_members(figures: Sequence[PilotFigure], breakdown: Breakdown, free: Collection[int]) -> list[int]:
    """Those that can still be hidden; that nobody is there may always be told."""
    return [place for place in breakdown.members if place in free and _size(figures[place]) > 0]


def _size(figure: PilotFigure) -> Fraction:
    """In people. Only for figures of a breakdown, which have one."""
    size = size_of(figure)
    if size is None:
        raise ValueError(f"no number of people: {figure.pilot} {figure.figure}")
    return size
