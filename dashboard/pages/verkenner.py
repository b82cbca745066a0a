"""Verkenner: any topic of any table that is in the store, by category, region and period, as chart, table and file."""

from __future__ import annotations

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.components.as_of_banner import as_of_banner
from dashboard.components.attributes import aria
from dashboard.components.chart_card import chart_card
from dashboard.components.explorer_form import explorer_form, table_form
from dashboard.explorer.card import PATH as ADDRESS
from dashboard.explorer.card import chosen_phrase, explorer_card
from dashboard.explorer.files import register_explorer_csv
from dashboard.explorer.model import PAGE_ROWS, Explored, explore, open_view
from dashboard.router import Query, Router
from dashboard.services import Services
from dashboard.words import day_name
from metrics.text.numbers import number
from metrics.text.units import topic_names

PATH = ADDRESS
NAME = "Verkenner"
HEADING = "Verkenner: alle tabellen van Veilig Thuis"

_LEAD = (
    "Wie advies vraagt en wie meldt, om welk geweld het gaat, hoe de veiligheid is beoordeeld en of er al eerder is"
    " gemeld. Kies een tabel, daarna wat u eruit wilt zien."
)
_BUNDLED = (
    "Deze tabel is nog niet bij CBS opgehaald. U ziet alleen cijfers die op bladzijden van CBS zijn gelezen en zijn"
    " meegeleverd; de meeste cellen van de tabel ontbreken."
)
_EMPTY = "Voor deze keuze heeft de tabel geen cijfers. Kies een andere uitsplitsing, regio of periode."


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page at '/verkenner', and the whole of an answer as a file beside it."""
    router.add(
        PATH, name=NAME, heading=HEADING, render=lambda query, _audience: render(query, services),
        title=lambda query: _title(query, services), remembered=True,
    )  # fmt: skip
    register_explorer_csv(app, services)


def render(query: Query, services: Services) -> Component:
    """The page for a query. Raises UsageError for one that cannot be shown."""
    opened = open_view(query, services)
    view, shape = opened.view, opened.shape
    found = explore(services, view, shape)
    days = {known: day_name(loads) for known, loads in services.table_days(view.table).items()}
    return html.Div(
        [
            *as_of_banner("de cijfers", view.as_of, now=view.link(PATH, as_of=None)),
            html.H1(HEADING),
            html.P(_LEAD, className="lead"),
            html.Div(
                [
                    table_form(PATH, opened.tables, chosen=view.table, as_of=view.as_of),
                    explorer_form(PATH, view, shape, names=topic_names(shape), days=days),
                ],
                className="choices explorer",
            ),
            html.P([html.Strong(f"Tabel {view.table}. "), f"{shape.title}."], className="stand"),
            *([] if shape.is_fetched else [html.P(_BUNDLED, className="hint")]),
            *(_figures(found, services) if found.lines else [html.P(_EMPTY, className="panel")]),
        ]
    )


def _title(query: Query, services: Services) -> str:
    opened = open_view(query, services)
    name = topic_names(opened.shape)[opened.view.indicator]
    return f"{name}, tabel {opened.view.table} · {NAME}"


def _figures(found: Explored, services: Services) -> list[Component]:
    card = explorer_card(found, today=services.today())
    pages = _pages(found)
    return [*_count(found), *pages, chart_card(card), *pages]


def _count(found: Explored) -> list[html.P]:
    """Which of the rows these are, when there are more."""
    if found.pages == 1:
        return []
    page = min(found.view.page, found.pages)
    first = (page - 1) * PAGE_ROWS + 1
    rows = f"rij {number(first)} tot en met {number(first + len(found.lines) - 1)} van {number(found.rows)}"
    return [html.P(f"{chosen_phrase(found)}: {rows}. Download CSV geeft alle rijen.", className="hint")]


def _pages(found: Explored) -> list[html.Nav]:
    """Links to the rows before and after these."""
    if found.pages == 1:
        return []
    page = min(found.view.page, found.pages)
    before = [html.A("Vorige rijen", href=found.view.link(PATH, page=page - 1), rel="prev")] if page > 1 else []
    after = (
        [html.A("Volgende rijen", href=found.view.link(PATH, page=page + 1), rel="next")] if page < found.pages else []
    )
    here = html.Span(f"Bladzijde {page} van {found.pages}")
    return [html.Nav([*before, here, *after], className="pager", **aria(label="Bladzijden"))]
