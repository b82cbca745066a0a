"""CBS's own rates per 100.000 inhabitants, and which count each belongs to. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from data_sources.contract import UNIT_COUNT, UNIT_PER_100000
from data_sources.registry import INDICATORS, rate_of
from data_sources.shapes import TopicShape


def rates_of_counts(topics: Sequence[TopicShape]) -> dict[str, str]:
    """By count the topic of the same table that gives it per 100.000 inhabitants; a count without one is left out.

    That is the one of the same title; where several counts or several rates have that title also of the same group. A
    followed count may have another title than its rate, which is then known by its name.
    """
    counts, rates = (
        [topic for topic in topics if topic.unit == unit] for unit in (UNIT_COUNT, UNIT_PER_100000)
    )  # fmt: skip
    titles = [topic.title for topic in counts]
    found = {topic.indicator: rate for topic in counts if (rate := _rate(topic, counts, rates)) is not None}
    by_name = {topic.indicator for topic in rates if topic.title not in titles}
    followed = {topic.indicator: rate_of(topic.indicator) for topic in counts if topic.indicator in INDICATORS}
    return {slug: rate for slug, rate in followed.items() if rate in by_name} | found


def _rate(topic: TopicShape, counts: Sequence[TopicShape], rates: Sequence[TopicShape]) -> str | None:
    same, others = ([item for item in items if item.title == topic.title] for items in (rates, counts))
    if len(same) > 1 or len(others) > 1:
        same, others = ([item for item in items if item.group == topic.group] for items in (same, others))
    return same[0].indicator if len(same) == len(others) == 1 else None
