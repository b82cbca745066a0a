"""The view of the page Ontwikkeling in the address: one or two topics, a region, a measure, a base, events or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from dashboard.development.topics import Offered
from dashboard.view import AS_OF, BASE, INDICATOR, KIND, REGION, PeriodKindWord, Query, View, asked_values, read_as_of
from data_sources.contract import NATIONAL, Period, check_region
from data_sources.errors import UsageError

PATH, CSV_PATH = "/ontwikkeling", "/csv/ontwikkeling"
CHART = "ontwikkeling"
ALSO, WAY, EVENTS = "ook", "weergave", "gebeurtenissen"
_OFF = "uit"


class Way(StrEnum):
    """What is shown of the topics; the values are the words of the address, the first five those of the measures."""

    NIVEAU = "niveau"
    INDEX = "index"
    JAAR_EERDER = "jaar-eerder"
    VORIG_HALFJAAR = "vorig-halfjaar"
    BASIS = "basis"
    SEIZOENSPAAR = "seizoenspaar"
    GROEIVERSCHIL = "groeiverschil"
    VERHOUDING = "verhouding"


# Of these the base of comparison can be chosen.
WITH_BASE = (Way.INDEX, Way.BASIS, Way.GROEIVERSCHIL)
ONLY_HALVES = (Way.VORIG_HALFJAAR, Way.SEIZOENSPAAR)
OF_TWO = (Way.GROEIVERSCHIL, Way.VERHOUDING)
# What the names of the changes begin with: said once before them where they stand together.
CHANGE = "Verandering ten opzichte van"
WAY_NAMES = {
    Way.NIVEAU: "Cijfers",
    Way.INDEX: "Index",
    Way.JAAR_EERDER: f"{CHANGE} een jaar eerder",
    Way.VORIG_HALFJAAR: f"{CHANGE} het vorige halfjaar",
    Way.BASIS: f"{CHANGE} een gekozen periode",
    Way.SEIZOENSPAAR: "Halfjaren naast elkaar",
    Way.GROEIVERSCHIL: "Verschil in groei",
    Way.VERHOUDING: "Verhouding",
}


@dataclass(frozen=True)
class DevelopmentView(View):
    """What the page shows. base None: where the way wants one, the one it begins with."""

    way: Way = Way.NIVEAU
    with_events: bool = True

    def link(self, path: str, **changes: object) -> str:
        """The address of this view on a path, with some of it changed; defaults are left out."""
        view, default = replace(self, **changes), DevelopmentView()  # type: ignore[arg-type]
        query = {
            INDICATOR: ",".join(view.indicators) if view.indicators != default.indicators else "",
            REGION: view.region if view.region != default.region else "",
            KIND: view.kind if view.kind != default.kind else "",
            WAY: view.way.value if view.way != default.way else "",
            BASE: view.base.key if view.base else "",
            EVENTS: "" if view.with_events else _OFF,
            AS_OF: view.as_of.isoformat() if view.as_of else "",
        }
        written = urlencode({name: text for name, text in query.items() if text}, safe=",:")
        return f"{path}?{written}" if written else path


@dataclass(frozen=True)
class Opened:
    """A view that can be shown, the topics it may have, and the regions there are for them."""

    view: DevelopmentView
    offered: Offered
    regions: dict[str, str]


def read_development_view(
    query: Query, *, offered: Offered, regions: Mapping[str, str], today: date
) -> Opened:  # fmt: skip
    """The view that a query asks for; blanks and unknown names count as not asked.

    ``offered``: what there is on the day that is asked for; ``regions``: of the store, to which come those of the
    tables of the topics. Raises UsageError, a Dutch sentence, for a value that cannot be shown.
    """
    asked = asked_values(query)
    indicators = _indicators(asked, offered)
    kind = _kind(asked.get(KIND, "halfjaar"))
    known = dict(regions)
    for indicator in indicators:
        for code, title in offered.regions.get(offered.topics[indicator].table, {}).items():
            known.setdefault(code, title)
    view = DevelopmentView(
        indicators=indicators, region=_region(asked.get(REGION, NATIONAL), known), kind=kind,
        base=_base(asked.get(BASE), kind), as_of=read_as_of(asked, today=today), way=_way(asked.get(WAY, Way.NIVEAU)),
        with_events=_switch(asked.get(EVENTS)),
    )  # fmt: skip
    return Opened(view, offered, known)


def _indicators(asked: dict[str, str], offered: Offered) -> tuple[str, ...]:
    """Those of 'onderwerp', of which there may be two; one of 'ook' stands in the place of the second."""
    names = [name for name in asked.get(INDICATOR, "").split(",") if name] or list(View().indicators)
    if ALSO in asked:
        names = [names[0], asked[ALSO]]
    found = tuple(dict.fromkeys(_known(name, offered) for name in names))
    if len(found) > 2:
        raise UsageError("Kies een of twee onderwerpen.", found=asked[INDICATOR])
    return found


def _known(name: str, offered: Offered) -> str:
    indicator = offered.known(name)
    if indicator is None:
        raise UsageError(
            f"'{name}' is geen bekend onderwerp, of er was op deze dag geen cijfer van zonder uitsplitsing. Kies een"
            " onderwerp uit de lijst.",
            found=name,
        )
    return indicator


def _kind(word: str) -> PeriodKindWord:
    if word == "halfjaar":
        return "halfjaar"
    if word == "jaar":
        return "jaar"
    raise UsageError(f"'{word}' is geen indeling in perioden. Kies halfjaar of jaar.", found=word)


def _region(code: str, regions: dict[str, str]) -> str:
    if check_region(code) not in regions:
        raise UsageError(f"Regio {code} staat niet in deze opslag. Kies een regio uit de lijst.", found=code)
    return code


def _base(key: str | None, kind: PeriodKindWord) -> Period | None:
    if key is None:
        return None
    base = Period.parse(key)
    if base.kind != ("HJ" if kind == "halfjaar" else "JJ"):
        raise UsageError(f"Basis {key} past niet bij cijfers per {kind}. Kies een {kind} als basis.", found=key)
    return base


def _way(word: str) -> Way:
    if word not in set(Way):
        raise UsageError(f"'{word}' is geen weergave. Kies {', '.join(Way)}.", found=word)
    return Way(word)


def _switch(word: str | None) -> bool:
    if word not in {None, "aan", _OFF}:
        raise UsageError(f"'{word}' is geen keuze voor gebeurtenissen. Kies aan of uit.", found=word)
    return word != _OFF


def known_by(view: DevelopmentView, *, today: date) -> date:
    """The day from which a view looks: that of its knowledge, or today."""
    return view.as_of or today
