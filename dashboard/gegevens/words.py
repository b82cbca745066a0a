"""Dutch words for attempts, loads and changes: what happened, and to which figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dashboard.load_history import REPLACED, CellChange
from dashboard.services import Services
from data_sources.contract import UNIT_PERCENT, Load, Observation
from data_sources.registry import INDICATORS
from data_sources.store.history import Attempt
from data_sources.store.names import Names
from data_sources.store.revisions import Side
from metrics.text.numbers import day, number, signed
from metrics.text.phrases import missing_phrase, period_label
from metrics.text.units import decimals_of, exact_difference, topic_title, value_text

OUTCOMES = {
    "stored": "Nieuwe lading bewaard",
    "unchanged": "Niets veranderd",
    "rejected": "Geweigerd: de oude cijfers blijven staan",
    "failed": "Mislukt: de oude cijfers blijven staan",
}
UNFINISHED = "Bezig of afgebroken"
# The kinds of change, in the order in which they are shown.
KIND_NAMES = {
    "gewijzigd": "Gewijzigd",
    "preciezer": "Preciezer",
    "verdwenen": "Verdwenen",
    REPLACED: "In plaats van eerder gepubliceerde cijfers",
    "nieuw": "Nieuw",
}
# How an answer came about, in a figure's history and where another source answered before.
TURNS = {
    "eerste": "voor het eerst bekend",
    "waarde": "gewijzigd",
    "preciezer": "preciezer",
    "status": "andere status",
    "verdwenen": "verdwenen uit de tabel",
    "terug": "weer in de tabel",
    "andere-code": "tabel opgehaald; daarin heeft dit een andere code",
    "gelijk": "gelijk gebleven",
    "gewijzigd": "gewijzigd",
    "nieuw": "nieuw",
}
_BASES = {
    "cbs-modified": "de dag waarop CBS de tabel wijzigde",
    "opgehaald": "de dag van ophalen; CBS noemde geen nieuwe dag van wijziging",
    "gepubliceerd": "het moment van publicatie",
    "gezien": "de dag waarop het is gezien",
    "gebundeld": "zonder eigen datum; telt vanaf de dag van verzamelen",
}


@dataclass(frozen=True)
class FigureWords:
    """Names for figures: of indicators, regions and the codes of breakdowns."""

    names: Names
    regions: Mapping[str, str]

    @classmethod
    def of(cls, services: Services) -> FigureWords:
        return cls(services.names(), services.regions())

    def indicator(self, slug: str) -> str:
        """Our title of a followed indicator, else CBS's with its unit where that is no count."""
        if slug in INDICATORS:
            return INDICATORS[slug].title
        topic = self.names.topics.get(slug)
        if topic is None:
            return slug
        return topic_title(topic.title, topic.unit, group=topic.group)

    def region(self, code: str) -> str:
        return self.regions.get(code) or self.names.regions.get(code, code)

    def breakdown(self, code: str) -> str:
        """'Soort geweld: lichamelijk'; empty for the total. A code without a title stands as it is."""
        pairs = [part.split("=", 1) for part in code.split(";") if "=" in part]
        titles = [self.names.categories.get((pair[0], pair[1]), (pair[0], pair[1])) for pair in pairs]
        return ", ".join(f"{dimension}: {title}" for dimension, title in titles)

    def place(self, *, region: str, period: str, breakdown: str) -> str:
        """All of a figure but its indicator: 'Nederland, 1e halfjaar 2025'."""
        parts = (self.region(region), period_label(period), self.breakdown(breakdown))
        return ", ".join(part for part in parts if part)


def outcome_phrase(attempt: Attempt) -> str:
    """How an attempt ended."""
    return OUTCOMES.get(attempt.outcome or "", UNFINISHED)


def looked_phrase(attempt: Attempt) -> str:
    """How far an attempt looked; empty where it did not come to that."""
    if attempt.outcome not in {"stored", "unchanged"}:
        return ""
    return "alle cijfers vergeleken" if attempt.compared else "CBS meldde geen wijziging; cijfers niet vergeleken"


def age_phrase(age: timedelta) -> str:
    """A length of time in the largest whole unit: '3 dagen', '1 uur'; under an hour in words."""
    hours = int(age.total_seconds() // 3600)
    if hours < 1:
        return "minder dan een uur"
    days = hours // 24
    if days < 2:
        return f"{hours} uur"
    return f"{number(days)} dagen"


def basis_phrase(load: Load) -> str:
    """On what ground a load is dated."""
    if load.known_on_basis == "afgeleid":
        statline = load.kind != "published"
        return "niet eerder dan de vorige lading van deze tabel" if statline else "afgeleid uit de tekst"
    words = _BASES[load.known_on_basis]
    if load.known_on_precision != "dag":
        words += f"; alleen {load.known_on_precision} bekend, telt vanaf {day(load.known_on)}"
    return words


def value_words(
    value: float | None, missing: str | None, *, unit: str | None, region: str, period: str, gone: bool = False,
    rounding: float | None = None,
) -> str:  # fmt: skip
    """A figure as a table writes it, or why there is none. ``rounding``: the step it is rounded to, if known."""
    if value is None:
        absent = Observation.absent(indicator="", region=region, period=period)
        return missing_phrase(replace(absent, missing=missing or "niet-aanwezig", gone=gone))
    return value_text(value, unit=unit, rounding=rounding)


def difference_words(old: float | None, new: float | None, *, unit: str | None) -> str:
    """New minus old, in decimals; empty unless both are values."""
    difference = exact_difference(old, new)
    if old is None or new is None or difference is None:
        return ""
    text = signed(difference, max(decimals_of(old), decimals_of(new)))
    return f"{text} procentpunt" if unit == UNIT_PERCENT else text


def sides_words(change: CellChange) -> tuple[str, str, str]:
    """What it was, what it became, and the difference."""

    def side(item: Side | None, *, gone: bool) -> str:
        if item is None:
            return "–"
        return value_words(
            item.value, item.missing, unit=change.unit, region=change.region, period=change.period, gone=gone,
            rounding=change.rounding,
        )  # fmt: skip

    difference = difference_words(change.old.value if change.old else None, change.new.value, unit=change.unit)
    return side(change.old, gone=False), side(change.new, gone=change.kind == "verdwenen"), difference


def counted(count: int, one: str, many: str) -> str:
    """'1 waarschuwing', '2.100 cijfers'."""
    return f"{number(count)} {one if count == 1 else many}"


def until_phrase(as_of: date | None) -> str:
    """' tot en met 31 oktober 2022' for an earlier day."""
    return f" tot en met {day(as_of)}" if as_of else ""
