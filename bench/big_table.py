"""A fictional table of any size for the bench: the demonstration's own in the wire form of CBS, made larger."""

from __future__ import annotations

from itertools import count

from demo.table import FictionalTable, build_release
from demo.topics import Row

TOPICS = 28


def big_table(*, values: int) -> FictionalTable:
    """About so many values: the topics of release 2 twice, and as many regions as it takes.

    Regions beyond the real ones repeat municipalities under numbers of their own, so that all sums stay right.
    """
    table = build_release(2)
    keys = [str(row["Key"]) for row in table.sets["DataProperties"] if row["Type"] == "Topic"]
    periods = len(table.sets["Perioden"])
    sets = dict(table.sets)
    sets["DataProperties"] = [
        *sets["DataProperties"],
        *(
            row | {"ID": 1000 + int(str(row["ID"])), "Key": f"{row['Key']}9", "Title": f"{row['Title']} (2)"}
            for row in sets["DataProperties"]
            if row["Type"] == "Topic"
        ),
    ]  # fmt: skip
    regions = _regions(table, wanted=round(values / (periods * 2 * len(keys))))
    sets["RegioS"] = [row for _, row in regions]
    for name in ("UntypedDataSet", "TypedDataSet"):
        by_region: dict[str, list[Row]] = {}
        for row in table.sets[name]:
            by_region.setdefault(str(row["RegioS"]), []).append(row)
        numbers = count()
        sets[name] = [
            {**row, **{f"{key}9": row[key] for key in keys}, "ID": next(numbers), "RegioS": region["Key"]}
            for source, region in regions
            for row in by_region[source]
        ]
    return FictionalTable(table.table_id, sets)


def _regions(table: FictionalTable, *, wanted: int) -> list[tuple[str, Row]]:
    """The regions of the table, then copies of its municipalities: whose figures they have, and their row."""
    listed = table.sets["RegioS"]
    found = [(str(row["Key"]), row) for row in listed]
    municipalities = [row for row in listed if str(row["Key"]).startswith("GM")]
    for number in range(wanted - len(found)):
        model = municipalities[number % len(municipalities)]
        found.append((str(model["Key"]), model | {"Key": f"WK{number:06d}", "Title": f"{model['Title']} {number}"}))
    return found[:wanted]
