"""What a person brings from a machine that can reach CBS: a folder of cbsodata, and a CSV of StatLine."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import cbsodata

from demo.standin import StandIn
from demo.table import FictionalTable

FOOT = '"Bron: CBS"\r\n'
Cell = Callable[[str], str]


def download(table: FictionalTable, folder: Path, *, typed: bool) -> Path:
    """The folder that the real cbsodata writes. ``typed=True`` gives UntypedDataSet: its flag is inverted."""
    before = cbsodata.options.use_https
    cbsodata.options.use_https = False
    try:
        with StandIn(table) as cbs:
            cbsodata.download_data(
                table.table_id, dir=str(folder), typed=typed, catalog_url=cbs.host, proxies={}, timeout=10
            )
    finally:
        cbsodata.options.use_https = before
    return folder


def as_csv(table: FictionalTable, *, coded: bool = False, groups: bool = True, cell: Cell = str.strip) -> str:
    """The table as StatLine prints it: titles (or CBS's codes), one column a topic, every row, and its source below."""
    properties = {row["ID"]: row for row in table.sets["DataProperties"]}
    topics = [row for row in properties.values() if row["Type"] == "Topic"]
    titles = {
        key: {str(row["Key"]).strip(): str(row["Title"]) for row in table.sets[key]} for key in ("RegioS", "Perioden")
    }

    def head(topic: dict[str, object]) -> str:
        above = f"{properties[topic['ParentID']]['Title']}/" if groups and topic["ParentID"] else ""
        return f"{above}{str(topic['Title']).strip()} ({topic['Unit']})"

    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
    keys = [str(topic["Key"]) for topic in topics]
    rows.writerow(["ID", "RegioS", "Perioden", *keys] if coded else ["Regio's", "Perioden", *map(head, topics)])
    for row in table.sets["UntypedDataSet"]:
        codes = [str(row["RegioS"]), str(row["Perioden"])]
        names = codes if coded else [titles[key][code.strip()] for key, code in zip(titles, codes, strict=True)]
        cells = [cell(str(row[key] or "")) for key in keys]
        rows.writerow([*([row["ID"]] if coded else []), *names, *cells])
    return out.getvalue() + ("" if coded else FOOT)


def dutch(cell: str) -> str:
    """A number as a Dutch page prints it: 84.935 and 183,3."""
    text = cell.strip()
    if text in {"", "."}:
        return text
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{rest}" if point else "")
