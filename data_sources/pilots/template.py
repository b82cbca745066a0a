"""The spreadsheet in which people fill in rows, with the choices that this ledger has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from data_sources.pilots.intake import Known, RawRow
from data_sources.pilots.sheets.layout import Page, build_pages
from data_sources.pilots.sheets.write_ods import write_ods
from data_sources.pilots.sheets.write_xlsx import write_xlsx

SheetKind = Literal["xlsx", "ods"]
MEDIA_TYPES: Mapping[SheetKind, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_WRITERS: Mapping[SheetKind, Callable[[Sequence[Page]], bytes]] = {"xlsx": write_xlsx, "ods": write_ods}


def template(known: Known, kind: SheetKind, rows: Sequence[RawRow] = ()) -> bytes:
    """The file; the same for the same ledger and rows. ``rows``: records of the ledger, which are filled in as people
    write them, to be corrected.
    """
    return _WRITERS[kind](build_pages(known, rows))
