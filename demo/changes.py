"""Variants of a fictional table, for tests: each gives a new table and keeps both data sets in step.

A name that is not in the table raises ValueError, so that a test cannot pass because nothing was changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from data_sources.contract import UNIT_COUNT
from demo.cells import Cell, typed, untyped
from demo.releases import period_row
from demo.table import FictionalTable
from demo.topics import Row

DATA_SETS = ("UntypedDataSet", "TypedDataSet")
# After the last of the releases.
_ENDED_ON = "2026-11-02T02:00:00"

Item = TypeVar("Item")


def without_set(table: FictionalTable, name: str) -> FictionalTable:
    """Without that entity set, in the root document too: CategoryGroups is absent in many real tables."""
    _found([set_name for set_name in table.sets if set_name == name], f"set {name}")
    return replace(table, sets={known: rows for known, rows in table.sets.items() if known != name})


def small(table: FictionalTable, regions: Iterable[str]) -> FictionalTable:
    """Only these regions, given without padding; every period and topic stays."""
    wanted = set(regions)
    _found(sorted(wanted) if wanted <= set(_region_codes(table)) else [], f"regions {sorted(wanted)}")
    return _keep(table, rows=lambda row: _code(row["RegioS"]) in wanted, RegioS=lambda row: _code(row["Key"]) in wanted)


def without_region(table: FictionalTable, code: str) -> FictionalTable:
    """Without the region, in the code list and in the rows."""
    _found([known for known in _region_codes(table) if known == code], f"region {code}")
    return _keep(table, rows=lambda row: _code(row["RegioS"]) != code, RegioS=lambda row: _code(row["Key"]) != code)


def without_row(table: FictionalTable, *, region: str, period: str) -> FictionalTable:
    """Without the figures of one region in one period; both stay in their code lists."""
    _row_number(table, region=region, period=period)
    return _keep(table, rows=lambda row: (_code(row["RegioS"]), row["Perioden"]) != (region, period))


def with_value(
    table: FictionalTable, *, region: str, period: str, topic_title: str, unit: str = UNIT_COUNT, value: Cell
) -> FictionalTable:
    """With one other cell: a number, "." for secret, None for blank."""
    [topic] = _topics(table, topic_title, unit)
    key, decimals = str(topic["Key"]), int(str(topic["Decimals"]))
    number = _row_number(table, region=region, period=period)
    forms = {"TypedDataSet": typed(value), "UntypedDataSet": untyped(value, decimals=decimals)}
    changed = {
        name: [row | {key: forms[name]} if row["ID"] == number else row for row in table.sets[name]]
        for name in _data_sets(table)
    }
    return _with_sets(table, changed)


def with_period(table: FictionalTable, key: str, title: str, status: str) -> FictionalTable:
    """With a further period, of any kind, for all regions; its figures are those of each region's first period.

    The title is taken as it stands, without a mark for the status.
    """
    if any(row["Key"] == key for row in table.sets["Perioden"]):
        raise ValueError(f"period {key} is already there")
    periods = [*table.sets["Perioden"], period_row(key, title="", status=status) | {"Title": title}]
    first = table.sets["Perioden"][0]["Key"]
    changed = {"Perioden": sorted(periods, key=lambda row: str(row["Key"]))}
    for name in _data_sets(table):
        copies: dict[object, list[Row]] = {}
        for row in table.sets[name]:
            copies.setdefault(row["RegioS"], []).append(row)
            if row["Perioden"] == first:
                copies[row["RegioS"]].append(row | {"Perioden": key})
        changed[name] = _numbered(
            row for rows in copies.values() for row in sorted(rows, key=lambda row: str(row["Perioden"]))
        )
    return _with_sets(table, changed)


def with_status(table: FictionalTable, period: str, status: str | None) -> FictionalTable:
    """With another status of one period, its mark and description included; an unknown word gets no mark."""
    _found([row for row in table.sets["Perioden"] if row["Key"] == period], f"period {period}")
    changed = [
        period_row(period, title=str(row["Title"]).rstrip("* "), status=status) if row["Key"] == period else row
        for row in table.sets["Perioden"]
    ]
    return _with_sets(table, {"Perioden": changed})


def with_modified(table: FictionalTable, modified: str | None) -> FictionalTable:
    """With another Modified in TableInfos; None takes the field away. MetaDataModified stays."""
    info = table.sets["TableInfos"][0] | {"Modified": modified}
    if modified is None:
        del info["Modified"]
    return _with_sets(table, {"TableInfos": [info]})


def half(table: FictionalTable) -> FictionalTable:
    """With the first half of its rows only and nothing that says so, as when a download is cut between two rows."""
    return _with_sets(table, {name: table.sets[name][: len(table.sets[name]) // 2] for name in _data_sets(table)})


def empty(table: FictionalTable) -> FictionalTable:
    """Without a single row; what it says of itself and its code lists stay."""
    return _with_sets(table, {name: [] for name in _data_sets(table)})


def with_double_row(table: FictionalTable) -> FictionalTable:
    """With its first row a second time, behind all others."""
    return _with_sets(table, {name: _numbered([*table.sets[name], table.sets[name][0]]) for name in _data_sets(table)})


def discontinued(table: FictionalTable) -> FictionalTable:
    """As CBS says that a table has ended: the figures stay as they were, and so does Modified."""
    ended = {"ReasonDelivery": "Stopgezet", "OutputStatus": "Gediscontinueerd", "Frequency": "Stopgezet"}
    info = table.sets["TableInfos"][0] | ended | {"MetaDataModified": _ENDED_ON}
    return _with_sets(table, {"TableInfos": [info]})


def padded(table: FictionalTable, width: int) -> FictionalTable:
    """With region keys padded to this width, as in tables that also hold districts (10)."""
    changed = {"RegioS": [row | {"Key": _code(row["Key"]).ljust(width)} for row in table.sets["RegioS"]]}
    for name in _data_sets(table):
        changed[name] = [row | {"RegioS": _code(row["RegioS"]).ljust(width)} for row in table.sets[name]]
    return _with_sets(table, changed)


def rename_topic(table: FictionalTable, title: str, new_title: str, *, unit: str | None = None) -> FictionalTable:
    """With another title for all topics called so, or only for the one in ``unit``. Keys stay."""
    renamed = {topic["Key"] for topic in _topics(table, title, unit)}
    changed = [row | {"Title": new_title} if row["Key"] in renamed else row for row in table.sets["DataProperties"]]
    return _with_sets(table, {"DataProperties": changed})


def without_topic(table: FictionalTable, title: str, unit: str | None = None) -> FictionalTable:
    """Without the topics called so, or only the one in ``unit``; other keys keep their numbers."""
    gone = {str(topic["Key"]) for topic in _topics(table, title, unit)}
    changed = {"DataProperties": [row for row in table.sets["DataProperties"] if row["Key"] not in gone]}
    for name in _data_sets(table):
        changed[name] = [{key: cell for key, cell in row.items() if key not in gone} for row in table.sets[name]]
    return _with_sets(table, changed)


def renumber_topics(table: FictionalTable) -> FictionalTable:
    """With every number behind a topic key another one, as after a redesign; the order of the topics stays."""
    keys = [str(row["Key"]) for row in table.sets["DataProperties"] if row["Type"] == "Topic"]
    numbers = [key.rpartition("_")[2] for key in keys]
    # Turned round by one, since turning over would leave the middle one of an odd number as it was.
    shifted = [*numbers[1:], *numbers[:1]]
    new = {key: f"{key.rpartition('_')[0]}_{number}" for key, number in zip(keys, shifted, strict=True)}
    changed = {
        "DataProperties": [row | {"Key": new.get(str(row["Key"]), row["Key"])} for row in table.sets["DataProperties"]]
    }
    for name in _data_sets(table):
        changed[name] = [{new.get(key, key): cell for key, cell in row.items()} for row in table.sets[name]]
    return _with_sets(table, changed)


def _with_sets(table: FictionalTable, changed: dict[str, list[Row]]) -> FictionalTable:
    return replace(table, sets={name: changed.get(name, rows) for name, rows in table.sets.items()})


def _keep(table: FictionalTable, *, rows: Callable[[Row], bool], **lists: Callable[[Row], bool]) -> FictionalTable:
    """Only the data rows that ``rows`` accepts, numbered anew, and of each named code list what its test accepts."""
    changed = {name: _numbered(filter(rows, table.sets[name])) for name in _data_sets(table)}
    return _with_sets(table, changed | {name: list(filter(test, table.sets[name])) for name, test in lists.items()})


def _data_sets(table: FictionalTable) -> list[str]:
    return [name for name in DATA_SETS if name in table.sets]


def _numbered(rows: Iterable[Row]) -> list[Row]:
    return [row | {"ID": number} for number, row in enumerate(rows)]


def _region_codes(table: FictionalTable) -> list[str]:
    return [_code(row["Key"]) for row in table.sets["RegioS"]]


def _code(key: object) -> str:
    return str(key).rstrip()


def _topics(table: FictionalTable, title: str, unit: str | None) -> list[Row]:
    """The topics with that title, spaces around it left out, in that unit or in any."""
    return _found(
        [
            row
            for row in table.sets["DataProperties"]
            if row["Type"] == "Topic" and str(row["Title"]).strip() == title.strip() and unit in (None, row["Unit"])
        ],
        f"topic {title!r} in {unit or 'any unit'}",
    )


def _row_number(table: FictionalTable, *, region: str, period: str) -> object:
    rows = table.sets[_data_sets(table)[0]]
    found = [row["ID"] for row in rows if _code(row["RegioS"]) == region and row["Perioden"] == period]
    return _found(found, f"row {region} {period}")[0]


def _found(found: list[Item], what: str) -> list[Item]:
    if not found:
        raise ValueError(f"the table has no {what}")
    return found
