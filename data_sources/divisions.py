"""In which politieregio, arrondissement, veiligheidsregio, Veilig Thuis region and province each municipality lies:
the shapes, and no more.

CBS publishes an edition of 'Gebieden in Nederland' each year. A region of police or court is a set of
municipalities of one edition, so what is added up over it names that edition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

# Every edition that is accepted has these.
KINDS = ("politieregio", "arrondissement", "veiligheidsregio")
# An edition may lack these: then where a municipality lies in that respect is not known.
VEILIG_THUIS, PROVINCIE = "veiligthuisregio", "provincie"
OPTIONAL_KINDS = (VEILIG_THUIS, PROVINCIE)
ALL_KINDS = (*KINDS, *OPTIONAL_KINDS)


@dataclass(frozen=True)
class Division:
    """A region of one of the kinds, by CBS's code (RE01, AR05, VR03, VT09, PV28) and name, both without padding."""

    code: str
    title: str


@dataclass(frozen=True)
class Municipality:
    """Where a municipality lies; None where the table names no region or lacks the kind. ``code`` is CBS's (GM0363)."""

    code: str
    title: str
    politieregio: Division | None
    arrondissement: Division | None
    veiligheidsregio: Division | None
    veiligthuisregio: Division | None = None
    provincie: Division | None = None

    def division(self, kind: str) -> Division | None:
        """The region of this kind, one of ALL_KINDS."""
        found: dict[str, Division | None] = {name: getattr(self, name) for name in ALL_KINDS}
        return found[kind]


def kinds_in(municipalities: Iterable[Municipality]) -> tuple[str, ...]:
    """The kinds that an edition has: the optional ones only where it says of any municipality where it lies."""
    listed = list(municipalities)
    return (*KINDS, *(kind for kind in OPTIONAL_KINDS if any(item.division(kind) for item in listed)))


@dataclass(frozen=True)
class Edition:
    """An edition as CBS gave it, read and checked, not yet kept. Municipalities are unique and in order of code."""

    table: str
    year: int
    title: str
    modified: str | None
    municipalities: tuple[Municipality, ...]
    warnings: list[str] = field(default_factory=list)

    def content_hash(self) -> str:
        """Equal for two deliveries that say the same; the moment of change, key numbers and order do not count.

        A kind that an edition lacks does not count either, so that one stored before there were optional kinds says
        the same as the same one today.
        """
        kinds = kinds_in(self.municipalities)
        parts = [
            (
                item.code,
                item.title,
                *((found.code, found.title) if found else None for found in map(item.division, kinds)),
            )
            for item in sorted(self.municipalities, key=lambda item: item.code)
        ]
        said = (self.year, self.title, parts, *kinds[len(KINDS) :])
        return hashlib.sha256(repr(said).encode()).hexdigest()


@dataclass(frozen=True)
class Divisions:
    """A stored edition. ``known_on`` is a whole day in Amsterdam, ``fetched_at`` aware (UTC), ``host`` a name without
    port, ``load`` its number in the store. Municipalities are unique and in order of code.
    """

    table: str
    year: int
    title: str
    host: str
    fetched_at: datetime
    known_on: date
    source_url: str
    municipalities: tuple[Municipality, ...]
    load: int

    def knows(self, kind: str) -> bool:
        """Whether this edition says in which region of a kind municipalities lie."""
        return kind in kinds_in(self.municipalities)

    def members(self, kind: str, code: str) -> tuple[Municipality, ...]:
        """The municipalities in a region of a kind, in order of code; empty where the edition does not know."""
        found = ((item, item.division(kind)) for item in self.municipalities)
        return tuple(item for item, division in found if division is not None and division.code == code)
