"""Small deliveries made by hand, and how a test asks the store about one cell.

A cell is written as its key, "adviezen NL01 2025HJ01" (and a breakdown after that); what it holds is a number, or
a CellState that says why there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time

import numpy as np
import pandas as pd

from data_sources.cbs.periods import FeedPeriod
from data_sources.contract import Observation, Period, observations
from data_sources.published.bundle import PublishedFigure, PublishedSource
from data_sources.snapshot import CellState, TableSnapshot, Topic
from data_sources.stamp import Stamp
from data_sources.store.prepare import Store
from data_sources.store.reader import Question
from data_sources.store.writer import Stored, Vintage

Cells = Mapping[str, float | CellState]

SECRET = CellState.SECRET_OR_UNKNOWN
IMPOSSIBLE = CellState.IMPOSSIBLE


def snapshot(
    cells: Cells, *, table: str = "84847NED", statuses: Mapping[str, str] | None = None,
    topic_titles: Mapping[str, str] | None = None, region_titles: Mapping[str, str] | None = None,
    unit: str = "aantal", decimals: int | None = 0, rounding: float | None = 5.0, modified: str | None = None,
) -> TableSnapshot:  # fmt: skip
    """A StatLine table of just these cells. A period has status voorlopig unless said otherwise."""
    keys = [_split(cell) for cell in cells]
    names = [list(dict.fromkeys(column)) for column in zip(*keys, strict=True)]
    codes = [np.array([names[n].index(key[n]) for key in keys], dtype=np.int64) for n in range(4)]
    words, titles, places = statuses or {}, topic_titles or {}, region_titles or {}
    return TableSnapshot(
        table=table, title=f"Tabel {table}", stamp=Stamp(modified),
        topics=[
            Topic(name, f"{name}_{n}", titles.get(name, name.capitalize()), "", unit, decimals, rounding, "")
            for n, name in enumerate(names[0])
        ],
        regions=[(code, places.get(code, f"Regio {code}")) for code in names[1]],
        periods=[FeedPeriod(Period.parse(key), key, words.get(key, "voorlopig"), "CBS") for key in names[2]],
        breakdowns=names[3],
        indicator=codes[0], region=codes[1], period=codes[2], breakdown=codes[3],
        value=np.array([np.nan if isinstance(held, CellState) else held for held in cells.values()]),
        state=np.array([_state(held) for held in cells.values()], dtype=np.int8),
    )  # fmt: skip


def vintage(day: str, *, kind: str = "statline") -> Vintage:
    known_on = date.fromisoformat(day)
    return Vintage(
        kind=kind, host="opendata.cbs.nl", known_on=known_on, known_on_precision="dag", known_on_basis="cbs-modified",
        published_on=known_on, fetched_at=datetime.combine(known_on, time(6, 45), UTC), source_url="https://cbs/84847NED",
    )  # fmt: skip


def publication(
    key: str, day: str, cells: Cells, *, rounding: float | None = 5.0, status: str = "voorlopig",
    basis: str = "gepubliceerd", place: int = 1,
) -> PublishedSource:  # fmt: skip
    """A bundled source of just these cells."""
    figures = [
        PublishedFigure(
            *_split(cell), None if isinstance(held, CellState) else float(held), _state(held), "aantal", rounding,
            status, "in de tekst",
        )
        for cell, held in cells.items()
    ]  # fmt: skip
    return PublishedSource(
        key=key, table="CBS-nieuwsbericht", title=key, url=f"https://nieuws/{key}", known_on=date.fromisoformat(day),
        known_on_precision="dag", known_on_basis=basis, place=place, figures=tuple(figures),
        content_hash=repr((key, day, cells, rounding, status)),
    )  # fmt: skip


def deliver(store: Store, day: str, cells: Cells, *, statuses: Mapping[str, str] | None = None) -> Stored | None:
    """Add a StatLine delivery known on this day."""
    return store.writer.add_statline(snapshot(cells, statuses=statuses), vintage(day))


def publish(store: Store, sources: Iterable[PublishedSource]) -> None:
    store.writer.add_bundle(sources, [])


def ask(store: Store, cell: str, *, as_of: str | None = None) -> Observation | None:
    """The answer for one cell; None where nothing known ever carried it."""
    indicator, region, period, breakdown = _split(cell)
    day = date.fromisoformat(as_of) if as_of else None
    found = observations(store.reader.figures(Question([indicator], [region], [period], [breakdown], as_of=day)).table)
    return found[0] if found else None


def answer(store: Store, cell: str, *, as_of: str | None = None) -> Observation:
    """The answer for one cell that some known load carried."""
    found = ask(store, cell, as_of=as_of)
    assert found is not None, cell
    return found


def table(store: Store, *, as_of: date | None = None) -> pd.DataFrame:
    """All figures, with the loads under their own titles and days, which do not depend on numbers in the store."""
    figures = store.reader.figures(Question(None, breakdowns=None, as_of=as_of))
    named = {load.id: f"{load.source_title} {load.known_on}" for load in figures.loads.values()}
    return figures.table.assign(load=figures.table["load"].map(named), since=figures.table["since"].map(named))


def _split(cell: str) -> tuple[str, str, str, str]:
    indicator, region, period, *breakdown = cell.split(" ")
    return indicator, region, period, " ".join(breakdown)


def _state(held: float | CellState) -> CellState:
    return held if isinstance(held, CellState) else CellState.VALUE
