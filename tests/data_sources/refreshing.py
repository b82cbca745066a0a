"""How the refresh tests refresh: over HTTP, at one moment, into a real store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from data_sources.cbs.client import CbsClient
from data_sources.cbs.topics import TopicChoice
from data_sources.contract import Load
from data_sources.refresh import Refresh, Refreshed
from data_sources.store.history import attempts
from data_sources.store.prepare import Store
from data_sources.table_source import Progress
from demo.reading import Place, wire_cells
from demo.standin import StandIn
from demo.table import FictionalTable
from tests.data_sources.releases import KERNCIJFERS

ADVIEZEN, CASUSSEN = "Gestarte adviezen", "Gestarte casussen"
NOVEMBER = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)


def silent(name: str, count: int) -> None:
    """Shows no progress."""


def refresh(
    store: Store, cbs: StandIn | str, *, accept_host: bool = False, force: bool = True,
    deadline: float = 20, topic_map: Mapping[str, TopicChoice] | None = None, progress: Progress = silent,
    table: str = KERNCIJFERS, now: datetime = NOVEMBER, accept: Sequence[str] = (),
) -> Refreshed:  # fmt: skip
    client = CbsClient(cbs if isinstance(cbs, str) else cbs.url, timeout=5, deadline=deadline, pauses=(0.01,))
    job = Refresh(source=client, store=store, now=lambda: now, topic_map=topic_map or {})
    return job.run(table, accept_host=accept_host, force=force, accept=accept, progress=progress)


def once(store: Store, table: FictionalTable) -> Refreshed:
    """A refresh while CBS has published this table."""
    with StandIn(table) as cbs:
        return refresh(store, cbs)


def loaded(result: Refreshed) -> Load:
    assert result.load is not None, result
    return result.load


def outcomes(store: Store) -> list[str | None]:
    return [attempt.outcome for attempt in attempts(store.engines.reader, table=KERNCIJFERS)]


def wire(table: FictionalTable, region: str, period: str, title: str = ADVIEZEN) -> int:
    return int(str(wire_cells(table, data_set="UntypedDataSet")[Place(region, period, title)]))
