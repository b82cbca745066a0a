"""What a chart takes along when it leaves the screen: all that any kind of file is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, overload

import plotly.graph_objects as go

from dashboard.figures.picture import Provenance

# An Office chart: lines over periods, upright bars, or lying bars; bars beside each other or stacked.
NativeKind = Literal["lijn", "kolom", "staaf", "kolom-gestapeld", "staaf-gestapeld"]
Cell = str | float | int | None


@dataclass(frozen=True)
class NativeSeries:
    """One series of an Office chart: a value for each category, None for a gap; which of them are not definitive (open
    or hatched on the screen); its colour as '#rrggbb' and, for lines, its dash as plotly names it.
    """

    name: str
    values: tuple[float | None, ...]
    open: tuple[bool, ...]
    colour: str
    dash: str = "solid"


@dataclass(frozen=True)
class NativeChart:
    """A chart that an office program can draw itself. ``categories``: from left to right, of lying bars from top to
    bottom. ``unit``: what the axis is in, '' for a count; ``decimals``: of its values.
    """

    kind: NativeKind
    categories: tuple[str, ...]
    series: tuple[NativeSeries, ...]
    unit: str
    decimals: int


@dataclass(frozen=True)
class WordTable:
    """A table as a page shows it, in words. ``head``: the texts of its one or more rows of column heads, each as long
    as the rows are wide (a head over several columns is repeated); ``row_heads``: how many columns on the left are
    heads of their row.
    """

    caption: str
    head: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    row_heads: int = 1


@dataclass(frozen=True)
class ValueTable:
    """The figures behind a chart as values, with all that is known of each: one row a figure. What CSV and spreadsheets
    hold; ``head`` names the columns.
    """

    head: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


class LateRows(Sequence[Sequence[Cell]]):
    """Rows that are read when the first is asked for: of a large choice only a file of values wants them."""

    def __init__(self, read: Callable[[], Iterable[Sequence[Cell]]]) -> None:
        self._read = read

    @cached_property
    def _rows(self) -> list[Sequence[Cell]]:
        return list(self._read())

    @overload
    def __getitem__(self, place: int) -> Sequence[Cell]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Sequence[Cell]]: ...
    def __getitem__(self, place: int | slice) -> Sequence[Cell] | Sequence[Sequence[Cell]]:
        return self._rows[place]

    def __len__(self) -> int:
        return len(self._rows)


@dataclass(frozen=True)
class ExportedChart:
    """A chart as any kind of file takes it.

    file_name: without what says its kind. figure: the chart as on the screen; picture: the same with its provenance in
    it. native: None where no Office chart has its form (a map, a timeline): such a chart goes along as picture and
    table. alt: one or two sentences for who does not see it; description: all of it in words. footnote: as letters
    print it, '' for a chart without figures. address: path and query of the page it stands on. loads: the numbers of
    the loads it rests on.
    """

    name: str
    file_name: str
    title: str
    figure: go.Figure
    picture: go.Figure
    provenance: Provenance
    native: NativeChart | None
    table: WordTable
    values: ValueTable
    alt: str
    description: tuple[str, ...]
    notes: tuple[str, ...]
    footnote: str
    address: str
    loads: tuple[int, ...]
