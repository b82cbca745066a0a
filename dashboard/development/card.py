"""The card of the page Ontwikkeling: chart, events, words, table and ways out of one view."""

from __future__ import annotations

from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.components.chart_card import ChartCard
from dashboard.components.development_table import development_table
from dashboard.components.event_list import EVENTS_CAUTION, event_list
from dashboard.components.season_table import season_table
from dashboard.components.source_note import source_note
from dashboard.development.model import Development
from dashboard.development.view import CHART, CSV_PATH, EVENTS, PATH, DevelopmentView, Way, known_by
from dashboard.development.words import marks_of, outcome_name, series_name, vertical_axis, view_title
from dashboard.exports.provenance import document_lines, source_lines, used_line
from dashboard.figures.development import breaks_within, development_figure
from dashboard.figures.events import event_line
from dashboard.figures.picture import HEIGHT, ROOM_FOR_LABELS, Provenance, lines_height, picture
from dashboard.gegevens.view import LoadView, figure_link
from data_sources.contract import Load, Observation
from metrics.derive import note_on_sums
from metrics.season import season_said
from metrics.text.description import describe_series
from metrics.text.development import describe_values
from metrics.text.phrases import lower_first, period_label

# In a picture, for the unit beside the axis: pixels.
_UNIT_WIDTH = 28


def development_card(found: Development, *, region_title: str, today: date) -> ChartCard:
    """The chart of a view that has values, with everything that belongs beside it."""
    view = found.view
    title = view_title(view, found.topics, found.base)
    vertical = vertical_axis(view, found.topics)
    figure = development_figure(
        found.lines, found.axis, region=view.region, vertical=vertical, events=found.events
    )  # fmt: skip
    notes, events = _notes(found), _event_lines(found, today)
    provenance = Provenance(
        title=title,
        subtitle=selection_phrase(found, region_title),
        lines=[
            marks_of(view.way), *notes, *events, *source_lines(found.shown_loads),
            used_line(found.shown_loads, view.as_of, today=today),
        ],
        fictional=any(load.kind == "demo" for load in found.shown_loads),
    )  # fmt: skip
    return ChartCard(
        name=file_name(view, today=today),
        chart=CHART,
        address=view.link(PATH),
        title=title,
        subtitle=provenance.subtitle,
        figure=figure,
        picture=picture(
            figure, provenance, left=ROOM_FOR_LABELS + (_UNIT_WIDTH if vertical.title else 0),
            height=HEIGHT + lines_height([*notes, *events]),
        ),
        provenance=provenance,
        table=_table(found, f"{title}, {provenance.subtitle}"),
        description=_description(found),
        hint=marks_of(view.way),
        notes=notes,
        sources=[source_note(load) for load in found.shown_loads],
        csv_address=view.link(CSV_PATH),
        below=_events(found, today),
    )  # fmt: skip


def _table(found: Development, caption: str) -> html.Table:
    view = found.view

    def history(figure: Observation) -> str | None:
        return figure_link(figure, view.as_of)

    def load_link(load: Load) -> str:
        return LoadView(str(load.id), as_of=view.as_of).link()

    if view.way is Way.SEIZOENSPAAR:
        return season_table(found.lines, found.loads, caption=caption, history=history, load_link=load_link)
    return development_table(
        found.lines, found.loads, caption=caption, figures=figure_names(found),
        outcome=None if _shows_figures(view) else outcome_name(view.way), history=history, load_link=load_link,
    )  # fmt: skip


def figure_names(found: Development) -> list[str]:
    """What the figures of a reading are called, in their order."""
    names = [topic.title for topic in found.topics]
    return {
        Way.NIVEAU: ["Cijfer"],
        Way.SEIZOENSPAAR: ["Cijfer"],
        Way.VERHOUDING: names,
        Way.GROEIVERSCHIL: [text for name in names for text in (name, f"Basis van {lower_first(name)}")],
    }.get(found.view.way, ["Cijfer", "Basis"])


def selection_phrase(found: Development, region_title: str) -> str:
    """Region and periods: 'Nederland, per halfjaar, 1e halfjaar 2019 tot en met 1e halfjaar 2026'."""
    readings = sorted(found.readings, key=lambda item: item.period)
    first, last = (period_label(item.key) for item in (readings[0], readings[-1]))
    return f"{region_title}, per {found.view.kind}, {first} tot en met {last}"


def file_name(view: DevelopmentView, *, today: date) -> str:
    """What a kept file is called: what it shows, and as known on which day."""
    names = "-".join(indicator.replace(":", "-") for indicator in view.indicators)
    base = f"-basis-{view.base.key}" if view.base else ""
    stand = (view.as_of or today).isoformat()
    return f"veilig-thuis-{view.way}-{names}-{view.region}-per-{view.kind}{base}-bekend-op-{stand}"


def _shows_figures(view: DevelopmentView) -> bool:
    return view.way in {Way.NIVEAU, Way.SEIZOENSPAAR}


def _cautions(found: Development) -> list[str]:
    """That of the season, once for all values that it holds for."""
    return season_said(note for item in found.readings if item.value is not None for note in item.notes)


def _description(found: Development) -> list[str]:
    if _shows_figures(found.view):
        return [
            describe_series(series_name(found, line.name), [item.figures[0] for item in line.readings])
            for line in found.lines
            if line.readings
        ]
    return [describe_values(series_name(found, line.name), line.readings) for line in found.lines]


def _notes(found: Development) -> list[str]:
    """What holds for the whole view: a caution, the breaks between its periods, and the years that were added up."""
    breaks = [step.reason for step, _ in breaks_within(found.view.region, found.axis)]
    return [*_cautions(found), *breaks, *note_on_sums(_by_topic(found))]


def _by_topic(found: Development) -> list[tuple[str, list[Observation]]]:
    figures = [figure for item in found.readings for figure in item.figures]
    return [
        (topic.title, [figure for figure in figures if figure.indicator == topic.indicator]) for topic in found.topics
    ]


def _event_lines(found: Development, today: date) -> list[str]:
    """The events for the foot of a picture, with the letters and notes they were read in."""
    if not found.events:
        return []
    on = known_by(found.view, today=today)
    listed = "; ".join(event_line(item, on=on) for item in found.events)
    codes = dict.fromkeys(item.event.source.document for item in found.events)
    return [f"{listed}. {EVENTS_CAUTION}", *document_lines(found.documents[code] for code in codes)]


def _events(found: Development, today: date) -> list[Component]:
    """The events in words, and the way to leave them out or bring them back."""
    view = found.view
    on = known_by(view, today=today)
    turned = html.A(
        "Verberg gebeurtenissen" if view.with_events else "Toon gebeurtenissen",
        href=view.link(PATH, with_events=not view.with_events),
    )
    if not view.with_events:
        return [html.P([turned, "."], className="hint on-screen")]
    if not found.events:
        return []
    return [
        html.Section(
            [
                html.H3("Gebeurtenissen in deze periode", id=f"{EVENTS}-kop"),
                html.P([f"{EVENTS_CAUTION} ", html.Span([turned, "."], className="on-screen")], className="hint"),
                event_list(found.events, found.documents, on=on),
            ],
            className="event-section",
        )
    ]
