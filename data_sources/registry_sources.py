"""The sources we know: the ten tables of CBS about Veilig Thuis, and the publications that carry their figures.

A table may be fetched live, and may stand among the bundled figures; ``feeds`` says which of the followed
indicators its bundled figures may answer. Every other topic of a table is an indicator of that table alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from data_sources.errors import UsageError

KERNCIJFERS = "84847NED"
CBS_HOST = "opendata.cbs.nl"
# What stands in the place of a host for figures read from a file.
FILE_HOST = "bestand"
# Where a person reads a table; the address it is fetched from is one for programs.
TABLE_PAGE = "https://www.cbs.nl/nl-nl/cijfers/detail/"

_CC_BY = "CC BY 4.0, bron: CBS"
_HALF_YEARLY = "elk halfjaar, naar verwachting eind april en eind oktober"


@dataclass(frozen=True)
class Source:
    """A CBS table, or a publication that carries figures from one.

    ``about``: for a table, what it tells apart, in one Dutch line. ``caution``: what belongs beside its figures.
    ``live``: whether it can be refreshed from CBS.
    """

    id: str
    title: str
    landing_page: str
    licence: str
    rhythm: str
    feeds: tuple[str, ...]
    live: bool = False
    about: str = ""
    caution: str = ""


def _table(table: str, title: str, about: str, feeds: tuple[str, ...] = (), *, caution: str = "") -> Source:
    return Source(
        table, f"Huiselijk geweld; {title}", TABLE_PAGE + table, _CC_BY, _HALF_YEARLY, feeds, live=True, about=about,
        caution=caution,
    )  # fmt: skip


_SEVERAL_KINDS = "In één melding kunnen meer soorten geweld staan. Tel soorten geweld daarom niet bij elkaar op."


# In the order of their numbers. Only that of kerncijfers is refreshed by itself (VT_TABLES).
TABLES = {
    table.id: table
    for table in (
        _table(
            KERNCIJFERS, "kerncijfers Veilig Thuis, regio",
            "Kerncijfers: adviezen, meldingen, casussen en diensten per regio en gemeente",
            ("adviezen", "meldingen"),
        ),
        _table(
            "84848NED", "rol/functie, organisatie, duur geweld, Veilig Thuis-regio",
            "Wie advies vraagt of meldt en hoe lang het geweld duurt, per regio zonder gemeenten",
            ("adviezen", "meldingen"),
        ),
        _table(
            "84849NED", "rol/functie, organisatie, duur geweld, regio",
            "Wie advies vraagt of meldt en hoe lang het geweld duurt, ook per gemeente",
            ("adviezen", "meldingen"),
        ),
        _table(
            "84850NED", "aard geweld, aanvullende informatie, Veilig Thuis-regio",
            "Aard van het geweld met aanvullende informatie, per regio zonder gemeenten", caution=_SEVERAL_KINDS,
        ),
        _table(
            "84851NED", "aard geweld, aanvullende informatie, regio",
            "Aard van het geweld of aanvullende informatie, ook per gemeente", caution=_SEVERAL_KINDS,
        ),
        _table(
            "84852NED", "veiligheidsbeoordeling en -taxatie Veilig Thuis, regio",
            "Veiligheidstaxatie en veiligheidsbeoordeling van meldingen",
            ("meldingen",),
        ),
        _table(
            "84853NED", "uitkomsten onderzoeken Veilig Thuis, Veilig Thuis-regio",
            "Uitkomsten van afgeronde onderzoeken per soort geweld",
        ),
        _table(
            "84854NED", "organisatie van overdracht, type hulp, Veilig Thuis-regio",
            "Aan wie is overgedragen en voor welke hulp, per regio zonder gemeenten",
        ),
        _table(
            "84855NED", "organisatie van overdracht, type hulp, regio",
            "Aan wie is overgedragen en voor welke hulp, ook per gemeente",
        ),
        _table(
            "85361NED", "meldingen naar eerdere betrokkenheid Veilig Thuis, regio",
            "Eerste meldingen, hermeldingen en vervolgmeldingen",
        ),
    )
}  # fmt: skip

SOURCES = TABLES | {
    source.id: source
    for source in (
        Source(
            "Impactmonitor 2022, figuur 4.1", "Impactmonitor aanpak huiselijk geweld en kindermishandeling 2022",
            "https://www.cbs.nl/nl-nl/longread/rapportages/2022/impactmonitor-aanpak-huiselijk-geweld-en-"
            "kindermishandeling-2022/4-vergroting-bereik-veilig-thuis",
            _CC_BY, "eenmalig", ("adviezen", "meldingen"),
        ),
        Source(
            "CBS-cijfers in NJi-databank", "CBS-cijfers over het eerste halfjaar van 2019, overgenomen door het NJi",
            "https://www.nji.nl/nl/Databank/Cijfers-over-Jeugd-en-Opvoeding/Advies-en-Meldpunt-"
            "Kindermishandeling-(AMK)",
            "bron: CBS", "eenmalig", ("adviezen", "meldingen"),
        ),
        Source(
            "CBS-nieuwsbericht", "CBS-nieuws, overgenomen door derden", "https://www.cbs.nl/nl-nl/nieuws",
            "bron: CBS", "bij elke publicatie", ("adviezen", "meldingen"),
        ),
    )
}  # fmt: skip


def table_of(indicator: str) -> str:
    """The table whose topic an indicator is: sister tables have their id in front, that of kerncijfers has not."""
    table, colon, _ = indicator.partition(":")
    return table if colon else KERNCIJFERS


def check_table_known(table: str) -> str:
    """The id itself when it is one of the ten tables; raises UsageError, naming them, otherwise."""
    if table not in TABLES:
        known = ", ".join(TABLES)
        raise UsageError(f"Tabel {table} hoort niet bij Veilig Thuis. Kies uit {known}.", expected=known, found=table)
    return table
