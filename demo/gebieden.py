"""Two invented editions of CBS's 'Gebieden in Nederland': made-up municipalities in the real regions of police, court,
safety and Veilig Thuis, in the wire form of the real table and with its traps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from demo.divided import Place, divided
from demo.municipalities import Municipality, make_municipalities
from demo.regions import LANDSDELEN, PROVINCES
from demo.table import FictionalTable
from demo.topics import Row, property_row

# Every text is padded to the width of its column: 10 and 50 as seen of the edition of 2016.
KEY_WIDTH, CODE_WIDTH, NAME_WIDTH = 6, 10, 50


@dataclass(frozen=True)
class Edition:
    """One year's table. ``groups``: title and contents of its divisions, in the order in which CBS numbers columns."""

    year: int
    table_id: str
    modified: str
    groups: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """A topic: its place in DataProperties and what it holds. Several share a title, as in the real table."""

    groups: tuple[str, ...]
    key: str
    title: str
    holds: tuple[str, int]
    width: int


# Code_8 is the politieregio in one edition and the landsdeel in the other, and not every title stays as it was. Only
# the newer one says in which Veilig Thuis region a municipality lies.
EDITIONS: dict[int, Edition] = {
    2025: Edition(
        2025, "86059NED", "2025-02-11T02:00:00",
        (
            ("Arrondissementen", "arrondissement"), ("Landsdelen", "landsdeel"),
            ("Regionale eenheden (politie)", "politieregio"), ("Provincies", "provincie"),
            ("Veiligheidsregio’s", "veiligheidsregio"),
        ),
    ),
    2026: Edition(
        2026, "86247NED", "2026-02-10T02:00:00",
        (
            ("Arrondissementen (rechtsgebieden)", "arrondissement"), ("Politie Regionale eenheden ", "politieregio"),
            ("Landsdelen", "landsdeel"), ("Provincies", "provincie"), ("Veiligheidsregio's", "veiligheidsregio"),
            ("Veilig Thuis-regio's", "veiligthuisregio"),
        ),
    ),
}  # fmt: skip


def build_edition(year: int = 2026) -> FictionalTable:
    """The edition of 2025 or 2026. Equal at every call; raises KeyError for another year."""
    edition = EDITIONS[year]
    columns = list(_columns(edition))
    living = [item for item in make_municipalities() if item.exists_in(year)]
    living.sort(key=lambda item: _sorting_name(item).casefold())
    rows = [_data_row(number, item, columns) for number, item in enumerate(living)]
    return FictionalTable(
        edition.table_id,
        {
            "TableInfos": [_table_info(edition, first_topic=columns[0].key)],
            "UntypedDataSet": rows,
            "TypedDataSet": rows,
            "DataProperties": _data_properties(columns),
            "RegioS": [
                {"Key": item.code.ljust(KEY_WIDTH), "Title": item.title, "Description": "", "CategoryGroupID": None}
                for item in living
            ],
        },
    )


def build_editions() -> list[FictionalTable]:
    """All editions, the oldest first."""
    return [build_edition(year) for year in sorted(EDITIONS)]


def _columns(edition: Edition) -> Iterator[Column]:
    names, places = ("Codes en namen van gemeenten",), "Lokaliseringen van gemeenten"
    yield Column(names, "Code_1", "Code", ("gemeente", 0), CODE_WIDTH)
    yield Column(names, "Naam_2", "Naam", ("gemeente", 1), NAME_WIDTH)
    yield Column(names, "SorteringNaam_3", "Sortering naam", ("sortering", 0), NAME_WIDTH)
    number = 4
    for title, kind in edition.groups:
        yield Column((places, title), f"Code_{number}", "Code", (kind, 0), CODE_WIDTH)
        yield Column((places, title), f"Naam_{number + 1}", "Naam", (kind, 1), NAME_WIDTH)
        number += 2
    sizes = ("Grootte en stedelijkheid van gemeenten", "Gemeentegrootte")
    yield Column(sizes, f"Code_{number}", "Code", ("grootte", 0), 1)
    yield Column(sizes, f"Omschrijving_{number + 1}", "Omschrijving", ("grootte", 1), NAME_WIDTH)


