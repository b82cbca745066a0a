"""The view of the page Verkenner in the address: a table, a topic, of each dimension what is chosen, region, period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast
from urllib.parse import urlencode

from dashboard.view import AS_OF, Query, asked_values
from data_sources.contract import Period, PeriodKind, check_region
from data_sources.errors import UsageError
from data_sources.registry_sources import check_table_known
from data_sources.shapes import LEVELS, CellName, Choice, TableShape

TABLE, TOPIC, REGION, PERIOD, PAGE, DIMENSION = "tabel", "onderwerp", "regio", "periode", "pagina", "uitsplitsing-"
ALL = "alle"
# All periods of a kind, as the address writes them.
PERIOD_KINDS: Mapping[str, PeriodKind] = {"halfjaren": "HJ", "jaren": "JJ", "kwartalen": "KW"}


@dataclass(frozen=True)
class ExplorerView:
    """``codes``: of each dimension a code, or ALL. ``region``: a code, or 'alle-' and a level. ``period``: a key, or
    one of PERIOD_KINDS. as_of None: all that is known. ``page``: of the rows, from 1 on.
    """

    table: str
    indicator: str
    dimensions: tuple[str, ...]
    codes: tuple[str, ...]
    region: str
    period: str
    as_of: date | None = None
    page: int = 1

    def link(self, path: str, **changes: object) -> str:
        """The address of this view at a path, with some of it changed. All is written: defaults move with the data."""
        view = replace(self, **changes)  # type: ignore[arg-type]
        query = {
            TABLE: view.table,
            TOPIC: view.indicator,
            **{DIMENSION + key: code for key, code in zip(view.dimensions, view.codes, strict=True)},
            REGION: view.region,
            PERIOD: view.period,
            AS_OF: view.as_of.isoformat() if view.as_of else "",
            PAGE: str(view.page) if view.page > 1 else "",
        }
        return f"{path}?{urlencode({name: text for name, text in query.items() if text}, safe=':')}"

    def choice(self, shape: TableShape) -> Choice:
        """The cells that the view asks for, in the order of CBS's lists."""
        codes = tuple(
            tuple(item.code for item in dimension.categories) if code == ALL else (code,)
            for dimension, code in zip(shape.dimensions, self.codes, strict=True)
        )
        regions = shape.regions_of(self.region.removeprefix(f"{ALL}-")) if self.many_regions else [self.region]
        periods = (
            shape.periods_of(PERIOD_KINDS[self.period]) if self.many_periods else [Period.parse(self.period)]
        )  # fmt: skip
        return Choice(self.indicator, codes, tuple(regions), tuple(periods))

    @property
    def many_regions(self) -> bool:
        return self.region.startswith(f"{ALL}-")

    @property
    def many_periods(self) -> bool:
        return self.period in PERIOD_KINDS


def read_table(asked: Mapping[str, str], *, offered: Sequence[str], as_of: date | None) -> str:
    """The table that is asked for, else the first. Raises UsageError for one that nothing is known of (then)."""
    table = asked.get(TABLE, offered[0] if offered else "")
    if table in offered:
        return table
    if table:
        check_table_known(table)
    what = f"tabel {table}" if table else "Veilig Thuis"
    where = "was op die dag nog geen cijfer bekend" if as_of else "staat geen cijfer in deze opslag"
    raise UsageError(f"Van {what} {where}. Kies een andere tabel of dag.", found=table)


def read_explorer_view(query: Query, shape: TableShape, *, as_of: date | None) -> ExplorerView:
    """The view of a table that a query asks for. What is not asked is what there is a figure of, the plainest first.

    Raises UsageError, a Dutch sentence, for a value that the table does not have.
    """
    asked = asked_values(query)
    _check(asked, shape)
    start = _first_cell(asked, shape)
    given = {key: asked.get(DIMENSION + key) for key in (dimension.key for dimension in shape.dimensions)}
    kind = asked.get(PERIOD) or _kind_name(start[2])
    return ExplorerView(
        table=shape.table,
        indicator=asked.get(TOPIC, start[0]),
        dimensions=tuple(given),
        codes=tuple(
            code or default for code, default in zip(given.values(), _codes(shape, start[3]), strict=True)
        ),
        region=asked.get(REGION, start[1]),
        period=kind,
        as_of=as_of,
        page=int(asked.get(PAGE, "1")),
    )  # fmt: skip


