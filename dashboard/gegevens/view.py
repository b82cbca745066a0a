"""The views of the pages about loads and figures in the address."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from dashboard.load_history import ChangeFilter
from dashboard.view import AS_OF, INDICATOR, REGION, Query, as_of_link, asked_values, read_as_of
from data_sources.contract import Observation, Period, check_region
from data_sources.errors import UsageError
from metrics.derive import SUM_OF_HALVES
from metrics.predecessors import SUM_OF_PREDECESSORS

LOG, LOAD, FIGURE = "/gegevens", "/gegevens/lading", "/gegevens/cijfer"
LOAD_CSV, FIGURE_CSV = "/csv/lading", "/csv/cijfer"
PERIOD, BREAKDOWN, NUMBER, KIND = "periode", "uitsplitsing", "id", "soort"
LOADS_FROM, ATTEMPTS_FROM, FROM = "ladingen-vanaf", "controles-vanaf", "vanaf"


@dataclass(frozen=True)
class LogView:
    """Loads and attempts, each from a place in its list on (0: the newest)."""

    loads_from: int = 0
    attempts_from: int = 0
    as_of: date | None = None

    def link(self, path: str = LOG, **changes: object) -> str:
        """The address of this view, with some of it changed."""
        view = replace(self, **changes)  # type: ignore[arg-type]
        asked = {LOADS_FROM: _place(view.loads_from), ATTEMPTS_FROM: _place(view.attempts_from)}
        return as_of_link(path, view.as_of, **asked)


@dataclass(frozen=True)
class LoadView:
    """The changes of one load: of one kind (empty: the first there is), filtered, from a place in the list on."""

    number: str
    kind: str = ""
    asked: ChangeFilter = field(default_factory=ChangeFilter)
    start: int = 0
    as_of: date | None = None

    def link(self, path: str = LOAD, **changes: object) -> str:
        """The address of this view, with some of it changed; another kind or filter begins at the beginning."""
        start = {} if "start" in changes else {"start": 0}
        view = replace(self, **{**changes, **start})  # type: ignore[arg-type]
        asked = {
            NUMBER: view.number, KIND: view.kind, INDICATOR: view.asked.indicator or "",
            REGION: view.asked.region or view.asked.level or "", PERIOD: view.asked.period or "",
            FROM: _place(view.start),
        }  # fmt: skip
        return as_of_link(path, view.as_of, **asked)


@dataclass(frozen=True)
class FigureView:
    """One figure."""

    indicator: str
    region: str
    period: str
    breakdown: str = ""
    as_of: date | None = None

    def link(self, path: str = FIGURE, **changes: object) -> str:
        """The address of this view, with some of it changed."""
        view = replace(self, **changes)  # type: ignore[arg-type]
        asked = {INDICATOR: view.indicator, REGION: view.region, PERIOD: view.period, BREAKDOWN: view.breakdown}
        return as_of_link(path, view.as_of, **asked)


def figure_link(figure: Observation, as_of: date | None) -> str | None:
    """The address of a figure's history; None for one that the store does not hold, such as a sum of halves."""
    if figure.status_basis in {SUM_OF_HALVES, SUM_OF_PREDECESSORS} or (figure.load is None and not figure.gone):
        return None
    return FigureView(figure.indicator, figure.region, figure.period, figure.breakdown, as_of).link()


def read_log_view(query: Query, *, today: date) -> LogView:
    """Raises UsageError, a Dutch sentence, for what cannot be shown."""
    asked = asked_values(query)
    return LogView(
        _read_place(asked.get(LOADS_FROM)), _read_place(asked.get(ATTEMPTS_FROM)), read_as_of(asked, today=today)
    )


def read_load_view(query: Query, *, today: date, kinds: Collection[str], levels: Collection[str]) -> LoadView:
    """Raises UsageError, a Dutch sentence, for what cannot be shown. ``levels``: those a region may be named by."""
    asked = asked_values(query)
    kind, place = asked.get(KIND, ""), asked.get(REGION)
    if kind and kind not in kinds:
        raise UsageError(f"'{kind}' is geen soort wijziging. Kies {', '.join(kinds)}.", found=kind)
    level = place if place in levels else None
    return LoadView(
        number=asked.get(NUMBER, ""),
        kind=kind,
        asked=ChangeFilter(
            indicator=asked.get(INDICATOR),
            level=level,
            region=check_region(place) if place and level is None else None,
            period=Period.parse(asked[PERIOD]).key if PERIOD in asked else None,
        ),
        start=_read_place(asked.get(FROM)),
        as_of=read_as_of(asked, today=today),
    )


def read_figure_query(query: Query) -> dict[str, str]:
    """What names a figure in a query. Raises UsageError when a part of its name is not there."""
    asked = asked_values(query)
    lacking = [name for name in (INDICATOR, REGION, PERIOD) if name not in asked]
    if lacking:
        raise UsageError(
            f"Het adres noemt geen {' en geen '.join(lacking)}. Kies een cijfer uit de tabel van een andere pagina.",
            found=asked.get(AS_OF),
        )
    return {
        "indicator": asked[INDICATOR], "region": asked[REGION], "period": asked[PERIOD],
        "breakdown": asked.get(BREAKDOWN, ""),
    }  # fmt: skip


def _place(start: int) -> str:
    return str(start) if start else ""


def _read_place(text: str | None) -> int:
    """A place in a list. Raises UsageError for what is none."""
    if text is None:
        return 0
    # No list is so long; a longer number is none that a database takes.
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise UsageError(f"'{text}' is geen plaats in een lijst. Schrijf een getal vanaf 0.", found=text)
    return int(text)
