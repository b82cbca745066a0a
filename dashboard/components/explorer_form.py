"""Choosing in the page Verkenner, without a script: first a table, then what it offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from dash import dcc, html

from dashboard.components.attributes import aria
from dashboard.components.choices import choice, options
from dashboard.explorer.view import ALL, DIMENSION, PERIOD, PERIOD_KINDS, REGION, TABLE, TOPIC, ExplorerView
from dashboard.view import AS_OF
from data_sources.registry import last_year
from data_sources.shapes import LEVELS, DimensionShape, TableShape
from metrics.text.numbers import day
from metrics.text.phrases import period_label

_LEVELS = {
    "NL": "Land", "LD": "Landsdelen", "PV": "Provincies", "VT": "Veilig Thuis-regio's", "GM": "Gemeenten",
}  # fmt: skip


def table_form(path: str, tables: Mapping[str, str], *, chosen: str, as_of: date | None) -> html.Form:
    """The tables that something is known of, with what each is about; another table begins with its own defaults."""
    kept = [dcc.Input(type="hidden", name=AS_OF, value=as_of.isoformat())] if as_of else []
    return html.Form(
        [
            *kept,
            choice("Tabel", TABLE, options([(table, f"{about} ({table})") for table, about in tables.items()], chosen)),
            html.Button("Kies tabel", type="submit", className="button"),
        ],
        action=path,
        method="get",
        className="wide",
        **aria(label="Kies een tabel"),
    )


def explorer_form(
    path: str, view: ExplorerView, shape: TableShape, *, names: Mapping[str, str], days: Mapping[date, str]
) -> html.Form:
    """Topic, categories, region, period and day of one table. ``names``: what the topics are called here."""
    day_options = {"": "Alles wat bekend is"} | {item.isoformat(): text for item, text in days.items()}
    known = view.as_of.isoformat() if view.as_of else ""
    if view.as_of is not None:
        day_options.setdefault(known, day(view.as_of))
    return html.Form(
        [
            dcc.Input(type="hidden", name=TABLE, value=view.table),
            choice("Onderwerp", TOPIC, _topics(view, shape, names)),
            *(
                choice(dimension.title, DIMENSION + dimension.key, _categories(dimension, code))
                for dimension, code in zip(shape.dimensions, view.codes, strict=True)
            ),
            choice("Regio", REGION, _regions(view, shape)),
            choice("Periode", PERIOD, _periods(view, shape)),
            choice("Zoals bekend op", AS_OF, options(list(day_options.items()), known)),
            html.Button("Toon", type="submit", className="button primary"),
        ],
        action=path,
        method="get",
        **aria(label="Kies wat u wilt zien"),
    )


def _topics(view: ExplorerView, shape: TableShape, names: Mapping[str, str]) -> Sequence[html.Option | html.Optgroup]:
    found: list[html.Option | html.Optgroup] = []
    for group, topics in groupby(shape.topics, key=lambda topic: topic.group):
        listed = options([(topic.indicator, names[topic.indicator]) for topic in topics], view.indicator)
        found += [html.Optgroup(listed, label=group)] if group else listed
    return found


def _categories(dimension: DimensionShape, chosen: str) -> list[html.Option]:
    """Also one that is alone: it says what the figures are about."""
    every = [(ALL, "Alle naast elkaar")] if len(dimension.categories) > 1 else []
    return options([*every, *((item.code, item.title) for item in dimension.categories)], chosen)


def _regions(view: ExplorerView, shape: TableShape) -> Sequence[html.Option | html.Optgroup]:
    found: list[html.Option | html.Optgroup] = []
    every = [(f"{ALL}-{level}", f"Alle {_LEVELS[level].lower()}") for level in LEVELS[1:] if shape.regions_of(level)]
    every = [(value, text.replace("veilig thuis", "Veilig Thuis")) for value, text in every]
    if every:
        found.append(html.Optgroup(options(every, view.region), label="Alle van een soort"))
    for level in dict.fromkeys(code[:2] for code in shape.regions):
        listed = options([(code, _region_name(shape, code)) for code in shape.regions_of(level)], view.region)
        found += [html.Optgroup(listed, label=_LEVELS[level])] if level in LEVELS[1:] else listed
    return found


def _region_name(shape: TableShape, code: str) -> str:
    ended = last_year(code)
    return f"{shape.regions[code]} (tot en met {ended})" if ended is not None else shape.regions[code]


def _periods(view: ExplorerView, shape: TableShape) -> list[html.Option]:
    """All of a kind first; then each, the newest first."""
    kinds = [(name, f"Alle {name}") for name, kind in PERIOD_KINDS.items() if shape.periods_of(kind)]
    each = [(period.key, period_label(period.key)) for period in reversed(shape.periods)]
    return options([*kinds, *each], view.period)
