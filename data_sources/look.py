"""The first look at a table: whether CBS's marks of change are those of a time when every cell was compared."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Engine

from data_sources.cbs.topics import TopicChoice
from data_sources.stamp import Stamp
from data_sources.store.history import Attempt, last_success, storing_attempt

# However often CBS says that nothing changed, every cell is compared once a week. Half a day less: what runs daily at
# one moment begins now a little earlier, now a little later.
FULL_COMPARE = timedelta(days=6, hours=12)


def mark(stamp: Stamp, topic_map: Mapping[str, TopicChoice]) -> dict[str, object]:
    """The stamp as an attempt keeps it, with how topics were pointed at: another line may mean other figures."""
    lines = repr(sorted(topic_map.items(), key=lambda item: item[0]))
    return {**stamp.record(), "topic_map": hashlib.sha256(lines.encode()).hexdigest()[:16]}


def last_compared(reader: Engine, table: str, *, host: str, now: datetime) -> Attempt | None:
    """The last success at a table from this host, when a look may be held against it; None when it may not.

    Every cell was compared within the week, since the newest load was stored (a file may have brought that one), and
    CBS gave a mark of change by then.
    """
    compared = last_success(reader, table, host=host, compared=True)
    last = last_success(reader, table, host=host)
    if compared is None or last is None or not (last.stamp or {}).get("modified"):
        return None
    fresh = timedelta(0) <= now - compared.started_at < FULL_COMPARE
    stored = storing_attempt(reader, table)
    return last if fresh and stored is not None and compared.id >= stored else None
