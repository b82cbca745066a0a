"""The codes of the further dimensions of a table: what CBS calls them, and which stands for the total."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Category:
    """A code of a further dimension of a table, with CBS's titles beside it; ``place``: its place in CBS's list."""

    dimension: str
    dimension_title: str
    code: str
    title: str
    place: int


def total_codes(categories: Iterable[Category]) -> dict[str, str]:
    """The code of the total of each dimension that has one: CBS titles it 'Totaal…' and numbers it T001…; of several
    the plainest.
    """
    totals: dict[str, Category] = {}
    for item in categories:
        title = item.title.lower()
        if title.startswith("totaal") or item.code.startswith("T0"):
            best = totals.setdefault(item.dimension, item)
            totals[item.dimension] = min(best, item, key=_plainness)
    return {dimension: item.code for dimension, item in totals.items()}


def _plainness(item: Category) -> tuple[bool, bool, int, str]:
    return item.title.lower() != "totaal", not item.code.startswith("T0"), len(item.title), item.code
