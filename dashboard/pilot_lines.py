"""The pilots as lines of Dutch, for a person at a terminal."""

from __future__ import annotations

from datetime import date

from dashboard.words import document_phrase
from data_sources.ledger import Ledger, Pilot, Source
from metrics.rollout import area_standings, coverage
from metrics.text.numbers import day
from metrics.text.pilots import certainty_phrase, figure_sentence, overdue_end


def pilot_list_lines(ledger: Ledger, *, on: date) -> list[str]:
    """One line a pilot, as it stood by its document; one line that says so when nothing is known yet."""
    if not ledger.pilots:
        return ["Er was nog niets over pilots bekend."]
    return [
        f"{pilot.slug}: {pilot.title} · {pilot.situation}{_source(pilot.source, ledger)}{_end(pilot, on)}"
        for pilot in ledger.pilots.values()
    ]


def pilot_lines(ledger: Ledger, slug: str, *, on: date, as_of: date | None) -> list[str]:
    """One pilot with its figures, steps and milestones, each with its source, seen on a day; one line that says so
    when nothing was known of it yet.
    """
    if slug not in ledger.pilots:
        return [f"Op {day(as_of or on)} was over {slug} nog niets bekend."]
    pilot, own = ledger.pilots[slug], ledger.of(slug)
    known = f", zoals bekend op {day(as_of)}" if as_of else ""
    lines = [pilot.title, f"Stand op {day(on)}{known}.", pilot.what, *_definition(pilot, own, on)]
    lines += _headed("Cijfers", [f"{figure_sentence(item)}{_source(item.source, own)}" for item in own.figures])
    titles = {area.slug: area.title for area in own.areas}
    steps = [
        f"{titles.get(item.area, item.area)}: {item.phase}, {item.moment.text}"
        f" ({certainty_phrase(item.certainty, item.moment, on=on)}){_source(item.source, own)}"
        for item in own.steps
    ]
    lines += _headed("Stappen", steps)
    if own.areas:
        counts = coverage(area_standings(own.areas, own.steps, on=on))
        lines += [f"Gebieden: {', '.join(f'{count} {state}' for state, count in counts.items())}."]
    milestones = [
        f"{item.moment.text}: {item.title}"
        f" ({certainty_phrase(item.certainty, item.moment, on=on)}){_source(item.source, own)}"
        for item in own.milestones
    ]
    return [*lines, *_headed("Mijlpalen", milestones)]


def _definition(pilot: Pilot, own: Ledger, on: date) -> list[str]:
    terms = (
        ("Situatie", f"{pilot.situation}{_source(pilot.source, own)}"),
        ("Geteld wordt", pilot.counts),
        ("Dat is niet", pilot.is_not),
        ("Uitvoering", ", ".join(pilot.executors)),
        ("Partners", ", ".join(pilot.partners)),
        ("Waar", ", ".join(pilot.places)),
        ("Methode", pilot.method),
        ("Gepland einde", f"{pilot.ends.text}{_end(pilot, on)}" if pilot.ends else ""),
        ("Niet optellen", pilot.apart_why),
    )
    return [f"{name}: {words}" for name, words in terms if words]


def _end(pilot: Pilot, on: date) -> str:
    over = overdue_end(pilot, on=on)
    return f" · {over}" if over else ""


def _headed(heading: str, lines: list[str]) -> list[str]:
    return [f"{heading}:", *(f"  {line}" for line in lines)] if lines else []


def _source(source: Source, ledger: Ledger) -> str:
    document = ledger.documents[source.document]
    return f" · {document.short}, {source.part} ({document_phrase(document)})"
