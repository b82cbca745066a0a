"""The pilot ledger as files: figures and milestones, each row with the words of its source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dashboard.exports.exported import Cell, ValueTable
from dashboard.words import document_phrase
from data_sources.ledger import Ledger, Milestone, PilotFigure, Source
from metrics.milestones import in_order, milestone_state
from metrics.text.moments import band_phrase
from metrics.text.phrases import period_label
from metrics.text.pilots import size_phrase

FICTION = "FICTIEF"

_SOURCE_HEAD = ("Bron", "Onderdeel", "Passage", "Bekend", "Stand", "Let op")
_FIGURES_HEAD = (
    "Pilot", "Onderwerp", "Plaats", "Periode", "Kwalificatie", "Waarde", "Eenheid", "Feit in woorden", "Deel van",
    "Omvang noemer", "Openbaar", "Niet optellen", *_SOURCE_HEAD,
)  # fmt: skip
_MILESTONES_HEAD = (
    "Mijlpaal", "Moment", "Dagen (afspraak)", "Van", "Tot en met", "Zekerheid", "Op deze dag", "Pilots", "Verwijzing",
    *_SOURCE_HEAD,
)  # fmt: skip


def pilot_figures_table(ledger: Ledger, pilots: Iterable[str], *, stand: str, fictional: bool) -> ValueTable:
    """The figures of these pilots, one row a figure. ``stand``: as of which days, in words."""
    return ValueTable(
        _FIGURES_HEAD,
        [
            [*_figure(item, ledger), *_source(item.source, ledger, stand=stand, fictional=fictional)]
            for slug in pilots
            for item in ledger.of(slug).figures
        ],
    )


def milestones_table(ledger: Ledger, *, on: date, stand: str, fictional: bool) -> ValueTable:
    """All milestones in the order of their bands, each with where it stands on a day."""
    return ValueTable(
        _MILESTONES_HEAD,
        [
            [*_milestone(item, ledger, on), *_source(item.source, ledger, stand=stand, fictional=fictional)]
            for item in in_order(ledger.milestones)
        ],
    )


def _figure(item: PilotFigure, ledger: Ledger) -> list[Cell]:
    """A number that is not shown has an empty value, and what stands in its place among the words."""
    pilot = ledger.pilots[item.pilot]
    return [
        pilot.title, item.title, item.place, period_label(item.period) if item.period else "",
        item.qualifier, item.value, item.unit, item.text, item.denominator,
        size_phrase(item) if item.denominator is not None else "",
        "ja" if item.published else "nee", pilot.apart_why,
    ]  # fmt: skip


def _milestone(item: Milestone, ledger: Ledger, on: date) -> list[Cell]:
    moment = item.moment
    return [
        item.title, moment.text, band_phrase(moment), moment.first.isoformat() if moment.first else "",
        moment.last.isoformat() if moment.last else "", item.certainty, milestone_state(item, on=on).value,
        ", ".join(ledger.pilots[slug].title for slug in item.pilots if slug in ledger.pilots), item.reference,
    ]  # fmt: skip


def _source(source: Source, ledger: Ledger, *, stand: str, fictional: bool) -> list[Cell]:
    document = ledger.documents[source.document]
    return [
        document.title, source.part, source.passage, document_phrase(document), stand, FICTION if fictional else ""
    ]  # fmt: skip
