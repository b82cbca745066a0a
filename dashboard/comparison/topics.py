"""The topics that may stand side by side, those of the table of kerncijfers, and which of them is a rate of which."""

from __future__ import annotations

from dataclasses import dataclass

from data_sources.contract import UNIT_COUNT, UNIT_PER_100000
from data_sources.registry import INDICATORS
from data_sources.shapes import TableShape
from metrics.rates import rates_of_counts
from metrics.text.units import topic_names, topic_title


@dataclass(frozen=True)
class Topic:
    """A topic as the screen calls it. ``rate``: the topic in which CBS gives the same per 100.000 inhabitants; itself
    for one that is a rate, None where CBS gives none. ``count``: of a rate the count it belongs to, None where that is
    not known. ``counted``: the followed count whose style it is drawn in.
    """

    indicator: str
    name: str
    unit: str
    rate: str | None = None
    count: str | None = None
    counted: str = ""


def comparison_topics(shape: TableShape | None) -> dict[str, Topic]:
    """By indicator: the followed ones first, then the rest of the table in CBS's order, counts before rates.

    ``shape``: the table of kerncijfers as known on a day; None where nothing of it is known.
    """
    listed = shape.topics if shape else ()
    names = topic_names(shape) if shape else {}
    of_counts = rates_of_counts(listed)
    counts = {rate: count for count, rate in of_counts.items()}
    rates = {topic.indicator: topic.indicator for topic in listed if topic.unit == UNIT_PER_100000} | of_counts
    found = {
        slug: Topic(slug, item.title, item.unit, rates.get(slug), counted=slug) for slug, item in INDICATORS.items()
    }
    for topic in sorted(listed, key=lambda topic: topic.unit != UNIT_COUNT):
        count = counts.get(topic.indicator)
        followed = count if count in INDICATORS else None
        name = topic_title(INDICATORS[followed].title, topic.unit) if followed else names[topic.indicator]
        own = Topic(topic.indicator, name, topic.unit, rates.get(topic.indicator), count, followed or topic.indicator)
        found.setdefault(topic.indicator, own)
    return found
