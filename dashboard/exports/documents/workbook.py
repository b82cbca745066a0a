"""The sheet inside a native chart: the numbers that the chart draws, which an office program edits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pptx.chart.data import CategoryChartData

# Text that looks like a formula, an address or a number stays text.
_LITERAL = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip


def workbook(data: CategoryChartData, *, made_at: datetime) -> bytes:
    """An XLSX with categories in column A and a series in each column beside it; a gap is an empty cell."""
    from pptx.chart.xlsx import CategoryWorkbookWriter
    from xlsxwriter import Workbook

    class Writer(CategoryWorkbookWriter):
        @contextmanager
        def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
            book = Workbook(xlsx_file, _LITERAL)
            book.set_properties({"created": made_at.replace(tzinfo=None)})
            sheet = book.add_worksheet()
            yield book, sheet
            sheet.autofit()
            book.close()

    writer: Any = Writer
    return bytes(writer(data).xlsx_blob)
