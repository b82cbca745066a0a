"""A row on its way into a draft: held against the ledger and the other rows of the draft, and put among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.entry.written import written_texts
from data_sources.pilots.checks import check_rows
from data_sources.pilots.entries import KINDS
from data_sources.pilots.intake import REASON, Known, RawRow, RowFinding
from data_sources.proposals import ProposedRow

# Where the rows of a draft stand, as findings say it: «op regel 2 van dit voorstel».
SHEET = "dit voorstel"
_SAME = RowFinding("Dit staat er al precies zo: er verandert niets.", "Wijzig iets, of ga terug zonder te bewaren.")
_OTHER = RowFinding(
    "Dit is een andere rij dan die u corrigeert.",
    "Laat de velden staan die zeggen welke rij het is; voor een andere rij trekt u deze in en maakt u een nieuwe.",
)


@dataclass(frozen=True)
class DraftCheck:
    """``mine``: what is wrong with the row itself; ``others``: with other rows of the draft. ``rows``: all rows as the
    draft would hold them, only where nothing is wrong, and ``own``: the row itself among them.
    """

    rows: Sequence[ProposedRow] = ()
    own: ProposedRow | None = None
    mine: Sequence[RowFinding] = ()
    others: Sequence[RowFinding] = ()


def check_in_draft(
    kind: str, texts: Mapping[str, str], *, draft: Sequence[ProposedRow], place: int | None, key: str | None,
    known: Known, today: date,
) -> DraftCheck:  # fmt: skip
    """Check a row. ``draft``: the rows of the draft; ``place``: of the row it takes the place of (None: it is added);
    ``key``: the row it is to correct (None: whichever it is).
    """
    withdrawn = [row for row in draft if row.withdraws]
    others = [raw_of(row, at) for at, row in enumerate(draft) if at != place and not row.withdraws]
    line = len(draft) + 1 if place is None else place + 1
    mine = RawRow(kind, texts, sheet=SHEET, line=line)
    # In the order of the draft, so that of two that are alike the later one is told of it.
    together = sorted([*others, mine], key=lambda raw: raw.line or 0)
    checked = check_rows(together, known, today=today)
    if checked.findings:
        return DraftCheck(
            mine=[finding for finding in checked.findings if finding.line in {line, None}],
            others=[finding for finding in checked.findings if finding.line not in {line, None}],
        )
    own = _own_row(checked.rows, [] if not others else check_rows(others, known, today=today).rows)
    if own is None:
        return DraftCheck(mine=[_SAME])
    if key is not None and own.key != key:
        return DraftCheck(mine=[_OTHER])
    if any((row.kind, row.key) == (own.kind, own.key) for row in withdrawn):
        again = "Dit voorstel trekt deze rij al in."
        return DraftCheck(mine=[RowFinding(again, "Haal die rij eerst uit het voorstel.")])
    return DraftCheck(rows=[*checked.rows, *withdrawn], own=own)


def raw_of(row: ProposedRow, place: int) -> RawRow:
    """A row of a draft as somebody might have written it."""
    return RawRow(row.kind, {**written_texts(row.kind, row.record), REASON: row.reason}, sheet=SHEET, line=place + 1)


def drop_row(draft: Sequence[ProposedRow], place: int) -> list[ProposedRow]:
    """The draft without one of its rows."""
    return [row for at, row in enumerate(draft) if at != place]


def key_columns(kind: str) -> frozenset[str]:
    """The columns that say which row it is."""
    return frozenset(KINDS[kind].key)


def _own_row(rows: Sequence[ProposedRow], others: Sequence[ProposedRow]) -> ProposedRow | None:
    """The row that is there besides the others; None where it says what stands already."""
    keys = {(row.kind, row.key) for row in others}
    return next((row for row in rows if (row.kind, row.key) not in keys), None)
