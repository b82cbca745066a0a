"""What the page Slachtofferdevice shows, computed: where each area stands on a day, and through time."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.figures.coverage import CoveragePoint
from dashboard.ledger_page import Sight
from dashboard.services import Services
from data_sources.divisions import Divisions
from data_sources.ledger import Ledger
from data_sources.period import Period
from metrics.municipalities import MunicipalityStanding, municipality_standings
from metrics.rollout import AreaStanding, RegionStanding, area_standings, coverage, piloted, region_standings
from metrics.text.numbers import day as day_words
from metrics.text.phrases import period_label

DEVICE = "slachtofferdevice"


@dataclass(frozen=True)
class Rollout:
    """One rollout as known on a day (``ledger``, of this pilot alone), with its state on the day ``on``.

    ``divisions``: the edition by which municipalities were placed; None before one was fetched.
    """

    ledger: Ledger
    on: date
    today: date
    standings: Sequence[AreaStanding]
    regions: Sequence[RegionStanding]
    points: Sequence[CoveragePoint]
    divisions: Divisions | None
    municipalities: Sequence[MunicipalityStanding]


def build_rollout(sight: Sight, services: Services) -> Rollout:
    """All that the page needs for a sight."""
    ledger = sight.ledger.of(DEVICE)
    standings = area_standings(ledger.areas, ledger.steps, on=sight.on)
    divisions = services.divisions(sight.view.as_of)
    return Rollout(
        ledger=ledger, on=sight.on, today=sight.today, standings=standings, regions=region_standings(standings),
        points=[_point(ledger, label, day) for day, label in quarters(ledger, today=sight.today).items()],
        divisions=divisions,
        municipalities=municipality_standings(divisions.municipalities, standings) if divisions else [],
    )  # fmt: skip


def _point(ledger: Ledger, label: str, day: date) -> CoveragePoint:
    standings = area_standings(ledger.areas, ledger.steps, on=day)
    return CoveragePoint(label, day, coverage(standings), piloted(standings))


def quarters(ledger: Ledger, *, today: date) -> dict[date, str]:
    """The last day of each quarter in which something happens or may happen, and its name; in the running quarter
    today, since its end is not known yet. From the quarter of the first moment to that of the last.
    """
    days = [day for step in ledger.steps for day in (step.moment.first, step.moment.last) if day is not None]
    if not days:
        return {}
    found: dict[date, str] = {}
    first, last = min(days), max([*days, today])
    for year in range(first.year, last.year + 1):
        for quarter in (Period(year, "KW", number) for number in range(1, 5)):
            if quarter.end >= first and quarter.start <= last:
                running = quarter.start <= today <= quarter.end
                found[today if running else quarter.end] = period_label(quarter.key)
    return found


def quarter_choices(ledger: Ledger, *, today: date) -> dict[date, str]:
    """Today, and the end of each other quarter; one to come says that it looks ahead."""
    found = {day: label for day, label in quarters(ledger, today=today).items() if day != today}
    named = {day: f"Eind {label}{' (vooruit)' if day > today else ''}" for day, label in found.items()}
    return {today: f"Vandaag ({day_words(today)})", **named}


def chart_span(ledger: Ledger) -> tuple[date, date]:
    """From which day to which a timeline of all steps goes: whole quarters, with room for what began before."""
    days = [day for step in ledger.steps for day in (step.moment.first, step.moment.last) if day is not None]
    first, last = min(days), max(days)
    begin = date(first.year, (first.month - 1) // 3 * 3 + 1, 1)
    end_month = (last.month - 1) // 3 * 3 + 3
    return begin, date(last.year, end_month, calendar.monthrange(last.year, end_month)[1])
