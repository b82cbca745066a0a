"""What the query of a page about a load or a figure asks for, looked up. Shared by the pages and their files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.components.choices import LEVELS
from dashboard.gegevens.view import FigureView, LoadView, read_figure_query, read_load_view
from dashboard.gegevens.words import KIND_NAMES
from dashboard.load_history import REPLACED, ChangeFilter, LoadCounts, LoadHistory, StatusChange, Turn
from dashboard.router import Query
from dashboard.services import Services
from dashboard.view import asked_values, read_as_of
from data_sources.contract import Load
from data_sources.registry import canonical_indicator


@dataclass(frozen=True)
class LoadAsked:
    """A load and what of it is asked for. ``before``: the load of the same table it is held against, if any."""

    view: LoadView
    counts: LoadCounts
    before: Load | None
    history: LoadHistory

    @property
    def load(self) -> Load:
        return self.counts.load

    @property
    def is_first(self) -> bool:
        """Whether all that it brought is new because there was nothing before it."""
        return self.before is None

    def statuses(self) -> Sequence[StatusChange]:
        """The periods with another status, among those asked for; none of a first load, where every period is new."""
        asked = self.view.asked.period
        found = [] if self.is_first else self.history.statuses(self.load)
        return [item for item in found if asked in {None, item.period}]

    def kinds(self) -> Mapping[str, int]:
        """How many cells of each kind were written, in the order of showing. Where nothing was before it there is one
        kind: all else is new, and that is the figures themselves.
        """
        counts = self.history.counts(self.load, self.view.asked)
        return {kind: counts[kind] for kind in KIND_NAMES if kind == REPLACED or not self.is_first}


def ask_load(query: Query, services: Services) -> LoadAsked:
    """The load of a query. Raises UsageError, a Dutch sentence, for what cannot be shown."""
    view = read_load_view(query, today=services.today(), kinds=KIND_NAMES, levels=[*LEVELS])
    history = services.load_history(view.as_of)
    counts = history.load(view.number)
    if view.asked.indicator is not None:
        named = canonical_indicator(view.asked.indicator, stored=services.indicators())
        view = replace(view, asked=replace(view.asked, indicator=named))
    return LoadAsked(view, counts, history.before(counts.load), history)


def ask_figure(query: Query, services: Services) -> tuple[FigureView, list[Turn]]:
    """The figure of a query and its history; without turns when it was not known. Raises UsageError as above."""
    named = services.select(**read_figure_query(query))
    as_of = read_as_of(asked_values(query), today=services.today())
    if named.period is None:
        raise ValueError("a figure has a period")
    figure = {
        "indicator": named.indicator, "region": named.region, "period": named.period.key, "breakdown": named.breakdown,
    }  # fmt: skip
    turns = services.load_history(as_of).figure(**figure)
    return FigureView(**figure, as_of=as_of), turns


def has_filter(view: LoadView) -> bool:
    return view.asked != ChangeFilter()
