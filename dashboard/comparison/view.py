"""The view of the page Vergelijken, in the address: several regions, or several topics, in one measure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeVar
from urllib.parse import urlencode

from dashboard.view import AS_OF, BASE, INDICATOR, KIND, REGION, PeriodKindWord, Query, asked_values, read_as_of
from data_sources.contract import NATIONAL, Period, check_region
from data_sources.errors import UsageError
from data_sources.registry import INDICATORS, KERNCIJFERS, canonical_indicator
from metrics.development import Measure

MEASURE, SCALE = "weergave", "schaal"
FEWEST, MOST = 2, 6

MeasureWord = Literal["niveau", "index", "per-100000", "jaar-eerder"]
ScaleWord = Literal["gelijk", "eigen"]
MEASURES: tuple[MeasureWord, ...] = ("niveau", "per-100000", "index", "jaar-eerder")
_KINDS: tuple[PeriodKindWord, ...] = ("halfjaar", "jaar")
_SCALES: tuple[ScaleWord, ...] = ("gelijk", "eigen")
Word = TypeVar("Word", bound=str)


@dataclass(frozen=True)
class ComparisonView:
    """What stands side by side: regions of one topic, or topics of one region.

    ``base``: which period an index counts as 100; None: the page chooses one, and elsewhere it says nothing.
    """

    indicators: tuple[str, ...] = tuple(INDICATORS)
    regions: tuple[str, ...] = (NATIONAL,)
    kind: PeriodKindWord = "halfjaar"
    shown: MeasureWord = "niveau"
    scale: ScaleWord = "gelijk"
    base: Period | None = None
    as_of: date | None = None

    @property
    def by_region(self) -> bool:
        """Whether regions stand side by side; else topics do."""
        return len(self.regions) > 1

    @property
    def measure(self) -> Measure:
        """A rate is CBS's own figure as it is: what differs is the topic (`dashboard.comparison.topics`)."""
        return Measure.NIVEAU if self.shown == "per-100000" else Measure(self.shown)

    def link(self, path: str, **changes: object) -> str:
        """The address of this view on a page, with some of it changed; what is the default is left out."""
        view = replace(self, **changes)  # type: ignore[arg-type]
        default = ComparisonView()
        query = {
            INDICATOR: ",".join(view.indicators) if view.indicators != default.indicators else "",
            REGION: ",".join(view.regions) if view.regions != default.regions else "",
            KIND: view.kind if view.kind != default.kind else "",
            MEASURE: view.shown if view.shown != default.shown else "",
            SCALE: view.scale if view.scale != default.scale else "",
            BASE: view.base.key if view.base and view.shown == "index" else "",
            AS_OF: view.as_of.isoformat() if view.as_of else "",
        }
        written = urlencode({name: text for name, text in query.items() if text}, safe=",")
        return f"{path}?{written}" if written else path


def read_comparison(
    query: Query, *, regions: Collection[str], topics: Collection[str], today: date
) -> ComparisonView:  # fmt: skip
    """The view a query asks for. Raises UsageError, a Dutch sentence of what to do, for one that cannot be shown."""
    asked = asked_values(query)
    as_of = read_as_of(asked, today=today)
    kind = _word(asked, KIND, _KINDS, "geen indeling in perioden")
    shown = _word(asked, MEASURE, MEASURES, "geen weergave")
    scale = _word(asked, SCALE, _SCALES, "geen schaal")
    base = _base(asked.get(BASE, ""), kind) if shown == "index" else None
    chosen_regions = tuple(dict.fromkeys(_known_region(code, regions) for code in asked_list(query, REGION)))
    chosen_topics = tuple(dict.fromkeys(_known_topic(name, topics) for name in asked_list(query, INDICATOR)))
    chosen_regions, chosen_topics = _with_defaults(chosen_regions, chosen_topics)
    _check_numbers(chosen_regions, chosen_topics)
    return ComparisonView(chosen_topics, chosen_regions, kind, shown, scale, base, as_of)


