"""The ledger to a file and from one: as JSON with all that stands for it, or as the sheets that people fill in.

Only into a ledger in which people have entered nothing are approvals taken over; else a file is a proposal like any.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from dashboard.desk.desk import Desk
from data_sources.errors import UsageError
from data_sources.people import Person
from data_sources.pilots.fitting import row_name
from data_sources.pilots.intake import ENTERED, Checked, Known, RawRow, RowFinding
from data_sources.pilots.ledger_file import LedgerFileError, ledger_file, read_ledger_file
from data_sources.pilots.lines import Book, Line
from data_sources.pilots.sheets.limits import MAX_FILE
from data_sources.pilots.sheets.read import check_file
from data_sources.pilots.template import SheetKind, template
from data_sources.proposals import BY_COMMAND, Origin, Proposal, ProposedRow
from data_sources.store.backup import new_file
from data_sources.store.restored_ledger import check_lines

_SHEETS: Mapping[str, SheetKind] = {".xlsx": "xlsx", ".ods": "ods"}
_ENDINGS = (".json", *_SHEETS)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Exported:
    """What was written: how many lines, and how many of them may be seen only later; ``left_out``: how many of those
    are not in it.
    """

    lines: int
    hidden: int = 0
    left_out: int = 0


@dataclass(frozen=True)
class Imported:
    """What a file came to. ``restored``: lines put back with their approvals; else ``proposal`` (None: nothing new or
    findings), with ``why_draft`` where it could not be submitted. ``unchanged``: rows that stand there already;
    ``left_out``: rows of kinds that people do not enter.
    """

    restored: int | None = None
    proposal: Proposal | None = None
    why_draft: str | None = None
    unchanged: int = 0
    left_out: Sequence[str] = ()
    findings: Sequence[RowFinding] = ()


def export_ledger(desk: Desk, path: Path, *, now: datetime) -> Exported:
    """Write a new file. Raises UsageError for another ending, and for a file that is there or cannot be written.

    Sheets hold what may be seen by now: they tell of no moment, so that elsewhere the rest would be seen at once.
    """
    ending = _ending(path)
    lines = desk.all_lines()
    hidden = [line for line in lines if not line.is_visible(now)]
    if ending == ".json":
        with new_file(path) as unfinished, unfinished.open("wb") as file:
            file.writelines(ledger_file(lines))
        return Exported(len(lines), hidden=len(hidden))
    book = Book(lines).seen(now)
    rows = [RawRow(line.kind, line.record) for line in book.standing() if line.kind in ENTERED]
    with new_file(path) as unfinished, unfinished.open("wb") as file:
        file.write(template(book.known(), _SHEETS[ending], rows))
    return Exported(len(rows), left_out=len(hidden))


def import_ledger(desk: Desk, path: Path, person: Person, *, now: datetime, today: date) -> Imported:
    """Put a ledger back, or propose what a file says. Raises UsageError for another ending and a file that cannot be
    read, LedgerFileError for JSON that is no ledger and for rows that do not fit; nothing is then stored.
    """
    if _ending(path) != ".json":
        content = _read(path, MAX_FILE + 1)
        checked = check_file(content, path.name, desk.known(), today=today)
        origin = Origin(BY_COMMAND, path.name, hashlib.sha256(content).hexdigest())
        if checked.findings:
            return Imported(findings=checked.findings)
        return _propose(desk, person, checked, origin, visible_from=None)
    try:
        with path.open("rb") as file:
            lines = read_ledger_file(file, path.name)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UsageError(f"'{path}' is niet te lezen.", found=repr(error)) from error
    if desk.is_untouched():
        return Imported(restored=desk.restore(person, lines, file_name=path.name))
    # Who approved what elsewhere is not taken over, and so not held against the accounts here.
    check_lines(lines, path.name, at=now, persons={})
    checked, left_out, visible_from = _changes(desk, lines, path.name, now=now)
    origin = Origin(BY_COMMAND, path.name, digest)
    return replace(_propose(desk, person, checked, origin, visible_from=visible_from), left_out=left_out)


def _ending(path: Path) -> str:
    ending = path.suffix.lower()
    if ending not in _ENDINGS:
        raise UsageError(f"'{path}' eindigt anders dan kan: kies {', '.join(_ENDINGS[:-1])} of {_ENDINGS[-1]}.")
    return ending


def _read(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise UsageError(f"'{path}' is niet te lezen.", found=repr(error)) from error


def _propose(
    desk: Desk, person: Person, checked: Checked, origin: Origin, *, visible_from: datetime | None
) -> Imported:
    """A proposal of what rows change, submitted where somebody might approve it."""
    if not checked.rows:
        return Imported(unchanged=checked.unchanged)
    why = desk.why_not_fit(checked.rows, visible_from)
    if why is not None:
        raise LedgerFileError(f"Er is niets ingelezen uit {origin.file_name}. {why}")
    made = desk.create(person, checked.rows, origin=origin, visible_from=visible_from)
    why = desk.why_not_submit(person, made)
    if why is None:
        made = desk.submit(person, made.id, way=origin.way)
    return Imported(proposal=made, why_draft=why, unchanged=checked.unchanged)


def _changes(
    desk: Desk, lines: Sequence[Line], name: str, *, now: datetime
) -> tuple[Checked, list[str], datetime | None]:
    """What the lines of a file that answer would change here: rows, what is left out, and since when they are seen.

    A line that was here already, whatever became of it since, is left out; none is seen earlier than its file says.
    """
    known, held = desk.known(), {line.content_hash for line in desk.all_lines()}
    last = [history[-1] for history in _histories(lines).values()]
    rows: list[ProposedRow] = []
    moments: list[datetime] = []
    left_out: list[str] = []
    for line in last:
        row = None if line.content_hash in held else _row(line, known, name)
        if row is None:
            continue
        if line.kind not in ENTERED:
            left_out.append(row_name(line.kind, line.key))
            continue
        rows.append(row)
        if line.visible_from is not None and line.visible_from > now:
            moments.append(line.visible_from)
    unchanged = len(last) - len(rows) - len(left_out)
    return Checked(rows=rows, unchanged=unchanged), left_out, _to_the_minute(max(moments)) if moments else None


def _histories(lines: Sequence[Line]) -> Mapping[tuple[str, str], Sequence[Line]]:
    book = Book(lines)
    return {line.row: book.history(line.row) for line in lines}


def _row(line: Line, known: Known, name: str) -> ProposedRow | None:
    """A line as a row to propose; None where it changes nothing."""
    standing = known.standing.get(line.row)
    if standing is None:
        return None if line.withdrawn else ProposedRow(line.kind, line.key, line.record)
    reason = line.reason or f"Overgenomen uit {name}."
    if line.withdrawn:
        return ProposedRow(line.kind, line.key, standing.record, standing.entry, withdraws=True, reason=reason)
    if dict(line.record) == dict(standing.record):
        return None
    return ProposedRow(line.kind, line.key, line.record, standing.entry, reason=reason)


def _to_the_minute(moment: datetime) -> datetime:
    whole = moment.replace(second=0, microsecond=0)
    return whole if whole == moment else whole + _MINUTE
