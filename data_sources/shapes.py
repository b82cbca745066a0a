"""What can be chosen in a table: its topics, dimensions, regions and periods, and a choice among them. Names only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from data_sources.categories import Category
from data_sources.contract import Load, Period, PeriodKind
from data_sources.period import consecutive

# As CBS lists them; a level that is none of these comes last.
LEVELS = ("NL", "LD", "PV", "VT", "GM")

CellName = tuple[str, str, str, str]


@dataclass(frozen=True)
class TopicShape:
    """A topic with its title and the path of its groups, as its newest load has them."""

    indicator: str
    title: str
    group: str
    unit: str
    rounding: float | None


@dataclass(frozen=True)
class DimensionShape:
    """A further dimension. ``total``: the code at which it does not tell anything apart; None where it has none."""

    key: str
    title: str
    categories: tuple[Category, ...]
    total: str | None


@dataclass(frozen=True)
class TableShape:
    """A table as known on a day. ``loads``: those that answer for it, all of one lane, in load order.

    ``cells``: the cells there are, for the few that are bundled; None for a fetched table, which has nearly all.
    """

    table: str
    title: str
    loads: tuple[Load, ...]
    topics: tuple[TopicShape, ...]
    dimensions: tuple[DimensionShape, ...]
    regions: Mapping[str, str]
    periods: tuple[Period, ...]
    cells: frozenset[CellName] | None

    @property
    def is_fetched(self) -> bool:
        return self.cells is None

    def topic(self, indicator: str) -> TopicShape:
        return next(item for item in self.topics if item.indicator == indicator)

    def regions_of(self, level: str) -> list[str]:
        return [code for code in self.regions if code[:2] == level]

    def periods_of(self, kind: PeriodKind) -> list[Period]:
        """All periods of a kind from the first to the last, also those between that the table does not have: a line
        over them then has its gaps.
        """
        own = [period for period in self.periods if period.kind == kind]
        return consecutive(own[0], own[-1]) if own else []


@dataclass(frozen=True)
class Choice:
    """Cells of one topic: every combination of these. ``codes``: of each dimension, in the order of the shape."""

    indicator: str
    codes: tuple[tuple[str, ...], ...]
    regions: tuple[str, ...]
    periods: tuple[Period, ...]

    def breakdowns(self, shape: TableShape) -> dict[str, tuple[str, ...]]:
        """The breakdowns of the choice as the store names them, each with its codes, in the order of CBS's lists."""
        return {breakdown_name(shape.dimensions, codes): codes for codes in product(*self.codes)}


def breakdown_name(dimensions: Sequence[DimensionShape], codes: Sequence[str]) -> str:
    """'' where all stand at their total, else sorted ``Dimension=Code`` pairs."""
    if all(code == dimension.total for dimension, code in zip(dimensions, codes, strict=True)):
        return ""
    return ";".join(sorted(f"{one.key}={code}" for one, code in zip(dimensions, codes, strict=True)))


def in_order_of_levels(regions: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Country, landsdelen, provinces and Veilig Thuis regions by code, municipalities from A to Z."""

    def place(item: tuple[str, str]) -> tuple[int, str]:
        code, title = item
        level = LEVELS.index(code[:2]) if code[:2] in LEVELS else len(LEVELS)
        return level, title.removeprefix("'s-").casefold() if code[:2] == "GM" else code

    return iter(sorted(regions.items(), key=place))
