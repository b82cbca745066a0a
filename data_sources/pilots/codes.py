"""The code of a row: the one that was written, that of the row with the same title, or a new one of the title.

Letters often bear the title of the one before: a document is the one that stands only where all of it is the same.
"""

from __future__ import annotations

import re

from data_sources.pilots.corrections import as_it_stands
from data_sources.pilots.intake import Known
from data_sources.pilots.plain_text import same_words
from data_sources.pilots.problem import Problem, quoted
from data_sources.records import Record
from data_sources.registry import slug

_CODE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
LONGEST = 60


class Codes:
    """The codes of a kind that are taken, by known rows and by those before this one. Of a figure within its pilot."""

    def __init__(self, kind: str, known: Known) -> None:
        self._kind = kind
        self._taken: dict[tuple[str, str], str] = {}
        self._titles: dict[tuple[str, str], dict[str, None]] = {}
        self._documents = {key: item.record for (of, key), item in known.standing.items() if of == kind == "document"}
        for scope, code, title in _known_codes(kind, known):
            self._add(scope, code, title)

    def allot(self, record: Record, *, given: str) -> str | Problem:
        """The code of a row, which is then taken; of a figure within its pilot."""
        scope, title = record.get("pilot", ""), record["title"]
        if given:
            found = self._as_known(scope, given)
        else:
            found = self._of_document(record) if self._kind == "document" else self._of_title(scope, title)
        if isinstance(found, str):
            self._add(scope, found, title)
            if self._kind == "document":
                self._documents.setdefault(found, record)
        return found

    def _of_document(self, record: Record) -> str | Problem:
        same = self._titles.get(("", same_words(record["title"])), ())
        for code in same:
            standing = self._documents.get(code)
            if standing is not None and _all_the_same({**record, "code": code}, standing):
                return code
        return self._new("", record["title"])

    def _as_known(self, scope: str, given: str) -> str | Problem:
        if (scope, given.casefold()) in self._taken:
            return self._taken[scope, given.casefold()]
        if not _CODE.fullmatch(given) or len(given) > LONGEST:
            return Problem(
                f"{quoted(given)} is geen code.",
                f"Gebruik letters, cijfers en streepjes, ten hoogste {LONGEST} tekens; of laat de code leeg.",
            )
        return given if self._kind == "document" else given.lower()

    def _of_title(self, scope: str, title: str) -> str | Problem:
        same = list(self._titles.get((scope, same_words(title)), ()))
        if len(same) == 1:
            return same[0]
        if same:
            return Problem(
                f"Er is meer dan één rij met de titel {quoted(title)}.",
                f"Vul de code in van de rij die u bedoelt: {' of '.join(same)}.",
            )
        return self._new(scope, title)

    def _new(self, scope: str, title: str) -> str | Problem:
        base = slug(title)[: LONGEST - 5].strip("-")
        if not base:
            return Problem("Van deze titel kan geen code worden gemaakt.", "Vul zelf een code in, zoals debat-mei.")
        number = 1
        while (scope, _numbered(base, number)) in self._taken:
            number += 1
        return _numbered(base, number)

    def _add(self, scope: str, code: str, title: str) -> None:
        self._taken[scope, code.casefold()] = code
        self._titles.setdefault((scope, same_words(title)), {})[code] = None


def _all_the_same(document: Record, standing: Record) -> bool:
    return all(text == standing[column] for column, text in as_it_stands("document", document, standing).items())


def _numbered(base: str, number: int) -> str:
    return base if number == 1 else f"{base}-{number}"


def _known_codes(kind: str, known: Known) -> list[tuple[str, str, str]]:
    ledger = known.ledger
    if kind == "document":
        return [("", item.code, item.title) for item in ledger.documents.values()]
    if kind == "figure":
        return [(item.pilot, item.figure, item.title) for item in ledger.figures]
    if kind == "milestone":
        return [("", item.slug, item.title) for item in ledger.milestones]
    return [("", item.slug, item.title) for item in ledger.events]
