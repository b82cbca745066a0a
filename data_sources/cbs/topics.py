"""Which topic of a table is which indicator: by title and unit, never by the key CBS numbers anew at each release."""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from data_sources.contract import UNIT_COUNT, UNIT_PER_100000, UNIT_PERCENT
from data_sources.errors import TableRejected
from data_sources.findings import Finding, warning
from data_sources.registry import INDICATORS, KERNCIJFERS, Indicator, reserved_slugs, slug
from data_sources.snapshot import Topic

_COUNT_ROUNDING = 5.0
_COUNT_WORDS = {"aantal", "absoluut", "abs."}
_NO_COUNTS = {UNIT_PERCENT, UNIT_PER_100000}
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

    @property
    def path(self) -> str:
        return " / ".join(self.groups)


def map_topics(
    properties: list[dict[str, object]], *, table: str, topic_map: Mapping[str, TopicChoice]
) -> tuple[list[Topic], list[Finding]]:
    """All topics of DataProperties under our names, and warnings.

    In the table of kerncijfers the followed indicators must each be found once; TableRejected says which is
    not, what topics there are, and the line an operator can write in VT_TOPIC_MAP.
    """
    found = _topics(properties)
    if not found:
        raise TableRejected(
            f"Tabel {table} bevat geen onderwerpen. De oude cijfers blijven staan.", check="onderwerpen", table=table
        )
    chosen = _required(found, table=table, topic_map=topic_map) if table == KERNCIJFERS else {}
    names, warnings = _other_names(found, chosen, table=table)
    # What is followed is a count, whatever word CBS has for its unit: an operator's line says so.
    found = [replace(topic, unit=UNIT_COUNT) if n in chosen else topic for n, topic in enumerate(found)]
    return [_topic(topic, name) for topic, name in zip(found, names, strict=True)], warnings


def normal_unit(unit: str) -> str:
    """The contract's word for CBS's unit; CBS's own words where there is none."""
    text = _normal(unit)
    if re.search(r"per 100[ .]?000", text):
        return UNIT_PER_100000
    # 'aantal adviezen' counts; 'aantal x 1 000' and 'aantal per dag' do not count ones.
    if text in _COUNT_WORDS or re.fullmatch(r"aantal [a-z]+", text):
        return UNIT_COUNT
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
        found.append(
            _Found(
                key=str(item.get("Key")),
                title=_text(item.get("Title")),
                unit=normal_unit(unit),
                unit_text=unit,
                groups=tuple(groups),
                decimals=_whole(item.get("Decimals")),
                description=_text(item.get("Description")),
            )
        )
    return found


def _required(found: list[_Found], *, table: str, topic_map: Mapping[str, TopicChoice]) -> dict[int, str]:
    """The followed indicators by the place of their topic, each found once."""
    chosen: dict[int, str] = {}
    for indicator in INDICATORS.values():
        place = _choose(indicator, found, table=table, choice=topic_map.get(indicator.slug))
        if place in chosen:
            raise TableRejected(
                f"'{chosen[place]}' en '{indicator.slug}' wijzen in tabel {table} naar hetzelfde onderwerp"
                f" '{found[place].title}'; de oude cijfers blijven staan. Verbeter het bestand van VT_TOPIC_MAP.",
                check="onderwerpen", table=table, found=found[place].title,
            )  # fmt: skip
        chosen[place] = indicator.slug
    return chosen


def _choose(indicator: Indicator, found: list[_Found], *, table: str, choice: TopicChoice | None) -> int:
    if choice is not None:
        titles, unit = {_normal(choice.title)}, normal_unit(choice.unit)
    else:
        titles, unit = {_normal(title) for title in indicator.accepted_titles}, UNIT_COUNT
    fits = [
        n for n, topic in enumerate(found) if _normal(topic.title) in titles and topic.unit == unit and _may_count(unit)
    ]
    if len(fits) > 1:
        fits = _of_group(fits, found, indicator=indicator, choice=choice)
    if len(fits) == 1:
        return fits[0]
    sought = choice.title if choice is not None else indicator.accepted_titles[0]
    raise TableRejected(
        _explain(indicator, found, fits, sought=sought, table=table),
        check="onderwerpen",
        table=table,
        expected=sought,
        found=len(fits),
    )


def _of_group(fits: list[int], found: list[_Found], *, indicator: Indicator, choice: TopicChoice | None) -> list[int]:
    """The one of these that its group tells apart; all of them where none or several are."""
    if choice is not None and choice.group:
        # The whole path first: 'Adviezen' is a part of 'Adviezen en meldingen' too.
        grouped = [n for n in fits if _normal(choice.group) == _normal(found[n].path)]
        grouped = grouped or [n for n in fits if _normal(choice.group) in _normal(found[n].path)]
    else:
        grouped = [n for n in fits if any(word in _normal(found[n].path) for word in indicator.group_words)]
    return grouped if len(grouped) == 1 else fits


