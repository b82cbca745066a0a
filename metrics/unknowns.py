"""Which unknowns a system of sums gives away: those that stand alone in some combination of its rows. Pure, exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

Row = dict[int, int | Fraction]


def determined(rows: Sequence[Mapping[int, int]]) -> frozenset[int]:
    """The unknowns that have one value only, whatever the known numbers are. A row: of a sum, by factor."""
    distinct = {tuple(sorted(row.items())) for row in rows if row}
    # An unknown is determined if and only if a row of the reduced echelon form has nothing but that one.
    return frozenset(next(iter(row)) for row in _reduced(dict(row) for row in sorted(distinct)) if len(row) == 1)


def _reduced(rows: Iterable[Row]) -> list[Row]:
    """The reduced row echelon form, of rows without their zeros."""
    done: dict[int, Row] = {}
    for new in rows:
        row = dict(new)
        for name in [name for name in row if name in done]:
            _take_away(row, row[name], done[name])
        if not row:
            continue
        pivot = next(iter(row))
        head = row[pivot]
        row = {name: factor * head if head in {1, -1} else Fraction(factor) / head for name, factor in row.items()}
        for other in done.values():
            if pivot in other:
                _take_away(other, other[pivot], row)
        done[pivot] = row
    return list(done.values())


def _take_away(row: Row, times: int | Fraction, other: Row) -> None:
    """Take another row from a row so many times, in place."""
    for name, factor in other.items():
        left = row.get(name, 0) - times * factor
        if left:
            row[name] = left
        else:
            row.pop(name, None)
