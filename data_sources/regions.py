"""The regions of Veilig Thuis and what they lie in: names and shapes, no figures.

Codes and names: CBS, Gebiedsindelingen 2020 to 2025 (veiligthuisregio, provincie, landsdeel). That each lies in one
province follows from their names and municipalities; the store's own titles go before these names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data_sources.contract import NATIONAL
from data_sources.period import Period
from data_sources.registry import region_exists

LANDSDELEN = {
    "LD01": "Noord-Nederland", "LD02": "Oost-Nederland", "LD03": "West-Nederland", "LD04": "Zuid-Nederland",
}  # fmt: skip


@dataclass(frozen=True)
class Lies:
    """A region by its code and name, and the code of the region it lies in."""

    code: str
    name: str
    within: str


PROVINCES = {
    item.code: item
    for item in (
        Lies("PV20", "Groningen", "LD01"), Lies("PV21", "Fryslân", "LD01"), Lies("PV22", "Drenthe", "LD01"),
        Lies("PV23", "Overijssel", "LD02"), Lies("PV24", "Flevoland", "LD02"), Lies("PV25", "Gelderland", "LD02"),
        Lies("PV26", "Utrecht", "LD03"), Lies("PV27", "Noord-Holland", "LD03"), Lies("PV28", "Zuid-Holland", "LD03"),
        Lies("PV29", "Zeeland", "LD03"), Lies("PV30", "Noord-Brabant", "LD04"), Lies("PV31", "Limburg", "LD04"),
    )
}  # fmt: skip

# All that ever were; which of them there are in a period is `vt_regions`.
VT_REGIONS = {
    item.code: item
    for item in (
        Lies("VT01", "Amsterdam-Amstelland", "PV27"), Lies("VT02", "Drenthe", "PV22"),
        Lies("VT03", "Flevoland", "PV24"), Lies("VT04", "Friesland", "PV21"),
        Lies("VT05", "Gelderland-Midden", "PV25"), Lies("VT06", "Gelderland-Zuid", "PV25"),
        Lies("VT07", "Gooi en Vechtstreek", "PV27"), Lies("VT08", "Groningen", "PV20"),
        Lies("VT09", "Haaglanden", "PV28"), Lies("VT10", "Hollands-Midden", "PV28"),
        Lies("VT11", "IJsselland", "PV23"), Lies("VT12", "Kennemerland", "PV27"),
        Lies("VT13", "Noord- en Midden Limburg", "PV31"), Lies("VT14", "Noord- en Oost-Gelderland", "PV25"),
        Lies("VT15", "Midden-Brabant", "PV30"), Lies("VT16", "Brabant Noordoost", "PV30"),
        Lies("VT17", "Noord-Holland Noord", "PV27"), Lies("VT18", "Rotterdam-Rijnmond", "PV28"),
        Lies("VT19", "Twente", "PV23"), Lies("VT20", "Utrecht", "PV26"), Lies("VT21", "West-Brabant", "PV30"),
        Lies("VT22", "Zaanstreek-Waterland", "PV27"), Lies("VT23", "Zeeland", "PV29"),
        Lies("VT24", "Zuid-Holland-Zuid", "PV28"), Lies("VT25", "Zuid-Limburg", "PV31"),
        Lies("VT26", "Zuidoost-Brabant", "PV30"), Lies("VT27", "Oost-Brabant", "PV30"),
    )
}  # fmt: skip

_SUFFIXES = (" (VT)", " (PV)", " (LD)")


def vt_regions(period: Period) -> list[str]:
    """The codes of the Veilig Thuis regions there are in a period: 26 up to 2022, 25 from 2023. They divide the
    country: nothing in two of them, nothing in none.
    """
    return [code for code in VT_REGIONS if region_exists(code, period) is not False]


def parents(region: str) -> list[str]:
    """What a region lies in, from small to large, the country last; empty for the country itself.

    Of a municipality only the country is known here: the rest is in CBS's 'Gebieden in Nederland'.
    """
    if region == NATIONAL:
        return []
    found = []
    here = region
    while (lies := VT_REGIONS.get(here) or PROVINCES.get(here)) is not None:
        here = lies.within
        found.append(here)
    return [*found, NATIONAL]


def region_name(region: str) -> str:
    """The name of a region that the store has no title for; its code for a municipality."""
    if region == NATIONAL:
        return "Nederland"
    lies = VT_REGIONS.get(region) or PROVINCES.get(region)
    return lies.name if lies else LANDSDELEN.get(region, region)


def short_title(title: str) -> str:
    """CBS's title without what says of which kind a region is: 'Drenthe (VT)' → 'Drenthe'."""
    for suffix in _SUFFIXES:
        title = title.removesuffix(suffix)
    return title


def region_titles(titles: Mapping[str, str]) -> dict[str, str]:
    """The titles of the store, and behind them those of the regions known here that it has none of: these too say of
    which kind a region is, as CBS writes it.
    """
    known = {code: region_name(code) for code in (*LANDSDELEN, *PROVINCES, *VT_REGIONS)}
    ours = {code: f"{name} ({code[:2]})" for code, name in known.items() if code not in titles}
    return {NATIONAL: region_name(NATIONAL), **titles, **ours}


def short_titles(titles: Mapping[str, str]) -> dict[str, str]:
    """What regions are called in a sentence that says of which kind they are."""
    return {code: short_title(title) for code, title in region_titles(titles).items()}
