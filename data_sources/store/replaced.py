"""What a load put in the place of bundled figures: the first StatLine figures of a cell, or a later publication."""

from __future__ import annotations

from itertools import groupby

from sqlalchemy import Engine

from data_sources.period import Period
from data_sources.store.load_changes import CellChange, ChangeFilter
from data_sources.store.loads import is_statline
from data_sources.store.revisions import side_of
from data_sources.store.selection import select_bundled
from data_sources.store.steps import Follower

SAME = "gelijk"


def replaced(engine: Engine, load: int, *, asked: ChangeFilter | None = None) -> list[CellChange]:
    """The cells of which a bundled source answered until this load did, among those asked for.

    kind: that of a revision (waarde, preciezer, status), or gelijk where the answer stayed the same.
    """
    with engine.begin() as connection:
        selection = select_bundled(connection)
    follower, found = Follower(selection), []
    for key, cell in groupby(selection.rows, key=lambda row: row.key):
        indicator, region, period, breakdown = selection.cell(key)
        if asked is not None and not asked.holds(indicator=indicator, region=region, period=period):
            continue
        for change in follower.changes(list(cell)):
            if change.new.recoded:
                # Nothing came in the place of this cell: CBS has the figure under a code that no bundle knows.
                continue
            if change.new.load == load and not is_statline(selection.loads[change.old.load]):
                topic = selection.topics.get((load, key[0]))
                old, new = side_of(change.old, selection), side_of(change.new, selection)
                found.append(
                    CellChange(
                        indicator, region, period, breakdown, change.kind or SAME, old, new,
                        topic.unit if topic else None, topic.rounding if topic else None,
                    )
                )  # fmt: skip
    return sorted(found, key=lambda item: (item.indicator, item.region, item.breakdown, Period.parse(item.period)))
