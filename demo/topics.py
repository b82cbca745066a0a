"""The topics of the fictional table and their place in CBS's DataProperties."""

from __future__ import annotations

from dataclasses import dataclass

from data_sources.contract import UNIT_COUNT, UNIT_PER_100000

Row = dict[str, object]


@dataclass(frozen=True)
class Measure:
    """What is counted. ``title`` is CBS's, trailing space included; ``name`` the key without its number."""

    name: str
    title: str
    definition: str


GROUPS: dict[str, tuple[Measure, ...]] = {
    "Adviezen en meldingen": (
        Measure("GestarteAdviezen", "Gestarte adviezen", "Adviesvragen waarmee Veilig Thuis in de periode begon."),
        Measure(
            "OntvangenMeldingen", "Ontvangen meldingen", "Meldingen die in de periode bij Veilig Thuis binnenkwamen."
        ),
    ),
    "Casussen": (
        Measure("GestarteCasussen", "Gestarte casussen", "Casussen die in de periode zijn geopend."),
        # Real CBS titles may end in a space; this one does so that nobody compares them unstripped.
        Measure("ActieveCasussen", "Actieve casussen ", "Casussen die op enig moment in de periode open waren."),
    ),
    "Diensten": (
        Measure(
            "GestarteDienstenOnderzoek", "Gestarte diensten onderzoek", "Onderzoeken die in de periode zijn begonnen."
        ),
        Measure(
            "AfgerondeDienstenOnderzoek", "Afgeronde diensten onderzoek", "Onderzoeken die in de periode zijn afgerond."
        ),
        Measure(
            "AfgerondeDienstenVoorwaardenEnVervolg",
            "Afgeronde diensten voorwaarden en vervolg",
            "Diensten voorwaarden en vervolg die in de periode zijn afgerond.",
        ),
    ),
}

MEASURES: tuple[Measure, ...] = tuple(measure for group in GROUPS.values() for measure in group)

# Release 2 sets the groups in another order and each rate next to its count. Every topic gets another number, and
# GestarteCasussen_7, a rate in release 1, is a count in release 2: whoever trusts keys reads the wrong figures.
_GROUP_ORDER = {1: (0, 1, 2), 2: (2, 1, 0)}


@dataclass(frozen=True)
class Topic:
    """A column of the data sets: a measure in a unit."""

    measure: Measure
    unit: str
    number: int

    @property
    def key(self) -> str:
        return f"{self.measure.name}_{self.number}"

    @property
    def decimals(self) -> int:
        return 0 if self.unit == UNIT_COUNT else 1


def topics(release: int) -> dict[str, list[Topic]]:
    """By group title, in the order of that release; CBS numbers topics in order of appearance."""
    titles = list(GROUPS)
    arranged: dict[str, list[Topic]] = {}
    number = 0
    for position in _GROUP_ORDER[release]:
        arranged[titles[position]] = []
        for measure, unit in _order(GROUPS[titles[position]], release):
            number += 1
            arranged[titles[position]].append(Topic(measure, unit, number))
    return arranged


def _order(measures: tuple[Measure, ...], release: int) -> list[tuple[Measure, str]]:
    units = (UNIT_COUNT, UNIT_PER_100000)
    if release == 1:
        return [(measure, unit) for unit in units for measure in measures]
    return [(measure, unit) for measure in measures for unit in units]


def data_properties(arranged: dict[str, list[Topic]]) -> list[Row]:
    """The rows of DataProperties: two dimensions, then every group followed by its topics."""
    rows = [
        property_row(0, 0, None, "GeoDimension", "RegioS", "Regio's", "") | {"MapYear": ""},
        property_row(1, 1, None, "TimeDimension", "Perioden", "Perioden", "") | {"ReleasePolicy": True},
    ]
    position = 2
    for group, members in arranged.items():
        parent = len(rows)
        rows.append(property_row(parent, None, None, "TopicGroup", "", group, ""))
        for topic in members:
            rows.append(
                property_row(
                    len(rows), position, parent, "Topic", topic.key, topic.measure.title, topic.measure.definition
                )
                | {
                    "Datatype": "Long" if topic.decimals == 0 else "Double",
                    "Unit": topic.unit,
                    "Decimals": topic.decimals,
                    "Default": "",
                }
            )
            position += 1
    return rows


def property_row(
    number: int, position: int | None, parent: int | None, kind: str, key: str, title: str, description: str
) -> Row:
    return {
        "odata.type": f"Cbs.OData.{kind}",
        "ID": number,
        "Position": position,
        "ParentID": parent,
        "Type": kind,
        "Key": key,
        "Title": title,
        "Description": description,
    }
