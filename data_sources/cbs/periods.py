"""Periods as CBS writes them in a table: key, title, and the word for how certain the figures are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data_sources.errors import TableRejected, UsageError
from data_sources.findings import Finding, warning
from data_sources.period import Period, PeriodKind

# CBS's words, letters only and lower case ("NaderVoorlopig", "Nader voorlopig").
_STATUS_WORDS = {"definitief": "definitief", "voorlopig": "voorlopig", "nadervoorlopig": "nader-voorlopig"}
_STARS = {"**": "nader-voorlopig", "*": "voorlopig"}
STATUS_OF_CBS = "CBS-status bij de periode"
_TITLES: tuple[tuple[re.Pattern[str], PeriodKind], ...] = (
    (re.compile(r"(?P<number>[12])e halfjaar (?P<year>[12][0-9]{3})"), "HJ"),
    (re.compile(r"(?P<year>[12][0-9]{3}) (?P<number>[1-4])e kwartaal"), "KW"),
    (re.compile(r"(?P<year>[12][0-9]{3})"), "JJ"),
)


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


def period_of_title(title: str) -> Period | None:
    """The period CBS calls so, stars or not; None for any other text."""
    text = title.rstrip("* ").strip()
    for pattern, kind in _TITLES:
        found = pattern.fullmatch(text)
        if found:
            return Period(int(found["year"]), kind, int(found.groupdict().get("number") or 0))
    return None


def read_period(
    key: str, *, title: str | None, status: str | None, status_basis: str = STATUS_OF_CBS
) -> tuple[FeedPeriod, Finding | None]:
    """One row of the code list Perioden, and a warning where the status word is unknown.

    ``status_basis``: where the status word was read, when not in CBS's own list.

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
        return FeedPeriod(period, clean, _STATUS_WORDS[word], status_basis), None
    if word:
        sentence = f"Onbekende status {status!r} bij {period.key}; behandeld als onbekend."
        strange = warning("statuswoorden", sentence, expected=", ".join(_STATUS_WORDS), found=status)
        return FeedPeriod(period, clean, "onbekend", "CBS-status niet herkend"), strange
    if stars and stars[0] in _STARS:
        return FeedPeriod(period, clean, _STARS[stars[0]], "sterretje in de titel van de periode"), None
    return FeedPeriod(period, clean, "onbekend", "CBS geeft geen status"), None
