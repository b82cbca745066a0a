"""The view is the URL: reading what a visitor asks for from the query, and writing it back as a link."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from urllib.parse import urlencode

from data_sources.contract import NATIONAL, Period, check_region
from data_sources.days import read_day
from data_sources.errors import UsageError
from data_sources.registry import INDICATORS, canonical_indicator, predecessors

PeriodKindWord = Literal["halfjaar", "jaar"]
Query = Mapping[str, Sequence[str]]

# The names in the address, in the order in which they are written.
INDICATOR, REGION, KIND, BASE, AS_OF = "onderwerp", "regio", "per", "basis", "zoals-bekend-op"
# Asks that the base of a merged region is added up from its predecessors; it has this one value.
MERGED, PREDECESSORS = "optelling", "voorgangers"
# The period to show, on pages that do not always show the newest.
PERIOD = "periode"
_KINDS: tuple[PeriodKindWord, ...] = ("halfjaar", "jaar")


@dataclass(frozen=True)
class View:
    """What a page shows. base None: the same period one year earlier. as_of None: all that is known.

    merged: a merged region is compared with the sum of its predecessors where only its merger stands between. period
    None: the newest; only a page that reads one from its address (`read_period`) shows another.
    """

    indicators: tuple[str, ...] = tuple(INDICATORS)
    region: str = NATIONAL
    kind: PeriodKindWord = "halfjaar"
    base: Period | None = None
    as_of: date | None = None
    merged: bool = False
    period: Period | None = None

    def link(self, path: str, **changes: object) -> str:
        """The address of this view on a page, with some of it changed; defaults are left out."""
        view = replace(self, **changes)  # type: ignore[arg-type]
        default = View()
        query = {
            INDICATOR: ",".join(view.indicators) if view.indicators != default.indicators else "",
            REGION: view.region if view.region != default.region else "",
            KIND: view.kind if view.kind != default.kind else "",
            BASE: view.base.key if view.base else "",
            AS_OF: view.as_of.isoformat() if view.as_of else "",
            MERGED: PREDECESSORS if view.merged else "",
            PERIOD: view.period.key if view.period else "",
        }
        written = urlencode({name: text for name, text in query.items() if text}, safe=",")
        return f"{path}?{written}" if written else path


def read_view(query: Query, *, regions: Collection[str], today: date) -> View:
    """The view a query asks for; blanks and unknown names count as not asked.

    Raises UsageError, a Dutch sentence, for a value that cannot be shown; of repeated names the last counts.
    """
    asked = asked_values(query)
    kind = asked.get(KIND, "halfjaar")
    if kind not in _KINDS:
        raise UsageError(f"'{kind}' is geen indeling in perioden. Kies halfjaar of jaar.", found=kind)
    region = check_region(asked.get(REGION, NATIONAL))
    if region not in regions:
        raise UsageError(f"Regio {region} staat niet in deze opslag. Kies een regio uit de lijst.", found=region)
    base = _of_kind(asked, BASE, kind)
    return View(
        indicators=_indicators(asked.get(INDICATOR, "")),
        region=region,
        kind="jaar" if kind == "jaar" else "halfjaar",
        base=base,
        as_of=read_as_of(asked, today=today),
        # Of a region that was not made out of others there is nothing to add up, as when the form chose another one.
        merged=read_merged(asked) and bool(predecessors(region)),
    )


def read_period(query: Query, view: View) -> Period | None:
    """The period that is asked for besides a view. Raises UsageError for one of another kind."""
    return _of_kind(asked_values(query), PERIOD, view.kind)


def _of_kind(asked: Mapping[str, str], name: str, kind: str) -> Period | None:
    period = Period.parse(asked[name]) if name in asked else None
    if period is not None and period.kind != ("HJ" if kind == "halfjaar" else "JJ"):
        raise UsageError(
            f"{name.capitalize()} {period.key} past niet bij cijfers per {kind}. Kies een {kind} als {name}.",
            found=period.key,
        )
    return period


def asked_values(query: Query) -> dict[str, str]:
    """What a query asks for: the last of repeated names; blanks count as not asked."""
    return {name: values[-1].strip() for name, values in query.items() if values and values[-1].strip()}


def read_as_of(asked: Mapping[str, str], *, today: date) -> date | None:
    """The day of which the knowledge is asked for. Raises UsageError for no day, and for one that is to come."""
    as_of = read_day(asked[AS_OF]) if AS_OF in asked else None
    if as_of is not None and as_of > today:
        raise UsageError(f"{as_of.isoformat()} ligt in de toekomst. Kies een dag tot en met vandaag.", found=as_of)
    return as_of


def read_merged(asked: Mapping[str, str]) -> bool:
    """Whether the sum of predecessors is asked for. Raises UsageError for another addition."""
    if MERGED in asked and asked[MERGED] != PREDECESSORS:
        raise UsageError(
            f"'{asked[MERGED]}' is geen optelling. Mogelijk is alleen {PREDECESSORS}.", found=asked[MERGED]
        )
    return MERGED in asked


def as_of_link(path: str, as_of: date | None, **query: str) -> str:
    """An address with what it asks for, blanks left out, and the day whose knowledge is shown."""
    asked = {**query, AS_OF: as_of.isoformat() if as_of else ""}
    written = urlencode({name: text for name, text in asked.items() if text}, safe=",")
    return f"{path}?{written}" if written else path


def _indicators(text: str) -> tuple[str, ...]:
    names = [name for name in text.split(",") if name]
    found = dict.fromkeys(canonical_indicator(name) for name in names)
    return tuple(found) or tuple(INDICATORS)
