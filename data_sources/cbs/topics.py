"""Which topic of a table is which indicator: by title and unit, never by the key CBS numbers anew at each release."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from data_sources.contract import UNIT_COUNT, UNIT_PER_100000, UNIT_PERCENT
from data_sources.errors import TableRejected
from data_sources.registry import INDICATORS, KERNCIJFERS, Indicator, reserved_slugs, slug
from data_sources.snapshot import Topic

_COUNT_ROUNDING = 5.0
_COUNT_WORDS = {"aantal", "absoluut", "abs."}
_SLUG_SUFFIX = {UNIT_COUNT: "", UNIT_PER_100000: "-per-100000", UNIT_PERCENT: "-procent"}


@dataclass(frozen=True)
class TopicChoice:
    """An operator's line in VT_TOPIC_MAP: the topic that is this indicator."""

    title: str
    unit: str
    group: str | None = None


@dataclass(frozen=True)
class _Found:
    key: str
    title: str
    unit: str
    unit_text: str
    groups: tuple[str, ...]
    decimals: int | None
    description: str


def map_topics(
    properties: list[dict[str, object]], *, table: str, topic_map: Mapping[str, TopicChoice]
) -> tuple[list[Topic], list[str]]:
    """All topics of DataProperties under our names, and warnings in Dutch.

    In the table of kerncijfers the followed indicators must each be found once; TableRejected says which is
    not, what topics there are, and the line an operator can write in VT_TOPIC_MAP.
    """
    found = _topics(properties)
    if not found:
        raise TableRejected(f"Tabel {table} bevat geen onderwerpen. De oude cijfers blijven staan.", table=table)
    chosen: dict[int, str] = {}
    if table == KERNCIJFERS:
        for indicator in INDICATORS.values():
            chosen[_choose(indicator, found, table=table, choice=topic_map.get(indicator.slug))] = indicator.slug
    names, warnings = _other_names(found, chosen, table=table)
    return [_topic(topic, name) for topic, name in zip(found, names, strict=True)], warnings


def normal_unit(unit: str) -> str:
    """The contract's word for CBS's unit; CBS's own words where there is none."""
    text = _normal(unit)
    if text in _COUNT_WORDS:
        return UNIT_COUNT
    if re.search(r"per 100[ .]?000", text):
        return UNIT_PER_100000
    if text in {"%", "procent"}:
        return UNIT_PERCENT
    return " ".join(unit.split())


def _topics(properties: list[dict[str, object]]) -> list[_Found]:
    parents = {item.get("ID"): item for item in properties}
    found = []
    for item in properties:
        if item.get("Type") != "Topic":
            continue
        groups: list[str] = []
        parent = parents.get(item.get("ParentID"))
        # A group that is its own ancestor would loop; the walk ends after as many steps as there are items.
        while parent is not None and len(groups) < len(properties):
            groups.insert(0, _text(parent.get("Title")))
            parent = parents.get(parent.get("ParentID"))
        unit = _text(item.get("Unit"))
        decimals = item.get("Decimals")
        found.append(
            _Found(
                key=str(item.get("Key")),
                title=_text(item.get("Title")),
                unit=normal_unit(unit),
                unit_text=unit,
                groups=tuple(groups),
                decimals=int(str(decimals)) if decimals is not None else None,
                description=_text(item.get("Description")),
            )
        )
    return found


def _choose(indicator: Indicator, found: list[_Found], *, table: str, choice: TopicChoice | None) -> int:
    if choice is not None:
        titles, unit = {_normal(choice.title)}, normal_unit(choice.unit)
    else:
        titles, unit = {_normal(title) for title in indicator.accepted_titles}, UNIT_COUNT
    fits = [n for n, topic in enumerate(found) if _normal(topic.title) in titles and topic.unit == unit]
    if len(fits) > 1:
        words = [_normal(choice.group)] if choice is not None and choice.group else list(indicator.group_words)
        grouped = [n for n in fits if any(word in _normal(" ".join(found[n].groups)) for word in words)]
        fits = grouped if len(grouped) == 1 else fits
    if len(fits) == 1 and unit not in {UNIT_PERCENT, UNIT_PER_100000}:
        return fits[0]
    raise TableRejected(_explain(indicator, found, table=table, double=len(fits) > 1), table=table, found=len(fits))


