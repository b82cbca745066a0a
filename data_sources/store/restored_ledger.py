"""Putting the lines of a ledger file back, with the approvals it tells of, into a ledger that people left alone.

Whether lines can be true is checked first; that they are, nobody can know: so each says which file told so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from data_sources.days import day_of
from data_sources.errors import UsageError
from data_sources.four_eyes import Makers, Marks, marks, why_not_decide
from data_sources.pilots.entries import KINDS
from data_sources.pilots.ledger_file import LedgerFileError
from data_sources.pilots.lines import Book, Line
from data_sources.pilots.plain_text import find_unseen
from data_sources.pilots.references import RowKey, missing
from data_sources.store.ledger import BUNDLED_APPROVAL, entry_hash, line_columns
from data_sources.store.models import LedgerEntryRow, ProposalEntryRow
from data_sources.store.restore import clearing, continue_numbers

# Each takes a look at the whole ledger.
_MOST_EMBARGOES = 500
_HASH = re.compile(r"[0-9a-f]{64}")


def check_lines(lines: Sequence[Line], name: str, *, at: datetime, persons: Mapping[str, str]) -> None:
    """Raises LedgerFileError, naming the line, for what no store of this program can have said by now.

    ``persons``: the person of each account that is here, by username.
    """
    by_place = {line.id: line for line in lines}
    last: dict[RowKey, Line] = {}
    for line in lines:
        before = last.get(line.row)
        withdrawn = by_place.get(before.replaces) if before and before.withdrawn and before.replaces else None
        followed = [item for item in (before, withdrawn) if item is not None]
        if before is None or before.known_on <= line.known_on:
            last[line.row] = line
        try:
            why = _why_not_true(line, followed, at=at, persons=persons)
        except (ValueError, UsageError) as error:
            why = str(error)
        if why is not None:
            raise LedgerFileError(
                f"Regel {line.id} van '{name}' kan niet kloppen; er is niets ingelezen.", found=why, line=line.id
            )
    if len({line.content_hash for line in lines}) < len(lines):
        raise LedgerFileError(f"In '{name}' staat een regel tweemaal; er is niets ingelezen.")
    book = Book(lines)
    moments = {at, *(line.visible_from for line in lines if line.visible_from and line.visible_from > at)}
    if len(moments) > _MOST_EMBARGOES:
        raise LedgerFileError(f"In '{name}' staan meer dan {_MOST_EMBARGOES} embargo's; er is niets ingelezen.")
    lost = [item for moment in moments for item in missing(book.answering(at=moment, as_of=None))]
    if lost:
        raise LedgerFileError(
            f"In '{name}' verwijst een regel naar iets wat er niet in staat; er is niets ingelezen.", found=lost[:3]
        )


def _why_not_true(line: Line, followed: Sequence[Line], *, at: datetime, persons: Mapping[str, str]) -> str | None:
    """``followed``: the last line of its key when it came, and what that withdrew."""
    kind = KINDS.get(line.kind)
    if kind is None or set(line.record) != set(kind.columns):
        return "not the columns of a kind"
    kind.read(line.record, line.id)
    if line.key != "|".join(line.record[column] for column in kind.key):
        return "not its key"
    if line.document != line.record["code" if line.kind == "document" else "document"]:
        return "not its document"
    if not _HASH.fullmatch(line.content_hash):
        return "not a hash"
    told = (line.approved_by, line.author, line.author_name, line.approver_name, line.restored_from, line.reason)
    if any(find_unseen(text) for text in (*line.record.values(), *told) if text):
        return "a sign that cannot be seen"
    if line.is_bundled:
        return _why_not_bundled(line)
    last = followed[0] if followed else None
    return _why_not_of_people(line, last, at=at) or _why_not_four_eyes(line, followed, persons)


def _why_not_bundled(line: Line) -> str | None:
    of_people = (line.approver_name, line.approver_person, line.approved_at, line.visible_from, line.replaces)
    if line.withdrawn or any(value is not None for value in of_people):
        return "bundled, and by people"
    if line.approved_by != BUNDLED_APPROVAL.format(document=line.document) or line.content_hash != entry_hash(
        line.entry()
    ):
        return "not approved by its document, or another hash"
    return None


def _why_not_of_people(line: Line, last: Line | None, *, at: datetime) -> str | None:
    replaced = None if last is None or last.withdrawn else last
    if not line.author or not line.approved_by or line.approved_by.startswith(BUNDLED_APPROVAL.format(document="")):
        return "nobody made or approved it"
    if line.approved_at is None or line.visible_from is None or line.visible_from < line.approved_at:
        return "to be seen before it was approved"
    if line.approved_at > at:
        return "approved later than now"
    if line.known_on < day_of(line.visible_from):
        return "known before it could be seen"
    if line.withdrawn and replaced is None:
        return "withdraws nothing"
    if line.replaces != (replaced.id if replaced is not None else None):
        return "not in the place of what answered for its key"
    if replaced is not None and not line.reason:
        return "replaces without a reason"
    if last is not None and last.known_on > line.known_on:
        return "known before what it follows"
    if last is not None and last.visible_from is not None and last.visible_from > line.visible_from:
        return "to be seen before what it follows"
    return None


def _why_not_four_eyes(line: Line, followed: Sequence[Line], persons: Mapping[str, str]) -> str | None:
    def who(username: str | None, person: str | None) -> Marks:
        return marks(username, person, persons.get(username) if username else None)

    makers = Makers(
        author=who(line.author, line.author_person),
        followed=[who(item.author, item.author_person) for item in followed if item.author],
    )
    return why_not_decide(who(line.approved_by, line.approver_person), makers)


def put_back(connection: Connection, lines: Sequence[Line], *, file_name: str) -> list[Line]:
    """Make the ledger that of a file, within a write transaction, and give the lines that it did not hold before.

    The lines are numbered anew, in the order of the file, since of one day the one that was added later answers; what
    this program brought and the file does not have comes after it.
    """
    before = {row.content_hash: row.id for row in connection.execute(select(LedgerEntryRow.__table__))}
    kept = [line if line.content_hash in before else replace(line, restored_from=file_name) for line in lines]
    told = {line.content_hash for line in lines}
    own = [hash_ for hash_ in before if hash_ not in told]
    found = select(LedgerEntryRow.__table__).where(LedgerEntryRow.author.is_(None)).order_by(LedgerEntryRow.id)
    rest = [dict(row._mapping) for row in connection.execute(found) if row.content_hash in set(own)]
    rows = [line_columns(line) for line in kept]
    rows += [{**row, "id": number} for number, row in enumerate(rest, len(kept) + 1)]
    with clearing(connection):
        connection.execute(delete(LedgerEntryRow))
    connection.execute(insert(LedgerEntryRow), rows)
    _follow(connection, before, {row["content_hash"]: row["id"] for row in rows})
    if connection.dialect.name == "postgresql":
        continue_numbers(connection, LedgerEntryRow.__tablename__)
    return [line for line in kept if line.content_hash not in before]


def _follow(connection: Connection, before: Mapping[str, int], after: Mapping[str, int]) -> None:
    """Let proposals go on naming the lines they would replace."""
    moved = {before[hash_]: after[hash_] for hash_ in before}
    table = ProposalEntryRow
    named = select(table.proposal_id, table.place, table.replaces).where(table.replaces.in_(moved))
    for row in connection.execute(named).all():
        this = (table.proposal_id == row.proposal_id, table.place == row.place)
        connection.execute(update(table).where(*this).values(replaces=moved[row.replaces]))
