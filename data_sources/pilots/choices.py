"""What a column may hold or often holds, as value and label, given what is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from data_sources.contract import KNOWN_ON_PRECISIONS, QUALIFIERS
from data_sources.ledger import CERTAINTIES, COUNTRYWIDE, PHASES, Document
from data_sources.pilots.intake import Known

Choices = Sequence[tuple[str, str]]

BASES = ("gedateerd", "afgeleid")
YES, NO = "ja", "nee"
PER_CENT = "%"
# What is often counted; the units of what is known come with them.
_UNITS = ("personen", "devices", "aanvragen", "gemeenten", "regio's", "euro", PER_CENT, "jaar")


def document_label(document: Document) -> str:
    """A document as people choose it: its code, since two may look alike, and its name."""
    return f"{document.code} – {document.short}"


def pilots(known: Known) -> Choices:
    return [(slug, pilot.title) for slug, pilot in known.ledger.pilots.items()]


def documents(known: Known) -> Choices:
    return [(code, document_label(document)) for code, document in known.ledger.documents.items()]


def areas(known: Known) -> Choices:
    """Of all pilots together, and the whole country."""
    titles = {COUNTRYWIDE: COUNTRYWIDE}
    for area in known.ledger.areas:
        titles.setdefault(area.slug, area.title)
    return list(titles.items())


def units(known: Known) -> Choices:
    return _words([*_UNITS, *(figure.unit for figure in known.ledger.figures)])


def figure_titles(known: Known) -> Choices:
    """Of all pilots together: another period of a figure has the same title."""
    return _words(figure.title for figure in known.ledger.figures)


def places(known: Known) -> Choices:
    return _words(figure.place for figure in known.ledger.figures)


def fixed(words: Iterable[str]) -> Callable[[Known], Choices]:
    """The same words whatever is known."""
    found = _words(words)
    return lambda _known: found


def _words(words: Iterable[str]) -> Choices:
    return [(word, word) for word in dict.fromkeys(words) if word]


qualifiers, phases, certainties = fixed(QUALIFIERS), fixed(PHASES), fixed(CERTAINTIES)
precisions, bases, yes_no = fixed(KNOWN_ON_PRECISIONS), fixed(BASES), fixed((YES, NO))
