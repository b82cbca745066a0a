"""The card of a profile: how the rate of a region developed beside what it lies in, as CBS gives it."""

from __future__ import annotations

from datetime import date

from dashboard.components.chart_card import ChartCard
from dashboard.components.pivot_table import pivot_table
from dashboard.components.source_note import source_note
from dashboard.exports.provenance import MARKS, source_lines, used_line
from dashboard.figures.picture import ROOM_FOR_LABELS, Provenance, picture
from dashboard.figures.theme import BESIDE
from dashboard.figures.trend import TrendLine, trend_figure
from dashboard.profile.model import Profile
from dashboard.view import View
from dashboard.words import NEVER_COMPUTED
from data_sources.contract import UNIT_PER_100000
from data_sources.registry import BREAKS, Indicator
from metrics.season import without_season
from metrics.text.description import describe_series
from metrics.text.phrases import period_label
from metrics.text.sentences import growth_sentence
from metrics.text.units import unit_words

PROFILE_PATH, CSV_PATH = "/regios/profiel", "/csv/profiel"
CHART = "profiel"
_UNIT_ROOM = 28
AS_GIVEN = (
    "Per 100.000 inwoners zoals CBS het geeft; dit dashboard rekent het niet uit. Aantallen van regio's die in grootte"
    " verschillen, staan niet samen op één as."
)
SECRET_NOTE = (
    f"Waar geen cijfer staat, staat waarom. {NEVER_COMPUTED}, en waar het aantal geheim is, blijft ook het cijfer per"
    " 100.000 inwoners weg."
)


def rate_card(found: Profile, indicator: Indicator, *, today: date) -> ChartCard:
    """The lines of one indicator, with everything that belongs beside them.

    Of a municipality the landsdeel is left to the table: five lines are no longer told apart.
    """
    view, unit = found.view, unit_words(UNIT_PER_100000)
    lines = drawn_lines(found, indicator)
    beside = " en waar zij in ligt" if len(lines) > 1 else ""
    title = f"{indicator.title} {unit}: {found.title}{beside}"
    every = found.rates[indicator.slug]
    loads = found.loads_of([item for line in every for item in line.figures])
    span = f"{period_label(found.periods[0].key)} tot en met {period_label(found.periods[-1].key)}"
    figure = trend_figure(lines, found.periods, legend=True, unit=unit)
    provenance = Provenance(
        title=title,
        subtitle=f"{found.title}, per {view.kind}, {span}",
        lines=[
            MARKS, *over_merger(found, indicator), *source_lines(loads),
            used_line(loads, view.as_of, today=today),
        ],
        fictional=any(load.kind == "demo" for load in loads),
    )  # fmt: skip
    rows = [(period_label(period.key), [line.figures[n] for line in every]) for n, period in enumerate(found.periods)]
    return ChartCard(
        name=file_name(view, indicator, today=today),
        chart=CHART,
        address=view.link(PROFILE_PATH, indicators=(indicator.slug,)),
        title=title,
        subtitle=provenance.subtitle,
        figure=figure,
        picture=picture(figure, provenance, left=ROOM_FOR_LABELS + _UNIT_ROOM),
        provenance=provenance,
        table=pivot_table(f"{title}, per {view.kind}", "Periode", [line.name for line in every], rows[::-1]),
        description=[
            *(describe_series(f"{line.name}, {indicator.title.lower()} {unit}", line.figures) for line in every),
            *over_merger(found, indicator, alone=False),
        ],
        hint=MARKS,
        notes=[AS_GIVEN, SECRET_NOTE, *(step.reason for step in BREAKS if view.region in step.regions)],
        sources=[source_note(load) for load in loads],
        csv_address=view.link(CSV_PATH, indicators=(indicator.slug,)),
    )


def drawn_lines(found: Profile, indicator: Indicator) -> list[TrendLine]:
    """The lines of the chart, each with its style: that of the country, the last, is always the same."""
    rows = list(zip(found.rows, found.rates[indicator.slug], strict=True))
    if len(rows) > len(BESIDE):
        rows = [(row, line) for row, line in rows if not row.region.startswith("LD")]
    last = len(rows) - 1
    return [
        TrendLine(line.indicator, line.name, line.figures, style=BESIDE[-1] if n == last > 0 else BESIDE[n])
        for n, (_, line) in enumerate(rows)
    ]


def over_merger(found: Profile, indicator: Indicator, *, alone: bool = True) -> list[str]:
    """The change of the count against the sum of predecessors, which the chart does not show, and whose sum that is.

    ``alone``: whether it stands without the page, which says the caution of the season for all.
    """
    place = next(n for n, item in enumerate(found.compared) if item.indicator == indicator)
    own = found.rows[0].standings[place]
    if not own.parts:
        return []
    change = growth_sentence(own.growth).rstrip(".")
    notes = own.growth.notes if alone else without_season(own.growth.notes)
    return [f"Aantal {indicator.title.lower()}: {change}. {' '.join(notes)}"]


def has_rates(found: Profile, indicator: Indicator) -> bool:
    """Whether any rate of the region itself or of what it lies in is there to draw."""
    return any(item.value is not None for line in found.rates[indicator.slug] for item in line.figures)


def file_name(view: View, indicator: Indicator | None, *, today: date) -> str:
    """What a kept file is called."""
    stand = view.as_of or today
    names = indicator.slug if indicator is not None else "-".join(view.indicators)
    return f"profiel-{names}-{view.region}-per-{view.kind}-bekend-op-{stand.isoformat()}"