def nearest_view(query: Query, *, regions: Collection[str], topics: Collection[str], today: date) -> ComparisonView:
    """What can be kept of a query that cannot be shown, to choose on from: nothing in it is wrong by itself."""
    asked = asked_values(query)
    kept_regions = [code for code in dict.fromkeys(asked_list(query, REGION)) if code in regions][:MOST]
    kept_topics = [name for name in dict.fromkeys(asked_list(query, INDICATOR)) if name in topics][:MOST]
    by_region = len(kept_regions) > 1 or kept_regions not in ([], [NATIONAL])
    try:
        as_of = read_as_of(asked, today=today)
    except UsageError:
        as_of = None
    return ComparisonView(
        tuple(kept_topics[:1] if by_region else kept_topics) or ComparisonView().indicators[: 1 if by_region else None],
        tuple(kept_regions) or (NATIONAL,),
        kind=next((word for word in _KINDS if word == asked.get(KIND)), "halfjaar"),
        shown=next((word for word in MEASURES if word == asked.get(MEASURE)), "niveau"),
        scale=next((word for word in _SCALES if word == asked.get(SCALE)), "gelijk"),
        as_of=as_of,
    )


def asked_list(query: Query, name: str) -> list[str]:
    """All that a query names, repeated or with commas between; blanks count as not asked."""
    return [text.strip() for value in query.get(name, []) for text in value.split(",") if text.strip()]


def _word(asked: Mapping[str, str], name: str, words: Sequence[Word], what: str) -> Word:
    text = asked.get(name, words[0])
    found = next((word for word in words if word == text), None)
    if found is None:
        offered = f"{', '.join(words[:-1])} of {words[-1]}"
        raise UsageError(f"'{text}' is {what}. Kies {offered}.", expected=offered, found=text)
    return found


def _base(text: str, kind: PeriodKindWord) -> Period | None:
    base = Period.parse(text) if text else None
    if base is not None and base.kind != ("HJ" if kind == "halfjaar" else "JJ"):
        raise UsageError(
            f"Basis {base.key} past niet bij cijfers per {kind}. Kies een {kind} als basis.", found=base.key
        )
    return base


def _known_region(code: str, regions: Collection[str]) -> str:
    if check_region(code) not in regions:
        only = " Daarin staan alleen cijfers van Nederland." if set(regions) == {NATIONAL} else ""
        advice = "Kies daar twee tot zes onderwerpen van." if only else "Kies een regio uit de lijst."
        raise UsageError(f"Regio {code} staat niet in deze opslag.{only} {advice}", found=code)
    return code


def _known_topic(name: str, topics: Collection[str]) -> str:
    found = next((item.slug for item in INDICATORS.values() if name in item.aliases), name)
    if found not in topics:
        raise UsageError(
            f"'{name}' is geen onderwerp van tabel {KERNCIJFERS} in deze opslag. Kies een onderwerp uit de lijst; de"
            " andere tabellen staan op de pagina Verkenner.",
            found=name,
        )
    return canonical_indicator(found, stored=topics)


def _with_defaults(
    regions: tuple[str, ...], topics: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:  # fmt: skip
    default = ComparisonView()
    if not topics:
        topics = default.indicators[:1] if len(regions) > 1 else default.indicators
    return regions or default.regions, topics


def _check_numbers(regions: tuple[str, ...], topics: tuple[str, ...]) -> None:
    many_regions, many_topics = len(regions), len(topics)
    if many_regions > 1 and many_topics > 1:
        raise UsageError(
            f"U koos {many_regions} regio's en {many_topics} onderwerpen. Vergelijk meer regio's op één onderwerp, of"
            " meer onderwerpen van één regio.",
            found=f"{many_regions} x {many_topics}",
        )
    if max(many_regions, many_topics) < FEWEST:
        raise UsageError("Kies ten minste twee regio's of twee onderwerpen om te vergelijken.", found=1)
    for many, what in ((many_regions, "regio's"), (many_topics, "onderwerpen")):
        if many > MOST:
            raise UsageError(f"U koos {many} {what}. Kies er ten hoogste zes.", expected=MOST, found=many)
