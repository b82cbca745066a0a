"""Reading the bundled figures and changes (README.md beside this file), and checking each row on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from data_sources.contract import (
    KNOWN_ON_BASES,
    KNOWN_ON_PRECISIONS,
    MISSING,
    QUALIFIERS,
    STATUSES,
    Period,
    check_region,
)
from data_sources.errors import ContractError, UsageError
from data_sources.published.titles import NO_TITLES, Titles, read_titles
from data_sources.records import Record, bad_line, content_hash, filled, number, read_records, word
from data_sources.snapshot import CellState

_FOLDER = Path(__file__).parent
_STATES = {"": CellState.VALUE, MISSING[0]: CellState.SECRET_OR_UNKNOWN, MISSING[1]: CellState.IMPOSSIBLE}
_CHANGE_KINDS = ("procent", "aantal", "tekst")
# What every row must say of itself; region, period and the words are checked one by one.
_FIGURE_SAYS = ("source", "table", "indicator", "unit", "status_basis", "source_title", "source_url")
_CHANGE_SAYS = ("source", "indicator", "source_title", "source_url")


@dataclass(frozen=True)
class PublishedFigure:
    """One figure as a source gives it."""

    indicator: str
    region: str
    period: str
    breakdown: str
    value: float | None
    state: CellState
    unit: str
    rounding: float | None
    status: str
    status_basis: str


@dataclass(frozen=True)
class PublishedSource:
    """A publication and its figures; one load. ``place``: its place among the sources. ``titles``: what the page
    calls its topics, regions and categories; empty for a publication that is no table.
    """

    key: str
    table: str
    title: str
    url: str
    known_on: date
    known_on_precision: str
    known_on_basis: str
    place: int
    figures: tuple[PublishedFigure, ...]
    content_hash: str
    titles: Titles = NO_TITLES

    @property
    def published_on(self) -> date | None:
        """The day of publication, where the day itself is known."""
        exact = self.known_on_precision == "dag" and self.known_on_basis == "gepubliceerd"
        return self.known_on if exact else None


@dataclass(frozen=True)
class PublishedChange:
    """A change as somebody published it: a percentage, a number, or words (``tekst``, then without a value)."""

    place: int
    fields: Record
    content_hash: str

    def row(self) -> dict[str, object]:
        """The change as a row of the store."""
        numbers = {"value": number(self.fields, "value"), "rounding": _rounding(self.fields)}
        plain = {name: text for name, text in self.fields.items() if name not in {"source", "published_on", *numbers}}
        return {
            **plain, **numbers, "place": self.place, "content_hash": self.content_hash,
            "source_key": self.fields["source"], "published_on": date.fromisoformat(self.fields["published_on"]),
        }  # fmt: skip


def bundled_sources(*paths: Path) -> list[PublishedSource]:
    """The sources of the bundled files (or of these), in their order. Raises ContractError, naming the line, for a
    bad row.
    """
    titles = read_titles(_FOLDER / "titles.csv")
    sources: list[PublishedSource] = []
    for path in paths or (_FOLDER / "figures.csv", _FOLDER / "sisters.csv"):
        for key, lines in groupby(read_records(path), key=lambda line: line[1]["source"]):
            sources.append(_source(key, len(sources) + 1, list(lines), path, titles))
    keys = [source.key for source in sources]
    if len(set(keys)) != len(keys):
        found = next(key for key in keys if keys.count(key) > 1)
        raise ContractError(f"De rijen van bron {found} staan niet bij elkaar.", column="source", found=found)
    return sources


def bundled_changes(path: Path = _FOLDER / "changes.csv") -> list[PublishedChange]:
    """The published changes of the bundled file, in its order. Raises ContractError for a bad row."""
    changes = []
    for place, (line, record) in enumerate(read_records(path), start=1):
        try:
            filled(record, _CHANGE_SAYS)
            Period.parse(record["period"])
            Period.parse(record["base"])
            word(record, "kind", _CHANGE_KINDS)
            word(record, "qualifier", QUALIFIERS)
            word(record, "published_on_precision", KNOWN_ON_PRECISIONS)
            word(record, "published_on_basis", KNOWN_ON_BASES)
            words = record["kind"] == "tekst"
            if bool(record["value"]) == words or bool(record["text"]) != words:
                raise ValueError("a number, or words, not both")
            change = PublishedChange(place, record, content_hash([record]))
            change.row()
        except (ValueError, UsageError) as error:
            raise bad_line(path, line, error) from error
        changes.append(change)
    return changes


def _source(
    key: str, place: int, lines: list[tuple[int, Record]], path: Path, titles: Mapping[str, Titles]
) -> PublishedSource:
    first = lines[0][1]
    shared = (
        "table", "known_on", "known_on_precision", "known_on_basis", "source_title", "source_url",
    )  # fmt: skip
    figures = []
    for line, record in lines:
        try:
            if any(record[name] != first[name] for name in shared):
                raise ValueError(f"all rows of {key} must agree on {', '.join(shared)}")
            filled(record, _FIGURE_SAYS)
            date.fromisoformat(record["known_on"])
            word(record, "known_on_precision", KNOWN_ON_PRECISIONS)
            word(record, "known_on_basis", KNOWN_ON_BASES)
            figures.append(_figure(record))
        except (ValueError, UsageError) as error:
            raise bad_line(path, line, error) from error
    _check_shared(figures, key, path)
    own = _own_titles(figures, first["table"], titles)
    return PublishedSource(
        key=key, table=first["table"], title=first["source_title"], url=first["source_url"],
        known_on=date.fromisoformat(first["known_on"]), known_on_precision=first["known_on_precision"],
        known_on_basis=first["known_on_basis"], place=place, figures=tuple(figures),
        content_hash=content_hash([*(record for _, record in lines), *own.records()]), titles=own,
    )  # fmt: skip


def _own_titles(figures: list[PublishedFigure], table: str, titles: Mapping[str, Titles]) -> Titles:
    """What the table calls the topics, regions and dimensions that occur here; nothing for the followed indicators,
    whose names are our own.
    """
    if table not in titles or not any(":" in figure.indicator for figure in figures):
        return NO_TITLES
    return titles[table].limited_to(
        topics={figure.indicator for figure in figures},
        regions={figure.region for figure in figures},
        breakdowns={figure.breakdown for figure in figures},
    )


def _figure(record: Record) -> PublishedFigure:
    if bool(record["value"]) == bool(record["missing"]):
        raise ValueError("a value, or a reason of missing, not both")
    return PublishedFigure(
        indicator=record["indicator"], region=check_region(record["region"]),
        period=Period.parse(record["period"]).key, breakdown=record["breakdown"],
        value=number(record, "value"),
        state=_STATES[word(record, "missing", tuple(_STATES))],
        unit=record["unit"], rounding=_rounding(record),
        status=word(record, "status", STATUSES), status_basis=record["status_basis"],
    )  # fmt: skip


def _check_shared(figures: list[PublishedFigure], key: str, path: Path) -> None:
    """The store keeps rounding per topic and status per period of a load: one source may not mix them."""
    by_indicator = {(figure.indicator, figure.unit, figure.rounding) for figure in figures}
    by_period = {(figure.period, figure.status) for figure in figures}
    cells = {(figure.indicator, figure.region, figure.period, figure.breakdown) for figure in figures}
    for name, found, expected in (
        ("rounding", len(by_indicator), len({item[0] for item in by_indicator})),
        ("status", len(by_period), len({item[0] for item in by_period})),
        ("period", len(figures), len(cells)),
    ):
        if found != expected:
            raise ContractError(
                f"Bron {key} heeft per onderwerp één afronding, per periode één status en elk cijfer eenmaal.",
                path=path.name, column=name, expected=expected, found=found,
            )  # fmt: skip


def _rounding(record: Record) -> float | None:
    """Raises ValueError for a rounding that is no step."""
    step = number(record, "rounding")
    if step is not None and step <= 0:
        raise ValueError(f"rounding: {record['rounding']!r} is not a number that can stand there")
    return step
