"""A template as XLSX: lists in the cells, notes on the heads, and every cell a text, so that nothing becomes a date."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data_sources.pilots.sheets.layout import EXPLANATION_LINES, Column, Page
from data_sources.pilots.sheets.limits import MAX_ROWS
from data_sources.pilots.sheets.tables import EXPLANATION, LISTS

_TEXT = "@"
_HEAD = PatternFill("solid", fgColor="DCE6F1")
# Of no meaning: the same template has the same bytes.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write_xlsx(pages: Sequence[Page]) -> bytes:
    """The file. Equal for equal pages."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _write_explanation(book.create_sheet(EXPLANATION))
    sheets = [(page, book.create_sheet(page.name)) for page in pages]
    lists = _Lists(book.create_sheet(LISTS))
    for page, sheet in sheets:
        _write_page(sheet, page, lists)
    file = io.BytesIO()
    book.save(file)
    return _timeless(file.getvalue())


def _write_explanation(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 100
    for line, (heading, text) in enumerate(EXPLANATION_LINES, start=1):
        _put(sheet.cell(line, 1), heading).font = Font(bold=True, size=14 if line == 1 else 11)
        _put(sheet.cell(line, 2), text).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(line, 1).alignment = Alignment(vertical="top", wrap_text=True)


def _write_page(sheet: Worksheet, page: Page, lists: _Lists) -> None:
    sheet.freeze_panes = "A2"
    for number, column in enumerate(page.columns, start=1):
        letter = get_column_letter(number)
        dimension = sheet.column_dimensions[letter]
        dimension.width, dimension.number_format = column.width, _TEXT
        head = _put(sheet.cell(1, number), column.label)
        head.font, head.fill, head.comment = Font(bold=True), _HEAD, _comment(column.note)
        if column.choices:
            sheet.add_data_validation(_validation(column, lists, f"{letter}2:{letter}{MAX_ROWS + 1}"))
    for line, texts in enumerate(page.rows, start=2):
        for number, text in enumerate(texts, start=1):
            cell = _put(sheet.cell(line, number), text)
            cell.alignment = Alignment(wrap_text=page.columns[number - 1].wrap, vertical="top")


def _put(cell: object, text: str) -> Cell:
    """A text as a text, also where it begins like a formula."""
    if not isinstance(cell, Cell):
        raise TypeError("no merged cells are made here")
    cell.value, cell.number_format = text or None, _TEXT
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text.startswith("=")
    return cell


def _comment(note: str) -> Comment:
    return Comment(note, "Sjabloon", height=60 + 18 * (len(note) // 40), width=320)


def _validation(column: Column, lists: _Lists, cells: str) -> DataValidation:
    found = DataValidation(
        type="list", formula1=lists.place(column.choices), allow_blank=True, errorStyle="warning",
        errorTitle="Niet in de lijst", error="Dit staat niet in de lijst. Toch zo laten staan?",
    )  # fmt: skip
    found.showErrorMessage = column.closed
    found.add(cells)
    return found


class _Lists:
    """The hidden sheet with what can be chosen, each list once."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._places: dict[tuple[str, ...], str] = {}
        sheet.sheet_state = "hidden"

    def place(self, choices: Sequence[str]) -> str:
        """Where a list stands, as a formula; it is written there at first."""
        key = tuple(choices)
        if key not in self._places:
            number = len(self._places) + 1
            letter = get_column_letter(number)
            for line, text in enumerate(choices, start=1):
                _put(self._sheet.cell(line, number), text)
            self._places[key] = f"{LISTS}!${letter}$1:${letter}${len(choices)}"
        return self._places[key]


def _timeless(content: bytes) -> bytes:
    """The same workbook without the moment of writing."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            new.writestr(zipfile.ZipInfo(name, _LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()