def _check(asked: Mapping[str, str], shape: TableShape) -> None:
    """Raises UsageError for the first value that the table does not have."""
    if TOPIC in asked and asked[TOPIC] not in {topic.indicator for topic in shape.topics}:
        raise UsageError(
            f"Onderwerp '{asked[TOPIC]}' staat niet in tabel {shape.table}. Kies een onderwerp uit de lijst.",
            found=asked[TOPIC],
        )  # fmt: skip
    for dimension in shape.dimensions:
        code = asked.get(DIMENSION + dimension.key)
        if code is not None and code not in {ALL, *(item.code for item in dimension.categories)}:
            raise UsageError(
                f"'{code}' is geen keuze bij {dimension.title} in tabel {shape.table}. Kies er een uit de lijst.",
                found=code,
            )  # fmt: skip
    region = asked.get(REGION)
    if region is not None and region not in {f"{ALL}-{level}" for level in LEVELS if shape.regions_of(level)}:
        known = not region.startswith(f"{ALL}-") and check_region(region) in shape.regions
        if not known:
            raise UsageError(
                f"Regio {region} staat niet in tabel {shape.table}. Kies een regio uit de lijst.", found=region
            )
    period = asked.get(PERIOD)
    if period is not None and period not in PERIOD_KINDS and Period.parse(period) not in shape.periods:
        raise UsageError(f"Periode {period} staat niet in tabel {shape.table}. Kies een periode.", found=period)
    if PERIOD in asked and asked[PERIOD] in PERIOD_KINDS and not shape.periods_of(PERIOD_KINDS[asked[PERIOD]]):
        raise UsageError(f"Tabel {shape.table} heeft geen {asked[PERIOD]}. Kies andere perioden.", found=period)
    if PAGE in asked and not (asked[PAGE].isdecimal() and asked[PAGE].isascii() and int(asked[PAGE][:9]) > 0):
        raise UsageError(f"'{asked[PAGE]}' is geen bladzijde. Kies een getal vanaf 1.", found=asked[PAGE])


def _first_cell(asked: Mapping[str, str], shape: TableShape) -> CellName:
    """The first cell of a table that fits what is asked: topics, totals, the country and half-years come first.

    Of a fetched table it is assumed to have that one.
    """
    topics = [topic.indicator for topic in shape.topics]
    regions = list(shape.regions)
    kinds = sorted({period.kind for period in shape.periods}, key=list(PERIOD_KINDS.values()).index)
    total = tuple(dimension.total or dimension.categories[0].code for dimension in shape.dimensions)
    plain = ";".join(sorted(f"{one.key}={code}" for one, code in zip(shape.dimensions, total, strict=True)))
    if all(dimension.total for dimension in shape.dimensions):
        plain = ""
    fits = [cell for cell in shape.cells or () if _fits(cell, asked, shape)]
    if not fits:
        return topics[0], regions[0], shape.periods_of(kinds[0])[-1].key, plain

    def place(cell: CellName) -> tuple[int, tuple[int, ...], int, int, str]:
        return (
            topics.index(cell[0]), _places(shape, cell[3]), regions.index(cell[1]),
            kinds.index(Period.parse(cell[2]).kind), cell[2],
        )  # fmt: skip

    return min(fits, key=place)


def _fits(cell: CellName, asked: Mapping[str, str], shape: TableShape) -> bool:
    indicator, region, period, breakdown = cell
    wanted_region, wanted_period = asked.get(REGION, region), asked.get(PERIOD, period)
    chosen = [asked.get(DIMENSION + dimension.key, ALL) for dimension in shape.dimensions]
    return (
        asked.get(TOPIC, indicator) == indicator
        and wanted_region in {region, f"{ALL}-{region[:2]}"}
        and wanted_period in {period, _kind_name(period)}
        and all(one in {ALL, code} for one, code in zip(chosen, _codes(shape, breakdown), strict=True))
    )


def _codes(shape: TableShape, breakdown: str) -> tuple[str, ...]:
    """Of each dimension the code in a breakdown; '' stands for all totals."""
    pairs = dict(cast("tuple[str, str]", tuple(pair.split("=", 1))) for pair in breakdown.split(";") if pair)
    return tuple(pairs.get(one.key) or one.total or one.categories[0].code for one in shape.dimensions)


def _places(shape: TableShape, breakdown: str) -> tuple[int, ...]:
    return tuple(
        [item.code for item in dimension.categories].index(code)
        for dimension, code in zip(shape.dimensions, _codes(shape, breakdown), strict=True)
    )


def _kind_name(period: str) -> str:
    """'halfjaren' for a half-year."""
    return next(name for name, kind in PERIOD_KINDS.items() if kind == Period.parse(period).kind)
