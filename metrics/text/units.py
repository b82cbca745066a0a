"""A figure and its unit in words: how many decimals it is written with, and what a topic is called that is no count.

One rule for every place that writes a stored figure, so that a table, a sentence and a terminal never differ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from data_sources.contract import UNIT_COUNT, UNIT_PERCENT, Observation
from data_sources.shapes import TableShape, TopicShape
from metrics.text.numbers import number
from metrics.text.phrases import lower_first

_NO_UNIT = "geen eenheid"
# As CBS writes thousands: '100 000'.
_APART = re.compile(r"\b\d{1,3}(?: \d{3})+\b")


def decimals_of(value: float, *, rounding: float | None = None) -> int:
    """How many decimals a stored figure is written with: those of its rounding step, and never fewer than it has.

    419.0 rounded to 0.1 has one, 2500.0 rounded to 5 has none; where the step is unknown its own digits decide.
    """
    return max(_decimals(value), _decimals(rounding) if rounding is not None else 0)


def value_text(value: float, *, unit: str | None, rounding: float | None = None) -> str:
    """A stored figure as a table writes it: '84.935', '13,3%', '419,0'. A rate goes without its unit."""
    text = number(value, decimals_of(value, rounding=rounding))
    return f"{text}%" if unit == UNIT_PERCENT else text


def value_with_unit(value: float, *, unit: str | None, rounding: float | None = None) -> str:
    """A stored figure on its own: '84.935', '13,3%', '419,0 per 100.000 inwoners'."""
    text = value_text(value, unit=unit, rounding=rounding)
    words = "" if unit is None or unit == UNIT_PERCENT else unit_words(unit)
    return f"{text} {words}".rstrip()


def exact_difference(old: float | None, new: float | None) -> Decimal | None:
    """New minus old in decimals, so that 1,05 − 1 is 0,05; None unless both are values."""
    return None if old is None or new is None else Decimal(repr(new)) - Decimal(repr(old))


def figure_text(figure: Observation) -> str:
    """A figure as a table writes it; only for one that is there."""
    return value_text(_value(figure), unit=figure.unit, rounding=figure.rounding)


def figure_with_unit(figure: Observation) -> str:
    """A figure on its own, with what it is in; only for one that is there."""
    return value_with_unit(_value(figure), unit=figure.unit, rounding=figure.rounding)


def unit_words(unit: str) -> str:
    """A unit in Dutch writing: '%', 'per 100.000 inwoners'; empty for a count, which needs none."""
    if unit == UNIT_COUNT:
        return ""
    return _APART.sub(lambda found: found[0].replace(" ", "."), unit) or _NO_UNIT


def topic_title(title: str, unit: str, *, group: str = "") -> str:
    """What a topic is called wherever it stands: with its unit unless it is a count, and after its group if given.

    'Gestarte adviezen', 'Gestarte adviezen per 100.000 inwoners', 'Hermelding: totaal (%)'.
    """
    name = f"{group}: {lower_first(title)}" if group and group != title else title
    words = unit_words(unit)
    if not words:
        return name
    return f"{name} {words}" if words.startswith("per ") else f"{name} ({words})"


def topic_names(shape: TableShape) -> Mapping[str, str]:
    """What the topics of a table are called, by indicator: no two alike.

    A group, then all its groups, then our own name for it stand with those that would else be called the same.
    """
    names = {topic.indicator: _name(topic, 0) for topic in shape.topics}
    for detail in (1, 2, 3):
        taken = list(names.values())
        for topic in shape.topics:
            if taken.count(names[topic.indicator]) > 1:
                names[topic.indicator] = _name(topic, detail)
    return names


def _name(topic: TopicShape, detail: int) -> str:
    group = ("", topic.group.rpartition(" / ")[2], topic.group, topic.group)[detail]
    name = topic_title(topic.title, topic.unit, group=group)
    return f"{name} [{topic.indicator}]" if detail == 3 else name


def _value(figure: Observation) -> float:
    if figure.value is None:
        raise ValueError(f"no value to write: {figure.indicator} {figure.region} {figure.period} {figure.breakdown}")
    return figure.value


def _decimals(value: float) -> int:
    """As many as it prints: a float counts as its decimals, not as its binary value."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(0, -int(exponent))
