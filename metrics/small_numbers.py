"""Small numbers: what the public may read of figures that are not public, so that no number of people under ten leaks.

What came out already is never hidden; neither is what counts no people. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from data_sources.ledger import Ledger, Mask, PilotFigure, Source
from metrics.breakdowns import BreakdownSearch
from metrics.hiding import next_to_hide
from metrics.small_counts import is_share, mask_alone, mask_size
from metrics.small_titles import without_numbers

TELLS_ANOTHER = Mask("niet getoond, want een klein aantal zou eruit zijn af te leiden")
WITHHELD = "De bron is niet openbaar; wat er letterlijk staat, is hier niet te lezen."

# A figure by what it is and says: a row that says the same again is the same figure.
Identity = tuple[str, str, str, str, float | None, float | None]


@dataclass(frozen=True)
class _Hidden:
    """Masks by place in the list: of the numbers, and of the sizes of denominators."""

    numbers: Mapping[int, Mask]
    sizes: Mapping[int, Mask]


def as_public(ledger: Ledger, *, hidden: Collection[Identity] = ()) -> Ledger:
    """The ledger as everybody may read it. ``hidden``: figures that are hidden on another day, and so on this one.

    A count from 1 to 9 says so and no more, a share that may be one has no number, and as many others are left out as
    it takes that neither can be told from what is shown. Facts in words that are not public are not there: no rule can
    tell what they say.
    """
    if all(item.published for item in ledger.figures):
        return ledger
    figures = [item for item in ledger.figures if item.published or not item.is_fact]
    found = _find_hidden(figures, hidden)
    told = {
        (figures[place].pilot, size)
        for place in found.numbers
        if (size := figures[place].value) is not None
    }  # fmt: skip
    shown = [_shown(item, place, found, told) for place, item in enumerate(figures)]
    return replace(ledger, figures=shown)


def hidden_on_any(days: Iterable[Sequence[PilotFigure]]) -> frozenset[Identity]:
    """Which figures may not be read, seen over the figures of several days: what is hidden on one is on all, or the
    days could be held side by side.
    """
    kept = [figures for figures in days if not all(item.published for item in figures)]
    hidden: frozenset[Identity] = frozenset()
    while True:
        found = hidden.union(
            identity(figures[place])
            for figures in kept
            for place in _find_hidden(figures, hidden).numbers
        )  # fmt: skip
        if found == hidden:
            return hidden
        hidden = found


def identity(figure: PilotFigure) -> Identity:
    """What makes a figure the same as that of another day."""
    return figure.pilot, figure.figure, figure.place, figure.period, figure.value, figure.denominator_value


def _find_hidden(figures: Sequence[PilotFigure], elsewhere: Collection[Identity]) -> _Hidden:
    closed = {place: item for place, item in enumerate(figures) if not item.published and not item.is_fact}
    sizes = {place: mask for place, item in closed.items() if (mask := item.size_masked or mask_size(item))}
    numbers = {place: mask for place, item in closed.items() if (mask := item.masked or mask_alone(item))}
    numbers = {
        **{place: TELLS_ANOTHER for place, item in closed.items() if identity(item) in elsewhere}, **numbers
    }  # fmt: skip
    while True:
        _hide_what_tells(figures, closed, numbers)
        more = _telling_sizes(figures, closed, numbers, sizes)
        if not more:
            return _Hidden(numbers, sizes)
        sizes |= dict.fromkeys(more, TELLS_ANOTHER)
        # A share of which nobody may read of how many is one of an unknown number.
        numbers |= {
            place: TELLS_ANOTHER for place in more if is_share(figures[place]) and place not in numbers
        }  # fmt: skip


def _hide_what_tells(
    figures: Sequence[PilotFigure], closed: Mapping[int, PilotFigure], numbers: dict[int, Mask]
) -> None:
    """Hide one figure after another until none that is hidden can be told; what is public cannot be helped."""
    search = BreakdownSearch(figures)
    while numbers:
        breakdowns = search.holding(numbers)
        free = set(closed) - set(numbers)
        tangled = {place for item in breakdowns if item.tangled for place in item.members}
        victims = tangled & free or next_to_hide(figures, breakdowns, set(numbers), free)
        if not victims:
            return
        numbers |= dict.fromkeys(victims, TELLS_ANOTHER)


def _telling_sizes(
    figures: Sequence[PilotFigure], closed: Mapping[int, PilotFigure], numbers: Mapping[int, Mask],
    sizes: Mapping[int, Mask],
) -> list[int]:  # fmt: skip
    """Figures whose denominator is as large as a hidden count of the same pilot, place and period."""
    told = {
        (item.pilot, item.place, item.period, item.value)
        for item in (figures[place] for place in numbers)
        if not is_share(item) and item.value is not None
    }
    return [
        place
        for place, item in closed.items()
        if place not in sizes and (item.pilot, item.place, item.period, item.denominator_value) in told
    ]


def _shown(item: PilotFigure, place: int, found: _Hidden, told: Collection[tuple[str, float]]) -> PilotFigure:
    if item.published:
        return item
    mask, size_mask = found.numbers.get(place), found.sizes.get(place)
    changes: dict[str, object] = {
        "source": Source(item.source.document, item.source.part, WITHHELD, withheld=True),
        "title": without_numbers(item.title, [size for pilot, size in told if pilot == item.pilot]),
    }
    if mask is not None:
        qualifier = "minder dan" if mask.below is not None else ""
        changes |= {"masked": mask, "value": None, "text": mask.words, "qualifier": qualifier}
    if size_mask is not None:
        changes |= {"size_masked": size_mask, "denominator_value": None, "denominator_qualifier": ""}
    return replace(item, **changes)  # type: ignore[arg-type]
