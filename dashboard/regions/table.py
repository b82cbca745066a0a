"""The ranking as a table: a row a region with all that is known of it, and the regions of other years beneath."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html

from dashboard.components.attributes import aria
from dashboard.gegevens.view import figure_link
from dashboard.regions.measures import (
    NO_DIFFERENCE,
    change_reason,
    change_words,
    contribution_reason,
    contribution_words,
)
from dashboard.regions.model import RegionRow, Regions
from dashboard.regions.words import elsewhen_phrase, measure_title, span_phrase
from data_sources.contract import Observation
from metrics.contribution import Contribution
from metrics.derive import SUM_OF_HALVES
from metrics.growth import Growth
from metrics.predecessors import SUM_OF_PREDECESSORS
from metrics.ranking import Place
from metrics.text.contribution import interval_words, rest_words
from metrics.text.phrases import SMALL, missing_phrase, period_label, status_phrase
from metrics.text.sentences import growth_sentence, interval_phrase
from metrics.text.units import figure_text

WITHIN = "past binnen de afronding"
_OPEN_ENDS = "Onder een plaats, verandering of bijdrage staat wat de afronding daarvan open laat."


def region_table(found: Regions, places: Mapping[str, Place]) -> html.Table:
    """In the order of the ranking; the country first, which has no place."""
    rows = {row.region: row for row in found.rows}
    heads = (
        "Plaats", "Regio", found.topic.title, "Per 100.000 inwoners",
        f"Verandering ten opzichte van {period_label(found.base.key)}", "Bijdrage in procentpunt", "Status",
    )  # fmt: skip
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in heads]))
    body = [_row(found, found.national, None), *(_row(found, rows[code], places[code]) for code in places)]
    caption = html.Caption(f"{measure_title(found)}, {span_phrase(found)}: van hoog naar laag. {_OPEN_ENDS}")
    return html.Table([caption, head, html.Tbody(body)], className="figures ranking")


def elsewhen_list(found: Regions) -> list[html.Section]:
    """The regions that are not there in the period, with why; never silently absent."""
    told = {code: elsewhen_phrase(found, code) for code in found.elsewhen}
    if not told:
        return []
    items = [
        html.Li([html.A(found.names[code], href=found.view.profile_link(code)), f" ({code}): {words}."])
        for code, words in told.items()
    ]
    heading = html.H2(f"Regio's die er in {period_label(found.period.key)} niet zijn", id="andere-jaren")
    return [html.Section([heading, html.Ul(items, className="notes")], className="panel")]


def _row(found: Regions, row: RegionRow, place: Place | None) -> html.Tr:
    name = row.name if place is None else html.A(row.name, href=found.view.profile_link(row.region))
    return html.Tr(
        [
            html.Td(_place(place)),
            html.Th(name, scope="row"),
            _figure(row.figure, row, found),
            _figure(row.rate, row, found),
            _change(row),
            _part(row.part),
            _status(row.figure, row.growth),
        ],
        className="total" if place is None else "",
    )


def _place(place: Place | None) -> list[html.Span] | str:
    if place is None or place.place is None:
        return "–"
    rank = [html.Span(str(place.place), className="value")]
    if place.is_open:
        rank.append(html.Span(f"{place.best} t/m {place.worst}", className="detail ends"))
    return rank


def _figure(figure: Observation, row: RegionRow, found: Regions) -> html.Td:
    if figure.value is None:
        return html.Td(missing_phrase(figure), className="missing")
    address, text = figure_link(figure, found.view.as_of), figure_text(figure)
    about = aria(label=f"{text}, geschiedenis van dit cijfer van {row.name}")
    shown = html.A(text, href=address, className="quiet", **about) if address else text
    details = [SUM_OF_HALVES] if figure.status_basis == SUM_OF_HALVES else []
    return html.Td([html.Span(shown, className="value"), *(html.Span(text, className="detail") for text in details)])


def _change(row: RegionRow) -> html.Td:
    change = row.growth
    if not change.comparable or change.change is None:
        return html.Td(change_reason(row), className="missing")
    looks = "detail" if change.small_count or change.direction is None else "detail ends"
    return html.Td([html.Span(change_words(change), className="value"), html.Span(_open(change), className=looks)])


def _open(change: Growth) -> str:
    """What belongs under a change: its interval, or that it is small or within rounding."""
    if change.small_count:
        return SMALL if change.direction is not None else f"{WITHIN}; {SMALL}"
    return WITHIN if change.direction is None else _bare(interval_phrase(change))


def _part(part: Contribution | None) -> html.Td:
    if part is None:
        return html.Td("–")
    if part.value is None:
        return html.Td(contribution_reason(part), className="missing")
    words = contribution_words(part.value, part.interval)
    if words == NO_DIFFERENCE:
        return html.Td([html.Span(words, className="value"), html.Span(WITHIN, className="detail")])
    return html.Td(
        [html.Span(words, className="value"), html.Span(_bare(interval_words(part.interval)), className="detail ends")]
    )


def _bare(interval: str) -> str:
    """The ends alone: what they are is said above the table."""
    return interval.strip(" ()").removeprefix("binnen de afronding ")


def _status(figure: Observation, change: Growth) -> html.Td:
    if figure.value is None:
        return html.Td("–")
    if change.base_value is None or change.status == figure.status:
        return html.Td(status_phrase(figure.status))
    base = html.Span(f"verandering: {status_phrase(change.status)}", className="detail")
    return html.Td([html.Span(status_phrase(figure.status), className="value"), base])


def part_table(found: Regions, rows: Sequence[RegionRow]) -> html.Table:
    """What each region adds, in the order given; then the rest if there is one, and the country."""
    heads = (
        "Regio", period_label(found.period.key), period_label(found.base.key), "Bijdrage in procentpunt",
    )  # fmt: skip
    body = [html.Tr([html.Th(row.name, scope="row"), *_ends_of(row), _part(row.part)]) for row in rows]
    rest = found.contributions.rest
    if rest is not None:
        cells = [html.Td("–"), html.Td("–"), html.Td(rest_words(rest))]
        body.append(html.Tr([html.Th(f"Overige regio's samen ({len(rest.regions)})", scope="row"), *cells]))
    whole = found.national
    change = growth_sentence(whole.growth)
    body.append(
        html.Tr(
            [
                html.Th("Nederland", scope="row"), _plain(whole.figure), _plain(whole.base), html.Td(change)
            ],
            className="total",
        )
    )  # fmt: skip
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in heads]))
    span = f"{period_label(found.period.key)} ten opzichte van {period_label(found.base.key)}"
    caption = html.Caption(f"Bijdrage aan de landelijke groei van {found.lower_title}, {span}")
    return html.Table([caption, head, html.Tbody(body)], className="figures ranking")


def _ends_of(row: RegionRow) -> list[html.Td]:
    return [_plain(row.figure), _plain(row.base)]


def _plain(figure: Observation) -> html.Td:
    if figure.value is None:
        return html.Td(missing_phrase(figure), className="missing")
    details = [figure.status_basis] if figure.status_basis in {SUM_OF_HALVES, SUM_OF_PREDECESSORS} else []
    certain = html.Span(", ".join([status_phrase(figure.status), *details]), className="detail")
    return html.Td([html.Span(figure_text(figure), className="value"), certain])
