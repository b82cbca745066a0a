"""From a file of a stranger to rows, and to what they come to: everything that is wrong with it at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from data_sources.pilots.checks import check_rows
from data_sources.pilots.intake import Checked, Known, RawRow, RowFinding
from data_sources.pilots.problem import quoted
from data_sources.pilots.sheets.limits import MAX_FINDINGS, TEMPLATE_ADVICE, NotReadable
from data_sources.pilots.sheets.tables import Tables, read_tables
from data_sources.pilots.sheets.workbook import read_workbook

SUFFIXES = (".xlsx", ".ods")


def read_sheets(content: bytes, file_name: str) -> tuple[list[RawRow], list[RowFinding]]:
    """The rows of a spreadsheet, and what is wrong with it as a file; never an exception, whatever the bytes.

    A cell that cannot be taken is '' in its row. No rows where the file as a whole cannot be read.
    """
    tables = _read(content, file_name)
    return tables.rows, tables.findings


def check_file(content: bytes, file_name: str, known: Known, *, today: date) -> Checked:
    """What the rows of a spreadsheet come to. A cell that could not be taken is told of once, not as empty too."""
    tables = _read(content, file_name)
    checked = check_rows(tables.rows, known, today=today)
    told = {(item.sheet, item.line, item.field) for item in tables.findings if item.field}
    more = [
        item
        for item in checked.findings
        if (item.sheet, item.line, item.field) not in told and (item.sheet, item.field) not in tables.missing
    ]
    findings = _shortened([*tables.findings, *more])
    return replace(checked, rows=() if findings else checked.rows, findings=findings)


def _read(content: bytes, file_name: str) -> Tables:
    try:
        if not file_name.lower().endswith(SUFFIXES):
            raise NotReadable(f"{quoted(file_name)} is geen .xlsx of .ods.", TEMPLATE_ADVICE)
        return read_tables(read_workbook(content))
    except NotReadable as error:
        return Tables(findings=[RowFinding(error.message, error.mend)])


def _shortened(findings: list[RowFinding]) -> list[RowFinding]:
    """Nobody mends more at a time; how many there are beyond is told."""
    if len(findings) <= MAX_FINDINGS:
        return findings
    more = len(findings) - MAX_FINDINGS
    rest = RowFinding(f"En nog {more} bevindingen.", "Verbeter eerst deze, en bied het bestand opnieuw aan.")
    return [*findings[:MAX_FINDINGS], rest]
