"""The pilots as lines of Dutch, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dashboard.words import document_phrase
from data_sources.ledger import COUNTRYWIDE, Document, Ledger, Source
from metrics.rollout import area_standings, coverage
from metrics.text.numbers import day
from metrics.text.pilots import certainty_phrase, figure_sentence


def pilot_list_lines(ledger: Ledger) -> list[str]:
    """One line a pilot; one line that says so when nothing is known yet."""
    if not ledger.pilots:
        return ["Er was nog niets over pilots bekend."]
    return [f"{pilot.slug}: {pilot.title} · {pilot.situation}" for pilot in ledger.pilots.values()]


def pilot_lines(ledger: Ledger, slug: str, *, on: date) -> list[str]:
    """One pilot with its figures, steps and milestones, each with its source. Raises UsageError for an unknown name."""
    pilot, own = ledger.pilot(slug), ledger.of(slug)
    lines = [
        pilot.title, pilot.what, f"Stand: {pilot.situation}{_source(pilot.source, own.documents)}",
        f"Geteld wordt: {pilot.counts}", f"Dat is niet: {pilot.is_not}",
    ]  # fmt: skip
    lines += [pilot.apart_why] if pilot.apart_why else []
    lines += _headed(
        "Cijfers", [f"{figure_sentence(item)}{_source(item.source, own.documents)}" for item in own.figures]
    )
    titles = {area.slug: area.title for area in own.areas} | {COUNTRYWIDE: "landelijk"}
    lines += _headed(
        "Stappen",
        [
            f"{titles.get(item.area, item.area)}: {item.phase}, {item.moment.text}"
            f" ({certainty_phrase(item.certainty, over=item.moment.is_over(on))}){_source(item.source, own.documents)}"
            for item in own.steps
        ],
    )
    if own.areas:
        counts = coverage(area_standings(own.areas, own.steps, on=on))
        lines += [f"Stand op {day(on)}: {', '.join(f'{count} {state}' for state, count in counts.items())}."]
    lines += _headed(
        "Mijlpalen",
        [
            f"{item.moment.text}: {item.title}"
            f" ({certainty_phrase(item.certainty, over=item.moment.is_over(on))}){_source(item.source, own.documents)}"
            for item in own.milestones
        ],
    )
    return lines


def _headed(heading: str, lines: list[str]) -> list[str]:
    return [f"{heading}:", *(f"  {line}" for line in lines)] if lines else []


def _source(source: Source, documents: Mapping[str, Document]) -> str:
    document = documents[source.document]
    return f" · {document.short}, {source.part} ({document_phrase(document)})"
