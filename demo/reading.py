"""A fictional table by meaning instead of by key: what a test expects of a figure, whatever its topic number."""

from __future__ import annotations

from typing import NamedTuple

from data_sources.contract import UNIT_COUNT
from demo.table import FictionalTable


class Place(NamedTuple):
    """Where a figure stands; region and title without the spaces behind them."""

    region: str
    period: str
    title: str
    unit: str = UNIT_COUNT


def wire_cells(table: FictionalTable, *, data_set: str) -> dict[Place, object]:
    """Every cell of TypedDataSet or UntypedDataSet as it goes over the wire."""
    topics = [
        (str(row["Key"]), str(row["Title"]).strip(), str(row["Unit"]))
        for row in table.sets["DataProperties"]
        if row["Type"] == "Topic"
    ]
    return {
        Place(str(row["RegioS"]).rstrip(), str(row["Perioden"]), title, unit): row[key]
        for row in table.sets[data_set]
        for key, title, unit in topics
    }
