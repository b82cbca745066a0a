"""Mijlpalen: what was promised or is expected, by when, and whether it was reported; and events for the time axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from dashboard.components.moment_conventions import conventions
from dashboard.components.moment_list import Dated, moment_list
from dashboard.ledger_files import CALENDAR, MILESTONES_CSV, register_milestone_files
from dashboard.ledger_page import Sight, add_ledger_page, look, nothing_known, page_head
from dashboard.pilot_pages import MILESTONES, milestone_place, pilot_address
from dashboard.router import Query, Router
from dashboard.services import Services
from dashboard.visitor import Audience
from data_sources.ledger import BY_PLAN, Ledger, Milestone, Pilot
from metrics.milestones import MilestoneState, band_order, by_state

PATH = MILESTONES
NAME = "Mijlpalen"
LEAD = "Wat is toegezegd, gepland of verwacht, wanneer, en of het is gemeld"
EVENTS = "Gebeurtenissen voor de tijdas"
EVENTS_HINT = (
    "Deze gebeurtenissen kunnen helpen om een reeks cijfers te lezen. Dat iets in dezelfde tijd valt, verklaart een"
    " stijging of daling niet."
)
FEED_HINT = (
    "De agenda kunt u downloaden, of als internetagenda toevoegen in Outlook of een ander agendaprogramma; dan komen"
    " wijzigingen vanzelf mee."
)

# The anchor, the heading and what it means, for each state.
_GROUPS: Mapping[MilestoneState, tuple[str, str, str]] = {
    MilestoneState.OVERDUE: (
        "voorbij", "Voorbij en niet bevestigd",
        "Het moment is voorbij; in de documenten staat niet dat het is gebeurd. Dat kan wel zo zijn.",
    ),
    MilestoneState.AHEAD: ("straks", "Nu en straks", "Het moment is nog niet voorbij."),
    MilestoneState.REALISED: ("gerealiseerd", "Gerealiseerd",
        "Volgens de documenten gebeurd. Van een toezegging: dat zij is gedaan, niet dat zij is nagekomen.",
    ),
}  # fmt: skip


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page at '/mijlpalen', and the milestones as a table and as a calendar beside it."""
    add_ledger_page(router, services, path=PATH, name=NAME, render=render)
    register_milestone_files(app, services)


def render(query: Query, services: Services, audience: Audience) -> Component:
    """The page for a query. Raises UsageError for one that cannot be shown."""
    sight = look(query, services, audience)
    content = _content(sight) if _any(sight.ledger) else nothing_known("mijlpalen", sight, services, is_there=_any)
    return html.Div([*page_head(sight, PATH, heading=NAME, lead=LEAD), *content])


def _any(ledger: Ledger) -> bool:
    return bool(ledger.milestones or ledger.events)


def _content(sight: Sight) -> list[Component]:
    found = by_state(sight.ledger.milestones, on=sight.on)
    groups = [part for state, milestones in found.items() for part in _group(state, milestones, sight)]
    return [_ways_out(sight), html.Div(conventions(), className="panel"), *groups, *_events(sight)]


def _ways_out(sight: Sight) -> html.Div:
    return html.Div(
        [
            html.A("Download CSV", href=sight.view.link(MILESTONES_CSV), className="button", download=""),
            # Always what is known now: a feed of an earlier day would never change.
            html.A("Agenda (ICS)", href=CALENDAR, className="button"),
            html.P(FEED_HINT, className="hint"),
        ],
        className="ways-out",
    )


def _group(state: MilestoneState, milestones: Sequence[Milestone], sight: Sight) -> list[html.Section]:
    anchor, heading, hint = _GROUPS[state]
    items = [*(_dated(item, sight) for item in milestones), *_late(state, sight)]
    ordered = sorted(items, key=lambda item: band_order(item.moment))
    return [_section(anchor, heading, hint, ordered, sight)] if ordered else []


def _late(state: MilestoneState, sight: Sight) -> list[Dated]:
    """Among what is overdue, the steps of a rollout of which the same holds."""
    if state is not MilestoneState.OVERDUE:
        return []
    ledger, areas = sight.ledger, {(area.pilot, area.slug): area.title for area in sight.ledger.areas}
    return [
        Dated(
            f"{ledger.pilots[step.pilot].title} {step.phase}: {areas.get((step.pilot, step.area), step.area)}",
            step.moment, step.certainty, step.source, [_belongs([ledger.pilots[step.pilot]], sight)],
        )
        for step in ledger.steps
        if step.certainty in BY_PLAN and step.moment.is_over(sight.on)
    ]  # fmt: skip


def _events(sight: Sight) -> list[html.Section]:
    events = sorted(sight.ledger.events, key=lambda item: band_order(item.moment))
    items = [Dated(item.title, item.moment, item.certainty, item.source) for item in events]
    return [_section("gebeurtenissen", EVENTS, EVENTS_HINT, items, sight)] if items else []


def _section(anchor: str, heading: str, hint: str, items: Sequence[Dated], sight: Sight) -> html.Section:
    return html.Section(
        [
            html.H2(heading, id=anchor),
            html.P(hint, className="hint"),
            moment_list(items, sight.ledger.documents, on=sight.on),
        ],
        className="panel",
        **aria(labelledby=anchor),
    )


def _dated(item: Milestone, sight: Sight) -> Dated:
    pilots = [sight.ledger.pilots[slug] for slug in item.pilots if slug in sight.ledger.pilots]
    reference = [html.P(f"Verwijzing: {item.reference}", className="detail")] if item.reference else []
    details = [*([_belongs(pilots, sight)] if pilots else []), *reference]
    return Dated(item.title, item.moment, item.certainty, item.source, details, milestone_place(item.slug))


def _belongs(pilots: Sequence[Pilot], sight: Sight) -> html.P:
    links: list[str | Component] = []
    for pilot in pilots:
        links += [", " if links else "Hoort bij: ", html.A(pilot.title, href=pilot_address(pilot.slug, sight.view))]
    return html.P(links, className="detail")
