"""What the page Ontwikkeling can show: every topic the store has without a breakdown, table by table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data_sources.contract import UNIT_COUNT
from data_sources.regions import region_name
from data_sources.registry import INDICATORS, KERNCIJFERS, SOURCES, canonical_indicator
from data_sources.shapes import TableShape
from metrics.rates import rates_of_counts
from metrics.text.units import topic_names


@dataclass(frozen=True)
class Topic:
    """A topic with its name on screen, its table and its unit. ``count``: of a rate the count it belongs to, None where
    that is not known.
    """

    indicator: str
    name: str
    table: str
    unit: str
    count: str | None = None

    @property
    def title(self) -> str:
        """The name, with its table where that is another than that of kerncijfers."""
        return self.name if self.table == KERNCIJFERS else f"{self.name} (tabel {self.table})"


@dataclass(frozen=True)
class Offered:
    """The topics by indicator, in the order of the tables; of each table what it is about, and its regions."""

    topics: dict[str, Topic]
    tables: dict[str, str]
    regions: dict[str, dict[str, str]]

    def known(self, name: str) -> str | None:
        """The topic of a name or of another name for it; None where there is none."""
        indicator = canonical_indicator(name, stored=[name])
        return indicator if indicator in self.topics else None


def offered_topics(shapes: Iterable[TableShape]) -> Offered:
    """All topics of these tables that have figures without a breakdown; the followed ones always."""
    topics = {item.slug: _followed(item.slug) for item in INDICATORS.values()}
    about: dict[str, str] = {KERNCIJFERS: SOURCES[KERNCIJFERS].about}
    regions: dict[str, dict[str, str]] = {}
    for shape in shapes:
        found = _topics(shape)
        if found:
            topics |= {indicator: topic for indicator, topic in found.items() if indicator not in topics}
            about[shape.table] = SOURCES[shape.table].about if shape.table in SOURCES else shape.title
            # A bundled table names its regions by code alone.
            regions[shape.table] = {
                code: region_name(code) if title == code else title for code, title in shape.regions.items()
            }
    return Offered(topics, about, regions)


def _topics(shape: TableShape) -> dict[str, Topic]:
    """Those with figures that no category tells apart."""
    if any(dimension.total is None for dimension in shape.dimensions):
        return {}
    names = topic_names(shape)
    counts = {rate: count for count, rate in rates_of_counts(shape.topics).items()}
    whole = None if shape.cells is None else {indicator for indicator, _, _, name in shape.cells if name == ""}
    return {
        topic.indicator: Topic(
            topic.indicator, names[topic.indicator], shape.table, topic.unit, counts.get(topic.indicator)
        )
        for topic in shape.topics
        if whole is None or topic.indicator in whole
    }


def _followed(slug: str) -> Topic:
    item = INDICATORS[slug]
    return Topic(slug, item.title, KERNCIJFERS, UNIT_COUNT)
