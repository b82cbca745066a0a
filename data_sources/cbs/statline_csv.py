"""A CSV as a person downloads it from StatLine, read as a Feed. Which shapes are accepted stands in README.md.

A CSV says less than CBS's metadata: no table, no moment of change, often titles where CBS has codes. What it
leaves out comes from the newest load of the table, and what cannot be placed for certain is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from data_sources.cbs.csv_axes import category_axis, period_axis, region_axis
from data_sources.cbs.csv_cover import check_cover
from data_sources.cbs.csv_head import Head, TopicColumn, not_understood, read_head
from data_sources.cbs.csv_lines import read_lines, read_text
from data_sources.cbs.file_source import FileSource, file_bytes
from data_sources.cbs.printed_numbers import SECRET, decimals_of, plain_numbers
from data_sources.cbs.rows import Row, Rows
from data_sources.cbs.tables import Feed
from data_sources.errors import SourceUnreadable
from data_sources.findings import warning
from data_sources.known_table import KnownTable
from data_sources.registry import SOURCES
from data_sources.stamp import Stamp
from data_sources.table_source import Progress

_REGION_KEY, _PERIOD_KEY = "RegioS", "Perioden"
_NO_SYMBOLS = (
    "In het bestand staat nergens een punt voor een geheim cijfer; lege cellen zijn gelezen als geheim of onbekend."
    " Download 'CSV met statistische symbolen' om te weten waarom een cijfer ontbreekt."
)

Cells = Mapping[str, Sequence[str | None]]


class StatlineCsv(FileSource):
    """A TableSource out of one CSV. ``known``: the newest load of the table. ``file_hash``: sha256 of the file."""

    def __init__(self, path: Path, *, table: str, known: KnownTable) -> None:
        super().__init__(path, table=table)
        self._path = path
        self._known = known

    @cached_property
    def file_hash(self) -> str:
        return hashlib.sha256(self._content).hexdigest()

    @cached_property
    def _content(self) -> bytes:
        return file_bytes(self._path)

    def stamp(self, table: str, *, end: float, progress: Progress) -> Stamp:
        """Empty: a CSV does not tell when the table changed."""
        return Stamp()

    def fetch(self, table: str, *, end: float, progress: Progress) -> Feed:
        """All of the file. Raises SourceUnreadable, or TableRejected for what cannot be placed."""
        return read_csv(self._content, table=self.table, url=self.table_url(self.table), known=self._known)

    def with_typed(self, feed: Feed, *, why: str, end: float, progress: Progress) -> Feed:
        """There is no second set in a CSV. Raises SourceUnreadable."""
        raise SourceUnreadable(
            f"Het bestand '{self.file_name}' is niet te lezen: {why}. De oude cijfers blijven staan.",
            table=feed.table, found=why,
        )  # fmt: skip


def read_csv(content: bytes, *, table: str, url: str, known: KnownTable) -> Feed:
    """The feed in a CSV. Raises SourceUnreadable (cut off, no numbers) or TableRejected (what cannot be placed)."""
    text, encoding = read_text(content)
    lines = read_lines(text)
    if isinstance(lines, list):
        raise not_understood(_first_unknown(lines), table=table)
    head = read_head(lines.head, known, table=table)
    columns = list(zip(*lines.rows, strict=True)) if lines.rows else [()] * len(lines.head)
    regions = region_axis(columns[head.region], known, table=table)
    periods, basis, status = period_axis(columns[head.period], known, table=table)
    others = {key: category_axis(key, columns[place], known, table=table) for key, place in head.dimensions.items()}
    check_cover(len(lines.rows), regions, periods, others, head, known=known, table=table)
    printed = {lines.head[topic.place]: columns[topic.place] for topic in head.topics}
    counts = {lines.head[topic.place] for topic in head.topics if topic.counts}
    numbers = plain_numbers(printed, counts=counts)
    cells = {topic.name: numbers[lines.head[topic.place]] for topic in head.topics}
    typed = _without_symbols(cells)
    axes = {_REGION_KEY: regions, _PERIOD_KEY: periods, **others}
    sentences = (encoding, status, _NO_SYMBOLS if typed else None)
    findings = [warning("leeswijze", text) for text in sentences if text]
    rows: dict[str, list[object]] = {key: list(axis.codes) for key, axis in axes.items()}
    rows |= {name: list(column) for name, column in cells.items()}
    return Feed(
        table=table, url=url, info={"Title": _title(table, known)}, properties=_properties(head, cells, known),
        code_lists={key: axis.listed for key, axis in axes.items()},
        rows=Rows(rows, len(lines.rows)), typed=typed,
        findings=findings, status_basis=basis,
    )  # fmt: skip


def _first_unknown(line: list[str]) -> str:
    """The first cell of a line that is no head; the whole of a file without columns."""
    return line[0] if line else "(geen kolommen)"


def _without_symbols(cells: Cells) -> bool:
    """Whether blanks stand for whatever is missing: StatLine's download without symbols has no point anywhere."""
    return not any(SECRET in column for column in cells.values()) and any(None in column for column in cells.values())


def _title(table: str, known: KnownTable) -> str:
    return known.title or (SOURCES[table].title if table in SOURCES else f"Tabel {table}")


def _properties(head: Head, cells: Cells, known: KnownTable) -> list[Row]:
    """The rows of DataProperties that the head amounts to."""
    titles = {item.dimension: item.dimension_title for item in known.categories}
    rows: list[Row] = [
        {"ID": 0, "ParentID": None, "Type": "GeoDimension", "Key": _REGION_KEY, "Title": "Regio's"},
        {"ID": 1, "ParentID": None, "Type": "TimeDimension", "Key": _PERIOD_KEY, "Title": "Perioden"},
    ]
    for key in head.dimensions:
        rows.append({"ID": len(rows), "ParentID": None, "Type": "Dimension", "Key": key, "Title": titles[key]})
    groups: dict[tuple[str, ...], int] = {}
    for topic in head.topics:
        for depth in range(1, len(topic.groups) + 1):
            path = topic.groups[:depth]
            if path not in groups:
                above = groups.get(path[:-1])
                groups[path] = len(rows)
                rows.append({"ID": len(rows), "ParentID": above, "Type": "TopicGroup", "Key": "", "Title": path[-1]})
        rows.append(
            {
                "ID": len(rows), "ParentID": groups.get(topic.groups), "Type": "Topic", "Key": topic.name,
                "Title": topic.title, "Unit": topic.unit, "Decimals": _decimals(topic, cells), "Description": "",
            }
        )  # fmt: skip
    return rows


def _decimals(topic: TopicColumn, cells: Cells) -> int | None:
    """As CBS gave before, unless the file shows more; a column without numbers shows none."""
    shown = decimals_of(cells[topic.name])
    if topic.decimals is not None:
        return max(topic.decimals, shown or 0)
    return 0 if topic.counts else shown
