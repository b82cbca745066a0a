"""Periods as CBS writes them in a table: key, title, and the word for how certain the figures are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data_sources.errors import TableRejected, UsageError
from data_sources.findings import Finding, warning
from data_sources.period import Period

# CBS's words, letters only and lower case ("NaderVoorlopig", "Nader voorlopig").
_STATUS_WORDS = {"definitief": "definitief", "voorlopig": "voorlopig", "nadervoorlopig": "nader-voorlopig"}
_STARS = {"**": "nader-voorlopig", "*": "voorlopig"}


@dataclass(frozen=True)
class FeedPeriod:
    """A period of a table: contract status, and where that status was read."""

    period: Period
    title: str
    status: str
    status_basis: str


def period_title(period: Period) -> str:
    """CBS's own title: '1e halfjaar 2025', '2025', '2025 1e kwartaal'."""
    if period.kind == "HJ":
        return f"{period.number}e halfjaar {period.year}"
    if period.kind == "KW":
        return f"{period.year} {period.number}e kwartaal"
    return str(period.year)


def read_period(key: str, *, title: str | None, status: str | None) -> tuple[FeedPeriod, Finding | None]:
    """One row of the code list Perioden, and a warning where the status word is unknown.

    Raises TableRejected, naming the key, for anything but years and half-years: summing or comparing an
    unexpected kind would give figures that look right and are not.
    """
    stripped = key.strip()
    try:
        period = Period.parse(stripped)
    except UsageError:
        period = None
    if period is None or period.kind == "KW":
        raise TableRejected(
            f"De tabel bevat een periode die hier niet thuishoort: {stripped!r}. Verwacht: jaren (JJ00) en"
            " halfjaren (HJ01, HJ02). De oude cijfers blijven staan; meld dit aan de beheerder.",
            check="periodecodes", expected="JJ or HJ", found=stripped,
        )  # fmt: skip
    shown = (title or "").strip()
    stars = re.search(r"\*+$", shown)
    clean = shown.rstrip("* ") or period_title(period)
    word = re.sub(r"[^a-z]", "", (status or "").lower())
    if word in _STATUS_WORDS:
        return FeedPeriod(period, clean, _STATUS_WORDS[word], "CBS-status bij de periode"), None
    if word:
        sentence = f"Onbekende status {status!r} bij {period.key}; behandeld als onbekend."
        strange = warning("statuswoorden", sentence, expected=", ".join(_STATUS_WORDS), found=status)
        return FeedPeriod(period, clean, "onbekend", "CBS-status niet herkend"), strange
    if stars and stars[0] in _STARS:
        return FeedPeriod(period, clean, _STARS[stars[0]], "sterretje in de titel van de periode"), None
    return FeedPeriod(period, clean, "onbekend", "CBS geeft geen status"), None
