"""Reading the figures that an address names: as they were at a pin, and as they are now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.services import Services
from dashboard.vindplaats import FigureCell, FoundAsked, PilotCell
from dashboard.visitor import EDITORS, Audience
from data_sources.check_code import check_code
from data_sources.contract import Load, Observation, Period
from data_sources.errors import UsageError
from data_sources.ledger import Document, PilotFigure
from data_sources.registry import INDICATORS, predecessors
from metrics.derive import SUM_OF_HALVES, FigureIndex, find_observation
from metrics.predecessors import SUM_OF_PREDECESSORS, sum_of_predecessors


@dataclass(frozen=True)
class FoundFigures:
    """figures: one for each cell, in their order, absent where there is none. pilot_figures: those that are there, by
    cell. withheld: how many of the pilot figures this audience may not see.
    """

    figures: tuple[Observation, ...]
    loads: Mapping[int, Load]
    pilot_figures: Mapping[PilotCell, PilotFigure]
    documents: Mapping[str, Document]
    withheld: int = 0

    @property
    def code(self) -> str:
        """The check code of these."""
        return check_code(self.figures, self.loads, self.pilot_figures.values())


def find_figures(
    services: Services, asked: FoundAsked, *, audience: Audience, as_of: date | None = None
) -> FoundFigures:
    """The figures of an address in these services. Figures of pilots that are not public are for editors only.

    Raises UsageError for an indicator that these services do not know.
    """
    index = _index(services, asked.figures, as_of)
    ledger = services.ledger(as_of, audience=audience)
    there = {PilotCell.of(item): item for item in ledger.figures}
    pilots = {cell: there[cell] for cell in asked.pilot_figures if cell in there}
    open_ones = {cell: item for cell, item in pilots.items() if item.published or audience == EDITORS}
    return FoundFigures(
        figures=tuple(_pick(index, cell) for cell in asked.figures),
        loads=index.loads, pilot_figures=open_ones, documents=ledger.documents,
        withheld=len(pilots) - len(open_ones),
    )  # fmt: skip


def _index(services: Services, cells: Sequence[FigureCell], as_of: date | None) -> FigureIndex:
    """All that is needed of the store, one question for each indicator."""
    rows: dict[tuple[str, str, str, str], Observation] = {}
    loads: dict[int, Load] = {load.id: load for load in services.loads(as_of)}
    stored = set(services.indicators()) | set(INDICATORS)
    for indicator in dict.fromkeys(cell.indicator for cell in cells):
        if indicator not in stored:
            raise UsageError(
                f"Het onderwerp '{indicator}' is in deze opslag niet bekend. Open het adres bij het dashboard waar de"
                " brief gemaakt is.",
                found=indicator,
            )
        own = [cell for cell in cells if cell.indicator == indicator]
        regions = {part for cell in own for part in _regions(cell)}
        periods = {period for cell in own for period in _periods(cell)}
        found = services.cells(
            indicator, sorted(regions), sorted(periods), sorted({cell.breakdown for cell in own}), as_of=as_of
        )
        rows |= found.rows
    return FigureIndex(rows, loads)


def _regions(cell: FigureCell) -> list[str]:
    return [cell.region, *(predecessors(cell.region) if cell.how == SUM_OF_PREDECESSORS else ())]


def _periods(cell: FigureCell) -> list[str]:
    period = Period.parse(cell.period)
    return [period.key, *(half.key for half in period.halves())] if cell.how and period.kind == "JJ" else [period.key]


def _pick(index: FigureIndex, cell: FigureCell) -> Observation:
    """A figure as it is stored, or the sum that it is said to be, where there is one."""
    about = {"indicator": cell.indicator, "region": cell.region, "breakdown": cell.breakdown}
    period = Period.parse(cell.period)
    plain = index.pick(period=period, **about)
    if cell.how == SUM_OF_HALVES:
        return find_observation(index, period=period, **about).observation
    if cell.how == SUM_OF_PREDECESSORS:
        found = sum_of_predecessors(index, period=period, **about)
        return found.observation if found else plain
    return plain
