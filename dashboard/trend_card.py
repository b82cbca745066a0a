"""The card of the trend chart, for a page; its figures as a file; and both by the name of the chart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dash import Dash, html
from flask import Response

from dashboard.charts import Chart, Charted
from dashboard.components.chart_card import ChartCard
from dashboard.components.period_table import period_table
from dashboard.components.source_note import source_note
from dashboard.exports.csv import figures_table, table_csv
from dashboard.exports.downloads import csv_answer, register_download
from dashboard.exports.exported import ValueTable
from dashboard.exports.provenance import MARKS, source_lines, stand_phrase, used_line
from dashboard.figures.picture import Provenance, picture
from dashboard.figures.trend import trend_figure
from dashboard.gegevens.view import figure_link
from dashboard.overview import Overview, build_overview
from dashboard.router import Query
from dashboard.services import Services
from dashboard.view import View, read_view
from dashboard.visitor import Audience
from data_sources.contract import Observation
from data_sources.errors import UsageError
from data_sources.registry import BREAKS
from metrics.derive import note_on_sums
from metrics.predecessors import note_on_predecessors
from metrics.season import season_said
from metrics.text.description import describe_series
from metrics.text.numbers import day
from metrics.text.phrases import period_label
from metrics.text.sentences import gap_sentence, growth_sentence

PATH, CSV_PATH = "/", "/csv/trend"
NAME = "trend"


def trend_card(found: Overview, view: View, *, region_title: str, today: date) -> ChartCard:
    """The trend of the chosen indicators, with everything that belongs beside it."""
    names = " en ".join(line.name if n == 0 else line.name.lower() for n, line in enumerate(found.lines))
    title = f"{names} bij Veilig Thuis"
    span = f"{period_label(found.periods[0].key)} tot en met {period_label(found.periods[-1].key)}"
    figure = trend_figure(found.lines, found.periods)
    sums = note_on_sums([(line.name, line.figures) for line in found.lines])
    provenance = Provenance(
        title=title,
        subtitle=f"{region_title}, per {view.kind}, {span}",
        lines=[
            MARKS, *sums, *_over_merger(found), *_season(found), *source_lines(found.shown_loads),
            used_line(found.shown_loads, view.as_of, today=today),
        ],
        fictional=any(load.kind == "demo" for load in found.shown_loads),
    )  # fmt: skip
    return ChartCard(
        name=file_name(view, today=today),
        chart=NAME,
        address=view.link(PATH),
        title=title,
        subtitle=provenance.subtitle,
        figure=figure,
        picture=picture(figure, provenance),
        provenance=provenance,
        table=period_table(
            found.lines,
            found.periods,
            found.loads,
            caption=f"{title}, {region_title}, per {view.kind}",
            history=lambda figure: figure_link(figure, view.as_of),
        ),
        description=[*(describe_series(line.name, line.figures) for line in found.lines), *_over_merger(found)],
        hint=MARKS,
        notes=[*(step.reason for step in BREAKS if view.region in step.regions), *sums],
        sources=[source_note(load) for load in found.shown_loads],
        csv_address=view.link(CSV_PATH),
    )


def merger_notes(found: Overview) -> list[str]:
    """Whose addition the base of a merged region is; empty where nothing was added up."""
    return list(dict.fromkeys(note_on_predecessors(item.base, found.names) for item in found.headlines if item.parts))


def gap_panel(found: Overview) -> list[html.P]:
    """How far the changes of two indicators lie apart, and whose addition their base is; empty where none is said."""
    if found.gap is None:
        return []
    first, second = found.headlines
    names = (first.indicator.title.lower(), second.indicator.title.lower())
    sentence = gap_sentence(*names, (first.growth, second.growth), found.gap)
    whose = " ".join(merger_notes(found))
    return [html.P(f"{sentence} {whose}".rstrip(), className="panel gap")] if sentence else []


def _over_merger(found: Overview) -> list[str]:
    """The changes against the sum of predecessors, which the chart itself does not show, and whose addition that is."""
    changes = [f"{item.indicator.title}: {growth_sentence(item.growth)}" for item in found.headlines if item.parts]
    notes = merger_notes(found)
    return [" ".join([*(f"{text.rstrip('.')}." for text in changes), *notes])] if changes else []


def _season(found: Overview) -> list[str]:
    """The caution beside those changes in a picture; on the page it stands once, below the cards."""
    return season_said(note for item in found.headlines if item.parts for note in item.growth.notes)


def file_name(view: View, *, today: date) -> str:
    """What a kept file is called: what it shows, and as known on which day."""
    names = "" if view.indicators == View().indicators else f"-{'-'.join(view.indicators)}"
    stand = view.as_of or today
    return f"veilig-thuis{names}-{view.region}-per-{view.kind}-bekend-op-{stand.isoformat()}"


def trend_values(found: Overview, view: View, regions: Mapping[str, str], *, today: date) -> ValueTable:
    """The figures of the chart, and those that its changes rest on."""
    return figures_table(_figures(found), found.loads, regions, stand=stand_phrase(view.as_of, today=today))


def _figures(found: Overview) -> list[Observation]:
    figures = [item for line in found.lines for item in line.figures]
    # What a merged region is compared with, and what that was added up from.
    return figures + [
        item for headline in found.headlines if headline.parts for item in (headline.base, *headline.parts)
    ]


def nothing_known(view: View, region: str) -> str:
    """That no figure at all is known for the view, and what to do."""
    when = f"Op {day(view.as_of)} was voor {region}" if view.as_of else f"Voor {region} is"
    return f"{when} nog geen cijfer per {view.kind} bekend in deze opslag. Kies een andere regio, indeling of dag."


def _build(query: Query, _audience: Audience, services: Services) -> Charted:
    regions, today = services.regions(), services.today()
    view = read_view(query, regions=regions, today=today)
    found = build_overview(services, view)
    if found.is_empty:
        raise UsageError(nothing_known(view, regions[view.region]))
    return Charted(
        card=trend_card(found, view, region_title=regions[view.region], today=today),
        values=trend_values(found, view, regions, today=today),
        loads=tuple(found.shown_loads),
        figures=tuple(item for line in found.lines for item in line.figures),
    )


CHARTS = (Chart(NAME, "Adviesvragen en meldingen door de tijd", PATH, _build),)


def register_trend_csv(app: Dash, services: Services) -> None:
    """The figures of the chart as a file, at an address with the same query as the page."""

    def trend_csv(query: Query) -> Response:
        regions, today = services.regions(), services.today()
        view = read_view(query, regions=regions, today=today)
        values = trend_values(build_overview(services, view), view, regions, today=today)
        return csv_answer(table_csv(values), file_name(view, today=today))

    register_download(app, CSV_PATH, trend_csv)
