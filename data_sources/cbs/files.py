"""Opening what somebody points at: a folder of cbsodata or a CSV of StatLine, as the source of one table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from data_sources.cbs.folder import Folder
from data_sources.cbs.statline_csv import StatlineCsv
from data_sources.errors import UsageError
from data_sources.known_table import KnownTable


def open_files(path: Path, *, table: str | None, known: Callable[[str], KnownTable]) -> Folder | StatlineCsv:
    """The source at a path. ``known``: what the store knows of a table.

    Raises UsageError for a wrong path, a CSV without table, or a folder of another table; SourceUnreadable for a
    folder that does not tell which table it holds.
    """
    if path.is_dir():
        return Folder(path, table=table)
    if not path.is_file():
        raise UsageError(f"'{path}' is geen bestand of map.", found=str(path))
    if table is None:
        raise UsageError("Een CSV noemt zijn tabel niet. Geef de tabel mee met --table, zoals --table 84847NED.")
    return StatlineCsv(path, table=table, known=known(table))
