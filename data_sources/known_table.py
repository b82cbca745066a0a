"""What the newest load of a table calls things: by these a file without codes or units can be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from data_sources.snapshot import Category, Topic


@dataclass(frozen=True)
class KnownTable:
    """All empty before the first load. ``regions``: code to title; ``periods``: key to status."""

    load: int | None = None
    title: str = ""
    topics: list[Topic] = field(default_factory=list)
    regions: dict[str, str] = field(default_factory=dict)
    periods: dict[str, str] = field(default_factory=dict)
    categories: list[Category] = field(default_factory=list)

    def topic_of_key(self, key: str) -> Topic | None:
        """The topic CBS had under this key in that load. Keys are numbered anew at each release: see statline_csv."""
        return next((topic for topic in self.topics if topic.key == key), None)

    def dimension_of(self, title: str) -> str | None:
        """The key of a further dimension by its key or its title."""
        keys = {normal(item.dimension_title): item.dimension for item in self.categories}
        return (keys | {normal(item.dimension): item.dimension for item in self.categories}).get(normal(title))


def normal(text: str) -> str:
    """A title as titles are compared: case and spaces do not count."""
    return " ".join(text.lower().split())
