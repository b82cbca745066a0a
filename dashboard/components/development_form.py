"""Choosing in the page Ontwikkeling, without a script: links for the way of showing, a form for the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dash import dcc, html

from dashboard.components.attributes import aria
from dashboard.components.choices import as_of_choice, choice, options, region_options
from dashboard.development.topics import Offered
from dashboard.development.view import ALSO, CHANGE, EVENTS, WAY, WAY_NAMES, WITH_BASE, DevelopmentView, Way
from dashboard.view import BASE, INDICATOR, KIND, REGION
from data_sources.contract import Period
from metrics.text.phrases import period_label


def way_switch(view: DevelopmentView, path: str) -> html.Nav:
    """The ways of showing, as links: the address changes, and the back button brings the other back. The changes stand
    together, after what all of them are.
    """

    def links(names: Mapping[Way, str]) -> html.Ul:
        return html.Ul(
            [
                html.Li(
                    html.A(name, href=view.link(path, way=way), **(aria(current="true") if way is view.way else {}))
                )
                for way, name in names.items()
            ]
        )

    changes = {way: name.removeprefix(CHANGE).strip() for way, name in WAY_NAMES.items() if name.startswith(CHANGE)}
    others = {way: name for way, name in WAY_NAMES.items() if way not in changes}
    change = html.Div(
        [html.Span(f"{CHANGE}:", id="verandering"), links(changes)],
        className="changes", role="group", **aria(labelledby="verandering"),
    )  # fmt: skip
    return html.Nav([links(others), change], className="ways", **aria(label="Weergave"))


def development_form(
    view: DevelopmentView, path: str, *, offered: Offered, regions: Mapping[str, str], bases: Sequence[Period],
    days: Mapping[date, str],
) -> html.Form:  # fmt: skip
    """One topic or two, region, base where the way has one, and day; sends the visitor to the address of that view."""
    first, second = view.indicators[0], view.indicators[1] if len(view.indicators) > 1 else ""
    kept = {
        KIND: view.kind if view.kind != "halfjaar" else "",
        WAY: view.way.value if view.way is not Way.NIVEAU else "",
        EVENTS: "" if view.with_events else "uit",
        BASE: view.base.key if view.base and view.way not in WITH_BASE else "",
        # A pair of seasons is of one topic; the other one is kept for the other ways.
        ALSO: second if view.way is Way.SEIZOENSPAAR else "",
    }
    also = [*options([("", "Geen tweede onderwerp")], second), *_topics(offered, second)]
    return html.Form(
        [
            *(dcc.Input(type="hidden", name=name, value=text) for name, text in kept.items() if text),
            choice("Onderwerp", INDICATOR, _topics(offered, first)),
            *([choice("Tweede onderwerp", ALSO, also)] if view.way is not Way.SEIZOENSPAAR else []),
            choice("Regio", REGION, region_options(regions, view.region)),
            *([choice("Vergelijk met", BASE, _bases(view, bases))] if view.way in WITH_BASE else []),
            as_of_choice(view.as_of, days),
            html.Button("Toon", type="submit", className="button primary"),
        ],
        action=path,
        method="get",
        **aria(label="Kies wat u wilt zien"),
    )


def _topics(offered: Offered, chosen: str) -> list[html.Option | html.Optgroup]:
    """Grouped by table, with what each is about; tables share names, so that each of another table says which."""
    groups = {
        table: options(
            [(item.indicator, item.title) for item in offered.topics.values() if item.table == table], chosen
        )
        for table in offered.tables
    }
    return [
        html.Optgroup(listed, label=f"{offered.tables[table]} ({table})") for table, listed in groups.items() if listed
    ]


def _bases(view: DevelopmentView, bases: Sequence[Period]) -> list[html.Option]:
    """The first: what the way begins with."""
    default = "Een jaar eerder" if view.way is Way.GROEIVERSCHIL else "De eerste periode met cijfers"
    offered = [("", default), *((item.key, period_label(item.key)) for item in bases)]
    if view.base is not None and view.base not in bases:
        offered.append((view.base.key, period_label(view.base.key)))
    return options(offered, view.base.key if view.base else "")