def _explain(indicator: Indicator, found: list[_Found], *, table: str, double: bool) -> str:
    topics = "; ".join(f"'{topic.title}' ({topic.unit_text or 'geen eenheid'})" for topic in found)
    counts = [topic for topic in found if topic.unit == UNIT_COUNT] or found
    near = difflib.get_close_matches(indicator.accepted_titles[0], [topic.title for topic in counts], n=1, cutoff=0.0)
    example = next(topic for topic in counts if topic.title == near[0])
    group = f', group = "{example.groups[-1]}"' if double and example.groups else ""
    return (
        f"Het onderwerp '{indicator.slug}' is in tabel {table} {'meer dan eens' if double else 'niet'} gevonden"
        f" (gezocht: '{indicator.accepted_titles[0]}' als aantal; de tabel heeft: {topics}); de oude cijfers blijven"
        f" staan. Wijs het onderwerp aan met een regel als deze in het bestand van VT_TOPIC_MAP:"
        f' {indicator.slug} = {{ title = "{example.title}", unit = "{example.unit_text}"{group} }}'
    )


def _other_names(found: list[_Found], chosen: dict[int, str], *, table: str) -> tuple[list[str], list[str]]:
    prefix = "" if table == KERNCIJFERS else f"{table}:"
    taken = reserved_slugs() if table == KERNCIJFERS else set()
    names = [chosen.get(n) or _slug_with_unit(topic) for n, topic in enumerate(found)]
    deepest = max((len(topic.groups) for topic in found), default=0)
    for depth in range(1, deepest + 1):
        for n in _doubles(names, chosen, taken):
            if len(found[n].groups) >= depth:
                names[n] = f"{slug(found[n].groups[-depth])}-{names[n]}"
    warnings = []
    for n in _doubles(names, chosen, taken):
        # Same title, unit and groups: only CBS's own key is left to tell them apart.
        names[n] = f"{names[n]}-{slug(re.sub(r'_[0-9]+$', '', found[n].key))}"
        warnings.append(f"Onderwerp '{found[n].title}' staat meer dan eens in tabel {table}; bewaard als '{names[n]}'.")
    if _doubles(names, chosen, taken):
        raise TableRejected(
            f"Tabel {table} bevat onderwerpen die niet uit elkaar te houden zijn. De oude cijfers blijven staan.",
            table=table, found=[name for name, times in Counter(names).items() if times > 1],
        )  # fmt: skip
    return [name if n in chosen else prefix + name for n, name in enumerate(names)], warnings


def _doubles(names: list[str], chosen: dict[int, str], taken: set[str]) -> list[int]:
    times = Counter(names)
    return [n for n, name in enumerate(names) if n not in chosen and (times[name] > 1 or name in taken)]


def _slug_with_unit(topic: _Found) -> str:
    suffix = _SLUG_SUFFIX.get(topic.unit)
    return slug(topic.title) + (f"-{slug(topic.unit)}" if suffix is None else suffix)


def _topic(topic: _Found, name: str) -> Topic:
    rounding = _COUNT_ROUNDING if topic.unit == UNIT_COUNT else None
    if rounding is None and topic.decimals is not None:
        rounding = 10.0**-topic.decimals
    return Topic(
        indicator=name, key=topic.key, title=topic.title, group_title=" / ".join(topic.groups), unit=topic.unit,
        decimals=topic.decimals, rounding=rounding, description=topic.description,
    )  # fmt: skip


def _normal(text: str) -> str:
    return " ".join(text.lower().split())


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
