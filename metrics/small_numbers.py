"""Small numbers: what the public may read of figures that are not public, so that no number of people under ten leaks.

The guarantee: whatever a reader gets to see on all days together, of no number of people that is hidden because it may
be few does adding and taking away give the value. Sums that count are those of the same over places (the total, what is
called a part of a place), over periods (and all time), of one denominator, and whatever adds up by itself: among all
numbers of a period where they are at most ten, else among those of one place and among those that are no complete
division over places, and over the periods of one figure. Sizes of denominators are numbers like any other; cells that
the ledger has not are unknowns. Where too many hang together to work it out, all of them are hidden.

That hidden numbers can be only so large is looked at within one sum. Not promised is what public figures tell by
themselves, sums over different pilots, and what was read before a row was approved that makes it tell more.
What came out already is never hidden; neither is what counts no people. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from data_sources.ledger import Ledger, Mask, PilotFigure, Source
from metrics.breakdowns import find_sums
from metrics.hiding import TELLS_ANOTHER, hide
from metrics.people_numbers import Cell, Number, figure_cell, numbers_of, size_cell
from metrics.small_counts import FEWEST, is_share, mask_alone, mask_size, size_of
from metrics.small_titles import apart, without_numbers

WITHHELD = "De bron is niet openbaar; wat er letterlijk staat, is hier niet te lezen."

identity = figure_cell


@dataclass(frozen=True)
class Hidden:
    """What may not be read, over some days together. ``masks``: of each number; ``told``: by pilot, the numbers that no
    words may tell.
    """

    masks: Mapping[Cell, Mask] = field(default_factory=dict)
    told: Mapping[str, frozenset[float]] = field(default_factory=dict)


NOTHING = Hidden()


def as_public(ledger: Ledger, *, hidden: Hidden | None = None) -> Ledger:
    """The ledger as everybody may read it. ``hidden``: what may not be read, seen over all its days (None: its own).

    A count from 1 to 9 says so and no more, a share that may be one has no number, and as many others are left out as
    it takes that neither can be told from what is shown. Facts in words that are not public are not there: no rule can
    tell what they say.
    """
    if all(item.published for item in ledger.figures):
        return ledger
    figures = [item for item in ledger.figures if item.published or not item.is_fact]
    found = hidden_on_any([figures]) if hidden is None else hidden
    return replace(ledger, figures=[*_shown(figures, found)])


def hidden_on_any(days: Iterable[Sequence[PilotFigure]]) -> Hidden:
    """What may not be read of the figures of several days: what is hidden on one is on all, or the days could be held
    side by side.
    """
    pilots: dict[str, list[list[PilotFigure]]] = defaultdict(list)
    for figures in days:
        own: dict[str, list[PilotFigure]] = defaultdict(list)
        for item in figures:
            own[item.pilot].append(item)
        for pilot, items in own.items():
            pilots[pilot].append(items)
    masks: dict[Cell, Mask] = {}
    told: dict[str, frozenset[float]] = {}
    for pilot, kept in pilots.items():
        closed = list({id(item): item for day in kept for item in day if _is_closed(item)}.values())
        if any(mask_alone(item) or mask_size(item) for item in closed):
            masks |= _hidden_of_pilot(kept)
            told[pilot] = frozenset(number for item in closed for number in _not_to_tell(item, masks))
    return Hidden(masks, told) if masks or told else NOTHING


def _hidden_of_pilot(days: Sequence[Sequence[PilotFigure]]) -> dict[Cell, Mask]:
    read: dict[int, list[Number]] = {}
    numbers = [
        [number for item in day for number in (read.get(id(item)) or read.setdefault(id(item), [*numbers_of(item)]))]
        for day in days
    ]
    found = find_sums(numbers)
    return {found.numbers[name].cell: mask for name, mask in hide(found).items()}


def _is_closed(item: PilotFigure) -> bool:
    return not item.published and not item.is_fact


def _masks(item: PilotFigure, masks: Mapping[Cell, Mask]) -> tuple[Mask | None, Mask | None]:
    """Of its number, and of the size of its denominator. What it says by itself comes first: that is what it is."""
    size = item.size_masked or mask_size(item) or masks.get(size_cell(item))
    number = item.masked or mask_alone(item) or masks.get(figure_cell(item))
    # A share of which nobody may read of how many is one of an unknown number.
    return number or (TELLS_ANOTHER if size is not None and is_share(item) else None), size


def _not_to_tell(item: PilotFigure, masks: Mapping[Cell, Mask]) -> set[float]:
    """The numbers that no words near it may tell: those hidden, and of how few people a hidden share or its rest is."""
    number, size = _masks(item, masks)
    found = {item.denominator_value} if size is not None else set()
    if number is not None:
        found.add(item.value)
        people = size_of(item)
        if is_share(item) and people is not None and item.denominator_value is not None:
            found |= {float(n) for n in (round(people), round(item.denominator_value - people)) if 0 < n < FEWEST}
    return {value for value in found if value}


def _shown(figures: Sequence[PilotFigure], found: Hidden) -> list[PilotFigure]:
    """The figures with their masks, and without words that tell what is masked."""
    told = {item.pilot: found.told.get(item.pilot, frozenset[float]()) for item in figures}
    for item in figures:
        if _is_closed(item):
            more = _not_to_tell(item, found.masks) - told[item.pilot]
            told[item.pilot] = told[item.pilot] | more if more else told[item.pilot]
    codes, places = (
        {
            key: name
            for pilot in told
            for key, name in apart(
                dict.fromkeys((pilot, getattr(item, column)) for item in figures if item.pilot == pilot), told[pilot]
            ).items()
        }
        for column in ("figure", "place")
    )
    return [
        item
        if item.published
        else replace(
            _masked(item, *_masks(item, found.masks)),
            figure=codes[item.pilot, item.figure].replace("…", "n").replace(" ", "-"),
            place=places[item.pilot, item.place],
            title=without_numbers(item.title, told[item.pilot]),
            denominator=item.denominator and without_numbers(item.denominator, told[item.pilot]),
            source=Source(
                item.source.document, without_numbers(item.source.part, told[item.pilot]), WITHHELD, withheld=True
            ),
        )
        for item in figures
    ]


def _masked(item: PilotFigure, number: Mask | None, size: Mask | None) -> PilotFigure:
    if number is not None:
        qualifier = "minder dan" if number.below is not None else ""
        item = replace(item, masked=number, value=None, text=number.words, qualifier=qualifier)
    return item if size is None else replace(item, size_masked=size, denominator_value=None, denominator_qualifier="")
