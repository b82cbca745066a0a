"""Rows that people wrote, held against each other and against what is known: all that is wrong at once, or the rows as
they may be proposed. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from data_sources.pilots.entries import KINDS
from data_sources.pilots.fields import FIELDS
from data_sources.pilots.intake import ENTERED, REASON, Checked, Known, RawRow, RowFinding
from data_sources.pilots.plain_text import find_unseen, tidy
from data_sources.pilots.problem import Problem, quoted
from data_sources.pilots.row_check import RowChecker, RowInCheck
from data_sources.pilots.warnings import warnings_of
from data_sources.proposals import ProposedRow


def check_rows(rows: Sequence[RawRow], known: Known, *, today: date) -> Checked:
    """Findings in the order of the rows and of their columns; or, where there is none, the rows in the order in which
    they refer to each other, without those that say what stands already. ``today``: a day in Amsterdam.
    """
    read = [_tidied(raw) for raw in rows]
    checker = RowChecker(known, today)
    in_order = [row for kind in ENTERED for row in read if row.kind == kind]
    for row in in_order:
        checker.read(row)
    findings = [finding for row in read for finding in _findings(row)]
    changed = [row for row in in_order if not row.unchanged]
    proposed = [_proposed(row) for row in changed] if not findings else []
    warnings = [_placed(item, changed) for item in warnings_of(proposed, known)]
    return Checked(rows=proposed, unchanged=len(read) - len(changed), findings=findings, warnings=warnings)


def _placed(warning: RowFinding, rows: Sequence[RowInCheck]) -> RowFinding:
    """Where its row was written, in place of where it stands among the others."""
    raw = rows[(warning.line or 1) - 1].raw
    return replace(warning, sheet=raw.sheet, line=raw.line)


def _tidied(raw: RawRow) -> RowInCheck:
    row = RowInCheck(raw, {item.column: tidy(raw.texts.get(item.column, "")) for item in FIELDS[raw.kind]})
    for column, text in raw.texts.items():
        unseen = find_unseen(text)
        if column not in row.texts:
            row.wrong.append(("", Problem(f"{quoted(column)} is hier geen kolom.", "Laat deze kolom weg.")))
        elif unseen is not None:
            row.wrong.append((column, unseen))
    return row


def _findings(row: RowInCheck) -> list[RowFinding]:
    labels = {item.column: item.label for item in FIELDS[row.kind]}
    order = ["", *labels]
    return [
        RowFinding(
            problem.message, problem.mend, column=labels.get(column, ""), field=column, sheet=row.raw.sheet,
            line=row.raw.line,
        )
        for column, problem in sorted(row.wrong, key=lambda item: order.index(item[0]))
    ]  # fmt: skip


def _proposed(row: RowInCheck) -> ProposedRow:
    key = row.key
    if key is None:
        raise AssertionError("a row without a key has a finding")
    return ProposedRow(
        row.kind, key, {column: row.record[column] for column in KINDS[row.kind].columns},
        replaces=row.standing.entry if row.standing is not None else None, reason=row.record[REASON],
    )  # fmt: skip
