"""Toelichting: what the figures are, how they are reckoned with, and where they come from.

The texts are in `dashboard.texts`; what can be computed is computed here, from the same functions as elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from dash import Dash, html
from dash.development.base_component import Component

from dashboard import texts
from dashboard.components.as_of_banner import as_of_banner
from dashboard.components.attributes import aria
from dashboard.components.word_table import Cell, word_table
from dashboard.components.worked_example import worked_example
from dashboard.router import Query, Router
from dashboard.services import Services
from dashboard.store_examples import INDICATOR, Sight, changed_figure, footnote_example
from dashboard.view import View, asked_values, read_as_of
from dashboard.words import known_on_phrase
from data_sources.contract import NATIONAL, Observation
from data_sources.registry import BREAKS, INDICATORS, KERNCIJFERS, SOURCES
from metrics.examples import EXAMPLES
from metrics.text.numbers import day, number
from metrics.text.phrases import missing_phrase, period_label, status_phrase

PATH = "/toelichting"
_OVERVIEW = "/"


def register(app: Dash, router: Router, services: Services) -> None:
    """Put the page at '/toelichting'. Of the query only the day counts."""
    router.add(
        PATH, name="Toelichting", heading="Toelichting", render=lambda query, _audience: render(query, services),
        remembered=True,
    )  # fmt: skip


def render(query: Query, services: Services) -> Component:
    """The page; its examples and sources are those known on the day the query asks for."""
    as_of = read_as_of(asked_values(query), today=services.today())
    return html.Div(
        [
            *as_of_banner("de voorbeelden en bronnen", as_of, now=PATH),
            html.H1("Toelichting"),
            html.P("Wat de cijfers betekenen, hoe ermee wordt gerekend en waar ze vandaan komen", className="lead"),
            _contents(),
            *(_section(section, services, as_of) for section in texts.SECTIONS),
        ]
    )


def _contents() -> html.Nav:
    links = [html.Li(html.A(section.heading, href=f"#{section.anchor}")) for section in texts.SECTIONS]
    return html.Nav(html.Ol(links), className="contents", **aria(label="Op deze pagina"))


def _section(section: texts.Section, services: Services, as_of: date | None) -> html.Section:
    more = _MORE.get(section.anchor)
    return html.Section(
        [
            html.H2(section.heading, id=section.anchor),
            html.Div([html.P(text) for text in section.paragraphs], className="prose"),
            *_sources(section.sources),
            *(more(services, as_of) if more else []),
        ],
        className="panel explained",
        **aria(labelledby=section.anchor),
    )


def _sources(links: Sequence[texts.Link], word: str = "Bron") -> list[html.P]:
    """'Bron: …' with one link, 'Bronnen: …; …' with more; nothing without."""
    if not links:
        return []
    parts: list[str | Component] = [f"{word}nen: " if len(links) > 1 else f"{word}: "]
    for n, link in enumerate(links):
        parts += ["; " if n else "", html.A(link.name, href=link.address)]
    return [html.P([*parts, "."], className="source")]


def _table(table: html.Table) -> html.Div:
    return html.Div(table, className="table-wrap")


# ---- what is computed, by section ----


def _what(services: Services, as_of: date | None) -> list[Component]:
    rows = [(item.title, item.cbs_term) for item in INDICATORS.values()]
    return [
        _table(word_table("Zo heten de aantallen", ("Op deze site", "Bij CBS"), rows)),
        html.P(f"CBS publiceert {SOURCES[KERNCIJFERS].rhythm}."),
    ]


def _terms(services: Services, as_of: date | None) -> list[Component]:
    followed = [
        texts.Term(
            f"begrip-{item.slug}",
            f"{item.title} (CBS: {item.cbs_term})",
            item.definition,
            (_definition_link(item.definition_source),),
        )
        for item in INDICATORS.values()
    ]
    return [html.Div([_term(term) for term in (*followed, *texts.TERMS)], className="terms")]


def _definition_link(address: str) -> texts.Link:
    """Named after the site it leads to; CBS's English pages say that they are English."""
    parts = urlsplit(address)
    english = " (in het Engels)" if parts.path.startswith("/en-") else ""
    return texts.Link(f"omschrijving op {parts.netloc}{english}", address)


def _term(term: texts.Term) -> html.Div:
    basis = [html.P(term.basis, className="basis")] if term.basis else []
    return html.Div([html.H3(term.name, id=term.anchor), html.P(term.meaning), *basis, *_sources(term.sources)])


def _growth(services: Services, as_of: date | None) -> list[Component]:
    return [html.Div([worked_example(example) for example in EXAMPLES], className="examples")]


