"""What the series of a comparison are called, and which topic each of them draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.comparison.topics import Topic
from dashboard.comparison.view import FEWEST, ComparisonView
from data_sources.contract import UNIT_COUNT, UNIT_PER_100000
from data_sources.regions import short_title
from data_sources.registry import last_year
from metrics.text.units import topic_title

_COUNTED = {2: "twee", 3: "drie", 4: "vier", 5: "vijf", 6: "zes"}
_LONG_TITLE = 60


@dataclass(frozen=True)
class Offered:
    """What can be chosen: regions by code with their titles, topics by indicator."""

    regions: Mapping[str, str]
    topics: Mapping[str, Topic]


def comparison_title(view: ComparisonView, offered: Offered) -> str:
    """What is compared: 'Adviesvragen in zes regio's', 'Adviesvragen en meldingen in Nederland'."""
    names = series_names(view, offered)
    if view.by_region:
        where = " en ".join(names) if len(names) == FEWEST else f"{_COUNTED[len(names)]} regio's"
        return f"{shown_topics(view, offered)[0].name} in {where}"
    pair = f"{names[0]} en {names[1][:1].lower()}{names[1][1:]}"
    many = f"{_COUNTED[len(names)].capitalize()} onderwerpen"
    what = pair if len(names) == FEWEST and len(pair) <= _LONG_TITLE else many
    return f"{what} in {offered.regions[view.regions[0]]}"


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
