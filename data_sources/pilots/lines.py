"""The lines of the ledger with who stands for them, and which of them answer. Pure.

A line is a row as the store keeps it: added once, never written over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data_sources.pilots.entries import Entry, build_ledger
from data_sources.pilots.intake import Known, Standing
from data_sources.pilots.references import RowKey
from data_sources.records import Record


@dataclass(frozen=True)
class Line:
    """One line. ``id``: the entry; ``approved_by``: a username, or 'bron: L26' of one that came with the program, which
    has no author and no approver. ``visible_from`` None: always. ``replaces``: the entry it corrects or withdraws;
    ``withdrawn``: from it on the key answers no more. ``proposal`` None: not made in this store, and ``restored_from``
    then names the file. ``content_hash``: no other line has it.
    """

    id: int
    kind: str
    key: str
    document: str
    known_on: date
    record: Record
    content_hash: str
    approved_by: str
    author: str | None = None
    author_name: str | None = None
    author_person: str | None = None
    approver_name: str | None = None
    approver_person: str | None = None
    approved_at: datetime | None = None
    visible_from: datetime | None = None
    replaces: int | None = None
    proposal: int | None = None
    restored_from: str | None = None
    reason: str | None = None
    withdrawn: bool = False

    @property
    def row(self) -> RowKey:
        return self.kind, self.key

    @property
    def is_bundled(self) -> bool:
        """Whether it came with the program."""
        return self.author is None

    def is_visible(self, at: datetime) -> bool:
        return self.visible_from is None or self.visible_from <= at

    def entry(self) -> Entry:
        return Entry(self.kind, self.key, self.document, self.known_on, self.record, self.id)


class Book:
    """All lines there are. Of a key the last one answers: known on the latest day, and of one day added last."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines: Sequence[Line] = sorted(lines, key=lambda line: (line.known_on, line.id))
        self._histories: dict[RowKey, list[Line]] = {}
        for line in self.lines:
            self._histories.setdefault(line.row, []).append(line)

    def history(self, row: RowKey) -> Sequence[Line]:
        """All lines of a key, the last one last."""
        return self._histories.get(row, [])

    def last(self, row: RowKey) -> Line | None:
        """The last line of a key, also where it withdraws it."""
        history = self.history(row)
        return history[-1] if history else None

    def followed(self, row: RowKey) -> Sequence[Line]:
        """What a new line of a key follows on: the line that answers; of a key that answers no more, what withdrew it
        and what that withdrew.
        """
        last = self.last(row)
        if last is None or not last.withdrawn:
            return [] if last is None else [last]
        return [last, *(line for line in self.history(row) if line.id == last.replaces)]

    def standing(self) -> list[Line]:
        """The lines that answer once all is visible, in the order in which their keys first came in."""
        ordered = sorted(self._histories.values(), key=lambda history: min(line.id for line in history))
        return [history[-1] for history in ordered if not history[-1].withdrawn]

    def since(self, row: RowKey) -> Line | None:
        """The line from which on a key answers, by its last line; None where it does not."""
        found: Line | None = None
        for line in self.history(row):
            found = None if line.withdrawn else found or line
        return found

    def seen(self, at: datetime) -> Book:
        """The same without what may be seen only after a moment."""
        return Book(line for line in self.lines if line.is_visible(at))

    def answering(self, *, at: datetime, as_of: date | None) -> Mapping[RowKey, Record]:
        """What answers at a moment for a day, by key."""
        answers: dict[RowKey, Line] = {}
        for line in self.lines:
            if line.is_visible(at) and (as_of is None or line.known_on <= as_of):
                answers[line.row] = line
        return {row: line.record for row, line in answers.items() if not line.withdrawn}

    def known(self) -> Known:
        """What new rows are held against."""
        standing = self.standing()
        return Known(
            ledger=build_ledger(line.entry() for line in standing),
            standing={line.row: Standing(line.id, line.record) for line in standing},
        )
