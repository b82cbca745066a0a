"""Which regions there are to make a profile of, what each lies in, and which municipalities lie in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.services import Services
from dashboard.words import edition_phrase
from data_sources.contract import NATIONAL
from data_sources.divisions import PROVINCIE, VEILIG_THUIS, Divisions, Municipality
from data_sources.regions import LANDSDELEN, PROVINCES, VT_REGIONS, parents, region_titles, short_titles
from data_sources.registry import last_year

_KIND_OF_LEVEL = {"VT": VEILIG_THUIS, "PV": PROVINCIE, "LD": PROVINCIE}
_KIND_WORDS = {VEILIG_THUIS: "Veilig Thuis-regio", PROVINCIE: "provincie"}
_NOT_HERE = "De gemeenten van deze regio staan niet in deze opslag"
_NO_EDITION = (
    f"{_NOT_HERE}: de indeling van gemeenten is nog niet bij CBS opgehaald, of was op deze dag nog niet bekend. De"
    " beheerder haalt haar op met: python app.py divisions fetch."
)
_OF_THE_COUNTRY = (
    "Gemeenten staan bij een landsdeel, provincie of Veilig Thuis-regio; voor heel Nederland zijn het er te veel."
)


@dataclass(frozen=True)
class Known:
    """The regions that can be chosen, code to title; what they are called in sentences that say their codes; and the
    edition that says where municipalities lie, as known on the day looked at.
    """

    titles: Mapping[str, str]
    names: Mapping[str, str]
    divisions: Divisions | None


@dataclass(frozen=True)
class Members:
    """The municipalities in a region, in order of code, or the ``reason`` in Dutch why there are none to list.

    Both are empty for a municipality.
    """

    municipalities: tuple[Municipality, ...] = ()
    reason: str = ""


def known_regions(services: Services, as_of: date | None) -> Known:
    """The regions as known on a day (None: all that is known)."""
    return known_of(services.regions(), services.divisions(as_of))


def known_of(regions: Mapping[str, str], divisions: Divisions | None) -> Known:
    """Those of the store, those that are known without one, and what the edition names."""
    titles = region_titles(regions)
    members = divisions.municipalities if divisions else ()
    named = {item.code: item.title for item in members}
    # A region that is newer than what is known of regions here.
    above = [found for item in members for found in (item.veiligthuisregio, item.provincie) if found]
    named |= {item.code: f"{item.title} ({item.code[:2]})" for item in above}
    every = {**titles, **{code: title for code, title in named.items() if code not in titles}}
    return Known(every, short_titles(titles), divisions)


def lies_in(region: str, divisions: Divisions | None) -> list[str]:
    """What a region lies in, from small to large, the country last; of a municipality as far as the edition says."""
    if not region.startswith("GM"):
        return parents(region)
    home = municipality_of(region, divisions)
    area = home.veiligthuisregio if home else None
    province = home.provincie if home else None
    above = [province.code, *parents(province.code)] if province else parents(area.code) if area else [NATIONAL]
    return [*([area.code] if area else []), *above]


def municipality_of(region: str, divisions: Divisions | None) -> Municipality | None:
    """A municipality as the edition has it; None where it has not."""
    return next((item for item in (divisions.municipalities if divisions else ()) if item.code == region), None)


def contained(region: str) -> list[str]:
    """The regions of the level below that lie in one; empty for a Veilig Thuis region and a municipality."""
    if region == NATIONAL:
        return list(LANDSDELEN)
    return [item.code for item in (*PROVINCES.values(), *VT_REGIONS.values()) if item.within == region]


def members_of(region: str, divisions: Divisions | None) -> Members:
    """The municipalities in a region by an edition. Of the whole country they are too many to list."""
    kind = _KIND_OF_LEVEL.get(region[:2])
    if kind is None:
        return Members(reason=_OF_THE_COUNTRY if region == NATIONAL else "")
    if divisions is None:
        return Members(reason=_NO_EDITION)
    if not divisions.knows(kind):
        what = f"zegt niet in welke {_KIND_WORDS[kind]} een gemeente ligt"
        return Members(reason=f"{_NOT_HERE}: {edition_phrase(divisions)}, {what}.")
    codes = [region] if not region.startswith("LD") else contained(region)
    found = tuple(item for code in codes for item in divisions.members(kind, code))
    if found:
        return Members(found)
    gone = " Zij bestond toen niet meer." if (last_year(region) or divisions.year) < divisions.year else ""
    return Members(reason=f"{edition_phrase(divisions)}, noemt geen gemeenten in deze regio.{gone}")
