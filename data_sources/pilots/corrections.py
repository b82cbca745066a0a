"""A row that says something else under a key that stands: what of it is new, and whether it could ever be seen."""

from __future__ import annotations

from datetime import date

from data_sources.days import read_day
from data_sources.errors import UsageError
from data_sources.pilots.dates import day_in_words
from data_sources.pilots.entries import KINDS, read_document_day
from data_sources.pilots.fields import field_of
from data_sources.pilots.intake import Known
from data_sources.pilots.numerals import same_number
from data_sources.pilots.plain_text import tidy
from data_sources.pilots.problem import Problem
from data_sources.records import Record


def as_it_stands(kind: str, record: Record, standing: Record) -> dict[str, str]:
    """The texts of the standing record where the new one says the same, else the new ones; so that only what is new
    looks new.
    """
    return {
        column: standing[column] if _same(kind, column, record[column], standing[column]) else record[column]
        for column in KINDS[kind].columns
    }


def _same(kind: str, column: str, new: str, old: str) -> bool:
    if new == old:
        return True
    what = field_of(kind, column).kind
    if what == "number":
        try:
            return same_number(new) == same_number(old)
        except ArithmeticError:
            return False
    if what == "moment":
        return tidy(new).lower() == tidy(old).lower()
    if column == "pilots":
        return _parts(new) == _parts(old)
    return tidy(new) == tidy(old)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


class DocumentDays:
    """Since which day each document counts: that of the known ones, and of those in the same rows."""

    def __init__(self, known: Known) -> None:
        self._days = {code: document.known_on for code, document in known.ledger.documents.items()}

    def add(self, record: Record) -> None:
        try:
            self._days[record["code"]] = read_day(record["known_on"])
        except UsageError:
            # What is wrong with the day is found at the document's own row.
            self._days.pop(record["code"], None)

    def find(self, code: str) -> date | None:
        """The day of a document; None where it is not known, or wrong."""
        return self._days.get(code)

    def find_older(self, kind: str, record: Record, standing: Record) -> Problem | None:
        """A correction out of a source that is older than the source of what stands would never answer."""
        is_document = kind == "document"
        old = read_document_day(standing) if is_document else self._days.get(standing["document"])
        new = self._days.get(record["code" if is_document else "document"])
        if old is None or new is None or new >= old:
            return None
        return Problem(
            f"Deze bron ({day_in_words(new)}) is ouder dan die van de rij die er staat ({day_in_words(old)}).",
            "Wat later bekend werd gaat voor: kies een bron van dezelfde dag of later.",
        )
