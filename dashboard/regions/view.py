"""The view of the page Regio's in the address: a count, a period, its base, and what map and ranking show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dashboard.view import (
    BASE,
    INDICATOR,
    KIND,
    MERGED,
    PREDECESSORS,
    REGION,
    PeriodKindWord,
    Query,
    as_of_link,
    asked_values,
    read_as_of,
)
from data_sources.contract import Period
from data_sources.errors import UsageError
from data_sources.registry import INDICATORS, canonical_indicator

PATH, PROFILE, CSV_PATH = "/regios", "/regios/profiel", "/csv/regios"
# Their charts.
RANKING, CONTRIBUTION = "regio-ranglijst", "regio-bijdrage"
PERIOD, MEASURE = "periode", "maat"
FIRST_INDICATOR = next(iter(INDICATORS))
_KINDS: Mapping[PeriodKindWord, str] = {"halfjaar": "HJ", "jaar": "JJ"}


class Measure(StrEnum):
    """What the map and the ranking show, as the address writes it."""

    COUNT = "aantal"
    RATE = "per-100000"
    GROWTH = "groei"
    CONTRIBUTION = "bijdrage"


@dataclass(frozen=True)
class RegionsView:
    """period None: the newest with a figure of a region. base None: a year earlier. measure None: per 100.000 where CBS
    gives that, else the count. merged: the base of a merged region is the sum of its predecessors. as_of None: all that
    is known.
    """

    indicator: str = FIRST_INDICATOR
    period: Period | None = None
    kind: PeriodKindWord = "halfjaar"
    base: Period | None = None
    measure: Measure | None = None
    merged: bool = False
    as_of: date | None = None

    def link(self, path: str = PATH, **changes: object) -> str:
        """The address of this view on a page, with some of it changed; defaults are left out."""
        view = replace(self, **changes)  # type: ignore[arg-type]
        return as_of_link(path, view.as_of, **view.asked())

    def asked(self) -> dict[str, str]:
        """What the address says besides the day; blank for a default."""
        return {
            INDICATOR: self.indicator if self.indicator != FIRST_INDICATOR else "",
            PERIOD: self.period.key if self.period else "",
            KIND: self.kind if self.kind != "halfjaar" else "",
            BASE: self.base.key if self.base else "",
            MEASURE: self.measure.value if self.measure else "",
            MERGED: PREDECESSORS if self.merged else "",
        }

    def profile_link(self, region: str) -> str:
        """The page of one region, with the same period, base and day; and the same count, if it is a followed one, as
        that page is about those.
        """
        asked = {name: text for name, text in self.asked().items() if name != MEASURE}
        if self.indicator not in INDICATORS:
            del asked[INDICATOR]
        return as_of_link(PROFILE, self.as_of, **{REGION: region}, **asked)


def read_regions_view(query: Query, *, counts: Mapping[str, str], today: date) -> RegionsView:
    """The view a query asks for; blanks and unknown names count as not asked. ``counts``: those that can be chosen.

    Without a word on half-years or years, a period says which. Raises UsageError, a Dutch sentence, for a value that
    cannot be shown.
    """
    asked = asked_values(query)
    period, base = (Period.parse(asked[name]) if name in asked else None for name in (PERIOD, BASE))
    kind = _kind(asked, period)
    for name, one in (("Periode", period), ("Basis", base)):
        if one is not None and one.kind != _KINDS[kind]:
            raise UsageError(f"{name} {one.key} past niet bij cijfers per {kind}. Kies een {kind}.", found=one.key)
    return RegionsView(
        indicator=_indicator(asked.get(INDICATOR, FIRST_INDICATOR), counts),
        period=period,
        kind=kind,
        base=base,
        measure=_measure(asked.get(MEASURE)),
        merged=read_merged(asked),
        as_of=read_as_of(asked, today=today),
    )


def read_merged(asked: Mapping[str, str]) -> bool:
    """Whether the base of a merged region is to be added up. Raises UsageError for any other wish."""
    if asked.get(MERGED, PREDECESSORS) != PREDECESSORS:
        raise UsageError(
            f"'{asked[MERGED]}' is geen optelling. Schrijf {MERGED}={PREDECESSORS}, of laat het weg.",
            found=asked[MERGED],
        )
    return MERGED in asked


def _kind(asked: Mapping[str, str], period: Period | None) -> PeriodKindWord:
    said = asked.get(KIND)
    if said is None:
        return "jaar" if period is not None and period.kind == "JJ" else "halfjaar"
    if said not in _KINDS:
        raise UsageError(f"'{said}' is geen indeling in perioden. Kies halfjaar of jaar.", found=said)
    return "jaar" if said == "jaar" else "halfjaar"


def _indicator(name: str, counts: Mapping[str, str]) -> str:
    slug = canonical_indicator(name, stored=counts)
    if slug not in counts:
        raise UsageError(
            f"Van '{name}' zijn hier geen aantallen per regio bekend. Kies een ander onderwerp.", found=name
        )
    return slug


def _measure(name: str | None) -> Measure | None:
    if name is None:
        return None
    if name not in set(Measure):
        raise UsageError(f"'{name}' is geen maat. Kies {', '.join(Measure)}.", found=name)
    return Measure(name)
