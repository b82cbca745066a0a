"""The parts of a profile, each a list of components: empty where there is nothing to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from dashboard.components.chart_card import chart_card
from dashboard.components.merger_choice import merger_choice
from dashboard.components.number_card import number_card, season_hint
from dashboard.components.region_places import contained_list, place_trail
from dashboard.components.region_table import region_table
from dashboard.components.source_note import source_note
from dashboard.gegevens.view import figure_link
from dashboard.profile.card import AS_GIVEN, CSV_PATH, PROFILE_PATH, SECRET_NOTE, file_name, has_rates, rate_card
from dashboard.profile.model import Profile
from dashboard.profile.regions import contained, municipality_of
from dashboard.view import View
from dashboard.words import edition_phrase
from data_sources.contract import Load, Observation
from data_sources.divisions import VEILIG_THUIS
from data_sources.registry import Indicator, last_year
from metrics.derive import note_on_sums
from metrics.profile import Row, Standing
from metrics.season import without_season
from metrics.text.numbers import day
from metrics.text.phrases import missing_phrase, period_phrase, status_phrase
from metrics.text.units import figure_with_unit

BESIDE, MUNICIPALITIES = "naast", "gemeenten"


def profile_link(view: View) -> Callable[[str], str]:
    """The address of the profile of another region, with the rest of the view as it is."""
    return lambda region: view.link(PROFILE_PATH, region=region, merged=False)


def places(found: Profile) -> list[Component]:
    """What the region lies in and what lies in it, as far as is known, with links."""
    view, known = found.view, found.known
    within = [row.region for row in found.rows[1:]]
    is_municipality = view.region.startswith("GM")
    edition = known.divisions if is_municipality else None
    placed = edition is not None and municipality_of(view.region, edition) is not None
    trail = place_trail(
        within, known.titles, link=profile_link(view),
        edition=f"{edition_phrase(edition)}," if edition is not None and placed else None,
    )  # fmt: skip
    inside = contained_list(contained(view.region), known.titles, link=profile_link(view))
    return [*trail, *(_not_placed(found) if is_municipality else []), *inside]


def _not_placed(found: Profile) -> list[html.P]:
    """Why of a municipality it is not known in which Veilig Thuis region it lies."""
    edition = found.known.divisions
    if edition is None:
        words = (
            "In welke Veilig Thuis-regio en provincie deze gemeente ligt, staat niet in deze opslag: de indeling van"
            " gemeenten is nog niet bij CBS opgehaald, of was op deze dag nog niet bekend."
        )
    elif municipality_of(found.view.region, edition) is None:
        words = (
            f"{edition_phrase(edition)}, noemt deze gemeente niet: zij was in {edition.year} opgeheven of bestond nog"
            " niet."
        )
    elif not edition.knows(VEILIG_THUIS):
        words = f"{edition_phrase(edition)}, zegt niet in welke Veilig Thuis-regio een gemeente ligt."
    else:
        return []
    return [html.P(words, className="hint")]


def other_period(found: Profile) -> list[html.P]:
    """That another period than the newest is shown, and the way to that; and that not all topics are."""
    view, said = found.view, []
    if view.period is not None:
        newest = html.A("Toon het nieuwste cijfer", href=view.link(PROFILE_PATH, period=None))
        said.append(html.P([f"U ziet {period_phrase(view.period.key)}. ", newest, "."], className="hint"))
    if view.indicators != View().indicators:
        names = " en ".join(item.indicator.title.lower() for item in found.compared)
        both = html.A("Toon adviesvragen en meldingen", href=view.link(PROFILE_PATH, indicators=View().indicators))
        said.append(html.P([f"U ziet alleen {names}. ", both, "."], className="hint"))
    return said


def nothing_known(found: Profile) -> list[Component]:
    """An empty profile says that it is, and what is shown all the same."""
    view = found.view
    when = f"Op {day(view.as_of)} was voor {found.title}" if view.as_of else f"Voor {found.title} is"
    words = f"{when} nog geen cijfer per {view.kind} bekend in deze opslag."
    beside = " Hieronder staan de cijfers van waar de regio in ligt, voor zover die er zijn."
    more = " De cijfers van regio's komen met de tabel van CBS zelf; zolang die niet is opgehaald, staan er alleen"
    more += " landelijke cijfers die CBS eerder publiceerde."
    said = f"{words}{beside if len(found.rows) > 1 else ''}{more if not found.has_fetched else ''}"
    return [html.P(said, className="panel")]


def cards(found: Profile) -> list[Component]:
    """The newest figure of each indicator, its rate and its change; and of a merged region how it may be compared."""
    own = found.rows[0]
    articles = [
        number_card(
            item.indicator, one.figure, one.base, one.growth, load=_load(found, one.figure),
            base_load=_load(found, one.base), history=figure_link(one.figure, found.view.as_of), more=_rate(one),
        )
        for item, one in zip(found.compared, own.standings, strict=True)
    ]  # fmt: skip
    growths = [item.growth for item in own.standings]
    bridged = any(item.parts for item in own.standings)
    choice = merger_choice(found.view, PROFILE_PATH, growths, bridged=bridged)
    # The tables further down hold other regions against the same base.
    every = [one.growth for row in (*found.rows, *found.member_rows) for one in row.standings]
    return [html.Div(articles, className="cards"), *season_hint(every), *choice]


def _load(found: Profile, figure: Observation) -> Load | None:
    return found.loads.get(figure.load) if figure.load is not None else None


def _rate(one: Standing) -> str:
    if one.rate.value is None:
        return f"Per 100.000 inwoners: {missing_phrase(one.rate)}"
    return f"{figure_with_unit(one.rate)} ({status_phrase(one.rate.status)})"


def contents(found: Profile, *, today: date) -> list[Component]:
    """The way to what stands further down, of which the tables are long."""
    targets: list[tuple[str, str]] = []
    if len(found.rows) > 1:
        targets.append(("Naast waar zij in ligt", BESIDE))
    for indicator in _drawn(found):
        card = file_name(found.view, indicator, today=today)
        targets.append((f"{indicator.title} per 100.000 inwoners", f"{card}-title"))
    if found.member_rows:
        targets.append((f"Gemeenten ({len(found.member_rows)})", MUNICIPALITIES))
    links = [html.Li(html.A(text, href=f"#{place}")) for text, place in targets]
    return [html.Nav(html.Ul(links), className="kinds", **aria(label="Op deze pagina"))] if len(links) > 1 else []


def beside(found: Profile) -> list[Component]:
    """The region and what it lies in, in the same periods."""
    if len(found.rows) == 1:
        return []
    caption = f"{found.title} en waar zij in ligt, in dezelfde periode"
    table = region_table(
        caption, "Regio", found.compared, found.rows, name=partial(_name, found.view),
        history=lambda figure: figure_link(figure, found.view.as_of),
    )  # fmt: skip
    return [
        html.Section(
            [
                html.H2(f"{found.title} naast waar zij in ligt", id=BESIDE),
                html.P(AS_GIVEN, className="hint"),
                _scroller(table, caption),
                *_added_up(found),
                *_sums(found.rows),
                *_sources(found, found.rows),
                _download(found),
            ],
            className="panel", **aria(labelledby=BESIDE),
        )
    ]  # fmt: skip


def _added_up(found: Profile) -> list[Component]:
    """Whose addition a base in the table is; nothing where CBS gives them all."""
    every = (note for one in found.rows[0].standings if one.parts for note in one.growth.notes)
    notes = without_season(dict.fromkeys(every))
    return [html.Ul([html.Li(note) for note in notes], className="notes")] if notes else []


def _sums(rows: Sequence[Row], *, each: bool = True) -> list[Component]:
    """The years in a table that were added up from their halves; ``each``: and of which regions if not of all."""
    parts = [(row.title, [item for one in row.standings for item in (one.figure, one.base)]) for row in rows]
    notes = note_on_sums(parts if each else [("", [item for _, figures in parts for item in figures])])
    return [html.Ul([html.Li(note) for note in notes], className="notes")] if notes else []


def development(found: Profile, *, today: date) -> list[Component]:
    """A chart card an indicator of which there are rates; else that there are none."""
    drawn = _drawn(found)
    if not drawn:
        words = (
            "De ontwikkeling van regio's naast elkaar staat hier per 100.000 inwoners, zoals CBS die cijfers geeft."
            " Voor deze regio en waar zij in ligt, zijn zulke cijfers in deze weergave niet bekend."
        )
        return [html.P(words, className="panel")]
    return [chart_card(rate_card(found, indicator, today=today)) for indicator in drawn]


def _drawn(found: Profile) -> list[Indicator]:
    return [item.indicator for item in found.compared if has_rates(found, item.indicator)]


def municipalities(found: Profile) -> list[Component]:
    """The municipalities by name, by which edition; or why they are not listed. Nothing for a municipality."""
    members, edition = found.members, found.known.divisions
    if not members.reason and not found.member_rows:
        return []
    title = html.H2(f"Gemeenten in {found.title}", id=MUNICIPALITIES)
    if edition is None or not found.member_rows:
        body: list[Component] = [html.P(members.reason, className="hint")]
    else:
        caption = f"Gemeenten in {found.title} volgens {edition.title}, op naam"
        said = (
            f"{_count(len(found.member_rows))} volgens {edition_phrase(edition)}, bekend op {day(edition.known_on)}."
            f" Gemeenten die in {edition.year} niet meer bestonden, staan er niet bij."
        )
        table = region_table(caption, "Gemeente", found.compared, found.member_rows, name=partial(_name, found.view))
        body = [
            html.P(said, className="hint"), html.P(SECRET_NOTE, className="hint"), _scroller(table, caption),
            *_sums(found.member_rows, each=False), *_sources(found, found.member_rows), _download(found),
        ]  # fmt: skip
    return [html.Section([title, *body], className="panel", **aria(labelledby=MUNICIPALITIES))]


def _count(municipalities: int) -> str:
    return "1 gemeente" if municipalities == 1 else f"{municipalities} gemeenten"


def _name(view: View, row: Row) -> Component:
    """The name of a region, which leads to its profile unless that is this one; an ended one says so."""
    ended = last_year(row.region)
    title = row.title if ended is None else f"{row.title}, tot en met {ended}"
    return html.Strong(title) if row.region == view.region else html.A(title, href=profile_link(view)(row.region))


def _sources(found: Profile, rows: Sequence[Row]) -> list[Component]:
    figures = [figure for row in rows for one in row.standings for figure in one.shown]
    return [html.Div([source_note(load) for load in found.loads_of(figures)], className="sources")]


def _scroller(table: html.Table, label: str) -> html.Div:
    return html.Div(table, className="table-wrap", tabIndex="0", role="region", **aria(label=f"Tabel: {label}"))


def _download(found: Profile) -> html.P:
    words = "Download CSV van dit profiel"
    return html.P(html.A(words, href=found.view.link(CSV_PATH), className="button", download=""), className="ways-out")
