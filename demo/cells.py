"""From an unrounded count to what CBS would print: rounding, secrecy, and the two wire forms of a cell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from data_sources.contract import UNIT_COUNT
from demo.counts import Counts

# A figure, "." (secret or unknown) or None (cannot occur).
Cell = float | str | None

SECRET = "."
WIDTH = 8
_STEP = 5
_SMALLEST_SHOWN = 10


def cells(
    counts: Counts, population: Counts, *, unit: str, outside: Sequence[bool], mark: Sequence[Cell]
) -> list[Cell]:
    """One cell per region, each rounded by itself. Where ``outside``, the region's own ``mark`` stands instead."""
    rounded = (counts + _STEP // 2) // _STEP * _STEP
    if unit == UNIT_COUNT:
        figures: list[float] = rounded.tolist()
    else:
        # Nobody lives in a dissolved municipality; its cell is blank whatever the quotient.
        figures = np.round(counts / np.maximum(population, 1) * 100_000, 1).tolist()
    shown = (rounded >= _SMALLEST_SHOWN).tolist()
    return [
        mark[index] if outside[index] else figure if shown[index] else SECRET for index, figure in enumerate(figures)
    ]


def typed(cell: Cell) -> float | None:
    """A number or null: TypedDataSet does not say why a figure is missing."""
    return None if isinstance(cell, str) else cell


def untyped(cell: Cell, *, decimals: int) -> str | None:
    """Right-aligned text, the secrecy mark included; null only where blank."""
    if cell is None:
        return None
    return f"{cell:>{WIDTH}}" if isinstance(cell, str) else f"{cell:>{WIDTH}.{decimals}f}"
