"""The regions of the fictional table.

Country, landsdelen, provinces and Veilig Thuis regions have their real names and codes; municipalities are made up.
"""

from __future__ import annotations

from dataclasses import dataclass

from data_sources.contract import NATIONAL
from demo.municipalities import Municipality

Outside = str | None

# Landsdeel: title and provinces. Real geography.
LANDSDELEN: dict[str, tuple[str, tuple[str, ...]]] = {
    "LD01": ("Noord-Nederland (LD)", ("PV20", "PV21", "PV22")),
    "LD02": ("Oost-Nederland (LD)", ("PV23", "PV24", "PV25")),
    "LD03": ("West-Nederland (LD)", ("PV26", "PV27", "PV28", "PV29")),
    "LD04": ("Zuid-Nederland (LD)", ("PV30", "PV31")),
}

# Province: title and the Veilig Thuis areas in it. VT27 is not an area of its own: it is VT16 and VT26 together.
PROVINCES: dict[str, tuple[str, tuple[str, ...]]] = {
    "PV20": ("Groningen (PV)", ("VT08",)),
    "PV21": ("Fryslân (PV)", ("VT04",)),
    "PV22": ("Drenthe (PV)", ("VT02",)),
    "PV23": ("Overijssel (PV)", ("VT11", "VT19")),
    "PV24": ("Flevoland (PV)", ("VT03",)),
    "PV25": ("Gelderland (PV)", ("VT05", "VT06", "VT14")),
    "PV26": ("Utrecht (PV)", ("VT20",)),
    "PV27": ("Noord-Holland (PV)", ("VT01", "VT07", "VT12", "VT17", "VT22")),
    "PV28": ("Zuid-Holland (PV)", ("VT09", "VT10", "VT18", "VT24")),
    "PV29": ("Zeeland (PV)", ("VT23",)),
    "PV30": ("Noord-Brabant (PV)", ("VT15", "VT16", "VT21", "VT26")),
    "PV31": ("Limburg (PV)", ("VT13", "VT25")),
}

VT_NAMES: dict[str, str] = {
    "VT01": "Amsterdam-Amstelland", "VT02": "Drenthe", "VT03": "Flevoland", "VT04": "Friesland",
    "VT05": "Gelderland-Midden", "VT06": "Gelderland-Zuid", "VT07": "Gooi en Vechtstreek", "VT08": "Groningen",
    "VT09": "Haaglanden", "VT10": "Hollands-Midden", "VT11": "IJsselland", "VT12": "Kennemerland",
    "VT13": "Noord- en Midden Limburg", "VT14": "Noord- en Oost-Gelderland", "VT15": "Noord-Brabant Midden",
    "VT16": "Brabant Noordoost", "VT17": "Noord-Holland Noord", "VT18": "Rotterdam-Rijnmond", "VT19": "Twente",
    "VT20": "Utrecht", "VT21": "West-brabant", "VT22": "Zaanstreek-Waterland", "VT23": "Zeeland",
    "VT24": "Zuid-Holland-Zuid", "VT25": "Zuid-Limburg", "VT26": "Zuidoost-Brabant", "VT27": "Oost-Brabant",
}  # fmt: skip

# In 2023 two regions went up in a new one; CBS keeps the old rows, with a secrecy mark in every cell.
MERGED_VT = ("VT16", "VT26")
NEW_VT = "VT27"
VT_MERGER_YEAR = 2023

CATEGORY_GROUPS = {"NL": 1, "LD": 2, "PV": 3, "GM": 4, "VT": 5}
CATEGORY_TITLES = ("Nederland", "Landsdelen", "Provincies", "Gemeenten", "Veilig Thuis-regio's")


@dataclass(frozen=True)
class Region:
    """One row of the code list, and of which municipalities (by position) its figures are the sum.

    Outside ``first_year``..``last_year`` every cell holds ``outside``: "." (secret) or None (blank).
    """

    code: str
    title: str
    members: tuple[int, ...]
    description: str = ""
    first_year: int | None = None
    last_year: int | None = None
    outside: Outside = None

    def exists_in(self, year: int) -> bool:
        return (self.first_year or year) <= year <= (self.last_year or year)


def all_regions(municipalities: list[Municipality]) -> list[Region]:
    """In CBS's order: country, landsdelen, provinces, municipalities A-Z, Veilig Thuis regions."""
    regions = [Region(NATIONAL, "Nederland", tuple(range(len(municipalities))))]
    for code, (title, provinces) in LANDSDELEN.items():
        areas = tuple(area for province in provinces for area in PROVINCES[province][1])
        regions.append(Region(code, title, _members(municipalities, areas)))
    for code, (title, areas) in PROVINCES.items():
        regions.append(Region(code, title, _members(municipalities, areas)))
    regions += _municipal_regions(municipalities)
    regions += [_vt_region(code, municipalities) for code in VT_NAMES]
    return regions


def _members(municipalities: list[Municipality], areas: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(index for index, municipality in enumerate(municipalities) if municipality.area in areas)


def _municipal_regions(municipalities: list[Municipality]) -> list[Region]:
    regions = []
    for index, municipality in enumerate(municipalities):
        dissolved = municipality.dissolved
        regions.append(
            Region(
                municipality.code,
                municipality.title,
                (index,),
                description=f"Opgeheven per 01-01-{dissolved}" if dissolved else "",
                last_year=dissolved - 1 if dissolved else None,
            )
        )
    return sorted(regions, key=lambda region: region.title.removeprefix("'s-").casefold())


def _vt_region(code: str, municipalities: list[Municipality]) -> Region:
    title = f"{VT_NAMES[code]} (VT)"
    if code == NEW_VT:
        return Region(code, title, _members(municipalities, MERGED_VT), first_year=VT_MERGER_YEAR, outside=".")
    last_year = VT_MERGER_YEAR - 1 if code in MERGED_VT else None
    return Region(code, title, _members(municipalities, (code,)), last_year=last_year, outside=".")