def _explain(indicator: Indicator, found: list[_Found], fits: list[int], *, sought: str, table: str) -> str:
    topics = "; ".join(f"'{topic.title}' ({topic.unit_text or 'geen eenheid'})" for topic in found)
    return (
        f"Het onderwerp '{indicator.slug}' is in tabel {table} {'meer dan eens' if fits else 'niet'} gevonden"
        f" (gezocht: '{sought}' als aantal; de tabel heeft: {topics}); de oude cijfers blijven staan; wijs het"
        f" onderwerp aan met een regel als deze in het bestand van VT_TOPIC_MAP:"
        f" {_topic_map_line(indicator, found, fits)}"
    )


def _topic_map_line(indicator: Indicator, found: list[_Found], fits: list[int]) -> str:
    """The line that mends it, with the likeliest topic filled in; never with one that another indicator is known by."""
    others = {_normal(title) for other in INDICATORS.values() if other != indicator for title in other.accepted_titles}
    free = [topic for topic in found if topic.unit not in _NO_COUNTS and _normal(topic.title) not in others]
    sought = indicator.accepted_titles[0]
    known = {_normal(title) for title in indicator.accepted_titles}
    # The right title with a unit we cannot read comes first; then a count that shares a word with the indicator.
    # Anything else would be a guess that an operator may copy.
    alike = [topic for topic in free if _likeness(topic.title, indicator)[0]]
    free = (
        [found[n] for n in fits]
        or [topic for topic in free if _normal(topic.title) in known]
        or [topic for topic in alike if topic.unit == UNIT_COUNT]
        or alike
    )
    nearest = max((topic.title for topic in free), key=lambda title: _likeness(title, indicator), default=None)
    same = [topic for topic in free if topic.title == nearest]
    paths = Counter(topic.path for topic in same)
    best = min(same, key=lambda topic: paths[topic.path], default=None)
    fields = {"title": best.title if best else sought, "unit": best.unit_text if best else UNIT_COUNT}
    if best and len(same) > 1:
        fields["group"] = best.path
    # A string of JSON is a string of TOML as well, quotes and backslashes included.
    line = ", ".join(f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in fields.items())
    return f"{indicator.slug} = {{ {line} }}"


def _likeness(title: str, indicator: Indicator) -> tuple[bool, float]:
    """How well a title fits: its own words count before its looks, or 'casussen' would do for 'adviezen'."""
    words = (*indicator.group_words, *indicator.aliases)
    near = difflib.SequenceMatcher(None, _normal(indicator.accepted_titles[0]), _normal(title)).ratio()
    return any(word in _normal(title) for word in words), near


def _other_names(found: list[_Found], chosen: dict[int, str], *, table: str) -> tuple[list[str], list[Finding]]:
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
        sentence = f"Onderwerp '{found[n].title}' staat meer dan eens in tabel {table}; bewaard als '{names[n]}'."
        warnings.append(warning("onderwerpen", sentence, expected="eenmaal", found=found[n].key))
    if _doubles(names, chosen, taken):
        raise TableRejected(
            f"Tabel {table} bevat onderwerpen die niet uit elkaar te houden zijn. De oude cijfers blijven staan.",
            check="onderwerpen", table=table, found=[name for name, times in Counter(names).items() if times > 1],
        )  # fmt: skip
    return [name if n in chosen else prefix + name for n, name in enumerate(names)], warnings


def _doubles(names: list[str], chosen: dict[int, str], taken: set[str]) -> list[int]:
    times = Counter(names)
    return [n for n, name in enumerate(names) if n not in chosen and (times[name] > 1 or name in taken)]


def _slug_with_unit(topic: _Found) -> str:
    suffix = _SLUG_SUFFIX.get(topic.unit, f"-{slug(topic.unit)}")
    return f"{slug(topic.title)}{suffix}".rstrip("-")


def _topic(topic: _Found, name: str) -> Topic:
    rounding = _COUNT_ROUNDING if topic.unit == UNIT_COUNT else None
    if rounding is None and topic.decimals is not None:
        rounding = 10.0**-topic.decimals
    return Topic(
        indicator=name, key=topic.key, title=topic.title, group_title=topic.path, unit=topic.unit,
        decimals=topic.decimals, rounding=rounding, description=topic.description,
    )  # fmt: skip


def _may_count(unit: str) -> bool:
    """Whether a unit an operator names can be a count of ones: no rate, no share, no thousands."""
    return unit not in _NO_COUNTS and not re.search(r"\d{2}|\bper\b|duizend|miljoen|mln", unit.lower())


def _normal(text: str) -> str:
    return " ".join(text.lower().split())


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _whole(value: object) -> int | None:
    """A number of decimals; None where CBS gives none, or something else."""
    text = _text(value)
    return int(text) if text.isdecimal() else None
