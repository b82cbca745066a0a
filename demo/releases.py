"""What differs from one release of the fictional table to the next: periods, their status, and the table's own text."""

from __future__ import annotations

from dataclasses import dataclass

from data_sources.cbs.periods import period_title
from data_sources.contract import NATIONAL, Period, half_years
from demo.topics import Row

TABLE_ID = "84847NED"
TITLE = "Huiselijk geweld; kerncijfers Veilig Thuis, regio"

# CBS's word, the mark behind the title, the description.
STATUS_MARKS: dict[str, tuple[str, str]] = {
    "Definitief": ("", ""),
    "NaderVoorlopig": ("**", "Nader voorlopige cijfers"),
    "Voorlopig": ("*", "Voorlopige cijfers"),
}


@dataclass(frozen=True)
class Release:
    number: int
    last_half: Period
    modified: str
    published: str
    news: str
    next_release: str


RELEASES: dict[int, Release] = {
    1: Release(
        1, Period(2025, "HJ", 2), "2026-04-30T02:00:00", "30 april 2026",
        "De voorlopige cijfers over het tweede halfjaar van 2025 en over heel 2025 zijn toegevoegd.", "oktober 2026",
    ),
    2: Release(
        2, Period(2026, "HJ", 1), "2026-10-30T02:00:00", "30 oktober 2026",
        "De voorlopige cijfers over het eerste halfjaar van 2026 zijn toegevoegd; cijfers over 2024 en 2025 zijn"
        " herzien.", "april 2027",
    ),
}  # fmt: skip


def release_periods(release: Release) -> list[Period]:
    """All half-years from 2019 on, and every year of which both halves are there; halves before their year."""
    halves = half_years(Period(2019, "HJ", 1), release.last_half)
    years = [Period(half.year, "JJ", 0) for half in halves if half.number == 2]
    return sorted(halves + years)


def period_status(period: Period, newest_year: int) -> str:
    """The newest year is provisional, the one before revised provisional, the rest definitive."""
    return {0: "Voorlopig", 1: "NaderVoorlopig"}.get(newest_year - period.year, "Definitief")


def period_row(key: str, *, title: str, status: str | None) -> Row:
    """A row of Perioden; the mark is set behind a bare title. An unknown status word gets no mark."""
    mark, description = STATUS_MARKS.get(status or "", ("", ""))
    return {"Key": key, "Title": title + mark, "Description": description, "Status": status}


def period_rows(release: Release) -> list[Row]:
    newest = release.last_half.year
    return [
        period_row(period.key, title=period_title(period), status=period_status(period, newest))
        for period in release_periods(release)
    ]


def table_info(release: Release, *, first_topic: str) -> Row:
    """The one row of TableInfos. The title is CBS's, every text says that the figures are invented."""
    last = release_periods(release)[-1]
    status_text = "Het nieuwste jaar is voorlopig, het jaar daarvoor nader voorlopig, oudere jaren zijn definitief."
    return {
        "ID": 0,
        "Title": TITLE,
        "ShortTitle": "Kerncijfers Veilig Thuis, regio",
        "Identifier": TABLE_ID,
        "Summary": "FICTIEF: verzonnen cijfers over adviezen, meldingen, casussen en diensten, voor oefening en tests.",
        "Modified": release.modified,
        "MetaDataModified": release.modified,
        "ReasonDelivery": "Actualisering",
        "ExplanatoryText": "",
        "OutputStatus": "Regulier",
        "Source": "FICTIEF, verzonnen door dit project; niet van het CBS.",
        "Language": "nl",
        "Catalog": "CBS",
        "Frequency": "Perhalfjaar",
        "Period": f"1e halfjaar 2019 - {period_title(last)}",
        "ShortDescription": (
            "\nFICTIEF. Alle cijfers en alle gemeenten in deze tabel zijn verzonnen.\n\n"
            f"Status van de cijfers:\n{status_text}\n\n"
            f"Wijzigingen per {release.published}:\n{release.news}\n\n"
            f"Wanneer komen er nieuwe cijfers?\nIn {release.next_release} (fictief).\n"
        ),
        "Description": "INHOUDSOPGAVE\n\n1. Toelichting\n\nFICTIEF: deze tabel bootst alleen de vorm van CBS na.",
        "DefaultPresentation": "ts=1700000000000&graphtype=Table&r=RegioS&k=Topics,Perioden",
        "DefaultSelection": (
            f"$filter=((RegioS eq '{NATIONAL:<6}')) and ((Perioden eq '{last.key}'))"
            f"&$select=RegioS, Perioden, {first_topic}"
        ),
        "GraphTypes": "Table,Bar,Line",
    }
