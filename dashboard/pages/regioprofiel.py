"""Regioprofiel: a region beside what it lies in, how its rate developed, and its municipalities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from dash import Dash, html
from dash.development.base_component import Component
from flask import Response, request

from dashboard.components.as_of_banner import as_of_banner
from dashboard.components.attributes import aria
from dashboard.components.chart_card import chart_card
from dashboard.components.choices import kind_switch, view_form
from dashboard.components.merger_choice import merger_choice
from dashboard.components.number_card import number_card
from dashboard.components.region_places import contained_list, place_trail, region_history
from dashboard.components.region_table import region_table
from dashboard.components.source_note import source_note
from dashboard.exports.profile_csv import profile_csv
from dashboard.exports.provenance import stand_phrase
from dashboard.gegevens.view import figure_link
from dashboard.known_days import day_names
from dashboard.profile import Profile, build_profile
from dashboard.profile_card import AS_GIVEN, CSV_PATH, SECRET_NOTE, file_name, has_rates, rate_card
from dashboard.profile_regions import Known, contained, known_regions, municipality
from dashboard.router import Query, Router
from dashboard.services import Services
from dashboard.view import View, asked_values, read_as_of, read_view
from dashboard.words import edition_phrase
from data_sources.contract import Load, Observation
from data_sources.divisions import VEILIG_THUIS
from data_sources.errors import UsageError
from data_sources.registry import last_year
from metrics.profile import Row, Standing
from metrics.text.numbers import day
from metrics.text.phrases import missing_phrase, status_phrase
from metrics.text.units import figure_with_unit

PATH = "/regios/profiel"
NAME = "Regioprofiel"
HEADING = "Regioprofiel"
REGIONS = "/regios"

_KIND_WORDS = {
    "NL": "Het hele land", "LD": "Landsdeel", "PV": "Provincie", "VT": "Veilig Thuis-regio", "GM": "Gemeente",
}  # fmt: skip


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page at '/regios/profiel', and its figures as a file beside it."""
    router.add(
        PATH, name=NAME, heading=HEADING, render=lambda query: render(query, services),
        title=lambda query: _title(query, services), parent=REGIONS if router.knows(REGIONS) else "/",
    )  # fmt: skip
    _register_csv(app, services)


def render(query: Query, services: Services) -> Component:
    """The page for a query. Raises UsageError for one that cannot be shown."""
    view, known = _asked(query, services)
    found = build_profile(services, view, known)
    return html.Div(
        [
            *as_of_banner("de cijfers", view.as_of, now=view.link(PATH, as_of=None)),
            html.P(html.A("Alle regio's", href=view.link(REGIONS, merged=False)), className="back"),
            html.H1(f"{HEADING}: {found.title}"),
            html.P(f"{_KIND_WORDS[view.region[:2]]}, per {view.kind}", className="lead"),
            *_places(found),
            html.Div(
                [
                    kind_switch(view, PATH),
                    view_form(
                        view, PATH, regions=known.titles, bases=found.possible_bases, days=day_names(services),
                        municipalities=True,
                    ),
                ],
                className="choices",
            ),
            *region_history(view.region, known.names, link=_to(view)),
            *(_nothing(found) if found.is_empty else _cards(found)),
            *_beside(found),
            *_development(found, services),
            *_municipalities(found),
        ],
        className="profile",
    )  # fmt: skip


def _asked(query: Query, services: Services) -> tuple[View, Known]:
    today = services.today()
    known = known_regions(services, read_as_of(asked_values(query), today=today))
    return read_view(query, regions=known.titles, today=today), known


def _title(query: Query, services: Services) -> str:
    view, known = _asked(query, services)
    stand = f", zoals bekend op {day(view.as_of)}" if view.as_of else ""
    return f"{known.titles[view.region]}, per {view.kind}{stand} · {NAME}"


def _to(view: View) -> Callable[[str], str]:
    """The profile of another region, with the rest of the view as it is."""
    return lambda region: view.link(PATH, region=region, merged=False)


def _places(found: Profile) -> list[Component]:
    view, known = found.view, found.known
    within = [row.region for row in found.rows[1:]]
    is_municipality = view.region.startswith("GM")
    edition = known.divisions if is_municipality else None
    placed = edition is not None and municipality(view.region, edition) is not None
    trail = place_trail(
        within, known.titles, link=_to(view),
        edition=f"{edition_phrase(edition)}," if edition is not None and placed else None,
    )  # fmt: skip
    inside = contained_list(contained(view.region), known.titles, link=_to(view))
    return [*trail, *(_not_placed(found) if is_municipality else []), *inside]


def _not_placed(found: Profile) -> list[html.P]:
    """Why of a municipality it is not known in which Veilig Thuis region it lies."""
    edition = found.known.divisions
    if edition is None:
        words = (
            "In welke Veilig Thuis-regio en provincie deze gemeente ligt, staat niet in deze opslag: de indeling van"
            " gemeenten is nog niet bij CBS opgehaald, of was op deze dag nog niet bekend."
        )
    elif municipality(found.view.region, edition) is None:
        words = (
            f"{edition_phrase(edition)}, noemt deze gemeente niet: zij was in {edition.year} opgeheven of bestond nog"
            " niet."
        )
    elif not edition.knows(VEILIG_THUIS):
        words = f"{edition_phrase(edition)}, zegt niet in welke Veilig Thuis-regio een gemeente ligt."
    else:
        return []
    return [html.P(words, className="hint")]


