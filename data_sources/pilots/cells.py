"""One cell: what somebody wrote in a column, as the ledger keeps it, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data_sources.pilots.choices import PER_CENT
from data_sources.pilots.dates import read_document_date, read_period, read_written_moment
from data_sources.pilots.fields import field_of, mend_empty
from data_sources.pilots.intake import Field, Known
from data_sources.pilots.names import KnownNames, Names
from data_sources.pilots.numerals import read_number
from data_sources.pilots.plain_text import find_trouble, same_words
from data_sources.pilots.problem import Problem, quoted
from data_sources.pilots.units import read_unit

# Texts of people that say which row it is; the parts of a key are joined by a bar.
_IN_KEY = ("area", "place")
# What people write for the whole, which has no place: a total is found by that.
_WHOLE = frozenset((
    "nederland", "heel nederland", "geheel nederland", "nl", "nl01", "landelijk", "land", "het land", "het hele land",
    "het gehele land", "heel het land", "totaal", "landelijk totaal", "totaal nederland", "nederland totaal", "alle",
    "alles", "allemaal", "overal", "alle regio's", "alle gemeenten", "alle plaatsen", "alle steden", "alle gebieden",
    "geheel", "het geheel", "samen", "n.v.t.", "nvt", "geen", "-",
))  # fmt: skip


class CellReader:
    """Reads the cells of all rows of one file or form. ``names``: what they may refer to."""

    def __init__(self, known: Known, names: KnownNames, *, today: date) -> None:
        self._known, self._names, self._today = known, names, today
        self._choices: dict[str, Names] = {}

    def read(self, field: Field, text: str, *, row: Mapping[str, str], done: Mapping[str, str]) -> str | Problem:
        """``row``: the tidy texts of the row; ``done``: its cells that were read before this one."""
        if not text:
            return Problem(f"{field.label} is leeg.", mend_empty(field)) if field.needed else ""
        if len(text) > field.longest:
            return find_trouble(text, longest=field.longest) or text
        if field.column == "area":
            return self._trouble(field, self._names.find_area(done.get("pilot", ""), text))
        if field.column == "pilot":
            return self._names.pilots.find(text)
        if field.column == "pilots":
            return self._pilots(text)
        if field.column == "document":
            return self._document(text)
        if field.kind == "number":
            return self._number(field, text, unit=row.get("unit", ""))
        if field.kind == "period":
            return read_period(text, today=self._today)
        if field.kind == "moment":
            return read_written_moment(text, today=self._today)
        if field.kind == "day":
            precision = self.names_of(field_of("document", "precision")).known(row["precision"]) or "dag"
            return read_document_date(text, precision=precision, today=self._today)
        if field.kind == "choice":
            return self.names_of(field).find(text)
        if field.column == "unit":
            return self._unit(field, text)
        if field.column == "place" and same_words(text).replace("’", "'") in _WHOLE:
            return Problem(f"{quoted(text)} is geen plaats.", "Laat dit leeg: dan geldt het cijfer voor het geheel.")
        # A title is as its own source writes it, also where another pilot has it in other letters.
        if field.kind == "suggestion" and field.column != "title":
            return self._trouble(field, self.names_of(field).known(text) or text)
        return self._trouble(field, text)

    def names_of(self, field: Field) -> Names:
        if field.column not in self._choices:
            offered = field.choices(self._known) if field.choices is not None else ()
            named = [(value, (label,)) for value, label in offered]
            self._choices[field.column] = Names("is hier geen keuze", named)
        return self._choices[field.column]

    def _trouble(self, field: Field, found: str | Problem) -> str | Problem:
        if isinstance(found, Problem):
            return found
        if field.column in _IN_KEY and "|" in found:
            return Problem(f"In {quoted(found)} staat een rechte streep.", "Schrijf een / of een komma.")
        return find_trouble(found, longest=field.longest) or found

    def _document(self, text: str) -> str | Problem:
        found = self._names.documents.find(text)
        if isinstance(found, Problem):
            return Problem(found.message, f"{found.mend} Is de bron nieuw, voeg dan eerst het document toe.")
        return found

    def _pilots(self, text: str) -> str | Problem:
        slugs: dict[str, None] = {}
        for part in filter(None, (part.strip() for part in text.split(";"))):
            found = self._names.pilots.find(part)
            if isinstance(found, Problem):
                return found
            slugs[found] = None
        return "; ".join(slugs)

    def _unit(self, field: Field, text: str) -> str | Problem:
        found = read_unit(text)
        return self._trouble(field, found if isinstance(found, Problem) else self.names_of(field).known(found) or found)

    def _number(self, field: Field, text: str, *, unit: str) -> str | Problem:
        """A sign of per cent or euro may stand with a number of that unit."""
        of = read_unit(unit)
        if field.column == "value" and text.endswith(PER_CENT):
            if of != PER_CENT:
                return Problem(f"{quoted(text)} is een percentage, maar de eenheid is dat niet.", "Kies als eenheid %.")
            text = text.removesuffix(PER_CENT).strip()
        if field.column == "value" and of == "euro":
            text = text.removeprefix("€").strip()
        return read_number(text)
