"""What the pages of the ledger share: the two days, the choosing of them, and what to say when nothing was known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dash import html
from dash.development.base_component import Component

from dashboard.components.as_of_banner import as_of_banner
from dashboard.components.ledger_form import ledger_form
from dashboard.ledger_view import LedgerView, read_ledger_view
from dashboard.router import Query, Router
from dashboard.services import Services
from dashboard.visitor import EDITORS, Audience
from dashboard.words import known_day_phrase
from data_sources.ledger import Ledger
from data_sources.moment import Moment
from metrics.text.numbers import day

WHAT = "de pilotgegevens"
_PLANNED = "Wat toen volgens de documenten gepland was en niet is gemeld, telt niet als gebeurd."


@dataclass(frozen=True)
class Sight:
    """What a query asks to see. ``ledger``: as known on the asked day; ``on``: the day of the state."""

    view: LedgerView
    on: date
    today: date
    ledger: Ledger
    everything: Ledger


def add_ledger_page(
    router: Router, services: Services, *, path: str, name: str,
    render: Callable[[Query, Services, Audience], Component], heading: str | None = None, parent: str | None = None,
) -> None:  # fmt: skip
    """Put a page of the ledger at its address, beneath its parent; the title of the window has its days."""
    router.add(
        path, name=name, heading=heading or name, render=lambda query, audience: render(query, services, audience),
        title=lambda query: page_title(name, query, services), shows_figures=False, parent=parent,
        listed=parent is not None, remembered=True,
    )  # fmt: skip


def look(query: Query, services: Services, audience: Audience) -> Sight:
    """What a query asks to see, as an audience may.

    Raises UsageError, a Dutch sentence, for days that cannot be shown.
    """
    today = services.today()
    view = read_ledger_view(query, today=today)
    everything = services.ledger(audience=audience)
    ledger = services.ledger(view.as_of, audience=audience) if view.as_of else everything
    return Sight(view, view.on or today, today, ledger, everything)


def sight_phrase(sight: Sight) -> str:
    """As of which days a row is shown: 'stand op 1 februari 2027, zoals bekend op 21 november 2026'."""
    return f"stand op {day(sight.on)}, {known_phrase(sight)}"


def known_phrase(sight: Sight) -> str:
    """As of which day it was known: 'zoals bekend op 21 november 2026'."""
    return f"zoals bekend op {day(sight.view.as_of or sight.today)}"


def file_stamp(sight: Sight) -> str:
    """The two days in the name of a file."""
    return f"stand-{sight.on.isoformat()}-bekend-op-{(sight.view.as_of or sight.today).isoformat()}"


def page_title(name: str, query: Query, services: Services) -> str:
    """The title of the window, with the days that were asked for."""
    view = read_ledger_view(query, today=services.today())
    on = [f"stand op {day(view.on)}"] if view.on else []
    known = [f"zoals bekend op {day(view.as_of)}"] if view.as_of else []
    return ", ".join([name, *on, *known])


def page_head(
    sight: Sight, path: str, *, heading: str, lead: str, days: Mapping[date, str] | None = None
) -> list[Component]:
    """What stands above the content: what is seen, as of which days, and the form to choose them.

    ``days``: the days of the state on offer, with their names; None: today and those on which a moment has passed.
    """
    offered = state_days(_moments(sight.everything), today=sight.today) if days is None else days
    form = ledger_form(sight.view, path, documents=sight.everything.documents.values(), days=offered, today=sight.today)
    stand = f"Stand op {day(sight.on)}. {_PLANNED if sight.on > sight.today else ''}".strip()
    return [
        *as_of_banner(WHAT, sight.view.as_of, now=sight.view.link(path, as_of=None)),
        html.H1(heading),
        html.P(lead, className="lead"),
        html.P(stand, className="stand"),
        html.Div(form, className="choices"),
    ]


def nothing_known(
    what: str, sight: Sight, services: Services, *, is_there: Callable[[Ledger], bool]
) -> list[Component]:
    """Why there is nothing to see, and since when there would be; ``is_there`` tells whether a ledger has ``what``, and
    looks at no figure.
    """
    if sight.view.as_of is None or not is_there(sight.everything):
        return [html.P(f"In deze opslag staat niets over {what}.", className="panel")]
    documents = sorted(sight.everything.documents.values(), key=lambda item: item.known_on)
    days = sorted({item.known_on for item in documents if item.known_on > sight.view.as_of})
    # Nothing is read of it but that it is there, which is the same for everyone.
    first = next((known_on for known_on in days if is_there(services.ledger(known_on, audience=EDITORS))), None)
    words = f"Op {day(sight.view.as_of)} was in deze opslag nog niets over {what} bekend."
    # What people entered later than its document came out is there from no document's day on.
    oldest = next((item for item in documents if item.known_on == first), None)
    if oldest is not None:
        rough = "" if oldest.precision == "dag" else "; waar alleen de maand of het jaar bekend is, telt de laatste dag"
        known = known_day_phrase(oldest.known_on, oldest.precision)
        words += f" Het oudste document daarover is van {known} ({oldest.short}){rough}."
    return [html.P(words, className="panel")]


def state_days(moments: Iterable[Moment], *, today: date) -> dict[date, str]:
    """Today, and the days to come on which a moment has just passed: between them hardly anything changes."""
    days: dict[date, list[str]] = {}
    for moment in moments:
        if moment.last is not None and moment.last >= today:
            days.setdefault(moment.last + timedelta(days=1), []).append(moment.text)
    passed = {item: f"{day(item)} ({', '.join(dict.fromkeys(days[item]))} voorbij)" for item in sorted(days)}
    return {today: f"Vandaag ({day(today)})", **{item: text for item, text in passed.items() if item != today}}


def _moments(ledger: Ledger) -> Sequence[Moment]:
    ends = [pilot.ends for pilot in ledger.pilots.values() if pilot.ends is not None]
    return [*ends, *(item.moment for item in ledger.steps), *(item.moment for item in ledger.milestones)]
