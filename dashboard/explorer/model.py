"""What the page Verkenner shows, found: the rows of a choice, page by page, as a grid of figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dashboard.explorer.view import ALL, ExplorerView, read_explorer_view, read_table
from dashboard.services import Services
from dashboard.view import Query, asked_values, read_as_of
from data_sources.contract import Load, Observation, Period
from data_sources.errors import UsageError
from data_sources.registry import SOURCES
from data_sources.shapes import Choice, TableShape, TopicShape
from metrics.text.phrases import period_label
from metrics.text.units import topic_names

PAGE_ROWS = 200
# More columns of categories than this are rows instead.
_MOST_COLUMNS = 12
# Rows that are read at a time for a file.
_BATCH = 500

Row = tuple[str, str]


@dataclass(frozen=True)
class Line:
    """A row of the grid: its name, and a figure under each column; absent where the table has no such cell."""

    title: str
    region: str
    figures: tuple[Observation, ...]


@dataclass(frozen=True)
class Explored:
    """One page of the answer to a view. ``columns``: names above the grid: periods, or categories of one period.

    ``rows``: how many the whole answer has, ``pages`` on how many pages; ``loads``: those the shown figures are from.
    """

    view: ExplorerView
    shape: TableShape
    topic: TopicShape
    columns: tuple[str, ...]
    periods: tuple[Period, ...]
    lines: tuple[Line, ...]
    rows: int
    pages: int
    loads: tuple[Load, ...]

    @property
    def title(self) -> str:
        """What the topic is called here, with its unit unless it is a count."""
        return topic_names(self.shape)[self.topic.indicator]

    @property
    def by_category(self) -> bool:
        """Whether the columns are categories of one period."""
        return not self.view.many_periods and len(self.columns) > 1

    @property
    def figures(self) -> list[Observation]:
        return [figure for line in self.lines for figure in line.figures]


@dataclass(frozen=True)
class Opened:
    """A view that can be shown, its table, and the tables on offer with what each is about."""

    view: ExplorerView
    shape: TableShape
    tables: dict[str, str]


def open_view(query: Query, services: Services) -> Opened:
    """The view that a query asks for. Raises UsageError, a Dutch sentence, for one that cannot be shown."""
    asked = asked_values(query)
    as_of = read_as_of(asked, today=services.today())
    offered = services.tables(as_of)
    table = read_table(asked, offered=offered, as_of=as_of)
    shape = services.table_shape(table, as_of)
    if shape is None:
        raise UsageError(f"Van tabel {table} is geen cijfer bekend. Kies een andere tabel of dag.", found=table)
    about = {name: SOURCES[name].about if name in SOURCES else name for name in offered}
    return Opened(read_explorer_view(query, shape, as_of=as_of), shape, about)


def explore(services: Services, view: ExplorerView, shape: TableShape) -> Explored:
    """The page of rows that a view asks for; the last one where it asks for a later one."""
    choice = view.choice(shape)
    present = services.rows_present(shape, choice)
    across = _categories_across(view, shape, choice)
    keys: list[Row] = list(dict.fromkeys((region, "") for region, _ in present)) if across else present
    pages = max(1, -(-len(keys) // PAGE_ROWS))
    page = min(view.page, pages)
    shown = keys[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]
    asked = [row for row in present if (row[0], "") in set(shown)] if across else shown
    found = {(item.region, item.breakdown, item.period): item for item in services.cells_of(shape, choice, asked)}
    names = choice.breakdowns(shape)
    periods = _spanned(choice, {period for _, _, period in found})
    cells = [(period.key, name) for period in periods for name in (names if across else [None])]
    lines = tuple(
        Line(
            _row_title(view, shape, region, None if across else names[breakdown]),
            region,
            tuple(
                _figure(found, view.indicator, region, breakdown if name is None else name, period)
                for period, name in cells
            ),
        )
        for region, breakdown in shown
    )  # fmt: skip
    used = {figure.load for line in lines for figure in line.figures}
    columns = [category_title(view, shape, names[name]) for name in names] if across else [
        period_label(period.key) for period in periods
    ]  # fmt: skip
    return Explored(
        view=view, shape=shape, topic=shape.topic(view.indicator), columns=tuple(columns), periods=tuple(periods),
        lines=lines, rows=len(keys), pages=pages, loads=tuple(load for load in shape.loads if load.id in used),
    )  # fmt: skip


def whole_answer(services: Services, view: ExplorerView, shape: TableShape) -> Iterator[Observation]:
    """Every cell of a choice that the table has, row by row and in time order; read in parts."""
    choice = view.choice(shape)
    present = services.rows_present(shape, choice)
    order = {row: place for place, row in enumerate(present)}
    times = {period.key: place for place, period in enumerate(choice.periods)}
    for first in range(0, len(present), _BATCH):
        cells = services.cells_of(shape, choice, present[first : first + _BATCH])
        yield from sorted(cells, key=lambda item: (order[item.region, item.breakdown], times[item.period]))


def category_title(view: ExplorerView, shape: TableShape, codes: tuple[str, ...]) -> str:
    """The titles of those categories that vary in a view: 'Beroepsmatig totaal'."""
    return ", ".join(
        title_of(shape, place, code)
        for place, (code, chosen) in enumerate(zip(codes, view.codes, strict=True))
        if chosen == ALL
    )


def title_of(shape: TableShape, dimension: int, code: str) -> str:
    """What CBS calls a category of a dimension."""
    return next(item.title for item in shape.dimensions[dimension].categories if item.code == code)


def fixed_phrases(view: ExplorerView, shape: TableShape) -> list[str]:
    """What is chosen and no total: 'Aard van het geweld: Kindermishandeling'."""
    return [
        f"{dimension.title}: {title_of(shape, place, code)}"
        for place, (dimension, code) in enumerate(zip(shape.dimensions, view.codes, strict=True))
        if code not in {ALL, dimension.total}
    ]


def _row_title(view: ExplorerView, shape: TableShape, region: str, codes: tuple[str, ...] | None) -> str:
    """What tells a row from the others: its region, its categories, or else the topic."""
    place = [shape.regions[region]] if view.many_regions else []
    category = category_title(view, shape, codes) if codes is not None else ""
    return ", ".join([*place, *([category] if category else [])]) or shape.regions[region]


def _categories_across(view: ExplorerView, shape: TableShape, choice: Choice) -> bool:
    """Whether the categories stand beside each other: several regions in one period, and not too many of them."""
    return (
        view.many_regions
        and not view.many_periods
        and view.codes.count(ALL) == 1
        and 1 < len(choice.breakdowns(shape)) <= _MOST_COLUMNS
    )


def _spanned(choice: Choice, known: set[str]) -> list[Period]:
    """The periods from the first to the last that any shown row has a cell in; those between, also without one."""
    places = [place for place, period in enumerate(choice.periods) if period.key in known]
    return list(choice.periods[places[0] : places[-1] + 1] if places else choice.periods)


def _figure(
    found: Mapping[tuple[str, str, str], Observation], indicator: str, region: str, breakdown: str, period: str
) -> Observation:
    return found.get((region, breakdown, period)) or Observation.absent(
        indicator=indicator, region=region, period=period, breakdown=breakdown
    )
