"""What the series of a comparison are called, and which topic each of them draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.comparison.topics import Topic
from dashboard.comparison.view import ComparisonView
from data_sources.contract import UNIT_COUNT, UNIT_PER_100000, Period
from data_sources.regions import LANDSDELEN, short_title
from data_sources.registry import last_year
from metrics.development import Measure
from metrics.text.development import measure_phrase
from metrics.text.phrases import lower_first
from metrics.text.units import topic_title, unit_words

_COUNTED = {2: "twee", 3: "drie", 4: "vier", 5: "vijf", 6: "zes"}
# More series than this are counted in a title, not named.
MOST_NAMED = 3
_LONG_TITLE = 90


@dataclass(frozen=True)
class Offered:
    """What can be chosen: regions by code with their titles, topics by indicator."""

    regions: Mapping[str, str]
    topics: Mapping[str, Topic]


def comparison_title(view: ComparisonView, offered: Offered, base: Period | None = None) -> str:
    """What is compared: 'Adviesvragen in de vier landsdelen: index (het eerste halfjaar van 2019 = 100)'.

    Two or three regions or topics by their names, more by how many they are. ``base``: what an index counts as 100.
    """
    names = series_names(view, offered)
    if view.by_region:
        what, where = shown_topics(view, offered)[0].name, _regions_phrase(view, names)
    else:
        what, where = _topics_phrase(names), offered.regions[view.regions[0]]
    if view.measure is Measure.NIVEAU:
        return f"{what} in {where}"
    return f"{what} in {where}: {measure_phrase(view.measure, base=base.key if base else None, kind=view.kind)}"


def _regions_phrase(view: ComparisonView, names: Sequence[str]) -> str:
    if set(view.regions) == set(LANDSDELEN):
        return "de vier landsdelen"
    return enumerated(names) if len(names) <= MOST_NAMED else f"{_COUNTED[len(names)]} regio's"


def _topics_phrase(names: Sequence[str]) -> str:
    """All of a rate say so once."""
    unit = f" {unit_words(UNIT_PER_100000)}"
    rates = all(name.endswith(unit) for name in names)
    first, *rest = [name.removesuffix(unit) for name in names] if rates else names
    listed = enumerated([first, *map(lower_first, rest)])
    listed += unit if rates else ""
    if len(names) <= MOST_NAMED and len(listed) <= _LONG_TITLE:
        return listed
    return f"{_COUNTED[len(names)].capitalize()} onderwerpen{unit if rates else ''}"


def enumerated(names: Sequence[str]) -> str:
    """'Groningen, Drenthe en Flevoland'."""
    *first, last = names
    return f"{', '.join(first)} en {last}" if first else last


def series_names(view: ComparisonView, offered: Offered) -> list[str]:
    """Regions of one kind go without what says which kind it is; of several kinds two may have the same name."""
    if not view.by_region:
        return [topic.name for topic in shown_topics(view, offered)]
    titles = [offered.regions[code] for code in view.regions]
    if len({code[:2] for code in view.regions}) == 1:
        titles = [short_title(title) for title in titles]
    ended = [last_year(code) for code in view.regions]
    return [
        title if last is None else f"{title} (tot en met {last})" for title, last in zip(titles, ended, strict=True)
    ]


def shown_topics(view: ComparisonView, offered: Offered) -> list[Topic]:
    """The topics that are drawn: per 100.000 those are CBS's own rates."""
    topics = [offered.topics[name] for name in view.indicators]
    return [_as_rate(topic) for topic in topics] if view.shown == "per-100000" else topics


def _as_rate(topic: Topic) -> Topic:
    """CBS's own rate; where there is none a topic without figures."""
    if topic.rate == topic.indicator:
        return topic
    name = topic_title(topic.name, UNIT_PER_100000) if topic.unit == UNIT_COUNT else topic.name
    # Not `rate_of`: under that name there may be the rate of another count of the same title.
    rate = topic.rate or f"{topic.indicator}-per-100000"
    return replace(topic, indicator=rate, name=name, unit=UNIT_PER_100000, count=topic.indicator)


def rates_missing(view: ComparisonView, topics: Mapping[str, Topic]) -> list[str]:
    """The names of the chosen topics that CBS does not give per 100.000 inhabitants, where that is asked for."""
    return [topics[name].name for name in view.indicators if view.shown == "per-100000" and not topics[name].rate]
