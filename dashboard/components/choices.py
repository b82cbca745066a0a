"""Choosing what to see, without a script: links for two ways, a form that writes the address for the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dash import dcc, html

from dashboard.components.attributes import aria
from dashboard.view import AS_OF, BASE, INDICATOR, KIND, MERGED, PERIOD, PREDECESSORS, REGION, View
from data_sources.contract import NATIONAL, Period
from data_sources.registry import last_year
from metrics.text.numbers import day
from metrics.text.phrases import period_label

LEVELS = {"NL": "Land", "LD": "Landsdelen", "PV": "Provincies", "VT": "Veilig Thuis-regio's", "GM": "Gemeenten"}


def kind_switch(view: View, path: str) -> html.Nav:
    """Half-years or years, as two links: the address changes, and the back button brings the other back."""
    links = [
        html.A(
            text, href=view.link(path, kind=kind, base=None, period=None),
            **(aria(current="true") if view.kind == kind else {}),
        )
        for kind, text in (("halfjaar", "Per halfjaar"), ("jaar", "Per jaar"))
    ]  # fmt: skip
    return html.Nav(links, className="switch", **aria(label="Indeling in perioden"))


def view_form(
    view: View, path: str, *, regions: Mapping[str, str], bases: Sequence[Period], days: Mapping[date, str],
    municipalities: bool = False, periods: Sequence[Period] = (),
) -> html.Form:  # fmt: skip
    """Region, base of comparison and day; sends the visitor to the address of that view.

    ``municipalities``: whether all of them can be chosen, some hundreds. ``periods``: to choose the period from, newest
    first, on a page that does not always show the newest; empty: what the address asks for is kept.
    """
    default_base = "Dezelfde periode een jaar eerder" if view.kind == "halfjaar" else "Een jaar eerder"
    base_options = [("", default_base), *((item.key, period_label(item.key)) for item in bases)]
    if view.base is not None and view.base not in bases:
        base_options.append((view.base.key, period_label(view.base.key)))
    kept = {KIND: view.kind if view.kind != "halfjaar" else "", INDICATOR: ",".join(view.indicators)}
    if view.indicators == View().indicators:
        kept[INDICATOR] = ""
    kept[MERGED] = PREDECESSORS if view.merged else ""
    kept[PERIOD] = view.period.key if view.period and not periods else ""
    return html.Form(
        [
            *(dcc.Input(type="hidden", name=name, value=text) for name, text in kept.items() if text),
            choice("Regio", REGION, region_options(regions, view.region, municipalities=municipalities)),
            *([_period_choice(view, periods)] if periods else []),
            choice("Vergelijk met", BASE, options(base_options, view.base.key if view.base else "")),
            as_of_choice(view.as_of, days),
            html.Button("Toon", type="submit", className="button primary"),
        ],
        action=path,
        method="get",
        **aria(label="Kies wat u wilt zien"),
    )


def _period_choice(view: View, periods: Sequence[Period]) -> html.Label:
    offered = [
        ("", f"Nieuwste ({period_label(periods[0].key)})"),
        *((one.key, period_label(one.key)) for one in periods),
    ]
    if view.period is not None and view.period not in periods:
        offered.append((view.period.key, period_label(view.period.key)))
    return choice("Periode", PERIOD, options(offered, view.period.key if view.period else ""))


def as_of_choice(as_of: date | None, days: Mapping[date, str]) -> html.Label:
    """The day whose knowledge is shown. ``days``: those on which something became known, with their names."""
    offered = [("", "Alles wat bekend is"), *((item.isoformat(), text) for item, text in days.items())]
    if as_of is not None and as_of not in days:
        offered.append((as_of.isoformat(), day(as_of)))
    return choice("Zoals bekend op", AS_OF, options(offered, as_of.isoformat() if as_of else ""))


def choice(label: str, name: str, offered: Sequence[html.Option | html.Optgroup]) -> html.Label:
    """A list to choose from, with its label."""
    return html.Label([html.Span(label), html.Select(offered, name=name)])


def options(pairs: Sequence[tuple[str, str]], chosen: str) -> list[html.Option]:
    """The options of a list, from pairs of value and text."""
    return [html.Option(text, value=value, selected=value == chosen) for value, text in pairs]


def region_options(
    regions: Mapping[str, str], chosen: str, *, municipalities: bool = False
) -> list[html.Option | html.Optgroup]:
    """Grouped by level. Of the municipalities, which are some hundreds, only the chosen one unless asked for all."""
    groups: list[html.Option | html.Optgroup] = []
    for level, name in LEVELS.items():
        every = level != "GM" or municipalities
        codes = [code for code in regions if code.startswith(level) and (every or code == chosen)]
        found = [_option(_region_name(regions, code), code, chosen=code == chosen) for code in codes]
        if found:
            groups += found if level == NATIONAL[:2] else [html.Optgroup(found, label=name)]
    return groups


def _option(text: str, value: str, *, chosen: bool) -> html.Option:
    """Without saying of hundreds that they are not chosen."""
    return html.Option(text, value=value, selected=True) if chosen else html.Option(text, value=value)


def _region_name(regions: Mapping[str, str], code: str) -> str:
    """The title, with its last year for a region that is no more."""
    ended = last_year(code)
    return f"{regions[code]} (tot en met {ended})" if ended is not None else regions[code]
