"""One row of the ledger: a kind, a record of texts, and how it is read into its shape. Pure.

The same readers serve the bundled files, the store, and whatever a person enters later: what cannot be read here
cannot come in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data_sources.contract import KNOWN_ON_PRECISIONS, QUALIFIERS, Period
from data_sources.ledger import (
    CERTAINTIES,
    COUNTRYWIDE,
    EXTENTS,
    PHASES,
    Area,
    Document,
    Event,
    Ledger,
    Milestone,
    Pilot,
    PilotFigure,
    RolloutStep,
    Source,
)
from data_sources.moment import Moment, read_moment
from data_sources.records import Record, filled, number, word

_SOURCE = ("document", "part", "passage")
_BASES = ("gedateerd", "afgeleid")
_YES_NO = {"ja": True, "nee": False}


@dataclass(frozen=True)
class Entry:
    """A record of one kind. ``document``: the code of its source; ``known_on``: the day since which it counts."""

    kind: str
    key: str
    document: str
    known_on: date
    record: Record
    id: int = 0


@dataclass(frozen=True)
class Kind:
    """``columns``: all of a record, in the order of its file. ``key``: those that say which row it is."""

    columns: tuple[str, ...]
    key: tuple[str, ...]
    read: Callable[[Record, int], Any]


def make_entry(kind: str, record: Record, *, document: Document) -> Entry:
    """An entry of a record that can be read. Raises ValueError or UsageError for one that cannot."""
    KINDS[kind].read(record, 0)
    key = "|".join(record[column] for column in KINDS[kind].key)
    return Entry(kind, key, document.code, document.known_on, record)


def build_ledger(entries: Iterable[Entry]) -> Ledger:
    """The ledger of these entries, of which each key stands once."""
    found: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for entry in entries:
        found[entry.kind].append(KINDS[entry.kind].read(entry.record, entry.id))
    return Ledger(
        documents={item.code: item for item in found["document"]},
        pilots={item.slug: item for item in found["pilot"]},
        figures=found["figure"],
        steps=found["step"],
        areas=found["area"],
        milestones=found["milestone"],
        events=found["event"],
    )


def _document(record: Record, _entry: int) -> Document:
    filled(record, ("code", "title", "short"))
    return Document(
        code=record["code"], title=record["title"], short=record["short"], known_on=read_document_day(record),
        precision=word(record, "precision", KNOWN_ON_PRECISIONS), basis=word(record, "basis", _BASES),
        reference=record["reference"],
    )  # fmt: skip


def read_document_day(record: Record) -> date:
    """The day since which what a document says is known."""
    return date.fromisoformat(record["known_on"])


def _pilot(record: Record, entry: int) -> Pilot:
    filled(record, ("pilot", "title", "what", "counts", "is_not", "situation"))
    apart = listed(record, "apart_from")
    if bool(apart) != bool(record["apart_why"]):
        raise ValueError("apart_from and apart_why belong together")
    return Pilot(
        slug=record["pilot"], title=record["title"], what=record["what"], executors=listed(record, "executors"),
        partners=listed(record, "partners"), places=listed(record, "places"), method=record["method"],
        starts=_moment(record, "starts"), ends=_moment(record, "ends"), counts=record["counts"],
        is_not=record["is_not"], apart_from=apart, apart_why=record["apart_why"], situation=record["situation"],
        source=_source(record), entry=entry,
    )  # fmt: skip


def _figure(record: Record, entry: int) -> PilotFigure:
    filled(record, ("pilot", "figure", "title"))
    if record["period"]:
        Period.parse(record["period"])
    value, text = _count(record, "value"), record["text"] or None
    if (value is None) == (text is None):
        raise ValueError("a number, or words, not both")
    if (value is None) == bool(record["unit"]):
        raise ValueError("a number has a unit, words have none")
    size = _count(record, "denominator_value")
    if size is not None and not record["denominator"]:
        raise ValueError("denominator_value without denominator")
    return PilotFigure(
        pilot=record["pilot"], figure=record["figure"], title=record["title"], place=record["place"],
        period=record["period"], qualifier=word(record, "qualifier", QUALIFIERS), value=value, text=text,
        unit=record["unit"], denominator=record["denominator"] or None,
        denominator_qualifier=word(record, "denominator_qualifier", QUALIFIERS), denominator_value=size,
        published=_YES_NO[word(record, "public", _YES_NO)], source=_source(record), entry=entry,
    )  # fmt: skip


def _step(record: Record, entry: int) -> RolloutStep:
    filled(record, ("pilot", "area"))
    return RolloutStep(
        pilot=record["pilot"], area=record["area"], phase=word(record, "phase", PHASES),
        certainty=word(record, "certainty", CERTAINTIES), moment=read_moment(record["moment"]),
        source=_source(record), entry=entry,
    )  # fmt: skip


def _area(record: Record, entry: int) -> Area:
    filled(record, ("pilot", "area", "title", "region", "region_title", "level"))
    if record["area"] == COUNTRYWIDE:
        raise ValueError(f"{COUNTRYWIDE} is no area")
    return Area(
        pilot=record["pilot"], slug=record["area"], title=record["title"], region=record["region"],
        region_title=record["region_title"], extent=word(record, "extent", EXTENTS), level=record["level"],
        within=record["within"], source=_source(record), entry=entry,
    )  # fmt: skip


def _milestone(record: Record, entry: int) -> Milestone:
    filled(record, ("milestone", "title"))
    return Milestone(
        slug=record["milestone"], title=record["title"], moment=read_moment(record["moment"]),
        certainty=word(record, "certainty", CERTAINTIES), pilots=listed(record, "pilots"),
        reference=record["reference"], source=_source(record), entry=entry,
    )  # fmt: skip


def _event(record: Record, entry: int) -> Event:
    filled(record, ("event", "title"))
    return Event(
        slug=record["event"], title=record["title"], moment=read_moment(record["moment"]),
        certainty=word(record, "certainty", CERTAINTIES), source=_source(record), entry=entry,
    )  # fmt: skip


def _source(record: Record) -> Source:
    filled(record, _SOURCE)
    return Source(record["document"], record["part"], record["passage"])


def _moment(record: Record, column: str) -> Moment | None:
    return read_moment(record[column]) if record[column] else None


def listed(record: Record, column: str) -> tuple[str, ...]:
    """The names in a column that holds several."""
    return tuple(part.strip() for part in record[column].split(";") if part.strip())


def _count(record: Record, column: str) -> float | None:
    found = number(record, column)
    if found is not None and found < 0:
        raise ValueError(f"{column}: {record[column]!r} is below zero")
    return found


def _kind(columns: Sequence[str], key: Sequence[str], read: Callable[[Record, int], Any]) -> Kind:
    return Kind(tuple(columns), tuple(key), read)


# In the order in which they are loaded.
KINDS = {
    "document": _kind(
        ("code", "title", "short", "known_on", "precision", "basis", "reference"), ("code",), _document
    ),
    "pilot": _kind(
        ("pilot", "title", "what", "executors", "partners", "places", "method", "starts", "ends", "counts", "is_not",
         "apart_from", "apart_why", "situation", *_SOURCE), ("pilot",), _pilot,
    ),
    "figure": _kind(
        ("pilot", "figure", "title", "place", "period", "qualifier", "value", "text", "unit", "denominator",
         "denominator_qualifier", "denominator_value", "public", *_SOURCE),
        ("pilot", "figure", "place", "period"), _figure,
    ),
    "area": _kind(
        ("pilot", "area", "title", "region", "region_title", "extent", "level", "within", *_SOURCE),
        ("pilot", "area"), _area,
    ),
    "step": _kind(("pilot", "area", "phase", "moment", "certainty", *_SOURCE), ("pilot", "area", "phase"), _step),
    "milestone": _kind(
        ("milestone", "title", "moment", "certainty", "pilots", "reference", *_SOURCE), ("milestone",), _milestone
    ),
    "event": _kind(("event", "title", "moment", "certainty", *_SOURCE), ("event",), _event),
}  # fmt: skip
