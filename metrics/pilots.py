"""Adding pilot figures up, which is nearly always wrong. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_sources.contract import UNIT_PERCENT
from data_sources.errors import AdditionRefused
from data_sources.ledger import Pilot, PilotFigure
from metrics.text.pilots import figure_phrase


def add_figures(figures: Sequence[PilotFigure], pilots: Mapping[str, Pilot]) -> float:
    """The sum of one and the same count of one pilot over different places, in the unit of the figures.

    Raises AdditionRefused, with the reason as a Dutch sentence, for anything else: figures of different pilots (FARR
    and LOEF above all), of different things or periods, shares, words, a qualified number, or one place twice.
    """
    if not figures:
        raise AdditionRefused("Er zijn geen cijfers om op te tellen.", found=0)
    _refuse_pilots(figures, pilots)
    first = figures[0]
    for name, one in (("figure", "onderwerpen"), ("period", "perioden"), ("unit", "eenheden")):
        found = list(dict.fromkeys(getattr(item, name) for item in figures))
        if len(found) > 1:
            raise AdditionRefused(f"Cijfers van verschillende {one} worden niet opgeteld.", column=name, found=found)
    if first.unit == UNIT_PERCENT:
        raise AdditionRefused(
            "Percentages worden niet opgeteld: ze zijn elk een deel van iets anders.", found=first.unit
        )
    values = []
    for item in figures:
        if item.masked is not None:
            raise AdditionRefused(f"‘{item.title}’ wordt niet getoond; er is niets op te tellen.", found=item.text)
        if item.value is None:
            raise AdditionRefused(f"‘{item.title}’ is een feit in woorden; er is niets op te tellen.", found=item.text)
        if item.qualifier:
            raise AdditionRefused(
                f"‘{figure_phrase(item)}’ is geen exact getal; een som daarvan evenmin.", found=item.qualifier
            )
        values.append(item.value)
    places = [item.place for item in figures]
    if len(set(places)) != len(places) or ("" in places and len(places) > 1):
        raise AdditionRefused("Een plaats zou dubbel tellen.", column="place", found=places)
    return sum(values)


def why_apart(one: Pilot, other: Pilot) -> str:
    """Why the figures of two pilots are not added up, as a Dutch sentence."""
    declared = next(
        (item.apart_why for item, slug in ((one, other.slug), (other, one.slug)) if slug in item.apart_from), ""
    )
    return declared or (
        f"{one.title} telt {one.counts}, {other.title} telt {other.counts}; verschillende pilots worden niet opgeteld."
    )


def _refuse_pilots(figures: Sequence[PilotFigure], pilots: Mapping[str, Pilot]) -> None:
    slugs = list(dict.fromkeys(item.pilot for item in figures))
    if len(slugs) > 1:
        raise AdditionRefused(
            f"Deze cijfers worden niet opgeteld. {why_apart(pilots[slugs[0]], pilots[slugs[1]])}", found=slugs
        )
