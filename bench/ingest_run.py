"""One way of getting a table from CBS into a database, alone in a process of its own; prints what it cost as JSON.

    python -m bench.ingest_run ours|reference CBS-ADDRESS DATABASE-ADDRESS

ours: a first refresh with all its checks, then one that finds nothing changed. reference: what anyone would write
first, ``cbsodata.get_data`` → ``melt`` → ``DataFrame.to_sql``.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import cbsodata
import pandas as pd
from sqlalchemy import create_engine

from data_sources.cbs.client import CbsClient
from data_sources.refresh import Refresh, Refreshed
from data_sources.store.prepare import Store, prepare

TABLE = "84847NED"


def main(kind: str, cbs: str, database: str) -> None:
    if kind == "reference":
        idle = _memory("VmRSS")
        seconds = _timed(lambda: _reference(cbs, database))
        print(json.dumps({"first": seconds, "peak": _memory("VmHWM") - idle}))
        return
    store = prepare(database)
    idle = _memory("VmRSS")
    first = _timed(lambda: _refresh(store, cbs, "stored"))
    peak = _memory("VmHWM") - idle
    print(json.dumps({"first": first, "peak": peak, "unchanged": _timed(lambda: _refresh(store, cbs, "unchanged"))}))
    store.engines.dispose()


def _refresh(store: Store, cbs: str, outcome: str) -> Refreshed:
    job = Refresh(source=CbsClient(cbs, timeout=60, deadline=600), store=store, now=lambda: datetime.now(UTC))
    result = job.run(TABLE, progress=lambda _name, _bytes: None)
    if result.outcome != outcome:
        raise RuntimeError(f"expected {outcome}: {result}")
    return result


def _reference(cbs: str, database: str) -> None:
    cbsodata.options.use_https = False
    rows = cbsodata.get_data(TABLE, catalog_url=urlsplit(cbs).netloc, proxies={})
    long = pd.DataFrame(rows).melt(id_vars=["ID", "RegioS", "Perioden"])
    long.to_sql("observation_by_pandas", create_engine(database), index=False)


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _memory(name: str) -> int:
    """Bytes of this process, as Linux counts them."""
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(lines[name].split()[0]) * 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
