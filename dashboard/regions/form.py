"""Choosing on the page Regio's, without a script: links for the ways of looking, a form for the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dash import dcc, html

from dashboard.components.attributes import aria
from dashboard.components.choices import as_of_choice, choice, kind_links, options
from dashboard.regions.measures import NAMES
from dashboard.regions.model import Regions
from dashboard.regions.view import MEASURE, PATH, PERIOD, Measure, RegionsView
from dashboard.view import BASE, INDICATOR, KIND, MERGED
from data_sources.contract import Period
from metrics.text.phrases import period_label

_SHORT = {name: "Bijdrage" if text.startswith("Bijdrage") else text for name, text in NAMES.items()}


def regions_kind_switch(view: RegionsView, path: str = PATH) -> html.Nav:
    """Half-years or years, as two links."""
    return kind_links(lambda kind: view.link(path, kind=kind, period=None, base=None), view.kind)


def measure_switch(found: Regions, path: str = PATH, *, offered: Sequence[Measure] = tuple(NAMES)) -> html.Nav:
    """What the map and the ranking show, as links."""
    links = [
        html.A(
            _SHORT[measure],
            href=found.view.link(path, measure=measure),
            **(aria(current="true") if found.measure is measure else {}),
        )
        for measure in offered
    ]
    return html.Nav(links, className="switch measures", **aria(label="Wat kaart en ranglijst tonen"))


def regions_form(found: Regions, days: Mapping[date, str], path: str = PATH) -> html.Form:
    """Count, period, base and day; sends the visitor to the address of that view. What the links chose is kept."""
    view = found.view
    asked = view.asked()
    kept = (KIND, MEASURE, MERGED)
    topics = [(slug, item.title) for slug, item in found.topics.items()]
    newest = f"Nieuwste ({period_label(found.periods[-1].key)})" if found.periods else "Nieuwste"
    default_base = "Dezelfde periode een jaar eerder" if view.kind == "halfjaar" else "Een jaar eerder"
    bases = [one for one in found.periods if one < found.period]
    return html.Form(
        [
            *(dcc.Input(type="hidden", name=name, value=asked[name]) for name in kept if asked[name]),
            choice("Onderwerp", INDICATOR, options(topics, view.indicator)),
            choice("Periode", PERIOD, _periods(newest, found.periods, view.period)),
            choice("Vergelijk met", BASE, _periods(default_base, bases, view.base)),
            as_of_choice(view.as_of, days),
            html.Button("Toon", type="submit", className="button primary"),
        ],
        action=path,
        method="get",
        **aria(label="Kies wat u wilt zien"),
    )  # fmt: skip


def _periods(default: str, offered: list[Period] | tuple[Period, ...], chosen: Period | None) -> list[html.Option]:
    """The newest first; what was asked for is there, also where it has no figures."""
    keys = [one.key for one in reversed(offered)]
    if chosen is not None and chosen.key not in keys:
        keys.append(chosen.key)
    return options([("", default), *((key, period_label(key)) for key in keys)], chosen.key if chosen else "")
