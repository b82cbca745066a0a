"""How everybody else will read the figures of a proposal whose source is not public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data_sources.ledger import PilotFigure
from data_sources.pilots.entries import KINDS
from data_sources.pilots.intake import Known
from data_sources.proposals import ProposedRow
from metrics.small_numbers import as_public
from metrics.text.pilots import figure_sentence

_Key = tuple[str, str, str, str]
_PLACED = "Niet openbaar. Wie niet is aangemeld als redacteur of beheerder leest hier"


def public_notes(rows: Sequence[ProposedRow], known: Known) -> dict[int, str]:
    """By place in the proposal, what others will read of each figure that is not public, as far as it is known now."""
    ours = {place: _figure(row) for place, row in enumerate(rows) if row.kind == "figure" and not row.withdraws}
    gone = {_key(_figure(row)) for row in rows if row.kind == "figure"}
    kept = [figure for figure in known.ledger.figures if _key(figure) not in gone]
    shown = as_public(replace(known.ledger, figures=[*kept, *ours.values()]))
    read = {_key(figure): figure_sentence(figure) for figure in shown.figures}
    return {
        place: f"{_PLACED}: «{read[_key(figure)]}»." if _key(figure) in read else f"{_PLACED} niets."
        for place, figure in ours.items()
        if not figure.published
    }


def _figure(row: ProposedRow) -> PilotFigure:
    found: PilotFigure = KINDS["figure"].read(row.record, 0)
    return found


def _key(figure: PilotFigure) -> _Key:
    return figure.pilot, figure.figure, figure.place, figure.period
