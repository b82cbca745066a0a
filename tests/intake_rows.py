"""Rows as somebody writes them, and what they are held against; the bundled and the demo ledger as what is known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from data_sources.pilots.bundle import bundled_ledger
from data_sources.pilots.checks import check_rows
from data_sources.pilots.entries import Entry, build_ledger
from data_sources.pilots.intake import ENTERED, Checked, Known, RawRow, RowFinding, Standing
from demo.ledger import LEDGER_FOLDER
from tests.ledgers import record

TODAY = date(2026, 11, 21)


def known_of(entries: Iterable[Entry]) -> Known:
    """As the store would know them, numbered from 1."""
    answers: dict[tuple[str, str], tuple[int, Entry]] = {}
    for number, item in enumerate(entries, start=1):
        key = (item.kind, item.key)
        if key not in answers or item.known_on >= answers[key][1].known_on:
            answers[key] = number, item
    standing = {key: Standing(number, item.record) for key, (number, item) in answers.items()}
    return Known(build_ledger(item for _, item in answers.values()), standing)


@cache
def bundled_known() -> Known:
    return known_of(bundled_ledger())


@cache
def demo_known() -> Known:
    return known_of(bundled_ledger(Path(LEDGER_FOLDER)))


def standing_rows(known: Known) -> list[RawRow]:
    """Every row that people may enter, as its record stands."""
    return [RawRow(kind, dict(item.record)) for (kind, _), item in known.standing.items() if kind in ENTERED]


def written(kind: str, **texts: str) -> RawRow:
    """A new row about a pilot of the bundled ledger; columns that are not named are as ordinary as can be."""
    ordinary = {"milestone": {"milestone": "", "title": "Nieuw bericht"}, "event": {"event": "", "title": "Nieuw"}}
    ordinary["figure"] = {"figure": "", "title": "Nieuw cijfer"}
    ordinary["document"] = {"code": "N27", "title": "Nota van later", "short": "nota", "known_on": "2026-11-20",
                            "precision": "dag", "basis": "gedateerd"}  # fmt: skip
    return RawRow(kind, {**record(kind, **ordinary.get(kind, {})), **texts})


def check(*rows: RawRow, known: Known | None = None) -> Checked:
    return check_rows(rows, known or bundled_known(), today=TODAY)


def accepted(row: RawRow, known: Known | None = None) -> dict[str, str]:
    """The record that a row comes to, which has nothing wrong."""
    found = check(row, known=known)
    assert not found.findings
    assert len(found.rows) == 1
    return dict(found.rows[0].record)


def refused(row: RawRow, known: Known | None = None) -> RowFinding:
    """The one thing that is wrong with a row."""
    found = check(row, known=known)
    assert len(found.findings) == 1, found.findings
    assert not found.rows
    return found.findings[0]
