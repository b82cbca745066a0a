"""What we follow: each indicator, how to find it at CBS, what it means, and what is not to be compared.

The sources stand in `registry_sources` and are known from here. Nothing here is a figure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from data_sources.contract import UNIT_COUNT
from data_sources.errors import UsageError
from data_sources.period import Period
from data_sources.registry_sources import (
    CBS_HOST,
    FILE_HOST,
    KERNCIJFERS,
    SOURCES,
    TABLE_PAGE,
    TABLES,
    Source,
    table_of,
)

__all__ = [
    "BREAKS", "CBS_HOST", "FILE_HOST", "INDICATORS", "KERNCIJFERS", "SOURCES", "TABLES", "TABLE_PAGE", "Break",
    "Indicator", "Source", "break_between", "canonical_indicator", "last_year", "predecessors", "rate_of",
    "region_exists", "reserved_slugs", "slug", "successor", "table_of",
]  # fmt: skip


@dataclass(frozen=True)
class Indicator:
    """A followed count. ``accepted_titles`` are the topic titles it is known by at CBS, normalised on use.

    ``group_words`` only decide between topics that have the same accepted title and a count as unit.
    """

    slug: str
    title: str
    cbs_term: str
    unit: str
    definition: str
    definition_source: str
    aliases: tuple[str, ...]
    accepted_titles: tuple[str, ...]
    group_words: tuple[str, ...]


@dataclass(frozen=True)
class Break:
    """From ``first`` on, figures of these regions (empty: all) are not comparable with earlier ones.

    ``began`` and ``ended``: which of the regions exist only from then on, and which no longer.
    """

    first: Period
    regions: tuple[str, ...]
    reason: str
    began: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()


INDICATORS = {
    indicator.slug: indicator
    for indicator in (
        Indicator(
            slug="adviezen", title="Adviesvragen", cbs_term="gestarte adviezen", unit=UNIT_COUNT,
            definition=(
                "Iemand vraagt Veilig Thuis om raad om zelf verder te kunnen. Wie belt, blijft zelf"
                " verantwoordelijk voor wat er daarna gebeurt."
            ),
            definition_source="https://www.blikopnieuws.nl/nieuws/296198/38-procent-van-de-meldingen-bij-veilig-thuis-is-een-hermelding.html",
            aliases=("adviesvragen", "gestarte-adviezen"),
            accepted_titles=("Gestarte adviezen", "Gestarte adviezen (aantal)"),
            group_words=("adviezen",),
        ),
        Indicator(
            slug="meldingen", title="Meldingen", cbs_term="ontvangen meldingen", unit=UNIT_COUNT,
            definition=(
                "Iemand meldt bij Veilig Thuis een (vermoedelijke) situatie van huiselijk geweld of"
                " kindermishandeling, met naam van de betrokkenen. Het zicht op hun veiligheid gaat daarmee over"
                " naar Veilig Thuis."
            ),
            definition_source="https://www.cbs.nl/en-gb/our-services/methods/definitions/report-to-veilig-thuis",
            aliases=("ontvangen-meldingen",),
            accepted_titles=("Ontvangen meldingen", "Ontvangen meldingen (aantal)"),
            group_words=("meldingen",),
        ),
    )
}  # fmt: skip

BREAKS = (
    Break(
        Period(2019, "HJ", 1), (),
        "Vanaf het eerste halfjaar van 2019 wordt geteld volgens een nieuw informatieprotocol; eerdere cijfers zijn"
        " daarmee niet te vergelijken.",
    ),
    Break(
        Period(2023, "HJ", 1), ("VT16", "VT26", "VT27"),
        "Vanaf 2023 zijn Brabant Noordoost (VT16) en Zuidoost-Brabant (VT26) samen Oost-Brabant (VT27).",
        began=("VT27",), ended=("VT16", "VT26"),
    ),
)  # fmt: skip


def canonical_indicator(name: str, *, stored: Collection[str] = ()) -> str:
    """The slug of an indicator or alias. ``stored``: the slugs the store has beyond the registry.

    Raises UsageError for a name that is neither.
    """
    for indicator in INDICATORS.values():
        if name == indicator.slug or name in indicator.aliases:
            return indicator.slug
    if name in stored:
        return name
    known = ", ".join([*INDICATORS, *sorted(set(stored) - set(INDICATORS))])
    raise UsageError(f"'{name}' is geen bekend onderwerp. Bekend zijn: {known}.", expected=known, found=name)


def rate_of(indicator: str) -> str:
    """What CBS's own rate of a count is called here: its topic with the same title, per 100.000 inhabitants."""
    followed = INDICATORS.get(indicator)
    return f"{slug(followed.cbs_term) if followed else indicator}-per-100000"


def reserved_slugs() -> set[str]:
    """Names that only the followed indicators may bear, aliases included."""
    return {name for indicator in INDICATORS.values() for name in (indicator.slug, *indicator.aliases)}


def break_between(region: str, base: Period, period: Period) -> Break | None:
    """The break that stands between the two periods for this region, if any; their order does not matter."""
    early, late = sorted((base, period), key=lambda item: item.start)
    for step in BREAKS:
        if (not step.regions or region in step.regions) and early.start < step.first.start <= late.end:
            return step
    return None


def last_year(region: str) -> int | None:
    """The last year in which a region that has ended existed; None for one that has not."""
    return next((step.first.year - 1 for step in BREAKS if region in step.ended), None)


def region_exists(region: str, period: Period) -> bool | None:
    """False when the region did not exist in the period, as far as a known break tells; None where none does."""
    for step in BREAKS:
        if region in step.began:
            return period.end >= step.first.start
        if region in step.ended:
            return period.start < step.first.start
    return None


def predecessors(region: str) -> tuple[str, ...]:
    """The regions that together became this one; empty for one that was always there."""
    return next((step.ended for step in BREAKS if region in step.began), ())


def successor(region: str) -> str | None:
    """The region that one which has ended went up in; None for one that has not."""
    return next((step.began[0] for step in BREAKS if region in step.ended and step.began), None)


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens: 'Afgeronde diensten, onderzoek' → 'afgeronde-diensten-onderzoek'."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
