"""Questions to the store. Each answer is of one moment; ``as_of`` shows what was known on that day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import pandas as pd
from sqlalchemy import Engine, and_, func, select

from data_sources.contract import Load, Observation, observation_table, sort_observations
from data_sources.snapshot import CellState
from data_sources.store.answers import Answer, answer_cell
from data_sources.store.limits import known_loads, pin_of, published_by
from data_sources.store.loads import is_statline, read_loads
from data_sources.store.models import (
    IndicatorRow,
    LoadIndicatorRow,
    LoadRegionRow,
    LoadRow,
    PublishedChangeRow,
    RegionRow,
)
from data_sources.store.revisions import Revision, find_revisions
from data_sources.store.selection import Question, Selection, newest_statline, select_rows

__all__ = ["Figures", "Question", "Reader"]


@dataclass(frozen=True)
class Figures:
    """An answer: a contract table of observations, and the loads its ``load`` and ``since`` refer to, in order."""

    table: pd.DataFrame
    loads: dict[int, Load]


class Reader:
    """Read-only access to the store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def figures(self, question: Question) -> Figures:
        """The observations that answer a question. A row is a cell that a known load ever carried; a cell that
        is no longer in its table is niet-aanwezig with ``gone``, and has no load. A bundled part of a table that was
        fetched since is no row: CBS has another code for it (`recoded`).
        """
        rows, loads = self.rows(question)
        return Figures(observation_table(rows), loads)

    def rows(self, question: Question) -> tuple[list[Observation], dict[int, Load]]:
        """The same observations as values in the same order, and their loads; for those who need no table."""
        with self._engine.begin() as connection:
            selection = select_rows(connection, question)
        return sort_observations(answers_in(selection)), selection.loads

    def cells(self, question: Question) -> list[Observation]:
        """The same observations as values, in no order: for many cells at a time."""
        with self._engine.begin() as connection:
            return list(answers_in(select_rows(connection, question)))

    def recoded(self, question: Question) -> list[Load]:
        """The loads that ended what bundled figures answered to a question under codes of our own: the first of each
        table that was fetched. In load order; empty where none did.
        """
        with self._engine.begin() as connection:
            selection = select_rows(connection, question)
        published = [row for row in selection.rows if not is_statline(selection.loads[row.load])]
        ended = {selection.recoded_by(row.key) for row in published}
        return [load for load in selection.loads.values() if load.id in ended]

    def revisions(
        self, *, indicators: list[str] | None = None, regions: list[str] | None = None, as_of: date | None = None
    ) -> list[Revision]:
        """Each change of what `figures` answers, from load to load; None means every indicator or region."""
        with self._engine.begin() as connection:
            return find_revisions(select_rows(connection, Question(indicators, regions, breakdowns=None, as_of=as_of)))

    def loads(self, *, as_of: date | None = None) -> list[Load]:
        """The loads in the order in which they count."""
        with self._engine.begin() as connection:
            return read_loads(connection, as_of=as_of)

    def regions(self) -> dict[str, str]:
        """Code and title of each region a statline load named, the newest title, in the order first met."""
        with self._engine.begin() as connection:
            # Grouped in the database: loads times regions is a long list after some years.
            first, last = func.min(LoadRegionRow.load_id), func.max(LoadRegionRow.load_id)
            met = select(LoadRegionRow.region_id, first.label("first"), last.label("last"))
            statline = select(LoadRow.id).where(LoadRow.kind != "published", *known_loads(connection, LoadRow.id))
            found = met.where(LoadRegionRow.load_id.in_(statline)).group_by(LoadRegionRow.region_id).subquery()
            query = (
                select(RegionRow.code, LoadRegionRow.title)
                .join(found, found.c.region_id == RegionRow.id)
                .join(
                    LoadRegionRow,
                    and_(LoadRegionRow.region_id == found.c.region_id, LoadRegionRow.load_id == found.c.last),
                )
                .order_by(found.c.first, RegionRow.id)
            )
            return dict(connection.execute(query).all())

    def indicators(self) -> list[str]:
        """The slugs of everything ever stored, sorted."""
        query = select(IndicatorRow.code)
        with self._engine.begin() as connection:
            if pin_of(connection) is not None:
                spoken = select(LoadIndicatorRow.indicator_id)
                known = spoken.where(*known_loads(connection, LoadIndicatorRow.load_id))
                query = query.where(IndicatorRow.id.in_(known))
            return sorted(connection.execute(query).scalars())

    def published_changes(self) -> list[dict[str, Any]]:
        """Changes as somebody published them, in the order of the bundled file. One dict a change."""
        table = PublishedChangeRow.__table__
        with self._engine.begin() as connection:
            query = select(table).where(*published_by(connection)).order_by(table.c.place, table.c.id)
            return [dict(row._mapping) for row in connection.execute(query)]


def answers_in(selection: Selection) -> Iterator[Observation]:
    """One observation for each cell of a selection that something known carries."""
    newest = newest_statline(selection.loads.values())
    for _, cell in groupby(selection.rows, key=lambda row: row.key):
        answer = answer_cell(selection.in_force(list(cell)), selection.loads, newest)
        if answer is not None:
            yield _observation(answer, selection)


def _observation(answer: Answer, selection: Selection) -> Observation:
    indicator, region, period, breakdown = selection.cell(answer.row.key)
    if answer.row.state == CellState.GONE:
        absent = Observation.absent(indicator=indicator, region=region, period=period, breakdown=breakdown)
        return Observation(**{**vars(absent), "since": answer.since, "gone": True})
    load = selection.loads[answer.load]
    topic = selection.topics[answer.load, answer.row.key[0]]
    certainty = selection.certainty(answer.load, answer.row.key)
    return Observation(
        indicator=indicator, region=region, period=period, breakdown=breakdown, value=answer.row.value,
        unit=topic.unit, status=certainty.status, status_basis=certainty.basis, missing=answer.row.state.missing,
        rounding=topic.rounding, table=load.table, load=answer.load, source_url=load.source_url, since=answer.since,
    )  # fmt: skip
