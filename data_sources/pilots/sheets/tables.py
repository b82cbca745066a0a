"""A grid of cells as rows: sheets by their names, columns by their labels, in whatever order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from data_sources.moment import MONTHS
from data_sources.pilots.dates import day_in_words
from data_sources.pilots.fields import FIELDS
from data_sources.pilots.intake import ENTERED, Field, RawRow, RowFinding
from data_sources.pilots.numerals import padded
from data_sources.pilots.plain_text import same_words, tidy
from data_sources.pilots.problem import Problem, quoted
from data_sources.pilots.sheets.grid import ERROR, FORMULA, MERGED, NO_YEAR, WORDED, Cell, Grid, Sheet, column_letters
from data_sources.pilots.sheets.limits import TEMPLATE_ADVICE, NotReadable

# Sheets of the template that hold no rows.
EXPLANATION, LISTS = "Uitleg", "Keuzelijsten"

_TROUBLES = {
    FORMULA: Problem("Hier staat een formule.", "Kopieer de cel en plak die als waarde."),
    ERROR: Problem("Hier staat een foutwaarde.", "Vul in wat er hoort te staan, of maak de cel leeg."),
    MERGED: Problem("Deze cel is samengevoegd met andere.", "Hef het samenvoegen op; één rij is één regel."),
    WORDED: Problem(
        "De opmaak van deze cel toont een woord bij het getal, dat er niet in staat.",
        "Zet de cel op Tekst en schrijf het getal voluit; een woord als ruim heeft een eigen kolom.",
    ),
    NO_YEAR: Problem("Deze datum is te zien zonder jaar.", "Zet de cel op Tekst en schrijf het jaar erbij."),
}
_DATE_TROUBLE = Problem(
    "Het rekenblad heeft hier een datum van gemaakt.", "Zet de cel op Tekst en typ de waarde opnieuw."
)


@dataclass
class Tables:
    """``missing``: by sheet, the needed columns that are not there."""

    rows: list[RawRow] = field(default_factory=list)
    findings: list[RowFinding] = field(default_factory=list)
    missing: set[tuple[str, str]] = field(default_factory=set)


def read_tables(grid: Grid) -> Tables:
    """The rows of all sheets. Raises NotReadable where there is no sheet of ours, or nothing in them."""
    kinds = {same_words(plural): kind for kind, (_, plural) in ENTERED.items()}
    aside = {same_words(name) for name in (EXPLANATION, LISTS)}
    tables = Tables()
    ours = [(sheet, kinds[same_words(sheet.name)]) for sheet in grid.sheets if same_words(sheet.name) in kinds]
    if not ours:
        names = ", ".join(plural for _, plural in ENTERED.values())
        raise NotReadable("Er is geen blad met rijen in dit bestand.", f"De bladen heten {names}. {TEMPLATE_ADVICE}")
    for sheet in grid.sheets:
        if sheet.rows and same_words(sheet.name) not in {*kinds, *aside}:
            tables.findings.append(_unknown_sheet(sheet))
    for sheet, kind in ours:
        _read_sheet(sheet, kind, tables)
    if not tables.rows and not tables.findings:
        raise NotReadable("Er is geen enkele rij ingevuld.", "Vul op een blad ten minste één rij in, onder de kop.")
    return tables


def _unknown_sheet(sheet: Sheet) -> RowFinding:
    names = [plural for _, plural in ENTERED.values()]
    near = get_close_matches(sheet.name, names, n=1)
    mend = f"Bedoelt u {near[0]}? Noem het dan zo." if near else f"Verwijder het, of noem het {', '.join(names)}."
    return RowFinding(f"Het blad {quoted(sheet.name)} wordt niet herkend.", mend, sheet=sheet.name)


def _read_sheet(sheet: Sheet, kind: str, tables: Tables) -> None:
    if sheet.rows:
        head, *lines = sorted(sheet.rows)
        table = _Table(kind, ENTERED[kind][1], tables)
        table.read_head(head, sheet.rows[head], has_rows=bool(lines))
        for line in lines:
            table.read_line(line, sheet.rows[line])


class _Table:
    """One sheet of ours. ``name``: as it is called in findings."""

    def __init__(self, kind: str, name: str, tables: Tables) -> None:
        self._kind, self._name, self._tables = kind, name, tables
        self._columns: dict[int, Field] = {}
        self._headed: set[int] = set()

    def read_head(self, line: int, cells: Mapping[int, Cell], *, has_rows: bool) -> None:
        """The columns by their labels; the names of columns in the ledger are taken as well."""
        labels = {same_words(name): item for item in FIELDS[self._kind] for name in (item.column, item.label)}
        self._headed = set(cells)
        for column, cell in sorted(cells.items()):
            item = labels.get(same_words(cell.text.rstrip(" *")))
            problem = _TROUBLES.get(cell.trouble) or self._head_problem(cell.text, item)
            if problem is not None:
                self._tell(problem, line, column_letters(column))
            elif item is not None:
                self._columns[column] = item
        for item in FIELDS[self._kind] if has_rows else ():
            if item.needed and item not in self._columns.values():
                self._tables.missing.add((self._name, item.column))
                message = f"De kolom '{item.label}' ontbreekt."
                self._tell(Problem(message, "Zet de kop terug zoals in het sjabloon."), line, item.label, item.column)

    def read_line(self, line: int, cells: Mapping[int, Cell]) -> None:
        texts: dict[str, str] = {}
        for column, cell in sorted(cells.items()):
            item = self._columns.get(column)
            if item is not None:
                texts[item.column] = self._text(cell, item, line)
            elif column not in self._headed:
                problem = Problem(
                    "Hier staat iets in een kolom zonder kop.", "Verwijder het, of geef de kolom een kop."
                )
                self._tell(problem, line, column_letters(column))
        if texts:
            self._tables.rows.append(RawRow(self._kind, texts, self._name, line))

    def _text(self, cell: Cell, item: Field, line: int) -> str:
        problem = _TROUBLES.get(cell.trouble)
        if problem is None and cell.dated and item.kind not in ("moment", "day"):
            problem = _DATE_TROUBLE
        if problem is None:
            return _typed(cell, item)
        self._tell(problem, line, item.label, item.column)
        return ""

    def _head_problem(self, text: str, item: Field | None) -> Problem | None:
        if item is None:
            return self._unknown(text)
        if item in self._columns.values():
            return Problem(f"De kolom {quoted(text)} staat er tweemaal.", "Verwijder één van de twee.")
        return None

    def _unknown(self, text: str) -> Problem:
        near = get_close_matches(tidy(text), [item.label for item in FIELDS[self._kind]], n=1)
        mend = f"Bedoelt u '{near[0]}'?" if near else "Verwijder de kolom; er wordt niets van bewaard."
        return Problem(f"De kolom {quoted(text)} wordt niet herkend.", mend)

    def _tell(self, problem: Problem, line: int, column: str, field_name: str = "") -> None:
        self._tables.findings.append(
            RowFinding(problem.message, problem.mend, column, field_name, sheet=self._name, line=line)
        )


def _typed(cell: Cell, item: Field) -> str:
    """What a person would have typed in this column."""
    if cell.dated:
        year, *rest = (int(part) for part in cell.text.split("-"))
        if len(rest) == 2:
            return cell.text if item.kind == "day" else day_in_words(date(year, rest[0], rest[1]))
        return f"{MONTHS[rest[0] - 1]} {year}" if rest else str(year)
    return padded(cell.text) if cell.number and item.kind == "number" else cell.text
