"""The columns of each kind as people see them, in the order in which one fills them in.

A column that says which row it is comes where people think of it; a code, which may be left to us, comes last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_sources.pilots import choices
from data_sources.pilots.intake import REASON, Field

_MOMENT = (
    "Zo precies als de bron is en niet preciezer: 29 juni 2026, juni 2026, begin juli 2026, 1e kwartaal 2027,"
    " zomer 2026, medio 2027, eind 2026, 2027, vóór 2026 of zonder datum."
)
_CERTAINTY = "Wat de bron zegt: gerealiseerd, gepland, verwacht (naar verwachting) of ambitie."
_CODE = (
    "Mag leeg blijven: dan maken wij de code van de titel, of nemen die van de rij met dezelfde titel. Om een rij te"
    " verbeteren blijft de code gelijk."
)  # fmt: skip
_DOCUMENT_CODE = (
    "Kort, zoals L26. Mag leeg blijven bij een nieuwe brief: dan maken wij de code van de titel, ook als een andere"
    " brief dezelfde titel heeft. Om een brief te verbeteren blijft de code gelijk."
)  # fmt: skip

_SOURCE = (
    Field(
        "document", "Bron",
        "De brief of nota waar dit in staat. Staat die niet in de lijst, voeg dan eerst het document toe.",
        kind="choice", needed=True, longest=160, choices=choices.documents,
    ),
    Field("part", "Plaats in de bron", "Bijvoorbeeld onderdeel k, of bijlage 2.", needed=True, longest=120),
    Field(
        "passage", "Letterlijke tekst",
        "De woorden van de bron, letterlijk overgenomen. … staat voor wat is weggelaten.", kind="long",
        needed=True, longest=2000,
    ),
)  # fmt: skip
_REASON = Field(
    REASON, "Reden van de wijziging",
    "Alleen bij een rij die er al is: waarom die verandert. Bij een nieuwe rij blijft dit leeg.", kind="long",
    longest=500,
)  # fmt: skip


def _code(column: str) -> Field:
    return Field(column, "Code", _CODE, longest=60)


def _titled(help_text: str) -> Field:
    return Field("title", "Titel", help_text, needed=True)


def _certain() -> Field:
    return Field(
        "certainty", "Zekerheid", _CERTAINTY, kind="choice", needed=True, longest=20, choices=choices.certainties
    )


def _when(help_text: str) -> Field:
    return Field("moment", "Moment", f"{help_text} {_MOMENT}", kind="moment", needed=True, longest=60)


def _of_pilot() -> Field:
    return Field("pilot", "Pilot", "De pilot waar dit over gaat.", kind="choice", needed=True, choices=choices.pilots)


_OF_KIND: Mapping[str, Sequence[Field]] = {
    "document": (
        _titled("De volledige titel van de brief of nota."),
        Field("short", "Korte naam", "Zoals in een bronregel: Nota van 14 juni 2026.", needed=True, longest=80),
        Field(
            "known_on", "Datum",
            "De dag op de brief: 28 mei 2026 of 28-05-2026. Is alleen de maand of het jaar bekend, schrijf dan juli"
            " 2026 of 2026.", kind="day", needed=True, longest=40,
        ),
        Field(
            "precision", "Nauwkeurigheid", "Hoe precies de datum bekend is: dag, maand of jaar.", kind="choice",
            needed=True, longest=20, choices=choices.precisions,
        ),
        Field(
            "basis", "Herkomst van de datum",
            "gedateerd: de datum staat op de brief. afgeleid: die volgt uit wat erin staat.", kind="choice",
            needed=True, longest=20, choices=choices.bases,
        ),
        Field("reference", "Kenmerk", "Het kenmerk van de brief, als dat er staat.", longest=80),
        Field("code", "Code", _DOCUMENT_CODE, longest=60),
    ),
    "figure": (
        _of_pilot(),
        Field(
            "title", "Titel",
            "Wat er geteld of gezegd is: Personen onderzocht. Een volgende periode houdt dezelfde titel; kies die dan"
            " uit de lijst.", kind="suggestion", needed=True, choices=choices.figure_titles,
        ),
        Field(
            "place", "Plaats",
            "Alleen als het cijfer van één stad of regio is. Leeg voor het geheel, ook voor heel Nederland.",
            kind="suggestion", longest=80, choices=choices.places,
        ),
        Field(
            "period", "Periode", "1e kwartaal 2026, 1e halfjaar 2026 of 2026; leeg als de bron er geen geeft.",
            kind="period", longest=40,
        ),
        Field(
            "qualifier", "Woord vóór het getal",
            "Alleen wat de bron erbij zegt, zoals ruim of bijna. ruim 225 is iets anders dan 225.", kind="choice",
            longest=40, choices=choices.qualifiers,
        ),
        Field("value", "Getal", "Zoals 225, 1.250 of 6,5. Leeg als de bron geen getal geeft.", kind="number",
              longest=40),
        Field(
            "unit", "Eenheid", "Wat er geteld is: personen, aanvragen, euro, %. Bij een getal verplicht.",
            kind="suggestion", longest=40, choices=choices.units,
        ),
        Field(
            "text", "Feit in woorden", "In plaats van een getal: een feit in eigen woorden.", kind="long",
            longest=1000,
        ),
        Field(
            "denominator", "Percentage van wat", "Bij een percentage: waarvan, zoals onderzochte personen.",
            longest=80,
        ),
        Field(
            "denominator_qualifier", "Woord vóór dat aantal", "Zoals ruim, als de bron dat zegt.", kind="choice",
            longest=40, choices=choices.qualifiers,
        ),
        Field(
            "denominator_value", "Hoeveel dat er zijn", "Alleen als de bron dat aantal geeft.", kind="number",
            longest=40,
        ),
        Field(
            "public", "Openbaar",
            "ja: de bron is openbaar. nee: de bron is dat niet; van een aantal personen onder 10 ziet het publiek"
            " dan alleen 'minder dan 10'.",
            kind="choice", needed=True, longest=10, choices=choices.yes_no,
        ),
        *_SOURCE, _code("figure"),
    ),
    "step": (
        _of_pilot(),
        Field(
            "area", "Gebied", "Het gebied van de pilot dat deze stap zet; landelijk voor het hele land.",
            kind="suggestion", needed=True, longest=80, choices=choices.areas,
        ),
        Field(
            "phase", "Fase", "De fase die begint: voorbereiding, pilot, in gebruik, …", kind="choice", needed=True,
            longest=40, choices=choices.phases,
        ),
        _when("Wanneer de fase begint."), _certain(), *_SOURCE,
    ),
    "milestone": (
        _titled("Wat er gebeurt of verschijnt, in een paar woorden."),
        _when("Wanneer het gebeurt."), _certain(),
        Field(
            "pilots", "Pilots", "Bij welke pilots dit hoort; meer dan één met ; ertussen; leeg als het er geen is.",
            kind="suggestion", longest=400, choices=choices.pilots,
        ),
        Field(
            "reference", "Toezegging of Kamerstuk", "De toezegging, motie of het Kamerstuk erachter, als de bron die"
            " noemt.", longest=300,
        ),
        *_SOURCE, _code("milestone"),
    ),
    "event": (
        _titled("Wat er gebeurde, zoals het bij een grafiek komt te staan."),
        _when("Wanneer het was."), _certain(), *_SOURCE, _code("event"),
    ),
}  # fmt: skip
FIELDS: Mapping[str, Sequence[Field]] = {kind: (*fields, _REASON) for kind, fields in _OF_KIND.items()}

# The column in which a code may be left to us, of the kinds that have one.
CODE_COLUMNS: Mapping[str, str] = {
    "document": "code", "figure": "figure", "milestone": "milestone", "event": "event",
}  # fmt: skip


# How to mend a column that is empty and may not be; of a choice that is not here: to choose.
_WHEN_EMPTY: Mapping[str, str] = {
    "title": "Geef een titel.",
    "short": "Geef een korte naam, zoals Nota van 14 juni 2026.",
    "known_on": "Vul de dag op de brief in, zoals 28-05-2026 of 28 mei 2026.",
    "area": "Kies een gebied van de pilot, of landelijk.",
    "moment": "Vul in wanneer, zoals juni 2026, medio 2027 of zonder datum.",
    "part": "Vul in waar het in de bron staat, zoals onderdeel k of bijlage 2.",
    "passage": "Neem de woorden van de bron letterlijk over.",
    "precision": "Kies dag, maand of jaar.",
    "basis": "Kies gedateerd of afgeleid.",
    "public": "Kies ja of nee.",
    "certainty": "Kies gerealiseerd, gepland, verwacht of ambitie.",
}


def mend_empty(item: Field) -> str:
    return _WHEN_EMPTY.get(item.column, "Kies er een uit de lijst.")


def field_of(kind: str, column: str) -> Field:
    return next(field for field in FIELDS[kind] if field.column == column)
