"""A rest of a total that never gives away a missing figure: shown only when it covers at least two missing cells.

Of a breakdown no page computes one today, so that only tests call this; the rest of regions is in
`metrics.contribution`, which is stricter, since levels stand beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from data_sources.contract import Observation
from metrics.rounding import exact


@dataclass(frozen=True)
class Part:
    """A named part of a total, with its figure, which may be missing."""

    name: str
    figure: Observation


@dataclass(frozen=True)
class Rest:
    """What is left of a total beside the parts that are shown. ``covers``: the names of the parts in it.

    ``rounding``: how coarse it may be at most; None where that of a figure in it is not known.
    """

    value: float
    rounding: float | None
    covers: tuple[str, ...]


@dataclass(frozen=True)
class Split:
    """The parts that may be shown beside a rest, in their own order; rest None where there is none to give."""

    shown: tuple[Part, ...]
    rest: Rest | None


def split_total(total: Observation, parts: Sequence[Part]) -> Split:
    """The parts of a total, and one rest for what is missing among them.

    The parts must divide the total: nothing in it twice, nothing left out. A rest that would cover one missing cell is
    joined to the smallest shown one, and so is one that rounding leaves without a value above zero. No rest is given
    of a missing total, nor where no part is left to join.
    """
    known = [part for part in parts if part.figure.value is not None]
    missing = [part.name for part in parts if part.figure.value is None]
    if not missing or total.value is None:
        return Split(tuple(known), None)
    joined: list[Part] = []
    while len(missing) + len(joined) < 2 or _left(total, known) <= 0:
        if not known:
            return Split(tuple(part for part in parts if part.figure.value is not None), None)
        smallest = min(known, key=lambda part: part.figure.value or 0.0)
        known.remove(smallest)
        joined.append(smallest)
    covers = {*missing, *(part.name for part in joined)}
    rest = Rest(
        float(_left(total, known)), _rounding(total, known), tuple(part.name for part in parts if part.name in covers)
    )
    return Split(tuple(known), rest)


def _left(total: Observation, known: Sequence[Part]) -> Fraction:
    return exact(total.value or 0.0) - sum((exact(part.figure.value or 0.0) for part in known), Fraction(0))


def _rounding(total: Observation, known: Sequence[Part]) -> float | None:
    """Each figure may be half its step off; together they may be off by half the sum of the steps."""
    steps = [figure.rounding for figure in (total, *(part.figure for part in known))]
    return None if None in steps else float(sum(exact(step) for step in steps if step is not None))
