"""Sheets as their readers find them: cells by line and column, whatever kind of file they stood in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import isfinite

from data_sources.pilots.sheets.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    NotReadable,
    too_many_cells,
    too_many_columns,
    too_many_rows,
)

FORMULA, ERROR, MERGED, NO_YEAR, WORDED = "formule", "fout", "samengevoegd", "zonder jaar", "met woorden"
# As spreadsheets write an outcome that is none, in Dutch and English.
ERRORS = (
    "#N/B", "#N/A", "#VERW!", "#REF!", "#WAARDE!", "#VALUE!", "#DEEL/0!", "#DIV/0!", "#NAAM?", "#NAME?", "#GETAL!",
    "#NUM!", "#LEEG!", "#NULL!", "#OVERLOOP!", "#SPILL!",
)  # fmt: skip

_A_WORD = re.compile(r"[^\W\d_]")
_MONEY = re.compile(r"\beuro?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Cell:
    """``text``: what a person would have typed. ``trouble``: '' or why it cannot be taken. ``dated``: it is a date for
    the spreadsheet, of which the text says as much as is shown. ``number``: a number for the spreadsheet.
    """

    text: str
    trouble: str = ""
    dated: bool = False
    number: bool = False


@dataclass
class Sheet:
    """``rows``: by line and column, both from 1, of cells that have something."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)


class Grid:
    """Collects cells, and stops where there are too many."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._rows = self._cells = 0

    def add_sheet(self, name: str) -> Sheet:
        if len(self.sheets) >= MAX_SHEETS:
            raise NotReadable(f"Het bestand heeft meer dan {MAX_SHEETS} bladen.")
        self.sheets.append(Sheet(name[:100]))
        return self.sheets[-1]

    def count_cell(self) -> None:
        """A cell went by, with something in it or not."""
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise too_many_cells()

    def put(self, line: int, column: int, cell: Cell) -> None:
        """In the sheet that was added last; nothing for a cell with nothing in it."""
        if not cell.text.strip() and not cell.trouble:
            return
        sheet = self.sheets[-1]
        if not 1 <= column <= MAX_COLUMNS:
            raise too_many_columns(sheet.name)
        if line not in sheet.rows:
            self._rows += 1
            # Each sheet has a head, which is not counted.
            if self._rows > MAX_ROWS + len(self.sheets):
                raise too_many_rows()
            sheet.rows[line] = {}
        sheet.rows[line][column] = cell

    def spoil(self, line: int, column: int, trouble: str) -> None:
        """Mark a cell of the last sheet, where its line has anything."""
        row = self.sheets[-1].rows.get(line)
        if row is not None and column <= MAX_COLUMNS:
            row[column] = Cell(row[column].text if column in row else "", trouble)


def error_or(text: str) -> Cell:
    """A text; or an error, where it is what a spreadsheet shows for one."""
    return Cell(text, ERROR if text.strip().upper() in ERRORS or text.startswith("Err:") else "")


def number_cell(written: str, *, percentage: bool = False, words: str = "") -> Cell:
    """A number of a spreadsheet as a person would have typed it: no '.0', a decimal comma, per cent as such.

    ``words``: what the layout of the cell shows around it, such as 'ruim' or 'duizend', which the number does not say.
    """
    if _A_WORD.search(_MONEY.sub("", words)):
        return Cell(written, WORDED)
    try:
        value = float(written)
    except ValueError:
        return Cell(written, ERROR)
    if not isfinite(value) or abs(value) >= 1e18:
        return Cell(written, ERROR)
    # Fifteen digits is what spreadsheets keep; the rest is noise of their arithmetic.
    digits = Decimal(f"{value * 100 if percentage else value:.15g}")
    plain = f"{digits:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return Cell(plain.replace(".", ",") + ("%" if percentage else ""), number=True)


def day_cell(day: date, *, with_day: bool = True, with_month: bool = True, with_year: bool = True) -> Cell:
    """A date with as much of it as the cell shows, in figures: 2026-05-28, 2026-05, 2026."""
    if not with_year:
        return Cell(day.isoformat(), NO_YEAR)
    parts = 3 if with_day and with_month else 2 if with_month else 1
    return Cell("-".join(day.isoformat().split("-")[:parts]), dated=True)


def column_letters(column: int) -> str:
    """As a spreadsheet names a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def attribute_number(attributes: Mapping[str, str], name: str, default: int = 1) -> int:
    """How often, or which; the default where it is missing or no number. No larger than any limit needs."""
    text = attributes.get(name, "")
    return int(text[:10]) if text.isascii() and text.isdigit() else default
