"""The fictional editions of 'Gebieden in Nederland', cut down to a few municipalities, and what may be wrong in one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from data_sources.cbs.rows import Rows
from data_sources.cbs.tables import Feed
from data_sources.divisions import Divisions, Edition, Municipality
from demo.changes import small
from demo.gebieden import build_edition
from demo.table import FictionalTable
from demo.topics import Row

NEWEST, OLDER = "86247NED", "86059NED"
# In Drenthe, in Haaglanden and in Midden-Brabant.
DRENTHE, GAGELHAGE, BRABANT = "GM7007", "GM7093", "GM7180"
ARRONDISSEMENT, POLITIE, VEILIGHEID, VEILIG_THUIS, PROVINCIE = (
    "Arrondissementen (rechtsgebieden)", "Politie Regionale eenheden ", "Veiligheidsregio's", "Veilig Thuis-regio's",
    "Provincies",
)  # fmt: skip


@cache
def edition(year: int = 2026) -> FictionalTable:
    """An edition with three municipalities."""
    return small(build_edition(year), regions=[DRENTHE, GAGELHAGE, BRABANT])


def feed(table: FictionalTable) -> Feed:
    """The table as the client brings it in."""
    return Feed(
        table.table_id, f"http://cbs/{table.table_id}", table.sets["TableInfos"][0], table.sets["DataProperties"],
        {"RegioS": table.sets["RegioS"]}, Rows.of(table.sets["UntypedDataSet"]),
    )  # fmt: skip


def municipality(found: Edition | Divisions, code: str) -> Municipality:
    [item] = [item for item in found.municipalities if item.code == code]
    return item


def with_text(table: FictionalTable, code: str, group: str, topic: str, text: str | None) -> FictionalTable:
    """With another text for one municipality in the column of this group and topic."""
    key = _key(table, group, topic)
    return _with_rows(table, [row | ({key: text} if _code(row) == code else {}) for row in _rows(table)])


def with_row(table: FictionalTable, region: str) -> FictionalTable:
    """With a further row for this region, otherwise like the first."""
    return _with_rows(table, [*_rows(table), _rows(table)[0] | {"RegioS": region}])


def without_rows(table: FictionalTable) -> FictionalTable:
    return _with_rows(table, [])


def without_column(table: FictionalTable, group: str, topic: str) -> FictionalTable:
    """Without the column in the rows; DataProperties still promises it."""
    key = _key(table, group, topic)
    return _with_rows(table, [{name: text for name, text in row.items() if name != key} for row in _rows(table)])


def with_titles(table: FictionalTable, titles: dict[str, str]) -> FictionalTable:
    """With other titles in DataProperties, groups and topics alike."""
    properties = table.sets["DataProperties"]
    assert titles.keys() <= {row["Title"] for row in properties}
    renamed = [row | {"Title": titles.get(str(row["Title"]), row["Title"])} for row in properties]
    return replace(table, sets={**table.sets, "DataProperties": renamed})


def without_properties(table: FictionalTable, kind: str) -> FictionalTable:
    """Without the DataProperties of this kind."""
    kept = [row for row in table.sets["DataProperties"] if row["Type"] != kind]
    return replace(table, sets={**table.sets, "DataProperties": kept})


def with_title(table: FictionalTable, title: str) -> FictionalTable:
    """With another title of the table itself."""
    return replace(table, sets={**table.sets, "TableInfos": [table.sets["TableInfos"][0] | {"Title": title}]})


def _rows(table: FictionalTable) -> list[Row]:
    return table.sets["UntypedDataSet"]


def _with_rows(table: FictionalTable, rows: list[Row]) -> FictionalTable:
    return replace(table, sets={**table.sets, "UntypedDataSet": rows, "TypedDataSet": rows})


def _code(row: Row) -> str:
    return str(row["RegioS"]).strip()


def _key(table: FictionalTable, group: str, topic: str) -> str:
    properties = table.sets["DataProperties"]
    [parent] = [row["ID"] for row in properties if row["Title"] == group]
    [key] = [row["Key"] for row in properties if row["ParentID"] == parent and row["Title"] == topic]
    return str(key)