def _data_row(number: int, municipality: Municipality, columns: list[Column]) -> Row:
    row: Row = {"ID": number, "RegioS": municipality.code.ljust(KEY_WIDTH)}
    texts = _texts(municipality)
    return row | {column.key: texts[column.holds[0]][column.holds[1]].ljust(column.width) for column in columns}


def _texts(municipality: Municipality) -> dict[str, Place]:
    """What the table says of a municipality, by what a column holds."""
    provincie = next(code for code, (_, areas) in PROVINCES.items() if municipality.area in areas)
    landsdeel = next(code for code, (_, provinces) in LANDSDELEN.items() if provincie in provinces)
    small = municipality.inhabitants < 50_000
    return {
        "gemeente": (municipality.code, _bare(municipality.title)),
        "sortering": (_sorting_name(municipality), ""),
        "landsdeel": (landsdeel, _bare(LANDSDELEN[landsdeel][0])),
        "provincie": (provincie, _bare(PROVINCES[provincie][0])),
        "grootte": ("4", "Minder dan 50 000 inwoners") if small else ("6", "50 000 inwoners of meer"),
        **divided(municipality.area),
    }


def _bare(title: str) -> str:
    """Without what tells a place from another of the same name, as this table writes it."""
    return title.partition(" (")[0]


def _sorting_name(municipality: Municipality) -> str:
    title = _bare(municipality.title)
    return title.removeprefix("'s-") + ", 's" if title.startswith("'s-") else title


def _data_properties(columns: list[Column]) -> list[Row]:
    """One dimension, then every group, with the groups in it, followed by its topics. There is no time."""
    rows = [property_row(0, 0, None, "GeoDimension", "RegioS", "Regio's", "") | {"MapYear": ""}]
    known: dict[tuple[str, ...], int] = {}
    for position, column in enumerate(columns, start=1):
        for depth in range(1, len(column.groups) + 1):
            path = column.groups[:depth]
            if path not in known:
                known[path] = len(rows)
                rows.append(property_row(len(rows), None, known.get(path[:-1]), "TopicGroup", "", path[-1], ""))
        topic = property_row(len(rows), position, known[column.groups], "Topic", column.key, column.title, "")
        rows.append(topic | {"Datatype": "String", "Unit": "", "Decimals": 0, "Default": ""})
    return rows


def _table_info(edition: Edition, *, first_topic: str) -> Row:
    """The one row of TableInfos. The title is CBS's, every text says that the municipalities are invented."""
    title = f"Gebieden in Nederland {edition.year}"
    return {
        "ID": 0,
        "Title": title,
        "ShortTitle": title,
        "Identifier": edition.table_id,
        "Summary": "FICTIEF: verzonnen gemeenten in de regio's van politie, rechtspraak en veiligheid.",
        "Modified": edition.modified,
        "MetaDataModified": edition.modified,
        "ReasonDelivery": "Actualisering",
        "ExplanatoryText": "",
        "OutputStatus": "Regulier",
        "Source": "FICTIEF, verzonnen door dit project; niet van het CBS.",
        "Language": "nl",
        "Catalog": "CBS",
        "Frequency": "Perjaar",
        "Period": str(edition.year),
        "ShortDescription": "\nFICTIEF. Alle gemeenten in deze tabel zijn verzonnen; de regio's bestaan echt.\n",
        "Description": "INHOUDSOPGAVE\n\n1. Toelichting\n\nFICTIEF: deze tabel bootst alleen de vorm van CBS na.",
        "DefaultPresentation": "ts=1700000000000&graphtype=Table&r=RegioS&k=Topics",
        "DefaultSelection": f"$select=RegioS, {first_topic}",
        "GraphTypes": "Table",
    }
