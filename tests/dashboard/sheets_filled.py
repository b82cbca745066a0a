"""The template as somebody fills it in with a spreadsheet program."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import openpyxl

from data_sources.pilots.fields import FIELDS
from data_sources.pilots.intake import ENTERED


def filled_template(template: bytes, rows: Mapping[str, Sequence[Mapping[str, str]]]) -> bytes:
    """An XLSX template with these rows, as texts, under its labels. ``rows``: by kind, each by its columns."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    for kind, of_kind in rows.items():
        sheet = book[ENTERED[kind][1]]
        columns = {str(cell.value).rstrip(" *"): cell.column for cell in sheet[1]}
        for line, texts in enumerate(of_kind, start=2):
            for item in FIELDS[kind]:
                if texts.get(item.column):
                    sheet.cell(line, columns[item.label], texts[item.column])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
