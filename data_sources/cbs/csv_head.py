"""The head of a StatLine CSV: which column is a region, a period, a further dimension or a topic. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data_sources.cbs.topics import normal_unit
from data_sources.contract import UNIT_COUNT
from data_sources.errors import TableRejected
from data_sources.known_table import KnownTable, normal

_REGIONS = {"regio's", "regio’s", "regios", "regio"}
_PERIODS = {"perioden", "periode"}
# CBS's running number of a row, in its CSV with codes.
_SKIPPED = {"id"}
# A key of CBS: 'GestarteAdviezen_1'.
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]*_[0-9]+")
_TOPIC = re.compile(r"(.*\S)\s*\(([^()]+)\)")


@dataclass(frozen=True)
class TopicColumn:
    """``groups``: the groups it stands under, where the head says so. ``decimals``: what CBS gave it before."""

    place: int
    title: str
    unit: str
    groups: tuple[str, ...]
    decimals: int | None

    @property
    def name(self) -> str:
        """A key of our own: what CBS numbers anew at each release is not told by a head of titles."""
        return f"kolom_{self.place + 1}"

    @property
    def counts(self) -> bool:
        return normal_unit(self.unit) == UNIT_COUNT


@dataclass(frozen=True)
class Head:
    """The place of each column. ``dimensions``: by CBS's key."""

    region: int
    period: int
    dimensions: dict[str, int]
    topics: list[TopicColumn]


def is_head(line: Sequence[str]) -> bool:
    """Whether a line can be the head of a table: it names regions and periods as columns."""
    names = {normal(cell) for cell in line}
    return bool(names & _REGIONS) and bool(names & _PERIODS)


def read_head(line: Sequence[str], known: KnownTable, *, table: str) -> Head:
    """What each column holds. Raises TableRejected, naming the first column that is not understood."""
    double = next((cell for place, cell in enumerate(line) if cell in line[:place]), None)
    if double is not None:
        raise TableRejected(
            f"De kolom '{double}' staat meer dan eens in het bestand. De oude cijfers blijven staan.",
            check="kolommen", table=table, expected="eenmaal", found=list(line),
        )  # fmt: skip
    _check_keys([cell for cell in line if _KEY.fullmatch(cell)], known, table=table)
    region, period, dimensions, topics = -1, -1, dict[str, int](), list[TopicColumn]()
    for place, cell in enumerate(line):
        name = normal(cell)
        if name in _REGIONS and region < 0:
            region = place
        elif name in _PERIODS and period < 0:
            period = place
        elif name in _SKIPPED:
            continue
        elif (key := known.dimension_of(cell)) is not None and key not in dimensions:
            dimensions[key] = place
        elif (topic := _topic(place, cell, known)) is not None:
            topics.append(topic)
        else:
            raise not_understood(cell, table=table)
    missing = {item.dimension for item in known.categories} - set(dimensions)
    if missing:
        raise TableRejected(
            f"In het bestand ontbreekt de indeling '{min(missing)}' van tabel {table}. Download de tabel met alle"
            " indelingen, of gebruik een map van cbsodata. De oude cijfers blijven staan.",
            check="kolommen", table=table, expected=sorted(missing), found=list(line),
        )  # fmt: skip
    return Head(region, period, dimensions, topics)


def not_understood(cell: str, *, table: str) -> TableRejected:
    """The refusal of a column, with what to download instead."""
    return TableRejected(
        f"De kolom '{cell}' van het bestand is bij tabel {table} niet te begrijpen. Download op StatLine 'CSV met"
        " statistische symbolen', met onderwerpen in de kolommen en alle andere indelingen in de rijen, of gebruik een"
        " map van cbsodata. De oude cijfers blijven staan.",
        check="kolommen", table=table, expected="een bekende kolom", found=cell,
    )  # fmt: skip


def _topic(place: int, cell: str, known: KnownTable) -> TopicColumn | None:
    by_key = known.topic_of_key(cell)
    if by_key is not None:
        groups = tuple(filter(None, by_key.group_title.split(" / ")))
        return TopicColumn(place, by_key.title, by_key.unit, groups, by_key.decimals)
    printed = _TOPIC.fullmatch(cell)
    if printed is None:
        return None
    path, unit = printed[1], printed[2].strip()
    same = [
        item for item in known.topics if item.unit == normal_unit(unit) and _is_path(path, item.title, item.group_title)
    ]
    if len(same) == 1:
        groups = tuple(filter(None, same[0].group_title.split(" / ")))
        title = path.rpartition("/")[2] if "/" not in same[0].title else same[0].title
        return TopicColumn(place, title.strip(), unit, groups, same[0].decimals)
    *above, title = (part.strip() for part in path.split("/"))
    return TopicColumn(place, title, unit, tuple(above), None)


def _is_path(path: str, title: str, group_title: str) -> bool:
    """Whether a head writes this topic so: its title, with or without the groups above it."""
    wanted = normal(path)
    return wanted in {normal(title), normal("/".join([*filter(None, group_title.split(" / ")), title]))}


def _check_keys(found: list[str], known: KnownTable, *, table: str) -> None:
    """Refuse keys of CBS unless they are all those of the newest load: another release gives them to other topics."""
    expected = {topic.key for topic in known.topics}
    if found and set(found) != expected:
        raise TableRejected(
            f"Kolommen met codes, zoals '{found[0]}', zijn alleen zeker als ze alle gelijk zijn aan die van de nieuwste"
            f" lading van tabel {table}; dat zijn ze niet, en CBS nummert ze bij elke versie anders. Download 'CSV met"
            " statistische symbolen' of gebruik een map van cbsodata. De oude cijfers blijven staan.",
            check="kolommen", table=table, expected=sorted(expected), found=sorted(found),
        )  # fmt: skip
