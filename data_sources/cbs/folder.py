"""A folder as ``cbsodata.download_data(id, dir=…)`` writes it: one JSON list of rows a file, read as a Feed.

By cbsodata's inverted flag such a folder holds TypedDataSet; with ``typed=True`` UntypedDataSet. See README.md.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import cast

from data_sources.cbs.data_sets import TYPED, UNTYPED, typed_feed
from data_sources.cbs.file_source import FileSource, file_bytes, hash_of_files
from data_sources.cbs.rows import Row, Rows
from data_sources.cbs.tables import Feed
from data_sources.errors import SourceUnreadable, TableRejected, UsageError
from data_sources.stamp import Stamp
from data_sources.table_source import Progress

_NEEDED = ("TableInfos", "DataProperties")
_TYPED_WHY = "in de map staat geen UntypedDataSet.json"


class Folder(FileSource):
    """A TableSource out of a folder. ``file_hash``: of the files of the table, see ``hash_of_files``."""

    def __init__(self, path: Path, *, table: str | None) -> None:
        """Raises UsageError for what is no such folder or another table, SourceUnreadable where it cannot tell."""
        missing = [name for name in _NEEDED if not (path / f"{name}.json").is_file()]
        if missing:
            raise UsageError(
                f"'{path}' is geen map van cbsodata.download_data: {missing[0]}.json ontbreekt.",
                expected=_NEEDED, found=sorted(item.name for item in path.iterdir()),
            )  # fmt: skip
        self._path = path
        found = self._identifier(needed=table is None)
        if table is None and found is None:
            raise UsageError(f"TableInfos.json in '{path}' noemt geen tabel. Geef de tabel mee met --table.")
        if table is not None and found not in {None, table}:
            raise UsageError(f"De map '{path}' bevat tabel {found}, niet {table}.", expected=table, found=found)
        super().__init__(path, table=str(table or found))

    @cached_property
    def file_hash(self) -> str:
        return hash_of_files(self._bytes)

    def stamp(self, table: str, *, end: float, progress: Progress) -> Stamp:
        return Stamp.of_info(self._info())

    def fetch(self, table: str, *, end: float, progress: Progress) -> Feed:
        """All of the table, with UntypedDataSet where it is there. Raises SourceUnreadable."""
        lists = {key: self._rows(key) for key in _dimensions(self._rows("DataProperties"))}
        sets = [name for name in (UNTYPED, TYPED) if f"{name}.json" in self._bytes]
        properties = self._rows("DataProperties")
        feed = Feed(self.table, self.table_url(self.table), self._info(), properties, lists, sets=sets)
        if UNTYPED in sets:
            return self._whole(replace(feed, rows=Rows.of(self._rows(UNTYPED))), UNTYPED)
        return self.with_typed(feed, why=_TYPED_WHY, end=end, progress=progress)

    def with_typed(self, feed: Feed, *, why: str, end: float, progress: Progress) -> Feed:
        return self._whole(typed_feed(feed, Rows.of(self._rows(TYPED)), why=why), TYPED)

    def _whole(self, feed: Feed, name: str) -> Feed:
        """The feed itself; TableRejected when a code of a list has no rows, as after a download with a filter."""
        for key, listed in feed.code_lists.items():
            found = {str(code).strip() for code in feed.rows.columns.get(key, [])}
            lacking = [code for row in listed if (code := str(row.get("Key")).strip()) not in found]
            if lacking and len(feed.rows):
                named = ", ".join(lacking[:3]) + (" en meer" if len(lacking) > 3 else "")
                raise TableRejected(
                    f"In {name}.json van de map '{self.file_name}' ontbreken codes die wel in {key}.json staan"
                    f" ({named}). Download de hele tabel, zonder filters. De oude cijfers blijven staan.",
                    check="volledigheid", table=self.table, expected=key, found=lacking,
                )  # fmt: skip
        return feed

    def _identifier(self, *, needed: bool) -> str | None:
        try:
            return str(self._info().get("Identifier") or "").strip() or None
        except SourceUnreadable:
            # With a table of its own the attempt can be kept, and fails when the folder is read.
            if needed:
                raise
            return None

    def _info(self) -> Row:
        rows = self._rows("TableInfos")
        return rows[0] if rows else {}

    @cached_property
    def _bytes(self) -> dict[str, bytes]:
        """The files of the table by name, read once, so that what is hashed is what is stored."""
        metadata = {f"{name}.json": file_bytes(self._path / f"{name}.json") for name in _NEEDED}
        names = [*_dimensions(self._parsed(metadata, "DataProperties")), UNTYPED, TYPED]
        others = (self._path / f"{name}.json" for name in names)
        return metadata | {item.name: file_bytes(item) for item in others if item.is_file()}

    def _rows(self, name: str) -> list[Row]:
        return self._parsed(self._bytes, name)

    def _parsed(self, files: dict[str, bytes], name: str) -> list[Row]:
        if f"{name}.json" not in files:
            raise self._unreadable(name, "ontbreekt", found=None)
        try:
            # cbsodata writes plain ASCII; an editor may have put a mark of byte order in front.
            rows = json.loads(files[f"{name}.json"].decode("utf-8-sig"))
        except ValueError as error:
            empty = not files[f"{name}.json"].strip()
            what = "is leeg" if empty else "is geen leesbare JSON; mogelijk is het afgebroken"
            raise self._unreadable(name, what, found=repr(error)) from error
        if not isinstance(rows, list) or any(not isinstance(row, dict) for row in rows):
            raise self._unreadable(name, "is geen lijst van rijen", found=type(rows).__name__)
        return cast("list[Row]", rows)

    def _unreadable(self, name: str, what: str, *, found: object) -> SourceUnreadable:
        return SourceUnreadable(
            f"Het bestand {name}.json in de map '{self._path.name}' {what}. De oude cijfers blijven staan.",
            path=str(self._path), file=f"{name}.json", found=found,
        )  # fmt: skip


def _dimensions(properties: list[Row]) -> list[str]:
    """The keys of the dimensions, which are the names of their code lists."""
    return [
        str(row.get("Key")).strip()
        for row in properties
        if "Dimension" in str(row.get("Type")) or row.get("Type") == "GeoDetail"
    ]
