"""One pilot in short: what it is, how it stands, its newest figures, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from dashboard.components.ledger_source import ledger_source
from dashboard.components.moment_list import overdue_sign
from dashboard.components.pilot_figure import short_figures
from dashboard.words import known_day_phrase
from data_sources.ledger import Document, Ledger, Milestone, Pilot, PilotFigure, Source
from metrics.milestones import MilestoneState, by_state
from metrics.pilot_series import by_topic, last_day
from metrics.rollout import AreaState, area_standings, coverage
from metrics.text.phrases import lower_first, upper_first
from metrics.text.pilots import certainty_phrase, overdue_end

SHOWN = 3


def pilot_card(ledger: Ledger, slug: str, *, on: date, address: str) -> html.Article:
    """The card of a pilot on a day; ``address`` is where the rest is."""
    pilot, own, heading = ledger.pilots[slug], ledger.of(slug), f"pilot-{slug}"
    figures = [] if own.areas else [topic[0] for topic in _topics(own)][:SHOWN]
    return html.Article(
        [
            html.H2(pilot.title, id=heading),
            html.P(pilot.what, className="what"),
            situation(pilot, own.documents[pilot.source.document]),
            *_end(pilot, on),
            *(_coverage(own, on) if own.areas else _figures(figures)),
            *_milestones(own, on),
            *(ledger_source(item, own.documents) for item in _sources(pilot, figures, own, on)),
            html.P(_more(pilot, [item for item in own.figures if item not in figures], address), className="more"),
        ],
        className="card pilot-card",
        **aria(labelledby=heading),
    )


def situation(pilot: Pilot, document: Document) -> html.P:
    """How the pilot stood, and by which document."""
    dated = known_day_phrase(document.known_on, document.precision)
    name = lower_first(document.short)
    name = name if dated in name else f"{name} ({dated})"
    return html.P([html.Strong(f"Stand volgens {name}: "), pilot.situation], className="situation")


def newest_figures(ledger: Ledger) -> list[PilotFigure]:
    """All figures, those of a topic together from its newest period on."""
    return [item for topic in _topics(ledger) for item in topic]


def _topics(ledger: Ledger) -> list[list[PilotFigure]]:
    """By the document that their newest period was read in, the newest first; of one document by that period, then
    in its own order. So no older period of a topic stands for it, however new the document that tells of it.
    """

    def newest(topic: Sequence[PilotFigure]) -> tuple[date, date]:
        return ledger.documents[topic[0].source.document].known_on, last_day(topic[0])

    return sorted(by_topic(ledger.figures), key=newest, reverse=True)


def _end(pilot: Pilot, on: date) -> list[html.P]:
    over = overdue_end(pilot, on=on)
    return [html.P(f"{upper_first(over)}.", className="overdue")] if over else []


def _figures(figures: Sequence[PilotFigure]) -> list[Component]:
    return [short_figures(figures)] if figures else []


def _coverage(own: Ledger, on: date) -> list[Component]:
    counts = coverage(area_standings(own.areas, own.steps, on=on))
    others = [f"{count} {state.value}" for state, count in counts.items() if state != AreaState.IN_USE and count]
    return [
        html.P(
            [html.Span(f"{counts[AreaState.IN_USE]} van {len(own.areas)}", className="figure-value"),
             " gebieden in gebruik"], className="coverage",
        ),
        *([html.P(" · ".join(others), className="detail")] if others else []),
    ]  # fmt: skip


def _milestones(own: Ledger, on: date) -> list[Component]:
    """The last milestone that is over without being reported, and the one that comes next."""
    found = by_state(own.milestones, on=on)
    ahead, overdue = found[MilestoneState.AHEAD], found[MilestoneState.OVERDUE]
    newest = max(overdue, key=lambda item: item.moment.last or date.min, default=None)
    return [
        *([_milestone([overdue_sign(), "Voorbij, niet bevestigd"], newest, on)] if newest else []),
        *([_milestone(["Volgende mijlpaal"], ahead[0], on)] if ahead else []),
    ]


def _milestone(name: Sequence[Component | str], milestone: Milestone, on: date) -> html.P:
    # That it is over stands before it already.
    to_come = milestone.moment.is_to_come(on)
    certain = certainty_phrase(milestone.certainty, milestone.moment, on=on) if to_come else milestone.certainty
    return html.P(
        [html.Strong([*name, ": "]), f"{milestone.title}, {milestone.moment.text} ({certain})"],
        className="next",
    )


def _sources(pilot: Pilot, figures: Sequence[PilotFigure], own: Ledger, on: date) -> list[Source]:
    """One for each part of a document: that of the pilot itself, then those of its figures, or of the steps that make
    areas what they are on the day.
    """
    steps = [item.step for item in area_standings(own.areas, own.steps, on=on) if item.step is not None]
    parts: dict[tuple[str, str], Source] = {}
    for source in (pilot.source, *(item.source for item in figures), *(step.source for step in steps)):
        parts.setdefault((source.document, source.part), source)
    return list(parts.values())


def _more(pilot: Pilot, rest: Sequence[PilotFigure], address: str) -> html.A:
    """Says how much more there is; facts in words are no figures."""
    one, many = ("gegeven", "gegevens") if any(item.is_fact for item in rest) else ("cijfer", "cijfers")
    count = f" (nog {len(rest)} {one if len(rest) == 1 else many})" if rest else ""
    return html.A(f"Alles over {pilot.title}{count}", href=address)
