"""XLSX: what stands in the cells of its sheets. A streaming reader, since those of libraries keep more than they need
of a file, and do not tell which cells are merged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from openpyxl.utils.datetime import from_excel

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
from data_sources.pilots.sheets.limits import MAX_COLUMNS, MAX_TEXT
from data_sources.pilots.sheets.markup import read_xml
from data_sources.pilots.sheets.unpack import Parts, damaged
from data_sources.pilots.sheets.xlsx_book import (
    Pieces,
    Reader,
    SharedTexts,
    Styles,
    Workbook,
    book_path,
    part_of,
    targets_of,
)

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_QUOTED_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')

_FIRST_PART = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*')
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)')


def read_xlsx(parts: Parts) -> Grid:
    """The cells of all sheets. Raises NotReadable for a workbook that is not whole."""
    path = book_path(parts)
    book = Workbook()
    read_xml(part_of(parts, path), book)
    targets = targets_of(parts, path)
    texts = SharedTexts()
    styles = Styles()
    for kind, reader in (("sharedStrings", texts), ("styles", styles)):
        found = next((item.path for item in targets.values() if item.kind == kind), None)
        if found is not None:
            read_xml(part_of(parts, found), reader)
    grid = Grid()
    for name, relation in book.sheets:
        target = targets.get(relation)
        if target is None:
            raise damaged()
        if target.kind != "worksheet":
            continue
        grid.add_sheet(name)
        sheet = _SheetReader(grid, texts.texts, styles.formats, book.epoch)
        read_xml(part_of(parts, target.path), sheet)
        sheet.spoil_merged()
    return grid


class _SheetReader(Reader):
    """Puts the cells of one sheet into the grid."""

    def __init__(self, grid: Grid, texts: Sequence[str], formats: Sequence[str], epoch: datetime) -> None:
        self._grid, self._texts, self._formats, self._epoch = grid, texts, formats, epoch
        self._merged: list[str] = []
        self._line = self._column = 0
        self._kind, self._style = "n", 0
        self._in_value = self._formula = False
        self._value = ""
        self._inline = Pieces()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._inline.start(name)
        if name == "row":
            self._line, self._column = attribute_number(attributes, "r", self._line + 1), 0
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "v":
            self._in_value = True
        elif name == "f":
            self._formula = True
        elif name == "mergeCell" and len(self._merged) < MAX_COLUMNS * 10:
            self._merged.append(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        self._inline.end(name)
        if name == "v":
            self._in_value = False
        elif name == "c":
            self._grid.put(self._line, self._column, self._cell())

    def text(self, data: str) -> None:
        if self._in_value and len(self._value) < MAX_TEXT:
            self._value += data[:MAX_TEXT]
        self._inline.add(data)

    def spoil_merged(self) -> None:
        """The first cell of each merged range, where its line has anything."""
        for reference in self._merged:
            match = _REFERENCE.match(reference)
            if match:
                self._grid.spoil(int(match[2]), _column_number(match[1]), MERGED)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._grid.count_cell()
        match = _REFERENCE.fullmatch(attributes.get("r", ""))
        if match:
            self._line, self._column = int(match[2]), _column_number(match[1])
        else:
            self._column += 1
        self._kind, self._style = attributes.get("t", "n"), attribute_number(attributes, "s", 0)
        self._value, self._formula, self._in_value = "", False, False
        self._inline.take()

    def _cell(self) -> Cell:
        if self._formula:
            return Cell(self._value, FORMULA)
        if self._kind == "s":
            number = attribute_number({"v": self._value.strip()}, "v", len(self._texts))
            if number >= len(self._texts):
                raise damaged()
            return error_or(self._texts[number])
        if self._kind == "inlineStr":
            return error_or(self._inline.take())
        if self._kind == "b":
            return Cell("WAAR" if self._value.strip() == "1" else "ONWAAR")
        if self._kind == "e":
            return Cell(self._value, ERROR)
        if self._kind != "n" or not self._value.strip():
            return error_or(self._value)
        return self._number()

    def _number(self) -> Cell:
        style = self._formats[self._style] if self._style < len(self._formats) else "General"
        shown = _QUOTED_FORMAT.sub("", style.split(";")[0]).lower()
        # A month is written m, and so is a minute: with neither day nor year it is a time of day.
        if "d" not in shown and "y" not in shown:
            return number_cell(self._value, percentage="%" in shown, words=_words_of(style))
        day = self._day()
        if day is None:
            return Cell(self._value, ERROR)
        return day_cell(day, with_day="d" in shown, with_month="m" in shown, with_year="y" in shown)

    def _day(self) -> date | None:
        try:
            found = from_excel(float(self._value), self._epoch)
        except (ValueError, OverflowError):
            return None
        return found.date() if isinstance(found, datetime) else None


def _words_of(style: str) -> str:
    """What a number format shows by itself, of its part for numbers above zero."""
    first = _FIRST_PART.match(style)
    return "".join("".join(found) for found in _LITERAL.findall(first.group() if first else ""))


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
