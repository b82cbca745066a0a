"""What a view of the page Ontwikkeling is called: its title, what its chart stands for, and how its marks are read."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.development.model import Development
from dashboard.development.topics import Topic
from dashboard.development.view import DevelopmentView, Way
from dashboard.exports.provenance import MARKS
from dashboard.figures.development import Vertical
from data_sources.contract import UNIT_PERCENT, Period
from metrics.development import UNIT_INDEX, UNIT_POINTS, Measure
from metrics.text.development import measure_phrase
from metrics.text.nouns import count_noun
from metrics.text.phrases import lower_first
from metrics.text.units import unit_words

CHANGE_MARKS = (
    "Gevulde punten rusten op definitieve cijfers, open punten op voorlopige; met een stip is de status onbekend. Een"
    " grijs punt met een kruis erin is geen verschil om te noemen: het past binnen de afronding, of het gaat om een"
    " klein aantal. Waar de afronding iets uitmaakt, staat boven en onder het punt hoe ver."
)
RATIO_MARKS = (
    "Gevulde punten rusten op definitieve cijfers, open punten op voorlopige; met een stip is de status onbekend. Een"
    " grijs punt met een kruis erin rust op een klein aantal. Waar de afronding iets uitmaakt, staat boven en onder het"
    " punt hoe ver."
)


def view_title(view: DevelopmentView, topics: Sequence[Topic], base: Period | None) -> str:
    """What the chart shows: 'Adviesvragen en meldingen: index (het eerste halfjaar van 2019 = 100)'."""
    names = [topic.title for topic in topics]
    pair = " en ".join([names[0], *map(lower_first, names[1:])])
    if view.way is Way.SEIZOENSPAAR:
        return f"{names[0]}: eerste en tweede halfjaren naast elkaar"
    if view.way is Way.VERHOUDING:
        return _ratio_title(topics)
    if view.way is Way.GROEIVERSCHIL:
        against = measure_phrase(Measure.BASIS if base else Measure.JAAR_EERDER, base=_key(base), kind=view.kind)
        return f"Verschil in groei tussen {' en '.join(map(lower_first, names))}, {against}"
    return pair if view.way is Way.NIVEAU else f"{pair}: {_phrase(view, base)}"


def series_name(found: Development, name: str) -> str:
    """A series in the description: 'Meldingen, index (2019 = 100)'."""
    view = found.view
    if view.way in {Way.VERHOUDING, Way.GROEIVERSCHIL}:
        return view_title(view, found.topics, found.base)
    if view.way is Way.SEIZOENSPAAR:
        return f"{found.topics[0].title}, {lower_first(name)}"
    return name if view.way is Way.NIVEAU else f"{name}, {_phrase(view, found.base)}"


def outcome_name(way: Way) -> str:
    """What the computed value is called above a column."""
    return {
        Way.INDEX: "Index",
        Way.GROEIVERSCHIL: "Verschil in groei",
        Way.VERHOUDING: "Verhouding",
    }.get(way, "Verandering")


def vertical_axis(view: DevelopmentView, topics: Sequence[Topic]) -> Vertical:
    """What the vertical axis is in, and the line that values are held against."""
    unit = topics[0].unit
    if view.way in {Way.NIVEAU, Way.SEIZOENSPAAR}:
        return Vertical(unit_words(unit))
    if view.way is Way.INDEX:
        return Vertical(UNIT_INDEX, reference=100.0, from_zero=False)
    if view.way is Way.VERHOUDING:
        return Vertical()
    points = view.way is Way.GROEIVERSCHIL or unit == UNIT_PERCENT
    return Vertical(UNIT_POINTS if points else UNIT_PERCENT, reference=0.0)


def marks_of(way: Way) -> str:
    """How the marks of the chart are read."""
    if way in {Way.NIVEAU, Way.SEIZOENSPAAR}:
        return MARKS
    return RATIO_MARKS if way is Way.VERHOUDING else CHANGE_MARKS


def _ratio_title(topics: Sequence[Topic]) -> str:
    first, second = topics
    one, other = (count_noun(topic.indicator, 1) for topic in topics)
    if one and other:
        return f"{first.title} per {other}"
    return f"Verhouding van {lower_first(first.title)} tot {lower_first(second.title)}"


def _phrase(view: DevelopmentView, base: Period | None) -> str:
    return measure_phrase(Measure(view.way.value), base=_key(base), kind=view.kind)


def _key(base: Period | None) -> str | None:
    return base.key if base is not None else None
