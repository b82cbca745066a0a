"""The topics that may stand side by side, those of the table of kerncijfers, and which of them is a rate of which."""

from __future__ import annotations

from dataclasses import dataclass

from data_sources.contract import UNIT_COUNT, UNIT_PER_100000
from data_sources.registry import INDICATORS
from data_sources.shapes import TableShape, TopicShape
from metrics.text.units import topic_names, topic_title


@dataclass(frozen=True)
class Topic:
    """A topic as the screen calls it. ``rate``: the topic in which CBS gives the same per 100.000 inhabitants; itself
    for one that is a rate, None where CBS gives none. ``counted``: the followed count whose style it is drawn in.
    """

    indicator: str
    name: str
    unit: str
    rate: str | None = None
    counted: str = ""


def comparison_topics(shape: TableShape | None) -> dict[str, Topic]:
    """By indicator: the followed ones first, then the rest of the table in CBS's order, counts before rates.

    ``shape``: the table of kerncijfers as known on a day; None where nothing of it is known.
    """
    listed = shape.topics if shape else ()
    names = topic_names(shape) if shape else {}
    rates = {topic.indicator: _rate(topic, listed) for topic in listed}
    counted = {rate: count for count, rate in rates.items() if count in INDICATORS and rate}
    found = {
        slug: Topic(slug, item.title, item.unit, rates.get(slug), counted=slug) for slug, item in INDICATORS.items()
    }
    for topic in sorted(listed, key=lambda topic: topic.unit != UNIT_COUNT):
        count = counted.get(topic.indicator)
        name = topic_title(INDICATORS[count].title, topic.unit) if count else names[topic.indicator]
        own = Topic(topic.indicator, name, topic.unit, rates[topic.indicator], counted=count or topic.indicator)
        found.setdefault(topic.indicator, own)
    return found


def _rate(topic: TopicShape, listed: tuple[TopicShape, ...]) -> str | None:
    """CBS's own figure per 100.000 of what a topic counts: of the same title, and group if there are more."""
    if topic.unit == UNIT_PER_100000:
        return topic.indicator
    same = [item for item in listed if item.unit == UNIT_PER_100000 and item.title == topic.title]
    if topic.unit != UNIT_COUNT or not same:
        return None
    near = [item for item in same if item.group == topic.group] if len(same) > 1 else same
    return near[0].indicator if len(near) == 1 else None