def _nothing(found: Profile) -> list[Component]:
    """An empty profile says that it is, and what is shown all the same."""
    view = found.view
    when = f"Op {day(view.as_of)} was voor {found.title}" if view.as_of else f"Voor {found.title} is"
    words = f"{when} nog geen cijfer per {view.kind} bekend in deze opslag."
    beside = " Hieronder staan de cijfers van waar de regio in ligt, voor zover die er zijn."
    more = " De cijfers van regio's komen met de tabel van CBS zelf; zolang die niet is opgehaald, staan er alleen"
    more += " landelijke cijfers die CBS eerder publiceerde."
    said = f"{words}{beside if len(found.rows) > 1 else ''}{more if not found.has_fetched else ''}"
    return [html.P(said, className="panel")]


def _cards(found: Profile) -> list[Component]:
    own = found.rows[0]
    cards = [
        number_card(
            item.indicator, one.figure, one.base, one.growth, load=_load(found, one.figure),
            base_load=_load(found, one.base), history=figure_link(one.figure, found.view.as_of), more=_rate(one),
        )
        for item, one in zip(found.compared, own.standings, strict=True)
    ]  # fmt: skip
    growths = [item.growth for item in own.standings]
    bridged = any(item.parts for item in own.standings)
    choice = merger_choice(found.view, PATH, growths, bridged=bridged)
    return [html.Div(cards, className="cards"), *choice]


def _load(found: Profile, figure: Observation) -> Load | None:
    return found.loads.get(figure.load) if figure.load is not None else None


def _rate(one: Standing) -> str:
    if one.rate.value is None:
        return f"Per 100.000 inwoners: {missing_phrase(one.rate)}"
    return f"{figure_with_unit(one.rate)} ({status_phrase(one.rate.status)})"


def _beside(found: Profile) -> list[Component]:
    """The region and what it lies in, in the same periods."""
    if len(found.rows) == 1:
        return []
    heading = "naast"
    caption = f"{found.title} naast {_listed([row.title for row in found.rows[1:]])}, in dezelfde periode"
    table = region_table(
        caption, "Regio", found.compared, found.rows, name=partial(_name, found.view),
        history=lambda figure: figure_link(figure, found.view.as_of),
    )  # fmt: skip
    return [
        html.Section(
            [
                html.H2(f"{found.title} naast waar zij in ligt", id=heading),
                html.P(AS_GIVEN, className="hint"),
                _scroller(table, caption),
                *_sources(found, found.rows),
                _download(found),
            ],
            className="panel", **aria(labelledby=heading),
        )
    ]  # fmt: skip


def _development(found: Profile, services: Services) -> list[Component]:
    drawn = [item.indicator for item in found.compared if has_rates(found, item.indicator)]
    if not drawn:
        words = (
            "De ontwikkeling van regio's naast elkaar staat hier per 100.000 inwoners, zoals CBS die cijfers geeft."
            " Voor deze regio en waar zij in ligt, zijn zulke cijfers in deze weergave niet bekend."
        )
        return [html.P(words, className="panel")]
    return [chart_card(rate_card(found, indicator, today=services.today())) for indicator in drawn]


def _municipalities(found: Profile) -> list[Component]:
    members, edition = found.members, found.known.divisions
    if not members.reason and not found.member_rows:
        return []
    heading = "gemeenten"
    title = html.H2(f"Gemeenten in {found.title}", id=heading)
    if edition is None or not found.member_rows:
        body: list[Component] = [html.P(members.reason, className="hint")]
    else:
        caption = f"Gemeenten in {found.title}, naar naam, volgens {edition_phrase(edition)}"
        said = (
            f"{len(found.member_rows)} gemeenten volgens {edition_phrase(edition)}, bekend op {day(edition.known_on)}."
            f" Gemeenten die in {edition.year} niet meer bestonden, staan er niet bij."
        )
        table = region_table(caption, "Gemeente", found.compared, found.member_rows, name=partial(_name, found.view))
        body = [
            html.P(said, className="hint"), html.P(SECRET_NOTE, className="hint"), _scroller(table, caption),
            *_sources(found, found.member_rows), _download(found),
        ]  # fmt: skip
    return [html.Section([title, *body], className="panel", **aria(labelledby=heading))]


def _name(view: View, row: Row) -> Component:
    """The name of a region, which leads to its profile unless that is this one; an ended one says so."""
    ended = last_year(row.region)
    title = row.title if ended is None else f"{row.title}, tot en met {ended}"
    return html.Strong(title) if row.region == view.region else html.A(title, href=_to(view)(row.region))


def _sources(found: Profile, rows: Sequence[Row]) -> list[Component]:
    figures = [figure for row in rows for one in row.standings for figure in one.shown]
    return [html.Div([source_note(load) for load in found.loads_of(figures)], className="sources")]


def _scroller(table: html.Table, label: str) -> html.Div:
    return html.Div(table, className="table-wrap", tabIndex="0", role="region", **aria(label=f"Tabel: {label}"))


def _download(found: Profile) -> html.P:
    words = "Download CSV van dit profiel"
    return html.P(html.A(words, href=found.view.link(CSV_PATH), className="button", download=""), className="ways-out")


def _listed(names: list[str]) -> str:
    return " en ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _register_csv(app: Dash, services: Services) -> None:
    def csv_of_profile() -> Response:
        try:
            view, known = _asked(request.args.to_dict(flat=False), services)
            found = build_profile(services, view, known)
        except UsageError as error:
            return Response(error.message, status=400, mimetype="text/plain")
        return Response(
            profile_csv(found, found.loads, stand=stand_phrase(view.as_of, today=services.today())),
            mimetype="text/csv",
            headers={
                "Content-Disposition": f'attachment; filename="{file_name(view, None, today=services.today())}.csv"'
            },
        )

    app.server.add_url_rule(CSV_PATH, "profile_csv", csv_of_profile)
