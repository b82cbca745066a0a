"""Which of the things that are known somebody means, by its code, its name or another name it goes by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from itertools import islice

from data_sources.ledger import COUNTRYWIDE
from data_sources.pilots.choices import document_label
from data_sources.pilots.intake import Known
from data_sources.pilots.plain_text import same_words
from data_sources.pilots.problem import Problem, quoted
from data_sources.records import Record

_LISTED = 12
# To look for a name that is nearly the same takes time, and nobody reads more of it.
_ADVISED = 50


class Names:
    """Values by the words that they go by, whatever their case. ``unknown``: how a sentence about any other goes on."""

    def __init__(self, unknown: str, named: Iterable[tuple[str, Sequence[str]]] = ()) -> None:
        self._unknown = unknown
        self._values: dict[str, str] = {}
        self._names: dict[str, dict[str, None]] = {}
        self._shown: dict[str, str] = {}
        self._advised = 0
        for value, names in named:
            self.add(value, names)

    def add(self, value: str, names: Sequence[str]) -> None:
        """``names``: what it is called, first as it is shown."""
        self._values[same_words(value)] = value
        self._shown[value] = names[0] if names else value
        for name in names:
            self._names.setdefault(same_words(name), {})[value] = None

    def known(self, text: str) -> str | None:
        """The value of a text; None where there is none, or more than one."""
        words = same_words(text)
        if words in self._values:
            return self._values[words]
        meant = list(self._names.get(words, ()))
        return meant[0] if len(meant) == 1 else None

    def find(self, text: str) -> str | Problem:
        value = self.known(text)
        if value is not None:
            return value
        meant = list(self._names.get(same_words(text), ()))
        if meant:
            return Problem(f"{quoted(text)} is de naam van meer dan één.", f"Schrijf de code: {' of '.join(meant)}.")
        return Problem(f"{quoted(text)} {self._unknown}.", self._advice(text))

    def written(self, value: str) -> str:
        """A value as people choose it: as it is shown, where that says which one it is."""
        shown = self._shown.get(value, value)
        return shown if self.known(shown) == value else value

    def _advice(self, text: str) -> str:
        if not self._shown:
            return "Er is er nog geen."
        self._advised += 1
        if self._advised <= _ADVISED:
            near = get_close_matches(text, map(self.written, self._shown), n=1, cutoff=0.7)
            if near:
                return f"Bedoelt u {near[0]}?"
        listed = [self.written(value) for value in islice(self._shown, _LISTED)]
        more = " of een andere uit de lijst" if len(self._shown) > _LISTED else ""
        return f"Kies uit: {'; '.join(listed)}{more}."


class KnownNames:
    """The names of what rows may refer to. Documents of the rows themselves are added on the way."""

    def __init__(self, known: Known) -> None:
        ledger = known.ledger
        self.pilots = Names("is geen bekende pilot", ((slug, (pilot.title,)) for slug, pilot in ledger.pilots.items()))
        self.documents = Names("is geen bekende bron")
        for document in ledger.documents.values():
            self.documents.add(document.code, (document_label(document), document.short, document.title))
        self._areas: dict[str, Names] = {}
        self._steps: dict[str, Names] = {}
        for area in ledger.areas:
            self._areas.setdefault(area.pilot, _areas()).add(area.slug, (area.title,))
        for step in ledger.steps:
            self._steps.setdefault(step.pilot, _areas()).add(step.area, (step.area,))

    def add_document(self, record: Record) -> None:
        code = record["code"]
        self.documents.add(code, (f"{code} – {record['short']}", record["short"], record["title"]))

    def find_area(self, pilot: str, text: str) -> str | Problem:
        """The area of a step. A pilot whose areas are not known may have any, written as in its other steps."""
        if pilot in self._areas:
            return self._areas[pilot].find(text)
        return self._steps.get(pilot, _areas()).known(text) or text

    def write_area(self, pilot: str, value: str) -> str:
        return self._areas[pilot].written(value) if pilot in self._areas else value


def _areas() -> Names:
    return Names("is geen gebied van deze pilot", [(COUNTRYWIDE, (COUNTRYWIDE,))])