def _certainty(services: Services, as_of: date | None) -> list[Component]:
    rows = [(mark.sign, mark.at_cbs, _word_here(mark)) for mark in texts.MARKS]
    return [_table(word_table("Tekens bij CBS en woorden hier", ("Teken", "Bij CBS", "Hier"), rows))]


def _word_here(mark: texts.Mark) -> str:
    """The very words that cards and tables use for such a figure."""
    if mark.status is not None:
        return status_phrase(mark.status)
    absent = Observation.absent(indicator=INDICATOR, region=NATIONAL, period="2025JJ00")
    return missing_phrase(replace(absent, missing=mark.missing, gone=mark.gone))


def _vintages(services: Services, as_of: date | None) -> list[Component]:
    """A figure of this store that changed; without one nothing."""
    found = changed_figure(services, as_of)
    if found is None:
        return []
    indicator = INDICATORS[INDICATOR]
    difference = found.later.value - found.first.value
    at_first = found.first.load.known_on
    return [
        html.H3("Een voorbeeld uit deze opslag", id="voorbeeld-zoals-bekend-op"),
        _table(
            word_table(
                f"{indicator.title} (CBS: {indicator.cbs_term}), Nederland, {period_label(found.period)}",
                ("Bekend", "Cijfer"),
                [_sight(found.first), _sight(found.later)],
            )
        ),
        html.P(
            [
                f"Later kwam dit cijfer {number(abs(difference))} {'hoger' if difference > 0 else 'lager'} uit. Wie"
                f" naar de stand van {day(at_first)} vraagt, krijgt nog steeds {number(found.first.value)}: ",
                html.A(
                    f"bekijk het overzicht zoals bekend op {day(at_first)}",
                    href=View(as_of=at_first).link(_OVERVIEW),
                ),
                ".",
            ]
        ),
    ]


def _sight(sight: Sight) -> tuple[Cell, ...]:
    """When and from where, beside what was said."""
    source = html.A(sight.load.source_title, href=sight.load.source_url)
    figure = [
        html.Span(number(sight.value), className="value"),
        html.Span(status_phrase(sight.status), className="detail"),
    ]
    return [html.Span(known_on_phrase(sight.load)), html.Span(source, className="detail")], figure


def _regions(services: Services, as_of: date | None) -> list[Component]:
    rows = [(level.name, level.prefix, level.count) for level in texts.LEVELS]
    return [
        _table(word_table("Soorten gebieden", ("Gebied", "Code begint met", "Aantal"), rows)),
        html.P(texts.DISSOLVED),
        html.P(texts.BREAKS_INTRO),
        html.Ul([html.Li(step.reason) for step in BREAKS]),
    ]


def _letter(services: Services, as_of: date | None) -> list[Component]:
    letters = dict.fromkeys(fact.source for fact in texts.LETTER_FACTS)
    rows = [
        (
            fact.subject,
            [
                html.Span(fact.says, className="value"),
                html.Span(f"brief, {fact.source.part} ({fact.source.dated})", className="detail"),
            ],
        )
        for fact in texts.LETTER_FACTS
    ]
    return [
        _table(word_table("Wat de brief zegt", ("Onderwerp", "In de brief"), rows)),
        *(
            html.P(f"Bron: {letter.title}, {letter.part}. Datum: {letter.dated}.", className="source")
            for letter in letters
        ),
    ]


def _bundled(services: Services, as_of: date | None) -> list[Component]:
    footnote = footnote_example(services, as_of)
    example = [html.P("Bijvoorbeeld:"), html.Blockquote(html.P(footnote))] if footnote else []
    loads = [load for load in services.loads(as_of) if load.kind == "published"]
    rows = [
        (
            [html.A(load.source_title, href=load.source_url), html.Span(load.table, className="detail")],
            known_on_phrase(load),
        )
        for load in loads
    ]
    table = word_table("Meegeleverde bronnen, met de tabel of publicatie", ("Bron", "Wanneer bekend"), rows)
    listed = [html.P(texts.BUNDLED_INTRO), _table(table)]
    return [
        *example,
        html.H3("Meegeleverde cijfers", id="meegeleverd"),
        *(listed if rows else [html.P(texts.NO_BUNDLED)]),
    ]


_MORE: Mapping[str, Callable[[Services, date | None], list[Component]]] = {
    texts.WHAT.anchor: _what,
    texts.TERMS_SECTION.anchor: _terms,
    texts.GROWTH.anchor: _growth,
    texts.CERTAINTY.anchor: _certainty,
    texts.VINTAGES.anchor: _vintages,
    texts.REGIONS.anchor: _regions,
    texts.LETTER_SECTION.anchor: _letter,
    texts.SOURCES_SECTION.anchor: _bundled,
}
