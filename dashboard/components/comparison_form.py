"""Choosing what stands side by side, without a script: links for two ways, ready choices, and a form for the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dash import dcc, html

from dashboard.comparison.topics import Topic
from dashboard.comparison.view import MEASURE, MOST, SCALE, ComparisonView
from dashboard.components.attributes import aria
from dashboard.components.choices import as_of_choice, choice, options, region_options
from dashboard.development.view import WAY_NAMES, Way
from dashboard.view import BASE, INDICATOR, KIND, REGION
from data_sources.contract import UNIT_COUNT, Period
from metrics.text.phrases import period_label, upper_first
from metrics.text.units import unit_words

_MEASURES = {
    "niveau": WAY_NAMES[Way.NIVEAU], "per-100000": "Per 100.000 inwoners", "index": WAY_NAMES[Way.INDEX],
    "jaar-eerder": WAY_NAMES[Way.JAAR_EERDER],
}  # fmt: skip
_SCALES = {"gelijk": "Dezelfde voor alle grafieken", "eigen": "Een eigen schaal per grafiek"}


def way_switch(regions_link: str, topics_link: str, *, by_region: bool) -> html.Nav:
    """Regions or topics side by side, as two links."""
    ways = [("Regio's naast elkaar", regions_link, by_region), ("Onderwerpen naast elkaar", topics_link, not by_region)]
    links = [html.A(text, href=address, **(aria(current="true") if chosen else {})) for text, address, chosen in ways]
    return html.Nav(links, className="switch", **aria(label="Wat naast elkaar staat"))


def ready_choices(choices: Mapping[str, str]) -> list[html.Nav]:
    """Links to ready choices, by their names; nothing where there are none."""
    if not choices:
        return []
    links = [html.Li(html.A(name, href=address)) for name, address in choices.items()]
    return [html.Nav([html.Span("Snel kiezen:"), html.Ul(links)], className="ready", **aria(label="Snel kiezen"))]


def comparison_form(
    path: str, view: ComparisonView, *, by_region: bool, regions: Mapping[str, str], topics: Mapping[str, Topic],
    base: Period | None, bases: Sequence[Period], days: Mapping[date, str],
) -> html.Form:  # fmt: skip
    """Up to six regions and one topic, or up to six topics and one region; measure, scale, base and day. Half-years or
    years, which links choose, are kept.

    ``base``: what an index counts as 100, with ``bases`` to choose from; None where no index is shown.
    """
    one = (
        choice("Onderwerp", INDICATOR, _topic_options(topics, view.indicators[0]))
        if by_region
        else choice("Regio", REGION, region_options(regions, view.regions[0]))
    )
    many = _regions(view, regions) if by_region else _topics(view, topics)
    return html.Form(
        [
            *([dcc.Input(type="hidden", name=KIND, value=view.kind)] if view.kind != "halfjaar" else []),
            many,
            one,
            choice("Weergave", MEASURE, options(list(_MEASURES.items()), view.shown)),
            choice("Schaal", SCALE, options(list(_SCALES.items()), view.scale)),
            *_base_choice(base, bases),
            as_of_choice(view.as_of, days),
            html.Button("Toon", type="submit", className="button primary"),
        ],
        action=path,
        method="get",
        **aria(label="Kies wat u wilt vergelijken"),
    )


def _regions(view: ComparisonView, regions: Mapping[str, str]) -> html.Fieldset:
    return _group(
        "Twee tot zes regio's",
        [
            choice(f"Regio {place + 1}", REGION, [_nothing(code), *region_options(regions, code)])
            for place, code in enumerate(_filled(view.regions))
        ],
    )


def _topics(view: ComparisonView, topics: Mapping[str, Topic]) -> html.Fieldset:
    return _group(
        "Twee tot zes onderwerpen",
        [
            choice(f"Onderwerp {place + 1}", INDICATOR, [_nothing(slug), *_topic_options(topics, slug)])
            for place, slug in enumerate(_filled(view.indicators))
        ],
    )


def _group(legend: str, selects: Sequence[html.Label]) -> html.Fieldset:
    return html.Fieldset([html.Legend(legend), html.Div(list(selects), className="six")])


def _filled(chosen: Sequence[str]) -> list[str]:
    """Six places, those beyond what is chosen empty."""
    return [*chosen, *[""] * (MOST - len(chosen))]


def _nothing(chosen: str) -> html.Option:
    return html.Option("–", value="", selected=not chosen)


def _topic_options(topics: Mapping[str, Topic], chosen: str) -> list[html.Option | html.Optgroup]:
    """In groups of one unit, which fit on one scale; without a group where all have the same."""
    units = dict.fromkeys(topic.unit for topic in topics.values())
    groups = {
        unit: options([(item.indicator, item.name) for item in topics.values() if item.unit == unit], chosen)
        for unit in units
    }
    if len(groups) == 1:
        return list(next(iter(groups.values())))
    return [html.Optgroup(listed, label=_unit_name(unit)) for unit, listed in groups.items()]


def _unit_name(unit: str) -> str:
    words = "aantallen" if unit == UNIT_COUNT else "percentages" if unit == "%" else unit_words(unit)
    return upper_first(words)


def _base_choice(base: Period | None, bases: Sequence[Period]) -> list[html.Label]:
    if base is None:
        return []
    offered = [*bases, *([base] if base not in bases else [])]
    return [choice("Vergelijk met", BASE, options([(item.key, period_label(item.key)) for item in offered], base.key))]
