"""The shapes of entry: what comes out of a form or a sheet, what a check finds in it, and what it is held against."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from data_sources.ledger import Ledger
from data_sources.proposals import ProposedRow
from data_sources.records import Record

# The kinds of row that people enter, with what one and several of them are called; in the order in which they refer to
# each other. Pilots and areas come with the program.
ENTERED: Mapping[str, tuple[str, str]] = {
    "document": ("Document", "Documenten"),
    "figure": ("Cijfer", "Cijfers"),
    "step": ("Stap", "Stappen"),
    "milestone": ("Mijlpaal", "Mijlpalen"),
    "event": ("Gebeurtenis", "Gebeurtenissen"),
}
REASON = "reason"


@dataclass(frozen=True)
class Standing:
    """The row that answers for a key now, whether it may be seen yet or not: which entry, and its record."""

    entry: int
    record: Record


@dataclass(frozen=True)
class Known:
    """What new rows are held against: all that was approved, also what may be seen only later.

    ``ledger``: of these rows. ``standing``: by kind and key; of a key that was withdrawn nothing.
    """

    ledger: Ledger
    standing: Mapping[tuple[str, str], Standing]


@dataclass(frozen=True)
class RawRow:
    """A row as somebody wrote it. ``sheet`` and ``line``: where, of a file; ``texts``: by column of its kind, as
    written, with the reason of a correction under 'reason'; a column that was left out is ''.
    """

    kind: str
    texts: Mapping[str, str]
    sheet: str = ""
    line: int | None = None


@dataclass(frozen=True)
class RowFinding:
    """Something wrong: where (``column`` by its label on screen), what (``message``) and how to mend it, in Dutch.

    ``field``: the column by its name in the record, '' where it is about the row or the file as a whole.
    """

    message: str
    mend: str
    column: str = ""
    field: str = ""
    sheet: str = ""
    line: int | None = None


@dataclass(frozen=True)
class Checked:
    """What rows came to. ``rows``: as they may be proposed, and only where nothing was found; ``unchanged``: how many
    say what the ledger says already, and are left out. ``warnings``: what is odd about the rows, and refuses nothing.
    """

    rows: Sequence[ProposedRow] = ()
    unchanged: int = 0
    findings: Sequence[RowFinding] = ()
    warnings: Sequence[RowFinding] = ()


FieldKind = Literal["text", "long", "choice", "suggestion", "number", "period", "moment", "day"]


@dataclass(frozen=True)
class Field:
    """A column as people see it. ``choices``: what it may hold ('choice') or often holds ('suggestion'), as value and
    label, given what is known. ``needed``: it may not be empty.
    """

    column: str
    label: str
    help: str
    kind: FieldKind = "text"
    needed: bool = False
    longest: int = 200
    choices: Callable[[Known], Sequence[tuple[str, str]]] | None = field(default=None, compare=False)
