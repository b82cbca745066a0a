"""The charts of pilots by name: of which pilot, and which of its series, is said in the query."""

from __future__ import annotations

from dashboard import series_cards, shares_card
from dashboard.charts import Chart, Charted
from dashboard.components.chart_card import ChartCard
from dashboard.exports.ledger_csv import pilot_figures_table
from dashboard.ledger_files import PILOT
from dashboard.ledger_page import Sight, look, sight_phrase
from dashboard.pilot_pages import PILOTS
from dashboard.router import Query
from dashboard.services import Services
from dashboard.view import asked_values
from dashboard.visitor import Audience
from data_sources.contract import UNIT_PERCENT
from data_sources.errors import UsageError
from data_sources.ledger import Ledger, Pilot


def _series(query: Query, audience: Audience, services: Services) -> Charted:
    sight = look(query, services, audience)
    pilot, own = _pilot(query, sight)
    cards = series_cards.series_cards(pilot, own, sight.view, services)
    if not cards:
        raise UsageError(f"Van {pilot.title} is er op deze dag geen reeks van cijfers over twee of meer perioden.")
    number = asked_values(query).get(series_cards.SERIES_NUMBER, "1")
    if number not in {str(n) for n in range(1, len(cards) + 1)}:
        raise UsageError(
            f"'{number}' is geen reeks van {pilot.title}. Kies een getal van 1 tot en met {len(cards)}.", found=number
        )
    card = cards[int(number) - 1]
    share = bool(card.figure.layout.yaxis.ticksuffix)
    return _charted(card, own, sight, services, unit=UNIT_PERCENT if share else "")


def _shares(query: Query, audience: Audience, services: Services) -> Charted:
    sight = look(query, services, audience)
    pilot, own = _pilot(query, sight)
    card = shares_card.shares_card(pilot, own, sight.view, services)
    if card is None:
        raise UsageError(f"Van {pilot.title} zijn er op deze dag geen aandelen bekend.")
    return _charted(card, own, sight, services, unit=UNIT_PERCENT)


def _pilot(query: Query, sight: Sight) -> tuple[Pilot, Ledger]:
    """The pilot that is asked for, with what was known of it on the day."""
    asked = asked_values(query).get(PILOT, "")
    if not asked:
        raise UsageError(f"Van welke pilot? Kies er een: {', '.join(sight.everything.pilots)}.")
    pilot = sight.everything.pilot(asked)
    if pilot.slug not in sight.ledger.pilots:
        raise UsageError(f"Op deze dag was nog niets over {pilot.title} bekend.", found=asked)
    return sight.ledger.pilots[pilot.slug], sight.ledger.of(pilot.slug)


def _charted(card: ChartCard, own: Ledger, sight: Sight, services: Services, *, unit: str) -> Charted:
    slugs = list(own.pilots)
    values = pilot_figures_table(
        sight.ledger, slugs, stand=sight_phrase(sight), fictional=services.is_demo
    )  # fmt: skip
    codes = dict.fromkeys(item.source.document for item in own.figures)
    return Charted(card, values, documents=tuple(own.documents[code] for code in codes), unit=unit)


CHARTS = (
    Chart(series_cards.CHART, "Pilot: cijfers door de tijd", PILOTS, _series),
    Chart(shares_card.CHART, "Pilot: aandelen", PILOTS, _shares),
)
