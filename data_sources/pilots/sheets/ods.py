"""ODS: what stands in the cells of its sheets, read as a stream, so that a row that says it stands there a million
times costs no more than one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from data_sources.moment import MONTHS
from data_sources.pilots.sheets.grid import (
    ERROR,
    FORMULA,
    MERGED,
    Cell,
    Grid,
    attribute_number,
    day_cell,
    error_or,
    number_cell,
)
from data_sources.pilots.sheets.limits import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    NotReadable,
    too_many_columns,
    too_many_rows,
)
from data_sources.pilots.sheets.markup import prefixed_name, read_xml
from data_sources.pilots.sheets.unpack import Parts, damaged, locked

MIMETYPE = "mimetype"
CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_TEMPLATE = SPREADSHEET + b"-template"

_CELLS = ("table:table-cell", "table:covered-table-cell")
# Within a cell, and not what it says: notes, drawings.
_ASIDE = ("office:annotation", "draw:")
_ELSEWHERE = ("table:cell-range-source", "table:table-source", "office:dde-source")
_POWER = re.compile(r"(?<=[0-9])[eE](?=[+-]?[0-9])")
_NUMBERS = ("float", "currency")


def read_ods(parts: Parts) -> Grid:
    """The cells of all sheets. Raises NotReadable for a document that is not whole, locked, or has parts elsewhere."""
    if CONTENT not in parts:
        raise damaged()
    grid = Grid()
    read_xml(parts[CONTENT], _ContentReader(grid), prefixed_name)
    return grid


def refused_document(parts: Parts) -> NotReadable | None:
    """What a document of this family is, where it is no spreadsheet that can be read."""
    if parts[MIMETYPE].strip() not in (SPREADSHEET, _TEMPLATE):
        return NotReadable("Dit is een OpenDocument-bestand, maar geen rekenblad (.ods).")
    manifest = _Manifest()
    if MANIFEST in parts:
        read_xml(parts[MANIFEST], manifest, prefixed_name)
    return locked() if manifest.is_locked else None


class _Manifest:
    def __init__(self) -> None:
        self.is_locked = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.is_locked = self.is_locked or name.endswith("encryption-data")

    def end(self, name: str) -> None:
        """Nothing hangs on it."""

    def text(self, data: str) -> None:
        """There is none."""


class _ContentReader:
    """Puts the cells of all sheets into the grid. A table within a cell, and what was deleted, are no sheets."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._line = self._column = self._times = 0
        self._tables = self._aside = self._outside = 0
        self._row: dict[int, Cell] = {}
        self._cell: Mapping[str, str] | None = None
        self._covered = False
        self._text = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _ELSEWHERE:
            raise NotReadable("Het bestand haalt gegevens uit een ander bestand.", "Plak de waarden in het sjabloon.")
        if name.startswith("script:event"):
            raise NotReadable("Het bestand heeft macro's.", "Bewaar het zonder macro's.")
        if name == "table:tracked-changes":
            self._outside += 1
        if self._outside:
            return
        if self._aside or name.startswith(_ASIDE) or name == "table:shapes":
            self._aside += 1
        elif name == "table:table":
            self._begin_table(attributes)
        elif self._tables == 1:
            self._start_inside(name, attributes)

    def _begin_table(self, attributes: Mapping[str, str]) -> None:
        self._tables += 1
        if self._tables == 1:
            self._grid.add_sheet(attributes.get("table:name", ""))
            self._line = 1

    def _start_inside(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table:table-row":
            self._row, self._column = {}, 1
            self._times = attribute_number(attributes, "table:number-rows-repeated")
        elif name in _CELLS:
            self._grid.count_cell()
            self._cell, self._covered, self._text = attributes, name == _CELLS[1], ""
        elif self._cell is not None:
            if name == "text:p" and self._text:
                self._add("\n")
            elif name == "text:s":
                self._add(" " * min(attribute_number(attributes, "text:c"), MAX_TEXT))
            elif name in ("text:tab", "text:line-break"):
                self._add(" ")

    def end(self, name: str) -> None:
        if name == "table:tracked-changes":
            self._outside -= 1
        if self._outside:
            return
        if self._aside:
            self._aside -= 1
        elif name == "table:table":
            self._tables -= 1
        elif self._tables == 1 and name in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
        elif self._tables == 1 and name == "table:table-row":
            self._end_row()

    def text(self, data: str) -> None:
        if self._cell is not None and not self._aside and self._tables == 1:
            self._add(data)

    def _add(self, data: str) -> None:
        if len(self._text) < MAX_TEXT:
            self._text += data[: MAX_TEXT - len(self._text)]

    def _end_cell(self, attributes: Mapping[str, str]) -> None:
        cell = _cell(attributes, self._text.strip())
        times = attribute_number(attributes, "table:number-columns-repeated")
        spans = ("table:number-columns-spanned", "table:number-rows-spanned")
        if any(attribute_number(attributes, span) > 1 for span in spans):
            cell = Cell(cell.text, MERGED)
        if cell.text or cell.trouble:
            # What lies under a merged cell is told of with that cell.
            if self._column + times - 1 > MAX_COLUMNS:
                raise too_many_columns(self._grid.sheets[-1].name)
            for column in range(self._column, self._column + times):
                self._row[column] = Cell(cell.text, MERGED) if self._covered else cell
        self._column += max(times, 1)
        self._cell = None

    def _end_row(self) -> None:
        if self._row:
            if self._times > MAX_ROWS:
                raise too_many_rows()
            for line in range(self._line, self._line + self._times):
                for column, cell in self._row.items():
                    self._grid.count_cell()
                    self._grid.put(line, column, cell)
        self._line += max(self._times, 1)
        self._row = {}


def _cell(attributes: Mapping[str, str], shown: str) -> Cell:
    """``shown``: the text that stands in the cell, as it was laid out."""
    if attributes.get("table:formula"):
        return Cell(shown, FORMULA)
    kind = attributes.get("office:value-type", "")
    if kind in _NUMBERS or kind == "percentage":
        # Of what is shown, 1,5E+06 is a number and no word.
        words = _POWER.sub("", shown)
        return number_cell(attributes.get("office:value", ""), percentage=kind == "percentage", words=words)
    if kind == "date":
        return _date_cell(attributes.get("office:date-value", ""), shown)
    if kind == "boolean":
        return Cell("WAAR" if attributes.get("office:boolean-value") == "true" else "ONWAAR")
    return error_or(shown or attributes.get("office:string-value", "")[:MAX_TEXT])


def _date_cell(value: str, shown: str) -> Cell:
    """Which of day, month and year a cell shows follows from the numbers in it: how it was laid out is far away."""
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return Cell(shown or value, ERROR)
    if not shown:
        return day_cell(day)
    numbers = re.findall(r"[0-9]+", shown)
    named = any(month[:3] in shown.lower() for month in (*MONTHS, "mrt", "mar", "may", "oct"))
    year = next((item for item in reversed(numbers) if int(item) in (day.year, day.year % 100) and len(item) > 1), None)
    if year is not None:
        numbers.remove(year)
    rest = len(numbers) + (1 if named else 0)
    return day_cell(day, with_year=year is not None, with_month=rest > 0, with_day=rest > 1)
