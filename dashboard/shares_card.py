"""The card with the shares of a pilot, for a page."""

from __future__ import annotations

from dashboard.components.chart_card import ChartCard
from dashboard.components.ledger_source import document_notes, ledger_source
from dashboard.components.word_table import word_table
from dashboard.exports.provenance import document_lines, not_public_lines, state_line
from dashboard.figures.picture import ROOM_FOR_NAMES, Provenance, picture
from dashboard.figures.shares import share_names, shares_figure
from dashboard.ledger_files import PILOTS_CSV
from dashboard.ledger_view import LedgerView
from dashboard.pilot_pages import pilot_query, with_pilots
from dashboard.services import Services
from data_sources.contract import UNIT_PERCENT
from data_sources.ledger import Ledger, Pilot
from metrics.text.phrases import period_phrase
from metrics.text.pilots import figure_phrase, figure_sentence, not_public, share_phrase

CHART = "pilot-aandelen"
_HINT = "Elk percentage is een deel van iets anders; dat staat erbij. Ze tellen niet op tot een geheel."


def shares_card(pilot: Pilot, own: Ledger, view: LedgerView, services: Services) -> ChartCard | None:
    """The shares of one pilot as bars, table and words; None for a pilot without shares."""
    shares = [item for item in own.figures if not item.is_fact and item.unit == UNIT_PERCENT]
    if not shares:
        return None
    title = f"Aandelen in de pilot van {pilot.slug.upper()}"
    codes = list(dict.fromkeys(item.source.document for item in shares))
    periods = list(dict.fromkeys(period_phrase(item.period) for item in shares if item.period))
    figure = shares_figure(shares)
    today = services.today()
    state = state_line(view.as_of, today=today)
    provenance = Provenance(
        title=title, subtitle=f"{pilot.counts}; {' en '.join(periods) or 'periode niet gegeven'}",
        lines=[
            _HINT, *_apart(pilot), *not_public_lines(shares), *document_lines(own.documents[code] for code in codes),
            state,
        ],
        fictional=services.is_demo,
    )  # fmt: skip
    known = (view.as_of or today).isoformat()
    return ChartCard(
        chart=CHART,
        address=pilot_query(pilot.slug, view),
        name=f"pilot-{pilot.slug}-aandelen-bekend-op-{known}",
        title=title,
        figure=figure,
        picture=picture(figure, provenance, height=56 * len(shares) + 280, left=ROOM_FOR_NAMES),
        provenance=provenance,
        table=word_table(
            title,
            ("Onderwerp", "Aandeel", "Deel van", "Gelezen in"),
            [
                (
                    name,
                    f"{figure_phrase(item)}{not_public(item)}",
                    share_phrase(item),
                    ledger_source(item.source, own.documents),
                )
                for name, item in share_names(shares)
            ],
        ),
        description=[f"{figure_sentence(item)}." for item in shares],
        hint=_HINT,
        notes=not_public_lines(shares),
        sources=document_notes(codes, own.documents),
        csv_address=with_pilots(view.link(PILOTS_CSV), [pilot.slug]),
        rows=True,
        wide=True,
    )


def _apart(pilot: Pilot) -> list[str]:
    """That it is not to be added to another, which a picture has to say where it goes without the page."""
    return [f"Niet optellen bij {' of '.join(slug.upper() for slug in pilot.apart_from)}."] if pilot.apart_from else []
