"""Whether proposed rows may stand in the ledger: each by itself, against what answers now, and all together. Pure.

What is found is Dutch sentences for the person who proposes; none means that the rows fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from data_sources.days import AMSTERDAM, day_of
from data_sources.errors import UsageError
from data_sources.moment import MONTHS
from data_sources.pilots.entries import KINDS, read_document_day
from data_sources.pilots.intake import ENTERED
from data_sources.pilots.lines import Book, Line
from data_sources.pilots.references import Missing, RowKey, missing, references
from data_sources.proposals import ProposedRow

_NAMES = {**{kind: one for kind, (one, _) in ENTERED.items()}, "pilot": "Pilot", "area": "Gebied"}
# Of a new line until the store numbers it: added after all others.
_ADDED = 2**62


@dataclass(frozen=True)
class NewLine:
    """A line to be added for a proposed row: with the day since which it counts, and what it replaces."""

    row: ProposedRow
    document: str
    known_on: date
    replaced: Line | None


def row_name(kind: str, key: str) -> str:
    """A row in words: 'Cijfer farr · personen-onderzocht · 2026KW01'."""
    return f"{_NAMES[kind]} {' · '.join(part for part in key.split('|') if part)}"


def own_faults(rows: Sequence[ProposedRow]) -> list[str]:
    """What is wrong with rows whatever the ledger holds."""
    if not rows:
        return ["Een voorstel heeft minstens één rij."]
    found = [fault for row in rows if (fault := _own_fault(row))]
    keys = [(row.kind, row.key) for row in rows]
    double = sorted({key for key in keys if keys.count(key) > 1}) if len(set(keys)) < len(keys) else []
    return found + [f"{_name(*key)} staat twee keer in dit voorstel." for key in double]


def standing_faults(rows: Sequence[ProposedRow], book: Book) -> list[str]:
    """What is wrong with rows against what answers for their keys now."""
    return [fault for row in rows if (fault := _standing_fault(row, book))]


def new_lines(rows: Sequence[ProposedRow], book: Book, visible_from: datetime) -> list[NewLine]:
    """The lines of rows without faults; a row whose document is not there rests on none yet."""
    days = {row.key: _day(row, book) for row in rows if row.kind == "document"}
    return [_new_line(row, book, visible_from, days) for row in rows]


def together_faults(rows: Sequence[ProposedRow], book: Book, visible_from: datetime) -> list[str]:
    """What is wrong with rows, of which each by itself may stand, once they may be seen from a moment on."""
    found = [fault for row in rows for fault in _moment_faults(row, book, visible_from)]
    if found:
        return found
    after = Book([*book.lines, *_as_lines(new_lines(rows, book, visible_from), visible_from)])
    gaps: dict[tuple[RowKey, RowKey], Missing] = {}
    for at in _moments(after, visible_from):
        for as_of in _days(after, visible_from):
            found_here = missing(after.answering(at=at, as_of=as_of))
            # What did not fit before is for another proposal to mend.
            before = missing(book.answering(at=at, as_of=as_of)) if found_here else []
            gaps.update({(item.row, item.refers_to): item for item in found_here if item not in before})
    own = {(row.kind, row.key) for row in rows}
    return [_gap(item, after, own=item.row in own) for item in gaps.values()]


def _name(kind: str, key: str) -> str:
    return row_name(kind, key) if kind in _NAMES else f"{kind} {key}"


def _own_fault(row: ProposedRow) -> str | None:
    if row.kind not in ENTERED:
        return f"{_name(row.kind, row.key)} wordt niet ingevoerd: pilots en gebieden komen met het programma."
    kind = KINDS[row.kind]
    name = _name(row.kind, row.key)
    if set(row.record) != set(kind.columns) or not all(isinstance(text, str) for text in row.record.values()):
        return f"{name} heeft niet de kolommen van deze soort."
    key = [row.record[column] for column in kind.key]
    if any("|" in part for part in key) or "|".join(key) != row.key:
        return f"{name} heeft een sleutel die niet bij de inhoud past."
    try:
        kind.read(row.record, 0)
    except UsageError as error:
        return f"{name}: {error.message}"
    except ValueError:
        return f"{name} is niet te lezen. Vul de rij opnieuw in met het formulier."
    if row.replaces is not None and not row.reason.strip():
        return f"{name} vervangt een rij: geef een reden."
    if row.withdraws and row.replaces is None:
        return f"{name} is niet in te trekken: er staat geen rij."
    return None


def _standing_fault(row: ProposedRow, book: Book) -> str | None:
    last, name = book.last((row.kind, row.key)), _name(row.kind, row.key)
    standing = None if last is None or last.withdrawn else last
    if standing is None and row.replaces is not None:
        return f"Intussen is {name} ingetrokken; maak een nieuw voorstel."
    if standing is None:
        return None
    if row.replaces != standing.id:
        return f"Intussen is {name} {'ingevoerd' if row.replaces is None else 'gewijzigd'}; maak een nieuw voorstel."
    same = dict(row.record) == dict(standing.record)
    if row.withdraws and not same:
        return f"{name}: wie een rij intrekt, verandert die niet."
    if same and not row.withdraws:
        return f"{name} staat er al precies zo: er verandert niets."
    return None


def _moment_faults(row: ProposedRow, book: Book, visible_from: datetime) -> Iterable[str]:
    name, last = _name(row.kind, row.key), book.last((row.kind, row.key))
    if last is not None and last.visible_from is not None and last.visible_from > visible_from:
        yield (
            f"{name} heeft een versie die pas zichtbaar wordt op {_moment(last.visible_from)}: laat dit voorstel niet"
            " eerder zichtbaar worden."
        )
    if row.kind == "document" and not row.withdraws:
        first = _first_day(row)
        if first > day_of(visible_from):
            yield f"{name} is van later: laat dit voorstel pas zichtbaar worden op {_day_words(first)} of daarna."


def _first_day(row: ProposedRow) -> date:
    """The first day that the date of a proposed document may mean."""
    day, precision = read_document_day(row.record), row.record["precision"]
    return day if precision == "dag" else day.replace(day=1) if precision == "maand" else day.replace(month=1, day=1)


def _day(row: ProposedRow, book: Book) -> date:
    """The day since which what a proposed document says is known."""
    last = book.last((row.kind, row.key))
    day = read_document_day(row.record)
    return max(day, last.known_on) if last else day


def _new_line(row: ProposedRow, book: Book, visible_from: datetime, days: dict[str, date]) -> NewLine:
    """Known on the latest day of all it rests on, so that no answer as of an earlier day ever changes."""
    last = book.last((row.kind, row.key))
    document = row.record["code"] if row.kind == "document" else row.record["document"]
    named = [line for asked in references(row.kind, row.record) if (line := book.since(asked))]
    rests_on = [day_of(visible_from), *(line.known_on for line in named)]
    if document in days:
        rests_on.append(days[document])
    else:
        versions = [line for line in book.history(("document", document)) if line.is_visible(visible_from)]
        rests_on += [read_document_day(line.record) for line in versions[-1:]]
    if last is not None:
        rests_on.append(last.known_on)
    return NewLine(row, document, max(rests_on), last if last is not None and not last.withdrawn else None)


def _as_lines(made: Sequence[NewLine], visible_from: datetime) -> list[Line]:
    return [
        replace(_plain(item), id=_ADDED + place, visible_from=visible_from, withdrawn=item.row.withdraws)
        for place, item in enumerate(made)
    ]


def _plain(item: NewLine) -> Line:
    row = item.row
    return Line(0, row.kind, row.key, item.document, item.known_on, row.record, content_hash="", approved_by="")


def _moments(book: Book, first: datetime) -> list[datetime]:
    """The moments from a first one on at which something else may be seen."""
    return sorted(
        {first, *(line.visible_from for line in book.lines if line.visible_from and line.visible_from > first)}
    )


def _days(book: Book, first: datetime) -> list[date | None]:
    """The days from a first one on since which something else is known; None: all of it."""
    days = {line.known_on for line in book.lines if line.known_on > day_of(first)}
    return [None, day_of(first), *sorted(days)]


def _gap(item: Missing, after: Book, *, own: bool) -> str:
    name, asked = _name(*item.row), _name(*item.refers_to)
    since = after.since(item.refers_to)
    if not own:
        return f"{name} verwijst naar {asked}: trek die rij eerst in, of laat haar naar iets anders verwijzen."
    if since is not None and since.visible_from is not None:
        return (
            f"{name} verwijst naar {asked}, dat pas zichtbaar wordt op {_moment(since.visible_from)}: laat dit voorstel"
            " niet eerder zichtbaar worden."
        )
    return f"{name} verwijst naar {asked}, dat er niet is. Neem het op in dit voorstel of kies iets anders."


def _day_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _moment(moment: datetime) -> str:
    local = moment.astimezone(AMSTERDAM)
    return f"{_day_words(local.date())} om {local:%H:%M} uur"
