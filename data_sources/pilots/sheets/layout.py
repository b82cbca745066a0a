"""What stands in a template, whatever kind of file it becomes: an explanation, and a sheet for each kind of row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_sources.pilots.fields import FIELDS
from data_sources.pilots.intake import ENTERED, REASON, Field, Known, RawRow
from data_sources.pilots.names import KnownNames
from data_sources.pilots.sheets.limits import MAX_FILE, MAX_ROWS
from data_sources.pilots.written_rows import written_texts

NEEDED = " *"
# Characters across.
_WIDTHS = {
    "long": 60, "text": 34, "choice": 26, "suggestion": 24, "moment": 20, "period": 18, "day": 18, "number": 14,
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """``choices``: what a list offers; ``closed``: whether anything else is warned of."""

    label: str
    note: str
    width: int
    wrap: bool
    choices: Sequence[str] = ()
    closed: bool = False


@dataclass(frozen=True)
class Page:
    """A sheet of one kind of row. ``rows``: texts in the order of the columns."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]


def build_pages(known: Known, rows: Sequence[RawRow]) -> list[Page]:
    """``rows``: records of the ledger, which are shown as people write them."""
    names = KnownNames(known)
    for row in rows:
        if row.kind == "document":
            names.add_document(row.texts)
    return [
        Page(
            plural, [_column(kind, item, known, names) for item in FIELDS[kind]],
            [_texts(row, names) for row in rows if row.kind == kind],
        )
        for kind, (_, plural) in ENTERED.items()
    ]  # fmt: skip


def _texts(row: RawRow, names: KnownNames) -> list[str]:
    written = written_texts(row.kind, row.texts, names) | {REASON: row.texts.get(REASON, "")}
    return [written[item.column] for item in FIELDS[row.kind]]


def _column(kind: str, item: Field, known: Known, names: KnownNames) -> Column:
    offered = item.choices(known) if item.choices is not None else ()
    by_name = {"pilot": names.pilots, "pilots": names.pilots, "document": names.documents}.get(item.column)
    shown = [by_name.written(value) if by_name is not None else label for value, label in offered]
    # Two areas of different pilots may have one name.
    choices = list(dict.fromkeys(shown))
    return Column(
        label=item.label + (NEEDED if item.needed else ""),
        note=item.help if item.needed else f"{item.help} (mag leeg)",
        width=max(_WIDTHS[item.kind], len(item.label) + 4),
        wrap=item.kind == "long",
        choices=choices,
        # A source may be new in the same file.
        closed=item.kind == "choice" and item.column != "document",
    )


# Heading and text; '' is no heading.
EXPLANATION_LINES: Sequence[tuple[str, str]] = (
    ("Gegevens over pilots aanleveren", "Vul de bladen in, bewaar het bestand als .xlsx of .ods en bied het aan bij"
                                        " Invoer."),
    ("Wat waar", "Documenten: brieven en nota's, de bronnen van alles. Een nieuwe bron staat eerst daar."),
    ("", "Cijfers: een getal met zijn eenheid, of een feit in woorden; niet allebei."),
    ("", "Stappen: dat een gebied aan een fase begint. Mijlpalen: waar lezers op wachten. Gebeurtenissen: wat een reeks"
         " helpt lezen."),
    ("Kolommen", "Een * bij de kop betekent: verplicht. Bij elke kop staat een notitie met uitleg. De volgorde van de"
                 " kolommen is vrij; hun namen blijven zoals ze zijn."),
    ("", "Elke rij heeft een bron, de plaats daarin en de letterlijke tekst."),
    ("Schrijfwijze", "Getallen: 225, 1.250 of 6,5; zonder woorden ervoor. Woorden als ruim of bijna hebben een eigen"
                     " kolom."),
    ("", "Perioden: 1e kwartaal 2026, 1e halfjaar 2026 of 2026. Momenten: zo precies als de bron is, en niet preciezer:"
         " 28 mei 2026, begin juli 2026, zomer 2026, medio 2027, zonder datum."),
    ("", "Keuzes: uit de lijst in de cel. Een lijst met suggesties laat ook iets anders toe."),
    ("", "Geen formules, macro's, samengevoegde cellen of afbeeldingen. Plak berekende cellen als waarde."),
    ("Een rij verbeteren", "Neem de rij over met dezelfde code, plaats en periode, verander wat anders moet, en vul de"
                           " reden in. De oude rij blijft bewaard."),
    ("Vier ogen", "Wat is aangeboden is een concept. Het telt pas mee als een ander dan wie het invoerde of eerder"
                  " schreef het goedkeurt."),
    ("Kleine aantallen", "Is de bron niet openbaar, dan ziet het publiek van een aantal personen of devices onder 10"
                         " alleen 'minder dan 10'. Zet zo'n getal dan ook niet in een titel, code of andere tekst."),
    ("Grenzen", f"Ten hoogste {MAX_ROWS} rijen en {MAX_FILE // 1024 // 1024} MB in één bestand."),
)  # fmt: skip
