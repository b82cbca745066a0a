"""What can be said of figures, as values: a card, an alt text, a paragraph and a claim have these in common."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data_sources.contract import Observation


class Kind(StrEnum):
    """What a statement says; the values are the words of addresses and answers."""

    NIVEAU = "niveau"
    GROEI = "groei"
    VERGELIJKING = "vergelijking"
    RANGORDE = "rangorde"
    AANDEEL = "aandeel"
    SINDS = "sinds"
    PILOTCIJFER = "pilotcijfer"
    UITROL = "uitrol"


@dataclass(frozen=True)
class Statement:
    """One thing said of figures, unrounded.

    value: in ``unit`` (of a change per cent or procentpunt); low, high: as far as rounding leaves it open, None where a
    rounding is not known. figures: what it rests on, absent ones never. loads: the loads of those figures. notes: Dutch
    sentences that belong beside it.
    """

    kind: Kind
    indicator: str
    region: str
    period: str
    base: str | None
    breakdown: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    status: str
    figures: tuple[Observation, ...]
    loads: tuple[int, ...]
    notes: tuple[str, ...] = ()
