"""What the pages of the sister tables call their topics, regions and categories (titles.csv, see README.md)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from data_sources.categories import Category, total_codes
from data_sources.contract import check_region
from data_sources.errors import UsageError
from data_sources.records import Record, bad_line, filled, read_records, word

_KINDS = ("onderwerp", "categorie", "regio")


@dataclass(frozen=True)
class TopicTitle:
    """A topic's title and the path of its groups, as the page has them."""

    title: str
    group: str


@dataclass(frozen=True)
class Titles:
    """Of one table: titles by indicator and by region, and categories; each in the order of the pages."""

    topics: dict[str, TopicTitle]
    regions: dict[str, str]
    categories: tuple[Category, ...]

    def limited_to(self, *, topics: Collection[str], regions: Collection[str], breakdowns: Collection[str]) -> Titles:
        """Only what these figures need. A dimension that occurs keeps its total, which stands for '' in a breakdown."""
        used = {tuple(pair.split("=")) for breakdown in breakdowns for pair in breakdown.split(";") if pair}
        if "" in breakdowns:
            used |= set(total_codes(self.categories).items())
        return Titles(
            {code: item for code, item in self.topics.items() if code in topics},
            {code: title for code, title in self.regions.items() if code in regions},
            tuple(item for item in self.categories if (item.dimension, item.code) in used),
        )

    def records(self) -> Iterator[Record]:
        """All of it as texts, by which one says whether anything changed."""
        for code, topic in self.topics.items():
            yield {"code": code, "title": topic.title, "group": topic.group}
        for code, title in self.regions.items():
            yield {"code": code, "title": title}
        for item in self.categories:
            yield {name: str(value) for name, value in vars(item).items()}


NO_TITLES = Titles({}, {}, ())


def read_titles(path: Path) -> dict[str, Titles]:
    """By table. Raises ContractError, naming the line, for a bad row."""
    found: dict[str, Titles] = {}
    for line, record in read_records(path):
        try:
            filled(record, ("table", "code", "title"))
            kind = word(record, "kind", _KINDS)
            titles = found.setdefault(record["table"], Titles({}, {}, ()))
            found[record["table"]] = _with(titles, kind, record)
        except (ValueError, UsageError) as error:
            raise bad_line(path, line, error) from error
    return found


def _with(titles: Titles, kind: str, record: Record) -> Titles:
    """With one more title. Raises ValueError for one that is there already, or has not what its kind needs."""
    code, title = record["code"], record["title"]
    known = {(item.dimension, item.code) for item in titles.categories}
    if code in titles.topics or code in titles.regions or (record["dimension"], code) in known:
        raise ValueError(f"{code} is there twice")
    if kind == "onderwerp":
        return Titles({**titles.topics, code: TopicTitle(title, record["group"])}, titles.regions, titles.categories)
    if kind == "regio":
        return Titles(titles.topics, {**titles.regions, check_region(code): title}, titles.categories)
    filled(record, ("dimension", "group"))
    place = sum(item.dimension == record["dimension"] for item in titles.categories)
    category = Category(record["dimension"], record["group"], code, title, place)
    return Titles(titles.topics, titles.regions, (*titles.categories, category))
