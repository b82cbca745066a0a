"""A change in the few words of a table cell."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.growth import Growth
from metrics.text.phrases import SMALL
from metrics.text.sentences import difference_phrase, interval_phrase, percentage_phrase


@dataclass(frozen=True)
class ChangeWords:
    """``text`` is what stands in the cell, ``detail`` what belongs beneath it; '' for nothing. ``small``: greyed."""

    text: str
    detail: str
    small: bool


def change_words(growth: Growth) -> ChangeWords:
    """The change in a cell: a percentage with what rounding leaves open, or why there is none.

    With a klein aantal the difference is given as a number, never in per cent; what rounding alone could explain is no
    difference. A change that cannot be given has its reasons as detail, but not why the
    figure itself is missing.
    """
    small = growth.small_count
    if growth.change is None or not growth.comparable:
        refused = "niet te geven" if growth.comparable else "niet te vergelijken"
        # Why a figure is not there stands at the figure itself.
        return ChangeWords(refused, " ".join(growth.notes) if growth.value is not None else "", small=False)
    if growth.direction is None:
        return ChangeWords("geen verschil te noemen", SMALL if small else "", small=small)
    if small or growth.change_pct is None:
        return ChangeWords(difference_phrase(growth), SMALL if small else "", small=small)
    return ChangeWords(percentage_phrase(growth.change_pct), interval_phrase(growth).strip(" ()"), small=False)
