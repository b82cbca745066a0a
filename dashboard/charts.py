"""All charts by name: what a page shows as a card can be built again for a file, a letter or a command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dashboard.components.chart_card import ChartCard
from dashboard.exports.exported import ValueTable
from dashboard.router import Query
from dashboard.services import Services
from dashboard.visitor import Audience
from data_sources.contract import Load, Observation
from data_sources.errors import UsageError
from data_sources.ledger import Document


@dataclass(frozen=True)
class Charted:
    """A chart as its page shows it, and the figures behind it: as a table of ``values``, the ``figures`` of CBS that it
    shows with the ``loads`` they rest on, or the figures of pilots with the ``documents`` they were read in. ``unit``:
    what is drawn is in, in words, '' for counts; None where it is in several.
    """

    card: ChartCard
    values: ValueTable
    loads: tuple[Load, ...] = ()
    figures: tuple[Observation, ...] = ()
    documents: tuple[Document, ...] = ()
    unit: str | None = ""


@dataclass(frozen=True)
class Chart:
    """``name``: of the chart on every page, such as 'trend'; ``path``: the page it stands on, whose query it is built
    from. ``build`` raises UsageError for a query that cannot be shown or has no such chart.
    """

    name: str
    title: str
    path: str
    build: Callable[[Query, Audience, Services], Charted]


class Charts:
    """The charts of one app, by name."""

    def __init__(self) -> None:
        self._charts: dict[str, Chart] = {}

    def add(self, chart: Chart) -> None:
        if chart.name in self._charts:
            raise ValueError(f"{chart.name}: there is a chart of that name")
        self._charts[chart.name] = chart

    def __iter__(self) -> Iterator[Chart]:
        return iter(self._charts.values())

    def get(self, name: str) -> Chart:
        """Raises UsageError for a name that no chart has."""
        if name not in self._charts:
            raise UsageError(
                f"Er is geen grafiek '{name}'. Mogelijk zijn: {', '.join(sorted(self._charts))}.", found=name
            )
        return self._charts[name]
