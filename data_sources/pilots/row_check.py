"""One row after another, held against what is known and against the rows before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from data_sources.pilots.cells import CellReader
from data_sources.pilots.codes import Codes
from data_sources.pilots.corrections import DocumentDays, as_it_stands
from data_sources.pilots.entries import KINDS
from data_sources.pilots.fields import CODE_COLUMNS, FIELDS
from data_sources.pilots.intake import REASON, Known, RawRow, Standing
from data_sources.pilots.names import KnownNames
from data_sources.pilots.problem import Problem
from data_sources.pilots.row_rules import check_row
from data_sources.pilots.written_rows import describe_change
from data_sources.records import Record

_MAY_BE_EMPTY = ("place", "period")
_NOTHING_TO_CORRECT = Problem(
    "Er staat een reden van wijziging, maar er is geen rij om te wijzigen.",
    "Controleer de velden die zeggen welke rij het is; is de rij nieuw, laat de reden dan leeg.",
)


@dataclass
class RowInCheck:
    """A row on its way. ``texts``: as written, tidied; ``record``: its cells as far as they could be read; ``wrong``:
    by column, '' for the row as a whole.
    """

    raw: RawRow
    texts: dict[str, str]
    record: dict[str, str] = field(default_factory=dict)
    wrong: list[tuple[str, Problem]] = field(default_factory=list)
    standing: Standing | None = None
    unchanged: bool = False

    @property
    def kind(self) -> str:
        return self.raw.kind

    @property
    def bad_columns(self) -> set[str]:
        return {column for column, _ in self.wrong}

    @property
    def key(self) -> str | None:
        """Which row it is, where the cells that say so could be read."""
        columns = KINDS[self.kind].key
        gaps = [column for column in columns if not self.record[column] and column not in _MAY_BE_EMPTY]
        if gaps or self.bad_columns & set(columns):
            return None
        return "|".join(self.record[column] for column in columns)


class RowChecker:
    """What the rows are held against: what is known, and the rows before them."""

    def __init__(self, known: Known, today: date) -> None:
        self._known, self._today = known, today
        self._names, self._days = KnownNames(known), DocumentDays(known)
        self._reader = CellReader(known, self._names, today=today)
        self._codes = {kind: Codes(kind, known) for kind in CODE_COLUMNS}
        self._first: dict[tuple[str, str], RowInCheck] = {}

    def read(self, row: RowInCheck) -> None:
        self._read_cells(row)
        if row.kind in CODE_COLUMNS:
            self._allot_code(row)
        if row.kind == "document" and row.record["code"]:
            self._names.add_document(row.record)
            self._days.add(row.record)
        self._check_whole(row)

    def _read_cells(self, row: RowInCheck) -> None:
        for item in FIELDS[row.kind]:
            text = row.record[item.column] = row.texts[item.column]
            if item.column in row.bad_columns or item.column == CODE_COLUMNS.get(row.kind):
                continue
            found = self._reader.read(item, text, row=row.texts, done=row.record)
            if isinstance(found, Problem):
                row.wrong.append((item.column, found))
            else:
                row.record[item.column] = found

    def _allot_code(self, row: RowInCheck) -> None:
        column = CODE_COLUMNS[row.kind]
        given = row.texts[column]
        rests_on = {column, "pilot"} if given else {column, "pilot", "title"}
        if row.bad_columns & rests_on:
            return
        found = self._codes[row.kind].allot(row.record, given=given)
        if isinstance(found, Problem):
            row.wrong.append((column, found))
        else:
            row.record[column] = found

    def _check_whole(self, row: RowInCheck) -> None:
        """The row against those before it and against what stands; in itself where all its cells could be read."""
        key = row.key
        if key is not None:
            earlier = self._first.setdefault((row.kind, key), row)
            if earlier is not row:
                row.wrong.append(("", Problem(f"Deze rij staat er al{_where(earlier)}.", "Laat één van de twee weg.")))
                return
            row.standing = self._known.standing.get((row.kind, key))
            if row.standing is not None:
                self._correct(row, row.standing)
            elif row.record[REASON]:
                row.wrong.append((REASON, _NOTHING_TO_CORRECT))
        if not row.unchanged and not row.bad_columns - {REASON}:
            row.wrong.extend(check_row(row.kind, row.record, today=self._today, source=self._source_day(row)))

    def _source_day(self, row: RowInCheck) -> date | None:
        return self._days.find(row.record["document"]) if "document" in row.record else None

    def _correct(self, row: RowInCheck, standing: Standing) -> None:
        row.record |= as_it_stands(row.kind, row.record, standing.record)
        if all(row.record[column] == standing.record[column] for column in KINDS[row.kind].columns):
            # What is in the ledger was approved, also where a rule came later.
            row.wrong = [(column, problem) for column, problem in row.wrong if not column]
            row.unchanged = not row.wrong
            return
        older = self._days.find_older(row.kind, row.record, standing.record)
        if older is not None:
            row.wrong.append(("known_on" if row.kind == "document" else "document", older))
        if not row.record[REASON]:
            row.wrong.append((REASON, _reason_missing(row, standing.record, self._names)))


def _where(row: RowInCheck) -> str:
    return f", op regel {row.raw.line} van {row.raw.sheet}" if row.raw.line is not None else ""


def _reason_missing(row: RowInCheck, standing: Record, names: KnownNames) -> Problem:
    mend = "Schrijf waarom die verandert."
    if row.kind in CODE_COLUMNS:
        mend += " Gaat het om iets anders met dezelfde titel, geef het dan een eigen code."
    told = describe_change(row.kind, row.record, standing, names=names, unread=row.bad_columns)
    return Problem(f"Deze rij verandert een rij die er al is, en de reden ontbreekt. {told}", mend)
