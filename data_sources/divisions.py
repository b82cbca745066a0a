"""In which politieregio, arrondissement and veiligheidsregio each municipality lies: the shapes, and no more.

CBS publishes an edition of 'Gebieden in Nederland' each year. A region of police or court is a set of
municipalities of one edition, so what is added up over it names that edition.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime

KINDS = ("politieregio", "arrondissement", "veiligheidsregio")


@dataclass(frozen=True)
class Division:
    """A region of one of the KINDS, by CBS's code (RE01, AR05, VR03) and name, both without padding."""

    code: str
    title: str


@dataclass(frozen=True)
class Municipality:
    """Where a municipality lies; None where the table names no region. ``code`` is CBS's (GM0363)."""

    code: str
    title: str
    politieregio: Division | None
    arrondissement: Division | None
    veiligheidsregio: Division | None

    def division(self, kind: str) -> Division | None:
        """The region of this kind, one of KINDS."""
        return dict(zip(KINDS, (self.politieregio, self.arrondissement, self.veiligheidsregio), strict=True))[kind]


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
        """Equal for two deliveries that say the same; the moment of change, key numbers and order do not count."""
        parts = [
            (
                item.code,
                item.title,
                *((found.code, found.title) if found else None for found in map(item.division, KINDS)),
            )
            for item in sorted(self.municipalities, key=lambda item: item.code)
        ]
        return hashlib.sha256(repr((self.year, self.title, parts)).encode()).hexdigest()


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
