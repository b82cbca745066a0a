"""CBS's own rates per 100.000 inhabitants: which count each belongs to, and that none tells a secret count. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from data_sources.contract import UNIT_COUNT, UNIT_PER_100000, Observation, Period
from data_sources.registry import INDICATORS, rate_of
from data_sources.shapes import TopicShape
from metrics.derive import FigureIndex

_SECRET = "geheim-of-onbekend"


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


def rate_figure(figures: FigureIndex, *, rate: str, count: str, region: str, period: Period) -> Observation:
    """The rate as CBS gives it, never computed here. Where the count is secret so is the rate, which tells it: it is
    then absent, for the reason of the count, and from no load.
    """
    own, counted = (figures.pick(indicator=name, region=region, period=period) for name in (rate, count))
    return _withheld(own, counted)


def with_counts(figures: FigureIndex, counts: Mapping[str, str]) -> FigureIndex:
    """The figures with each rate as `rate_figure` gives it. ``counts``: of rates the counts they belong to, which must
    be among the figures; what is computed from a rate then knows of its count whether that is small.
    """

    def shown(row: Observation) -> Observation:
        count = counts.get(row.indicator)
        counted = figures.rows.get((count, row.region, row.period, row.breakdown)) if count else None
        return _withheld(row, counted) if counted else row

    return replace(figures, rows={key: shown(row) for key, row in figures.rows.items()}, counts=dict(counts))


def _withheld(rate: Observation, count: Observation) -> Observation:
    if count.missing != _SECRET or rate.value is None:
        return rate
    absent = Observation.absent(
        indicator=rate.indicator, region=rate.region, period=rate.period, breakdown=rate.breakdown
    )
    return replace(absent, missing=_SECRET)
